package vn.tangthu.repository.fixity;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AuditBudget.Pace;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.FixityAudits.RunState;

/** What the work of the budget adds up, and its runs. */
@Component
class BudgetRows {
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration TOLD = Duration.ofDays(7);

    private final JdbcClient jdbc;

    BudgetRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Packages that were read last on this day, of Vietnam's time. */
    record Day(
            LocalDate day,
            long packages,
            long files,
            long bytes,
            long fresh,
            long damaged,
            long damagedFiles) {}

    /** The oldest first. */
    List<Day> days(String copy) {
        return jdbc.sql(
                        "select * from projection.audit_day where copy = ? and packages > 0 order by"
                                + " day")
                .param(copy)
                .query(
                        (row, n) ->
                                new Day(
                                        row.getObject("day", LocalDate.class),
                                        row.getLong("packages"),
                                        row.getLong("files"),
                                        row.getLong("bytes"),
                                        row.getLong("fresh"),
                                        row.getLong("damaged"),
                                        row.getLong("damaged_files")))
                .list();
    }

    /** Open incidents of each kind. */
    Map<Damage, Long> open(String copy) {
        Map<Damage, Long> open = new HashMap<>();
        jdbc.sql(
                        "select damage, count(*) from projection.incident where resolved_at is null"
                                + " and copy = ? group by damage")
                .param(copy)
                .query(
                        row -> {
                            open.put(Damage.valueOf(row.getString(1)), row.getLong(2));
                        });
        return open;
    }

    void read(String copy, Instant at, long packages, long files, long bytes, Duration took) {
        int unused =
                jdbc.sql(
                                """
                                insert into projection.audit_pace as p (copy, hour, packages, files, bytes, millis)
                                values (?, ?, ?, ?, ?, ?)
                                on conflict (copy, hour) do update set packages = p.packages + excluded.packages,
                                    files = p.files + excluded.files, bytes = p.bytes + excluded.bytes,
                                    millis = p.millis + excluded.millis
                                """)
                        .params(
                                copy,
                                AuditRows.utc(at.truncatedTo(ChronoUnit.HOURS)),
                                packages,
                                files,
                                bytes,
                                took.toMillis())
                        .update();
    }

    Pace pace(String copy, Instant now) {
        return jdbc.sql(
                        "select coalesce(sum(packages), 0)::bigint, coalesce(sum(files), 0)::bigint,"
                                + " coalesce(sum(bytes), 0)::bigint, coalesce(sum(millis),"
                                + " 0)::bigint, min(hour) from projection.audit_pace where copy = ?"
                                + " and hour > ? and hour <= ?")
                .params(copy, AuditRows.utc(now.minus(TOLD)), AuditRows.utc(now))
                .query(
                        (row, n) -> {
                            OffsetDateTime first = row.getObject(5, OffsetDateTime.class);
                            Duration over =
                                    first == null
                                            ? Duration.ZERO
                                            : Duration.between(first.toInstant(), now);
                            return new Pace(
                                    row.getLong(1),
                                    row.getLong(2),
                                    row.getLong(3),
                                    over,
                                    Duration.ofMillis(row.getLong(4)));
                        })
                .single();
    }

    void forgetOld(Instant now) {
        int unused =
                jdbc.sql("delete from projection.audit_pace where hour < ?")
                        .param(AuditRows.utc(now.minus(KEPT)))
                        .update();
    }

    /** A slice of the budget is a run of its own, that says how much of all it read. */
    UUID begin(String copy, String node, Instant at) {
        UUID id = UUID.randomUUID();
        int unused =
                jdbc.sql(
                                """
                                insert into projection.audit_run (id, copy, state, actor, started_at, kind, node,
                                    objects_total, bytes_total)
                                select ?, ?, 'RUNNING', 'budget', ?, 'BUDGET', ?, coalesce(sum(packages), 0),
                                    coalesce(sum(bytes), 0) from projection.audit_day where copy = ?
                                """)
                        .params(id, copy, AuditRows.utc(at), node, copy)
                        .update();
        return id;
    }

    /** Slices of processes that were not heard of within a lease end where they stood. */
    List<UUID> abandoned(Duration lease, Instant now) {
        return jdbc.sql(
                        """
                        update projection.audit_run r set state = 'INTERRUPTED', ended_at = ?
                        where kind = 'BUDGET' and state = 'RUNNING' and not exists (
                            select from projection.audit_node n where n.node = r.node
                                and n.seen_at > clock_timestamp() - make_interval(secs => ?))
                        returning id
                        """)
                .params(AuditRows.utc(now), lease.toMillis() / 1000.0)
                .query(UUID.class)
                .list();
    }

    /**
     * Everything was read, or stored, at this time or later: what a rebuild can rely on. A read of
     * an index for each urgency.
     */
    Optional<Instant> floor(String copy) {
        return jdbc.sql(
                        """
                        select min(due.checked_at) from (values (0), (1), (2), (3)) urgency (sooner),
                            lateral (select checked_at from projection.audit_due d
                                where d.copy = ? and d.sooner = urgency.sooner::smallint and d.kind <> 'LOGS'
                                order by d.checked_at limit 1) due
                        """)
                .param(copy)
                .query((row, n) -> Optional.ofNullable(AuditRows.instant(row, "min")))
                .single();
    }

    void ended(UUID run, RunState state, Instant at) {
        int unused =
                jdbc.sql(
                                "update projection.audit_run set state = ?, ended_at = ?, problems ="
                                        + " (select count(*) from projection.incident_sighting s"
                                        + " where s.run_id = ?) where id = ?")
                        .params(state.name(), AuditRows.utc(at), run, run)
                        .update();
    }

    /** This run saw them. */
    void sighted(UUID run, String copy, List<ObjectCheck.Found> findings) {
        int unused =
                jdbc.sql(
                                "insert into projection.incident_sighting (run_id, incident_id)"
                                        + " select ?, id from projection.incident where copy = ? and"
                                        + " resolved_at is null and path = any(?) on conflict do"
                                        + " nothing")
                        .param(run)
                        .param(copy)
                        .param(
                                (Object)
                                        findings.stream()
                                                .map(ObjectCheck.Found::path)
                                                .toArray(String[]::new))
                        .update();
    }
}
