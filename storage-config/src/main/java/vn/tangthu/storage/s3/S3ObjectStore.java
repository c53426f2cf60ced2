package vn.tangthu.storage.s3;

import io.minio.GetObjectResponse;
import io.minio.StatObjectResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.ErasingStore;
import vn.tangthu.storage.LockingStore;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.PutOutcome;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.s3.Bucket.Versioning;

/**
 * Objects in one bucket of any S3 service.
 *
 * <p>An object up to the size of a part is read into memory, matched against its digest and sent in
 * one request; a larger one goes up in parts, and its upload is completed only when the digest of
 * all that was read is right, so nothing wrong ever becomes visible. Every request carries the MD5
 * of its body, which the server checks. A server's own digests are never relied on.
 *
 * <p>Never overwriting: by {@code If-None-Match: *} where the server honours it, which is tried
 * once at start with the object {@code .tangthu-probe}; elsewhere by looking first, which is atomic
 * within this process only. A request whose answer was lost is sent again, and what is found then
 * is compared byte for byte.
 *
 * <p>What a crash leaves behind: parts of unfinished uploads, which are invisible but cost space;
 * the next opening aborts those older than a day. In a versioned bucket {@link #delete} hides an
 * object and keeps its bytes.
 */
public final class S3ObjectStore implements ObjectStore, ErasingStore, LockingStore {
    private static final Logger LOG = LoggerFactory.getLogger(S3ObjectStore.class);
    static final StoreKey PROBE = new StoreKey(".tangthu-probe");
    private static final Duration ABANDONED = Duration.ofDays(1);
    private static final int LOCKS = 64;

    private final S3Settings settings;
    private final Bucket bucket;
    private final Semaphore transfers;
    private final Object[] locks = new Object[LOCKS];
    private final Versioning versioning;
    private final boolean conditional;
    private final PartedUploads parts;

    private S3ObjectStore(S3Settings settings) throws IOException {
        this.settings = settings;
        this.bucket = new Bucket(settings);
        this.transfers = new Semaphore(settings.parallelTransfers());
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
        boolean opened = false;
        try {
            versioning = bucket.provision();
            conditional = honoursConditions();
            parts = new PartedUploads(settings, bucket, transfers, conditional, this::alreadyThere);
            abortAbandonedUploads();
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    /** Opens the bucket, and makes it first where the settings allow. */
    public static S3ObjectStore open(S3Settings settings) throws IOException {
        return new S3ObjectStore(settings);
    }

    /** Whether the server refuses to overwrite when asked to; some ignore the header. */
    private boolean honoursConditions() throws IOException {
        byte[] probe = "conditional".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 2; i++) {
            try {
                bucket.put(PROBE, probe, probe.length, "If-None-Match", "*");
            } catch (Attempts.Refused e) {
                if (e.preconditionFailed()) {
                    return true;
                }
                if (e.notImplemented()) {
                    return false;
                }
                throw e;
            }
        }
        return false;
    }

    private void abortAbandonedUploads() {
        try {
            Instant limit = Instant.now().minus(ABANDONED);
            for (var upload : bucket.uploads().uploads()) {
                if (upload.initiated() != null && upload.initiated().toInstant().isBefore(limit)) {
                    bucket.abortUpload(upload.objectName(), upload.uploadId());
                }
            }
        } catch (IOException e) {
            LOG.info("Unfinished uploads cannot be listed here: {}", e.getMessage());
        }
    }

    @Override
    public PutOutcome putNew(StoreKey key, ByteSource content, Digest expected) throws IOException {
        refuseProbe(key);
        if (content.size() > settings.partBytes()) {
            return withLock(
                    key,
                    () -> {
                        PutOutcome outcome =
                                info(key).isPresent()
                                        ? alreadyThere(key, expected, false)
                                        : parts.put(key, content, expected);
                        bucket.locks().afterParts(key);
                        return outcome;
                    });
        }
        acquire(transfers);
        try {
            byte[] bytes;
            try (InputStream in = content.open()) {
                bytes = in.readNBytes(settings.partBytes() + 1);
            }
            Digest actual = Digest.of(expected.algorithm(), bytes);
            if (bytes.length > settings.partBytes() || !actual.equals(expected)) {
                throw new StoreException.DigestMismatch(key, expected, actual);
            }
            return conditional
                    ? putAtOnce(key, bytes, expected)
                    : withLock(
                            key,
                            () ->
                                    info(key).isPresent()
                                            ? alreadyThere(key, expected, false)
                                            : putAtOnce(key, bytes, expected));
        } finally {
            transfers.release();
        }
    }

    private PutOutcome putAtOnce(StoreKey key, byte[] bytes, Digest expected) throws IOException {
        try {
            if (conditional) {
                bucket.put(key, bytes, bytes.length, "If-None-Match", "*");
            } else {
                bucket.put(key, bytes, bytes.length);
            }
            return PutOutcome.STORED;
        } catch (Attempts.Refused e) {
            if (e.preconditionFailed()) {
                return alreadyThere(key, expected, e.unsure());
            }
            throw e;
        }
    }

    /**
     * @param unsure whether it may be we who stored it, in a request whose answer was lost
     */
    private PutOutcome alreadyThere(StoreKey key, Digest expected, boolean unsure)
            throws IOException {
        if (!digestOf(key, expected).equals(expected)) {
            throw new StoreException.Exists(key);
        }
        return unsure ? PutOutcome.STORED : PutOutcome.ALREADY_THERE;
    }

    @Override
    public void replace(StoreKey key, Digest current, byte[] content) throws IOException {
        refuseProbe(key);
        withLock(
                key,
                () -> {
                    String etag;
                    try (GetObjectResponse there = get(key, 0, null)) {
                        etag = there.headers().get("ETag");
                        if (!digest(there, current).equals(current)) {
                            throw new StoreException.Conflict(key);
                        }
                    }
                    try {
                        if (conditional && etag != null) {
                            bucket.put(key, content, content.length, "If-Match", etag);
                        } else {
                            bucket.put(key, content, content.length);
                        }
                    } catch (Attempts.Refused e) {
                        Digest wanted = Digest.of(current.algorithm(), content);
                        if (e.notImplemented()) {
                            bucket.put(key, content, content.length);
                        } else if (!e.preconditionFailed()) {
                            throw e;
                        } else if (!e.unsure() || !digestOf(key, wanted).equals(wanted)) {
                            throw new StoreException.Conflict(key);
                        }
                    }
                    return key;
                });
    }

    @Override
    public InputStream open(StoreKey key) throws IOException {
        return new ResumingStream(
                (offset, etag) -> bucket.get(key, offset, null, etag),
                get(key, 0, null),
                settings.attempts());
    }

    @Override
    public InputStream openRange(StoreKey key, long offset, long length) throws IOException {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("Not a range: " + offset + "+" + length);
        }
        if (length == 0) {
            if (info(key).isEmpty()) {
                throw new StoreException.NotFound(key);
            }
            return new ByteArrayInputStream(new byte[0]);
        }
        try {
            return new ResumingStream(
                    (read, etag) -> bucket.get(key, offset + read, length - read, etag),
                    get(key, offset, length),
                    settings.attempts());
        } catch (Attempts.Refused e) {
            if (e.rangeBeyondEnd()) {
                return new ByteArrayInputStream(new byte[0]);
            }
            throw e;
        }
    }

