package vn.tangthu.repository.access;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AccountClosings;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

@Component
class JdbcAccountClosings implements AccountClosings {
    /** A province ends with a few thousand at most; the rest is closed in the next turn. */
    private static final int MOST = 500;

    private static final String NAME =
            "(select name from kept.body_name where body = b.id order by ordinal desc limit 1)";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ActivityLog log;
    private final Clock clock;

    JdbcAccountClosings(
            JdbcClient jdbc, TransactionTemplate transactions, ActivityLog log, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.log = log;
        this.clock = clock;
    }

    private record Due(
            UUID account,
            String username,
            UUID body,
            String name,
            LocalDate ended,
            @Nullable String instrument) {}

    @Override
    public int closeEnded() {
        List<Due> due =
                jdbc.sql(
                                "select a.id, a.username, b.id as body, "
                                        + NAME
                                        + " as name, b.until_day, (select instrument from"
                                        + " kept.succession s where s.predecessor = b.id and"
                                        + " s.effective_day >= b.until_day order by s.effective_day,"
                                        + " s.id limit 1) as instrument from kept.account a join"
                                        + " kept.body b on b.id = a.body where a.enabled and"
                                        + " b.until_day <= :today and not exists (select from"
                                        + " kept.account_closing c where c.account = a.id and c.body ="
                                        + " b.id and c.ended_on = b.until_day) order by a.id limit "
                                        + MOST)
                        .param("today", clock.instant().atZone(AgencyReaders.ZONE).toLocalDate())
                        .query(
                                (row, n) ->
                                        new Due(
                                                row.getObject("id", UUID.class),
                                                row.getString("username"),
                                                row.getObject("body", UUID.class),
                                                row.getString("name"),
                                                row.getObject("until_day", LocalDate.class),
                                                row.getString("instrument")))
                        .list();
        int closed = 0;
        for (Due one : due) {
            Boolean done = transactions.execute(status -> close(one));
            closed += Boolean.TRUE.equals(done) ? 1 : 0;
        }
        return closed;
    }

    /** One that moved to another body or was closed meanwhile is left alone, and nothing noted. */
    private boolean close(Due one) {
        int closed =
                jdbc.sql(
                                """
                                update kept.account a set enabled = false, closed_by_end = true
                                where id = :account and body = :body and enabled and not exists (
                                  select from kept.account_closing c where c.account = a.id
                                    and c.body = a.body and c.ended_on = :ended)
                                """)
                        .param("account", one.account)
                        .param("body", one.body)
                        .param("ended", one.ended)
                        .update();
        if (closed > 0) {
            int unused =
                    jdbc.sql(
                                    "insert into kept.account_closing (account, body, ended_on,"
                                            + " closed_at) values (?, ?, ?, ?)")
                            .params(one.account, one.body, one.ended, now())
                            .update();
            log.record(
                    Reader.OPERATOR,
                    "ACCOUNT_CLOSED_WITH_BODY",
                    one.username,
                    one.name
                            + ", hết ngày "
                            + ArchivalDate.of(one.ended.minusDays(1))
                            + (one.instrument == null ? "" : ", " + one.instrument));
        }
        return closed > 0;
    }

    @Override
    public List<Closing> list(int limit) {
        return jdbc.sql(
                        "select c.*, a.username, "
                                + NAME
                                + " as name, (select name from kept.body_name f where f.body ="
                                + " c.followed_by order by ordinal desc limit 1) as followed from"
                                + " kept.account_closing c join kept.account a on a.id = c.account"
                                + " join kept.body b on b.id = c.body order by c.closed_at desc,"
                                + " a.username limit :limit")
                .param("limit", limit)
                .query(
                        (row, n) ->
                                new Closing(
                                        new AccountId(row.getObject("account", UUID.class)),
                                        row.getString("username"),
                                        row.getString("name"),
                                        row.getObject("ended_on", LocalDate.class),
                                        row.getObject("closed_at", OffsetDateTime.class)
                                                .toInstant(),
                                        row.getObject("noted_at") != null,
                                        row.getObject("reopened_at") != null,
                                        row.getString("followed")))
                .list();
    }

    @Override
    public int unnoted() {
        return jdbc.sql("select count(*) from kept.account_closing where noted_at is null")
                .query(Integer.class)
                .single();
    }

    @Override
    public void note(Reader actor) {
        requireAdministrator(actor);
        int unused =
                jdbc.sql(
                                "update kept.account_closing set noted_at = ?, noted_by = ? where"
                                        + " noted_at is null")
                        .params(now(), actor.name())
                        .update();
    }

    @Override
    public void reopen(AccountId account, String reason, Reader actor) {
        requireAdministrator(actor);
        transactions.executeWithoutResult(
                status -> {
                    int reopened =
                            jdbc.sql(
                                            """
                                            update kept.account_closing c set reopened_at = :now,
                                              reopened_by = :actor, reason = :reason,
                                              noted_at = coalesce(noted_at, :now),
                                              noted_by = coalesce(noted_by, :actor)
                                            from kept.account a join kept.body b on b.id = a.body
                                            where a.id = :account and c.account = a.id
                                              and c.body = a.body and c.ended_on = b.until_day
                                            """)
                                    .param("now", now())
                                    .param("actor", actor.name())
                                    .param("reason", Texts.strip(reason))
                                    .param("account", account.value())
                                    .update();
                    if (reopened == 0) {
                        throw new RefusedException(Finding.blocks("ACCOUNT_NOT_CLOSED", "account"));
                    }
                    String username =
                            jdbc.sql(
                                            "update kept.account set enabled = true, closed_by_end ="
                                                    + " false where id = ? returning username")
                                    .param(account.value())
                                    .query(String.class)
                                    .single();
                    log.record(actor, "ACCOUNT_REOPENED", username, Texts.strip(reason));
                });
    }

    /** The operator at the server is nobody's account and looks after all of them. */
    private static void requireAdministrator(Reader actor) {
        if (!actor.is(Role.ADMINISTRATOR) && !actor.equals(Reader.OPERATOR)) {
            throw new RefusedException(Finding.blocks("ADMINISTRATOR_ONLY", actor.name()));
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
