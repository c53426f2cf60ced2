package vn.tangthu.repository.fixity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is to be read next, and who reads it. A lease is good until a time of the database's clock,
 * which all processes share; whoever lets it run out is taken for dead. Each claim is a read of an
 * index in its order, however many packages there are.
 */
@Component
class DueRows {
    /** The logs of a place are looked after as one package. */
    static final UUID LOGS = new UUID(0, 0);

    /** Kinds beyond those of the store's objects. */
    static final String LOGS_KIND = "LOGS";

    /** A check that lies further ahead than this is believed by nobody: a clock had jumped. */
    private static final Duration AHEAD = Duration.ofDays(1);

    /** What is wrong, and the logs, are looked at again every day. */
    private static final Duration AGAIN = Duration.ofDays(1);

    private static final String FREE = "(leased_until is null or leased_until < clock_timestamp())";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    DueRows(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /**
     * A package that this process took to read.
     *
     * @param kind of {@link vn.tangthu.repository.AipStore.ObjectRef.Kind}, or LOGS
     */
    record Due(UUID object, String kind, Instant checkedAt) {}

    /**
     * In which order they are taken; each goes by an index, and what was taken is not free any
     * more.
     */
    private enum Turn {
        LOGS("object_id = '00000000-0000-0000-0000-000000000000' and checked_at < :again", ""),
        STILL_WRONG("state = 'DAMAGED' and checked_at < :again", "checked_at"),
        NEAR_DAMAGE("sooner > 0", "sooner desc, checked_at, object_id"),
        OLDEST("sooner = 0 and checked_at < :before", "sooner desc, checked_at, object_id"),
        FROM_THE_FUTURE("sooner = 0 and checked_at > :ahead", "checked_at desc");

        private final String which;
        private final String order;

        Turn(String which, String order) {
            this.which = which;
            this.order = order;
        }
    }

    /**
     * Takes what is to be read next, for the length of a lease.
     *
     * @param before what was read later rests
     */
    List<Due> claim(
            String copy, String node, Duration lease, Instant now, Instant before, int most) {
        List<Due> taken = new ArrayList<>();
        for (Turn turn : Turn.values()) {
            if (taken.size() < most) {
                taken.addAll(claim(turn, copy, node, lease, now, before, most - taken.size()));
            }
        }
        return taken;
    }

    private List<Due> claim(
            Turn turn,
            String copy,
            String node,
            Duration lease,
            Instant now,
            Instant before,
            int most) {
        return jdbc.sql(statement(turn))
                .param("copy", copy)
                .param("node", node)
                .param("seconds", lease.toMillis() / 1000.0)
                .param("again", AuditRows.utc(now.minus(AGAIN)))
                .param("before", AuditRows.utc(before))
                .param("ahead", AuditRows.utc(now.plus(AHEAD)))
                .param("most", most)
                .query(DueRows::toDue)
                .list();
    }

    private static String statement(Turn turn) {
        return """
               with next as materialized (
                   select object_id, row_number() over () as place from (
                       select object_id from projection.audit_due
                       where copy = :copy and %s and %s %s limit :most for update skip locked) free)
               , taken as (
                   update projection.audit_due d set leased_by = :node,
                       leased_until = clock_timestamp() + make_interval(secs => :seconds)
                   from next where d.copy = :copy and d.object_id = next.object_id
                   returning d.object_id, d.kind, d.checked_at, next.place)
               select * from taken order by place
               """
                .formatted(turn.which, FREE, turn.order.isEmpty() ? "" : "order by " + turn.order);
    }

    /** The plan of taking the oldest, for who measures it. */
    List<String> explainOldest(String copy, Instant now, Instant before, int most) {
        return jdbc.sql("explain (analyze, buffers, timing off) " + statement(Turn.OLDEST))
                .param("copy", copy)
                .param("node", "explain")
                .param("seconds", 0.0)
                .param("again", AuditRows.utc(now))
                .param("before", AuditRows.utc(before))
                .param("ahead", AuditRows.utc(now.plus(AHEAD)))
                .param("most", most)
                .query(String.class)
                .list();
    }

    private static Due toDue(ResultSet row, int number) throws SQLException {
        return new Due(
                row.getObject("object_id", UUID.class),
                row.getString("kind"),
                row.getObject("checked_at", OffsetDateTime.class).toInstant());
    }

    /** Makes sure that the logs of a place have their turn; new ones at once. */
    void withLogs(String copy, Instant now) {
        int unused =
                jdbc.sql(
                                "insert into projection.audit_due (copy, object_id, kind, checked_at,"
                                        + " state) values (?, ?, ?, ?, 'NEW') on conflict do nothing")
                        .params(
                                copy,
                                LOGS,
                                LOGS_KIND,
                                AuditRows.utc(now.minus(AGAIN).minusSeconds(1)))
                        .update();
    }

    void logsChecked(String copy, boolean damaged, Instant at) {
        int unused =
                jdbc.sql(
                                "update projection.audit_due set checked_at = ?, state = ? where copy"
                                        + " = ? and object_id = ?")
                        .params(AuditRows.utc(at), damaged ? "DAMAGED" : "SOUND", copy, LOGS)
                        .update();
    }

    /** Gives back what was taken. */
    void release(String copy, String node, Collection<UUID> objects) {
        if (objects.isEmpty()) {
            return;
        }
        int unused =
                jdbc.sql(
                                "update projection.audit_due set leased_by = null, leased_until ="
                                        + " null where copy = :copy and leased_by = :node and"
                                        + " object_id in (:objects)")
                        .param("copy", copy)
                        .param("node", node)
                        .param("objects", objects)
                        .update();
    }

    /** Nobody takes it for a while: it is being changed, or could not be read just now. */
    void postpone(String copy, UUID object, Duration by) {
        int unused =
                jdbc.sql(
                                "update projection.audit_due set leased_by = null, leased_until ="
                                        + " clock_timestamp() + make_interval(secs => ?) where copy ="
                                        + " ? and object_id = ?")
                        .params(by.toMillis() / 1000.0, copy, object)
                        .update();
    }

    /** Nobody knows it any more. */
    void forget(String copy, UUID object) {
        int unused =
                jdbc.sql("delete from projection.audit_due where copy = ? and object_id = ?")
                        .params(copy, object)
                        .update();
    }

    /** This process lives: what it took stays its own. */
    void beat(String node, Duration lease) {
        transactions.executeWithoutResult(
                status -> {
                    int seen =
                            jdbc.sql(
                                            "insert into projection.audit_node (node, seen_at) values"
                                                    + " (?, clock_timestamp()) on conflict (node) do"
                                                    + " update set seen_at = excluded.seen_at")
                                    .param(node)
                                    .update();
                    int kept =
                            jdbc.sql(
                                            "update projection.audit_due set leased_until ="
                                                    + " clock_timestamp() + make_interval(secs => ?)"
                                                    + " where leased_by = ?")
                                    .params(lease.toMillis() / 1000.0, node)
                                    .update();
                    int gone =
                            jdbc.sql(
                                            "delete from projection.audit_node where seen_at <"
                                                    + " clock_timestamp() - make_interval(secs => ?)")
                                    .param(lease.toMillis() / 1000.0)
                                    .update();
                });
    }

    /** It ends: others may take at once what it took. */
    void leave(String node) {
        int left =
                jdbc.sql(
                                "update projection.audit_due set leased_by = null, leased_until ="
                                        + " null where leased_by = ?")
                        .param(node)
                        .update();
        int gone =
                jdbc.sql("delete from projection.audit_node where node = ?").param(node).update();
    }

    /** Processes that were heard of within a lease. */
    int nodes(Duration lease) {
        return jdbc.sql(
                        "select count(*) from projection.audit_node where seen_at >"
                                + " clock_timestamp() - make_interval(secs => ?)")
                .param(lease.toMillis() / 1000.0)
                .query(Integer.class)
                .single();
    }

    /** Copies of which somebody reads something now. */
    Map<String, Long> reading() {
        Map<String, Long> reading = new HashMap<>();
        jdbc.sql(
                        "select copy, count(*) from projection.audit_due where leased_by is not null"
                                + " and leased_until > clock_timestamp() group by copy")
                .query(
                        row -> {
                            reading.put(row.getString(1), row.getLong(2));
                        });
        return reading;
    }
}