    private GetObjectResponse get(StoreKey key, long offset, @Nullable Long length)
            throws IOException {
        try {
            return bucket.get(key, offset, length, null);
        } catch (Attempts.Refused e) {
            if (e.notFound()) {
                throw new StoreException.NotFound(key);
            }
            throw e;
        }
    }

    @Override
    public Optional<ObjectInfo> info(StoreKey key) throws IOException {
        try {
            StatObjectResponse head = bucket.head(key);
            return Optional.of(new ObjectInfo(key, head.size(), head.lastModified().toInstant()));
        } catch (Attempts.Refused e) {
            if (e.notFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Stream<ObjectInfo> list(StorePrefix prefix) {
        return Listing.stream(bucket, prefix.below().map(key -> key.value() + "/").orElse(null));
    }

    @Override
    public void delete(StoreKey key) throws IOException {
        refuseProbe(key);
        bucket.delete(key);
    }

    @Override
    public Optional<Held> erase(StoreKey key) throws IOException {
        refuseProbe(key);
        Optional<Held> held = eraseVersions(key.value(), key.value()::equals);
        if (info(key).isPresent()) {
            bucket.delete(key); // without versions; or behind a marker until the lock ends
        }
        return held;
    }

    @Override
    public Optional<Held> eraseBelow(StoreKey folder, String beginning) throws IOException {
        Optional<Held> held = eraseVersions(folder + "/" + beginning, key -> true);
        return Held.longer(held, ErasingStore.eraseListed(this, folder, beginning));
    }

    /**
     * Where older versions may be and cannot be listed, only the operator of the store can tell.
     */
    private Optional<Held> eraseVersions(String prefix, Predicate<String> which)
            throws IOException {
        try {
            return bucket.versions().erase(prefix, which);
        } catch (Attempts.Refused e) {
            return versioning == Versioning.NONE ? Optional.empty() : Optional.of(new Held(null));
        }
    }

    @Override
    public Optional<Duration> retention() {
        return bucket.locks().retention();
    }

    @Override
    public Optional<Instant> lock(StoreKey key, Instant least, Instant until) throws IOException {
        return bucket.locks().lock(key, least, until);
    }

    @Override
    public String describe() {
        return "S3, "
                + settings
                + switch (versioning) {
                    case KEPT -> ", versioned";
                    case NONE -> ", not versioned";
                    case UNKNOWN -> ", perhaps versioned";
                }
                + (retention().isEmpty()
                        ? ""
                        : bucket.locks().offered() ? ", locking" : ", no locks")
                + (conditional ? ", conditional writes" : ", no conditional writes");
    }

    @Override
    public void close() {
        if (parts != null) {
            parts.close();
        }
        bucket.close();
    }

    private Digest digestOf(StoreKey key, Digest like) throws IOException {
        try (InputStream in = open(key)) {
            return digest(in, like);
        }
    }

    private static Digest digest(InputStream in, Digest like) throws IOException {
        MessageDigest digest = like.algorithm().newMessageDigest();
        byte[] buffer = new byte[64 * 1024];
        for (int read; (read = in.read(buffer)) >= 0; ) {
            digest.update(buffer, 0, read);
        }
        return Digest.fromBytes(like.algorithm(), digest.digest());
    }

    static void acquire(Semaphore transfers) throws StoreException {
        try {
            transfers.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted", e);
        }
    }

    private static void refuseProbe(StoreKey key) throws StoreException {
        if (key.equals(PROBE)) {
            throw new StoreException("The store keeps this name for itself: " + key);
        }
    }

    /** What is done while nobody else in this process writes the key. */
    private interface Locked<T> {
        T run() throws IOException;
    }

    private <T> T withLock(StoreKey key, Locked<T> action) throws IOException {
        synchronized (locks[Math.floorMod(key.hashCode(), LOCKS)]) {
            return action.run();
        }
    }
}
