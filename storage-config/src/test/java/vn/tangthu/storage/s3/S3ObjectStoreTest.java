package vn.tangthu.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.ObjectStoreContract;
import vn.tangthu.storage.PutOutcome;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

class S3ObjectStoreTest extends ObjectStoreContract {
    private S3ProxyServer server;
    private S3ObjectStore opened;

    @BeforeAll
    void start() throws IOException {
        server = S3ProxyServer.start(null);
        opened = S3ObjectStore.open(withParts(server.settings("contract"), server.endpoint()));
    }

    @AfterAll
    void stop() {
        opened.close();
        server.close();
    }

    private static S3Settings withParts(S3Settings of, String endpoint) {
        return new S3Settings(
                endpoint,
                of.region(),
                of.bucket(),
                of.accessKey(),
                of.secretKey(),
                true,
                true,
                true,
                S3Settings.MIN_PART_BYTES,
                2,
                4,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ZERO);
    }

    @Override
    protected ObjectStore store() {
        return opened;
    }

    /** This server keeps its objects on a file system; S3 itself holds both. */
    @Override
    protected boolean holdsObjectsBelowObjects() {
        return false;
    }

    @Override
    protected int largeBytes() {
        return S3Settings.MIN_PART_BYTES;
    }

    @Test
    void theServerIsAskedForWhatItCan() {
        assertThat(opened.describe()).contains("conditional writes").contains("versioned");
    }

    @Test
    void noDescriptionHoldsASecret() {
        S3Settings settings = server.settings("contract");
        assertThat(opened.describe() + settings)
                .doesNotContain(S3ProxyServer.SECRET_KEY)
                .doesNotContain(S3ProxyServer.ACCESS_KEY);
    }

    @Test
    @Breaks(Breakage.S3)
    void aPutWhoseAnswerIsLostIsStoredOnce() throws IOException {
        try (CuttingProxy proxy = new CuttingProxy(server.port());
                S3ObjectStore cut =
                        S3ObjectStore.open(
                                withParts(server.settings("contract"), proxy.endpoint()))) {
            proxy.answersToLose.set(1);
            byte[] content = bytes("mất câu trả lời");
            assertThat(cut.putNew(here, ByteSource.of(content), sha512(content)))
                    .isEqualTo(PutOutcome.STORED);
            assertThat(proxy.lost).hasValue(1);
            assertThat(read(here)).isEqualTo(content);

            proxy.answersToLose.set(1);
            cut.replace(here, sha512(content), bytes("thay"));
            assertThat(proxy.lost).hasValue(2);
            assertThat(read(here)).isEqualTo(bytes("thay"));
        }
    }

    @Test
    @Breaks(Breakage.S3)
    void partsAndTheirCompletionSurviveLostAnswers() throws IOException {
        byte[] content = new byte[2 * S3Settings.MIN_PART_BYTES + 99];
        new Random(3).nextBytes(content);
        for (int lose = 1; lose <= 3; lose++) {
            try (CuttingProxy proxy = new CuttingProxy(server.port());
                    S3ObjectStore cut =
                            S3ObjectStore.open(
                                    withParts(server.settings("contract"), proxy.endpoint()))) {
                proxy.answersToLose.set(lose);
                assertThat(
                                cut.putNew(
                                        here.resolve("" + lose),
                                        ByteSource.of(content),
                                        sha512(content)))
                        .isEqualTo(PutOutcome.STORED);
                assertThat(proxy.lost).hasValue(lose);
            }
            assertThat(sha512(read(here.resolve("" + lose)))).isEqualTo(sha512(content));
        }
    }

    @Test
    @Breaks(Breakage.S3)
    void aDownloadThatIsCutGoesOn() throws IOException {
        byte[] content = new byte[900_000];
        new Random(5).nextBytes(content);
        put(here, content);
        try (CuttingProxy proxy = new CuttingProxy(server.port());
                S3ObjectStore cut =
                        S3ObjectStore.open(
                                withParts(server.settings("contract"), proxy.endpoint()))) {
            proxy.cutAnswerAfter.set(300_000);
            try (InputStream in = cut.open(here)) {
                assertThat(sha512(in.readAllBytes())).isEqualTo(sha512(content));
            }
            assertThat(proxy.lost).hasValue(1);
        }
    }

    @Test
    @Breaks(Breakage.S3)
    void aServerThatIsNotThereIsToldAfterTheLastAttempt() {
        S3Settings nowhere = withParts(server.settings("contract"), "http://127.0.0.1:9");
        assertThatThrownBy(() -> S3ObjectStore.open(nowhere).close())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("4 attempt(s)");
    }

    @Test
    void wrongKeysAreToldAtOnce() {
        S3Settings wrong =
                S3Settings.of(
                        server.endpoint(),
                        "us-east-1",
                        "contract",
                        S3ProxyServer.ACCESS_KEY,
                        "wrong");
        assertThatThrownBy(() -> S3ObjectStore.open(wrong).close())
                .isInstanceOf(StoreException.class)
                .hasMessageNotContaining("attempt");
    }

    @Test
    void aServerWithoutObjectLockTakesObjectsAndIsNeverCalledLocked() throws IOException {
        try (S3ProxyServer other = S3ProxyServer.start(null);
                S3ObjectStore store =
                        S3ObjectStore.open(other.settings("khoa").locking(Duration.ofDays(30)))) {
            StoreKey key = new StoreKey("ocfl/a");
            byte[] bytes = {1};
            Object unused =
                    store.putNew(
                            key, ByteSource.of(bytes), Digest.of(DigestAlgorithm.SHA512, bytes));
            Instant until = Instant.now().plus(Duration.ofDays(30));
            assertThat(store.lock(key, until, until)).isEmpty();
            assertThat(store.describe()).contains(", no locks");
        }
    }
}
