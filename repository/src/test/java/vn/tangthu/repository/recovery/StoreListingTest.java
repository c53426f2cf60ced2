package vn.tangthu.repository.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.StoreKey;

class StoreListingTest {
    private static final UUID KEPT = UUID.randomUUID();
    private static final UUID ERASED = UUID.randomUUID();
    private static final UUID NAMED = UUID.randomUUID();

    /** One sound tombstone, and one of which only its name is left. */
    private static final Tombstones.All STONES =
            new Tombstones.All() {
                @Override
                public int size() {
                    return 2;
                }

                @Override
                public boolean erased(UUID object) {
                    return object.equals(ERASED);
                }

                @Override
                public boolean named(UUID object) {
                    return object.equals(ERASED) || object.equals(NAMED);
                }

                @Override
                public void forEach(Consumer<UUID> erased) {
                    erased.accept(ERASED);
                }

                @Override
                public Map<String, Digest> objects() {
                    return Map.of();
                }

                @Override
                public Map<String, Acknowledgements.Problem> problems() {
                    return Map.of();
                }
            };

    private static StoreKey root(UUID id) {
        return StoreKey.of("ocfl", id.toString());
    }

    @Test
    void whatADamagedTombstoneNamesIsNoRecordEither() throws IOException {
        AipStore store =
                (AipStore)
                        Proxy.newProxyInstance(
                                AipStore.class.getClassLoader(),
                                new Class<?>[] {AipStore.class},
                                (proxy, method, arguments) ->
                                        method.getName().equals("rootOf")
                                                ? root((UUID) arguments[0])
                                                : Stream.of(KEPT, ERASED, NAMED)
                                                        .map(
                                                                id ->
                                                                        new ObjectRef(
                                                                                id,
                                                                                ObjectRef.Kind.AIP,
                                                                                root(id))));
        List<ObjectRef> others = new ArrayList<>();
        StoreListing listing = StoreListing.read(store, others::add, STONES);
        assertThat(listing.size()).isEqualTo(1);
        assertThat(listing.get(0)).isEqualTo(KEPT);
        assertThat(listing.erased()).containsExactly(ERASED, NAMED);
        assertThat(others).isEmpty();
    }
}
