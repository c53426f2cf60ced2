package vn.tangthu.repository;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies of the archive on other stores: packages and logs, byte for byte under the same keys, so
 * that each is an archive that can be read and rebuilt by itself. What is copied is read back and
 * matched with the digests of the inventories, of the database and of the acknowledgement: never
 * with what the copy says of itself. What lies there with other bytes is named and never
 * overwritten.
 */
public interface Copies {
    /** The copies that the configuration names; empty where there are none. */
    List<Copy> all();

    /** Begins to bring it up to date in the background; no effect while that goes on. */
    void start(String copy, Reader actor);

    /**
     * Brings it up to date in this thread, or waits for the run that is at work.
     *
     * @throws IllegalArgumentException when there is no copy of that name
     */
    Copy run(String copy, Reader actor, Progress progress);

    /** Stops at the next package; the next run goes on from there. */
    void stop(String copy, Reader actor);

    /** Copies at which more is to be erased than a copy erases in a day by itself. */
    List<ErasuresWaiting> erasuresWaiting();

    /**
     * An operator looked what waits there, and says how much it is; the next run erases it.
     *
     * @return false when another number waits there: nothing is erased
     */
    boolean confirmErasures(String copy, int erasures, Reader actor);

    /**
     * @param erasures that the last run left
     */
    record ErasuresWaiting(String copy, int erasures) {}

    enum State {
        /** Nothing was copied yet. */
        NEVER,
        /** A run is at work. */
        RUNNING,
        /** Everything that is acknowledged is there and was read back. */
        COMPLETE,
        /** Something came since the last run, or it was stopped or left something to the next. */
        BEHIND,
        /** Packages are wrong, here or there: incidents name them. */
        DAMAGED,
        /** It is not there, not mounted, or does not answer. */
        UNREACHABLE,
        /** What is there is not this copy: another disk, or one that was emptied. */
        FOREIGN,
        /** Everything is there, and its store does not lock it although the configuration asks. */
        UNLOCKED
    }

    /**
     * What keeps objects of a copy from being removed (S3 object lock in governance mode).
     *
     * @param days for which each object is locked, and before half of them are over anew
     * @param until when all that the copy has is locked, as its store said when it was asked back;
     *     null when something is not, or was not asked for yet
     */
    record Lock(int days, @Nullable Instant until) {}

    /**
     * @param name as the configuration calls it
     * @param where it is, for people
     * @param sound packages there whose newest version was read back and is as it was taken in, as
     *     the last run over all of them counted
     * @param packages in the archive
     * @param bytes that were read back of these packages
     * @param incidents that are open in this copy
     * @param done of the run that is at work, or of the last one
     * @param startedAt of the run at work, or of the last one
     * @param completeAt as of when it has everything: what was acknowledged until then is there
     * @param problem what stopped the last run, for people; null when nothing did
     * @param lock null where the configuration asks for none
     */
    record Copy(
            String name,
            String where,
            State state,
            long sound,
            long packages,
            long bytes,
            long incidents,
            long done,
            @Nullable Instant startedAt,
            @Nullable Instant completeAt,
            @Nullable String problem,
            @Nullable Lock lock) {
        /** Packages that the archive has and this copy has not yet, or not sound. */
        public long behind() {
            return Math.max(0, packages - sound);
        }
    }
}
