package vn.tangthu.repository.scanning;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.FormatChanges;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.FormatIdentification.Basis;
import vn.tangthu.repository.FormatLog;
import vn.tangthu.repository.KeptFormats;

/**
 * {@code kept.format_change}: few rows, one for each file that became another, asked by package.
 */
@Component
class FormatChangeRows implements FormatChanges {
    private static final Logger LOG = LoggerFactory.getLogger(FormatChangeRows.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final FormatLog log;
    private final KeptFormats formats;

    FormatChangeRows(
            JdbcClient jdbc, TransactionTemplate transactions, FormatLog log, KeptFormats formats) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.log = log;
        this.formats = formats;
    }

    @Override
    public Aip noted(Aip aip) {
        List<Change> changes =
                jdbc.sql("select * from kept.format_change where aip = ? order by at, file")
                        .param(aip.id().value())
                        .query(FormatChangeRows::change)
                        .list();
        if (changes.isEmpty()) {
            return aip;
        }
        List<Aip.Document> documents = new ArrayList<>();
        for (Aip.Document document : aip.documents()) {
            List<ContentFile> files = new ArrayList<>();
            document.files().forEach(file -> files.add(noted(file, changes)));
            documents.add(
                    new Aip.Document(
                            document.id(), document.description(), document.rights(), files));
        }
        return new Aip(
                aip.id(),
                aip.fonds(),
                aip.fondsCode(),
                aip.seriesCode(),
                aip.fileCode(),
                aip.description(),
                aip.rights(),
                documents,
                aip.origins(),
                aip.history());
    }

    private static ContentFile noted(ContentFile file, List<Change> changes) {
        ContentFile now = file;
        for (Change change : changes) {
            ContentCheck event = change.event();
            if (change.isOf(file) && !now.checks().contains(event)) {
                List<ContentCheck> checks = new ArrayList<>(now.checks());
                checks.add(event);
                now = now.identified(change.now()).checked(checks);
            }
        }
        return now;
    }

    private static Change change(ResultSet row, int number) throws SQLException {
        return new Change(
                new AipId(row.getObject("aip", UUID.class)),
                new ContentFileId(row.getObject("file", UUID.class)),
                row.getString("print"),
                row.getString("before"),
                new FormatIdentification(
                        row.getString("puid"),
                        row.getString("name"),
                        row.getString("version"),
                        Basis.valueOf(row.getString("basis")),
                        row.getString("signatures")),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    void insert(List<Change> changes) {
        for (Change change : changes) {
            FormatIdentification now = change.now();
            int unused =
                    jdbc.sql(
                                    """
                                    insert into kept.format_change (file, at, aip, print, before, puid, name, version,
                                        basis, signatures)
                                    values (:file, :at, :aip, :print, :before, :puid, :name, :version, :basis,
                                        :signatures) on conflict do nothing
                                    """)
                            .param("file", change.file().value())
                            .param("at", change.at().atOffset(ZoneOffset.UTC))
                            .param("aip", change.aip().value())
                            .param("print", change.print())
                            .param("before", change.before())
                            .param("puid", now.puid())
                            .param("name", now.name())
                            .param("version", now.version())
                            .param("basis", now.basis().name())
                            .param("signatures", now.signatures())
                            .update();
        }
    }

    /** Of what was erased nothing is taken up. */
    @Override
    public void takeUp() throws IOException {
        List<String> damaged =
                log.read(
                        part ->
                                transactions.executeWithoutResult(
                                        status -> insert(notErased(part.changes()))));
        damaged.forEach(
                key -> LOG.error("Formats that were identified again are lost; damaged: {}", key));
    }

    private List<Change> notErased(List<Change> changes) {
        if (changes.isEmpty()) {
            return changes;
        }
        Set<UUID> erased =
                new TreeSet<>(
                        jdbc.sql("select object from kept.erasure where object = any(?)")
                                .param(
                                        (Object)
                                                changes.stream()
                                                        .map(change -> change.aip().value())
                                                        .distinct()
                                                        .toArray(UUID[]::new))
                                .query(UUID.class)
                                .list());
        return changes.stream().filter(change -> !erased.contains(change.aip().value())).toList();
    }

    /** What was looked at and is what it was, after the catalogue has its rows again. */
    void seenAgain() throws IOException {
        var unused =
                log.read(
                        part ->
                                transactions.executeWithoutResult(
                                        status ->
                                                formats.note(
                                                        part.signatures(),
                                                        part.at(),
                                                        part.seen().stream()
                                                                .map(FormatLog.Seen::aip)
                                                                .toList(),
                                                        List.of())));
    }
}
