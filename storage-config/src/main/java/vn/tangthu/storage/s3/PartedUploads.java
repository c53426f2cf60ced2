package vn.tangthu.storage.s3;

import io.minio.messages.Part;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.PutOutcome;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;

/**
 * Objects that are larger than a part: sent in several requests at a time, completed only when the
 * digest of all that was read is right.
 */
final class PartedUploads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartedUploads.class);

    /** S3 takes no more parts than this. */
    private static final int MAX_PARTS = 10_000;

    private final S3Settings settings;
    private final Bucket bucket;
    private final Semaphore transfers;
    private final boolean conditional;
    private final Present there;
    private final ExecutorService uploads = Executors.newVirtualThreadPerTaskExecutor();

    /** Compares an object that is there with what was to be put. */
    interface Present {
        PutOutcome compared(StoreKey key, Digest expected, boolean unsure) throws IOException;
    }

    /**
     * @param transfers how many parts may be in memory
     * @param conditional whether the server refuses to overwrite when asked to
     */
    PartedUploads(
            S3Settings settings,
            Bucket bucket,
            Semaphore transfers,
            boolean conditional,
            Present there) {
        this.settings = settings;
        this.bucket = bucket;
        this.transfers = transfers;
        this.conditional = conditional;
        this.there = there;
    }

    /**
     * The object is not there and nobody else in this process writes it.
     *
     * @throws StoreException.DigestMismatch and nothing is visible
     */
    PutOutcome put(StoreKey key, ByteSource content, Digest expected) throws IOException {
        String upload = bucket.startUpload(key);
        List<Future<Part>> parts = new ArrayList<>();
        boolean completed = false;
        try {
            MessageDigest digest = expected.algorithm().newMessageDigest();
            int partBytes = partBytesFor(content.size());
            try (InputStream in = content.open()) {
                while (sendPart(key, upload, in, partBytes, digest, parts)) {
                    failEarly(parts);
                }
            }
            List<Part> done = new ArrayList<>();
            for (Future<Part> part : parts) {
                done.add(await(part));
            }
            Digest actual = Digest.fromBytes(expected.algorithm(), digest.digest());
            if (!actual.equals(expected)) {
                throw new StoreException.DigestMismatch(key, expected, actual);
            }
            PutOutcome outcome = complete(key, upload, done, expected);
            completed = true;
            return outcome;
        } finally {
            if (!completed) {
                abandon(key, upload, parts);
            }
        }
    }

    /**
     * @return whether there may be more to send
     */
    private boolean sendPart(
            StoreKey key,
            String upload,
            InputStream in,
            int partBytes,
            MessageDigest digest,
            List<Future<Part>> parts)
            throws IOException {
        S3ObjectStore.acquire(transfers);
        boolean handedOver = false;
        try {
            byte[] buffer = new byte[partBytes];
            int length = in.readNBytes(buffer, 0, partBytes);
            if (length == 0) {
                return false;
            }
            digest.update(buffer, 0, length);
            int number = parts.size() + 1;
            parts.add(
                    uploads.submit(
                            () -> {
                                try {
                                    return bucket.putPart(key, upload, number, buffer, length);
                                } finally {
                                    transfers.release();
                                }
                            }));
            handedOver = true;
            return length == partBytes;
        } finally {
            if (!handedOver) {
                transfers.release();
            }
        }
    }

    private PutOutcome complete(StoreKey key, String upload, List<Part> parts, Digest expected)
            throws IOException {
        boolean onlyIfAbsent = conditional;
        while (true) {
            try {
                bucket.completeUpload(key, upload, parts, onlyIfAbsent);
                return PutOutcome.STORED;
            } catch (Attempts.Refused e) {
                if (e.notImplemented() && onlyIfAbsent) {
                    onlyIfAbsent = false; // honoured on PUT, unknown here
                } else if (e.preconditionFailed() || (e.noSuchUpload() && e.unsure())) {
                    PutOutcome outcome = there.compared(key, expected, e.unsure());
                    if (e.preconditionFailed()) {
                        bucket.abortUpload(key.value(), upload);
                    }
                    return outcome;
                } else {
                    throw e;
                }
            }
        }
    }

    private void abandon(StoreKey key, String upload, List<Future<Part>> parts) {
        for (Future<Part> part : parts) {
            try {
                await(part); // a part that arrives after the abort would stay
            } catch (IOException e) {
                // its failure is already on its way up
            }
        }
        try {
            bucket.abortUpload(key.value(), upload);
        } catch (IOException e) {
            LOG.warn("The unfinished upload of {} stays until the next start", key, e);
        }
    }

    private int partBytesFor(long size) {
        long least = (size + MAX_PARTS - 1) / MAX_PARTS;
        return Math.toIntExact(Math.max(settings.partBytes(), least));
    }

    private static void failEarly(List<Future<Part>> parts) throws IOException {
        for (Future<Part> part : parts) {
            if (part.state() == Future.State.FAILED) {
                await(part);
            }
        }
    }

    private static Part await(Future<Part> part) throws IOException {
        try {
            return part.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw new StoreException(String.valueOf(io.getMessage()), io);
            }
            throw new StoreException("A part could not be sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        uploads.close();
    }
}
