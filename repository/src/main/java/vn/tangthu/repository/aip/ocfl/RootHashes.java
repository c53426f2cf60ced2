package vn.tangthu.repository.aip.ocfl;

import java.util.HashSet;
import java.util.Set;
import vn.tangthu.storage.ScratchLongSet;
import vn.tangthu.storage.StoreKey;

/**
 * The object roots that were seen, by a number each: the first 64 bits of the digest that a root
 * ends with. Among a million objects the odds that two share them are 1 to 37 million.
 */
final class RootHashes {
    private final ScratchLongSet hashes = new ScratchLongSet();
    private final Set<StoreKey> others = new HashSet<>();

    /** Whether it was not seen before. */
    boolean add(StoreKey root) {
        String last = root.lastSegment();
        if (last.length() != 64 || root.segments().size() != 5) {
            return others.add(root);
        }
        try {
            return hashes.add(Long.parseUnsignedLong(last, 0, 16, 16));
        } catch (NumberFormatException e) {
            return others.add(root);
        }
    }
}
