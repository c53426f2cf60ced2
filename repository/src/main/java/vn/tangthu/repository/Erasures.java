package vn.tangthu.repository;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Erasing for good: a record is at no exit from the moment of the order, gets its tombstone, and is
 * then erased step by step from the catalogue, derivatives, caches, texts and index, and at last
 * from the store. A kill at any point is gone on from at the next start. It cannot be undone.
 */
public interface Erasures {
    /**
     * Orders it; durable on return, together with what the caller wrote in the same transaction.
     * The work follows in the background.
     *
     * <p>Of some of its documents: what stays becomes a new package, its successor, which is shown
     * in its place from the moment its tombstone is written; the old package is erased as a whole,
     * since its object keeps the bytes of every version. Whoever asks for the old one is led to the
     * successor. While the successor is being written neither is shown.
     *
     * @throws RefusedException {@code NO_SUCH_RECORD}; {@code VERSION_CONFLICT} while a delivery
     *     brings a version of it; {@code NO_SUCH_DOCUMENT}; {@code ERASURE_SHARED_FILE} for a
     *     document whose file a document that stays needs
     */
    void order(Order order);

    /** Newest first; for archivists, auditors, administrators and officers. */
    Slice<Erasure> list(int offset, int limit, Reader reader);

    Optional<Erasure> find(UUID object, Reader reader);

    /** Orders of one list of destruction: how many are done, of how many. */
    Done doneOf(UUID list);

    /**
     * Takes up every tombstone in the store that the database knows nothing of, or of whose object
     * something is there again: after a rebuild or a restore.
     */
    void goOnFromStore() throws IOException;

    /** Returns when nothing is left to do that can be done now, or the thread is interrupted. */
    void awaitIdle() throws InterruptedException;

    /**
     * @param decision number and notation, or how the officer's act is called
     * @param list the list of destruction it stands in, or null
     * @param documents that are erased; none, or all it has: the whole record
     */
    record Order(
            AipId record,
            Tombstones.Cause cause,
            String basis,
            String decision,
            LocalDate decidedOn,
            List<String> deciders,
            Reader actor,
            @Nullable String confirmedBy,
            @Nullable UUID list,
            Set<DocumentId> documents) {
        public Order {
            deciders = List.copyOf(deciders);
            documents = Set.copyOf(documents);
        }

        /** Of a whole record. */
        public Order(
                AipId record,
                Tombstones.Cause cause,
                String basis,
                String decision,
                LocalDate decidedOn,
                List<String> deciders,
                Reader actor,
                @Nullable String confirmedBy,
                @Nullable UUID list) {
            this(
                    record,
                    cause,
                    basis,
                    decision,
                    decidedOn,
                    deciders,
                    actor,
                    confirmedBy,
                    list,
                    Set.of());
        }
    }

    enum State {
        /** At no exit; being erased. */
        ORDERED,
        /** Erased and looked over; looked over once more at the next start. */
        ERASED,
        DONE
    }

    /**
     * @param held the store holds an older version of it still
     * @param heldUntil when that ends, or null where only the store's operator can tell
     * @param failure what keeps it from going on, or null
     * @param successor what was not erased of it, or null
     * @param documents how many documents are erased, where there is a successor; 0 for all of it
     */
    record Erasure(
            UUID object,
            String reference,
            Tombstones.Cause cause,
            String basis,
            String decision,
            LocalDate decidedOn,
            List<String> deciders,
            String actor,
            @Nullable String confirmedBy,
            Instant orderedAt,
            State state,
            boolean held,
            @Nullable Instant heldUntil,
            @Nullable String failure,
            List<InCopy> copies,
            @Nullable AipId successor,
            int documents) {
        public Erasure {
            copies = List.copyOf(copies);
        }
    }

    /**
     * How it stands in a copy of the archive, also in one that is not set up any more.
     *
     * @param erasedAt null while it was not erased there
     * @param held that copy's store holds an older version of it still
     * @param heldUntil when that ends, or null where only the store's operator can tell
     */
    record InCopy(
            String copy, @Nullable Instant erasedAt, boolean held, @Nullable Instant heldUntil) {}

    record Done(int done, int all) {}
}
