package vn.tangthu.repository;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Audits: every stored byte is read and matched against the digests in the AIPs' own inventories
 * and against those the database recorded when it acknowledged them; neither alone is the
 * reference. Runs survive a kill and go on where they stood. Results are also kept as log objects
 * in the store.
 */
public interface FixityAudits {
    /** Starts a run in the background, or gives the one that is running. */
    UUID start(Options options, Reader actor);

    /** Runs in this thread until it ends or is cancelled; goes on with an interrupted run. */
    Run run(Options options, Reader actor, Progress progress) throws IOException;

    void cancel(UUID run, Reader actor);

    Optional<Run> current();

    /** Newest first. */
    Slice<Run> history(int offset, int limit);

    /** Open ones first, newest first. */
    Slice<Incident> incidents(int offset, int limit);

    /** What one run found, so that a report can name it. */
    List<Incident> incidentsOf(UUID run);

    /** When every record was last checked, for a whole archive: how many never, sound, damaged. */
    Summary summary();

    /**
     * @param threads 1 to 64
     * @param bytesPerSecond 0 for no limit
     */
    record Options(int threads, long bytesPerSecond) {}

    enum RunState {
        RUNNING,
        INTERRUPTED,
        CANCELLED,
        SOUND,
        DAMAGE_FOUND
    }

    record Run(
            UUID id,
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
     * @param path the key in the store
     */
    record Incident(
            UUID id,
            @Nullable AipId aip,
            @Nullable String arcFileCode,
            String path,
            Damage damage,
            Instant foundAt,
            @Nullable Instant resolvedAt,
            String detail) {}

    record Summary(
            long never,
            long sound,
            long damaged,
            @Nullable Instant oldestCheck,
            long openIncidents) {}
}
