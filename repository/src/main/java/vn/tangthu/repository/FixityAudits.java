package vn.tangthu.repository;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Audits: every stored byte is read and matched against the digests in the AIPs' own inventories
 * and against those the database recorded when it acknowledged them; neither alone is the
 * reference. Runs survive a kill and go on where they stood. Results are also kept as log objects
 * in the store.
 */
public interface FixityAudits {
    /** What the archive itself is called where its copies are named. */
    String PRIMARY = "primary";

    /**
     * Starts a run in the background, or gives the one over the same copy that is running.
     *
     * @throws IllegalArgumentException when there is no copy of that name
     */
    UUID start(Options options, Reader actor);

    /** Runs in this thread until it ends or is cancelled; goes on with an interrupted run. */
    Run run(Options options, Reader actor, Progress progress) throws IOException;

    void cancel(UUID run, Reader actor);

    /** The runs at work: at most one for the archive and for each copy. */
    List<Run> running();

    /** Newest first. */
    Slice<Run> history(int offset, int limit);

    /** Open ones first, newest first. */
    Slice<Incident> incidents(int offset, int limit);

    /** What one run found, so that a report can name it. */
    List<Incident> incidentsOf(UUID run);

    /** When every record was last checked, for a whole archive: how many never, sound, damaged. */
    Summary summary();

    /**
     * Another number when other hồ sơ are known to be damaged: for who remembers what was shown of
     * them. Costs as much as there is damaged.
     */
    long damageMark();

    /**
     * @param copy the name of the copy of the archive that is read, or {@link #PRIMARY}
     * @param threads 1 to 64
     * @param bytesPerSecond 0 for no limit
     */
    record Options(String copy, int threads, long bytesPerSecond) {
        public Options(int threads, long bytesPerSecond) {
            this(PRIMARY, threads, bytesPerSecond);
        }
    }

    enum RunState {
        RUNNING,
        INTERRUPTED,
        CANCELLED,
        SOUND,
        DAMAGE_FOUND,
        /** A slice of the budget ended; it did not read everything, whatever it found. */
        PART_READ
    }

    /**
     * @param copy which was read
     */
    record Run(
            UUID id,
            String copy,
            RunState state,
            Instant startedAt,
            @Nullable Instant endedAt,
            long objectsDone,
            long objectsTotal,
            long bytesDone,
            long bytesTotal,
            long problems,
            @Nullable Duration expectedRemaining) {}

    enum Damage {
        /** Bytes differ from what was taken in. */
        CHANGED,
        MISSING,
        /** A file that no inventory names. */
        EXTRA,
        /** Shorter than it was. */
        TRUNCATED,
        INVENTORY_DAMAGED,
        /** A whole object is gone. */
        OBJECT_MISSING,
        /** An object that the catalogue does not know. */
        OBJECT_UNKNOWN
    }

    /**
     * @param copy the name of the copy of the archive in which it was found, or {@link #PRIMARY}
     * @param path the key in the store
     * @param repairedFrom the copy whose bytes were taken, null unless a repair resolved it
     */
    record Incident(
            UUID id,
            String copy,
            @Nullable AipId aip,
            @Nullable String arcFileCode,
            String path,
            Damage damage,
            Instant foundAt,
            @Nullable Instant resolvedAt,
            @Nullable String repairedFrom,
            String detail) {}

    record Summary(
            long never,
            long sound,
            long damaged,
            @Nullable Instant oldestCheck,
            long openIncidents) {}
}
