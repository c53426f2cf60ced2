package vn.tangthu.repository;

/**
 * Implemented by the index: lets the repository wait until a restriction is in the index before it
 * acknowledges it.
 */
public interface IndexBarrier {
    /** Returns when the index holds everything up to {@code sequence}, or throws after a minute. */
    void awaitIndexed(long sequence);
}
