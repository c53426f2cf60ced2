package vn.tangthu.storage.s3;

import io.minio.GetObjectLockConfigurationArgs;
import io.minio.GetObjectRetentionArgs;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.SetObjectRetentionArgs;
import io.minio.messages.Retention;
import io.minio.messages.RetentionMode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.storage.StoreKey;

/**
 * Object lock in governance mode. What is put tells the server until when it is to be locked, where
 * the bucket has object lock; what the server made of it is asked for afterwards.
 */
final class ObjectLocks {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectLocks.class);

    private final MinioAsyncClient client;
    private final Attempts attempts;
    private final String bucket;
    private final Duration retention;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean offered;

    /**
     * @param retention how long to lock; zero: not at all
     */
    ObjectLocks(MinioAsyncClient client, Attempts attempts, String bucket, Duration retention) {
        this.client = client;
        this.attempts = attempts;
        this.bucket = bucket;
        this.retention = retention;
    }

    Optional<Duration> retention() {
        return retention.isPositive() ? Optional.of(retention) : Optional.empty();
    }

    /** Asks whether the bucket has object lock; one without refuses what is put with a lock. */
    void ask() throws IOException {
        if (!retention.isPositive()) {
            return;
        }
        try {
            attempts.request(
                    "Asking for object lock",
                    () ->
                            client.getObjectLockConfiguration(
                                    GetObjectLockConfigurationArgs.builder()
                                            .bucket(bucket)
                                            .build()));
            offered = true;
        } catch (Attempts.Refused e) {
            LOG.warn("Nothing is locked as it is written to {}: {}", bucket, e.getMessage());
        }
    }

    /** Whether the bucket said that it has object lock. */
    boolean offered() {
        return offered;
    }

    /** Adds what tells the server to lock an object that is written now. */
    void addTo(Http.Headers headers) {
        if (offered) {
            Instant until = Instant.now().plus(retention).truncatedTo(ChronoUnit.SECONDS);
            headers.set("x-amz-object-lock-mode", RetentionMode.GOVERNANCE.name());
            headers.set("x-amz-object-lock-retain-until-date", until.toString());
        }
    }

    /** Locks what was put in parts: Ceph RGW locks nothing as its upload begins. */
    void afterParts(StoreKey key) throws IOException {
        if (offered) {
            Instant until = Instant.now().plus(retention);
            var unused = lock(key, until.minus(retention.dividedBy(2)), until);
        }
    }

    /**
     * As {@link vn.tangthu.storage.LockingStore#lock}. A refusal of the server's rules is an answer
     * and no failure: it is not locked.
     */
    Optional<Instant> lock(StoreKey key, Instant least, Instant until) throws IOException {
        try {
            Optional<Instant> now = until(key);
            if (now.isPresent() && !now.get().isBefore(least)) {
                return now;
            }
            SetObjectRetentionArgs args =
                    SetObjectRetentionArgs.builder()
                            .bucket(bucket)
                            .object(key.value())
                            .config(
                                    new Retention(
                                            RetentionMode.GOVERNANCE,
                                            until.truncatedTo(ChronoUnit.SECONDS)
                                                    .atZone(ZoneOffset.UTC)))
                            .build();
            attempts.request("Locking " + key, () -> client.setObjectRetention(args));
            return until(key);
        } catch (Attempts.Refused e) {
            if (!told.getAndSet(true)) {
                LOG.warn("{} in {} is not locked: {}", key, bucket, e.getMessage());
            }
            return Optional.empty();
        }
    }

    /** By the server; empty when it says that there is no lock. */
    private Optional<Instant> until(StoreKey key) throws IOException {
        GetObjectRetentionArgs args =
                GetObjectRetentionArgs.builder().bucket(bucket).object(key.value()).build();
        try {
            Retention lock =
                    attempts.request("Lock of " + key, () -> client.getObjectRetention(args))
                            .value();
            return lock == null || lock.retainUntilDate() == null
                    ? Optional.empty()
                    : Optional.of(lock.retainUntilDate().toInstant());
        } catch (Attempts.Refused e) {
            // RGW says of an object what S3 says of a bucket.
            if (e.code().equals("NoSuchObjectLockConfiguration")
                    || e.code().equals("ObjectLockConfigurationNotFoundError")) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
