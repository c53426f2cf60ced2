package vn.tangthu.repository;

/**
 * Implemented by the index: lets the repository wait until a restriction is in the index before it
 * acknowledges it.
 */
public interface IndexBarrier {
    /**
     * Returns when every restriction up to {@code sequence} acts in the index, or throws after a
     * minute. Of a fonds that was restricted and is large this is before all its records are put
     * anew: until then the index withholds it from those who need a right to see it.
     */
    void awaitIndexed(long sequence);
}
