package vn.tangthu.repository.access;

import static vn.tangthu.repository.access.RequestRules.APPLICANT;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AnsweredRequests;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SecondDecisions;
import vn.tangthu.repository.Slice;

@Component
class JdbcAccessRequests implements AccessRequests {
    /** 27 signs of which no two are taken for each other: without B, G, I, L, O, S, Z, 0 and 1. */
    static final String ALPHABET = "23456789ACDEFHJKMNPQRTUVWXY";

    /** 27^6 is 387 million: with the contact's end as a second secret and throttling, enough. */
    private static final int SIGNS = 6;

    private static final String OPEN = "status not in ('GRANTED', 'REFUSED', 'WITHDRAWN')";

    private final RequestRows rows;
    private final ItemTerms terms;
    private final EarlierDecisions earlier;
    private final TransactionTemplate transactions;
    private final ActivityLog log;
    private final RequestLetters letters;
    private final List<AnsweredRequests> answered;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param answered they ask this port in their turn, so that one of them has to come later
     */
    JdbcAccessRequests(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ActivityLog log,
            RequestLetters letters,
            @Lazy List<AnsweredRequests> answered,
            HomeHolidays holidays,
            Clock clock) {
        this.rows = new RequestRows(jdbc, clock, holidays::days);
        this.terms = new ItemTerms(jdbc, holidays::days);
        this.earlier = new EarlierDecisions(jdbc);
        this.transactions = transactions;
        this.log = log;
        this.letters = letters;
        this.answered = answered;
        this.clock = clock;
    }

    @Override
    public Reference submit(NewRequest request, @Nullable FeeGroup claimed, Reader reader) {
        LocalDate today = rows.today();
        LocalDate paper = request.paperOn();
        List<Finding> findings = RequestRules.findings(request, reader, today);
        boolean dayIsRight =
                findings.stream().noneMatch(each -> each.code().equals("REQUEST_PAPER_DAY"));
        if (claimed != null && dayIsRight && !rows.hasRelief(claimed, paper)) {
            findings.add(Finding.blocks("REQUEST_FEE_GROUP", "feeGroup"));
        }
        refuse(findings);
        Instant now = clock.instant();
        return Objects.requireNonNull(
                transactions.execute(
                        status -> {
                            String reference;
                            do {
                                reference = newReference(today.getYear());
                            } while (!rows.insert(
                                    reference, request, now, paper == null ? today : paper));
                            if (claimed != null) {
                                rows.claim(reference, claimed, now);
                            }
                            if (paper == null && reader.account() != null) {
                                rows.belongsTo(reference, reader.account(), now);
                            }
                            rows.step(
                                    reference,
                                    Status.RECEIVED,
                                    paper == null ? APPLICANT : reader.name(),
                                    null,
                                    "",
                                    null);
                            log.record(
                                    reader,
                                    "REQUEST_SUBMITTED",
                                    reference,
                                    request.kind().name()
                                            + (claimed == null ? "" : " " + claimed.name()));
                            letters.changed(find(reference).orElseThrow(), 0);
                            return new Reference(reference);
                        }));
    }

