package vn.tangthu.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.GetObjectRetentionArgs;
import io.minio.ListObjectVersionsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.RemoveObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.messages.Retention;
import io.minio.messages.RetentionMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.StoreKey;

/**
 * Object lock on a server that really has it: what is written is locked as it is written, in
 * governance mode, and stays so; what a server does not lock is never called locked. Settings as
 * for {@link CephObjectStoreTest}.
 */
@Tag("ceph")
class CephLockingTest {
    private static final StoreKey SMALL = new StoreKey("ocfl/ho-so/0=ocfl_object_1.1");
    private static final StoreKey LARGE = new StoreKey("ocfl/ho-so/v1/content/lon.pdf");
    private static final Duration TIME = Duration.ofDays(30);

    private final String bucket = "tangthu-retain-" + UUID.randomUUID();

    @SuppressWarnings("NullAway.Init")
    private MinioAsyncClient client;

    @BeforeEach
    void connect() {
        Assumptions.assumeFalse(
                property("endpoint").isEmpty(), "no tangthu.test.s3.endpoint given");
        client =
                MinioAsyncClient.builder()
                        .endpoint(property("endpoint"))
                        .region("us-east-1")
                        .credentials(property("access-key"), property("secret-key"))
                        .build();
        client.disableVirtualStyleEndpoint();
    }

    private static String property(String name) {
        return System.getProperty("tangthu.test.s3." + name, "");
    }

    private S3ObjectStore open(Duration time) throws IOException {
        return S3ObjectStore.open(
                S3Settings.of(
                                property("endpoint"),
                                "us-east-1",
                                bucket,
                                property("access-key"),
                                property("secret-key"))
                        .locking(time));
    }

    private static Digest put(S3ObjectStore store, StoreKey key, byte[] bytes) throws IOException {
        Digest digest = Digest.of(DigestAlgorithm.SHA512, bytes);
        Object unused = store.putNew(key, ByteSource.of(bytes), digest);
        return digest;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Retention lockOf(StoreKey key) throws Exception {
        return client.getObjectRetention(
                        GetObjectRetentionArgs.builder().bucket(bucket).object(key.value()).build())
                .get();
    }

    /** The server itself refuses; keys that may pass governance mode by are not asked to here. */
    private void assertNobodyRemoves(StoreKey key) throws Exception {
        String version =
                client.statObject(
                                StatObjectArgs.builder().bucket(bucket).object(key.value()).build())
                        .get()
                        .versionId();
        assertThatThrownBy(
                        () ->
                                client.removeObject(
                                                RemoveObjectArgs.builder()
                                                        .bucket(bucket)
                                                        .object(key.value())
                                                        .versionId(version)
                                                        .build())
                                        .get())
                .as(key.value())
                .hasMessageContaining("AccessDenied");
    }

    private int versions() throws Exception {
        var all =
                client.listObjectVersions(
                                ListObjectVersionsArgs.builder()
                                        .bucket(bucket)
                                        .prefix("ocfl/")
                                        .maxKeys(1000)
                                        .build())
                        .get()
                        .result();
        return all.contents().size() + all.deleteMarkers().size();
    }

    @Test
    void whatIsWrittenIsLockedAsItIsWrittenInOneAndInManyPartsAndReplaced() throws Exception {
        try (S3ObjectStore store = open(TIME)) {
            assertThat(store.describe()).contains(", locking");
            put(store, LARGE, new byte[9 * 1024 * 1024]);
            Digest first = put(store, SMALL, text("một"));
            Instant least = Instant.now().plus(TIME).minus(Duration.ofHours(1));
            for (StoreKey key : new StoreKey[] {SMALL, LARGE}) {
                assertThat(lockOf(key).mode()).isEqualTo(RetentionMode.GOVERNANCE);
                assertThat(lockOf(key).retainUntilDate().toInstant()).isAfter(least);
                assertNobodyRemoves(key);
                assertThat(store.lock(key, least, Instant.now().plus(TIME)).orElseThrow())
                        .isEqualTo(lockOf(key).retainUntilDate().toInstant());
            }
            store.replace(SMALL, first, text("hai"));
            assertThat(lockOf(SMALL).retainUntilDate().toInstant()).isAfter(least);
            assertNobodyRemoves(SMALL);
        }
    }

    @Test
    void aLockIsMadeLongerAndNeverShorter() throws Exception {
        try (S3ObjectStore store = open(TIME)) {
            put(store, SMALL, text("một"));
            Instant later = Instant.now().plus(Duration.ofDays(60)).truncatedTo(ChronoUnit.SECONDS);
            assertThat(store.lock(SMALL, later, later)).contains(later);
            assertThat(lockOf(SMALL).retainUntilDate().toInstant()).isEqualTo(later);
            Instant sooner = later.minus(Duration.ofDays(20));
            assertThat(store.lock(SMALL, sooner, sooner)).contains(later);
        }
    }

    @Test
    void whatWasPutWithoutALockIsLockedWhenItIsAskedFor() throws Exception {
        client.makeBucket(MakeBucketArgs.builder().bucket(bucket).objectLock(true).build()).get();
        try (S3ObjectStore store = open(Duration.ZERO)) {
            put(store, SMALL, text("một"));
            Instant until = Instant.now().plus(TIME).truncatedTo(ChronoUnit.SECONDS);
            assertThat(store.lock(SMALL, until, until)).contains(until);
            assertThat(lockOf(SMALL).mode()).isEqualTo(RetentionMode.GOVERNANCE);
        }
    }

    @Test
    void aBucketWithoutObjectLockTakesObjectsAndIsNeverCalledLocked() throws Exception {
        client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build()).get();
        try (S3ObjectStore store = open(TIME)) {
            assertThat(store.describe()).contains(", no locks");
            put(store, SMALL, text("một"));
            put(store, LARGE, new byte[9 * 1024 * 1024]);
            Instant until = Instant.now().plus(TIME);
            assertThat(store.lock(SMALL, until, until)).isEmpty();
            assertThat(store.lock(LARGE, until, until)).isEmpty();
        }
    }

    @Test
    void whatTheLawErasesIsErasedThroughTheLock() throws Exception {
        try (S3ObjectStore store = open(TIME)) {
            Digest first = put(store, SMALL, text("một"));
            store.replace(SMALL, first, text("hai"));
            put(store, LARGE, new byte[9 * 1024 * 1024]);
            assertThat(versions()).isEqualTo(3);
            assertThat(store.eraseBelow(new StoreKey("ocfl/ho-so"), "")).isEmpty();
            assertThat(versions()).isZero();
        }
    }
}
