package vn.tangthu.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.ObjectStoreContract;

/**
 * The contract against a Ceph RGW, or any other S3 service: {@code -Dtangthu.test.s3.endpoint},
 * {@code .access-key}, {@code .secret-key}, optionally {@code .region}. {@code
 * src/test/scripts/ceph-rgw.sh} starts one.
 */
@Tag("ceph")
class CephObjectStoreTest extends ObjectStoreContract {
    private S3ObjectStore opened;

    @BeforeAll
    void open() throws IOException {
        String endpoint = System.getProperty("tangthu.test.s3.endpoint", "");
        Assumptions.assumeFalse(endpoint.isEmpty(), "no tangthu.test.s3.endpoint given");
        opened =
                S3ObjectStore.open(
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
                                Duration.ofSeconds(60)));
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
}
