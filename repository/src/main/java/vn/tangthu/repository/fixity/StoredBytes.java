package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;

/** An object of a store as the source of another. */
final class StoredBytes implements ByteSource {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final ObjectStore store;
    private final StoreKey key;
    private final long size;

    /**
     * @throws StoreException.NotFound when there is none
     */
    StoredBytes(ObjectStore store, StoreKey key) throws IOException {
        this.store = store;
        this.key = key;
        this.size = store.info(key).orElseThrow(() -> new StoreException.NotFound(key)).size();
    }

    /**
     * SHA-512 of what is there.
     *
     * @throws StoreException.NotFound when there is nothing
     */
    static Digest digest(ObjectStore store, StoreKey key) throws IOException {
        MessageDigest digest = DigestAlgorithm.SHA512.newMessageDigest();
        try (InputStream in = store.open(key)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read; (read = in.read(buffer)) >= 0; ) {
                digest.update(buffer, 0, read);
            }
        }
        return Digest.fromBytes(DigestAlgorithm.SHA512, digest.digest());
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream open() throws IOException {
        return store.open(key);
    }
}
