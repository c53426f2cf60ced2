package vn.tangthu.repository;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.Digest;

/**
 * A computer file of a document as it was delivered and is kept.
 *
 * @param path logical path in the AIP, {@code representations/rep1/data/…}
 * @param originalName the name it was delivered under, verbatim
 * @param mimeType from the code list of Thông tư 05/2025
 * @param size bytes
 * @param pages pages counted in it when it was taken in, 0 where pages mean nothing; of a part, its
 *     own
 * @param part which pages of the file are the document's, where it shares the file with others of
 *     its hồ sơ; null when the whole file is the document's. Path, name, size and digests are those
 *     of the whole file, which is kept once, as delivered.
 * @param scan what its pages are as scans; null where it was not measured, or is told for each part
 * @param virus what the virus scanner said when it was taken in; null where nobody noted it
 * @param format what format it was found to be in; null where nobody looked
 * @param checks what further checks of it came to when it was taken in; none where it claims
 *     nothing
 */
public record ContentFile(
        ContentFileId id,
        String path,
        String originalName,
        String mimeType,
        long size,
        int pages,
        Digest sha512,
        Digest sha256,
        @Nullable Part part,
        @Nullable ScanFacts scan,
        @Nullable VirusCheck virus,
        @Nullable FormatIdentification format,
        List<ContentCheck> checks) {

    public ContentFile {
        checks = List.copyOf(checks);
    }

    /** A file that is one document's. */
    public ContentFile(
            ContentFileId id,
            String path,
            String originalName,
            String mimeType,
            long size,
            int pages,
            Digest sha512,
            Digest sha256) {
        this(
                id,
                path,
                originalName,
                mimeType,
                size,
                pages,
                sha512,
                sha256,
                null,
                null,
                null,
                null,
                List.of());
    }

    /** The same with what its pages are. */
    public ContentFile with(@Nullable ScanFacts facts) {
        return with(id, pages, part, facts, virus, format);
    }

    /** The same after a virus scan. */
    public ContentFile scanned(@Nullable VirusCheck said) {
        return with(id, pages, part, scan, said, format);
    }

    /** The same after its format was looked at. */
    public ContentFile identified(@Nullable FormatIdentification found) {
        return with(id, pages, part, scan, virus, found);
    }

    /** The same after further checks. */
    public ContentFile checked(List<ContentCheck> made) {
        return new ContentFile(
                id,
                path,
                originalName,
                mimeType,
                size,
                pages,
                sha512,
                sha256,
                part,
                scan,
                virus,
                format,
                made);
    }

    /** The same file under another id. */
    public ContentFile withId(ContentFileId other) {
        return with(other, pages, part, scan, virus, format);
    }

    private ContentFile with(
            ContentFileId newId,
            int newPages,
            @Nullable Part newPart,
            @Nullable ScanFacts newScan,
            @Nullable VirusCheck newVirus,
            @Nullable FormatIdentification newFormat) {
        return new ContentFile(
                newId,
                path,
                originalName,
                mimeType,
                size,
                newPages,
                sha512,
                sha256,
                newPart,
                newScan,
                newVirus,
                newFormat,
                checks);
    }

    /**
     * @param whole id of the file as the package keeps it
     * @param firstPage the document's first page in it, from 1
     * @param wholePages pages of the file
     */
    public record Part(ContentFileId whole, int firstPage, int wholePages) {}

    /** The file as the package keeps it: itself, unless it is a part. */
    public ContentFile whole() {
        return part == null
                ? this
                : with(part.whole(), part.wholePages(), null, null, virus, format);
    }

    /**
     * The pages of this file that are a document's.
     *
     * @param from from 1
     * @param to the last one, not before {@code from}
     * @param facts what these pages are as scans
     */
    public ContentFile part(DocumentId document, int from, int to, @Nullable ScanFacts facts) {
        return with(
                ContentFileId.derivePart(id, document),
                to - from + 1,
                new Part(id, from, pages),
                facts,
                virus,
                format);
    }

    /**
     * @param page of the document, from 1
     * @return the page of the kept file, from 1
     */
    public int pageOfWhole(int page) {
        return part == null ? page : part.firstPage() + page - 1;
    }

    /** Whether it was taken in as a PDF. */
    public boolean isPdf() {
        return mimeType.equals("application/pdf");
    }

    /** Whether it had digital signatures when it was taken in, whatever came of them. */
    public boolean isSigned() {
        return checks.stream().anyMatch(check -> check.kind() == ContentCheck.Kind.SIGNATURES);
    }

    /** Its pages in the kept file as {@code 4-6}; empty when it is no part. */
    public String pageRange() {
        return part == null ? "" : part.firstPage() + "-" + pageOfWhole(pages);
    }

    /** Whether the two are parts of one file with a page in common. */
    public boolean sharesPageWith(ContentFile other) {
        return part != null
                && other.part != null
                && part.whole().equals(other.part.whole())
                && part.firstPage() <= other.pageOfWhole(other.pages)
                && other.part.firstPage() <= pageOfWhole(pages);
    }
}