    private String newReference(int year) {
        StringBuilder reference = new StringBuilder("YC-" + year + "-");
        for (int i = 0; i < SIGNS; i++) {
            reference.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return reference.toString();
    }

    @Override
    public Optional<Request> track(Applicant applicant) {
        return matching(applicant).map(this::forTheApplicant);
    }

    private Optional<Request> matching(Applicant applicant) {
        return find(applicant.reference())
                .filter(
                        request ->
                                RequestRules.endsWith(
                                        request.request().contact(), applicant.lastFour()));
    }

    /**
     * A proposal is between officers: what it says is not shown, and it looks as work that has
     * begun. Were it left out, "in progress" without such a step would tell that two persons grant
     * it, and so of an open hồ sơ that it hides something.
     */
    private Request forTheApplicant(Request request) {
        List<Step> told =
                request.steps().stream()
                        .map(
                                step ->
                                        step.status() == Status.PROPOSED
                                                ? new Step(
                                                        step.at(),
                                                        Status.IN_PROGRESS,
                                                        step.actor(),
                                                        null,
                                                        null,
                                                        step.item())
                                                : step)
                        .toList();
        List<Item> items =
                request.items().stream()
                        .map(
                                item ->
                                        item.status() == Status.PROPOSED
                                                ? item.at(Status.IN_PROGRESS)
                                                : item)
                        .toList();
        return new Request(
                request.reference(),
                request.request(),
                request.status() == Status.PROPOSED ? Status.IN_PROGRESS : request.status(),
                request.receivedAt(),
                request.dueOn(),
                request.pausedOn(),
                request.daysLeft(),
                request.handledBy(),
                told,
                items);
    }

    @Override
    public Optional<Request> act(
            Applicant applicant, Act act, @Nullable Integer number, String text) {
        if (matching(applicant).isEmpty()) {
            return Optional.empty();
        }
        String reference = normalised(applicant.reference());
        transactions.executeWithoutResult(
                transaction -> {
                    Request current = locked(reference);
                    Appeals appeals = rows.appeals();
                    List<Item> targets = RequestRules.targets(current, act, number, appeals);
                    refuse(RequestRules.findings(current, targets, act, text, appeals));
                    Status step =
                            switch (act) {
                                case SUPPLEMENT -> Status.SUPPLEMENTED;
                                case WITHDRAW -> Status.WITHDRAWN;
                                case APPEAL -> Status.APPEALED;
                            };
                    for (Item item : targets) {
                        // What is added to an appeal does not make it less of an appeal.
                        boolean stays = act == Act.SUPPLEMENT && item.status() == Status.APPEALED;
                        rows.move(current, item, stays ? Status.APPEALED : step, item.handledBy());
                    }
                    String words = Texts.strip(text);
                    if (act == Act.SUPPLEMENT || targets.size() == current.items().size()) {
                        rows.step(reference, step, APPLICANT, null, words, null);
                    } else {
                        for (Item item : targets) {
                            rows.step(reference, step, APPLICANT, null, words, item.number());
                        }
                    }
                    changed(current);
                    log.record(Reader.ANONYMOUS, "REQUEST_BY_APPLICANT", reference, step.name());
                });
        return track(applicant);
    }

    @Override
    public int attached(String reference, String text, @Nullable String archivist) {
        String known = normalised(reference);
        return Objects.requireNonNull(
                transactions.execute(
                        transaction -> {
                            Request current = locked(known);
                            refuse(RequestRules.findings(current, text, archivist));
                            for (Item item : current.items()) {
                                boolean stays =
                                        item.status() == Status.RECEIVED
                                                || item.status() == Status.APPEALED;
                                if (item.status().open() && !stays) {
                                    rows.move(current, item, Status.SUPPLEMENTED, item.handledBy());
                                }
                            }
                            rows.step(
                                    known,
                                    Status.SUPPLEMENTED,
                                    archivist == null ? APPLICANT : archivist,
                                    null,
                                    Texts.strip(text),
                                    null);
                            changed(current);
                            return rows.lastStep(known);
                        }));
    }

    @Override
    public void reply(String reference, Set<Integer> numbers, Decision decision, Reader actor) {
        String known = normalised(reference);
        transactions.executeWithoutResult(
                transaction -> {
                    Request current = locked(known);
                    List<Item> targets =
                            current.items().stream()
                                    .filter(
                                            item ->
                                                    numbers.isEmpty()
                                                            ? item.status().open()
                                                            : numbers.contains(item.number()))
                                    .toList();
                    refuse(RequestRules.findings(current, targets, decision, actor.name()));
                    SecondDecisions.Rule rule =
                            RequestRules.isSecond(targets, decision)
                                    ? rows.requireApprover(current, targets, actor)
                                    : null;
                    Map<Integer, Status> outcomes = new HashMap<>();
                    for (Item target : targets) {
                        Item item = terms.closedOrNot(current, target);
                        Status outcome =
                                RequestRules.outcome(
                                        terms.takesTwo(current, item), item, decision.status());
                        outcomes.put(item.number(), outcome);
                        rows.move(current, item, outcome, actor.name());
                    }
                    Set<Status> different = Set.copyOf(outcomes.values());
                    String text = Texts.strip(decision.text());
                    if (different.size() == 1 && targets.size() == current.items().size()) {
                        Status outcome = different.iterator().next();
                        rows.step(known, outcome, actor.name(), decision.reason(), text, null);
                    } else {
                        for (Item item : targets) {
                            rows.step(
                                    known,
                                    Objects.requireNonNull(outcomes.get(item.number())),
                                    actor.name(),
                                    decision.reason(),
                                    text,
                                    item.number());
                        }
                    }
                    changed(current);
                    log.record(
                            actor,
                            "REQUEST_ANSWERED",
                            known,
                            (different.size() == 1
                                                    ? different.iterator().next()
                                                    : decision.status())
                                            .name()
                                    + (rule == null ? "" : " " + rule));
                    Request after = find(known).orElseThrow();
                    List<Step> steps =
                            after.steps().subList(current.steps().size(), after.steps().size());
                    answered.forEach(each -> each.answered(after, steps, actor));
                });
    }

    @Override
    public void give(String reference, int number, AipId record, Reader actor) {
        String known = normalised(reference);
        if (!actor.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("ARCHIVIST_ONLY", actor.name()));
        }
        transactions.executeWithoutResult(
                transaction -> {
                    Request current = locked(known);
                    current.requireAnothers(actor);
                    Item item =
                            current.items().stream()
                                    .filter(one -> one.number() == number)
                                    .filter(one -> one.status().open())
                                    .findFirst()
                                    .orElseThrow(
                                            () ->
                                                    new RefusedException(
                                                            Finding.blocks(
                                                                    "REQUEST_CLOSED", known)));
                    if (!item.inWords()) {
                        throw new RefusedException(Finding.blocks("REQUEST_NAMES_RECORD", known));
                    }
                    if (item.status() == Status.PROPOSED) {
                        rows.move(current, item, Status.IN_PROGRESS, actor.name());
                        rows.step(
                                known,
                                Status.IN_PROGRESS,
                                actor.name(),
                                null,
                                "",
                                current.items().size() == 1 ? null : number);
                    }
                    rows.give(known, number, record);
                    Request given = find(known).orElseThrow();
                    Item now = given.items().get(number - 1);
                    Item after = terms.asItStands(given, now, given.request().kind(), rows.today());
                    rows.sum(known);
                    log.record(actor, "REQUEST_RECORD_GIVEN", known, number + " " + record);
                    // Of what is hidden the applicant sees no change, and a letter would tell it.
                    if (terms.mayBeTold(after)) {
                        letters.given(find(known).orElseThrow(), now, after);
                    }
                });
    }

