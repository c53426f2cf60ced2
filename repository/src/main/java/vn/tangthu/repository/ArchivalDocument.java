package vn.tangthu.repository;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A document of a kept hồ sơ.
 *
 * @param rights its own, already joined with those of hồ sơ and fonds: the strictest, also of
 *     documents with which it shares a page of a file
 * @param files in the order of reading; one for a digitised document, or an image for each page
 */
public record ArchivalDocument(
        DocumentId id, DocumentDescription description, Rights rights, List<ContentFile> files) {
    public ArchivalDocument {
        files = List.copyOf(files);
    }

    /** Of a page that is drawn for the reading copy, bytes, about: a scan of A4 at 240 dpi. */
    private static final long DRAWN = 400 << 10;

    /** The most that a page of an image that is packed anew has, about. */
    private static final long PACKED = 1 << 20;

    /**
     * Whether its pages are counted through from file to file: several files, and all of them have
     * pages, as where each page is an image.
     */
    public boolean isPagedThrough() {
        return files.size() > 1 && files.stream().allMatch(file -> file.pages() > 0);
    }

    /** Whether all its files are images of pages, one or more in each. */
    public boolean isMadeOfImages() {
        return !files.isEmpty()
                && files.stream()
                        .allMatch(file -> file.pages() > 0 && file.mimeType().startsWith("image/"));
    }

    /**
     * Whether there is one PDF of it to read that is none of its files: of images; of its pages in
     * files that it shares with other documents; or of PDFs, and images among them, where one of
     * the PDFs shows pages whose text it has not.
     *
     * @param read its files, or more, of which OCR read pages: {@link TextWork#readByOcr}
     */
    public boolean hasReadingCopy(Set<ContentFileId> read) {
        return isMadeOfImages()
                || (!files.isEmpty() && files.stream().allMatch(file -> file.part() != null))
                || (files.stream().allMatch(ArchivalDocument::isPaged)
                        && files.stream().anyMatch(f -> isPdf(f) && read.contains(f.id())));
    }

    private static boolean isPaged(ContentFile file) {
        return file.part() == null
                && file.pages() > 0
                && (file.isPdf() || file.mimeType().startsWith("image/"));
    }

    private static boolean isPdf(ContentFile file) {
        return file.part() == null && file.isPdf();
    }

    /** Whether a PDF is the document's alone: what is made of it to read stands beside it. */
    public boolean hasPdf() {
        return files.stream().anyMatch(ArchivalDocument::isPdf);
    }

    /** Whether one of its files had digital signatures, which no copy of its pages has. */
    public boolean isSigned() {
        return files.stream().anyMatch(ContentFile::isSigned);
    }

    /** Bytes of its files as they were delivered, all together. */
    public long originalBytes() {
        return files.stream().mapToLong(ContentFile::size).sum();
    }

    /**
     * About how many bytes the PDF to read has, told without reading a file: pictures of JPEGs go
     * into it as they are, other images are packed anew, pages of shared files are drawn. Good
     * enough to say whether it is 2 or 200 MB.
     */
    public long readingCopyBytes() {
        return files.stream()
                .mapToLong(
                        file -> {
                            if (file.part() != null) {
                                return file.pages() * DRAWN;
                            }
                            return file.mimeType().equals("image/jpeg")
                                    ? file.size()
                                    : Math.min(file.size(), file.pages() * PACKED);
                        })
                .sum();
    }

    /** Its pages in all its files. */
    public int pages() {
        return files.stream().mapToInt(ContentFile::pages).sum();
    }

    /**
     * The number of a page as readers know it: counted through the files where {@link
     * #isPagedThrough}, else that in its file.
     *
     * @param page in the file, from 1
     */
    public int numberOf(ContentFileId file, int page) {
        int before = 0;
        if (isPagedThrough()) {
            for (ContentFile each : files) {
                if (each.id().equals(file)) {
                    return before + page;
                }
                before += each.pages();
            }
        }
        return page;
    }

    /**
     * @param page in the file, from 1
     */
    public record Place(ContentFile file, int page) {}

    /** Where the page with this number is, of a document that {@link #isPagedThrough}. */
    public Optional<Place> place(int number) {
        int before = 0;
        for (ContentFile file : files) {
            if (number >= 1 && number - before <= file.pages()) {
                return Optional.of(new Place(file, number - before));
            }
            before += file.pages();
        }
        return Optional.empty();
    }
}
