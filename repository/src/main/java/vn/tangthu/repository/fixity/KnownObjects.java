package vn.tangthu.repository.fixity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** What the catalogue knows of the objects that an audit meets or misses. */
@Component
class KnownObjects {
    private final JdbcClient jdbc;

    KnownObjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What the catalogue knows of an object.
     *
     * @param underWay a version of it is on its way, or was cut off on it
     * @param noted it is so only by the note of a change that archivists make: rows and package are
     *     then of the same version, or the package has one more
     * @param version of a hồ sơ, 0 of a fonds; in a copy, what was copied last
     * @param behind whether a copy has an earlier version than the catalogue shows
     */
    record Known(
            boolean acknowledged,
            boolean underWay,
            boolean noted,
            int version,
            boolean behind,
            List<ObjectCheck.Recorded> files) {
        static final Known NOTHING = new Known(false, false, false, 0, false, List.of());

        /** Not looked at: it has not come into the copy yet, as far as anybody knows. */
        static final Known NOT_YET = new Known(false, true, false, 0, false, List.of());
    }

    /** Ids of deliveries' AIPs that are not acknowledged yet. */
    List<UUID> reserved() {
        return jdbc.sql("select aip_id from projection.reservation").query(UUID.class).list();
    }

    /** What was copied and the run over the copy has not met, a page at a time. */
    private Map<UUID, ObjectRef.Kind> missed(String copy, UUID run, int limit) {
        Map<UUID, ObjectRef.Kind> missed = new HashMap<>();
        jdbc.sql(
                        """
                        select o.object_id, o.kind from projection.audited_object o
                        where o.copy = :copy and o.run_id <> :run
                            and o.at < (select started_at from projection.audit_run where id = :run)
                            and (exists (select 1 from projection.record r
                                    where r.id = o.object_id and (r.visible or r.withdrawn or r.blocked))
                                or exists (select 1 from projection.fonds f where f.id = o.object_id))
                        limit :limit
                        """)
                .param("copy", copy)
                .param("run", run)
                .param("limit", limit)
                .query(
                        row -> {
                            missed.put(
                                    row.getObject(1, UUID.class),
                                    ObjectRef.Kind.valueOf(row.getString(2)));
                        });
        return missed;
    }

    /** What should be there and the run has not met, a page at a time. */
    Map<UUID, ObjectRef.Kind> missed(Place place, UUID run, int limit) {
        if (!place.isPrimary()) {
            return missed(place.name(), run, limit);
        }
        Map<UUID, ObjectRef.Kind> missed = new HashMap<>();
        jdbc.sql(
                        """
                        select * from (
                            select id, 'AIP' as kind from projection.record where visible or withdrawn or blocked
                            union all select id, 'FONDS' from projection.fonds) held
                        where not exists (select 1 from projection.audited_object o
                            where o.run_id = :run and o.object_id = held.id)
                        limit :limit
                        """)
                .param("run", run)
                .param("limit", limit)
                .query(
                        row -> {
                            missed.put(
                                    row.getObject("id", UUID.class),
                                    ObjectRef.Kind.valueOf(row.getString("kind")));
                        });
        return missed;
    }

    /** As {@link #of(Collection)}; in a copy, as far as it was copied. */
    Map<UUID, Known> of(Place place, Collection<UUID> objects) {
        Map<UUID, Known> all = of(objects);
        if (place.isPrimary()) {
            return all;
        }
        Map<UUID, Integer> copied = new HashMap<>();
        Map<UUID, Integer> fonds = new HashMap<>();
        jdbc.sql(
                        """
                        select o.object_id, max(o.version), max(f.version) from projection.audited_object o
                            left join projection.fonds f on f.id = o.object_id
                        where o.copy = :copy and o.object_id in (:objects) group by o.object_id
                        """)
                .param("copy", place.name())
                .param("objects", objects)
                .query(
                        row -> {
                            copied.put(row.getObject(1, UUID.class), row.getInt(2));
                            fonds.put(row.getObject(1, UUID.class), row.getInt(3));
                        });
        all.replaceAll(
                (id, known) -> {
                    Integer version = copied.get(id);
                    if (version == null) {
                        return known.acknowledged() || known.underWay() ? Known.NOT_YET : known;
                    }
                    int now = Math.max(known.version(), fonds.getOrDefault(id, 0));
                    boolean behind = version < now || known.underWay();
                    return new Known(
                            known.acknowledged(),
                            false,
                            false,
                            version,
                            behind,
                            behind ? List.of() : known.files());
                });
        return all;
    }

    /** What the catalogue knows of these objects, in three queries. */
    Map<UUID, Known> of(Collection<UUID> objects) {
        Map<UUID, List<ObjectCheck.Recorded>> files = new HashMap<>();
        jdbc.sql(
                        "select aip_id, coalesce(whole_id, id) as id, path, size, sha512"
                                + " from projection.content_file"
                                + " where aip_id in (:objects) and not again")
                .param("objects", objects)
                .query(
                        row -> {
                            files.computeIfAbsent(
                                            row.getObject("aip_id", UUID.class),
                                            id -> new ArrayList<>())
                                    .add(toRecorded(row));
                        });
        Map<UUID, Boolean> underWay = new HashMap<>(); // and whether only by a note
        jdbc.sql(
                        """
                        select aip_id, false from projection.reservation where aip_id in (:objects)
                        union all select subject, true from projection.pending_version where subject in (:objects)
                        union all select aip_id, false from projection.staged_version where aip_id in (:objects)
                        """)
                .param("objects", objects)
                .query(
                        row -> {
                            underWay.merge(
                                    row.getObject(1, UUID.class),
                                    row.getBoolean(2),
                                    Boolean::logicalAnd);
                        });
        Map<UUID, Integer> all = new HashMap<>();
        jdbc.sql(
                        """
                        select id, version from projection.record
                            where (visible or withdrawn or blocked) and id in (:objects)
                        union all select id, 0 from projection.fonds where id in (:objects)
                        """)
                .param("objects", objects)
                .query(
                        row -> {
                            all.put(row.getObject(1, UUID.class), row.getInt(2));
                        });
        return objects.stream()
                .distinct()
                .collect(
                        Collectors.toMap(
                                id -> id,
                                id ->
                                        new Known(
                                                all.containsKey(id),
                                                underWay.containsKey(id),
                                                underWay.getOrDefault(id, false),
                                                all.getOrDefault(id, 0),
                                                false,
                                                files.getOrDefault(id, List.of()))));
    }

    private static ObjectCheck.Recorded toRecorded(ResultSet row) throws SQLException {
        return new ObjectCheck.Recorded(
                new ContentFileId(row.getObject("id", UUID.class)),
                row.getString("path"),
                row.getLong("size"),
                new Digest(DigestAlgorithm.SHA512, row.getString("sha512")));
    }
}
