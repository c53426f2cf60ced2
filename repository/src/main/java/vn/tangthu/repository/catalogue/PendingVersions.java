package vn.tangthu.repository.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ChangeJournal.Kind;
import vn.tangthu.repository.DeliveryId;

/**
 * Notes, durable before the store is written, of which objects a new version is on its way. What is
 * noted when the application starts, or while nobody holds the object's lock, was cut off between
 * store and catalogue, or acts in the catalogue and waits for the repair of a damaged package.
 */
@Component
class PendingVersions {
    /**
     * @param rights what was narrowed in the catalogue and has to stand in the package too, or null
     * @param withdrawal who withdrew it in the catalogue and why, which has to stand in the package
     *     too, or null
     * @param takesBack what a delivery brought and is to be taken back in the package, or null
     */
    record Pending(
            UUID subject,
            Kind kind,
            @Nullable PendingRights rights,
            @Nullable Withdrawal withdrawal,
            @Nullable TakesBack takesBack) {}

    record Withdrawal(String actor, String reason) {}

    record TakesBack(DeliveryId delivery, String actor, String reason) {}

    private final JdbcClient jdbc;
    private final JdbcChangeJournal journal;

    PendingVersions(JdbcClient jdbc, JdbcChangeJournal journal) {
        this.jdbc = jdbc;
        this.journal = journal;
    }

    void note(UUID subject, Kind kind) {
        int unused =
                jdbc.sql(
                                "insert into projection.pending_version (subject, kind, since)"
                                        + " values (?, ?, ?) on conflict (subject) do nothing")
                        .params(subject, kind.name(), journal.now())
                        .update();
    }

    /** In the transaction that narrows the rows: from then on the package has to follow. */
    void narrowed(UUID subject, Kind kind, PendingRights rights) {
        int unused =
                jdbc.sql(
                                "insert into projection.pending_version (subject, kind, since,"
                                        + " rights) values (?, ?, ?, ?::jsonb)"
                                        + " on conflict (subject) do update set rights ="
                                        + " excluded.rights")
                        .params(subject, kind.name(), journal.now(), DescriptionJson.write(rights))
                        .update();
    }

    /** In the transaction that withdraws the rows. */
    void withdrawn(UUID subject, Withdrawal withdrawal) {
        int unused =
                jdbc.sql(
                                "insert into projection.pending_version (subject, kind, since,"
                                        + " withdrawal) values (?, ?, ?, ?::jsonb)"
                                        + " on conflict (subject) do update set withdrawal ="
                                        + " excluded.withdrawal")
                        .params(
                                subject,
                                Kind.AIP_WITHDRAWN.name(),
                                journal.now(),
                                DescriptionJson.write(withdrawal))
                        .update();
    }

    /** The rows are withdrawn, and the package is not yet. */
    boolean withdraws(UUID subject) {
        return find(subject).map(Pending::withdrawal).isPresent();
    }

    /** A version is stored: rights are in the package; a withdrawal that came meanwhile is not. */
    void forgetRights(UUID subject) {
        int unused =
                jdbc.sql(
                                "delete from projection.pending_version where subject = ? and"
                                        + " withdrawal is null")
                        .param(subject)
                        .update();
        unused =
                jdbc.sql(
                                "update projection.pending_version set rights = null,"
                                        + " takes_back = null where subject = ?")
                        .param(subject)
                        .update();
    }

    void forget(UUID subject) {
        int unused =
                jdbc.sql("delete from projection.pending_version where subject = ?")
                        .param(subject)
                        .update();
    }

    Optional<Pending> find(UUID subject) {
        return jdbc.sql("select * from projection.pending_version where subject = ?")
                .param(subject)
                .query(PendingVersions::pending)
                .optional();
    }

    List<Pending> all() {
        return jdbc.sql("select * from projection.pending_version order by since")
                .query(PendingVersions::pending)
                .list();
    }

    private static Pending pending(ResultSet row, int number) throws SQLException {
        String rights = row.getString("rights");
        String withdrawal = row.getString("withdrawal");
        String takesBack = row.getString("takes_back");
        return new Pending(
                row.getObject("subject", UUID.class),
                Kind.valueOf(row.getString("kind")),
                rights == null ? null : DescriptionJson.read(rights, PendingRights.class),
                withdrawal == null ? null : DescriptionJson.read(withdrawal, Withdrawal.class),
                takesBack == null ? null : DescriptionJson.read(takesBack, TakesBack.class));
    }
}
