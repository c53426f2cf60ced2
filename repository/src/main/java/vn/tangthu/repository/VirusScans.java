package vn.tangthu.repository;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Virus scans of what is kept, again whenever the scanner has new signatures. A run survives a kill
 * and goes on where it stood. What it finds stays where it is and is told: a find in what was taken
 * in long ago may be a false one, and what becomes of it is an archivist's decision.
 */
public interface VirusScans {
    /**
     * Scans in this thread what was not scanned with the signatures of today, and goes on first
     * with the run that was interrupted, whatever signatures it began with. One that goes by itself
     * meanwhile gives way.
     *
     * @return the run; {@link State#INTERRUPTED} when it was cancelled, to be gone on with
     * @throws VirusScanner.Unavailable when no scanner is set up or it does not answer; what was
     *     scanned before that stays so
     */
    Run scan(Reader actor, Progress progress) throws IOException;

    /** The newest run, finished or not. */
    Optional<Run> last();

    /**
     * How what is kept stands, by bytes that are told apart by their digest: as it was counted
     * last, in the background. Empty until then, and where no scanner is set up.
     */
    Optional<Summary> summary();

    /** Kept files that something was found in, newest first. */
    Slice<Found> found(int offset, int limit);

    enum State {
        RUNNING,
        INTERRUPTED,
        DONE
    }

    /**
     * @param engine scanner and signatures that it began with; newer ones are taken on the way
     * @param files scanned in this run
     * @param found of them, with something in them
     * @param notScanned of them, that could not be scanned
     */
    record Run(
            UUID id,
            String engine,
            State state,
            Instant startedAt,
            @Nullable Instant endedAt,
            long files,
            long bytes,
            long found,
            long notScanned) {}

    /**
     * @param never nobody scanned them since this was noted
     */
    record Summary(long clean, long infected, long notScanned, long never, Instant countedAt) {}

    record Found(AipId aip, String arcFileCode, String originalName, VirusCheck check) {}
}
