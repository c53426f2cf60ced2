package vn.tangthu.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What comes to a kept hồ sơ after its delivery, by an archivist: a late document in one file or in
 * one image for each page, or a better scan of a file that is there. Each is a new version; the
 * bytes of before stay in theirs.
 */
public interface LateChanges {
    /** The most page images that a late document can have. */
    int MOST_FILES = 500;

    /**
     * Looks at the files of one document as a delivery's check does, and stores nothing. Takes as
     * long as reading them twice.
     *
     * @param files in any order; several are its pages, as a delivery's are: images of one kind, in
     *     the natural order of their names
     */
    Looked look(AipId id, List<NewFile> files, Reader actor);

    /** One file. */
    default Looked look(AipId id, Path file, String name, Reader actor) {
        return look(id, List.of(new NewFile(file, name)), actor);
    }

    /**
     * As {@link #look(AipId, List, Reader)}, and what a delivery's check says of the document's
     * dates and pages. Of a document that is kept one file is looked at as the one that takes the
     * place of its own.
     *
     * @param description that the files are to have
     */
    Looked look(AipId id, DocumentDescription description, List<NewFile> files, Reader actor);

    /** One file. */
    default Looked look(
            AipId id, DocumentDescription description, Path file, String name, Reader actor) {
        return look(id, description, List.of(new NewFile(file, name)), actor);
    }

    /**
     * What a delivery's check would say of the dates of a corrected hồ sơ that it does not say of
     * what is kept: later than today, than the closing of the fonds, outside the hồ sơ. Nothing of
     * it blocks a correction.
     *
     * @param description null where that of the hồ sơ stays
     * @param documents those that are corrected
     */
    List<Finding> look(
            AipId id,
            @Nullable FileDescription description,
            Map<DocumentId, DocumentDescription> documents,
            Reader actor);

    /** The description a new document starts from: the next code and place, all else blank. */
    DocumentDescription nextDocument(AipId id, Reader actor);

    /**
     * Adds a document at the end of the hồ sơ, with the rights its mode of use and its hồ sơ give.
     *
     * @param description its code and place are those of {@link #nextDocument}
     * @param files as in {@link #look(AipId, List, Reader)}
     * @throws RefusedException with all that is wrong with description or files; {@code
     *     VERSION_CONFLICT}
     */
    void add(
            AipId id,
            int expectedVersion,
            DocumentDescription description,
            List<NewFile> files,
            String reason,
            Reader actor)
            throws IOException;

    /** Of one file. */
    default void add(
            AipId id,
            int expectedVersion,
            DocumentDescription description,
            Path file,
            String name,
            String reason,
            Reader actor)
            throws IOException {
        add(id, expectedVersion, description, List.of(new NewFile(file, name)), reason, actor);
    }

    /**
     * Puts another file in the place of one; of a document in page images, one page. What takes the
     * place of a page image is an image.
     *
     * @throws RefusedException as {@link #add}; {@code NO_SUCH_DOCUMENT}, {@code NO_SUCH_FILE},
     *     {@code SAME_BYTES}
     */
    void replace(
            AipId id,
            int expectedVersion,
            DocumentId document,
            ContentFileId replaced,
            Path file,
            String name,
            String reason,
            Reader actor)
            throws IOException;

    /**
     * @param name as it was called where it came from
     */
    record NewFile(Path path, String name) {}

    /**
     * @param names of the files, in the order of the document; empty when they cannot be taken
     * @param size of all together
     * @param pages counted, 0 where pages mean nothing
     */
    record Looked(
            List<String> names, String mimeType, long size, int pages, List<Finding> findings) {
        public Looked {
            names = List.copyOf(names);
            findings = List.copyOf(findings);
        }

        /** Whether it can be taken. */
        public boolean taken() {
            return findings.stream().noneMatch(f -> f.severity() == Severity.BLOCKS);
        }

        /** What should be looked at before it is taken. */
        public List<Finding> warnings() {
            return findings.stream().filter(f -> f.severity() == Severity.WARNS).toList();
        }
    }
}
