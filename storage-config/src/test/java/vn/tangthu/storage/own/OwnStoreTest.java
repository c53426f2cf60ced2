package vn.tangthu.storage.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.filesystem.FileSystemObjectStore;
import vn.tangthu.storage.memory.MemoryObjectStore;

class OwnStoreTest {
    private static final StoreKey MARK = new StoreKey("tangthu-store.json");
    private static final StoreKey FIRST = new StoreKey("ocfl/one");
    private static final StoreKey SECOND = new StoreKey("log/erased/two");

    @TempDir Path dir;
    private final List<StoreKey> acknowledged = new ArrayList<>();

    private Path begun() {
        return dir.resolve("home/store-begun");
    }

    private OwnStore own(ObjectStore store) {
        return new OwnStore(store, begun(), () -> acknowledged, Duration.ZERO);
    }

    private static void put(ObjectStore store, StoreKey key) throws IOException {
        byte[] bytes = key.value().getBytes(StandardCharsets.UTF_8);
        Object unused =
                store.putNew(key, ByteSource.of(bytes), Digest.of(DigestAlgorithm.SHA512, bytes));
    }

    private static String text(ObjectStore store, StoreKey key) throws IOException {
        try (InputStream in = store.open(key)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> keys(ObjectStore store) throws IOException {
        try (Stream<ObjectInfo> all = store.list(StorePrefix.ALL)) {
            return all.map(info -> info.key().value()).sorted().toList();
        }
    }

    private static void assertRefused(ThrowingCallable write) {
        assertThatThrownBy(write).isInstanceOf(StoreException.NotThere.class);
    }

    /** Of every kind; and nothing of them comes about. */
    private static void assertNothingIsWritten(OwnStore own, ObjectStore place) throws IOException {
        List<String> before = keys(place);
        byte[] bytes = {1};
        Digest digest = Digest.of(DigestAlgorithm.SHA512, bytes);
        Map<String, ThrowingCallable> writes =
                Map.of(
                        "putNew", () -> put(own, SECOND),
                        "replace", () -> own.replace(FIRST, digest, bytes),
                        "delete", () -> own.delete(FIRST),
                        "erase", () -> own.erase(FIRST),
                        "eraseBelow", () -> own.eraseBelow(new StoreKey("ocfl"), ""),
                        "assertThere", own::assertThere);
        writes.forEach((name, write) -> assertRefused(write));
        assertThat(keys(place)).isEqualTo(before);
    }

    @Test
    void nothingIsWrittenOrErasedWhereTheDiskIsNotMounted() throws IOException {
        Path disk = dir.resolve("disk");
        try (OwnStore own = own(FileSystemObjectStore.open(disk))) {
            put(own, FIRST);
            Path mounted = Files.move(disk, dir.resolve("elsewhere"));
            Files.createDirectory(disk);
            try (ObjectStore below = FileSystemObjectStore.open(disk)) {
                assertNothingIsWritten(own, below);
                assertNothingIsWritten(own(below), below); // after a new start
            }
            deleteTree(disk);
            Files.move(mounted, disk);
            put(own, SECOND);
            assertThat(keys(own)).contains(FIRST.value(), SECOND.value());
        }
    }

    @Test
    void anEmptyPlaceIsRefusedWhereOnlyTheCatalogueRemembersTheStore() throws IOException {
        acknowledged.add(FIRST); // the first start of this version, or a home that was put back
        MemoryObjectStore empty = new MemoryObjectStore();
        assertNothingIsWritten(own(empty), empty);
        assertThat(begun()).doesNotExist();
    }

    @Test
    void theStoreOfAnArchiveFromBeforeMarksGetsOneWhileItIsEvidentlyThere() throws IOException {
        MemoryObjectStore old = new MemoryObjectStore();
        put(old, FIRST);
        acknowledged.addAll(List.of(FIRST, FIRST, new StoreKey("ocfl/damaged")));
        Files.createDirectories(begun().getParent());
        Files.createFile(begun()); // as the version before this one left it
        own(old).assertThere(); // at the start
        UUID id = UUID.fromString(Files.readString(begun()).strip());
        assertThat(text(old, MARK)).contains(id.toString());
        acknowledged.clear();
        put(own(old), SECOND);
    }

    @Test
    void anotherDiskInItsPlaceIsNotWrittenTo() throws IOException {
        MemoryObjectStore ours = new MemoryObjectStore();
        put(own(ours), FIRST);
        // One of another archive.
        MemoryObjectStore other = new MemoryObjectStore();
        put(new OwnStore(other, dir.resolve("other/begun"), () -> List.of(), Duration.ZERO), FIRST);
        assertNothingIsWritten(own(other), other);
        // An old one, from before there were marks: it has what was acknowledged first.
        MemoryObjectStore old = new MemoryObjectStore();
        put(old, FIRST);
        assertNothingIsWritten(own(old), old);
        acknowledged.addAll(List.of(FIRST, SECOND, new StoreKey("ocfl/three")));
        assertNothingIsWritten(own(old), old);
        Files.delete(begun());
        assertNothingIsWritten(own(old), old);
    }

    @Test
    void aCopyInItsPlaceIsNotWrittenToUntilItIsMadeTheArchive() throws IOException {
        MemoryObjectStore copy = new MemoryObjectStore();
        put(copy, FIRST);
        put(copy, new StoreKey("tangthu-copy.json"));
        acknowledged.add(FIRST); // all that was acknowledged is there
        OwnStore own = own(copy);
        assertNothingIsWritten(own, copy);
        copy.delete(new StoreKey("tangthu-copy.json"));
        put(own, SECOND);
        assertThat(keys(copy)).contains(MARK.value(), SECOND.value());
    }

    @Test
    void anEmptyHomeTakesTheStoreThatIsThereAndOneMayBegin() throws IOException {
        MemoryObjectStore empty = new MemoryObjectStore();
        OwnStore own = own(empty);
        own.assertThere();
        assertThat(keys(empty)).isEmpty();
        put(own, FIRST);
        String id = Files.readString(begun());
        // The home is lost, and rebuilt from the store.
        Files.delete(begun());
        put(own(empty), SECOND);
        assertThat(Files.readString(begun())).isEqualTo(id);
    }

    @Test
    void aMarkThatWasTornOrLostIsWrittenAgainWhereTheStoreIsEvidentlyThere() throws IOException {
        MemoryObjectStore store = new MemoryObjectStore();
        OwnStore own = own(store);
        put(own, FIRST);
        String mark = text(store, MARK);
        acknowledged.add(FIRST);
        store.delete(MARK);
        put(store, MARK); // other bytes
        put(own, SECOND);
        assertThat(text(store, MARK)).isEqualTo(mark);
        store.delete(MARK);
        own.delete(SECOND);
        assertThat(text(store, MARK)).isEqualTo(mark);
    }

    @Test
    void aPersonMaySayWhichStoreItIs() throws IOException {
        MemoryObjectStore restored = new MemoryObjectStore();
        put(restored, FIRST);
        acknowledged.addAll(List.of(SECOND, new StoreKey("ocfl/lost")));
        OwnStore own = own(restored);
        assertNothingIsWritten(own, restored);
        UUID id = UUID.randomUUID();
        Files.createDirectories(begun().getParent());
        Files.writeString(begun(), id + "\n");
        byte[] bytes = ("{\"store\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
        Object unused =
                restored.putNew(
                        MARK, ByteSource.of(bytes), Digest.of(DigestAlgorithm.SHA512, bytes));
        put(own, SECOND);
    }

    private static void deleteTree(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
