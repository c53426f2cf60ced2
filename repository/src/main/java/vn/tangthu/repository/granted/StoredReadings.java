package vn.tangthu.repository.granted;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.OnlineReadings;
import vn.tangthu.repository.PageImages;
import vn.tangthu.repository.PageRenderer.Rendered;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Redactions.Area;
import vn.tangthu.repository.Redactions.Box;
import vn.tangthu.repository.Redactions.Draft;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Retrieval.Damaged;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SecondDecisions;
import vn.tangthu.repository.granted.GrantedRules.Found;
import vn.tangthu.repository.granted.RedactionDrafts.Sheet;

/** Readings in the database; their pages nowhere. */
@Component
class StoredReadings implements OnlineReadings {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int LETTERS_OF_A_NUMBER = 4;

    /** Of a purpose, in the log of activity; the request has all of it. */
    private static final int SHOWN = 200;

    private final ReadingRows rows;
    private final GrantedRules rules;
    private final GrantedLetters letters;
    private final AccessRequests requests;
    private final PageImages images;
    private final InkTurns ink;
    private final ActivityLog activity;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    StoredReadings(
            ReadingRows rows,
            GrantedRules rules,
            GrantedLetters letters,
            AccessRequests requests,
            PageImages images,
            InkTurns ink,
            ActivityLog activity,
            TransactionTemplate transactions,
            Clock clock) {
        this.rows = rows;
        this.rules = rules;
        this.letters = letters;
        this.requests = requests;
        this.images = images;
        this.ink = ink;
        this.activity = activity;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Reading order(Order asked, Reader actor) {
        archivist(actor);
        Request request =
                requests.find(asked.request())
                        .orElseThrow(
                                () -> refused(Finding.blocks("REQUEST_UNKNOWN", asked.request())));
        request.requireAnothers(actor);
        Order order =
                new Order(
                        request.reference().value(),
                        asked.record(),
                        asked.documents().stream().distinct().toList(),
                        asked.days(),
                        asked.redacted());
        return Objects.requireNonNull(
                transactions.execute(status -> entered(order, request, actor)));
    }

    private Reading entered(Order order, Request request, Reader actor) {
        // What may be copied may be read, and by as many persons.
        GrantedCopies.Order copy =
                new GrantedCopies.Order(
                        order.request(),
                        order.record(),
                        order.documents(),
                        GrantedCopies.Kind.PLAIN,
                        order.redacted());
        Optional<Found> found = rules.now(order.record(), order.documents());
        List<Finding> findings = new ArrayList<>(rules.findings(copy, request, found, 0));
        findings.addAll(rules.unpaid(order.request()));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (order.days() < 1 || order.days() > MOST_DAYS) {
            findings.add(Finding.blocks("READING_DAYS", order.request(), "" + MOST_DAYS));
        }
        if (rows.standing(order.request(), now) >= MOST_OF_A_REQUEST) {
            findings.add(
                    Finding.blocks("READING_TOO_MANY", order.request(), "" + MOST_OF_A_REQUEST));
        }
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
        Found there = found.orElseThrow();
        long n = rows.nextNumber();
        UUID id = UUID.randomUUID();
        String number =
                String.format(
                        Locale.ROOT, "BD-%d-%06d-%s", now.atZone(ZONE).getYear(), n, letters());
        rows.insert(
                id,
                n,
                number,
                order,
                there.record().arcFileCode(),
                there.documents().stream().map(ArchivalDocument::pages).toList(),
                there.accesses(),
                order.redacted() ? rules.redaction(order.request(), there).digest() : null,
                RedactionDrafts.files(there.documents()),
                now,
                actor.name());
        activity.record(
                actor,
                "READING_ORDERED",
                number,
                order.request() + " " + order.days() + (order.redacted() ? " REDACTED" : ""));
        if (!GrantedRules.takesTwo(copy, request, there)) {
            opens(rows.find(id, now).orElseThrow().reading(), there, null, now);
        }
        return rows.find(id, now).orElseThrow().reading();
    }

    private String letters() {
        StringBuilder code = new StringBuilder(LETTERS_OF_A_NUMBER);
        for (int i = 0; i < LETTERS_OF_A_NUMBER; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    private boolean opens(Reading reading, Found found, @Nullable String by, Instant now) {
        Instant until = now.plus(reading.days(), ChronoUnit.DAYS);
        if (!rows.opened(reading.id(), found.accesses(), by, now, until)) {
            return false;
        }
        letters.readable(reading, until);
        return true;
    }

    private static void archivist(Reader actor) {
        if (!actor.is(Role.ARCHIVIST)) {
            throw refused(Finding.blocks("ARCHIVIST_ONLY", actor.name()));
        }
    }

    private void anothers(Reading reading, Reader actor) {
        request(reading).requireAnothers(actor);
    }

    private Request request(Reading reading) {
        return requests.find(reading.request()).orElseThrow();
    }

    private static RefusedException refused(Finding finding) {
        return new RefusedException(finding);
    }

    @Override
    public void approve(UUID id, Reader actor) {
        archivist(actor);
        transactions.executeWithoutResult(
                status -> {
                    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                    ReadingRows.Row row = rows.locked(id, now).orElseThrow();
                    Reading reading = row.reading();
                    Request request = request(reading);
                    request.requireAnothers(actor);
                    if (actor.name().equals(reading.orderedBy())) {
                        throw refused(Finding.blocks("COPY_SECOND_PERSON", reading.number()));
                    }
                    SecondDecisions.Rule rule = rows.requireApprover(actor, reading, request);
                    Found found =
                            rules.now(reading.record(), reading.documents())
                                    .orElseThrow(
                                            () ->
                                                    refused(
                                                            Finding.blocks(
                                                                    "COPY_WITHHELD",
                                                                    reading.number())));
                    if (!rules.isAsOrdered(row, found)) {
                        throw refused(GrantedRules.changed(reading.redacted(), reading.number()));
                    }
                    List<Finding> unpaid = rules.unpaid(reading.request());
                    if (!unpaid.isEmpty()) {
                        throw new RefusedException(unpaid);
                    }
                    if (opens(reading, found, actor.name(), now)) {
                        activity.record(
                                actor,
                                "READING_APPROVED",
                                reading.number(),
                                reading.request() + " " + rule);
                    }
                });
    }

    @Override
    public void end(UUID id, String reason, Reader actor) {
        archivist(actor);
        String why = reason.strip();
        transactions.executeWithoutResult(
                status -> {
                    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                    Reading reading = rows.locked(id, now).orElseThrow().reading();
                    anothers(reading, actor);
                    if (why.isEmpty()) {
                        throw refused(Finding.blocks("COPY_REASON_MISSING", reading.number()));
                    }
                    if (rows.ended(id, now, actor.name(), why)) {
                        activity.record(
                                actor,
                                "READING_ENDED",
                                reading.number(),
                                reading.request() + ": " + why);
                        if (reading.until() != null) {
                            letters.ended(reading); // else they never heard of it
                        }
                    }
                });
    }

    /** What is long over is forgotten; told each time. */
    void forget() {
        Instant since = clock.instant().minus(GONE_AFTER_DAYS, ChronoUnit.DAYS);
        transactions.executeWithoutResult(
                status ->
                        rows.forget(since)
                                .forEach(
                                        number ->
                                                activity.record(
                                                        Reader.OPERATOR,
                                                        "READING_FORGOTTEN",
                                                        number,
                                                        "")));
    }

    @Override
    public List<Reading> of(String request) {
        return rows.of(request, clock.instant()).stream().map(ReadingRows.Row::reading).toList();
    }

    @Override
    public List<Reading> proposed() {
        return rows.proposed(clock.instant()).stream().map(ReadingRows.Row::reading).toList();
    }

    @Override
    public List<Look> looks(UUID reading, int limit) {
        return rows.looks(reading, Math.min(limit, 100));
    }

    @Override
    public boolean opens(UUID reading) {
        return rows.find(reading, clock.instant()).flatMap(this::now).isPresent();
    }

    @Override
    public List<Reading> offered(Applicant applicant) {
        Instant now = clock.instant();
        Instant since = now.minus(GONE_AFTER_DAYS, ChronoUnit.DAYS);
        return requests
                .track(applicant)
                .map(request -> rows.of(request.reference().value(), now))
                .orElse(List.of())
                .stream()
                .filter(row -> now(row).isPresent() || justOver(row.reading(), since))
                .map(ReadingRows.Row::reading)
                .toList();
    }

    /** Over, or ended early; of one that was never opened nobody is told. */
    private static boolean justOver(Reading reading, Instant since) {
        Instant until = reading.until();
        Ending ending = reading.ending();
        return until != null
                && (ending == null
                        ? reading.state() == State.OVER && until.isAfter(since)
                        : ending.at().isAfter(since));
    }

    /** As it may be read now; empty where nothing of it leaves. */
    private Optional<Found> now(ReadingRows.Row row) {
        Reading reading = row.reading();
        return reading.state() == State.OPEN && rules.unpaid(reading.request()).isEmpty()
                ? rules.still(row)
                        .filter(
                                found ->
                                        found.documents().stream()
                                                .map(ArchivalDocument::pages)
                                                .toList()
                                                .equals(row.pages()))
                : Optional.empty();
    }

    @Override
    public Reading open(Applicant applicant, String number) throws NotAvailable {
        Request request = requests.track(applicant).orElseThrow(NotAvailable::new);
        Reading reading =
                opened(number)
                        .filter(one -> one.request().equals(request.reference().value()))
                        .orElseThrow(NotAvailable::new);
        activity.record(
                Reader.ANONYMOUS,
                "READING_OPENED",
                reading.number(),
                reading.request() + ": " + purpose(reading));
        return reading;
    }

    @Override
    public Optional<Reading> opened(String number) {
        return rows.byNumber(number, clock.instant())
                .filter(row -> now(row).isPresent())
                .map(ReadingRows.Row::reading);
    }

    @Override
    public Optional<Told> told(String number) {
        return rows.byNumber(number, clock.instant())
                .map(ReadingRows.Row::reading)
                .flatMap(StoredReadings::asTold);
    }

    private static Optional<Told> asTold(Reading reading) {
        Instant until = reading.until();
        Ending ending = reading.ending();
        return until == null
                ? Optional.empty()
                : Optional.of(
                        new Told(
                                reading.number(),
                                until.minus(reading.days(), ChronoUnit.DAYS),
                                until,
                                reading.state(),
                                ending == null ? null : ending.at()));
    }

    @Override
    public Rendered page(String number, int page, int width)
            throws IOException, NotAvailable, Damaged {
        ReadingRows.Row row = rows.byNumber(number, clock.instant()).orElseThrow(NotAvailable::new);
        Rendered drawn = drawn(row, page, width);
        String purpose = purpose(row.reading());
        noted(row.reading(), page, Reader.ANONYMOUS, "applicant", purpose);
        return drawn;
    }

    @Override
    public Rendered preview(UUID reading, int page, int width, Reader reader)
            throws IOException, NotAvailable, Damaged {
        if (!reader.is(Role.ARCHIVIST)) {
            throw new NotAvailable();
        }
        ReadingRows.Row row = rows.find(reading, clock.instant()).orElseThrow(NotAvailable::new);
        Rendered drawn = drawn(row, page, width);
        noted(row.reading(), page, reader, reader.name(), "");
        return drawn;
    }

    private Rendered drawn(ReadingRows.Row row, int page, int width)
            throws IOException, NotAvailable, Damaged {
        Found found = now(row).orElseThrow(NotAvailable::new);
        if (!WIDTHS.contains(width)) {
            throw new NotAvailable();
        }
        Reading reading = row.reading();
        int before = 0;
        for (ArchivalDocument document : found.documents()) {
            if (page > before && page <= before + document.pages()) {
                int ofDocument = page - before;
                Sheet sheet =
                        RedactionDrafts.sheet(document, ofDocument).orElseThrow(NotAvailable::new);
                Draft draft =
                        row.redaction() == null ? null : rules.draft(reading.request(), found);
                if (draft != null && !draft.digest().equals(row.redaction())) {
                    throw new NotAvailable();
                }
                Rendered image =
                        images.image(sheet.file().id(), sheet.page(), width, Reader.OPERATOR);
                List<Area> areas =
                        draft == null
                                ? List.of()
                                : draft.on(document.id(), ofDocument).stream()
                                        .map(Box::area)
                                        .toList();
                Rendered footed = ink.foot(image, areas, foot(reading));
                // It may have been closed while it was drawn.
                ReadingRows.Row again =
                        rows.find(reading.id(), clock.instant()).orElseThrow(NotAvailable::new);
                if (now(again).isEmpty()) {
                    throw new NotAvailable();
                }
                return footed;
            }
            before += document.pages();
        }
        throw new NotAvailable();
    }

    private static String foot(Reading reading) {
        return "Bản đọc " + reading.number() + " · không có giá trị như bản sao";
    }

    private String purpose(Reading reading) {
        return requests.find(reading.request())
                .map(request -> request.request().purpose().replaceAll("\\s+", " ").strip())
                .orElse("");
    }

    private void noted(Reading reading, int page, Reader reader, String by, String purpose) {
        String shown =
                purpose.codePointCount(0, purpose.length()) <= SHOWN
                        ? purpose
                        : purpose.substring(0, purpose.offsetByCodePoints(0, SHOWN - 1)) + "…";
        transactions.executeWithoutResult(
                status -> {
                    rows.looked(reading.id(), clock.instant(), page, by, purpose);
                    activity.record(
                            reader,
                            "READING_LOOKED",
                            reading.number(),
                            reading.request() + " trang " + page + ": " + shown);
                });
    }
}
