package vn.tangthu.indexer;

import vn.tangthu.repository.Reader;

/**
 * Finding. The reader's rights are part of the query: what may not be known never matches, counts
 * or suggests.
 */
public interface Search {
    /**
     * @throws SearchBusyException when too many search at once and this one's time to wait is over
     */
    SearchPage search(SearchRequest request, Reader reader);
}
