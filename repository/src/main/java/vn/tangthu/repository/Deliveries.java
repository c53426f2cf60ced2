package vn.tangthu.repository;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries (giao nộp): what a contractor or an agency hands in as a folder or a ZIP, on its way
 * to being kept or refused. All findings at once; nothing is acknowledged before it is durable;
 * what was interrupted goes on.
 */
public interface Deliveries {
    /** Reads and checks, stores nothing. */
    Verdict check(Path source, Progress progress) throws java.io.IOException;

    /**
     * Takes in a folder or ZIP where it lies and returns when it is kept, refused, waiting or
     * cancelled. The same delivery again is {@link Outcome#ALREADY_KEPT}. After an interruption,
     * the same call goes on where it stood.
     */
    Result ingest(Path source, Options options, Progress progress) throws java.io.IOException;

    /**
     * Takes over {@code staged} (a file or folder below the home's staging directory) and works on
     * it in the background, also after a restart.
     */
    DeliveryId submit(Path staged, String name, Options options);

    /** Stops a delivery that is being worked on; nothing of it stays. No effect when it is done. */
    void cancel(DeliveryId id, Reader actor);

    /** Goes on with an interrupted or failed delivery. */
    void resume(DeliveryId id, Reader actor);

    /**
     * Decides on a delivery that waits: codes taken by other bytes become new versions, or the
     * delivery is refused.
     */
    void decide(DeliveryId id, Decision decision, String reason, Reader actor);

    Slice<Delivery> list(int offset, int limit);

    Optional<Delivery> find(DeliveryId id);

    Slice<Finding> findings(DeliveryId id, int offset, int limit);

    /**
     * @param acceptSound keep the sound hồ sơ and list the rest, instead of all or nothing
     * @param dryRun check only
     * @param submitter who hands it in, for the record
     */
    record Options(boolean acceptSound, boolean dryRun, String submitter, Reader actor) {}

    enum Decision {
        NEW_VERSIONS,
        REFUSE
    }

    /** What reading and checking found. */
    record Verdict(int records, int documents, int files, long bytes, List<Finding> findings) {
        public Verdict {
            findings = List.copyOf(findings);
        }

        public boolean blocked() {
            return findings.stream().anyMatch(f -> f.severity() == Severity.BLOCKS);
        }
    }

    enum Outcome {
        KEPT,
        ALREADY_KEPT,
        /** Sound hồ sơ were kept, others refused ({@code acceptSound}). */
        PARTLY_KEPT,
        REFUSED,
        /** A code is taken by other bytes; an archivist must decide. */
        WAITING,
        CANCELLED
    }

    /**
     * @param kept hồ sơ acknowledged by this call, in the order of the list; empty when already
     *     kept
     */
    record Result(DeliveryId delivery, Outcome outcome, Verdict verdict, List<AipId> kept) {}

    enum State {
        RECEIVED,
        CHECKING,
        CHECKED,
        STORING,
        INTERRUPTED,
        WAITING,
        KEPT,
        ALREADY_KEPT,
        PARTLY_KEPT,
        REFUSED,
        CANCELLED,
        FAILED
    }

    /**
     * A delivery as the desk shows it. {@code done} of {@code total} are units of {@code phase}.
     */
    record Delivery(
            DeliveryId id,
            String name,
            String submitter,
            State state,
            Progress.@Nullable Phase phase,
            long done,
            long total,
            Instant receivedAt,
            @Nullable Instant finishedAt,
            int records,
            int documents,
            long bytes,
            long blocking,
            long warnings,
            @Nullable String failure) {}
}
