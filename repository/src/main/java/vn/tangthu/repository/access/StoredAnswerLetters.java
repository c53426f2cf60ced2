package vn.tangthu.repository.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccessRequests.Decision;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.AccessRequests.Reason;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AccessRequests.Step;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AnswerLetterPaper;
import vn.tangthu.repository.AnswerLetterPaper.Facts;
import vn.tangthu.repository.AnswerLetters;
import vn.tangthu.repository.AnsweredRequests;
import vn.tangthu.repository.Approvers;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * Letters of answers in the database, with the series of their numbers, and in the store, which a
 * database that is put back has not forgotten.
 */
@Component
@EnableConfigurationProperties(AnswerLetterNumbers.class)
@Order(StoredAnswerLetters.AFTER_FEES)
class StoredAnswerLetters implements AnswerLetters, AnsweredRequests {
    /** The fee stands in the letter, so it is counted first. */
    static final int AFTER_FEES = 2;

    private static final Set<Status> WITH_LETTER =
            Set.of(Status.GRANTED, Status.REFUSED, Status.NEEDS_MORE);

    private final JdbcClient jdbc;
    private final AccessRequests requests;
    private final AnswerLetterPaper paper;
    private final AnswerLetterNumbers numbers;
    private final AnswerLetterSeries series;
    private final Fees fees;
    private final Catalogue catalogue;
    private final ActivityLog log;
    private final Clock clock;