    @Override
    public void correctKind(String reference, Kind kind, String why, Reader actor) {
        String known = normalised(reference);
        if (!actor.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("ARCHIVIST_ONLY", actor.name()));
        }
        transactions.executeWithoutResult(
                transaction -> {
                    Request current = locked(known);
                    current.requireAnothers(actor);
                    refuse(RequestRules.correction(current, kind, why));
                    for (Item one : current.items()) {
                        if (one.status().open()) {
                            Item item = terms.asItStands(current, one, kind, rows.today());
                            boolean stays =
                                    item.status() == Status.NEEDS_MORE
                                            || item.status() == Status.APPEALED;
                            if (!stays) {
                                rows.move(current, item, Status.IN_PROGRESS, actor.name());
                            }
                        }
                    }
                    rows.correct(known, kind, actor.name(), Texts.strip(why));
                    changed(current);
                    log.record(
                            actor,
                            "REQUEST_KIND_CORRECTED",
                            known,
                            current.request().kind() + " " + kind);
                });
    }

    @Override
    public void enterIdentity(String reference, String number, String seenOn, Reader actor) {
        String known = normalised(reference);
        if (!actor.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("ARCHIVIST_ONLY", actor.name()));
        }
        refuse(RequestRules.seen(number, seenOn));
        transactions.executeWithoutResult(
                transaction -> {
                    String evidence = Texts.strip(seenOn);
                    Request current = locked(known);
                    current.requireAnothers(actor);
                    String locked = current.reference().value();
                    rows.identity(locked, RequestRules.identity(number), evidence, actor.name());
                    log.record(actor, "REQUEST_IDENTITY_ENTERED", locked, evidence);
                });
    }

    @Override
    public Set<Integer> byTwo(Request request) {
        return request.items().stream()
                .filter(item -> item.status().open() && terms.takesTwo(request, item))
                .map(Item::number)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<Earlier> alike(Request request, Item item, Reader reader) {
        AipId record = item.record();
        return record == null || !reader.is(Role.ARCHIVIST)
                ? List.of()
                : earlier.alike(request, record);
    }

    /** One letter for all that was changed at once. */
    private void changed(Request before) {
        String reference = before.reference().value();
        rows.sum(reference);
        letters.changed(find(reference).orElseThrow(), before.steps().size());
    }

    private static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
    }

    private Request locked(String reference) {
        return rows.locked(reference)
                .orElseThrow(
                        () -> new RefusedException(Finding.blocks("REQUEST_UNKNOWN", reference)));
    }

    @Override
    public Slice<Request> queue(int offset, int limit) {
        return slice(OPEN, "(paused_on is not null), due_on, reference", "", offset, limit);
    }

    @Override
    public Slice<Request> inbox(@Nullable Status status, int offset, int limit) {
        return slice(
                status == null ? "true" : "status = :status",
                "received_at desc, reference",
                status == null ? "" : status.name(),
                offset,
                limit);
    }

    private Slice<Request> slice(String where, String order, String status, int offset, int limit) {
        return new Slice<>(
                rows.slice(where, order, status, offset, limit), offset, rows.count(where, status));
    }

    @Override
    public Optional<Request> find(String reference) {
        return rows.find(normalised(reference));
    }

    @Override
    public Map<String, Set<String>> askedBy(Set<String> references) {
        return rows.askedBy(references);
    }

    /** Forgives small letters, spaces, and missing dashes. */
    private static String normalised(String typed) {
        String bare = Texts.stored(typed, 100).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        return bare.matches("YC[0-9]{4}.+")
                ? "YC-" + bare.substring(2, 6) + "-" + bare.substring(6)
                : bare;
    }
}
