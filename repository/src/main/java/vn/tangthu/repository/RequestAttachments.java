package vn.tangthu.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.storage.Digest;

/**
 * What applicants attach to their requests (giấy tờ kèm theo, ADR 0046): mandates, identity papers,
 * evidence for an exemption; also what an archivist scans of a request on paper. PDF and pictures
 * by their first bytes, whatever they are called, looked at by the virus scanner where one is set
 * up. Nothing in the server opens them: they are kept and given out as they came, to the applicant
 * and to archivists.
 *
 * <p>They are an addition of the applicant ({@link AccessRequests.Act#SUPPLEMENT}): a step of the
 * request, after which its clock goes on. All of a sending is kept, or nothing of it.
 */
public interface RequestAttachments {
    /** Characters of a name that are kept. */
    int LONGEST_NAME = 120;

    /** How much is taken. */
    Limits limits();

    /**
     * By its two secrets, as {@link AccessRequests#track}. Durable when this returns. What a
     * request has already, byte by byte, is not kept a second time: who sends again after a broken
     * line changes nothing.
     *
     * @param text words of the applicant beside the files, or empty
     * @return the request as it is afterwards; empty where {@link AccessRequests#track} is
     * @throws RefusedException with all findings of all files at once; nothing is kept then
     */
    Optional<Request> add(Applicant applicant, List<Sent> files, String text) throws IOException;

    /**
     * As {@link #add(Applicant, List, String)}, by a reader with an account who has shown that the
     * request is theirs ({@link UserFiles#claim}), or by an archivist, for what came on paper.
     *
     * @return false where it is neither; nothing tells missing ones from those of others
     */
    boolean add(String reference, List<Sent> files, String text, Reader reader) throws IOException;

    /** In the order they came, of a request that the caller knows is the asker's. */
    List<Attachment> of(String reference);

    /**
     * As {@link #of}, for archivists and whose request it is.
     *
     * @return empty where the reader is neither
     */
    Optional<List<Attachment>> of(String reference, Reader reader);

    /**
     * The bytes as they came, noted in the log, for archivists and whose request it is.
     *
     * @return empty where there is none, it was erased, or it is not for this reader
     */
    Optional<Content> open(String reference, int n, Reader reader);

    /**
     * Its bytes and its name are taken away for good; that it was there, its digest and why it went
     * stay. Back-ups that were made before still have it until they are replaced.
     *
     * @param why needed; one of the archive's reads it
     * @throws RefusedException for everybody but an archivist, and where there is nothing to erase
     */
    void erase(String reference, int n, String why, Reader archivist);

    /**
     * @param largest of one file, bytes
     * @param mostFiles of one request
     * @param mostBytes of one request, all its files together
     */
    record Limits(long largest, int mostFiles, long mostBytes) {
        /**
         * @param place the reference
         */
        public Finding tooMany(String place) {
            return Finding.blocks("ATTACHMENT_TOO_MANY", place, "" + mostFiles);
        }

        /**
         * @param place the reference
         */
        public Finding tooMuch(String place) {
            return Finding.blocks("ATTACHMENT_TOO_MUCH", place, megabytes(mostBytes));
        }

        /**
         * @param name of the file
         */
        public Finding tooLarge(String name) {
            return Finding.blocks("ATTACHMENT_TOO_LARGE", name, name, megabytes(largest));
        }

        private static String megabytes(long bytes) {
            return String.valueOf(Math.max(1, bytes >> 20));
        }
    }

    /**
     * Of files that did not come in whole.
     *
     * @param place the reference
     */
    static Finding notWhole(String place) {
        return Finding.blocks("ATTACHMENT_BROKEN", place);
    }

    /**
     * @param name as the sender calls it, whatever stands in it
     * @param file its bytes; stays the caller's. Larger than {@link Limits#largest} it need not be
     *     whole: it is refused
     */
    record Sent(String name, Path file) {}

    /** By the first bytes. */
    enum Type {
        PDF("application/pdf", "pdf"),
        JPEG("image/jpeg", "jpg", "jpeg"),
        PNG("image/png", "png"),
        TIFF("image/tiff", "tif", "tiff");

        private final String mediaType;
        private final List<String> endings;

        Type(String mediaType, String... endings) {
            this.mediaType = mediaType;
            this.endings = List.of(endings);
        }

        public String mediaType() {
            return mediaType;
        }

        /** How names of it end, the usual one first; without the dot. */
        public List<String> endings() {
            return endings;
        }
    }

    /**
     * @param n of the request, from 1
     * @param name without a path, ending as its type does; empty once it was erased
     * @param clean whether a scanner looked at it and found nothing; else nobody looked
     * @param scanner which one, or why none, as {@link VirusCheck} says it
     * @param sentBy the archivist who scanned it in; null for the applicant
     */
    record Attachment(
            String reference,
            int n,
            String name,
            Type type,
            long size,
            Digest sha512,
            Instant at,
            @Nullable String sentBy,
            boolean clean,
            String scanner,
            @Nullable Erased erased) {}

    record Erased(Instant at, String by, String why) {}

    record Content(Attachment of, byte[] bytes) {}
}
