package vn.tangthu.repository.aip.ocfl;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;

/**
 * Bytes that are digested a second way while the store streams them, so that both digests of a file
 * come from the one read that stored it.
 */
final class MatchingSource implements ByteSource {

    private final StoreKey key;
    private final ByteSource source;
    private final Digest expected;
    private volatile @Nullable Digest streamed;

    MatchingSource(StoreKey key, ByteSource source, Digest expected) {
        this.key = key;
        this.source = source;
        this.expected = expected;
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public InputStream open() throws IOException {
        return new Digesting(source.open());
    }

    /**
     * After the put: whether the bytes that were stored have the second digest. Where the store did
     * not need to read to the end (they were there already), they are read now.
     */
    void check() throws IOException {
        if (streamed == null) {
            try (InputStream in = open()) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
        Digest actual = streamed;
        if (actual == null || !actual.equals(expected)) {
            throw new StoreException.DigestMismatch(
                    key,
                    expected,
                    actual == null ? Digest.of(DigestAlgorithm.SHA256, new byte[0]) : actual);
        }
    }

    private final class Digesting extends FilterInputStream {
        private final MessageDigest digest = expected.algorithm().newMessageDigest();
        private long count;
        private boolean done;

        Digesting(InputStream in) {
            super(in);
            finishAtEnd();
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            if (b >= 0) {
                digest.update((byte) b);
                count++;
                finishAtEnd();
            }
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            if (n > 0) {
                digest.update(buffer, offset, n);
                count += n;
                finishAtEnd();
            }
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            return in.readNBytes((int) Math.min(n, 8192)).length == 0 ? 0 : unsupported();
        }

        private long unsupported() throws IOException {
            throw new IOException("A source that is digested cannot be skipped over");
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void finishAtEnd() {
            if (!done && count == size()) {
                done = true;
                streamed = Digest.fromBytes(expected.algorithm(), digest.digest());
            }
        }
    }
}
