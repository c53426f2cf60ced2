package vn.tangthu.repository.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.PaperUse;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.UserFiles;

/** Reads the log and the registers along their indexes, a page at a time. */
@Component
class JdbcUserFiles implements UserFiles {
    private static final int LIST = 50;
    private static final Duration TRIED = Duration.ofHours(1);

    private static final String CORRECTION = "select * from kept.account_correction c ";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final AccessRequests requests;
    private final Accounts accounts;
    private final ActivityLog log;
    private final Clock clock;

    JdbcUserFiles(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            AccessRequests requests,
            Accounts accounts,
            ActivityLog log,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.requests = requests;
        this.accounts = accounts;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Lines of a part as {@code id, at, what, subject, detail, paper_use}. A name may have been
     * another account's before this one was made. What is between archivists stays there: a
     * proposal, a fault, the code of a hồ sơ that may be closed by now.
     */
    private static String lines(Part part) {
        return switch (part) {
            case RIGHTS ->
                    """
                    select a.id, a.at, a.action as what, a.actor as subject, coalesce(a.detail, '') as detail, null as paper_use
                    from kept.account me join kept.activity a on left(a.subject, 100) = left(me.username, 100)
                    where me.id = :account and a.subject = me.username and a.at >= me.created_at
                      and a.action in ('ACCOUNT_CREATED', 'ACCOUNT_CHANGED', 'ACCOUNT_DISABLED', 'ACCOUNT_REOPENED',
                          'ACCOUNT_CLOSED_WITH_BODY', 'ACCOUNT_FOLLOWED', 'PASSWORD_RESET', 'PASSWORD_CHANGED', 'TOKEN_CREATED', 'TOKEN_REVOKED')
                    """;
            case LOGINS ->
                    """
                    select a.id, a.at, a.action as what, '' as subject, coalesce(a.detail, '') as detail, null as paper_use
                    from kept.activity a where a.account = :account and a.action in ('LOGIN', 'LOGOUT')
                    """;
            case REQUESTS ->
                    """
                    select ('x' || left(md5(r.reference), 15))::bit(60)::bigint as id, r.received_at as at,
                        case r.status when 'PROPOSED' then 'IN_PROGRESS' else r.status end as what, r.reference as subject,
                        r.purpose as detail, r.paper_use
                    from kept.account_request q join kept.access_request r on r.reference = q.reference
                    where q.account = :account
                    """;
            case COPIES ->
                    """
                    select c.n as id, c.ordered_at as at,
                        case when c.state in ('PROPOSED', 'MAKING', 'FAILED') then 'WAITING' else c.state end as what,
                        c.number as subject, c.kind as detail, null as paper_use
                    from kept.account_request q join kept.granted_copy c on c.request = q.reference
                    where q.account = :account
                    """;
            case READINGS ->
                    """
                    select d.n as id, d.ordered_at as at, case d.state when 'PROPOSED' then 'WAITING' else d.state end as what,
                        d.number as subject, d.days::text as detail, null as paper_use
                    from kept.account_request q join kept.reading d on d.request = q.reference
                    where q.account = :account
                    """;
            case ATTACHMENTS ->
                    """
                    select t.id, t.at, t.type as what, t.reference || '/' || t.n as subject, t.name as detail, null as paper_use
                    from kept.account_request q join kept.request_attachment t on t.reference = q.reference
                    where q.account = :account and t.erased_at is null
                    """;
            case ORDERS ->
                    """
                    select o.n as id, o.sent_at as at,
                        case when o.withdrawn_at is not null then 'WITHDRAWN' when o.decided_at is null then 'WAITING' else 'DECIDED' end as what,
                        o.number as subject, o.letter_number as detail, null as paper_use
                    from kept.agency_order o where o.account = :account
                    """;
            case SEARCHES ->
                    """
                    select ('x' || left(md5(s.id::text), 15))::bit(60)::bigint as id, s.created_at as at,
                        case when s.watched then 'WATCHED' else 'KEPT' end as what, s.name as subject, s.address as detail, null as paper_use
                    from kept.saved_search s where s.account = :account
                    """;
            case USE ->
                    """
                    select a.id, a.at, a.action as what, coalesce(a.subject, '') as subject, coalesce(a.purpose, '') as detail, null as paper_use
                    from kept.activity a where a.account = :account and a.action not in ('LOGIN', 'LOGOUT')
                    """;
        };
    }

    @Override
    public Page lines(Part part, @Nullable Place before, int limit, Reader reader) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit: " + limit);
        }
        AccountId account = reader.account();
        if (account == null) {
            return new Page(List.of(), false);
        }
        List<Line> lines =
                jdbc.sql(
                                "select * from ("
                                        + lines(part)
                                        + ") line where cast(:at as timestamptz) is null or (at, id)"
                                        + " < (:at, :id) order by at desc, id desc limit :limit")
                        .param("account", account.value())
                        .param("at", before == null ? null : time(before.at()))
                        .param("id", before == null ? 0L : before.id())
                        .param("limit", limit + 1)
                        .query(
                                (row, n) ->
                                        new Line(
                                                row.getLong("id"),
                                                instant(row, "at"),
                                                row.getString("what"),
                                                row.getString("subject"),
                                                row.getString("detail"),
                                                paperUse(row.getString("paper_use"))))
                        .list();
        boolean more = lines.size() > limit;
        return new Page(more ? lines.subList(0, limit) : lines, more);
    }

    private static @Nullable PaperUse paperUse(@Nullable String name) {
        return name == null ? null : PaperUse.valueOf(name);
    }

    @Override
    public void claim(Applicant applicant, Reader reader) {
        AccountId account = own(reader);
        // What was refused stays written down, so it is thrown after the transaction.
        Optional<Finding> refused =
                Objects.requireNonNull(
                        transactions.execute(status -> claimed(applicant, account, reader)));
        refused.ifPresent(
                finding -> {
                    throw new RefusedException(finding);
                });
    }

    /** One after the other for this account: tries at once are counted as well. */
    private Optional<Finding> claimed(Applicant applicant, AccountId account, Reader reader) {
        lock(account);
        int wrong =
                jdbc.sql(
                                "select count(*) from kept.activity where account = :account and at"
                                        + " > :since and action = 'USER_FILE_REQUEST_REFUSED'")
                        .param("account", account.value())
                        .param("since", time(clock.instant().minus(TRIED)))
                        .query(Integer.class)
                        .single();
        if (wrong >= TRIES) {
            return Optional.of(Finding.blocks("USER_FILE_TRIES", "reference", "" + TRIES));
        }
        AccessRequests.Request request = requests.track(applicant).orElse(null);
        if (request == null) {
            log.record(reader, "USER_FILE_REQUEST_REFUSED", null, null);
            return Optional.of(Finding.blocks("USER_FILE_REQUEST", "reference"));
        }
        String reference = request.reference().value();
        if (request.steps().stream().anyMatch(step -> step.actor().equals(reader.name()))) {
            return Optional.of(Finding.blocks("USER_FILE_HANDLED", "reference"));
        }
        if (RequestRows.belongsTo(jdbc, reference, account, clock.instant())) {
            log.record(reader, "USER_FILE_REQUEST_ADDED", reference, null);
        }
        return Optional.empty();
    }

    /** Until the end of the transaction. */
    private void lock(AccountId account) {
        UUID unused =
                jdbc.sql("select id from kept.account where id = :id for update")
                        .param("id", account.value())
                        .query(UUID.class)
                        .single();
    }

    @Override
    public void release(String reference, Reader reader) {
        AccountId account = own(reader);
        transactions.executeWithoutResult(
                status -> {
                    int removed =
                            jdbc.sql(
                                            "delete from kept.account_request where account ="
                                                    + " :account and reference = :reference")
                                    .param("account", account.value())
                                    .param("reference", reference)
                                    .update();
                    if (removed > 0) {
                        log.record(reader, "USER_FILE_REQUEST_REMOVED", reference, null);
                    }
                });
    }

    @Override
    public Optional<Applicant> applicant(String reference, Reader reader) {
        AccountId account = reader.account();
        return account == null
                ? Optional.empty()
                : jdbc.sql(
                                """
                                select r.reference, r.contact from kept.account_request q
                                join kept.account a on a.id = q.account and a.enabled
                                join kept.access_request r on r.reference = q.reference
                                where q.account = :account and q.reference = :reference
                                """)
                        .param("account", account.value())
                        .param("reference", Texts.stored(reference, 40))
                        .query(
                                (row, n) ->
                                        new Applicant(
                                                row.getString("reference"),
                                                RequestRules.end(row.getString("contact"))))
                        .optional();
    }

    private static AccountId own(Reader reader) {
        AccountId account = reader.account();
        if (account == null) {
            throw new RefusedException(Finding.blocks("NOT_ALLOWED", "account"));
        }
        return account;
    }

    @Override
    public void ask(NewCorrection asked, Account account, Reader reader) {
        if (!account.id().equals(own(reader))) {
            throw new RefusedException(Finding.blocks("NOT_ALLOWED", "account"));
        }
        String wanted = asked.wanted().strip();
        String why = asked.why().strip();
        List<Finding> findings = new ArrayList<>();
        if (wanted.isEmpty() || wanted.length() > LONGEST || why.length() > LONGEST) {
            findings.add(Finding.blocks("USER_FILE_INCOMPLETE", "wanted", "" + LONGEST));
        }
        transactions.executeWithoutResult(
                status -> {
                    lock(account.id()); // what waits is counted one after the other
                    int waiting =
                            jdbc.sql(
                                            "select count(*) from kept.account_correction where"
                                                    + " account = :account and state = 'WAITING'")
                                    .param("account", account.id().value())
                                    .query(Integer.class)
                                    .single();
                    if (waiting >= MOST_WAITING) {
                        findings.add(
                                Finding.blocks("USER_FILE_WAITING", "wanted", "" + MOST_WAITING));
                    }
                    if (!findings.isEmpty()) {
                        throw new RefusedException(findings);
                    }
                    int unusedRows =
                            jdbc.sql(
                                            """
                                            insert into kept.account_correction (id, account, username,
                                                field, present, wanted, why, asked_at, state)
                                            values (:id, :account, :username, :field, :present,
                                                :wanted, :why, :now, 'WAITING')
                                            """)
                                    .param("id", UUID.randomUUID())
                                    .param("account", account.id().value())
                                    .param("username", account.username())
                                    .param("field", asked.field().name())
                                    .param("present", present(asked.field(), account))
                                    .param("wanted", Texts.stored(wanted, LONGEST))
                                    .param("why", Texts.stored(why, LONGEST))
                                    .param("now", time(clock.instant()))
                                    .update();
                    log.record(
                            reader,
                            "ACCOUNT_CORRECTION_ASKED",
                            account.username(),
                            asked.field().name());
                });
    }

    private static String present(Field field, Account account) {
        return switch (field) {
            case NAME -> account.displayName();
            case REGISTRATION -> account.username() + ", " + account.createdAt();
            case RIGHTS ->
                    String.join(", ", account.roles().stream().map(Role::name).sorted().toList());
            case OTHER -> "";
        };
    }

    @Override
    public List<Correction> corrections(Reader reader) {
        AccountId account = reader.account();
        return account == null
                ? List.of()
                : jdbc.sql(CORRECTION + "where account = :account order by n desc limit " + LIST)
                        .param("account", account.value())
                        .query((row, n) -> correction(row))
                        .list();
    }

    @Override
    public List<Correction> waiting(long after, Reader reader) {
        administrator(reader);
        return jdbc.sql(
                        CORRECTION
                                + "where state = 'WAITING' and n > :after order by n limit "
                                + LIST)
                .param("after", after)
                .query((row, n) -> correction(row))
                .list();
    }

    @Override
    public List<Correction> decided(long before, Reader reader) {
        administrator(reader);
        return jdbc.sql(
                        CORRECTION
                                + "where state <> 'WAITING' and n < :before order by n desc limit "
                                + LIST)
                .param("before", before)
                .query((row, n) -> correction(row))
                .list();
    }

    private static void administrator(Reader reader) {
        if (!reader.is(Role.ADMINISTRATOR)) {
            throw new RefusedException(Finding.blocks("NOT_ALLOWED", "account"));
        }
    }

    @Override
    public void decide(UUID id, boolean accept, String answer, Reader reader) {
        administrator(reader);
        String told = answer.strip();
        if (told.isEmpty() || told.length() > LONGEST) {
            throw new RefusedException(
                    Finding.blocks("USER_FILE_INCOMPLETE", "answer", "" + LONGEST));
        }
        transactions.executeWithoutResult(
                status -> {
                    Correction asked =
                            jdbc.sql(CORRECTION + "where id = :id for update")
                                    .param("id", id)
                                    .query((row, n) -> correction(row))
                                    .optional()
                                    .filter(one -> one.state() == State.WAITING)
                                    .orElseThrow(
                                            () ->
                                                    new RefusedException(
                                                            Finding.blocks(
                                                                    "USER_FILE_DECIDED",
                                                                    "correction")));
                    AccountId owner = owner(id);
                    if (owner.equals(reader.account())) {
                        throw new RefusedException(
                                Finding.blocks("USER_FILE_OWN", asked.username()));
                    }
                    if (accept && asked.field() == Field.NAME) {
                        accounts.rename(owner, asked.wanted(), reader);
                    }
                    int unused =
                            jdbc.sql(
                                            "update kept.account_correction set state = :state,"
                                                    + " decided_at = :now, decided_by = :by, answer ="
                                                    + " :answer where id = :id")
                                    .param(
                                            "state",
                                            (accept ? State.ACCEPTED : State.REFUSED).name())
                                    .param("now", time(clock.instant()))
                                    .param("by", reader.name())
                                    .param("answer", Texts.stored(told, LONGEST))
                                    .param("id", id)
                                    .update();
                    log.record(
                            reader,
                            "ACCOUNT_CORRECTION_DECIDED",
                            asked.username(),
                            (accept ? "+" : "-") + asked.field() + ": " + told);
                });
    }

    private AccountId owner(UUID correction) {
        return new AccountId(
                jdbc.sql("select account from kept.account_correction where id = :id")
                        .param("id", correction)
                        .query(UUID.class)
                        .single());
    }

    private static Correction correction(ResultSet row) throws SQLException {
        OffsetDateTime decided = row.getObject("decided_at", OffsetDateTime.class);
        return new Correction(
                row.getObject("id", UUID.class),
                row.getLong("n"),
                row.getString("username"),
                Field.valueOf(row.getString("field")),
                row.getString("present"),
                row.getString("wanted"),
                row.getString("why"),
                instant(row, "asked_at"),
                State.valueOf(row.getString("state")),
                decided == null ? null : decided.toInstant(),
                row.getString("decided_by"),
                row.getString("answer"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
