package vn.tangthu.repository.catalogue;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ChangeJournal.Kind;

/**
 * Notes, durable before the store is written, of which objects a new version is on its way. What is
 * noted when the application starts was cut off between store and catalogue.
 */
@Component
class PendingVersions {
    record Pending(UUID subject, Kind kind) {}

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

    void forget(UUID subject) {
        int unused =
                jdbc.sql("delete from projection.pending_version where subject = ?")
                        .param(subject)
                        .update();
    }

    List<Pending> all() {
        return jdbc.sql("select subject, kind from projection.pending_version order by since")
                .query(
                        (row, n) ->
                                new Pending(
                                        row.getObject(1, UUID.class),
                                        Kind.valueOf(row.getString(2))))
                .list();
    }
}
