package vn.tangthu.repository.sets;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.BackupSets.BackupSet;
import vn.tangthu.repository.BackupSets.Checked;
import vn.tangthu.repository.BackupSets.Kind;
import vn.tangthu.repository.BackupSets.State;
import vn.tangthu.repository.Slice;

/** The rows of sets and of what is in them. */
@Component
class SetRows {
    private static final String SELECT =
            "select s.*, m.label from kept.backup_set s join kept.medium m using (serial)";

    private final JdbcClient jdbc;

    SetRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Slice<BackupSet> list(int offset, int limit) {
        return new Slice<>(
                jdbc.sql(SELECT + " order by s.number desc limit ? offset ?")
                        .params(limit, offset)
                        .query(SetRows::read)
                        .list(),
                offset,
                jdbc.sql("select count(*) from kept.backup_set").query(Long.class).single());
    }

    Optional<BackupSet> find(UUID id) {
        return jdbc.sql(SELECT + " where s.id = ?").param(id).query(SetRows::read).optional();
    }

    /** What was cut off on this medium. */
    Optional<BackupSet> unfinished(String serial, String chain, Kind kind) {
        return jdbc.sql(
                        SELECT
                                + " where s.serial = ? and s.chain = ? and s.kind = ? and s.state ="
                                + " 'UNFINISHED' order by s.number desc limit 1")
                .params(serial, chain, kind.name())
                .query(SetRows::read)
                .optional();
    }

    /** The last full set of the chain and what follows it, oldest first; empty without one. */
    List<BackupSet> chain(String chain) {
        return jdbc.sql(
                        SELECT
                                + """
                                 where s.chain = :chain and s.state = 'COMPLETE' and s.full_id =
                                    (select f.id from kept.backup_set f where f.chain = :chain
                                        and f.kind = 'FULL' and f.state = 'COMPLETE'
                                        order by f.number desc limit 1)
                                order by s.number
                                """)
                .param("chain", chain)
                .query(SetRows::read)
                .list();
    }

    /** The next number, and never one that was used. */
    long nextNumber() {
        return jdbc.sql("select coalesce(max(number), 0) + 1 from kept.backup_set")
                .query(Long.class)
                .single();
    }

    void begin(BackupSet set) {
        int unused =
                jdbc.sql(
                                """
                                insert into kept.backup_set (id, number, chain, kind, full_id, previous_id,
                                    serial, directory, place, actor, performed_by, started_at, state)
                                values (:id, :number, :chain, :kind, :full, :previous, :serial, :directory,
                                    :place, :actor, :by, :at, 'UNFINISHED')
                                on conflict (id) do update set full_id = excluded.full_id,
                                    previous_id = excluded.previous_id, place = excluded.place,
                                    actor = excluded.actor, performed_by = excluded.performed_by
                                """)
                        .param("id", set.id())
                        .param("number", set.number())
                        .param("chain", set.chain())
                        .param("kind", set.kind().name())
                        .param("full", set.full())
                        .param("previous", set.previous())
                        .param("serial", set.medium())
                        .param("directory", set.directory())
                        .param("place", set.place())
                        .param("actor", set.actor())
                        .param("by", set.performedBy())
                        .param("at", utc(set.startedAt()))
                        .update();
    }

    void failed(UUID id, @Nullable String problem) {
        int unused =
                jdbc.sql("update kept.backup_set set problem = ? where id = ?")
                        .param(problem)
                        .param(id)
                        .update();
    }

    void forget(UUID id) {
        int unused =
                jdbc.sql("delete from kept.backup_set where id = ? and state = 'UNFINISHED'")
                        .param(id)
                        .update();
    }

    void complete(SetNote note, String key, long[] held) {
        int unused =
                jdbc.sql(
                                """
                                update kept.backup_set set state = 'COMPLETE', problem = :problem,
                                    finished_at = :at, fonds = :fonds, records = :records, logs = :logs,
                                    files = :files, bytes = :bytes, held_fonds = :heldFonds,
                                    held_records = :heldRecords, manifest = :manifest,
                                    signing_key = :key, checked_at = :at, check_wrong = 0
                                where id = :id
                                """)
                        .param("id", note.id())
                        .param("problem", left(note))
                        .param("at", utc(note.finishedAt()))
                        .param("fonds", note.fonds())
                        .param("records", note.records())
                        .param("logs", note.logs())
                        .param("files", note.files())
                        .param("bytes", note.bytes())
                        .param("heldFonds", held[0])
                        .param("heldRecords", held[1])
                        .param("manifest", note.manifest())
                        .param("key", key)
                        .update();
    }

