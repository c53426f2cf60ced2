package vn.tangthu.repository.recovery;

import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.ObjectRef;

/**
 * The ids of all AIPs in the store, 16 bytes each: a provincial archive has some hundred thousand,
 * and the listing is walked over once.
 */
final class StoreListing {
    private long[] ids = new long[1024];
    private int count;

    /**
     * @param others takes every object that is no AIP, as it comes
     */
    static StoreListing read(AipStore store, Consumer<ObjectRef> others) throws IOException {
        StoreListing listing = new StoreListing();
        try (Stream<ObjectRef> objects = store.objects()) {
            objects.forEach(
                    object -> {
                        if (object.kind() == ObjectRef.Kind.AIP) {
                            listing.add(object.id());
                        } else {
                            others.accept(object);
                        }
                    });
        }
        return listing;
    }

    private void add(UUID id) {
        if (2 * count + 2 > ids.length) {
            ids = Arrays.copyOf(ids, ids.length * 2);
        }
        ids[2 * count] = id.getMostSignificantBits();
        ids[2 * count + 1] = id.getLeastSignificantBits();
        count++;
    }

    int size() {
        return count;
    }

    UUID get(int index) {
        return new UUID(ids[2 * index], ids[2 * index + 1]);
    }
}
