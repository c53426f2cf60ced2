package vn.tangthu.repository.granted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SecondDecisions;
import vn.tangthu.repository.granted.GrantedRules.Found;
import vn.tangthu.storage.Digest;

/** Orders, approvals and withdrawals in the database, bytes in the store. */
@Component
class StoredGrantedCopies implements GrantedCopies {
    /** As the register of an office in Vietnam counts its years. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int CODE = 26;
    private static final int LETTERS_OF_A_NUMBER = 4;

    /** Of a purpose, in the log of activity; the request has all of it. */
    private static final int SHOWN = 200;

    private final GrantedRows rows;
    private final GrantedRules rules;
    private final GrantedBytes bytes;
    private final GrantedLetters letters;
    private final AccessRequests requests;
    private final ActivityLog activity;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    StoredGrantedCopies(
            GrantedRows rows,
            GrantedRules rules,
            GrantedBytes bytes,
            GrantedLetters letters,
            AccessRequests requests,
            ActivityLog activity,
            TransactionTemplate transactions,
            Clock clock) {
        this.rows = rows;
        this.rules = rules;
        this.bytes = bytes;
        this.letters = letters;
        this.requests = requests;
        this.activity = activity;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Copy order(Order order, Reader actor) {
        archivist(actor);
        Request request =
                requests.find(order.request())
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                Finding.blocks(
                                                        "REQUEST_UNKNOWN", order.request())));
        request.requireAnothers(actor);
        Order known =
                new Order(
                        request.reference().value(),
                        order.record(),
                        order.documents().stream().distinct().toList(),
                        order.kind(),
                        order.redacted());
        return Objects.requireNonNull(
                transactions.execute(status -> entered(known, request, actor)));
    }

    private Copy entered(Order order, Request request, Reader actor) {
        Optional<Found> found = rules.now(order.record(), order.documents());
        refuse(rules.findings(order, request, found, rows.standing(order.request())));
        Found now = found.orElseThrow();
        Instant at = clock.instant();
        long n = rows.nextNumber();
        // A database that was put back counts from before: the letters keep numbers apart.
        String number =
                String.format(
                        Locale.ROOT,
                        "BS-%d-%06d-%s",
                        at.atZone(ZONE).getYear(),
                        n,
                        letters(LETTERS_OF_A_NUMBER).toUpperCase(Locale.ROOT));
        boolean two = GrantedRules.takesTwo(order, request, now);
        UUID id = UUID.randomUUID();
        rows.insert(
                id,
                n,
                number,
                letters(CODE),
                order,
                now.record().arcFileCode(),
                now.documents().stream().map(ArchivalDocument::pages).toList(),
                now,
                order.redacted() ? rules.redaction(order.request(), now) : null,
                two ? State.PROPOSED : State.WAITING,
                at,
                actor.name());
        activity.record(
                actor,
                "COPY_ORDERED",
                number,
                order.request()
                        + " "
                        + order.kind().name()
                        + (order.redacted() ? " REDACTED" : ""));
        return rows.find(id).orElseThrow().copy();
    }

    private static void archivist(Reader actor) {
        if (!actor.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("ARCHIVIST_ONLY", actor.name()));
        }
    }

    private void anothers(Copy copy, Reader actor) {
        request(copy).requireAnothers(actor);
    }

    private Request request(Copy copy) {
        return requests.find(copy.request()).orElseThrow();
    }

    private static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
    }

    private String letters(int count) {
        StringBuilder code = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    @Override
    public void approve(UUID id, Reader actor) {
        archivist(actor);
        transactions.executeWithoutResult(
                status -> {
                    GrantedRows.Row row = rows.locked(id).orElseThrow();
                    Copy copy = row.copy();
                    Request request = request(copy);
                    request.requireAnothers(actor);
                    if (actor.name().equals(copy.orderedBy())) {
                        refuse(List.of(Finding.blocks("COPY_SECOND_PERSON", copy.number())));
                    }
                    SecondDecisions.Rule rule = rows.requireApprover(actor, copy, request);
                    Found found =
                            rules.of(copy)
                                    .orElseThrow(
                                            () ->
                                                    new RefusedException(
                                                            Finding.blocks(
                                                                    "COPY_WITHHELD",
                                                                    copy.number())));
                    if (!rules.isAsOrdered(row, found)) {
                        refuse(
                                List.of(
                                        GrantedRules.changed(
                                                copy.redaction() != null, copy.number())));
                    }
                    if (rows.waits(id, State.PROPOSED, found, actor.name(), clock.instant())) {
                        activity.record(
                                actor, "COPY_APPROVED", copy.number(), copy.request() + " " + rule);
                    }
                });
    }

    @Override
    public void again(UUID id, Reader actor) {
        archivist(actor);
        transactions.executeWithoutResult(
                status -> {
                    if (rows.waits(id, State.FAILED, null, null, clock.instant())) {
                        Copy copy = rows.find(id).orElseThrow().copy();
                        anothers(copy, actor);
                        activity.record(actor, "COPY_AGAIN", copy.number(), copy.request());
                    }
                });
    }

    @Override
    public void withdraw(UUID id, String reason, Reader actor) {
        archivist(actor);
        String why = reason.strip();
        Copy copy = rows.find(id).orElseThrow().copy();
        anothers(copy, actor);
        if (why.isEmpty()) {
            throw new RefusedException(Finding.blocks("COPY_REASON_MISSING", copy.number()));
        }
        transactions.executeWithoutResult(
                status -> {
                    GrantedRows.Row row = rows.locked(id).orElseThrow();
                    if (row.copy().withdrawal() == null && rows.withdrawn(id)) {
                        rows.withdrawal(id, clock.instant(), actor.name(), why);
                        activity.record(
                                actor,
                                "COPY_WITHDRAWN",
                                copy.number(),
                                copy.request() + ": " + why);
                        if (row.copy().made() != null) {
                            letters.withdrawn(row.copy()); // else they never heard of it
                        }
                    }
                });
        try {
            boolean unused = bytes.erase(id);
        } catch (IOException e) {
            // Withdrawn it is: nothing leaves. Its row has it that the bytes are to be deleted.
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Copy> of(String request) {
        return rows.of(request).stream().map(GrantedRows.Row::copy).toList();
    }

    @Override
    public List<Copy> proposed() {
        return rows.proposed().stream().map(GrantedRows.Row::copy).toList();
    }

    @Override
    public Optional<Copy> find(UUID copy) {
        return rows.find(copy).map(GrantedRows.Row::copy);
    }

    @Override
    public Optional<Copy> byCode(String code) {
        return code.length() == CODE
                ? rows.byCode(code).map(GrantedRows.Row::copy)
                : Optional.empty();
    }

    @Override
    public Optional<Copy> byBytes(Digest sha512) {
        return rows.byBytes(sha512).map(GrantedRows.Row::copy);
    }

    @Override
    public List<Fetch> fetches(UUID copy, int limit) {
        return rows.fetches(copy, Math.min(limit, 100));
    }

    @Override
    public List<Copy> takenBack(Applicant applicant) {
        return requests
                .track(applicant)
                .map(request -> rows.of(request.reference().value()))
                .orElse(List.of())
                .stream()
                .map(GrantedRows.Row::copy)
                .filter(copy -> copy.made() != null && copy.withdrawal() != null)
                .toList();
    }

    @Override
    public List<Copy> offered(Applicant applicant) {
        return requests
                .track(applicant)
                .filter(request -> !rows.feeHolds(request.reference().value()))
                .map(request -> rows.of(request.reference().value()))
                .orElse(List.of())
                .stream()
                .filter(this::leaves)
                .map(GrantedRows.Row::copy)
                .toList();
    }

    @Override
    public boolean leaves(UUID copy) {
        return rows.find(copy).filter(this::leaves).isPresent();
    }

    /** Whether it may leave now. */
    private boolean leaves(GrantedRows.Row row) {
        Made made = row.copy().made();
        return row.copy().state() == State.READY
                && row.key() != null
                && made != null
                && clock.instant().isBefore(made.expiresAt())
                && rules.still(row).isPresent();
    }

    @Override
    public Handed fetch(Applicant applicant, String number) throws IOException, NotAvailable {
        Request request =
                requests.track(applicant)
                        .filter(one -> !rows.feeHolds(one.reference().value()))
                        .orElseThrow(NotAvailable::new);
        GrantedRows.Row row =
                rows.byNumber(number)
                        .filter(one -> one.copy().request().equals(request.reference().value()))
                        .filter(one -> one.copy().kind() != Kind.PAPER)
                        .orElseThrow(NotAvailable::new);
        String purpose = request.request().purpose().replaceAll("\\s+", " ").strip();
        return handed(row, Reader.ANONYMOUS, purpose);
    }

    @Override
    public Handed preview(UUID copy, Reader reader) throws IOException, NotAvailable {
        if (!reader.is(Role.ARCHIVIST)) {
            throw new NotAvailable();
        }
        GrantedRows.Row row = rows.find(copy).orElseThrow(NotAvailable::new);
        return handed(row, reader, "");
    }

    /**
     * Rights are asked once the bytes are there, so that nothing leaves that was closed by then.
     */
    private Handed handed(GrantedRows.Row row, Reader reader, String purpose)
            throws IOException, NotAvailable {
        String key = row.key();
        if (key == null || !leaves(row)) {
            throw new NotAvailable();
        }
        Handed file = bytes.open(row.copy(), key).orElseThrow(NotAvailable::new);
        boolean goes = false;
        try {
            goes = rows.find(row.copy().id()).filter(this::leaves).isPresent();
            if (!goes) {
                throw new NotAvailable();
            }
            transactions.executeWithoutResult(status -> noted(row.copy(), reader, purpose));
        } finally {
            if (!goes) {
                file.close();
            }
        }
        return file;
    }

    private void noted(Copy copy, Reader reader, String purpose) {
        boolean applicant = reader.equals(Reader.ANONYMOUS);
        rows.fetched(copy.id(), clock.instant(), applicant ? "applicant" : reader.name(), purpose);
        String shown =
                purpose.codePointCount(0, purpose.length()) <= SHOWN
                        ? purpose
                        : purpose.substring(0, purpose.offsetByCodePoints(0, SHOWN - 1)) + "…";
        if (applicant) {
            activity.record(reader, "COPY_FETCHED", copy.number(), copy.request() + ": " + shown);
        } else {
            activity.record(reader, "COPY_PREVIEWED", copy.number(), copy.request());
        }
    }
}