    /**
     * @param requests which tells of its answers, so that one of them has to come later
     */
    StoredAnswerLetters(
            JdbcClient jdbc,
            @Lazy AccessRequests requests,
            @Lazy AnswerLetterPaper paper,
            AnswerLetterNumbers numbers,
            AnswerLetterSeries series,
            Fees fees,
            Catalogue catalogue,
            ActivityLog log,
            Clock clock) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.paper = paper;
        this.numbers = numbers;
        this.series = series;
        this.fees = fees;
        this.catalogue = catalogue;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public Optional<byte[]> preview(
            String reference, Set<Integer> chosen, Decision decision, Reader actor) {
        Request request =
                requests.find(reference)
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                Finding.blocks("REQUEST_UNKNOWN", reference)));
        List<Item> items =
                request.items().stream()
                        .filter(
                                item ->
                                        chosen.isEmpty()
                                                ? item.status().open()
                                                : chosen.contains(item.number()))
                        .toList();
        List<Finding> findings = RequestRules.findings(request, items, decision, actor.name());
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
        if (RequestRules.isSecond(items, decision)) {
            List<String> appointed = Approvers.appointed(jdbc);
            RequestRules.proposed(items)
                    .forEach(
                            item ->
                                    Approvers.require(
                                            appointed, actor, request.tookPart(item), reference));
        }
        Set<Integer> byTwo = requests.byTwo(request);
        List<Item> told =
                items.stream()
                        .filter(
                                item ->
                                        WITH_LETTER.contains(
                                                RequestRules.outcome(
                                                        byTwo.contains(item.number()),
                                                        item,
                                                        decision.status())))
                        .toList();
        if (told.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                paper.write(
                        facts(
                                null,
                                request,
                                told,
                                decision.status(),
                                decision.reason(),
                                decision.text().strip(),
                                decision.status() == Status.GRANTED
                                        ? expected(request, told)
                                        : Owed.NOTHING,
                                clock.instant())));
    }

    /**
     * What is left to pay.
     *
     * @param amount đồng, null for nothing
     * @param toCome somebody has to count first
     */
    private record Owed(@Nullable Long amount, String howToPay, boolean toCome) {
        static final Owed NOTHING = new Owed(null, "", false);
        static final Owed LATER = new Owed(null, "", true);

        static Owed of(Fees.Fee fee) {
            if (fee.total() == null) {
                return LATER;
            }
            return fee.owed() > 0
                    ? new Owed(fee.owed(), fee.estimate().table().of().howToPay(), false)
                    : NOTHING;
        }

        static Owed of(Fees.Estimate estimate) {
            if (!estimate.isCounted()) {
                return LATER;
            }
            return estimate.sum() > 0
                    ? new Owed(estimate.sum(), estimate.table().of().howToPay(), false)
                    : NOTHING;
        }
    }

    /**
     * What will be left to pay once these are granted. What an archivist has told, or somebody paid
     * for, is not counted anew.
     */
    private Owed expected(Request request, List<Item> granted) {
        Optional<Fees.Fee> told = fees.of(request.reference().value());
        if (told.filter(fee -> fee.byHand() || fee.waived() || fee.paid() > 0).isPresent()) {
            return told.map(Owed::of).orElse(Owed.NOTHING);
        }
        Set<Integer> numbers = granted.stream().map(Item::number).collect(Collectors.toSet());
        List<Item> then =
                request.items().stream()
                        .map(
                                item ->
                                        numbers.contains(item.number())
                                                ? item.at(Status.GRANTED)
                                                : item)
                        .toList();
        Request after =
                new Request(
                        request.reference(),
                        request.request(),
                        request.status(),
                        request.receivedAt(),
                        request.dueOn(),
                        request.pausedOn(),
                        request.daysLeft(),
                        request.handledBy(),
                        request.steps(),
                        then);
        // What settles a claim now, a fee of nothing, is over with the fee that is told then.
        boolean waits =
                fees.claim(request.reference().value())
                        .filter(claim -> claim.decided() == null)
                        .isPresent();
        return fees.estimate(after)
                .map(estimate -> waits && estimate.sum() > 0 ? Owed.LATER : Owed.of(estimate))
                .orElse(Owed.NOTHING);
    }

    @Override
    public void answered(Request request, List<Step> steps, Reader actor) {
        List<Step> told =
                steps.stream().filter(step -> WITH_LETTER.contains(step.status())).toList();
        if (told.isEmpty()) {
            return;
        }
        Step first = told.getFirst();
        List<Item> items =
                request.items().stream()
                        .filter(item -> told.stream().anyMatch(step -> step.isAbout(item)))
                        .toList();
        Owed owed =
                first.status() == Status.GRANTED
                        ? fees.of(request.reference().value()).map(Owed::of).orElse(Owed.NOTHING)
                        : Owed.NOTHING;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        int year = now.atZone(RequestRules.VIETNAM).getYear();
        int sequence = series.next(year);
        String number = numbers.of(year, sequence);
        byte[] pdf =
                paper.write(
                        facts(
                                number,
                                request,
                                items,
                                first.status(),
                                first.reason(),
                                Objects.requireNonNullElse(first.text(), ""),
                                owed,
                                now));
        Digest sha512 = Digest.of(DigestAlgorithm.SHA512, pdf);
        jdbc.sql(
                        """
                        insert into kept.answer_letter (reference, n, year, sequence, number, decision, at, done_by,
                            sha512, pdf)
                        select :reference, coalesce(max(n), 0) + 1, :year, :sequence, :number, :decision, :at, :by,
                            :sha512, :pdf
                        from kept.answer_letter where reference = :reference
                        """)
                .param("reference", request.reference().value())
                .param("year", year)
                .param("sequence", sequence)
                .param("number", number)
                .param("decision", first.status().name())
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("by", actor.name())
                .param("sha512", sha512.hex())
                .param("pdf", pdf)
                .update();
        series.keepWithTheAnswer(year, sequence, pdf, sha512);
        log.record(
                actor,
                "ANSWER_LETTER_SENT",
                request.reference().value(),
                number + " sha512 " + sha512.hex());
    }

    private Facts facts(
            @Nullable String number,
            Request request,
            List<Item> items,
            Status decision,
            @Nullable Reason reason,
            String text,
            Owed owed,
            Instant at) {
        AccessRequests.NewRequest asked = request.request();
        LocalDate paper = asked.paperOn();
        return new Facts(
                number,
                at,
                request.reference().value(),
                paper != null
                        ? paper
                        : request.receivedAt().atZone(RequestRules.VIETNAM).toLocalDate(),
                asked.kind(),
                asked.name(),
                asked.onBehalfOf(),
                asked.wanted(),
                asked.paperUse(),
                request.items().size() == 1 ? line(items.getFirst()) : lines(items),
                decision,
                reason,
                text,
                owed.amount(),
                owed.howToPay(),
                owed.toCome(),
                items.stream().allMatch(item -> RequestRules.wasAppealed(request, item))
                        ? 0
                        : AccessRequests.APPEAL_WITHIN_DAYS,
                items.stream().anyMatch(item -> RequestRules.wasAppealed(request, item)));
    }

    /** Codes stand in it as far as everybody may know them; else the number of the item does. */
    private List<String> lines(List<Item> items) {
        return items.stream()
                .map(
                        item ->
                                "Mục "
                                        + item.number()
                                        + code(item).map(code -> ": " + code).orElse(""))
                .toList();
    }

    /** Of one item alone; of what not everybody may know of, as little as of words. */
    private List<String> line(Item item) {
        return code(item).map(code -> "Hồ sơ " + code).stream().toList();
    }

    private Optional<String> code(Item item) {
        AipId record = item.record();
        return record == null
                ? Optional.empty()
                : Optional.ofNullable(
                                catalogue.found(List.of(record), Reader.ANONYMOUS).get(record))
                        .map(RecordView::arcFileCode);
    }

    @Override
    public List<Skipped> skipped() {
        return series.skipped(clock.instant().minus(SKIPPED_DAYS, ChronoUnit.DAYS));
    }

    @Override
    public List<Letter> of(String reference) {
        return jdbc.sql(
                        "select n, number, decision, at, done_by, sha512 from kept.answer_letter"
                                + " where reference = ? order by n")
                .param(reference)
                .query((row, i) -> letter(row))
                .list();
    }

    private static Letter letter(ResultSet row) throws SQLException {
        return new Letter(
                row.getInt("n"),
                row.getString("number"),
                Status.valueOf(row.getString("decision")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("done_by"),
                new Digest(DigestAlgorithm.SHA512, row.getString("sha512")));
    }

    @Override
    public Optional<byte[]> pdf(String reference, int n, Reader reader) {
        return reader.is(Role.ARCHIVIST) ? pdf(reference, n) : Optional.empty();
    }

    @Override
    public Optional<byte[]> pdf(Applicant applicant, int n) {
        return requests.track(applicant).flatMap(request -> pdf(request.reference().value(), n));
    }

    private Optional<byte[]> pdf(String reference, int n) {
        return jdbc.sql("select pdf from kept.answer_letter where reference = ? and n = ?")
                .params(reference, n)
                .query(byte[].class)
                .optional();
    }
}
