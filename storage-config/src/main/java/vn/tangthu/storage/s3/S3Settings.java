package vn.tangthu.storage.s3;

import java.net.URI;
import java.time.Duration;

/**
 * How to reach a bucket.
 *
 * @param endpoint scheme, host and port
 * @param region what requests are signed for
 * @param pathStyle bucket in the path rather than in the host name
 * @param createBucket whether to make the bucket when it is not there
 * @param versioning whether to switch on versioning where the server can
 * @param partBytes objects larger than this go up in parts of this size; 5 MiB to 1 GiB
 * @param parallelTransfers how many bodies may be on their way up at once, 1 to 64
 * @param attempts how often a request is tried in all, 1 to 10
 * @param connectTimeout for the connection
 * @param readTimeout the longest silence of the server that is borne
 * @param retention how long what is written is locked in governance mode, where the bucket has
 *     object lock; zero: not at all
 */
public record S3Settings(
        String endpoint,
        String region,
        String bucket,
        String accessKey,
        String secretKey,
        boolean pathStyle,
        boolean createBucket,
        boolean versioning,
        int partBytes,
        int parallelTransfers,
        int attempts,
        Duration connectTimeout,
        Duration readTimeout,
        Duration retention) {
    /** The least S3 takes for a part that is not the last. */
    public static final int MIN_PART_BYTES = 5 * 1024 * 1024;

    private static final int MAX_PART_BYTES = 1024 * 1024 * 1024;

    public S3Settings {
        if (retention.isNegative()) {
            throw new IllegalArgumentException("A lock has no end before its beginning");
        }
        URI uri = URI.create(endpoint);
        if (uri.getHost() == null
                || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("Not an http(s) endpoint: " + endpoint);
        }
        if (partBytes < MIN_PART_BYTES || partBytes > MAX_PART_BYTES) {
            throw new IllegalArgumentException("A part has 5 MiB to 1 GiB, not " + partBytes);
        }
        if (parallelTransfers < 1 || parallelTransfers > 64) {
            throw new IllegalArgumentException("1 to 64 transfers, not " + parallelTransfers);
        }
        if (attempts < 1 || attempts > 10) {
            throw new IllegalArgumentException("1 to 10 attempts, not " + attempts);
        }
    }

    /** Defaults for everything but the address and the keys. */
    public static S3Settings of(
            String endpoint, String region, String bucket, String accessKey, String secretKey) {
        return new S3Settings(
                endpoint,
                region,
                bucket,
                accessKey,
                secretKey,
                true,
                true,
                true,
                8 * 1024 * 1024,
                4,
                5,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ZERO);
    }

    /** The same, and what is written is locked for so long. */
    public S3Settings locking(Duration time) {
        return new S3Settings(
                endpoint,
                region,
                bucket,
                accessKey,
                secretKey,
                pathStyle,
                createBucket,
                versioning,
                partBytes,
                parallelTransfers,
                attempts,
                connectTimeout,
                readTimeout,
                time);
    }

    /** Leaves the keys out. */
    @Override
    public String toString() {
        return endpoint + "/" + bucket;
    }
}
