package vn.tangthu.repository;

import java.util.Collection;

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

    /** The same, at once: what a delivery is bringing to one goes on, and does not show it. */
    void blockAtOnce(Collection<AipId> records);

    /** Makes visible again what nothing blocks any more; in the caller's transaction. */
    void unblock(AipId record);

    /** Returns when the index has what was blocked; not in a transaction. */
    void awaitIndexed();
}
