package vn.tangthu.repository;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.AgencyOrders.Line;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.storage.Digest;

/**
 * What an order granted, packed by a job before it is fetched (ADR 0041): one part for each line,
 * kept in the store while the order is open. Whether a part may leave is asked when it leaves: it
 * is as it was when the line still stands, and the hồ sơ, its documents and its files are, for who
 * fetches, those that it was made of.
 */
public interface AgencyDeliveries {
    /** How often it is tried without a line done between. */
    int ATTEMPTS = 5;

    /** Bytes that one delivery may have. */
    long mostBytes();

    /**
     * About how many bytes the packages of these have, of their files as they are kept; what this
     * reader may not read is not measured.
     *
     * @param lines hồ sơ, or single documents of them
     */
    long bytes(Collection<Wanted> lines, Reader reader);

    /**
     * Has it made; once more, it goes on with what is missing. Durable when this returns.
     *
     * @param origin before the addresses on certificates, where none is configured
     * @throws RefusedException when the order is not open or another body's, nothing was granted,
     *     or it would be larger than {@link #mostBytes}
     */
    void start(Order order, Account account, Reader reader, String origin);

    /** By the body it is for, or an archivist; its bytes go, and it can be ordered again. */
    void cancel(Order order, @Nullable Account account, Reader reader);

    Optional<Delivery> find(Order order);

    /** A package that may leave now to this reader; empty for one that is not made yet. */
    Optional<Part> part(Order order, Line line, Reader reader);

    /**
     * Read from the store and matched against its digest before this returns; empty when the bytes
     * are not there or are others.
     *
     * @throws IOException when they cannot be read now, or there is no space to read them into
     */
    Optional<Handed> open(Part part) throws IOException;

    /**
     * The store has not the bytes of a part any more, or others, as after a restore, which brings
     * rows and no packages: it is made again by {@link #again}.
     */
    void lost(Order order, Line line);

    /**
     * Something of a delivery that is ready is to be made again, from now on as this reader, who
     * fetches it: what was made for somebody else may be another thing than they may have.
     */
    void again(Order order, Reader reader);

    /** The next one to be made; what a kill left goes on. The attempt is counted before. */
    Optional<Job> take();

    /** What a part would be made of now; empty where this reader may have nothing of the line. */
    Optional<String> seen(Line line, Reader reader);

    /**
     * Stores a part and reads it back; it takes the place of an older one. What it was made of is
     * asked again before it is entered: of what was closed or erased meanwhile nothing stays.
     *
     * @param seen what it was made of, for this reader
     * @param file the package; null where a file of it is damaged
     * @return whether the delivery goes on: not when it was cancelled, nor when it would have more
     *     than {@link #mostBytes}
     * @throws IOException also when the line has changed while it was packed
     */
    boolean put(Job job, Line line, String seen, Reader reader, @Nullable Path file)
            throws IOException;

    /** All is there. */
    void ready(Job job);

    /** An attempt failed; the last one for good. */
    void failed(Job job, String problem, boolean forGood);

    /** Deletes what nobody can fetch any more. */
    void sweep();

    /**
     * @param document null for the whole hồ sơ
     */
    record Wanted(AipId record, @Nullable DocumentId document) {
        public static Wanted of(Line line) {
            return new Wanted(line.record(), line.document());
        }
    }

    enum State {
        WAITING,
        MAKING,
        READY,
        FAILED,
        CANCELLED,
        /** The order has expired or was withdrawn. */
        OVER;

        /** Whether there are bytes of it, or will be, that somebody may want to be rid of. */
        public boolean canBeCancelled() {
            return moves() || this == READY || this == FAILED;
        }

        public boolean moves() {
            return this == WAITING || this == MAKING;
        }
    }

    /**
     * @param lines that were granted when it was ordered
     * @param bytes of the parts that are there
     */
    record Delivery(
            State state,
            int linesDone,
            int lines,
            long bytes,
            String orderedBy,
            Instant orderedAt,
            @Nullable Instant readyAt,
            @Nullable Finding problem) {}

    /**
     * @param account as whom it is read
     * @param attempts with this one
     * @param done lines that have a part already
     */
    record Job(String order, AccountId account, String origin, int attempts, List<Integer> done) {
        public Job {
            done = List.copyOf(done);
        }
    }

    /**
     * @param key of its bytes; null where a file was damaged when it was made
     */
    record Part(
            int line,
            @Nullable String key,
            long size,
            @Nullable Digest sha256,
            @Nullable Digest sha512) {}

    /** Bytes that were matched, in a file that goes when it is closed. */
    interface Handed extends Closeable {
        Path path();
    }
}
