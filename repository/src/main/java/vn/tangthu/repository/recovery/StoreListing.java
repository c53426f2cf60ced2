package vn.tangthu.repository.recovery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.storage.ScratchLongSet;
import vn.tangthu.storage.ScratchLongs;
import vn.tangthu.storage.StoreKey;

/**
 * The ids of all AIPs in the store, 16 bytes each outside the heap: a provincial archive has some
 * hundred thousand, and the listing is walked over once.
 */
final class StoreListing {
    private ScratchLongs ids = new ScratchLongs(1024);
    private int count;
    private final List<UUID> erased = new ArrayList<>();

    /**
     * @param others takes every object that is no AIP, as it comes
     * @param tombstones what was erased is none of them, whatever is left of it; nor what a damaged
     *     one names, of which nothing is erased either
     */
    static StoreListing read(AipStore store, Consumer<ObjectRef> others, Tombstones.All tombstones)
            throws IOException {
        Map<StoreKey, UUID> erasedRoots = new HashMap<>();
        tombstones.forEach(id -> erasedRoots.put(store.rootOf(id), id));
        StoreListing listing = new StoreListing();
        try (Stream<ObjectRef> objects = store.objects()) {
            objects.forEach(
                    object -> {
                        UUID erased = erasedRoots.get(object.root());
                        if (erased != null) {
                            listing.erased.add(erased);
                        } else if (tombstones.named(object.id())) {
                            listing.erased.add(object.id()); // who decided it is not to be read
                        } else if (object.kind() == ObjectRef.Kind.AIP) {
                            listing.add(object.id());
                        } else {
                            others.accept(object);
                        }
                    });
        }
        return listing;
    }

    private void add(UUID id) {
        if (2L * count + 2 > ids.length()) {
            ids = ids.resized(ids.length() * 2);
        }
        ids.set(2L * count, id.getMostSignificantBits());
        ids.set(2L * count + 1, id.getLeastSignificantBits());
        count++;
    }

    /** Objects with a tombstone of which something is there still, or again. */
    List<UUID> erased() {
        return erased;
    }

    /** Those of {@code ids} that the listing does not have. */
    List<AipId> without(Acknowledgements.All ids) {
        ScratchLongSet mixed = new ScratchLongSet();
        for (int i = 0; i < count; i++) {
            boolean unused = mixed.add(mixed(get(i)));
        }
        List<AipId> without = new ArrayList<>();
        ids.forEach(
                id -> {
                    if (!mixed.contains(mixed(id.value()))) {
                        without.add(id);
                    }
                });
        return without;
    }

    /** 64 of its random bits: two of some hundred thousand are never the same. */
    private static long mixed(UUID id) {
        return id.getMostSignificantBits() * 0x9E3779B97F4A7C15L ^ id.getLeastSignificantBits();
    }

    int size() {
        return count;
    }

    UUID get(int index) {
        return new UUID(ids.get(2L * index), ids.get(2L * index + 1));
    }
}
