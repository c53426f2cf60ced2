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
     * before; opens first what {@link #keepOpen} could not open then. One that cannot be changed
     * now is left for the next time.
     *
     * @return how many were closed
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
     * dates are not told, and what was closed by rule is opened again; a day that was given by hand
     * and is not this end stays. For this end only: another of which the register is told closes it
     * anew.
     *
     * <p>The word is kept first. Where the fonds cannot be opened then, because its package waits
     * or the process dies, {@link #closeEnded} opens it at a later turn; until then it is closed,
     * and dates after the day of its closing are told.
     *
     * @param endedOn the end that is meant, {@link Closing#endedOn}
     * @throws RefusedException {@code FONDS_NOT_ENDED} where its makers did not end on that day and
     *     the list does not have it with it; where the reason is missing; as {@link
     *     Holdings#closeFonds} where its package cannot be changed now: the word is kept
     */
    void keepOpen(FondsId fonds, LocalDate endedOn, String reason, Reader actor);

    /**
     * An archivist closes one that is open on the day on which its makers ended; that it was kept
     * open for this end is over.
     *
     * @param endedOn the end that is meant, and the day of closing
     * @throws RefusedException {@code FONDS_NOT_ENDED} as {@link #keepOpen}; as {@link
     *     Holdings#closeFonds}
     */
    void close(FondsId fonds, LocalDate endedOn, Reader actor);

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
