package vn.tangthu.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vn.tangthu.storage.memory.MemoryObjectStore;

/**
 * What every {@link ObjectStore} does. A store's test extends this, says where the store is, and
 * declares by the switches where it differs. Each test works below a key of its own, so a real
 * server needs no emptying.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ObjectStoreContract {
    private static final int THREADS = 8;

    protected ObjectStore store = new MemoryObjectStore();
    protected StoreKey here = new StoreKey("unset");

    /** The store under test; it is opened once for all tests of the class. */
    protected abstract ObjectStore store() throws IOException;

    /** Whether both {@code a} and {@code a/b} can be objects; a file system cannot. */
    protected boolean holdsObjectsBelowObjects() {
        return true;
    }

    /** The size from which the store works in parts, if it does. */
    protected int largeBytes() {
        return 2 * 1024 * 1024;
    }

    @BeforeEach
    void openStore() throws IOException {
        store = store();
        here = new StoreKey("contract/" + UUID.randomUUID());
    }

    @AfterEach
    void nothingOfOursIsListed() throws IOException {
        try (Stream<ObjectInfo> all = store.list(StorePrefix.ALL)) {
            assertThat(all.map(info -> info.key().value()).filter(key -> key.startsWith(".")))
                    .isEmpty();
        }
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    protected static Digest sha512(byte[] content) {
        return Digest.of(DigestAlgorithm.SHA512, content);
    }

    protected PutOutcome put(StoreKey key, byte[] content) throws IOException {
        return store.putNew(key, ByteSource.of(content), sha512(content));
    }

    protected byte[] read(StoreKey key) throws IOException {
        try (InputStream in = store.open(key)) {
            return in.readAllBytes();
        }
    }

    private List<String> listed(StorePrefix prefix) throws IOException {
        try (Stream<ObjectInfo> objects = store.list(prefix)) {
            return objects.map(info -> info.key().value()).sorted().toList();
        }
    }

    @Test
    void anObjectComesBackAsItWasPut() throws IOException {
        byte[] content = bytes("Quyết định số 5023/QĐ-UBND");
        assertThat(put(here, content)).isEqualTo(PutOutcome.STORED);
        assertThat(read(here)).isEqualTo(content);
        ObjectInfo info = store.info(here).orElseThrow();
        assertThat(info.key()).isEqualTo(here);
        assertThat(info.size()).isEqualTo(content.length);
    }

    @Test
    void anEmptyObjectIsAnObject() throws IOException {
        put(here, new byte[0]);
        assertThat(read(here)).isEmpty();
        assertThat(store.info(here).orElseThrow().size()).isZero();
    }

    @Test
    void aLargeObjectComesBackAsItWasPut() throws IOException {
        byte[] content = new byte[largeBytes() * 2 + 12_345];
        new Random(7).nextBytes(content);
        assertThat(put(here, content)).isEqualTo(PutOutcome.STORED);
        try (InputStream in = store.open(here)) {
            assertThat(sha512(in.readAllBytes())).isEqualTo(sha512(content));
        }
        assertThat(put(here, content)).isEqualTo(PutOutcome.ALREADY_THERE);
        content[largeBytes() + 1] ^= 1;
        assertThatThrownBy(() -> put(here, content)).isInstanceOf(StoreException.Exists.class);
    }

    @Test
    void theSameBytesAgainAreAlreadyThere() throws IOException {
        put(here, bytes("một"));
        assertThat(put(here, bytes("một"))).isEqualTo(PutOutcome.ALREADY_THERE);
    }

    @Test
    void otherBytesNeverOverwrite() throws IOException {
        put(here, bytes("một"));
        assertThatThrownBy(() -> put(here, bytes("hai"))).isInstanceOf(StoreException.Exists.class);
        assertThat(read(here)).isEqualTo(bytes("một"));
    }

    @Test
    void bytesWithAnotherDigestBecomeNoObject() throws IOException {
        for (int size : List.of(10, largeBytes() + 10)) {
            byte[] content = new byte[size];
            assertThatThrownBy(
                            () -> store.putNew(here, ByteSource.of(content), sha512(bytes("khác"))))
                    .isInstanceOf(StoreException.DigestMismatch.class);
            assertThat(store.info(here)).isEmpty();
            assertThat(listed(StorePrefix.below(here))).isEmpty();
        }
    }

    @Test
    void aSourceThatBreaksLeavesNothing() throws IOException {
        ByteSource broken =
                new ByteSource() {
                    @Override
                    public long size() {
                        return 100;
                    }

                    @Override
                    public InputStream open() {
                        return new InputStream() {
                            private int given;

                            @Override
                            public int read() throws IOException {
                                if (given++ == 50) {
                                    throw new IOException("the disk is gone");
                                }
                                return 1;
                            }

                            @Override
                            public int read(byte[] buffer, int offset, int length)
                                    throws IOException {
                                buffer[offset] = (byte) read();
                                return 1;
                            }
                        };
                    }
                };
        assertThatThrownBy(() -> store.putNew(here, broken, sha512(new byte[100])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the disk is gone");
        assertThat(store.info(here)).isEmpty();
    }

    @Test
    void rangesAreCutAtTheEnd() throws IOException {
        put(here, bytes("0123456789"));
        assertThat(range(0, 3)).isEqualTo("012");
        assertThat(range(4, 2)).isEqualTo("45");
        assertThat(range(8, 100)).isEqualTo("89");
        assertThat(range(10, 1)).isEmpty();
        assertThat(range(50, 1)).isEmpty();
        assertThat(range(2, 0)).isEmpty();
    }

    private String range(long offset, long length) throws IOException {
        try (InputStream in = store.openRange(here, offset, length)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatIsNotThereIsNotFound() throws IOException {
        assertThat(store.info(here)).isEmpty();
        assertThatThrownBy(() -> read(here)).isInstanceOf(StoreException.NotFound.class);
        assertThatThrownBy(() -> store.openRange(here, 0, 1).close())
                .isInstanceOf(StoreException.NotFound.class);
        assertThatThrownBy(() -> store.replace(here, sha512(bytes("x")), bytes("y")))
                .isInstanceOf(StoreException.NotFound.class);
        store.delete(here);
        assertThat(listed(StorePrefix.below(here))).isEmpty();
    }

    @Test
    void keysMayBeVietnameseAndOdd() throws IOException {
        List<StoreKey> keys =
                Stream.of(
                                "Phông Ủy ban nhân dân tỉnh/hộp số 1/Đơn xin.pdf",
                                "a b+c&d=e%20f?g#h;i@j:k,l!m(n)'o~p$q",
                                "v1/content/representations/rep1/data/x.pdf",
                                "Case",
                                "case",
                                "dots/..a/b..",
                                "\uD83D\uDDC4 tủ")
                        .map(here::resolve)
                        .toList();
        for (StoreKey key : keys) {
            put(key, bytes(key.value()));
        }
        for (StoreKey key : keys) {
            assertThat(read(key)).isEqualTo(bytes(key.value()));
        }
        assertThat(listed(StorePrefix.below(here)))
                .containsExactlyInAnyOrderElementsOf(keys.stream().map(StoreKey::value).toList());
    }

    @Test
    void listingCoversWholeSegmentsOnly() throws IOException {
        put(here.resolve("a/b/c"), bytes("1"));
        put(here.resolve("a/bc"), bytes("2"));
        put(here.resolve("a/b/d/e"), bytes("3"));
        assertThat(listed(StorePrefix.below(here.resolve("a/b"))))
                .containsExactly(here + "/a/b/c", here + "/a/b/d/e");
        assertThat(listed(StorePrefix.below(here.resolve("a/bc")))).isEmpty();
        assertThat(listed(StorePrefix.below(here.resolve("nothing/here")))).isEmpty();
        assertThat(listed(StorePrefix.ALL)).contains(here + "/a/bc");
    }

    @Test
    void listingGoesOnPastAThousand() throws Exception {
        int count = 1_050;
        together(
                IntStream.range(0, count)
                        .mapToObj(
                                i ->
                                        (Callable<PutOutcome>)
                                                () ->
                                                        put(
                                                                here.resolve(i % 7 + "/" + i),
                                                                bytes("x")))
                        .toList());
        assertThat(listed(StorePrefix.below(here))).hasSize(count).doesNotHaveDuplicates();
        try (Stream<ObjectInfo> some = store.list(StorePrefix.below(here))) {
            assertThat(some.limit(3).toList()).hasSize(3);
        }
    }

    @Test
    void deletingRemovesThatObjectOnly() throws IOException {
        put(here.resolve("a/1"), bytes("1"));
        put(here.resolve("a/2"), bytes("2"));
        store.delete(here.resolve("a"));
        store.delete(here.resolve("a/1"));
        store.delete(here.resolve("a/1"));
        assertThat(listed(StorePrefix.below(here))).containsExactly(here + "/a/2");
        assertThat(put(here.resolve("a/1"), bytes("khác"))).isEqualTo(PutOutcome.STORED);
    }

    @Test
    void replacingNeedsTheDigestOfWhatIsThere() throws IOException {
        put(here, bytes("v1"));
        store.replace(here, sha512(bytes("v1")), bytes("v2, longer"));
        assertThat(read(here)).isEqualTo(bytes("v2, longer"));
        assertThatThrownBy(() -> store.replace(here, sha512(bytes("v1")), bytes("v3")))
                .isInstanceOf(StoreException.Conflict.class);
        assertThat(read(here)).isEqualTo(bytes("v2, longer"));
    }

    @Test
    void erasingBelowAFolderTakesWhatBeginsSoAndNothingElse() throws IOException {
        put(here.resolve("ab/1.txt"), bytes("1"));
        put(here.resolve("ab/1.json"), bytes("2"));
        put(here.resolve("ab/2.txt"), bytes("3"));
        put(here.resolve("abc/1.txt"), bytes("4"));
        assertThat(ErasingStore.eraseBelow(store, here.resolve("ab"), "1.")).isEmpty();
        assertThat(store.info(here.resolve("ab/1.txt"))).isEmpty();
        assertThat(store.info(here.resolve("ab/1.json"))).isEmpty();
        assertThat(store.info(here.resolve("ab/2.txt"))).isPresent();
        assertThat(ErasingStore.eraseBelow(store, here.resolve("ab"), "")).isEmpty();
        assertThat(store.info(here.resolve("ab/2.txt"))).isEmpty();
        assertThat(read(here.resolve("abc/1.txt"))).isEqualTo(bytes("4"));
    }

    @Test
    void anObjectBelowAnObjectIsHeldOrRefused() throws IOException {
        put(here.resolve("a"), bytes("1"));
        if (holdsObjectsBelowObjects()) {
            put(here.resolve("a/b"), bytes("2"));
            assertThat(read(here.resolve("a/b"))).isEqualTo(bytes("2"));
        } else {
            assertThatThrownBy(() -> put(here.resolve("a/b"), bytes("2")))
                    .isInstanceOf(StoreException.class);
            assertThat(store.info(here.resolve("a/b"))).isEmpty();
        }
        assertThat(read(here.resolve("a"))).isEqualTo(bytes("1"));
    }

    @Test
    void ofManyWritersOfOneKeyOneWins() throws Exception {
        List<Callable<String>> writers = new ArrayList<>();
        for (int i = 0; i < 2 * THREADS; i++) {
            byte[] content = bytes("người viết " + i);
            writers.add(
                    () -> {
                        try {
                            return put(here, content) + new String(content, StandardCharsets.UTF_8);
                        } catch (StoreException.Exists e) {
                            return "exists";
                        }
                    });
        }
        List<String> outcomes = together(writers);
        assertThat(outcomes).filteredOn(o -> o.startsWith("STORED")).hasSize(1);
        assertThat(outcomes).filteredOn(o -> o.equals("exists")).hasSize(2 * THREADS - 1);
        assertThat(outcomes).contains("STORED" + new String(read(here), StandardCharsets.UTF_8));
    }

    @Test
    void ofManyWritersOfTheSameBytesOneStores() throws Exception {
        List<PutOutcome> outcomes =
                together(
                        IntStream.range(0, 2 * THREADS)
                                .mapToObj(
                                        i ->
                                                (Callable<PutOutcome>)
                                                        () -> put(here, bytes("giống nhau")))
                                .toList());
        assertThat(outcomes).filteredOn(o -> o == PutOutcome.STORED).hasSize(1);
        assertThat(outcomes).filteredOn(o -> o == PutOutcome.ALREADY_THERE).hasSize(15);
    }

    @Test
    void puttingWhileNeighboursAreDeletedLosesNothing() throws Exception {
        int rounds = 40;
        List<Callable<PutOutcome>> work = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            StoreKey passing = here.resolve("deep/er/passing-" + i);
            StoreKey staying = here.resolve("deep/er/" + i + "/staying");
            work.add(
                    () -> {
                        PutOutcome outcome = put(passing, bytes("x"));
                        store.delete(passing);
                        return outcome;
                    });
            work.add(() -> put(staying, bytes("y")));
        }
        assertThat(together(work)).containsOnly(PutOutcome.STORED);
        assertThat(listed(StorePrefix.below(here))).hasSize(rounds);
    }

    protected static <T> List<T> together(List<? extends Callable<T>> work) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> one : work) {
                futures.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return one.call();
                                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
