package vn.tangthu.storage.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.ObjectStoreContract;
import vn.tangthu.storage.PutOutcome;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

class FileSystemObjectStoreTest extends ObjectStoreContract {
    @TempDir static Path parent;
    private Path root;
    private FileSystemObjectStore opened;

    @BeforeAll
    void open() throws IOException {
        root = parent.resolve("new/store");
        opened = FileSystemObjectStore.open(root);
    }

    @AfterAll
    void close() {
        opened.close();
    }

    @Override
    protected ObjectStore store() {
        return opened;
    }

    @Override
    protected boolean holdsObjectsBelowObjects() {
        return false;
    }

    @Test
    void anObjectIsAPlainFileWithOneName() throws IOException {
        put(here, bytes("tệp"));
        Path file = root.resolve(here.value());
        assertThat(file).hasBinaryContent(bytes("tệp"));
        assertThat(Files.getAttribute(file, "unix:nlink")).isEqualTo(1);
    }

    @Test
    void emptyDirectoriesGoWithTheirLastObject() throws IOException {
        put(here.resolve("a/b/c/1"), bytes("1"));
        put(here.resolve("a/2"), bytes("2"));
        store.delete(here.resolve("a/b/c/1"));
        assertThat(root.resolve(here.value()).resolve("a/b")).doesNotExist();
        assertThat(root.resolve(here.value()).resolve("a/2")).exists();
    }

    @Test
    void openingRemovesTheTemporariesOfTheDeadOnly() throws IOException {
        Path own = parent.resolve("other");
        FileSystemObjectStore living = FileSystemObjectStore.open(own);
        Path dead = Files.createDirectories(own.resolve(".tangthu-tmp/dead"));
        Files.createFile(dead.resolve("lock"));
        Files.writeString(dead.resolve("17"), "half a file");
        Files.writeString(own.resolve(".tangthu-tmp/stray"), "stray");
        Path livings;
        try (Stream<Path> all = Files.list(own.resolve(".tangthu-tmp"))) {
            livings =
                    all.filter(p -> Files.exists(p.resolve("lock")) && !p.equals(dead))
                            .findFirst()
                            .orElseThrow();
        }
        Path half = Files.writeString(livings.resolve("99"), "being written");
        FileSystemObjectStore.open(own).close();
        assertThat(dead).doesNotExist();
        assertThat(own.resolve(".tangthu-tmp/stray")).doesNotExist();
        assertThat(half).exists();
        living.close();
        FileSystemObjectStore.open(own).close();
        assertThat(half).doesNotExist();
        assertThat(own.resolve(".tangthu-tmp")).isEmptyDirectory();
    }

    /** As where the disk is away at the start: the empty mount point is opened. */
    @Test
    void aDiskThatIsMountedLaterIsWrittenToWithoutARestart() throws IOException {
        Path disk = parent.resolve("disk");
        try (FileSystemObjectStore there = FileSystemObjectStore.open(disk)) {
            put(there, "a/1", "one");
        }
        Path dead = Files.createDirectories(disk.resolve(".tangthu-tmp/dead"));
        Files.createFile(dead.resolve("lock"));
        Path mountPoint = parent.resolve("mounted");
        FileSystemObjectStore early = FileSystemObjectStore.open(mountPoint);
        put(early, "b/1", "into the empty mount point");
        Files.move(mountPoint, parent.resolve("hidden"));
        Files.move(disk, mountPoint);
        put(early, "a/2", "two");
        put(early, "b/1", "one");
        early.replace(new StoreKey("a/1"), sha512("one"), "eins".getBytes(UTF_8));
        assertThat(mountPoint.resolve("a/2")).hasContent("two");
        assertThat(mountPoint.resolve("b/1")).hasContent("one");
        assertThat(mountPoint.resolve("a/1")).hasContent("eins");
        assertThat(dead).doesNotExist();
        Files.move(mountPoint, parent.resolve("away"));
        assertThatThrownBy(() -> put(early, "a/3", "three"))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(mountPoint).as("nobody makes the mount point").doesNotExist();
        Files.move(parent.resolve("away"), mountPoint);
        put(early, "a/3", "three");
        early.close();
        assertThat(mountPoint.resolve(".tangthu-tmp")).isEmptyDirectory();
    }

    private static void put(ObjectStore store, String key, String text) throws IOException {
        assertThat(
                        store.putNew(
                                new StoreKey(key),
                                ByteSource.of(text.getBytes(UTF_8)),
                                sha512(text)))
                .isEqualTo(PutOutcome.STORED);
    }

    private static Digest sha512(String text) {
        return Digest.of(DigestAlgorithm.SHA512, text.getBytes(UTF_8));
    }

    @Test
    void symbolicLinksLeadNowhere() throws IOException {
        Path outside = Files.createDirectories(parent.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "mật");
        Path inside = Files.createDirectories(root.resolve(here.value()));
        Files.createSymbolicLink(inside.resolve("dir"), outside);
        Files.createSymbolicLink(inside.resolve("file"), outside.resolve("secret"));
        for (String name : new String[] {"dir/secret", "file"}) {
            StoreKey key = here.resolve(name);
            assertThat(store.info(key)).isEmpty();
            assertThatThrownBy(() -> read(key)).isInstanceOf(StoreException.NotFound.class);
            assertThatThrownBy(() -> put(key, bytes("x"))).isInstanceOf(StoreException.class);
            store.delete(key);
        }
        assertThatThrownBy(() -> put(here.resolve("dir/new"), bytes("x")))
                .isInstanceOf(StoreException.class);
        try (Stream<ObjectInfo> all = store.list(StorePrefix.below(here))) {
            assertThat(all).isEmpty();
        }
        try (Stream<ObjectInfo> all = store.list(StorePrefix.below(here.resolve("dir")))) {
            assertThat(all).isEmpty();
        }
        assertThat(outside.resolve("secret")).hasContent("mật");
        assertThat(outside.resolve("new")).doesNotExist();
    }

    @Test
    void theStoresOwnDirectoryHoldsNoObjects() {
        StoreKey own = new StoreKey(".tangthu-tmp/x");
        assertThatThrownBy(() -> put(own, bytes("x"))).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> read(own)).isInstanceOf(StoreException.class);
    }

    @Test
    void aFileWhoseNameIsNoKeyDoesNotStopTheListing() throws IOException {
        put(here.resolve("good"), bytes("x"));
        Files.writeString(root.resolve(here.value()).resolve("bad\\name"), "x");
        try (Stream<ObjectInfo> all = store.list(StorePrefix.below(here))) {
            assertThat(all.map(info -> info.key().lastSegment())).containsExactly("good");
        }
    }
}
