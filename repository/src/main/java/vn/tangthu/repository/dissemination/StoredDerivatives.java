package vn.tangthu.repository.dissemination;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.DerivativeStore;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;

/**
 * Derived objects below {@code derived/} in the object store, by the digest of what they were
 * derived from: {@code derived/ab/cd/<sha512>.<kind>}. Each begins with a mark, its length and its
 * sha256; one that does not match them reads as absent.
 */
@Component
@InWorkers
final class StoredDerivatives implements DerivativeStore {

    private static final int MARK = 0x54_54_44_31; // "TTD1"
    private static final int HEADER = Integer.BYTES + Long.BYTES + 32;

    private final ObjectStore store;

    StoredDerivatives(ObjectStore store) {
        this.store = store;
    }

    @Override
    public Optional<byte[]> get(Digest contentSha512, String kind) throws IOException {
        byte[] stored;
        try (InputStream in = store.open(key(contentSha512, kind))) {
            stored = in.readAllBytes();
        } catch (StoreException.NotFound e) {
            return Optional.empty();
        }
        if (stored.length < HEADER) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(stored);
        boolean marked = header.getInt() == MARK && header.getLong() == stored.length - HEADER;
        byte[] digest = new byte[32];
        header.get(digest);
        byte[] content = Arrays.copyOfRange(stored, HEADER, stored.length);
        return marked && Arrays.equals(digest, sha256(content))
                ? Optional.of(content)
                : Optional.empty();
    }

    @Override
    public void put(Digest contentSha512, String kind, byte[] derivative) throws IOException {
        byte[] stored =
                ByteBuffer.allocate(HEADER + derivative.length)
                        .putInt(MARK)
                        .putLong(derivative.length)
                        .put(sha256(derivative))
                        .put(derivative)
                        .array();
        StoreKey key = key(contentSha512, kind);
        Digest digest = Digest.of(DigestAlgorithm.SHA512, stored);
        try {
            store.putNew(key, ByteSource.of(stored), digest);
        } catch (StoreException.Exists e) {
            // A crash between the two leaves none, which is made again.
            store.delete(key);
            store.putNew(key, ByteSource.of(stored), digest);
        }
    }

    @Override
    public void delete(Digest contentSha512, String kind) throws IOException {
        store.delete(key(contentSha512, kind));
    }

    private static byte[] sha256(byte[] content) {
        return DigestAlgorithm.SHA256.newMessageDigest().digest(content);
    }

    private static StoreKey key(Digest content, String kind) {
        if (content.algorithm() != DigestAlgorithm.SHA512 || kind.contains("/")) {
            throw new IllegalArgumentException("Not a derivative: " + content + " " + kind);
        }
        return folderOf(content).resolve(content.hex() + "." + kind);
    }

    /** What is derived from these bytes lies here, beside others'. */
    static StoreKey folderOf(Digest content) {
        String hex = content.hex();
        return StoreKey.of("derived", hex.substring(0, 2), hex.substring(2, 4));
    }
}
