package vn.tangthu.repository;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.storage.Digest;

/**
 * What a granted request receives (Thông tư 05/2025): copies of documents as one PDF, with or
 * without the archive's signature (ADR 0029), as a DIP with its certificate, or converted to paper
 * (ADR 0045). An archivist orders a copy, a job makes it from bytes that were matched, the
 * applicant fetches it until it expires. A copy is made once: made again it is another one, with a
 * number and a page of its own.
 *
 * <p>Rights are asked when it is ordered, when it is made, and each time it leaves: nothing leaves
 * of what is blocked, withdrawn or erased, of what was released after a suspicion and is not read
 * yet, nor of what was closed more strictly than it was when the copy was approved. Where the
 * archive's table of fees says so ({@link Fees}), a copy is made and fetched only once the fee of
 * its request is paid or waived.
 */
public interface GrantedCopies {
    /** How long an applicant can fetch a copy: 15 days. */
    int DAYS = 15;

    /** Copies of a request that are not withdrawn. */
    int MOST_OF_A_REQUEST = 20;

    /** Pages of one copy; a hồ sơ that has more is copied in several. */
    int MOST_PAGES = 5_000;

    /** Bytes of one copy, as they are estimated before it is made. */
    long MOST_BYTES = 4L << 30;

    /**
     * How often it is tried to make one. A certified one gets no signature without a time stamp
     * before the last attempt, where an authority of time is configured.
     */
    int ATTEMPTS = 5;

    enum Kind {
        /** Bản sao không xác thực: says BẢN SAO, proves nothing. */
        PLAIN,
        /** Bản sao có xác thực: signed by the archive. */
        CERTIFIED,
        /** Gói sử dụng (Phụ lục V) with its certificate of 11 items, in one ZIP. */
        DIP,
        /**
         * Tài liệu lưu trữ chuyển đổi: printed, signed by hand and given on paper (Điều 13–16, Phụ
         * lục VI). The file is for the desk, never for the applicant.
         */
        PAPER
    }

    enum State {
        /** Waits for a second archivist. */
        PROPOSED,
        WAITING,
        MAKING,
        READY,
        FAILED,
        /** Its bytes are gone; what it certified it certified. */
        EXPIRED,
        WITHDRAWN
    }

    /** Of the signature (PAdES baseline). */
    enum Level {
        NONE,
        B_B,
        B_T
    }

    /**
     * Durable when this returns; it is made later. What is not open to everybody waits for a second
     * archivist, unless the request was for this very hồ sơ and was granted by two; what is hidden
     * always does, and so does a copy with redactions of what is not open.
     *
     * @throws RefusedException with all findings at once: the request is not granted, a document
     *     has no pages that can be copied, there is no key to certify with …
     */
    Copy order(Order order, Reader actor);

    /**
     * By a second person, of the access that the documents have now. A copy with redactions is
     * approved as it was ordered, and not when a box has changed since.
     *
     * @throws RefusedException for who ordered it, and where {@link #order} is refused
     */
    void approve(UUID copy, Reader actor);

    /** One that failed is tried again, as if it were new. */
    void again(UUID copy, Reader actor);

    /**
     * For ever; its bytes are deleted. A second time it changes nothing.
     *
     * @param reason as its page tells, where everybody may know of the hồ sơ
     */
    void withdraw(UUID copy, String reason, Reader actor);

    /** Of a request, the newest first; at most 100. */
    List<Copy> of(String request);

    /** Of all requests, those that wait for a second person, the oldest first; at most 100. */
    List<Copy> proposed();

    Optional<Copy> find(UUID copy);

    /** By what stands in its address; empty for every other text, and for what was never made. */
    Optional<Copy> byCode(String code);

    /** The copy that has these bytes; of a DIP also by its certificate or its package alone. */
    Optional<Copy> byBytes(Digest sha512);

    /** Whether the applicant could fetch it now; rights and boxes are asked. */
    boolean leaves(UUID copy);

    /** The newest first. */
    List<Fetch> fetches(UUID copy, int limit);

