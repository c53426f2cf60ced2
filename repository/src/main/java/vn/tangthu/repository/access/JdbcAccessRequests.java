package vn.tangthu.repository.access;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Slice;

@Component
class JdbcAccessRequests implements AccessRequests {
    static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    /** 27 signs of which no two are taken for each other: without B, G, I, L, O, S, Z, 0 and 1. */
    static final String ALPHABET = "23456789ACDEFHJKMNPQRTUVWXY";

    /** 27^6 is 387 million: with the contact's end as a second secret and throttling, enough. */
    private static final int SIGNS = 6;

    private static final Set<Status> CLOSED =
            Set.of(Status.GRANTED, Status.REFUSED, Status.WITHDRAWN);
    private static final String APPLICANT = "applicant";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ActivityLog log;
    private final Clock clock;
    private final WorkingDays workingDays = WorkingDays.ofVietnam();
    private final SecureRandom random = new SecureRandom();

    JdbcAccessRequests(
            JdbcClient jdbc, TransactionTemplate transactions, ActivityLog log, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public Reference submit(NewRequest request, Reader reader) {
        List<Finding> findings = RequestRules.findings(request);
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
        Instant now = clock.instant();
        LocalDate today = now.atZone(VIETNAM).toLocalDate();
        LocalDate due = workingDays.after(today, request.kind().workingDays());
        return Objects.requireNonNull(
                transactions.execute(
                        status -> {
                            String reference;
                            do {
                                reference = newReference(today.getYear());
                            } while (insert(reference, request, now, due) == 0);
                            step(reference, 1, now, Status.RECEIVED, APPLICANT, null);
                            log.record(
                                    reader, "REQUEST_SUBMITTED", reference, request.kind().name());
                            return new Reference(reference);
                        }));
    }

    private int insert(String reference, NewRequest request, Instant now, LocalDate due) {
        String identity = RequestRules.identity(request.identityNumber());
        return jdbc.sql(
                        """
                        insert into kept.access_request (reference, kind, about, wanted, purpose, name, contact,
                            identity_number, status, received_at, due_on)
                        values (:reference, :kind, :about, :wanted, :purpose, :name, :contact,
                            :identity, 'RECEIVED', :now, :due)
                        on conflict do nothing
                        """)
                .param("reference", reference)
                .param("kind", request.kind().name())
                .param("about", request.about() == null ? null : request.about().value())
                .param("wanted", Texts.strip(request.wanted()))
                .param("purpose", Texts.strip(request.purpose()))
                .param("name", Texts.strip(request.name()))
                .param("contact", RequestRules.contact(request.contact()))
                .param("identity", identity.isEmpty() ? null : identity)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("due", due)
                .update();
    }

    private void step(
            String reference,
            int number,
            Instant at,
            Status status,
            String actor,
            @Nullable String text) {
        jdbc.sql(
                        "insert into kept.access_request_step (reference, number, at, status, actor,"
                                + " text) values (:reference, :number, :at, :status, :actor, :text)")
                .param("reference", reference)
                .param("number", number)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("status", status.name())
                .param("actor", actor)
                .param("text", text)
                .update();
    }

    private String newReference(int year) {
        StringBuilder reference = new StringBuilder("YC-" + year + "-");
        for (int i = 0; i < SIGNS; i++) {
            reference.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return reference.toString();
    }

    @Override
    public Optional<Request> track(String reference, String lastFour) {
        return find(reference)
                .filter(request -> RequestRules.endsWith(request.request().contact(), lastFour));
    }

    @Override
    public Slice<Request> inbox(@Nullable Status status, int offset, int limit) {
        String where = status == null ? "" : " where status = :status";
        String name = status == null ? "" : status.name();
        List<Request> requests =
                jdbc
                        .sql(
                                "select * from kept.access_request"
                                        + where
                                        + " order by received_at desc, reference"
                                        + " offset :offset limit :limit")
                        .param("status", name)
                        .param("offset", offset)
                        .param("limit", limit)
                        .query(JdbcAccessRequests::toRequest)
                        .list()
                        .stream()
                        .map(this::withSteps)
                        .toList();
        long total =
                jdbc.sql("select count(*) from kept.access_request" + where)
                        .param("status", name)
                        .query(Long.class)
                        .single();
        return new Slice<>(requests, offset, total);
    }

    @Override
    public Optional<Request> find(String reference) {
        return jdbc.sql("select * from kept.access_request where reference = :reference")
                .param("reference", normalised(reference))
                .query(JdbcAccessRequests::toRequest)
                .optional()
                .map(this::withSteps);
    }

    /** Forgives small letters, spaces, and missing dashes. */
    private static String normalised(String typed) {
        String bare = Texts.stored(typed, 100).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        return bare.matches("YC[0-9]{4}.+")
                ? "YC-" + bare.substring(2, 6) + "-" + bare.substring(6)
                : bare;
    }

    @Override
    public void reply(String reference, Status status, String text, Reader actor) {
        String known = normalised(reference);
        transactions.executeWithoutResult(
                transaction -> {
                    String current =
                            jdbc.sql(
                                            "select status from kept.access_request where reference ="
                                                    + " :reference for update")
                                    .param("reference", known)
                                    .query(String.class)
                                    .optional()
                                    .orElseThrow(() -> refused("REQUEST_UNKNOWN", reference));
                    List<Finding> findings = new ArrayList<>();
                    if (CLOSED.contains(Status.valueOf(current))) {
                        findings.add(Finding.blocks("REQUEST_CLOSED", known));
                    }
                    String answer = Texts.strip(text);
                    boolean needsWords = status == Status.REFUSED || status == Status.NEEDS_MORE;
                    if (needsWords && answer.isEmpty()) {
                        findings.add(Finding.blocks("REPLY_TEXT_MISSING", "text"));
                    }
                    if (answer.length() > RequestRules.MAX_LONG || answer.indexOf('\0') >= 0) {
                        findings.add(
                                Finding.blocks(
                                        "REQUEST_FIELD_TOO_LONG",
                                        "text",
                                        "" + RequestRules.MAX_LONG));
                    }
                    if (!findings.isEmpty()) {
                        throw new RefusedException(findings);
                    }
                    write(known, status, answer, actor);
                });
    }

    private void write(String reference, Status status, String answer, Reader actor) {
        jdbc.sql(
                        "update kept.access_request set status = :status, handled_by = :actor"
                                + " where reference = :reference")
                .param("status", status.name())
                .param("actor", actor.name())
                .param("reference", reference)
                .update();
        Integer number =
                jdbc.sql(
                                "select max(number) + 1 from kept.access_request_step"
                                        + " where reference = :reference")
                        .param("reference", reference)
                        .query(Integer.class)
                        .single();
        step(
                reference,
                number,
                clock.instant(),
                status,
                actor.name(),
                answer.isEmpty() ? null : answer);
        log.record(actor, "REQUEST_ANSWERED", reference, status.name());
    }

    private static RefusedException refused(String code, String place) {
        return new RefusedException(Finding.blocks(code, place));
    }

    private Request withSteps(Request request) {
        List<Step> steps =
                jdbc.sql(
                                "select at, status, actor, text from kept.access_request_step"
                                        + " where reference = :reference order by number")
                        .param("reference", request.reference().value())
                        .query(
                                (row, number) ->
                                        new Step(
                                                row.getObject("at", OffsetDateTime.class)
                                                        .toInstant(),
                                                Status.valueOf(row.getString("status")),
                                                row.getString("actor"),
                                                row.getString("text")))
                        .list();
        return new Request(
                request.reference(),
                request.request(),
                request.status(),
                request.receivedAt(),
                request.dueOn(),
                request.handledBy(),
                steps);
    }

    private static Request toRequest(ResultSet row, int number) throws SQLException {
        UUID about = row.getObject("about", UUID.class);
        return new Request(
                new Reference(row.getString("reference")),
                new NewRequest(
                        Kind.valueOf(row.getString("kind")),
                        about == null ? null : new AipId(about),
                        row.getString("wanted"),
                        row.getString("purpose"),
                        row.getString("name"),
                        row.getString("contact"),
                        row.getString("identity_number")),
                Status.valueOf(row.getString("status")),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getObject("due_on", LocalDate.class),
                row.getString("handled_by"),
                List.of());
    }
}
