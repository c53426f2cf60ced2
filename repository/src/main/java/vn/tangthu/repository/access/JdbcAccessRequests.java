package vn.tangthu.repository.access;

import static vn.tangthu.repository.access.RequestRules.APPLICANT;
import static vn.tangthu.repository.access.RequestRules.VIETNAM;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
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
    /** 27 signs of which no two are taken for each other: without B, G, I, L, O, S, Z, 0 and 1. */
    static final String ALPHABET = "23456789ACDEFHJKMNPQRTUVWXY";

    /** 27^6 is 387 million: with the contact's end as a second secret and throttling, enough. */
    private static final int SIGNS = 6;

    private static final String OPEN = "status not in ('GRANTED', 'REFUSED', 'WITHDRAWN')";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ActivityLog log;
    private final RequestLetters letters;
    private final Clock clock;
    private final WorkingDays workingDays = WorkingDays.ofVietnam();
    private final SecureRandom random = new SecureRandom();

    JdbcAccessRequests(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ActivityLog log,
            RequestLetters letters,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.log = log;
        this.letters = letters;
        this.clock = clock;
    }

    @Override
    public Reference submit(NewRequest request, Reader reader) {
        List<Finding> findings = RequestRules.findings(request);
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
        Instant now = clock.instant();
        LocalDate today = today();
        LocalDate due = workingDays.after(today, request.kind().workingDays());
        return Objects.requireNonNull(
                transactions.execute(
                        status -> {
                            String reference;
                            do {
                                reference = newReference(today.getYear());
                            } while (insert(reference, request, now, due) == 0);
                            step(reference, 1, now, Status.RECEIVED, APPLICANT, null, null);
                            log.record(
                                    reader, "REQUEST_SUBMITTED", reference, request.kind().name());
                            letters.changed(find(reference).orElseThrow());
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
            @Nullable Reason reason,
            @Nullable String text) {
        jdbc.sql(
                        "insert into kept.access_request_step (reference, number, at, status, actor,"
                                + " reason, text) values (:reference, :number, :at, :status,"
                                + " :actor, :reason, :text)")
                .param("reason", reason == null ? null : reason.name())
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
    public Optional<Request> track(Applicant applicant) {
        return matching(applicant).map(JdbcAccessRequests::forTheApplicant);
    }

    private Optional<Request> matching(Applicant applicant) {
        return find(applicant.reference())
                .filter(
                        request ->
                                RequestRules.endsWith(
                                        request.request().contact(), applicant.lastFour()));
    }

    /** A proposal is between officers: it is neither told nor what it says shown. */
    private static Request forTheApplicant(Request request) {
        List<Step> told =
                request.steps().stream().filter(step -> step.status() != Status.PROPOSED).toList();
        return new Request(
                request.reference(),
                request.request(),
                request.status() == Status.PROPOSED ? Status.IN_PROGRESS : request.status(),
                request.receivedAt(),
                request.dueOn(),
                request.pausedOn(),
                request.daysLeft(),
                request.handledBy(),
                told);
    }

    @Override
    public Optional<Request> act(Applicant applicant, Act act, String text) {
        if (matching(applicant).isEmpty()) {
            return Optional.empty();
        }
        String reference = normalised(applicant.reference());
        transactions.executeWithoutResult(
                transaction -> {
                    Request current = locked(reference);
                    refuse(RequestRules.findings(current, act, text, today()));
                    Status step =
                            switch (act) {
                                case SUPPLEMENT -> Status.SUPPLEMENTED;
                                case WITHDRAW -> Status.WITHDRAWN;
                                case APPEAL -> Status.APPEALED;
                            };
                    // What is added to an appeal does not make it less of an appeal.
                    boolean stays = act == Act.SUPPLEMENT && current.status() == Status.APPEALED;
                    move(current, stays ? Status.APPEALED : step, current.handledBy());
                    addStep(reference, step, APPLICANT, null, Texts.strip(text));
                    log.record(Reader.ANONYMOUS, "REQUEST_BY_APPLICANT", reference, step.name());
                });
        return track(applicant);
    }

    @Override
    public void reply(String reference, Decision decision, Reader actor) {
        String known = normalised(reference);
        transactions.executeWithoutResult(
                transaction -> {
                    Request current = locked(known);
                    refuse(RequestRules.findings(current, decision, actor.name()));
                    Status outcome = RequestRules.outcome(current, decision.status());
                    move(current, outcome, actor.name());
                    addStep(
                            known,
                            outcome,
                            actor.name(),
                            decision.reason(),
                            Texts.strip(decision.text()));
                    log.record(actor, "REQUEST_ANSWERED", known, outcome.name());
                });
    }

    private static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
    }

    /** Until the end of the transaction nobody else answers it. */
    private Request locked(String reference) {
        return jdbc.sql(
                        "select *, kept.current_package(about) as about_now from kept.access_request where reference = :reference for update")
                .param("reference", reference)
                .query(this::toRequest)
                .optional()
                .map(this::withSteps)
                .orElseThrow(
                        () -> new RefusedException(Finding.blocks("REQUEST_UNKNOWN", reference)));
    }

    /** To another status; the clock stops, goes on, or begins anew with it. */
    private void move(Request current, Status status, @Nullable String handledBy) {
        LocalDate today = today();
        LocalDate due = current.dueOn();
        LocalDate paused = current.pausedOn();
        if (paused != null && status != Status.NEEDS_MORE) {
            int stood = workingDays.between(paused, today);
            due = stood > 0 ? workingDays.after(due, stood) : due;
            paused = null;
        } else if (paused == null && status == Status.NEEDS_MORE) {
            paused = today;
        }
        if (status == Status.APPEALED && current.status() == Status.REFUSED) {
            due = today.plusDays(RequestRules.APPEAL_DECIDED_DAYS);
        }
        jdbc.sql(
                        "update kept.access_request set status = :status, handled_by = :by, due_on ="
                                + " :due, paused_on = :paused where reference = :reference")
                .param("status", status.name())
                .param("by", handledBy)
                .param("due", due)
                .param("paused", paused, Types.DATE)
                .param("reference", current.reference().value())
                .update();
    }

    private void addStep(
            String reference, Status status, String actor, @Nullable Reason reason, String text) {
        Integer number =
                jdbc.sql(
                                "select max(number) + 1 from kept.access_request_step"
                                        + " where reference = :reference")
                        .param("reference", reference)
                        .query(Integer.class)
                        .single();
        String words = text.isEmpty() ? null : text;
        step(reference, number, clock.instant(), status, actor, reason, words);
        letters.changed(find(reference).orElseThrow());
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
        List<Request> requests =
                jdbc.sql(
                                "select *, kept.current_package(about) as about_now from kept.access_request where "
                                        + where
                                        + " order by "
                                        + order
                                        + " offset :offset limit :limit")
                        .param("status", status)
                        .param("offset", offset)
                        .param("limit", limit)
                        .query(this::toRequest)
                        .list();
        long total =
                jdbc.sql("select count(*) from kept.access_request where " + where)
                        .param("status", status)
                        .query(Long.class)
                        .single();
        return new Slice<>(requests, offset, total);
    }

    @Override
    public Optional<Request> find(String reference) {
        return jdbc.sql(
                        "select *, kept.current_package(about) as about_now from kept.access_request where reference = :reference")
                .param("reference", normalised(reference))
                .query(this::toRequest)
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

    private LocalDate today() {
        return clock.instant().atZone(VIETNAM).toLocalDate();
    }

    private Request withSteps(Request request) {
        List<Step> steps =
                jdbc.sql(
                                "select at, status, actor, reason, text from kept.access_request_step"
                                        + " where reference = :reference order by number")
                        .param("reference", request.reference().value())
                        .query(
                                (row, number) ->
                                        new Step(
                                                row.getObject("at", OffsetDateTime.class)
                                                        .toInstant(),
                                                Status.valueOf(row.getString("status")),
                                                row.getString("actor"),
                                                reason(row.getString("reason")),
                                                row.getString("text")))
                        .list();
        return new Request(
                request.reference(),
                request.request(),
                request.status(),
                request.receivedAt(),
                request.dueOn(),
                request.pausedOn(),
                request.daysLeft(),
                request.handledBy(),
                steps);
    }

    private static @Nullable Reason reason(@Nullable String name) {
        return name == null ? null : Reason.valueOf(name);
    }

    private Request toRequest(ResultSet row, int number) throws SQLException {
        UUID about = row.getObject("about_now", UUID.class); // what stays of it, if it was erased
        Status status = Status.valueOf(row.getString("status"));
        LocalDate due = row.getObject("due_on", LocalDate.class);
        LocalDate paused = row.getObject("paused_on", LocalDate.class);
        LocalDate counted = paused == null ? today() : paused;
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
                status,
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                due,
                paused,
                status.open() ? workingDays.between(counted, due) : 0,
                row.getString("handled_by"),
                List.of());
    }
}
