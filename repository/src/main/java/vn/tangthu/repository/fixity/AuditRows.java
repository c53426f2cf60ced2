package vn.tangthu.repository.fixity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FixityAudits.Run;
import vn.tangthu.repository.FixityAudits.RunState;
import vn.tangthu.repository.FixityAudits.Summary;
import vn.tangthu.storage.StoreKey;

/** The rows of runs and of what they did. */
@Component
class AuditRows {
    /** What the archive itself is called. */
    static final String PRIMARY = FixityAudits.PRIMARY;

    private final JdbcClient jdbc;

    AuditRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Run insert(String copy, String actor, Instant at) {
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into projection.audit_run (id, copy, state, actor, started_at, objects_total, bytes_total)
                        select :id, :copy, 'RUNNING', :actor, :at,
                            (select count(*) from projection.fonds)
                                + (select coalesce(sum(records), 0) from projection.record_count)
                                + (select count(*) from projection.record where withdrawn),
                            (select coalesce(sum(bytes), 0)::bigint from projection.audit_day where copy = 'primary')
                        """)
                .param("id", id)
                .param("copy", copy)
                .param("actor", actor)
                .param("at", utc(at))
                .update();
        return find(id).orElseThrow();
    }

    /** Who started a run. */
    String actor(UUID run) {
        return jdbc.sql("select actor from projection.audit_run where id = ?")
                .param(run)
                .query(String.class)
                .single();
    }

    Optional<Run> find(UUID id) {
        return jdbc.sql("select * from projection.audit_run where id = :id")
                .param("id", id)
                .query(AuditRows::toRun)
                .optional();
    }

    /** The newest run over a copy that did not come to its end. */
    Optional<Run> unfinished(String copy) {
        return jdbc.sql(
                        "select * from projection.audit_run where copy = ? and kind = 'FULL' and"
                                + " state in ('RUNNING', 'INTERRUPTED') order by started_at desc"
                                + " limit 1")
                .param(copy)
                .query(AuditRows::toRun)
                .optional();
    }

    List<Run> newest(int offset, int limit) {
        return jdbc.sql(
                        "select * from projection.audit_run order by started_at desc, id"
                                + " offset :offset limit :limit")
                .param("offset", offset)
                .param("limit", limit)
                .query(AuditRows::toRun)
                .list();
    }

    long runs() {
        return jdbc.sql("select count(*) from projection.audit_run").query(Long.class).single();
    }

    void state(UUID run, RunState state, @Nullable Instant endedAt) {
        jdbc.sql(
                        "update projection.audit_run set state = :state, ended_at = :ended,"
                                + " problems = (select count(*) from projection.incident_sighting"
                                + " where run_id = :run) where id = :run")
                .param("state", state.name())
                .param("ended", endedAt == null ? null : utc(endedAt))
                .param("run", run)
                .update();
    }

    void advance(UUID run, long objects, long bytes) {
        jdbc.sql(
                        "update projection.audit_run set objects_done = objects_done + :objects,"
                                + " bytes_done = bytes_done + :bytes where id = :run")
                .param("objects", objects)
                .param("bytes", bytes)
                .param("run", run)
                .update();
    }

    /**
     * Progress may be lost in a power cut: it is then done again. Findings are not committed so.
     */
    void mayBeLost() {
        jdbc.sql("set local synchronous_commit = off").update();
    }

    /** An object that was checked. */
    record Done(
            UUID object, ObjectRef.Kind kind, int version, boolean damaged, int files, long bytes) {
        String state() {
            return damaged ? "DAMAGED" : "SOUND";
        }
    }

    /**
     * Two statements for all of them: asking the database is most of what an audit adds to reading.
     */
    void done(String copy, UUID run, List<Done> objects, Instant at) {
        if (objects.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        insert into projection.audited_object (copy, object_id, version, kind, state, at, run_id, files, bytes)
                        select :copy, o.id, o.version, o.kind, o.state, :at, :run, o.files, o.bytes
                        from unnest(string_to_array(:objects, ',')::uuid[], string_to_array(:versions, ',')::int[],
                            string_to_array(:kinds, ','), string_to_array(:states, ','),
                            string_to_array(:files, ',')::int[], string_to_array(:bytes, ',')::bigint[])
                            as o (id, version, kind, state, files, bytes)
                        order by o.id
                        on conflict (copy, object_id, version) do update
                            set kind = excluded.kind, state = excluded.state, at = excluded.at, run_id = excluded.run_id,
                                files = excluded.files, bytes = excluded.bytes
                        """)
                .param("copy", copy)
                .param("objects", joined(objects, Done::object))
                .param("versions", joined(objects, Done::version))
                .param("kinds", joined(objects, Done::kind))
                .param("states", joined(objects, Done::state))
                .param("files", joined(objects, Done::files))
                .param("bytes", joined(objects, Done::bytes))
                .param("at", utc(at))
                .param("run", run)
                .update();
        if (!copy.equals(PRIMARY)) {
            return;
        }
        List<Done> records =
                objects.stream().filter(one -> one.kind() == ObjectRef.Kind.AIP).toList();
        jdbc.sql(
                        """
                        insert into projection.fixity_state (aip_id, state, at)
                        select o.id, o.state, :at
                        from unnest(string_to_array(:objects, ',')::uuid[], string_to_array(:states, ',')) as o (id, state)
                        order by o.id
                        on conflict (aip_id) do update set state = excluded.state, at = excluded.at
                        """)
                .param("objects", joined(records, Done::object))
                .param("states", joined(records, Done::state))
                .param("at", utc(at))
                .update();
    }

    /** One package was read again outside a run. */
    void looked(String copy, Done one, Instant at) {
        if (copy.equals(PRIMARY)) {
            int unused =
                    jdbc.sql(
                                    "update projection.audited_object set state = ?, at = ?, files ="
                                            + " ?, bytes = ? where copy = ? and object_id = ? and"
                                            + " version = ?")
                            .params(
                                    one.state(),
                                    utc(at),
                                    one.files(),
                                    one.bytes(),
                                    copy,
                                    one.object(),
                                    one.version())
                            .update();
            if (one.kind() == ObjectRef.Kind.AIP) {
                fixityState(one.object(), one.state(), at);
            }
            return;
        }
        newest(copy, one, UUID.randomUUID(), at);
    }

    /** The state of a package in a copy; rows of other versions go. */
    void newest(String copy, Done one, UUID run, Instant at) {
        int unused =
                jdbc.sql(
                                """
                                insert into projection.audited_object (copy, object_id, version, kind, state, at, run_id,
                                    files, bytes)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                                on conflict (copy, object_id, version) do update set state = excluded.state,
                                    at = excluded.at, run_id = excluded.run_id, files = excluded.files,
                                    bytes = excluded.bytes
                                """)
                        .params(
                                copy,
                                one.object(),
                                one.version(),
                                one.kind().name(),
                                one.state(),
                                utc(at),
                                run,
                                one.files(),
                                one.bytes())
                        .update();
        int gone =
                jdbc.sql(
                                "delete from projection.audited_object where copy = ? and object_id ="
                                        + " ? and version <> ?")
                        .params(copy, one.object(), one.version())
                        .update();
    }

    private static String joined(List<Done> objects, Function<Done, Object> of) {
        return objects.stream().map(of).map(Object::toString).collect(Collectors.joining(","));
    }

    void fixityState(UUID aip, String state, Instant at) {
        jdbc.sql(
                        """
                        insert into projection.fixity_state (aip_id, state, at) values (:aip, :state, :at)
                        on conflict (aip_id) do update set state = excluded.state, at = excluded.at
                        """)
                .param("aip", aip)
                .param("state", state)
                .param("at", utc(at))
                .update();
    }

    Set<UUID> doneOf(UUID run, Collection<UUID> objects) {
        return new HashSet<>(
                jdbc.sql(
                                "select object_id from projection.audited_object where run_id = :run"
                                        + " and object_id in (:objects)")
                        .param("run", run)
                        .param("objects", objects)
                        .query(UUID.class)
                        .list());
    }

    void unknown(UUID run, String root) {
        jdbc.sql(
                        "insert into projection.audit_unknown (run_id, root) values (:run, :root)"
                                + " on conflict do nothing")
                .param("run", run)
                .param("root", root)
                .update();
    }

    boolean hasUnknown(UUID run) {
        return jdbc.sql("select exists (select from projection.audit_unknown where run_id = :run)")
                .param("run", run)
                .query(Boolean.class)
                .single();
    }

    void notUnknown(UUID run, List<StoreKey> roots) {
        jdbc.sql(
                        "delete from projection.audit_unknown where run_id = :run"
                                + " and root in (:roots)")
                .param("run", run)
                .param("roots", roots.stream().map(StoreKey::value).toList())
                .update();
    }

    List<String> unknownOf(UUID run) {
        return jdbc.sql("select root from projection.audit_unknown where run_id = :run order by 1")
                .param("run", run)
                .query(String.class)
                .list();
    }

    void forgetUnknown(UUID run) {
        jdbc.sql("delete from projection.audit_unknown where run_id = :run")
                .param("run", run)
                .update();
    }

    long damageMark() {
        return jdbc.sql(
                        "select coalesce(sum(hashtext(aip_id::text)), 0) + count(*) from"
                                + " projection.fixity_state where state = 'DAMAGED'")
                .query(Long.class)
                .single();
    }

    Summary summary() {
        long records =
                jdbc.sql("select coalesce(sum(records), 0)::bigint from projection.record_count")
                        .query(Long.class)
                        .single();
        return jdbc.sql(
                        """
                        select count(*) filter (where state = 'SOUND') as sound,
                               count(*) filter (where state = 'DAMAGED') as damaged, min(at) as oldest,
                               (select count(*) from projection.incident where resolved_at is null) as open
                        from projection.fixity_state
                        """)
                .query(
                        (row, number) -> {
                            long sound = row.getLong("sound");
                            long damaged = row.getLong("damaged");
                            return new Summary(
                                    Math.max(0, records - sound - damaged),
                                    sound,
                                    damaged,
                                    instant(row, "oldest"),
                                    row.getLong("open"));
                        })
                .single();
    }

    /** Before the history of the log takes its place. */
    void forgetEverything() {
        for (String table : List.of("incident", "audit_run", "audited_object", "fixity_state")) {
            jdbc.sql("delete from projection." + table).update();
        }
    }

    /** Records that stood before the run began and in which nothing was found are sound. */
    void restoreRun(Run run, String actor, Set<UUID> damagedAips) {
        jdbc.sql(
                        """
                        insert into projection.audit_run (id, copy, state, actor, started_at, ended_at, objects_done,
                            objects_total, bytes_done, bytes_total, problems)
                        values (:id, :copy, :state, :actor, :started, :ended, :objects, :objects, :bytes, :bytes, :problems)
                        on conflict (id) do nothing
                        """)
                .param("id", run.id())
                .param("copy", run.copy())
                .param("state", run.state().name())
                .param("actor", actor)
                .param("started", utc(run.startedAt()))
                .param("ended", run.endedAt() == null ? null : utc(run.endedAt()))
                .param("objects", run.objectsDone())
                .param("bytes", run.bytesDone())
                .param("problems", run.problems())
                .update();
        if (!run.copy().equals(PRIMARY)
                || (run.state() != RunState.SOUND && run.state() != RunState.DAMAGE_FOUND)) {
            return;
        }
        jdbc.sql(
                        """
                        insert into projection.fixity_state (aip_id, state, at)
                        select id, 'SOUND', :ended from projection.record
                            where (visible or withdrawn or blocked) and stored_at <= :started
                        on conflict (aip_id) do update set state = excluded.state, at = excluded.at
                        """)
                .param("started", utc(run.startedAt()))
                .param("ended", utc(run.endedAt() == null ? run.startedAt() : run.endedAt()))
                .update();
        int read =
                jdbc.sql(
                                "update projection.audit_due set checked_at = :ended, state ="
                                        + " 'SOUND' where copy = 'primary' and kind <> 'LOGS' and"
                                        + " checked_at <= :started")
                        .param("started", utc(run.startedAt()))
                        .param(
                                "ended",
                                utc(run.endedAt() == null ? run.startedAt() : run.endedAt()))
                        .update();
        for (UUID aip : damagedAips) {
            fixityState(aip, "DAMAGED", run.endedAt() == null ? run.startedAt() : run.endedAt());
            int due =
                    jdbc.sql(
                                    "update projection.audit_due set state = 'DAMAGED' where copy ="
                                            + " 'primary' and object_id = ?")
                            .param(aip)
                            .update();
        }
    }

    /** A slice of the budget, from the log. */
    void restoreSlice(Run run) {
        int unused =
                jdbc.sql(
                                """
                                insert into projection.audit_run (id, copy, state, actor, started_at, ended_at, kind,
                                    objects_done, objects_total, bytes_done, bytes_total, problems)
                                values (?, ?, ?, 'budget', ?, ?, 'BUDGET', ?, ?, ?, ?, ?) on conflict (id) do nothing
                                """)
                        .params(
                                run.id(),
                                run.copy(),
                                run.state().name(),
                                utc(run.startedAt()),
                                utc(run.endedAt() == null ? run.startedAt() : run.endedAt()),
                                run.objectsDone(),
                                run.objectsTotal(),
                                run.bytesDone(),
                                run.bytesTotal(),
                                run.problems())
                        .update();
    }

    /**
     * What a slice of the budget said when it ended: nothing of the archive was unread for longer.
     */
    void restoreFloor(Instant floor) {
        int badges =
                jdbc.sql(
                                """
                                insert into projection.fixity_state (aip_id, state, at)
                                select object_id, 'SOUND', :floor from projection.audit_due
                                    where copy = 'primary' and kind = 'AIP' and checked_at < :floor and state <> 'DAMAGED'
                                on conflict (aip_id) do update set state = excluded.state, at = excluded.at
                                    where fixity_state.at < excluded.at and fixity_state.state <> 'DAMAGED'
                                """)
                        .param("floor", utc(floor))
                        .update();
        int due =
                jdbc.sql(
                                "update projection.audit_due set checked_at = :floor, state = 'SOUND'"
                                        + " where copy = 'primary' and kind <> 'LOGS' and checked_at <"
                                        + " :floor and state <> 'DAMAGED'")
                        .param("floor", utc(floor))
                        .update();
    }

    /** Slices of the budget that some process is at. */
    Set<UUID> slicesAtWork() {
        return new HashSet<>(
                jdbc.sql(
                                "select id from projection.audit_run where kind = 'BUDGET' and state"
                                        + " = 'RUNNING'")
                        .query(UUID.class)
                        .list());
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static Run toRun(ResultSet row, int number) throws SQLException {
        Instant started = row.getObject("started_at", OffsetDateTime.class).toInstant();
        long done = row.getLong("objects_done");
        return new Run(
                row.getObject("id", UUID.class),
                row.getString("copy"),
                RunState.valueOf(row.getString("state")),
                started,
                instant(row, "ended_at"),
                done,
                Math.max(done, row.getLong("objects_total")),
                row.getLong("bytes_done"),
                Math.max(row.getLong("bytes_done"), row.getLong("bytes_total")),
                row.getLong("problems"),
                null);
    }
}
