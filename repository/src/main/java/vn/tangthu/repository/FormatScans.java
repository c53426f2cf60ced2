package vn.tangthu.repository;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Kept files identified again when the archive has other PRONOM signatures (ADR 0026): slowly, in
 * the background, those longest in the archive first. A run survives a kill and goes on where it
 * stood.
 */
public interface FormatScans {
    /**
     * Identifies in this thread what was not looked at with the signatures of now, at full speed.
     *
     * @return the run; {@link State#INTERRUPTED} when it was cancelled or gave way
     * @throws IOException when no worker or no store answers; what was identified before that stays
     */
    Run identify(Reader actor, Progress progress) throws IOException;

    /** Begins or goes on in the background; no effect while one is at work. */
    void start(Reader actor);

    /** Stops the one at work; it goes on when somebody starts it, or with other signatures. */
    void cancel(Reader actor);

    /** The newest run, finished or not. */
    Optional<Run> last();

    enum State {
        RUNNING,
        INTERRUPTED,
        CANCELLED,
        DONE
    }

    /**
     * @param signatures versions of the signature files, binary and container
     * @param packages that were looked at in this run
     * @param total packages of the archive; those whose files were identified with these signatures
     *     are passed over
     * @param files identified
     * @param changed of them, that are in another format than was known
     * @param unread of them, that could not be read or said nothing of
     * @param forecast when it will be done at the pace of now; null while nobody can say
     */
    record Run(
            UUID id,
            String signatures,
            State state,
            Instant startedAt,
            @Nullable Instant endedAt,
            long packages,
            long total,
            long files,
            long bytes,
            long changed,
            long unread,
            @Nullable Instant forecast) {}
}
