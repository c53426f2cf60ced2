package vn.tangthu.repository.dissemination;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/** Which content files a reader may have, now: asked of the catalogue each time. */
@Component
@InWorkers
final class ReadableFiles {

    private final Catalogue catalogue;

    ReadableFiles(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * @param recordDamaged an incident of the record is open: what is cached of it is not trusted
     * @param whole whether the reader may have all of the file, and not only the document's pages
     */
    record Readable(AipId aip, ContentFile file, boolean recordDamaged, boolean whole) {}

    /** Empty when there is none or the reader may not have it. */
    Optional<Readable> find(ContentFileId id, Reader reader) {
        return catalogue
                .recordOf(id, reader)
                .flatMap(aip -> catalogue.record(aip, reader))
                .flatMap(view -> fileIn(view, id));
    }

    private static Optional<Readable> fileIn(RecordView view, ContentFileId id) {
        if (!(view instanceof RecordView.Full full)) {
            return Optional.empty();
        }
        for (ArchivalDocument document : full.documents()) {
            for (ContentFile file : document.files()) {
                if (file.id().equals(id)) {
                    boolean damaged = full.fixity() instanceof FixityState.Damaged;
                    return Optional.of(new Readable(full.id(), file, damaged, full.givesOut(file)));
                }
            }
        }
        return Optional.empty();
    }
}
