package vn.tangthu.repository.aip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** Whatever is changed by hand below an object, its inspection gives what an audit needs. */
class AipInspectionTest {

    @TempDir Path directory;
    private final MemoryObjectStore store = new MemoryObjectStore();
    private final AipStore aips = new OcflAipStore(store, Clock.systemUTC(), "test");
    private final TestAips made = new TestAips(9);
    private final Random random = new Random(9);
    private ObjectRef object;

    @BeforeEach
    void storeTwoVersions() throws IOException {
        Aip aip = made.aip(new AipId(UUID.randomUUID()), 2);
        aips.store(aip, made.sources(aip, directory));
        aips.addVersion(OcflAipStoreTest.retitled(aip, "Mới", "B"), 1, Map.of());
        try (Stream<ObjectRef> objects = aips.objects()) {
            object = objects.toList().getFirst();
        }
        assertThat(damaged()).isEmpty();
    }

    @Test
    void a_flipped_bit_in_any_file_is_named() throws IOException {
        for (StoreKey key : keys()) {
            byte[] sound = read(key);
            for (int i = 0; i < 3 && sound.length > 0; i++) {
                byte[] bad = sound.clone();
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
                write(key, bad);
                assertThat(damaged()).as(key.value()).contains(key);
            }
            write(key, sound);
            assertThat(damaged()).isEmpty();
        }
    }

    @Test
    void a_sidecar_that_names_another_digest_is_named_and_its_inventory_is_not()
            throws IOException {
        for (StoreKey key : keys()) {
            if (!key.value().endsWith("v1/inventory.json.sha512")) {
                continue;
            }
            byte[] sound = read(key);
            byte[] bad = sound.clone();
            bad[5] = (byte) (bad[5] == 'a' ? 'b' : 'a');
            write(key, bad);
            assertThat(damaged()).containsExactly(key);
            write(key, sound);
        }
    }

    @Test
    void a_missing_or_shortened_file_is_named() throws IOException {
        for (StoreKey key : keys()) {
            byte[] sound = read(key);
            store.delete(key);
            assertThat(damaged()).as(key.value()).contains(key);
            if (sound.length > 0) {
                write(key, Arrays.copyOf(sound, sound.length / 2));
                assertThat(damaged()).as(key.value()).contains(key);
            }
            write(key, sound);
        }
        assertThat(damaged()).isEmpty();
    }

    @Test
    void an_extra_file_anywhere_is_named() throws IOException {
        for (String path :
                List.of("x", "v1/x", "v1/content/x", "v2/content/data/x", "v3/content/y")) {
            StoreKey key = object.root().resolve(path);
            write(key, new byte[] {1});
            assertThat(damaged()).containsExactly(key);
            store.delete(key);
        }
    }

    @Test
    void two_files_that_changed_places_are_both_named() throws IOException {
        List<StoreKey> content =
                keys().stream().filter(key -> key.value().contains("/data/")).toList();
        byte[] first = read(content.get(0));
        byte[] second = read(content.get(1));
        write(content.get(0), second);
        write(content.get(1), first);
        assertThat(damaged()).containsExactlyInAnyOrder(content.get(0), content.get(1));
    }

    @Test
    void a_root_that_was_set_back_to_an_older_version_is_noticed() throws IOException {
        for (String file : List.of("inventory.json", "inventory.json.sha512")) {
            write(object.root().resolve(file), read(object.root().resolve("v1/" + file)));
        }
        AipStore.Inspection inspection = aips.inspect(object);
        assertThat(inspection.head()).isEqualTo(1);
        assertThat(inspection.extra()).isNotEmpty().allMatch(key -> key.value().contains("/v2/"));
    }

    @Test
    void an_object_without_any_inventory_is_listed_as_unknown_and_has_a_problem()
            throws IOException {
        for (StoreKey key : keys()) {
            if (key.lastSegment().startsWith("inventory.json")) {
                store.delete(key);
            }
        }
        try (Stream<ObjectRef> objects = aips.objects()) {
            ObjectRef unknown = objects.toList().getFirst();
            assertThat(unknown.kind()).isEqualTo(ObjectRef.Kind.UNKNOWN);
            assertThat(unknown.root()).isEqualTo(object.root());
            assertThat(aips.inspect(unknown).problems()).hasSize(1);
        }
    }

