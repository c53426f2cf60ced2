package vn.tangthu.repository;

/**
 * Tells somebody who waits how far long work is, and asks whether to go on. Called from the working
 * thread.
 */
public interface Progress {
    Progress NONE =
            new Progress() {
                @Override
                public void at(Phase phase, long done, long total) {}

                @Override
                public boolean cancelled() {
                    return false;
                }
            };

    /**
     * @param done units done in this phase
     * @param total units in all, or -1 while unknown
     */
    void at(Phase phase, long done, long total);

    /** Whether to stop at the next safe place. */
    boolean cancelled();

    /** What is being done. Units: files for those of a delivery, objects for the rest. */
    enum Phase {
        /** Waiting for its turn; {@code done} is the number of those before it. */
        QUEUE,
        RECEIVE,
        READ_LISTS,
        CHECK,
        /** Pages of checked files held against others, first as scans and then by what they say. */
        COMPARE,
        STORE,
        ACKNOWLEDGE,
        INDEX,
        AUDIT,
        REBUILD,
        EXPORT,
        BACKUP,
        COPY
    }
}
