package vn.tangthu.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
    /**
     * The actor of what the drop folder brings. Whoever may write there writes whose delivery it
     * is, too, so this one is told what anybody is told.
     */
    String DROP_FOLDER = "drop-folder";

    /** Reads and checks, stores nothing. */
    default Verdict check(Path source, Progress progress) throws IOException {
        return check(source, "", progress);
    }

    /**
     * Reads and checks, stores nothing.
     *
     * @param contractor whom it comes from, so that its headings are read as {@link Contractors}
     *     knows them; may be empty
     */
    Verdict check(Path source, String contractor, Progress progress) throws IOException;

    /**
     * Takes in a folder or ZIP where it lies and returns when it is kept, refused, waiting, paused
     * or cancelled. It takes its turn in the same line as all others ({@link
     * Progress.Phase#QUEUE}). The same delivery again is {@link Outcome#ALREADY_KEPT}. After an
     * interruption, the same call goes on where it stood.
     *
     * @throws RefusedException when {@link Options#accept} is given to a delivery that waits for
     *     something else
     */
    Result ingest(Path source, Options options, Progress progress) throws IOException;

    /**
     * Takes over {@code staged} (a file or folder below the home's staging directory) and works on
     * it in the background, also after a restart.
     */
    DeliveryId submit(Path staged, String name, Options options);

    /**
     * As {@link #submit(Path, String, Options)} under an id that the caller chose. If there is a
     * delivery with it already, that one goes on and {@code staged} is erased.
     */
    void submit(DeliveryId id, Path staged, String name, Options options);

    /**
     * Works on a folder or ZIP where it lies, in the background. The path is how it is known: the
     * same path again is the same delivery, ended or not; one that was interrupted goes on.
     */
    DeliveryId takeIn(Path source, Options options);

    /** The newest delivery that was taken in from this path, not from staging. */
    Optional<Delivery> takenFrom(Path source);

    /**
     * Stops a delivery that is being worked on; nothing of it stays. No effect when it is done. For
     * archivists, and for the account that handed it in.
     */
    void cancel(DeliveryId id, Reader actor);

    /**
     * Goes on with a paused, interrupted or failed delivery, takes in a dry run, or checks one
     * again, as it lies there, that waits for its columns to be confirmed or for duplicates.
     */
    void resume(DeliveryId id, Reader actor);

    /**
     * Lets a delivery rest, also over a restart, until {@link #resume}: one that waits leaves the
     * line; one that is worked on stops after the hồ sơ it is at and gives its lane to the next.
     * What is stored stays; resumed, it is read and checked again and goes on storing where it
     * stood. No effect when it is done, waits for a decision or is just being acknowledged.
     */
    void pause(DeliveryId id, Reader actor);

    /** Changes the order of those that wait for their turn. No effect on one that does not. */
    void move(DeliveryId id, Move to, Reader actor);

    /** What is worked on and what waits for its turn, in its order; paused ones after them. */
    List<Delivery> line();

    /**
     * Decides on a delivery that waits: codes taken by other bytes become new versions, findings
     * that lose nothing are accepted, or the delivery is refused. The reason stands in the delivery
     * and, of what is taken in, in the PREMIS of the hồ sơ concerned.
     */
    void decide(DeliveryId id, Decision decision, String reason, Reader actor);

    /** Says whom a delivery that waits comes from. */
    void from(DeliveryId id, String contractor, Reader actor);

    /** The columns of its lists as they were understood; empty while nothing was read. */
    List<DeliveredColumn> columns(DeliveryId id);

    Slice<Delivery> list(int offset, int limit);

    Optional<Delivery> find(DeliveryId id);

    /** What the sender said of the bag it came in, once that was found valid. */
    Optional<Aip.Bag> bag(DeliveryId id);

    Slice<Finding> findings(DeliveryId id, int offset, int limit);

    /** Against the last delivery of the same hồ sơ; empty for the first. */
    Optional<DeliveryComparison> comparison(DeliveryId id);

    /**
     * @param acceptSound keep the sound hồ sơ and list the rest, instead of all or nothing
     * @param dryRun check only
     * @param submitter who hands it in, for the record; the headings of its lists are read as
     *     {@link Contractors} knows them of this name
     * @param askDuplicates wait until an archivist has decided on every pair of {@link
     *     DeliveryPairs}, instead of telling of them
     * @param accept why what a delivery of this path waits for is accepted ({@link
     *     Decision#ACCEPT}), or null; no effect on one that was not found waiting before, since
     *     nobody has seen what there is to accept
     */
    record Options(
            boolean acceptSound,
            boolean dryRun,
            String submitter,
            Reader actor,
            boolean askDuplicates,
            @Nullable String accept) {
        /** One that accepts nothing. */
        public Options(
                boolean acceptSound,
                boolean dryRun,
                String submitter,
                Reader actor,
                boolean askDuplicates) {
            this(acceptSound, dryRun, submitter, actor, askDuplicates, null);
        }

        /** One that does not wait for duplicates and accepts nothing. */
        public Options(boolean acceptSound, boolean dryRun, String submitter, Reader actor) {
            this(acceptSound, dryRun, submitter, actor, false);
        }
    }

    /** Where to in the line. */
    enum Move {
        FIRST,
        UP,
        DOWN
    }

    enum Decision {
        NEW_VERSIONS,
        /**
         * All that blocks it is {@link Finding#acceptable}, or duplicates are what it waits for: it
         * is taken in as it is.
         */
        ACCEPT,
        REFUSE
    }

    /**
     * What reading and checking found.
     *
     * @param columns of both lists, as they were understood
     * @param comparison with the last delivery of the same hồ sơ, null for the first
     */
    record Verdict(
            int records,
            int documents,
            int files,
            long bytes,
            List<Finding> findings,
            List<DeliveredColumn> columns,
            @Nullable DeliveryComparison comparison) {
        public Verdict {
            findings = List.copyOf(findings);
            columns = List.copyOf(columns);
        }

        /** Compared with nothing. */
        public Verdict(
                int records,
                int documents,
                int files,
                long bytes,
                List<Finding> findings,
                List<DeliveredColumn> columns) {
            this(records, documents, files, bytes, findings, columns, null);
        }

        /** Of lists whose columns nobody needs to see, compared with nothing. */
        public Verdict(int records, int documents, int files, long bytes, List<Finding> findings) {
            this(records, documents, files, bytes, findings, List.of(), null);
        }

        /** The same, with how it stands against the last delivery. */
        public Verdict against(@Nullable DeliveryComparison last) {
            return new Verdict(records, documents, files, bytes, findings, columns, last);
        }

        public boolean blocked() {
            return findings.stream().anyMatch(f -> f.severity() == Severity.BLOCKS);
        }

        /** Whether it blocks, and an archivist may take it in all the same, with a reason. */
        public boolean acceptable() {
            return blocked()
                    && findings.stream()
                            .filter(f -> f.severity() == Severity.BLOCKS)
                            .allMatch(Finding::acceptable);
        }
    }

    enum Outcome {
        KEPT,
        ALREADY_KEPT,
        /** Sound hồ sơ were kept, others refused ({@code acceptSound}). */
        PARTLY_KEPT,
        REFUSED,
        /**
         * An archivist must decide: a code is taken by other bytes, or a heading is read by a guess
         * that must be confirmed.
         */
        WAITING,
        CANCELLED,
        /** An archivist paused it; {@link Deliveries#resume} or the same call goes on. */
        PAUSED
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
        PAUSED,
        WAITING,
        KEPT,
        ALREADY_KEPT,
        PARTLY_KEPT,
        REFUSED,
        CANCELLED,
        FAILED
    }

    /**
     * A delivery as the desk shows it. {@code done} of {@code total} are units of {@code phase};
     * {@code account} is whose it is, null for the command line and the drop folder.
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
            @Nullable String failure,
            @Nullable AccountId account,
            Turn turn) {}

    /**
     * How it goes with a delivery that waits for its turn or is worked on.
     *
     * @param position 1 for the next in line, 0 when it does not wait
     * @param pausing whether it is worked on and stops at the next safe place
     * @param perSecond units of its phase in a second, 0 while nothing can be said
     * @param remaining until the end of its phase, or null while nothing can be said
     */
    record Turn(int position, boolean pausing, double perSecond, @Nullable Duration remaining) {
        public static final Turn NONE = new Turn(0, false, 0, null);
    }
}
