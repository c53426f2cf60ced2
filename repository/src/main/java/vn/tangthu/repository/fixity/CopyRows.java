package vn.tangthu.repository.fixity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
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
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.Copies.State;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ErasingStore;

/** The rows of copies and of what they have. */
@Component
class CopyRows {
    private final JdbcClient jdbc;

    CopyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param id what stands in the copy, too; null while nothing was copied there
     */
    record Known(
            @Nullable UUID id,
            State state,
            @Nullable Instant startedAt,
            @Nullable Instant completeAt,
            @Nullable Head completeTo,
            Sound sound,
            @Nullable String problem,
            Copies.@Nullable Lock lock) {}

    /** Where the change journal stands: what was acknowledged later has a higher number. */
    record Head(UUID epoch, long sequence) {}

    Optional<Known> find(String copy) {
        return jdbc.sql("select * from kept.copy where name = ?")
                .param(copy)
                .query(
                        (row, n) ->
                                new Known(
                                        row.getObject("id", UUID.class),
                                        State.valueOf(row.getString("state")),
                                        AuditRows.instant(row, "started_at"),
                                        AuditRows.instant(row, "complete_at"),
                                        head(row),
                                        new Sound(row.getLong("sound"), row.getLong("sound_bytes")),
                                        row.getString("problem"),
                                        lock(row)))
                .optional();
    }

    private static @Nullable Head head(ResultSet row) throws SQLException {
        UUID epoch = row.getObject("complete_epoch", UUID.class);
        return epoch == null ? null : new Head(epoch, row.getLong("complete_sequence"));
    }

    /** Where the journal stands now. */
    Head head() {
        return jdbc.sql(
                        "select id, (select coalesce(max(sequence), 0) from projection.journal) as"
                                + " sequence from projection.epoch")
                .query(
                        (row, n) ->
                                new Head(row.getObject("id", UUID.class), row.getLong("sequence")))
                .single();
    }

    /** Whether packages came or changed since; texts that were read are no part of a package. */
    boolean changedSince(Head head) {
        return jdbc.sql(
                        "select not exists (select from projection.epoch where id = ?) or exists"
                                + " (select from projection.journal where sequence > ? and kind <>"
                                + " 'TEXT_CHANGED')")
                .params(head.epoch(), head.sequence())
                .query(Boolean.class)
                .single();
    }

    /** What a run over all packages found there of their versions of now. */
    void counted(String copy, Sound sound) {
        int unused =
                jdbc.sql("update kept.copy set sound = ?, sound_bytes = ? where name = ?")
                        .params(sound.packages(), sound.bytes(), copy)
                        .update();
    }

    private static Copies.@Nullable Lock lock(ResultSet row) throws SQLException {
        int days = row.getInt("lock_days");
        return days == 0 ? null : new Copies.Lock(days, AuditRows.instant(row, "locked_until"));
    }

    void locked(String copy, CopyLocking.Locked locked) {
        int unused =
                jdbc.sql("update kept.copy set lock_days = ?, locked_until = ? where name = ?")
                        .params(
                                Arrays.<@Nullable Object>asList(
                                        locked.days() == 0 ? null : locked.days(),
                                        locked.until() == null
                                                ? null
                                                : AuditRows.utc(locked.until()),
                                        copy))
                        .update();
    }

    void began(String copy, Instant at) {
        int unused =
                jdbc.sql(
                                "insert into kept.copy (name, started_at, state) values (?, ?, ?)"
                                        + " on conflict (name) do update set started_at ="
                                        + " excluded.started_at")
                        .params(copy, AuditRows.utc(at), State.NEVER.name())
                        .update();
    }

    void identify(String copy, UUID id) {
        int unused =
                jdbc.sql("update kept.copy set id = ? where name = ?").params(id, copy).update();
    }

    /**
     * @param completeAt as of when it is complete; null keeps what was there before
     * @param to where the journal stood then
     */
    void ended(
            String copy,
            State state,
            @Nullable Instant completeAt,
            @Nullable Head to,
            @Nullable String problem) {
        int unused =
                jdbc.sql(
                                """
                                update kept.copy set state = :state, problem = :problem,
                                    complete_at = coalesce(:at, complete_at),
                                    complete_epoch = coalesce(:epoch, complete_epoch),
                                    complete_sequence = coalesce(:sequence, complete_sequence)
                                where name = :copy
                                """)
                        .param("epoch", to == null ? null : to.epoch(), Types.OTHER)
                        .param("sequence", to == null ? null : to.sequence(), Types.BIGINT)
                        .param("state", state.name())
                        .param("problem", problem)
                        .param("at", completeAt == null ? null : AuditRows.utc(completeAt))
                        .param("copy", copy)
                        .update();
    }

    /** A package of the archive, and whether the copy has it as it is now. */
    record Held(UUID id, ObjectRef.Kind kind, int version, boolean copied, long bytes) {}

