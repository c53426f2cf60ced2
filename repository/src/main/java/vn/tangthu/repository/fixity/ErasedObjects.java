package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.storage.StoreKey;

/** What was erased by right, as an audit asks for it. */
final class ErasedObjects {
    private final Tombstones tombstones;
    private final AipStore aips;
    private @Nullable Set<StoreKey> roots;

    ErasedObjects(Tombstones tombstones, AipStore aips) {
        this.tombstones = tombstones;
        this.aips = aips;
    }

    /** Whether there is a tombstone of it now, also a damaged one. */
    boolean byRight(UUID object) throws IOException {
        return tombstones.named(object);
    }

    /**
     * Whether what lies there is left of something that was erased, as it was at the first call.
     */
    synchronized boolean at(StoreKey root) throws IOException {
        Set<StoreKey> all = roots;
        if (all == null) {
            Set<StoreKey> read = new HashSet<>();
            tombstones.all().forEach(object -> read.add(aips.rootOf(object)));
            roots = read;
            all = read;
        }
        return all.contains(root);
    }
}
