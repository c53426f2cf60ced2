package vn.tangthu.repository;

import java.util.Collection;
import vn.tangthu.storage.Digest;

/**
 * Taking records out of every query at once. A blocked record is kept and audited; to every reader,
 * archivists included, it looks as if it were not there.
 */
public interface RecordBlocks {
    /**
     * Blocks those of them that are visible, with a journal line each; in the caller's transaction,
     * which has written down why before.
     *
     * @throws RefusedException {@code VERSION_CONFLICT} while a delivery brings a version of one
     */
    void block(Collection<AipId> records);

    /**
     * Nothing is put into the place of a record by somebody else until the caller's transaction
     * ends; what was is seen by what it reads from here on.
     */
    void hold();

    /**
     * As {@link #block}, at once: what a delivery is bringing to one goes on, and does not show it.
     */
    void blockAtOnce(Collection<AipId> records);

    /**
     * Makes visible again what nothing blocks any more; in the caller's transaction. It is hidden
     * from all but archivists until each of its pages is read, since nobody knows yet what stands
     * on those that OCR has not come to.
     */
    void unblock(AipId record);

    /**
     * Shows one with unread pages as its rights have it; in the caller's transaction.
     *
     * @return whether it was hidden for that
     */
    boolean showUnread(AipId record);

    /**
     * In the caller's transaction the rows of a package take the place of those of a blocked one
     * that is being erased, with a journal line. Where they are there already: no effect.
     *
     * @param delivered fingerprint of the version of it that was delivered last
     * @param unread whether it is hidden until each of its pages is read, as {@link #unblock}; so
     *     it is in any case where the other was
     * @return whether they were put in
     */
    boolean succeed(AipId erased, Aip successor, Digest delivered, boolean unread);

    /** Hides what is visible until each of its pages is read; in the caller's transaction. */
    void hideUntilRead(AipId record);

    /** Returns when the index has what was blocked; not in a transaction. */
    void awaitIndexed();
}
