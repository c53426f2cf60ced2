package vn.tangthu.repository.fees;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AccessRequests.Step;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AnsweredRequests;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/** Fees in the database; told anew, never changed. */
@Component
@Order(JdbcFees.FIRST)
class JdbcFees implements Fees, AnsweredRequests {
    /** Before letters are written, in which the fee stands. */
    static final int FIRST = 1;

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final FeeRows rows;
    private final FeeCounting counting;
    private final FeeLetters letters;
    private final AccessRequests requests;
    private final ActivityLog log;
    private final TransactionTemplate transactions;
    private final Clock clock;

    /**
     * @param requests which tells this room of its answers, so that one of them has to come later
     */
    JdbcFees(
            FeeRows rows,
            FeeCounting counting,
            FeeLetters letters,
            @Lazy AccessRequests requests,
            ActivityLog log,
            TransactionTemplate transactions,
            Clock clock) {
        this.rows = rows;
        this.counting = counting;
        this.letters = letters;
        this.requests = requests;
        this.log = log;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Optional<Table> now() {
        return rows.inForce(today(), clock.instant()).filter(table -> !table.of().rows().isEmpty());
    }

    @Override
    public Optional<Table> onPaper(LocalDate day) {
        return ofPaper(day).filter(table -> !table.of().rows().isEmpty());
    }

    private Optional<Table> ofPaper(LocalDate day) {
        return rows.inForce(day, day.plusDays(1).atStartOfDay(VIETNAM).toInstant());
    }

    @Override
    public List<Table> tables(int limit) {
        return rows.tables(Math.min(limit, 100));
    }

    @Override
    public Table enter(NewTable table, Reader actor) {
        if (!actor.is(Role.ADMINISTRATOR)) {
            throw new RefusedException(Finding.blocks("ADMINISTRATOR_ONLY", actor.name()));
        }
        refuse(FeeRules.findings(table, today()));
        return Objects.requireNonNull(
                transactions.execute(
                        status -> {
                            int number = rows.insert(table, now(clock), actor.name());
                            log.record(
                                    actor,
                                    "FEE_TABLE_ENTERED",
                                    "" + number,
                                    table.validFrom() + ": " + table.basis().strip());
                            return rows.table(number);
                        }));
    }

    @Override
    public Optional<Estimate> estimate(Request request) {
        return rows.newest(request.reference().value())
                .map(fee -> fee.estimate().table())
                .or(() -> whenItCameIn(request))
                .map(table -> counting.of(table, request))
                .filter(estimate -> !estimate.lines().isEmpty());
    }

    @Override
    public boolean leavesOut(Request request) {
        return counting.leavesOut(request);
    }

    /**
     * By the day it came in: what applicants could read when they asked is what they pay. So a
     * table that was entered later is not theirs, whatever its first day is.
     */
    private Optional<Table> whenItCameIn(Request request) {
        LocalDate paper = request.request().paperOn();
        return paper == null
                ? rows.inForce(
                        request.receivedAt().atZone(VIETNAM).toLocalDate(), request.receivedAt())
                : ofPaper(paper);
    }

    @Override
    public Optional<Fee> of(String reference) {
        return rows.newest(reference);
    }

    @Override
    public List<Fee> history(String reference) {
        return rows.history(reference);
    }

    /**
     * Told with an answer that grants, and told anew when more is granted, as long as nobody has
     * counted by hand, waived, or been paid: after that an archivist looks at it.
     */
    @Override
    public void answered(Request request, List<Step> steps, Reader actor) {
        if (steps.stream().noneMatch(step -> step.status() == Status.GRANTED)) {
            return;
        }
        String reference = request.reference().value();
        Optional<Fee> before = rows.newest(reference);
        Optional<Estimate> estimate = estimate(request);
        if (estimate.isEmpty() || before.filter(fee -> isKept(fee, estimate.get())).isPresent()) {
            return;
        }
        Estimate now = estimate.get();
        boolean waits = now.sum() > 0 && rows.claim(reference).filter(Claim::waits).isPresent();
        tell(
                request,
                new Fee(
                        reference,
                        before.map(Fee::version).orElse(0) + 1,
                        now,
                        null,
                        0,
                        now.isCounted() && !waits ? now.sum() : null,
                        false,
                        false,
                        now(clock),
                        actor.name(),
                        "",
                        List.of()),
                actor);
    }

    private static boolean isKept(Fee fee, Estimate now) {
        return fee.byHand()
                || fee.waived()
                || fee.paid() > 0
                || fee.estimate().items().equals(now.items());
    }

    private Fee tell(Request request, Fee fee, Reader actor) {
        rows.insert(fee);
        Fee kept = rows.newest(fee.reference()).orElseThrow();
        String amount = kept.total() == null ? "?" : kept.total() + " đ";
        if (kept.waived()) {
            log.record(actor, "FEE_WAIVED", fee.reference(), kept.why());
        } else {
            log.record(
                    actor,
                    "FEE_TOLD",
                    fee.reference(),
                    amount + (kept.why().isEmpty() ? "" : ": " + kept.why()));
        }
        if (kept.state() != State.FREE || kept.byHand()) {
            letters.told(request.request().contact(), kept);
        }
        return kept;
    }

    @Override
    public Fee correct(String reference, Counted by, String why, String answer, Reader actor) {
        return changed(
                reference,
                actor,
                request -> {
                    Estimate estimate =
                            estimate(request)
                                    .filter(any -> request.hasGranted())
                                    .orElseThrow(
                                            () -> refused(Finding.blocks("FEE_NONE", reference)));
                    if (by.version() != version(request) || !by.items().equals(estimate.items())) {
                        throw refused(Finding.blocks("FEE_CHANGED", reference));
                    }
                    List<Finding> findings =
                            FeeRules.findings(
                                    estimate, by.quantities(), by.group(), why, reference);
                    Claim claim = rows.claim(request.reference().value()).orElse(null);
                    FeeRules.claim(findings, claim, by.group(), answer, reference);
                    refuse(findings);
                    if (claim != null) {
                        decide(
                                request.reference().value(),
                                claim,
                                by.group(),
                                answer.strip(),
                                actor);
                    }
                    List<Line> lines =
                            estimate.lines().stream()
                                    .map(line -> counted(line, by.quantities().get(line.row())))
                                    .toList();
                    Estimate counted = new Estimate(estimate.table(), lines, estimate.items());
                    Relief relief = Fees.relief(estimate.table(), by.group());
                    int percent = relief == null ? 0 : relief.percent();
                    return tell(
                            request,
                            byHand(
                                    request,
                                    counted,
                                    by.group(),
                                    percent,
                                    Fees.reduced(counted.sum(), percent),
                                    false,
                                    why,
                                    actor),
                            actor);
                });
    }

    private int version(Request request) {
        return rows.newest(request.reference().value()).map(Fee::version).orElse(0);
    }

    /** With the fee; again only where it is decided otherwise, or something is said of it. */
    private void decide(
            String reference, Claim claim, @Nullable FeeGroup group, String answer, Reader actor) {
        boolean accepted = claim.group() == group;
        ClaimDecision before = claim.decided();
        if (before != null && before.accepted() == accepted && answer.isEmpty()) {
            return;
        }
        rows.decide(reference, accepted, answer, now(clock), actor.name());
        log.record(
                actor,
                "FEE_CLAIM_DECIDED",
                reference,
                (accepted ? "+" : "-") + claim.group() + (answer.isEmpty() ? "" : ": " + answer));
    }

    @Override
    public Optional<Claim> claim(String reference) {
        return rows.claim(reference)
                .map(
                        claim ->
                                new Claim(
                                        claim.group(),
                                        claim.at(),
                                        claim.decided(),
                                        claim.decided() == null ? settled(reference) : null));
    }

    private @Nullable Settled settled(String reference) {
        Fee fee = rows.newest(reference).orElse(null);
        if (fee != null) {
            return switch (fee.state()) {
                case WAIVED -> Settled.WAIVED;
                case FREE -> Settled.NOTHING_TO_PAY;
                case TO_BE_COUNTED, DUE, PAID -> null;
            };
        }
        Request request = requests.find(reference).orElseThrow();
        if (request.status().open()) {
            return null;
        }
        // A fee is told in the transaction that grants: where there is none, nothing is to be paid.
        return request.hasGranted() ? Settled.NOTHING_TO_PAY : Settled.NOT_GRANTED;
    }

    private static Line counted(Line line, @Nullable Integer quantity) {
        return new Line(line.row(), line.label(), line.unit(), line.amount(), quantity);
    }

    private Fee byHand(
            Request request,
            Estimate estimate,
            @Nullable FeeGroup group,
            int percent,
            long total,
            boolean waived,
            String why,
            Reader actor) {
        String reference = request.reference().value();
        return new Fee(
                reference,
                version(request) + 1,
                estimate,
                group,
                percent,
                total,
                waived,
                true,
                now(clock),
                actor.name(),
                why.strip(),
                List.of());
    }

    @Override
    public Fee waive(String reference, int version, String why, Reader actor) {
        return changed(
                reference,
                actor,
                request -> {
                    Fee fee = told(request, version);
                    List<Finding> findings = new ArrayList<>();
                    FeeRules.why(findings, reference, why);
                    if (fee.isSettled()) {
                        findings.add(Finding.blocks("FEE_SETTLED", reference));
                    }
                    refuse(findings);
                    return tell(
                            request,
                            byHand(
                                    request,
                                    fee.estimate(),
                                    fee.group(),
                                    fee.percent(),
                                    fee.paid(), // what was paid before stays paid
                                    true,
                                    why,
                                    actor),
                            actor);
                });
    }

    @Override
    public Fee pay(String reference, int version, NewPayment payment, Reader actor) {
        return changed(
                reference,
                actor,
                request -> {
                    refuse(FeeRules.findings(told(request, version), payment, today()));
                    String known = request.reference().value();
                    rows.insert(known, payment, now(clock), actor.name());
                    log.record(
                            actor,
                            "FEE_PAID",
                            known,
                            payment.amount() + " đ, " + payment.receipt().strip());
                    Fee paid = rows.newest(known).orElseThrow();
                    letters.told(request.request().contact(), paid);
                    return paid;
                });
    }

    @Override
    public Fee cancelPayment(String reference, int number, String why, Reader actor) {
        return changed(
                reference,
                actor,
                request -> {
                    List<Finding> findings = new ArrayList<>();
                    FeeRules.why(findings, reference, why);
                    refuse(findings);
                    String known = request.reference().value();
                    if (!rows.cancel(known, number, now(clock), actor.name(), why.strip())) {
                        throw refused(Finding.blocks("FEE_NO_PAYMENT", reference));
                    }
                    log.record(actor, "FEE_PAYMENT_CANCELLED", known, number + ": " + why.strip());
                    Fee fee = rows.newest(known).orElseThrow();
                    letters.told(request.request().contact(), fee);
                    return fee;
                });
    }

    /** In one transaction, with the request locked, by an archivist. */
    private Fee changed(String reference, Reader actor, Function<Request, Fee> change) {
        if (!actor.is(Role.ARCHIVIST)) {
            throw refused(Finding.blocks("ARCHIVIST_ONLY", actor.name()));
        }
        return Objects.requireNonNull(
                transactions.execute(
                        status -> {
                            String known =
                                    requests.find(reference)
                                            .orElseThrow(
                                                    () ->
                                                            refused(
                                                                    Finding.blocks(
                                                                            "REQUEST_UNKNOWN",
                                                                            reference)))
                                            .reference()
                                            .value();
                            rows.lock(known);
                            Request request = requests.find(known).orElseThrow();
                            request.requireAnothers(actor);
                            return change.apply(request);
                        }));
    }

    /** The one that counts, if it is the one that somebody saw. */
    private Fee told(Request request, int version) {
        String reference = request.reference().value();
        Fee fee =
                rows.newest(reference)
                        .orElseThrow(() -> refused(Finding.blocks("FEE_NONE", reference)));
        if (fee.version() != version) {
            throw refused(Finding.blocks("FEE_CHANGED", reference));
        }
        return fee;
    }

    private LocalDate today() {
        return clock.instant().atZone(VIETNAM).toLocalDate();
    }

    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static RefusedException refused(Finding finding) {
        return new RefusedException(finding);
    }

    private static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
    }
}
