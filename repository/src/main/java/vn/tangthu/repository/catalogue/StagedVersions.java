package vn.tangthu.repository.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.CatalogueWriter.OpenVersion;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.repository.RefusedException;

/** New versions on their way in with a delivery: noted before they are stored. */
@Component
@InWorkers
class StagedVersions {
    private final JdbcClient jdbc;
    private final ObjectLocks locks;

    StagedVersions(JdbcClient jdbc, ObjectLocks locks) {
        this.jdbc = jdbc;
        this.locks = locks;
    }

    /** Under the record's lock: a change of it that is under way ends before. */
    void reserve(DeliveryId delivery, AipId id, String arcFileCode, int version) {
        ReentrantLock lock = locks.of(id.value());
        lock.lock();
        try {
            int reserved =
                    jdbc.sql(
                                    """
                                    insert into projection.staged_version as s (aip_id, delivery_id, version)
                                    select id, ?, ? from projection.record
                                    where id = ? and visible and version = ? and not exists
                                        (select from projection.pending_version p
                                         where p.subject = id and p.takes_back is not null)
                                    on conflict (aip_id) do update
                                        set version = excluded.version, stored = false
                                        where s.delivery_id = excluded.delivery_id
                                    """)
                            .params(delivery.value(), version, id.value(), version - 1)
                            .update();
            if (reserved == 0) {
                throw new RefusedException(
                        Finding.blocks(
                                "VERSION_CONFLICT",
                                arcFileCode,
                                Integer.toString(version - 1),
                                Integer.toString(version)));
            }
        } finally {
            lock.unlock();
        }
    }

    void stored(DeliveryId delivery, AipId id) {
        int unused =
                jdbc.sql(
                                "update projection.staged_version set stored = true"
                                        + " where aip_id = ? and delivery_id = ?")
                        .params(id.value(), delivery.value())
                        .update();
    }

    void forget(AipId id) {
        int unused =
                jdbc.sql("delete from projection.staged_version where aip_id = ?")
                        .param(id.value())
                        .update();
    }

    /**
     * Refuses when a delivery is bringing a version of one of these.
     *
     * @param selected a query of ids of hồ sơ with one parameter
     */
    void refuseIfOnItsWay(String selected, Object parameter) {
        List<Finding> conflicts =
                jdbc.sql(
                                "select r.arc_file_code, r.version from projection.staged_version v"
                                        + " join projection.record r on r.id = v.aip_id where r.id"
                                        + " in ("
                                        + selected
                                        + ") order by 1 limit 20")
                        .param(parameter)
                        .query(
                                (row, n) ->
                                        Finding.blocks(
                                                "VERSION_CONFLICT",
                                                row.getString(1),
                                                row.getString(2),
                                                Integer.toString(row.getInt(2) + 1)))
                        .list();
        if (!conflicts.isEmpty()) {
            throw new RefusedException(conflicts);
        }
    }

    List<OpenVersion> open(@Nullable DeliveryId delivery) {
        String all = "select aip_id, delivery_id, version, stored from projection.staged_version";
        JdbcClient.StatementSpec statement =
                delivery == null
                        ? jdbc.sql(all + " order by aip_id")
                        : jdbc.sql(all + " where delivery_id = ? order by aip_id")
                                .param(delivery.value());
        return statement.query(StagedVersions::version).list();
    }

    Optional<OpenVersion> find(AipId id) {
        return jdbc.sql(
                        "select aip_id, delivery_id, version, stored from"
                                + " projection.staged_version where aip_id = ?")
                .param(id.value())
                .query(StagedVersions::version)
                .optional();
    }

    private static OpenVersion version(ResultSet row, int number) throws SQLException {
        return new OpenVersion(
                new DeliveryId(row.getObject(2, UUID.class)),
                new AipId(row.getObject(1, UUID.class)),
                row.getInt(3),
                row.getBoolean(4));
    }
}
