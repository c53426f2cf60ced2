package vn.tangthu.repository;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Fonds that close because all their makers in the register of bodies have ended. From that day on
 * a later date is told by the checks ({@link Fonds#closing}), whether or not the fonds is closed
 * yet; closing it is a step of its own, so that somebody is told of it and can take it back. A body
 * that lives on, whatever was split off it or whatever functions it gave away, keeps its fonds
 * open.
 */
public interface FondsClosings {
    /**
     * Closes those of which the last maker has ended by today and that were not closed for it
     * before. One that cannot be closed now is left for the next time.
     *
     * @return how many
     */
    int closeEnded();

    /**
     * What was closed, is kept open or is still to be decided: first what is open and nobody keeps
     * open, then the newest first. Fonds whose makers' end is known ahead are among them.
     */
    Slice<Closing> list(int offset, int limit);

    /** How many were closed by rule that nobody has noted yet. */
    int unnoted();

    /** An archivist has seen all that there are now. */
    void note(Reader actor);

    /**
     * Keeps a fonds open in spite of the end of its makers, because their work goes on in it: later
     * dates are not told, and what was closed for that end is opened again. For this end only; one
     * that the register is told of later closes it anew.
     *
     * @throws RefusedException {@code FONDS_NOT_ENDED} where one of its makers still exists and it
     *     was not closed by rule; where the reason is missing; {@code PACKAGE_WAITS} where the
     *     package of the fonds cannot be changed now: later dates are not told, closed it stays
     */
    void keepOpen(FondsId fonds, String reason, Reader actor);

    /**
     * An archivist closes one that is open on the day on which its makers ended; that it was kept
     * open ends.
     *
     * @throws RefusedException as {@link #keepOpen}
     */
    void close(FondsId fonds, Reader actor);

    /**
     * @param endedOn the first day on which none of its makers acted any more
     * @param closedOn the day on which the fonds is closed, null while it is open
     * @param closedAt when it was closed for this end, or null
     * @param noted an archivist has seen it
     * @param keptOpen why it is kept open and who said so, or null
     */
    record Closing(
            FondsId fonds,
            LocalDate endedOn,
            @Nullable LocalDate closedOn,
            @Nullable Instant closedAt,
            boolean noted,
            @Nullable KeptOpen keptOpen) {
        /** Whether it is open though its makers ended and nobody keeps it so. */
        public boolean isOpen() {
            return closedOn == null && keptOpen == null;
        }
    }

    record KeptOpen(String reason, String by) {}
}
