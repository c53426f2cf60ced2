package vn.tangthu.repository.aip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.FaultyObjectStore;
import vn.tangthu.storage.FaultyObjectStore.Fault;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** Every call to the store fails once, and nothing is lost and nothing half is to be seen. */
@Breaks(Breakage.NTH_CALL)
class AipCrashTest {

    private static final int MORE_THAN_ENOUGH = 500;

    @TempDir Path directory;
    private final TestAips made = new TestAips(8);

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR_BEFORE", "ERROR_AFTER", "SHORT", "STALE_LIST"})
    void a_first_version_that_failed_anywhere_is_absent_or_whole_and_can_be_finished(Fault fault)
            throws IOException {
        Aip aip = made.aip(new AipId(UUID.randomUUID()), 2);
        Map<ContentFileId, Path> sources = made.sources(aip, directory);
        boolean reached = true;
        int n = 0;
        while (reached) {
            assertThat(++n).isLessThan(MORE_THAN_ENOUGH);
            ObjectStore kept = new MemoryObjectStore();
            FaultyObjectStore faulty = new FaultyObjectStore(kept);
            faulty.failAt(n, fault);
            attempt(() -> store(faulty, aip, sources));
            reached = faulty.calls() >= n;
            assertAbsentOr(aip, kept);

            store(kept, aip, sources);
            assertSound(kept, aip);
        }
        assertThat(n).isGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR_BEFORE", "ERROR_AFTER", "SHORT", "STALE_LIST"})
    void a_further_version_that_failed_anywhere_leaves_the_old_or_the_new_and_can_be_finished(
            Fault fault) throws IOException {
        Aip first = made.aip(new AipId(UUID.randomUUID()), 2);
        List<Aip.Document> documents = new ArrayList<>(first.documents());
        documents.add(made.document(first.id(), 7, first.fileCode()));
        Aip second =
                OcflAipStoreTest.next(
                        first,
                        documents,
                        OcflAipStoreTest.titled(first.description(), "Mới"),
                        "Thêm tài liệu",
                        "B");
        Map<ContentFileId, Path> sources = made.sources(second, directory);
        boolean reached = true;
        int n = 0;
        while (reached) {
            assertThat(++n).isLessThan(MORE_THAN_ENOUGH);
            ObjectStore kept = new MemoryObjectStore();
            store(kept, first, sources);
            FaultyObjectStore faulty = new FaultyObjectStore(kept);
            faulty.failAt(n, fault);
            attempt(() -> aips(faulty).addVersion(second, 1, sources));
            reached = faulty.calls() >= n;
            assertThat(aips(kept).read(first.id())).isIn(first, second);

            aips(kept).addVersion(second, 1, sources);
            assertSound(kept, second);
        }
        assertThat(n).isGreaterThan(15);
    }

    @Test
    void leftovers_of_a_version_that_never_came_to_be_are_removed_by_the_next_write()
            throws IOException {
        ObjectStore store = new MemoryObjectStore();
        Aip aip = made.aip(new AipId(UUID.randomUUID()), 1);
        store(store, aip, made.sources(aip, directory));
        StoreKey root = only(store).root();
        byte[] rubbish = {1, 2, 3};
        for (String path : List.of("v2/content/METS.xml", "v2/inventory.json", "v3/x", "y")) {
            store.putNew(
                    root.resolve(path),
                    ByteSource.of(rubbish),
                    Digest.of(DigestAlgorithm.SHA512, rubbish));
        }
        assertThat(aips(store).read(aip.id())).isEqualTo(aip);
        assertThat(aips(store).inspect(only(store)).extra()).hasSize(4);
        Aip next = OcflAipStoreTest.retitled(aip, "Mới", "B");
        aips(store).addVersion(next, 1, Map.of());
        assertSound(store, next);
    }

    @Test
    void a_torn_root_inventory_is_read_around_reported_and_repaired() throws IOException {
        for (String torn : List.of("inventory.json", "inventory.json.sha512")) {
            for (boolean gone : List.of(true, false)) {
                ObjectStore store = new MemoryObjectStore();
                Aip first = made.aip(new AipId(UUID.randomUUID()), 1);
                store(store, first, made.sources(first, directory));
                Aip second = OcflAipStoreTest.retitled(first, "Mới", "B");
                aips(store).addVersion(second, 1, Map.of());
                StoreKey key = only(store).root().resolve(torn);
                byte[] bytes;
                try (var in = store.open(key)) {
                    bytes = in.readAllBytes();
                }
                store.delete(key);
                if (!gone) {
                    byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
                    store.putNew(key, ByteSource.of(half), Digest.of(DigestAlgorithm.SHA512, half));
                }
                assertThat(aips(store).read(first.id())).isEqualTo(second);
                assertThat(aips(store).inspect(only(store)).problems())
                        .extracting(AipStore.Problem::key)
                        .containsExactly(key);
                Aip third = OcflAipStoreTest.retitled(second, "Mới nữa", "C");
                aips(store).addVersion(third, 2, Map.of());
                assertSound(store, third);
            }
        }
    }

    private AipStore aips(ObjectStore store) {
        return new OcflAipStore(store, Clock.systemUTC(), "test");
    }

    private void store(ObjectStore store, Aip aip, Map<ContentFileId, Path> sources)
            throws IOException {
        aips(store).store(aip, sources);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void attempt(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            assertThat(e).isInstanceOf(IOException.class); // what was left behind is what counts
        }
    }

    private void assertAbsentOr(Aip aip, ObjectStore store) throws IOException {
        try {
            assertThat(aips(store).read(aip.id())).isEqualTo(aip);
        } catch (StoreException.NotFound e) {
            assertThat(aips(store).objects().filter(o -> o.kind() != ObjectRef.Kind.UNKNOWN))
                    .isEmpty();
        }
    }

    private ObjectRef only(ObjectStore store) throws IOException {
        try (Stream<ObjectRef> objects = aips(store).objects()) {
            return objects.toList().getFirst();
        }
    }

    private void assertSound(ObjectStore store, Aip aip) throws IOException {
        assertThat(aips(store).read(aip.id())).isEqualTo(aip);
        AipStore.Inspection inspection = aips(store).inspect(only(store));
        assertThat(inspection.problems()).isEmpty();
        assertThat(inspection.extra()).isEmpty();
        assertThat(inspection.head()).isEqualTo(aip.version());
        for (AipStore.ExpectedFile file : inspection.expected()) {
            try (var in = store.open(file.key())) {
                assertThat(Digest.of(file.digest().algorithm(), in.readAllBytes()))
                        .as(file.key().value())
                        .isEqualTo(file.digest());
            }
        }
    }
}
