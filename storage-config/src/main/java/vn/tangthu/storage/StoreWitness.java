package vn.tangthu.storage;

import java.io.IOException;
import java.util.List;

/**
 * What the archive remembers elsewhere than in its store: by that a store without a mark is known
 * again, also in a home that was put back.
 */
@FunctionalInterface
public interface StoreWitness {
    /**
     * Some of the objects that were acknowledged last, a few; empty when none ever was.
     *
     * @throws IOException when nobody can be asked
     */
    List<StoreKey> newest() throws IOException;
}
