package vn.tangthu.repository;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Many descriptions corrected by a spreadsheet: it leaves with what is kept, comes back edited, is
 * looked at, and is applied with one reason, in the background. Each corrected hồ sơ gets one
 * version with all that is corrected in it and its documents, or none; what is done stays done,
 * whatever ends it. For archivists; everybody else is refused ({@code NOT_ALLOWED}).
 */
public interface Corrections {
    /** The most rows of a sheet that comes back. */
    int MOST_ROWS = 100_000;

    /** The most characters of a reason. */
    int LONGEST_REASON = 500;

    /**
     * Writes what is kept as .xlsx while it is read: a sheet of hồ sơ and one of their documents.
     *
     * @param withDocuments whether the second sheet has rows
     */
    void export(Inventories.Of of, boolean withDocuments, Reader actor, OutputStream out)
            throws IOException;

    /**
     * Begins the dry run of an edited list in the background: it is compared with what is kept, and
     * what it would change and all that is wrong are noted. Nothing is corrected.
     *
     * @param list .xlsx, .ods, .xls or .csv; copied, the caller may erase it
     * @param name as the file was called
     * @return its id
     */
    UUID look(Path list, String name, Reader actor) throws IOException;

    Optional<Correction> find(UUID id, Reader actor);

    /** The newest first. */
    Slice<Correction> list(int offset, int limit, Reader actor);

    /** What differs, in the order of the list. */
    Slice<Item> items(UUID id, int offset, int limit, Reader actor);

    /** The worst first. */
    Slice<Finding> findings(UUID id, int offset, int limit, Reader actor);

    /**
     * Applies what the dry run found, in the background; goes on at the next start where the
     * process died.
     *
     * @throws RefusedException {@code CORRECTION_NOT_CHECKED} when it blocks or has nothing to
     *     apply; {@code VALUE_MISSING}, {@code TOO_LONG} of the reason
     */
    void apply(UUID id, String reason, Reader actor);

    /** Goes on with one that was cancelled or broke off, for the reason it was begun with. */
    void goOn(UUID id, Reader actor);

    /** Stops before the next hồ sơ; those that are corrected stay so. Of a dry run: ends it. */
    void cancel(UUID id, Reader actor);

    enum State {
        /** The dry run goes on. */
        CHECKING,
        /** Can be applied. */
        CHECKED,
        /** Has blocking findings. */
        REFUSED,
        /** Nothing differs from what is kept. */
        NOTHING,
        RUNNING,
        CANCELLED,
        /** Broke off: store or database failed, or the process died during the dry run. */
        INTERRUPTED,
        DONE
    }

    /** What became of an item. */
    enum Outcome {
        CORRECTED,
        /** Left as it is: changed meanwhile, or withdrawn. */
        LEFT
    }

    /**
     * @param rows read
     * @param records hồ sơ that differ
     * @param done of these, corrected
     * @param left of these, left as they are
     * @param remaining until all are done, as fast as it goes now; null when not known
     */
    record Correction(
            UUID id,
            String name,
            State state,
            String actor,
            Instant createdAt,
            int rows,
            int records,
            int done,
            int left,
            long blocking,
            long warnings,
            @Nullable String reason,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable Instant finishedAt,
            @Nullable Duration remaining) {
        /** Hồ sơ that wait. */
        public int waiting() {
            return records - done - left;
        }

        /** Whether something of it goes on by itself. */
        public boolean moves() {
            return state == State.CHECKING || state == State.RUNNING;
        }

        /** Whether {@link Corrections#goOn} does something. */
        public boolean canGoOn() {
            return (state == State.CANCELLED || state == State.INTERRUPTED)
                    && reason != null
                    && waiting() > 0;
        }
    }

    /**
     * One row that differs.
     *
     * @param place list and row
     * @param document null for the hồ sơ itself
     * @param code of the hồ sơ or the document
     * @param version of the hồ sơ that was looked at
     * @param outcome null while it waits
     * @param why it was left as it is
     */
    record Item(
            String place,
            AipId record,
            @Nullable DocumentId document,
            String code,
            int version,
            List<Difference.Field> fields,
            @Nullable Outcome outcome,
            @Nullable Finding why) {
        public Item {
            fields = List.copyOf(fields);
        }
    }
}
