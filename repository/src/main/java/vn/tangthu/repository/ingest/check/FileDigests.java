package vn.tangthu.repository.ingest.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** Both digests of a file in one read. */
record FileDigests(long size, Digest sha512, Digest sha256) {
    private static final int BUFFER_BYTES = 1 << 17;

    static FileDigests of(Path file) throws IOException {
        MessageDigest sha512 = DigestAlgorithm.SHA512.newMessageDigest();
        MessageDigest sha256 = DigestAlgorithm.SHA256.newMessageDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha512.update(buffer, 0, read);
                sha256.update(buffer, 0, read);
                size += read;
            }
        }
        return new FileDigests(
                size,
                Digest.fromBytes(DigestAlgorithm.SHA512, sha512.digest()),
                Digest.fromBytes(DigestAlgorithm.SHA256, sha256.digest()));
    }
}
