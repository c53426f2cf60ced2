package vn.tangthu.repository.closing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsClosings;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;

/**
 * The row comes first, then the version of the fonds in the store, then what is told: cut off in
 * between, it goes on where it was at the next turn. One change at a time: what somebody keeps open
 * is not closed by the rule that had begun.
 */
@Component
class JdbcFondsClosings implements FondsClosings {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcFondsClosings.class);

    /** The end of a day is that of Viet Nam. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** One turn closes a district's; each is a version in the store. */
    private static final int MOST = 500;

    private static final int LONGEST_REASON = 1_000;

    /** Fonds of which every maker has an end, and the last of these. */
    private static final String ENDED =
            """
            select m.fonds, max(b.until_day) as ended_on
            from kept.body_fonds m join kept.body b on b.id = m.body
            group by m.fonds having bool_and(b.until_day is not null)
            """;

    private static final String LISTED =
            """
            from (select fonds, ended_on from kept.fonds_closing
                  union
                  select e.fonds, e.ended_on from (%s) e
                  join projection.fonds o on o.id = e.fonds and o.closed_on is null) k
            join projection.fonds p on p.id = k.fonds
            left join kept.fonds_closing c on c.fonds = k.fonds and c.ended_on = k.ended_on
            """
                    .formatted(ENDED);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Holdings holdings;
    private final ActivityLog log;
    private final Clock clock;

    JdbcFondsClosings(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Holdings holdings,
            ActivityLog log,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.holdings = holdings;
        this.log = log;
        this.clock = clock;
    }

    private record Due(FondsId fonds, LocalDate ended) {}

    private static Due due(ResultSet row, int number) throws SQLException {
        return new Due(
                new FondsId(row.getObject(1, UUID.class)), row.getObject(2, LocalDate.class));
    }

    @Override
    public int closeEnded() {
        reopenKept();
        List<Due> due =
                jdbc.sql(
                                "select e.fonds, e.ended_on from ("
                                        + ENDED
                                        + ") e join projection.fonds p on p.id = e.fonds left join"
                                        + " kept.fonds_closing c on c.fonds = e.fonds and c.ended_on"
                                        + " = e.ended_on where e.ended_on <= :today and ((c.fonds is"
                                        + " null and p.closed_on is null) or (c.closed_at is null"
                                        + " and c.fonds is not null and c.kept_open_at is null))"
                                        + " order by e.ended_on, e.fonds limit "
                                        + MOST)
                        .param("today", clock.instant().atZone(ZONE).toLocalDate())
                        .query(JdbcFondsClosings::due)
                        .list();
        int closed = 0;
        for (Due one : due) {
            try {
                closed += closedByRule(one) ? 1 : 0;
            } catch (RuntimeException e) {
                // The others do not wait for one whose package is damaged.
                LOG.warn("The fonds {} cannot be closed now; it is tried again", one.fonds, e);
            }
        }
        return closed;
    }

    /** What is kept open and could not be opened then: cut off, or its package had to wait. */
    private void reopenKept() {
        List<Due> waiting =
                jdbc.sql(
                                "select c.fonds, c.ended_on from kept.fonds_closing c join"
                                        + " projection.fonds p on p.id = c.fonds where c.reopen_from"
                                        + " is not null order by c.kept_open_at")
                        .query(JdbcFondsClosings::due)
                        .list();
        for (Due one : waiting) {
            try {
                reopen(one, Reader.OPERATOR);
            } catch (RuntimeException e) {
                LOG.warn("The fonds {} cannot be opened now; it is tried again", one.fonds, e);
            }
        }
    }

    private record Reopening(boolean stillClosed, String reason) {}

    /** Whom somebody opened or closed from another day meanwhile is left as it is. */
    private synchronized void reopen(Due one, Reader actor) {
        Optional<Reopening> waiting =
                jdbc.sql(
                                "select p.closed_on is not distinct from c.reopen_from, c.reason from"
                                        + " kept.fonds_closing c join projection.fonds p on p.id ="
                                        + " c.fonds where c.fonds = ? and c.ended_on = ? and"
                                        + " c.reopen_from is not null")
                        .params(one.fonds.value(), one.ended)
                        .query((row, n) -> new Reopening(row.getBoolean(1), row.getString(2)))
                        .optional();
        if (waiting.isEmpty()) {
            return;
        }
        if (waiting.get().stillClosed) {
            holdings.closeFonds(one.fonds, null, waiting.get().reason, actor);
        }
        int unused =
                jdbc.sql(
                                "update kept.fonds_closing set reopen_from = null where fonds = ? and"
                                        + " ended_on = ?")
                        .params(one.fonds.value(), one.ended)
                        .update();
    }

    /** One that somebody keeps open or closed meanwhile is left alone. */
    private synchronized boolean closedByRule(Due one) {
        int unused =
                jdbc.sql(
                                "insert into kept.fonds_closing (fonds, ended_on) values (?, ?) on"
                                        + " conflict do nothing")
                        .params(one.fonds.value(), one.ended)
                        .update();
        if (row(one).filter(row -> row.closed || row.keptOpen).isPresent()) {
            return false;
        }
        holdings.closeFonds(one.fonds, one.ended, why(one), Reader.OPERATOR);
        return Boolean.TRUE.equals(transactions.execute(status -> told(one)));
    }

    private boolean told(Due one) {
        if (!one.ended.equals(closedOn(one.fonds))) {
            int unused =
                    jdbc.sql(
                                    "delete from kept.fonds_closing where fonds = ? and ended_on = ?"
                                            + " and closed_at is null and kept_open_at is null")
                            .params(one.fonds.value(), one.ended)
                            .update();
            return false;
        }
        int closed =
                jdbc.sql(
                                "update kept.fonds_closing set closed_at = ? where fonds = ? and"
                                        + " ended_on = ? and closed_at is null and kept_open_at is"
                                        + " null")
                        .params(now(), one.fonds.value(), one.ended)
                        .update();
        if (closed > 0) {
            log.record(Reader.OPERATOR, "FONDS_CLOSED_WITH_BODY", code(one.fonds), why(one));
        }
        return closed > 0;
    }

    /** "Đóng phông từ 01/07/2025: Phường Vạn Thạnh kết thúc, 1667/NQ-UBTVQH15". */
    private String why(Due one) {
        String makers =
                String.join(
                        ", ",
                        jdbc.sql(
                                        "select distinct (select name from kept.body_name where body ="
                                                + " m.body order by ordinal desc limit 1) from"
                                                + " kept.body_fonds m where m.fonds = ? order by 1"
                                                + " limit 3")
                                .param(one.fonds.value())
                                .query(String.class)
                                .list());
        Optional<String> instrument =
                jdbc.sql(
                                "select s.instrument from kept.succession s join kept.body_fonds m on"
                                        + " m.body = s.predecessor where m.fonds = ? and"
                                        + " s.effective_day = ? and s.instrument is not null order by"
                                        + " s.id limit 1")
                        .params(one.fonds.value(), one.ended)
                        .query(String.class)
                        .optional();
        String why =
                "Đóng phông từ "
                        + ArchivalDate.of(one.ended)
                        + ": "
                        + makers
                        + " kết thúc"
                        + instrument.map(text -> ", " + text).orElse("");
        return why.length() <= LONGEST_REASON ? why : why.substring(0, LONGEST_REASON - 1) + "…";
    }

    private record Row(boolean closed, boolean keptOpen) {}

    private Optional<Row> row(Due one) {
        return jdbc.sql(
                        "select closed_at is not null, kept_open_at is not null from"
                                + " kept.fonds_closing where fonds = ? and ended_on = ?")
                .params(one.fonds.value(), one.ended)
                .query((row, n) -> new Row(row.getBoolean(1), row.getBoolean(2)))
                .optional();
    }

    @Override
    public Slice<Closing> list(int offset, int limit) {
        long total = jdbc.sql("select count(*) " + LISTED).query(Long.class).single();
        List<Closing> items =
                jdbc.sql(
                                "select k.fonds, k.ended_on, p.closed_on, c.closed_at, c.noted_at,"
                                        + " c.kept_open_at, c.kept_open_by, c.reason "
                                        + LISTED
                                        + " order by p.closed_on is null and c.kept_open_at is null"
                                        + " desc, greatest(c.closed_at, c.kept_open_at) desc nulls"
                                        + " first, k.ended_on desc, k.fonds offset :offset limit"
                                        + " :limit")
                        .param("offset", offset)
                        .param("limit", limit)
                        .query(JdbcFondsClosings::closing)
                        .list();
        return new Slice<>(items, offset, total);
    }

    private static Closing closing(ResultSet row, int number) throws SQLException {
        OffsetDateTime closedAt = row.getObject("closed_at", OffsetDateTime.class);
        String reason = row.getString("reason");
        String by = row.getString("kept_open_by");
        return new Closing(
                new FondsId(row.getObject("fonds", UUID.class)),
                row.getObject("ended_on", LocalDate.class),
                row.getObject("closed_on", LocalDate.class),
                closedAt == null ? null : closedAt.toInstant(),
                row.getObject("noted_at") != null,
                reason == null || by == null ? null : new KeptOpen(reason, by));
    }

    @Override
    public int unnoted() {
        return jdbc.sql(
                        "select count(*) from kept.fonds_closing where closed_at is not null and"
                                + " noted_at is null")
                .query(Integer.class)
                .single();
    }

    @Override
    public void note(Reader actor) {
        requireArchivist(actor);
        int unused =
                jdbc.sql(
                                "update kept.fonds_closing set noted_at = ?, noted_by = ? where"
                                        + " closed_at is not null and noted_at is null")
                        .params(now(), actor.name())
                        .update();
    }

    @Override
    public synchronized void keepOpen(
            FondsId fonds, LocalDate endedOn, String reason, Reader actor) {
        requireArchivist(actor);
        String why = reason.strip();
        if (why.isEmpty()) {
            throw new RefusedException(Finding.blocks("VALUE_MISSING", "reason", "reason"));
        }
        if (why.length() > LONGEST_REASON) {
            throw new RefusedException(
                    Finding.blocks("TOO_LONG", "reason", "" + LONGEST_REASON, "" + why.length()));
        }
        Due due = meant(fonds, endedOn);
        // The word of the archivist first: the rule closes nothing that has it, and opens what has.
        transactions.executeWithoutResult(
                status -> {
                    int unused =
                            jdbc.sql(
                                            """
                                            insert into kept.fonds_closing (fonds, ended_on,
                                              kept_open_at, kept_open_by, reason, reopen_from)
                                            values (:fonds, :ended, :now, :actor, :reason,
                                              (select p.closed_on from projection.fonds p
                                               where p.id = :fonds and (p.closed_on = :ended
                                                 or exists (select from kept.fonds_closing c
                                                   where c.fonds = p.id
                                                   and c.ended_on = p.closed_on
                                                   and c.closed_at is not null))))
                                            on conflict (fonds, ended_on) do update set
                                              kept_open_at = :now, kept_open_by = :actor,
                                              reason = :reason,
                                              reopen_from = excluded.reopen_from,
                                              noted_at = coalesce(fonds_closing.noted_at, :now),
                                              noted_by = coalesce(fonds_closing.noted_by, :actor)
                                            """)
                                    .param("fonds", fonds.value())
                                    .param("ended", due.ended)
                                    .param("now", now())
                                    .param("actor", actor.name())
                                    .param("reason", why)
                                    .update();
                    log.record(actor, "FONDS_KEPT_OPEN", code(fonds), why);
                });
        reopen(due, actor);
    }

    @Override
    public synchronized void close(FondsId fonds, LocalDate endedOn, Reader actor) {
        requireArchivist(actor);
        Due due = meant(fonds, endedOn);
        holdings.closeFonds(fonds, due.ended, why(due), actor);
        transactions.executeWithoutResult(
                status -> {
                    int unused =
                            jdbc.sql(
                                            """
                                            insert into kept.fonds_closing (fonds, ended_on,
                                              closed_at, noted_at, noted_by)
                                            values (:fonds, :ended, :now, :now, :actor)
                                            on conflict (fonds, ended_on) do update set
                                              closed_at = :now, noted_at = :now, noted_by = :actor,
                                              kept_open_at = null, kept_open_by = null,
                                              reason = null, reopen_from = null
                                            """)
                                    .param("fonds", fonds.value())
                                    .param("ended", due.ended)
                                    .param("now", now())
                                    .param("actor", actor.name())
                                    .update();
                    log.record(actor, "FONDS_CLOSED", code(fonds), due.ended.toString());
                });
    }

    /** An end that the register has now, or for which the fonds stands in the list. */
    private Due meant(FondsId fonds, LocalDate ended) {
        boolean known =
                jdbc.sql(
                                "select exists (select from ("
                                        + ENDED
                                        + ") e where e.fonds = :fonds and e.ended_on = :ended) or"
                                        + " exists (select from kept.fonds_closing where fonds ="
                                        + " :fonds and ended_on = :ended)")
                        .param("fonds", fonds.value())
                        .param("ended", ended)
                        .query(Boolean.class)
                        .single();
        if (!known || code(fonds).isEmpty()) {
            throw new RefusedException(Finding.blocks("FONDS_NOT_ENDED", fonds.toString()));
        }
        return new Due(fonds, ended);
    }

    private @Nullable LocalDate closedOn(FondsId fonds) {
        return jdbc.sql(
                        "select closed_on from projection.fonds where id = ? and closed_on is not null")
                .param(fonds.value())
                .query(LocalDate.class)
                .optional()
                .orElse(null);
    }

    /** Empty where there is no such fonds any more. */
    private String code(FondsId fonds) {
        return jdbc.sql("select code from projection.fonds where id = ?")
                .param(fonds.value())
                .query(String.class)
                .optional()
                .orElse("");
    }

    private static void requireArchivist(Reader actor) {
        if (!actor.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("ARCHIVIST_ONLY", actor.name()));
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
