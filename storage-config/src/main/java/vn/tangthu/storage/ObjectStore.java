package vn.tangthu.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A flat store of objects by key. Small on purpose: whatever can be said with these calls works on
 * a directory, on any S3 service and in memory alike; a store with more to offer offers it as
 * another interface.
 *
 * <p>Durable: when {@link #putNew}, {@link #replace} or {@link #delete} return, a power cut does
 * not undo them. Atomic: a reader sees the whole object or none of it, also after a crash. What a
 * crash may leave behind are temporary files of the store's own, never visible as objects, which
 * the store removes when it is next opened.
 *
 * <p>Not promised: directories, renames, order of listing, locks between processes. All calls may
 * be made from many threads at once.
 */
public interface ObjectStore extends AutoCloseable {
    /**
     * Stores an object that must not exist yet. The bytes are digested while they stream and must
     * have the digest {@code expected}, otherwise nothing becomes visible.
     *
     * @return whether it was stored now or the identical bytes were already there
     * @throws StoreException.Exists when other bytes are at the key; they stay
     * @throws StoreException.DigestMismatch when {@code content} does not have the digest {@code
     *     expected}
     */
    PutOutcome putNew(StoreKey key, ByteSource content, Digest expected) throws IOException;

    /**
     * Replaces a small object (a root inventory, its sidecar) if it still has the digest {@code
     * current}. On stores without conditional writes the comparison is not atomic with the write:
     * callers hold a lease on what they replace.
     *
     * @throws StoreException.NotFound when there is no object to replace
     * @throws StoreException.Conflict when it has other bytes
     */
    void replace(StoreKey key, Digest current, byte[] content) throws IOException;

    /**
     * @return a stream from the first byte; the caller closes it
     * @throws StoreException.NotFound when there is no such object
     */
    InputStream open(StoreKey key) throws IOException;

    /**
     * @param offset first byte, from 0
     * @param length how many bytes; the stream ends earlier if the object does
     * @throws StoreException.NotFound when there is no such object
     */
    InputStream openRange(StoreKey key, long offset, long length) throws IOException;

    Optional<ObjectInfo> info(StoreKey key) throws IOException;

    /**
     * All objects below the prefix, lazily and in no promised order; the caller closes the stream.
     */
    Stream<ObjectInfo> list(StorePrefix prefix) throws IOException;

    /** Removes the object; no error when there is none. */
    void delete(StoreKey key) throws IOException;

    /** One line for people: what store this is and where. No secrets. */
    String describe();

    @Override
    void close();
}
