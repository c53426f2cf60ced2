package vn.tangthu.indexer;

import java.io.IOException;

/** What an engine that does not search any more may still hold of this archive. */
@FunctionalInterface
public interface FormerIndex {
    /**
     * Returns when nothing is left of it.
     *
     * @throws IOException when something may be; nothing is erased for good until then
     */
    void forget() throws IOException;
}
