package vn.tangthu.repository.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.CatalogueWriter.ArchivistsChange;
import vn.tangthu.repository.ChangeJournal.Kind;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.Rights;

/** Who may see a hồ sơ or a document; what closes it acts whatever became of the package. */
@Component
class Restrictions {
    private final RecordChanges changes;
    private final RowsNarrowing rows;
    private final PackageWaits waits;
    private final ObjectLocks locks;

    Restrictions(RecordChanges changes, RowsNarrowing rows, PackageWaits waits, ObjectLocks locks) {
        this.changes = changes;
        this.rows = rows;
        this.waits = waits;
        this.locks = locks;
    }

    /**
     * @param document null for the hồ sơ
     * @throws vn.tangthu.repository.RefusedException {@code PACKAGE_WAITS} when it acts and the
     *     package cannot take it now; {@code VERSION_LOST} when it would open something and the
     *     package is older than what was acknowledged
     */
    void change(
            AipId id, @Nullable DocumentId document, Rights rights, String reason, Reader actor) {
        ArchivistsChange change =
                new ArchivistsChange(
                        reason,
                        actor,
                        aip ->
                                document == null
                                        ? AipEdits.restricted(aip, rights)
                                        : AipEdits.documentRestricted(aip, document, rights),
                        Map.of());
        long line;
        try {
            line =
                    changes.make(
                            id, null, Kind.RIGHTS_CHANGED, RecordVersion.Kind.DESCRIBED, change);
        } catch (IOException | UncheckedIOException e) {
            throw inRows(id, document, rights, change, e);
        }
        changes.await(line);
    }

    /** What there is to tell after the rows were narrowed, if that is what was asked for. */
    private RuntimeException inRows(
            AipId id,
            @Nullable DocumentId document,
            Rights rights,
            ArchivistsChange change,
            Exception cause) {
        Reader actor = change.actor();
        Optional<RowsNarrowing.Narrowed> narrowed;
        ReentrantLock lock = locks.of(id.value());
        lock.lock();
        try {
            narrowed = rows.narrow(id, document, rights, actor.name(), change.message());
        } finally {
            lock.unlock();
        }
        if (narrowed.isEmpty()) {
            return changes.refused(id, cause);
        }
        String place = narrowed.get().place();
        String detail = rights.access() + ": " + change.message();
        return waits.acts(
                place,
                narrowed.get().line(),
                new PackageWaits.Act(
                        actor,
                        document == null ? "RESTRICT" : "RESTRICT_DOCUMENT",
                        id.toString(),
                        document == null ? detail : place + " " + detail),
                cause);
    }
}
