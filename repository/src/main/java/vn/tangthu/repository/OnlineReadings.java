package vn.tangthu.repository;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.Retrieval.Damaged;
import vn.tangthu.repository.Retrieval.NotAvailable;

/**
 * A granted request that is answered by reading (bản đọc, Thông tư 05/2025): its applicant looks at
 * pages as images with the archive's name at the foot of each, and receives no file (ADR 0036). An
 * archivist chooses for how many days. No image is stored: each is drawn when it is looked at, and
 * rights are asked each time, after it was drawn: nothing leaves of what is blocked, withdrawn,
 * erased or more strictly closed than it was when the reading was approved, nor when a box of its
 * redactions or a file has changed since.
 */
public interface OnlineReadings {
    /** The longest, in days. */
    int MOST_DAYS = 15;

    /**
     * When it is over its applicant is told so for so many days; then what it was of is forgotten.
     */
    int GONE_AFTER_DAYS = 5;

    /** Readings of a request that are not over. */
    int MOST_OF_A_REQUEST = 20;

    /** How wide pages are drawn, pixels: to read, and to look closely. */
    List<Integer> WIDTHS = List.of(1000, 2000);

    enum State {
        /** Waits for a second archivist. */
        PROPOSED,
        OPEN,
        /** By its last day. */
        OVER,
        /** Early, by an archivist, or because something of it was erased. */
        ENDED
    }

    /**
     * Durable and open when this returns, unless it takes two persons ({@link
     * GrantedCopies#order}).
     *
     * @throws RefusedException with all findings at once
     */
    Reading order(Order order, Reader actor);

    /** By a second person; the days count from here. @throws RefusedException as a copy's */
    void approve(UUID reading, Reader actor);

    /** At once and for ever. A second time it changes nothing. */
    void end(UUID reading, String reason, Reader actor);

    /** Of a request, the newest first; at most 100. */
    List<Reading> of(String request);

    /** Of all requests, those that wait for a second person, the oldest first; at most 100. */
    List<Reading> proposed();

    /** Whether its applicant could read now; rights and boxes are asked. */
    boolean opens(UUID reading);

    /** The newest first. */
    List<Look> looks(UUID reading, int limit);

    /** Those that can be read, and those that were over at most {@link #GONE_AFTER_DAYS} ago. */
    List<Reading> offered(Applicant applicant);

    /**
     * For who knows the secrets of the request.
     *
     * @throws NotAvailable wrong, missing, forbidden and over look the same
     */
    Reading open(Applicant applicant, String number) throws NotAvailable;

    /** One that can be read now, for who has opened it before. */
    Optional<Reading> opened(String number);

    /**
     * What anybody may verify by the number at the foot of a page: nothing of what is read, by
     * whom, or for which request, and the same whether its record is still open or not.
     *
     * @param number with its random part; throttled by the caller
     * @return empty for one that was never opened
     */
    Optional<Told> told(String number);

    /**
     * The image of a page, with the archive's name at its foot. Noted with the purpose of the
     * request before it leaves.
     *
     * @param number of the reading, for who has opened it before
     * @param page from 1, through all of its documents
     * @param width one of {@link #WIDTHS}
     */
    PageRenderer.Rendered page(String number, int page, int width)
            throws IOException, NotAvailable, Damaged;

    /** The same for archivists; noted as theirs. */
    PageRenderer.Rendered preview(UUID reading, int page, int width, Reader reader)
            throws IOException, NotAvailable, Damaged;

    /**
     * @param documents in the order of reading, all of one hồ sơ
     * @param days 1 to {@link #MOST_DAYS}
     * @param redacted with the boxes that are drawn for the request
     */
    record Order(
            String request, AipId record, List<DocumentId> documents, int days, boolean redacted) {
        public Order {
            documents = List.copyOf(documents);
        }
    }

    /**
     * @param documents none any more once it is forgotten
     * @param pages of all documents; 0 once it is forgotten
     * @param until null while it waits for a second person
     */
    record Reading(
            UUID id,
            String number,
            String request,
            AipId record,
            String recordCode,
            List<DocumentId> documents,
            int pages,
            boolean redacted,
            int days,
            State state,
            Instant orderedAt,
            String orderedBy,
            @Nullable String approvedBy,
            @Nullable Instant until,
            @Nullable Ending ending) {
        public Reading {
            documents = List.copyOf(documents);
        }
    }

    /**
     * @param from when it was opened
     * @param state never {@link State#PROPOSED}
     * @param endedAt where it was ended early, else null
     */
    record Told(
            String number, Instant from, Instant until, State state, @Nullable Instant endedAt) {}

    record Ending(Instant at, String actor, String reason) {}

    /**
     * @param by {@code applicant}, or the name of an archivist
     */
    record Look(Instant at, int page, String by, String purpose) {}
}
