package vn.tangthu.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.minio.ListObjectVersionsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.SetObjectLockConfigurationArgs;
import io.minio.messages.ListVersionsResult;
import io.minio.messages.ObjectLockConfiguration;
import io.minio.messages.RetentionMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ErasingStore.Held;
import vn.tangthu.storage.StoreKey;

/**
 * Erasing on a server that really keeps versions and locks: nothing is left behind a marker, a lock
 * in governance mode is passed by, one in compliance mode is told with its date. Settings as for
 * {@link CephObjectStoreTest}.
 */
@Tag("ceph")
class CephErasingTest {
    private static final StoreKey ROOT = new StoreKey("ocfl/ho-so");

    private final String bucket = "tangthu-lock-" + UUID.randomUUID();

    @SuppressWarnings("NullAway.Init")
    private MinioAsyncClient client;

    @BeforeEach
    void connect() throws Exception {
        Assumptions.assumeFalse(endpoint().isEmpty(), "no tangthu.test.s3.endpoint given");
        client =
                MinioAsyncClient.builder()
                        .endpoint(endpoint())
                        .region("us-east-1")
                        .credentials(accessKey(), secretKey())
                        .build();
        client.disableVirtualStyleEndpoint();
    }

    private static String endpoint() {
        return System.getProperty("tangthu.test.s3.endpoint", "");
    }

    private static String accessKey() {
        return System.getProperty("tangthu.test.s3.access-key", "");
    }

    private static String secretKey() {
        return System.getProperty("tangthu.test.s3.secret-key", "");
    }

    private S3ObjectStore open() throws IOException {
        return S3ObjectStore.open(
                S3Settings.of(endpoint(), "us-east-1", bucket, accessKey(), secretKey()));
    }

    private void lockedBucket(RetentionMode mode) throws Exception {
        client.makeBucket(MakeBucketArgs.builder().bucket(bucket).objectLock(true).build()).get();
        client.setObjectLockConfiguration(
                        SetObjectLockConfigurationArgs.builder()
                                .bucket(bucket)
                                .config(
                                        new ObjectLockConfiguration(
                                                mode,
                                                new ObjectLockConfiguration.RetentionDurationDays(
                                                        1)))
                                .build())
                .get();
    }

    private static Digest put(S3ObjectStore store, String key, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Digest digest = Digest.of(DigestAlgorithm.SHA512, bytes);
        Object unused = store.putNew(new StoreKey(key), ByteSource.of(bytes), digest);
        return digest;
    }

    /** A file, one with an older version, one that was deleted and lies behind a marker. */
    private static void fill(S3ObjectStore store) throws IOException {
        put(store, "ocfl/ho-so/a", "a");
        Digest first = put(store, "ocfl/ho-so/v1/b", "b");
        store.replace(new StoreKey("ocfl/ho-so/v1/b"), first, new byte[] {'c'});
        put(store, "ocfl/ho-so/c", "c");
        store.delete(new StoreKey("ocfl/ho-so/c"));
        put(store, "ocfl/ho-so-khac", "d");
    }

    /** Versions and markers below the object. */
    private int left() throws Exception {
        ListVersionsResult all =
                client.listObjectVersions(
                                ListObjectVersionsArgs.builder()
                                        .bucket(bucket)
                                        .prefix(ROOT.value() + "/")
                                        .maxKeys(1000)
                                        .build())
                        .get()
                        .result();
        return all.contents().size() + all.deleteMarkers().size();
    }

    @Test
    void allVersionsAndMarkersGoAndNothingBeside() throws Exception {
        try (S3ObjectStore store = open()) {
            fill(store);
            assertThat(left()).isEqualTo(5);
            assertThat(store.eraseBelow(ROOT, "")).isEmpty();
            assertThat(left()).isZero();
            assertThat(store.info(new StoreKey("ocfl/ho-so-khac"))).isPresent();
            assertThat(store.eraseBelow(ROOT, "")).isEmpty();
        }
    }

    @Test
    void aLockInGovernanceModeIsPassedBy() throws Exception {
        lockedBucket(RetentionMode.GOVERNANCE);
        try (S3ObjectStore store = open()) {
            fill(store);
            assertThat(store.eraseBelow(ROOT, "")).isEmpty();
            assertThat(left()).isZero();
        }
    }

    @Test
    void aLockInComplianceModeIsToldEachTimeWithItsEnd() throws Exception {
        lockedBucket(RetentionMode.COMPLIANCE);
        try (S3ObjectStore store = open()) {
            fill(store);
            for (int time = 1; time <= 2; time++) {
                Optional<Held> held = store.eraseBelow(ROOT, "");
                Instant until = held.orElseThrow().until();
                assertThat(until)
                        .isBetween(
                                Instant.now().plus(Duration.ofHours(23)),
                                Instant.now().plus(Duration.ofHours(25)));
                assertThat(store.info(new StoreKey("ocfl/ho-so/a"))).isEmpty();
            }
            assertThat(left()).isPositive();
        }
    }
}
