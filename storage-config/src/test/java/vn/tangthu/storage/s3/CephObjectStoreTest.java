package vn.tangthu.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.ObjectStoreContract;
import vn.tangthu.storage.StoreKey;

/**
 * The contract against a Ceph RGW, or any other S3 service: {@code -Dtangthu.test.s3.endpoint},
 * {@code .access-key}, {@code .secret-key}, optionally {@code .region}. {@code
 * src/test/scripts/ceph-rgw.sh} starts one.
 */
@Tag("ceph")
class CephObjectStoreTest extends ObjectStoreContract {
    private S3ObjectStore opened;
    private S3Settings settings;

    @BeforeAll
    void open() throws IOException {
        String endpoint = System.getProperty("tangthu.test.s3.endpoint", "");
        Assumptions.assumeFalse(endpoint.isEmpty(), "no tangthu.test.s3.endpoint given");
        settings =
                new S3Settings(
                        endpoint,
                        System.getProperty("tangthu.test.s3.region", "us-east-1"),
                        "tangthu-test-" + UUID.randomUUID(),
                        System.getProperty("tangthu.test.s3.access-key", ""),
                        System.getProperty("tangthu.test.s3.secret-key", ""),
                        true,
                        true,
                        true,
                        S3Settings.MIN_PART_BYTES,
                        4,
                        5,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        Duration.ZERO);
        opened = S3ObjectStore.open(settings);
    }

    @AfterAll
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    @Override
    protected ObjectStore store() {
        return opened;
    }

    @Override
    protected int largeBytes() {
        return S3Settings.MIN_PART_BYTES;
    }

    @Test
    void theServerIsAskedForWhatItCan() {
        assertThat(opened.describe()).contains("S3, ").contains(", versioned");
        System.out.println(opened.describe());
    }

    private long versionsBelow(String prefix) {
        try (MinioClient client =
                MinioClient.builder()
                        .endpoint(settings.endpoint())
                        .region(settings.region())
                        .credentials(settings.accessKey(), settings.secretKey())
                        .build()) {
            long count = 0;
            for (var unused :
                    client.listObjects(
                            ListObjectsArgs.builder()
                                    .bucket(settings.bucket())
                                    .prefix(prefix)
                                    .recursive(true)
                                    .includeVersions(true)
                                    .build())) {
                count++;
            }
            return count;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatWasDeletedEarlierIsErasedWithTheRest() throws IOException {
        StoreKey folder = new StoreKey("xoa/goi");
        byte[] bytes = "văn bản".getBytes(StandardCharsets.UTF_8);
        Digest digest = Digest.of(DigestAlgorithm.SHA512, bytes);
        for (String name : List.of("con", "da-xoa")) {
            var unused = opened.putNew(folder.resolve(name), ByteSource.of(bytes), digest);
        }
        opened.delete(folder.resolve("da-xoa"));
        assertThat(versionsBelow("xoa/goi/")).as("two, and a delete marker").isEqualTo(3);
        assertThat(opened.eraseBelow(folder, "")).isEmpty();
        assertThat(versionsBelow("xoa/goi/")).isZero();
    }
}
