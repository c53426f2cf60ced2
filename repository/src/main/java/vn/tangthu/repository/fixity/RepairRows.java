package vn.tangthu.repository.fixity;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Repairs.Stopped;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** The rows of repairs, and where automatic repair has stopped. */
@Component
class RepairRows {
    private final JdbcClient jdbc;

    RepairRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A file that was put back.
     *
     * @param setAside where the damaged bytes lie, null when none could be read
     */
    record Repaired(
            UUID id,
            String copy,
            @Nullable UUID object,
            String path,
            String source,
            Digest sha512,
            @Nullable String setAside,
            String actor,
            Instant at) {
        Map<String, @Nullable Object> line() {
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put("type", "repair");
            line.put("id", id.toString());
            line.put("copy", copy);
            line.put("aip", object == null ? null : object.toString());
            line.put("path", path);
            line.put("source", source);
            line.put("sha512", sha512.hex());
            line.put("setAside", setAside);
            line.put("actor", actor);
            line.put("at", at.toString());
            return line;
        }
    }

    void insert(Repaired one) {
        int unused =
                jdbc.sql(
                                "insert into projection.repair (id, copy, object_id, path, source,"
                                        + " sha512, set_aside, actor, at) values (:id, :copy, :object,"
                                        + " :path, :source, :sha512, :aside, :actor, :at) on conflict"
                                        + " do nothing")
                        .param("id", one.id())
                        .param("copy", one.copy())
                        .param("object", one.object())
                        .param("path", one.path())
                        .param("source", one.source())
                        .param("sha512", one.sha512().hex())
                        .param("aside", one.setAside())
                        .param("actor", one.actor())
                        .param("at", AuditRows.utc(one.at()))
                        .update();
    }

    /** Closes what is open at these paths and tells whose bytes were taken. */
    void resolved(String copy, @Nullable UUID object, String from, List<String> left, Instant at) {
        String whose =
                object == null
                        ? " and object_id is null and path = any(:paths)"
                        : " and object_id = :object and not (path = any(:paths))";
        int unused =
                jdbc.sql(
                                "update projection.incident set resolved_at = :at, repaired_from ="
                                        + " :source where copy = :copy and resolved_at is null"
                                        + whose)
                        .param("at", AuditRows.utc(JdbcIncidents.micros(at)))
                        .param("source", from)
                        .param("copy", copy)
                        .param("object", object)
                        .param("paths", left.toArray(String[]::new))
                        .update();
    }

    /** Closes what was open at one path. */
    void repaired(String copy, String path, String from, Instant at) {
        int unused =
                jdbc.sql(
                                "update projection.incident set resolved_at = ?, repaired_from = ?"
                                        + " where copy = ? and path = ? and resolved_at is null")
                        .params(AuditRows.utc(at), from, copy, path)
                        .update();
    }

    /** What a package is, and the newest version of it that the catalogue shows. */
    record Subject(ObjectRef.Kind kind, int version) {}

    Optional<Subject> subject(UUID object) {
        return jdbc.sql(
                        "select 'AIP', version from projection.record where id = :id and (visible or"
                                + " withdrawn or blocked) union all select 'FONDS', version from"
                                + " projection.fonds where id = :id")
                .param("id", object)
                .query(
                        (row, n) ->
                                new Subject(
                                        ObjectRef.Kind.valueOf(row.getString(1)), row.getInt(2)))
                .optional();
    }

    /** The deliveries that brought versions of it. */
    List<DeliveryId> deliveries(UUID object) {
        return jdbc
                .sql("select distinct delivery_id from projection.brought where aip_id = ?")
                .param(object)
                .query(UUID.class)
                .list()
                .stream()
                .map(DeliveryId::new)
                .toList();
    }

    /** What log objects were when they were copied, as far as that was noted. */
    Map<String, Digest> copied(List<String> keys) {
        Map<String, Digest> copied = new HashMap<>();
        jdbc.sql(
                        "select distinct object_key, sha512 from projection.copied_log where"
                                + " sha512 is not null and object_key = any(?)")
                .param((Object) keys.toArray(String[]::new))
                .query(
                        row -> {
                            copied.put(
                                    row.getString(1),
                                    new Digest(DigestAlgorithm.SHA512, row.getString(2)));
                        });
        return copied;
    }

    Map<String, Digest> copiedBelow(String prefix) {
        Map<String, Digest> copied = new HashMap<>();
        jdbc.sql(
                        "select distinct object_key, sha512 from projection.copied_log where"
                                + " sha512 is not null and starts_with(object_key, ?)")
                .param(prefix + "/")
                .query(
                        row -> {
                            copied.put(
                                    row.getString(1),
                                    new Digest(DigestAlgorithm.SHA512, row.getString(2)));
                        });
        return copied;
    }

    /** Packages of which damage was found since then, and not before automatic repair went on. */
    long found(String copy, Instant since) {
        return jdbc.sql(
                        """
                        select count(distinct coalesce(i.object_id::text, i.path)) from projection.incident i
                        where i.copy = :copy and i.found_at > :since and i.damage <> 'EXTRA'
                            and i.found_at > coalesce((select released_at from kept.repair_stopped s
                                where s.copy = :copy), '-infinity')
                        """)
                .param("copy", copy)
                .param("since", AuditRows.utc(since))
                .query(Long.class)
                .single();
    }

    boolean isStopped(String copy) {
        return jdbc.sql(
                        "select exists (select 1 from kept.repair_stopped where copy = ? and"
                                + " stopped_at is not null)")
                .param(copy)
                .query(Boolean.class)
                .single();
    }

    void stop(Stopped one) {
        int unused =
                jdbc.sql(
                                "insert into kept.repair_stopped (copy, stopped_at, found, packages)"
                                        + " values (?, ?, ?, ?) on conflict (copy) do update set"
                                        + " stopped_at = excluded.stopped_at, found ="
                                        + " excluded.found, packages = excluded.packages")
                        .params(one.copy(), AuditRows.utc(one.at()), one.found(), one.packages())
                        .update();
    }

    void goOn(String copy, String actor, Instant at) {
        int unused =
                jdbc.sql(
                                "update kept.repair_stopped set stopped_at = null, released_at = ?,"
                                        + " released_by = ? where copy = ?")
                        .params(AuditRows.utc(at), actor, copy)
                        .update();
    }

    List<Stopped> stopped() {
        return jdbc.sql(
                        "select * from kept.repair_stopped where stopped_at is not null order by"
                                + " copy")
                .query(
                        (row, n) ->
                                new Stopped(
                                        row.getString("copy"),
                                        row.getObject("stopped_at", OffsetDateTime.class)
                                                .toInstant(),
                                        row.getLong("found"),
                                        row.getLong("packages")))
                .list();
    }

    boolean isErased(UUID object) {
        return jdbc.sql("select exists (select from kept.erasure where object = ?)")
                .param(object)
                .query(Boolean.class)
                .single();
    }
}
