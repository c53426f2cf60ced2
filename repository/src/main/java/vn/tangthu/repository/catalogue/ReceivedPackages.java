package vn.tangthu.repository.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.CatalogueWriter.Known;
import vn.tangthu.repository.CatalogueWriter.KnownPackage;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** Under which OBJID what stands of a hồ sơ came, and whose OBJID that is. */
final class ReceivedPackages {
    private static final String KNOWN =
            "r.arc_file_code, r.id, r.version, r.fingerprint, greatest(r.access, f.access) = 2";

    private final JdbcClient jdbc;

    ReceivedPackages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Puts the rows of an AIP in place, of which there may be those of an older version. */
    void replace(Aip aip) {
        int unused =
                jdbc.sql("delete from projection.received_package where aip_id = ?")
                        .param(aip.id().value())
                        .update();
        List<Integer> standing = aip.standing();
        for (Aip.Origin origin : aip.origins()) {
            Aip.Received received = origin.received();
            if (received == null || !standing.contains(origin.version())) {
                continue;
            }
            unused =
                    jdbc.sql(
                                    "insert into projection.received_package (aip_id, version,"
                                            + " package_key, kind) values (?, ?, ?, ?)")
                            .params(
                                    aip.id().value(),
                                    origin.version(),
                                    received.key(),
                                    received.kind())
                            .update();
        }
    }

    /** Also by the ids of our own AIPs, which are the OBJID of what is given out. */
    List<KnownPackage> find(Collection<String> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        List<UUID> own = new ArrayList<>();
        for (String key : keys) {
            if (Aip.Received.isUuid(key)) {
                own.add(UUID.fromString(key));
            }
        }
        return jdbc.sql(
                        """
                        select p.package_key, %1$s
                        from projection.received_package p
                        join projection.record r on r.id = p.aip_id
                        join projection.fonds f on f.id = r.fonds_id
                        where p.package_key = any(?) and r.visible
                        union
                        select r.id::text, %1$s
                        from projection.record r join projection.fonds f on f.id = r.fonds_id
                        where r.id = any(?) and r.visible
                        order by 1, 2
                        """
                                .formatted(KNOWN))
                .params(keys.toArray(String[]::new), own.toArray(UUID[]::new))
                .query(
                        (row, n) ->
                                new KnownPackage(
                                        row.getString(1),
                                        row.getString(2),
                                        new Known(
                                                new AipId(row.getObject(3, UUID.class)),
                                                row.getInt(4),
                                                new Digest(
                                                        DigestAlgorithm.SHA512, row.getString(5)),
                                                row.getBoolean(6))))
                .list();
    }

    /** Of one hồ sơ, those of one kind. */
    List<String> of(AipId id, String kind) {
        return jdbc.sql(
                        "select package_key from projection.received_package where aip_id = ? and"
                                + " kind = ? order by version")
                .params(id.value(), kind)
                .query(String.class)
                .list();
    }
}