    private static @Nullable String left(SetNote note) {
        return note.left().isEmpty()
                ? null
                : note.left().size()
                        + " gói đang thay đổi, để lại cho bộ sau / packages were being changed and"
                        + " are left to the next set";
    }

    void checked(Checked checked, Instant at) {
        String first =
                checked.shown().isEmpty()
                        ? null
                        : checked.shown().getFirst().fault().vietnamese()
                                + ": "
                                + checked.shown().getFirst().path();
        int unused =
                jdbc.sql(
                                "update kept.backup_set set checked_at = ?, check_wrong = ?, check_note"
                                        + " = ? where id = ?")
                        .param(utc(at))
                        .param(checked.problems())
                        .param(first)
                        .param(checked.id())
                        .update();
    }

    void objects(UUID set, List<SetObject> objects) {
        int unused =
                jdbc.sql(
                                "insert into projection.backup_set_object (set_id, object_id, version)"
                                        + " select ?, * from unnest(?::uuid[], ?::integer[]) on conflict"
                                        + " do nothing")
                        .param(set)
                        .param((Object) objects.stream().map(SetObject::id).toArray(UUID[]::new))
                        .param(
                                (Object)
                                        objects.stream()
                                                .map(SetObject::version)
                                                .toArray(Integer[]::new))
                        .update();
    }

    void logs(UUID set, List<String> keys) {
        int unused =
                jdbc.sql(
                                "insert into projection.backup_set_log (set_id, object_key) select ?, *"
                                        + " from unnest(?::text[]) on conflict do nothing")
                        .param(set)
                        .param((Object) keys.toArray(String[]::new))
                        .update();
    }

    /** The newest version of each that one of the sets has. */
    Map<UUID, Integer> versions(List<UUID> sets, Collection<UUID> objects) {
        Map<UUID, Integer> versions = new HashMap<>();
        if (!sets.isEmpty() && !objects.isEmpty()) {
            jdbc.sql(
                            "select object_id, max(version) from projection.backup_set_object where"
                                    + " set_id = any(?) and object_id = any(?) group by object_id")
                    .param((Object) sets.toArray(UUID[]::new))
                    .param((Object) objects.toArray(UUID[]::new))
                    .query(
                            row -> {
                                versions.put(row.getObject(1, UUID.class), row.getInt(2));
                            });
        }
        return versions;
    }

    /** Those of the keys that one of the sets has. */
    Set<String> logsIn(List<UUID> sets, List<String> keys) {
        return sets.isEmpty()
                ? Set.of()
                : new HashSet<>(
                        jdbc.sql(
                                        "select object_key from projection.backup_set_log where set_id ="
                                                + " any(?) and object_key = any(?)")
                                .param((Object) sets.toArray(UUID[]::new))
                                .param((Object) keys.toArray(String[]::new))
                                .query(String.class)
                                .list());
    }

    /** Bytes that the tables take in the database: their backup takes less. */
    long keptBytes() {
        return jdbc.sql(
                        "select coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint from pg_class c"
                                + " join pg_namespace n on n.oid = c.relnamespace where n.nspname ="
                                + " 'kept' and c.relkind = 'r'")
                .query(Long.class)
                .single();
    }

    /** Fonds and hồ sơ that the archive has now. */
    long[] held() {
        return jdbc.sql(
                        "select (select count(*) from projection.fonds), (select count(*) from"
                                + " projection.record where visible or withdrawn or blocked)")
                .query((row, n) -> new long[] {row.getLong(1), row.getLong(2)})
                .single();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static BackupSet read(ResultSet row, int n) throws SQLException {
        return new BackupSet(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getString("chain"),
                Kind.valueOf(row.getString("kind")),
                row.getObject("full_id", UUID.class),
                row.getObject("previous_id", UUID.class),
                row.getString("serial"),
                row.getString("label"),
                row.getString("directory"),
                row.getString("place"),
                row.getString("actor"),
                row.getString("performed_by"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                instant(row, "finished_at"),
                row.getLong("fonds"),
                row.getLong("records"),
                row.getLong("logs"),
                row.getLong("files"),
                row.getLong("bytes"),
                row.getLong("held_fonds"),
                row.getLong("held_records"),
                State.valueOf(row.getString("state")),
                row.getString("problem"),
                row.getString("manifest"),
                row.getString("signing_key"),
                instant(row, "checked_at"),
                row.getObject("check_wrong", Long.class),
                row.getString("check_note"));
    }
}