    /**
     * Those that the applicant can fetch now, and what was converted to paper, which waits at the
     * archive; none for wrong and missing alike.
     */
    List<Copy> offered(Applicant applicant);

    /**
     * Those that were made and then withdrawn; none for wrong and missing alike. Their reasons are
     * not for the applicant's page.
     */
    List<Copy> takenBack(Applicant applicant);

    /**
     * Noted with the purpose of the request before it is handed out.
     *
     * @param number of the copy
     * @throws NotAvailable wrong, missing, forbidden and expired look the same, and so does what is
     *     given on paper
     */
    Handed fetch(Applicant applicant, String number) throws IOException, NotAvailable;

    /** For archivists; noted. */
    Handed preview(UUID copy, Reader reader) throws IOException, NotAvailable;

    /**
     * @param documents in the order they are to have, all of one hồ sơ
     * @param redacted with the boxes that are drawn for the request, burnt into images of its pages
     *     ({@link Redactions})
     */
    record Order(
            String request, AipId record, List<DocumentId> documents, Kind kind, boolean redacted) {
        public Order {
            documents = List.copyOf(documents);
        }

        /** Of whole pages. */
        public Order(String request, AipId record, List<DocumentId> documents, Kind kind) {
            this(request, record, documents, kind, false);
        }
    }

    /**
     * What is covered in a copy.
     *
     * @param digest of what was ordered ({@link Redactions.Draft#digest}): nothing is approved,
     *     made or leaves as soon as files or boxes are others
     * @param boxes how many
     * @param grounds their codes, each once
     */
    record Redaction(String digest, int boxes, List<String> grounds) {
        public Redaction {
            grounds = List.copyOf(grounds);
        }
    }

    /**
     * A document in a copy.
     *
     * @param firstPage of the copy, from 1
     */
    record Part(DocumentId document, int firstPage, int pages) {
        public int lastPage() {
            return firstPage + pages - 1;
        }
    }

    /**
     * @param version of the hồ sơ that it was made of, null until it is made
     * @param approvedBy the second person, null where there need not be one
     * @param redaction null for a copy of whole pages
     * @param pagesDone of those that are being bound
     * @param problem why the last attempt failed
     */
    record Copy(
            UUID id,
            String number,
            String code,
            String request,
            AipId record,
            String recordCode,
            @Nullable Integer version,
            List<Part> parts,
            Kind kind,
            @Nullable Redaction redaction,
            State state,
            Instant orderedAt,
            String orderedBy,
            @Nullable String approvedBy,
            int attempts,
            int pagesDone,
            @Nullable Finding problem,
            @Nullable Made made,
            @Nullable Withdrawal withdrawal) {
        public Copy {
            parts = List.copyOf(parts);
        }

        public int pages() {
            return parts.getLast().lastPage();
        }
    }

    /**
     * @param size bytes
     * @param signer as the certificate names them, null for none
     * @param inside what a DIP was put together of, null for every other kind
     */
    record Made(
            Instant at,
            Instant expiresAt,
            long size,
            Digest sha512,
            Level level,
            @Nullable String signer,
            @Nullable Inside inside) {
        /** A PDF. */
        public Made(
                Instant at,
                Instant expiresAt,
                long size,
                Digest sha512,
                Level level,
                @Nullable String signer) {
            this(at, expiresAt, size, sha512, level, signer, null);
        }

        /** Whether a file with this digest is the copy, or a part of it that leaves by itself. */
        public boolean has(Digest digest) {
            return sha512.equals(digest)
                    || (inside != null
                            && (inside.certificate().equals(digest)
                                    || inside.dip().equals(digest)));
        }
    }

    /**
     * What the ZIP of a DIP holds.
     *
     * @param certificate SHA-512 of the PDF with the 11 items
     * @param dip SHA-512 of the package
     */
    record Inside(Digest certificate, Digest dip) {}

    record Withdrawal(Instant at, String actor, String reason) {}

    record Fetch(Instant at, String by, String purpose) {}

    /** The bytes of a copy, matched against its digest, in a file that goes when it is closed. */
    interface Handed extends Closeable {
        Path path();

        Copy copy();
    }
}
