package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DamagedFiles;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.RecordView;
import vn.tangthu.storage.Digest;

/** Leads the paths of open incidents back to the files of the record. */
@Component
final class IncidentFiles implements DamagedFiles {
    private final JdbcClient jdbc;
    private final AipStore aips;

    IncidentFiles(JdbcClient jdbc, AipStore aips) {
        this.jdbc = jdbc;
        this.aips = aips;
    }

    private record Open(String path, String damage) {}

    @Override
    public Set<ContentFileId> of(RecordView.Full record) {
        if (!(record.fixity() instanceof FixityState.Damaged)) {
            return Set.of();
        }
        List<Open> open =
                jdbc.sql(
                                "select path, damage from projection.incident where object_id = :id"
                                        + " and copy = :copy and resolved_at is null")
                        .param("id", record.id().value())
                        .param("copy", AuditRows.PRIMARY)
                        .query((row, n) -> new Open(row.getString(1), row.getString(2)))
                        .list();
        if (open.stream().anyMatch(one -> one.damage().equals(Damage.OBJECT_MISSING.name()))) {
            return files(record).map(ContentFile::id).collect(Collectors.toSet());
        }
        Set<String> keys = open.stream().map(Open::path).collect(Collectors.toSet());
        Set<String> paths = new HashSet<>();
        Set<Digest> digests = new HashSet<>();
        try {
            for (AipStore.PackageFile stored : aips.headFiles(record.id())) {
                if (keys.contains(stored.key().value())) {
                    paths.add(stored.logicalPath());
                    // Files with the same bytes are stored once.
                    digests.add(stored.sha512());
                }
            }
        } catch (IOException e) {
            return files(record).map(ContentFile::id).collect(Collectors.toSet());
        }
        String root = aips.rootOf(record.id().value()).value() + "/";
        String urn = record.id().urn() + " ";
        return files(record)
                .filter(
                        file ->
                                paths.contains(file.path())
                                        || digests.contains(file.sha512())
                                        // A file that no inventory names any more.
                                        || keys.contains(root + file.path())
                                        || keys.contains(urn + file.path()))
                .map(ContentFile::id)
                .collect(Collectors.toSet());
    }

    private static Stream<ContentFile> files(RecordView.Full record) {
        return record.documents().stream().flatMap(document -> document.files().stream());
    }
}
