package vn.tangthu.portal.outgoing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.ReadingPurpose.Kind;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Retrieval;

/**
 * What has to be said before something leaves that not everybody may have. Null stands for nothing:
 * everybody may have it, or this reader may not, which the port that opens it says.
 */
@Component
public class ClosedThings {
    private final Catalogue catalogue;
    private final Purposes purposes;

    ClosedThings(Catalogue catalogue, Purposes purposes) {
        this.catalogue = catalogue;
        this.purposes = purposes;
    }

    /**
     * A file as a whole.
     *
     * @throws Purposes.Missing when it is closed and nothing was said
     */
    public @Nullable ReadingPurpose file(
            ContentFileId file, Reader reader, HttpServletRequest request) {
        return ofFile(file, (full, one) -> full.givesOut(one), reader, request);
    }

    /** The text of a file, as far as it is of a document; as {@link #file}. */
    public @Nullable ReadingPurpose text(
            ContentFileId file, Reader reader, HttpServletRequest request) {
        return ofFile(file, (full, one) -> true, reader, request);
    }

    private @Nullable ReadingPurpose ofFile(
            ContentFileId file,
            BiPredicate<RecordView.Full, ContentFile> may,
            Reader reader,
            HttpServletRequest request) {
        AipId record = catalogue.recordOf(file, reader).orElse(null);
        return record == null
                ? null
                : asked(
                        record,
                        full ->
                                full.documents().stream()
                                        .flatMap(document -> document.files().stream())
                                        .anyMatch(
                                                one ->
                                                        one.id().equals(file)
                                                                && may.test(full, one)),
                        reader,
                        request);
    }

    /** The pages of a document, whatever else stands in its files; as {@link #file}. */
    public @Nullable ReadingPurpose pages(
            AipId record, DocumentId document, Reader reader, HttpServletRequest request) {
        return asked(
                record,
                full -> full.documents().stream().anyMatch(one -> one.id().equals(document)),
                reader,
                request);
    }

    /** All files of a document; as {@link #file}. */
    public @Nullable ReadingPurpose document(
            AipId record, DocumentId document, Reader reader, HttpServletRequest request) {
        return asked(
                record,
                full ->
                        full.documents().stream()
                                .filter(one -> one.id().equals(document))
                                .anyMatch(one -> one.files().stream().allMatch(full::givesOut)),
                reader,
                request);
    }

    /** All of a hồ sơ; as {@link #file}. */
    public @Nullable ReadingPurpose record(
            AipId record, Reader reader, HttpServletRequest request) {
        RecordView all = catalogue.record(record, reader).orElse(null);
        return all instanceof RecordView.Full full && !SeenDescriptions.isForAll(full)
                ? said(record, reader, request)
                : null;
    }

    /** What is known to be closed to others and open to this reader. */
    ReadingPurpose page(ContentFileId file, Reader reader, HttpServletRequest request)
            throws Retrieval.NotAvailable {
        return said(
                catalogue.recordOf(file, reader).orElseThrow(Retrieval.NotAvailable::new),
                reader,
                request);
    }

    /**
     * An earlier version, which only those who look after the archive have, to compare it: that is
     * a check, where nothing else was said of the hồ sơ.
     */
    public ReadingPurpose version(AipId record, Reader reader, HttpServletRequest request) {
        return purposes.of(record, reader, request)
                .orElseGet(() -> new ReadingPurpose(Kind.QUALITY, ""));
    }

    private @Nullable ReadingPurpose asked(
            AipId record,
            Predicate<RecordView.Full> has,
            Reader reader,
            HttpServletRequest request) {
        return has(record, has, reader) && !has(record, has, Reader.ANONYMOUS)
                ? said(record, reader, request)
                : null;
    }

    private boolean has(AipId record, Predicate<RecordView.Full> has, Reader reader) {
        return catalogue.record(record, reader).orElse(null) instanceof RecordView.Full full
                && has.test(full);
    }

    private ReadingPurpose said(AipId record, Reader reader, HttpServletRequest request) {
        return purposes.of(record, reader, request)
                .orElseThrow(() -> new Purposes.Missing(record, request));
    }

    /** Whether not everybody may read it. */
    public static boolean isClosed(ArchivalDocument document) {
        return document.rights().access() != Access.PUBLIC;
    }
}
