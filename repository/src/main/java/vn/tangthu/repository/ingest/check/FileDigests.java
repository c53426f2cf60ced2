package vn.tangthu.repository.ingest.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * Both digests of a file in one read. As bytes: a delivery has a hundred thousand of them in
 * memory, and as text they take three times as much.
 */
public final class FileDigests {
    private static final int BUFFER_BYTES = 1 << 17;
    private static final int SHA512_BYTES = 64;

    private final long size;

    /** SHA-512, then SHA-256. */
    private final byte[] both;

    private FileDigests(long size, byte[] both) {
        this.size = size;
        this.both = both;
    }

    static FileDigests of(Path file) throws IOException {
        MessageDigest sha512 = DigestAlgorithm.SHA512.newMessageDigest();
        MessageDigest sha256 = DigestAlgorithm.SHA256.newMessageDigest();
        // Most files of a delivery are smaller than a buffer that is good for large ones.
        byte[] buffer = new byte[(int) Math.clamp(Files.size(file) + 1, 512, BUFFER_BYTES)];
        long size = 0;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha512.update(buffer, 0, read);
                sha256.update(buffer, 0, read);
                size += read;
            }
        }
        byte[] both = Arrays.copyOf(sha512.digest(), SHA512_BYTES + sha256.getDigestLength());
        byte[] second = sha256.digest();
        System.arraycopy(second, 0, both, SHA512_BYTES, second.length);
        return new FileDigests(size, both);
    }

    /** Bytes that were read. */
    public long size() {
        return size;
    }

    public Digest sha512() {
        return Digest.fromBytes(DigestAlgorithm.SHA512, Arrays.copyOf(both, SHA512_BYTES));
    }

    public Digest sha256() {
        return Digest.fromBytes(
                DigestAlgorithm.SHA256, Arrays.copyOfRange(both, SHA512_BYTES, both.length));
    }

    /** Equal for files with equal bytes. */
    public ByteBuffer key() {
        return ByteBuffer.wrap(both).asReadOnlyBuffer();
    }
}
