package vn.tangthu.storage.s3;

import io.minio.AbortMultipartUploadArgs;
import io.minio.BucketExistsArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.GetBucketVersioningArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.Http;
import io.minio.ListMultipartUploadsArgs;
import io.minio.ListObjectsV2Args;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectAPIArgs;
import io.minio.RemoveObjectArgs;
import io.minio.SetBucketVersioningArgs;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.UploadPartArgs;
import io.minio.messages.ListBucketResultV2;
import io.minio.messages.ListMultipartUploadsResult;
import io.minio.messages.Part;
import io.minio.messages.VersioningConfiguration;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;

/** The requests the store makes of one bucket, each tried again while its failure may pass. */
final class Bucket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bucket.class);

    private final S3Settings settings;
    private final String name;
    private final Attempts attempts;
    private final OkHttpClient http;
    private final MinioAsyncClient client;
    private final ObjectLocks locks;

    Bucket(S3Settings settings) {
        this.settings = settings;
        this.name = settings.bucket();
        this.attempts = new Attempts(settings.attempts());
        this.http = httpClient(settings);
        this.client =
                MinioAsyncClient.builder()
                        .endpoint(settings.endpoint())
                        .region(settings.region())
                        .credentials(settings.accessKey(), settings.secretKey())
                        .httpClient(http)
                        .build();
        this.locks = new ObjectLocks(client, attempts, name, settings.retention());
        if (settings.pathStyle()) {
            client.disableVirtualStyleEndpoint();
        } else {
            client.enableVirtualStyleEndpoint();
        }
    }

    private static OkHttpClient httpClient(S3Settings settings) {
        // Reads are not limited by us; the default of OkHttp would be 5 requests to one host.
        int requests = Math.max(64, settings.parallelTransfers() * 2);
        Dispatcher dispatcher =
                new Dispatcher(
                        new ThreadPoolExecutor(
                                0,
                                Integer.MAX_VALUE,
                                30,
                                TimeUnit.SECONDS,
                                new SynchronousQueue<>(),
                                Thread.ofPlatform().daemon().name("s3-", 1).factory()));
        dispatcher.setMaxRequests(requests);
        dispatcher.setMaxRequestsPerHost(requests);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(requests, 1, TimeUnit.MINUTES))
                // Without TCP_NODELAY a small PUT waits for the peer's delayed acknowledgement:
                // measured 13 times slower.
                .socketFactory(new NoDelaySocketFactory())
                // Attempts counts and knows of every failure; a silent one would look like a first
                // try.
                .retryOnConnectionFailure(false)
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .build();
    }

    /** Makes the bucket if it may, and switches on versioning where the server can. */
    Versioning provision() throws IOException {
        boolean exists =
                attempts.request(
                                "Looking for bucket " + name,
                                () ->
                                        client.bucketExists(
                                                BucketExistsArgs.builder().bucket(name).build()))
                        .value();
        if (!exists) {
            if (!settings.createBucket()) {
                throw new StoreException("There is no bucket " + name);
            }
            makeBucket();
        }
        if (settings.versioning()) {
            switchOnVersioning();
        }
        locks.ask();
        return versioning();
    }

    /** What the server says of older versions of what is deleted. */
    enum Versioning {
        KEPT,
        NONE,
        /** These keys may not ask. */
        UNKNOWN
    }

    private Versioning versioning() throws IOException {
        try {
            var said =
                    attempts.request(
                                    "Asking for versioning",
                                    () ->
                                            client.getBucketVersioning(
                                                    GetBucketVersioningArgs.builder()
                                                            .bucket(name)
                                                            .build()))
                            .value();
            return said.status() == VersioningConfiguration.Status.OFF
                    ? Versioning.NONE
                    : Versioning.KEPT; // also when it is suspended: older ones are there
        } catch (Attempts.Refused e) {
            return e.notImplemented() ? Versioning.NONE : Versioning.UNKNOWN;
        }
    }

    private void switchOnVersioning() {
        try {
            attempts.request(
                    "Switching on versioning",
                    () ->
                            client.setBucketVersioning(
                                    SetBucketVersioningArgs.builder()
                                            .bucket(name)
                                            .config(
                                                    new VersioningConfiguration(
                                                            VersioningConfiguration.Status.ENABLED,
                                                            null,
                                                            null,
                                                            null))
                                            .build()));
        } catch (IOException e) {
            LOG.info("Versioning of {} cannot be switched on: {}", name, e.getMessage());
        }
    }

    private void makeBucket() throws IOException {
        boolean locking = locks.retention().isPresent();
        try {
            makeBucket(locking);
        } catch (Attempts.Refused e) {
            if (!locking || !e.notImplemented()) {
                throw e;
            }
            makeBucket(false); // a server without object lock
        }
    }

    private void makeBucket(boolean locking) throws IOException {
        try {
            attempts.request(
                    "Making bucket " + name,
                    () ->
                            client.makeBucket(
                                    MakeBucketArgs.builder()
                                            .bucket(name)
                                            .region(settings.region())
                                            .objectLock(locking)
                                            .build()));
        } catch (Attempts.Refused e) {
            if (!e.code().equals("BucketAlreadyOwnedByYou")) {
                throw e;
            }
        }
    }

    StatObjectResponse head(StoreKey key) throws IOException {
        StatObjectArgs args = StatObjectArgs.builder().bucket(name).object(key.value()).build();
        return attempts.request("HEAD " + key, () -> client.statObject(args)).value();
    }

    /**
     * @param length or null for up to the end
     * @param etag what the object must have, or null
     */
    GetObjectResponse get(StoreKey key, long offset, @Nullable Long length, @Nullable String etag)
            throws IOException {
        GetObjectArgs.Builder args = GetObjectArgs.builder().bucket(name).object(key.value());
        if (offset > 0 || length != null) {
            args.offset(offset);
        }
        if (length != null) {
            args.length(length);
        }
        if (etag != null) {
            args.matchETag(etag);
        }
        GetObjectArgs built = args.build();
        return attempts.request("GET " + key, () -> client.getObject(built)).value();
    }

    /** A PUT in one piece; {@code condition} is a header's name and value, or empty. */
    Attempts.Answer<?> put(StoreKey key, byte[] data, int length, String... condition)
            throws IOException {
        Http.Headers headers = new Http.Headers();
        headers.set("Content-MD5", md5(data, length));
        for (int i = 0; i < condition.length; i += 2) {
            headers.set(condition[i], condition[i + 1]);
        }
        if (!key.equals(S3ObjectStore.PROBE)) {
            locks.addTo(headers);
        }
        PutObjectAPIArgs args =
                PutObjectAPIArgs.builder()
                        .bucket(name)
                        .object(key.value())
                        .data(data, length)
                        .headers(headers)
                        .build();
        return attempts.request("PUT " + key, () -> client.putObject(args));
    }

    String startUpload(StoreKey key) throws IOException {
        Http.Headers headers = new Http.Headers();
        locks.addTo(headers);
        CreateMultipartUploadArgs args =
                CreateMultipartUploadArgs.builder()
                        .bucket(name)
                        .object(key.value())
                        .headers(headers)
                        .build();
        return attempts.request("Starting upload " + key, () -> client.createMultipartUpload(args))
                .value()
                .result()
                .uploadId();
    }

    Part putPart(StoreKey key, String upload, int number, byte[] data, int length)
            throws IOException {
        UploadPartArgs args =
                UploadPartArgs.builder()
                        .bucket(name)
                        .object(key.value())
                        .uploadId(upload)
                        .partNumber(number)
                        .data(data, length)
                        .headers(new Http.Headers("Content-MD5", md5(data, length)))
                        .build();
        return attempts.request("Part " + number + " of " + key, () -> client.uploadPart(args))
                .value()
                .part();
    }

    Attempts.Answer<?> completeUpload(
            StoreKey key, String upload, List<Part> parts, boolean onlyIfAbsent)
            throws IOException {
        CompleteMultipartUploadArgs.Builder args =
                CompleteMultipartUploadArgs.builder()
                        .bucket(name)
                        .object(key.value())
                        .uploadId(upload)
                        .parts(parts.toArray(Part[]::new));
        if (onlyIfAbsent) {
            args.extraHeaders(new Http.Headers("If-None-Match", "*"));
        }
        CompleteMultipartUploadArgs built = args.build();
        return attempts.request(
                "Completing upload " + key, () -> client.completeMultipartUpload(built));
    }

    void abortUpload(String object, String upload) throws IOException {
        AbortMultipartUploadArgs args =
                AbortMultipartUploadArgs.builder()
                        .bucket(name)
                        .object(object)
                        .uploadId(upload)
                        .build();
        attempts.request("Aborting upload " + object, () -> client.abortMultipartUpload(args));
    }

    ListMultipartUploadsResult uploads() throws IOException {
        ListMultipartUploadsArgs args = ListMultipartUploadsArgs.builder().bucket(name).build();
        return attempts.request("Listing uploads", () -> client.listMultipartUploads(args))
                .value()
                .result();
    }

    ListBucketResultV2 list(@Nullable String prefix, @Nullable String continuation)
            throws IOException {
        ListObjectsV2Args.Builder args =
                ListObjectsV2Args.builder().bucket(name).encodingType("url").maxKeys(1000);
        if (prefix != null) {
            args.prefix(prefix);
        }
        if (continuation != null) {
            args.continuationToken(continuation);
        }
        ListObjectsV2Args built = args.build();
        return attempts.request("Listing " + name, () -> client.listObjectsV2(built))
                .value()
                .result();
    }

    void delete(StoreKey key) throws IOException {
        RemoveObjectArgs args = RemoveObjectArgs.builder().bucket(name).object(key.value()).build();
        attempts.request("DELETE " + key, () -> client.removeObject(args));
    }

    ObjectLocks locks() {
        return locks;
    }

    /** All versions of it. */
    Versions versions() {
        return new Versions(client, attempts, name);
    }

    /** S3 defines Content-MD5 (RFC 1864) as the check every server makes of what it received. */
    private static String md5(byte[] data, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(data, 0, length);
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }

    @Override
    public void close() {
        client.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