    /** By id, so that a run goes over all of them in pages and nothing is sorted. */
    List<Held> held(String copy, UUID after, int limit) {
        return jdbc.sql(
                        """
                        with page as materialized (
                            select * from (
                                select id, 'AIP' as kind, version from projection.record
                                    where visible or withdrawn or blocked
                                union all select id, 'FONDS', version from projection.fonds) held
                            where id > :after
                                and not exists (select 1 from kept.erasure where object = held.id)
                            order by id limit :limit)
                        select page.*, o.object_id is not null as copied, coalesce(o.bytes, 0) as bytes
                        from page left join projection.audited_object o on o.copy = :copy
                            and o.object_id = page.id and o.version = page.version and o.state = 'SOUND'
                        order by page.id
                        """)
                .param("copy", copy)
                .param("after", after)
                .param("limit", limit)
                .query(
                        (row, n) ->
                                new Held(
                                        row.getObject("id", UUID.class),
                                        ObjectRef.Kind.valueOf(row.getString("kind")),
                                        row.getInt("version"),
                                        row.getBoolean("copied"),
                                        row.getLong("bytes")))
                .list();
    }

    /** What a copy has of versions of now of which the newest look found nothing wrong. */
    record Sound(long packages, long bytes) {}

    /** A package that was erased by a decision is no part of the copy any more. */
    void erased(String copy, UUID object, Optional<ErasingStore.Held> held, Instant at) {
        Instant until = held.map(ErasingStore.Held::until).orElse(null);
        int noted =
                jdbc.sql(
                                """
                                insert into kept.erased_in_copy (object, copy, erased_at, held, held_until)
                                values (?, ?, ?, ?, ?) on conflict (object, copy) do update
                                    set held = excluded.held, held_until = excluded.held_until
                                """)
                        .params(
                                Arrays.<@Nullable Object>asList(
                                        object,
                                        copy,
                                        AuditRows.utc(at),
                                        held.isPresent(),
                                        until == null ? null : AuditRows.utc(until)))
                        .update();
        int gone =
                jdbc.sql("delete from projection.audited_object where copy = ? and object_id = ?")
                        .params(copy, object)
                        .update();
        int unused =
                jdbc.sql(
                                "update projection.incident set resolved_at = ? where copy = ? and"
                                        + " object_id = ? and resolved_at is null")
                        .params(AuditRows.utc(at), copy, object)
                        .update();
    }

    long packages() {
        return jdbc.sql(
                        """
                        select (select count(*) from projection.fonds)
                            + (select coalesce(sum(records), 0) from projection.record_count)
                            + (select count(*) from projection.record where withdrawn)
                        """)
                .query(Long.class)
                .single();
    }

    long openIncidents(String copy) {
        return jdbc.sql(
                        "select count(*) from projection.incident where copy = ? and resolved_at is"
                                + " null")
                .param(copy)
                .query(Long.class)
                .single();
    }

    /** Without counting: a copy of which much is wrong is asked no longer than a sound one. */
    boolean hasIncidents(String copy) {
        return jdbc.sql(
                        "select exists (select from projection.incident where copy = ? and"
                                + " resolved_at is null)")
                .param(copy)
                .query(Boolean.class)
                .single();
    }

    /** Which of these log objects it has. */
    Set<String> logs(String copy, List<String> keys) {
        return new HashSet<>(
                jdbc.sql(
                                "select object_key from projection.copied_log where copy = ? and"
                                        + " object_key = any(?)")
                        .param(copy)
                        .param((Object) keys.toArray(String[]::new))
                        .query(String.class)
                        .list());
    }

    /** Log objects that it has, by key. */
    List<String> logsAfter(String copy, String after, int limit) {
        return jdbc.sql(
                        "select object_key from projection.copied_log where copy = ? and object_key"
                                + " > ? order by object_key limit ?")
                .params(copy, after, limit)
                .query(String.class)
                .list();
    }

    /** What was written of these log objects, as far as it was noted. */
    Map<String, Digest> written(List<String> keys) {
        Map<String, Digest> written = new HashMap<>();
        jdbc.sql("select object_key, sha512 from kept.acknowledgement where object_key = any(?)")
                .param((Object) keys.toArray(String[]::new))
                .query(
                        row -> {
                            written.put(
                                    row.getString(1),
                                    new Digest(DigestAlgorithm.SHA512, row.getString(2)));
                        });
        return written;
    }

    void logged(String copy, Map<String, Digest> objects) {
        int unused =
                jdbc.sql(
                                "insert into projection.copied_log (copy, object_key, sha512) select"
                                        + " ?, * from unnest(?::text[], ?::text[]) on conflict do"
                                        + " nothing")
                        .param(copy)
                        .param((Object) objects.keySet().toArray(String[]::new))
                        .param(
                                (Object)
                                        objects.values().stream()
                                                .map(Digest::hex)
                                                .toArray(String[]::new))
                        .update();
    }
}