    @Test
    void a_stray_file_in_the_storage_root_is_listed_and_is_extra() throws IOException {
        StoreKey stray = new StoreKey("ocfl/abc/stray.txt");
        write(stray, new byte[] {1});
        try (Stream<ObjectRef> objects = aips.objects()) {
            ObjectRef found =
                    objects.filter(ref -> ref.root().equals(stray)).findFirst().orElseThrow();
            assertThat(aips.inspect(found).extra()).containsExactly(stray);
        }
    }

    @Test
    void a_store_that_lists_the_files_of_an_object_far_apart_hides_nothing() throws IOException {
        Aip other = made.aip(new AipId(UUID.randomUUID()), 2);
        aips.store(other, made.sources(other, directory));
        StoreKey extra = object.root().resolve("v1/x");
        write(extra, new byte[] {1});
        for (int i = 0; i < 20; i++) {
            AipStore disordered = new OcflAipStore(disordered(), Clock.systemUTC(), "test");
            Set<StoreKey> found = new HashSet<>();
            Set<StoreKey> roots = new HashSet<>();
            try (Stream<AipStore.Listed> listed = disordered.listed()) {
                for (AipStore.Listed one : listed.toList()) {
                    AipStore.Opened opened = one.open();
                    assertThat(roots.add(opened.object().root())).isNotEqualTo(one.again());
                    found.addAll(opened.inspect().extra());
                }
            }
            assertThat(roots).hasSize(2);
            assertThat(found).containsExactly(extra);
        }
    }

    /** What an audit that reads every expected file would name, at its first and second look. */
    private Set<StoreKey> damaged() throws IOException {
        AipStore.Inspection inspection = aips.inspect(object);
        try (Stream<AipStore.Listed> listed = aips.listed()) {
            for (AipStore.Listed one : listed.toList()) {
                AipStore.Opened opened = one.open();
                if (opened.object().equals(object)) {
                    assertThat(opened.inspect()).isEqualTo(inspection);
                }
            }
        }
        Set<StoreKey> damaged = new HashSet<>(inspection.extra());
        inspection.problems().forEach(problem -> damaged.add(problem.key()));
        for (AipStore.ExpectedFile file : inspection.expected()) {
            try {
                if (!Digest.of(file.digest().algorithm(), read(file.key())).equals(file.digest())) {
                    damaged.add(file.key());
                }
            } catch (StoreException.NotFound e) {
                damaged.add(file.key());
            }
        }
        return damaged;
    }

    private List<StoreKey> keys() throws IOException {
        List<StoreKey> keys = new ArrayList<>();
        try (Stream<ObjectInfo> objects = store.list(StorePrefix.below(object.root()))) {
            objects.map(ObjectInfo::key).sorted().forEach(keys::add);
        }
        return keys;
    }

    private byte[] read(StoreKey key) throws IOException {
        try (var in = store.open(key)) {
            return in.readAllBytes();
        }
    }

    private void write(StoreKey key, byte[] bytes) throws IOException {
        store.delete(key);
        store.putNew(key, ByteSource.of(bytes), Digest.of(DigestAlgorithm.SHA512, bytes));
    }

    /** Promises no order, as the port does. */
    private ObjectStore disordered() {
        return (ObjectStore)
                Proxy.newProxyInstance(
                        ObjectStore.class.getClassLoader(),
                        new Class<?>[] {ObjectStore.class},
                        (proxy, method, arguments) -> {
                            Object result = method.invoke(store, arguments);
                            if (result instanceof Stream<?> stream) {
                                List<Object> all = new ArrayList<>(stream.toList());
                                Collections.shuffle(all, random);
                                return all.stream();
                            }
                            return result;
                        });
    }
}
