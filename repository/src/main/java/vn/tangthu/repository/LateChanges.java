package vn.tangthu.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What comes to a kept hồ sơ after its delivery, one file at a time, by an archivist: a late
 * document, or a better scan of one that is there. Each is a new version; the bytes of before stay
 * in theirs.
 */
public interface LateChanges {
    /**
     * Looks at a file as a delivery's check does, and stores nothing. Takes as long as reading the
     * file twice.
     *
     * @param name as it was called where it came from
     */
    Looked look(AipId id, Path file, String name, Reader actor);

    /**
     * As {@link #look(AipId, Path, String, Reader)}, and what a delivery's check says of the
     * document's dates and pages. Of a document that is kept the file is looked at as the one that
     * takes the place of its own.
     *
     * @param description that the file is to have
     */
    Looked look(AipId id, DocumentDescription description, Path file, String name, Reader actor);

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
     * @throws RefusedException with all that is wrong with description or file; {@code
     *     VERSION_CONFLICT}
     */
    void add(
            AipId id,
            int expectedVersion,
            DocumentDescription description,
            Path file,
            String name,
            String reason,
            Reader actor)
            throws IOException;

    /**
     * Puts another file in the place of one.
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
     * @param pages counted, 0 where pages mean nothing
     */
    record Looked(String mimeType, long size, int pages, List<Finding> findings) {
        public Looked {
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
