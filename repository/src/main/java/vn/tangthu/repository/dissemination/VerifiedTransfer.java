package vn.tangthu.repository.dissemination;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AipStore.DamagedPackageException;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.StoreException;

/** Copies bytes to a new private file and says whether they are the right ones. */
final class VerifiedTransfer {

    private static final int BUFFER = 1 << 16;

    private VerifiedTransfer() {}

    /** Opens what is to be copied. */
    interface Source {
        InputStream open() throws IOException;
    }

    /**
     * Writes {@code target}, which must not exist; it is removed again when this throws.
     *
     * @param size bytes that are expected, or -1 where only the digest is known; no more than this
     *     is ever written
     * @throws BadBytesException when they are missing, too few, too many or other ones
     */
    static void copy(Source source, Path target, long size, Digest sha512, @Nullable Digest sha256)
            throws IOException {
        boolean whole = false;
        try (InputStream in = open(source);
                OutputStream out =
                        Files.newOutputStream(
                                target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            MessageDigest first = sha512.algorithm().newMessageDigest();
            MessageDigest second = sha256 == null ? null : sha256.algorithm().newMessageDigest();
            byte[] buffer = new byte[BUFFER];
            long count = 0;
            int n;
            while ((n = in.read(buffer)) >= 0) {
                count += n;
                if (size >= 0 && count > size) {
                    throw new BadBytesException(Damage.CHANGED, "More than " + size + " bytes");
                }
                first.update(buffer, 0, n);
                if (second != null) {
                    second.update(buffer, 0, n);
                }
                out.write(buffer, 0, n);
            }
            if (size >= 0 && count < size) {
                throw new BadBytesException(Damage.TRUNCATED, count + " bytes instead of " + size);
            }
            match(sha512, first);
            if (sha256 != null && second != null) {
                match(sha256, second);
            }
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(target);
            }
        }
    }

    private static InputStream open(Source source) throws IOException {
        try {
            return source.open();
        } catch (StoreException.NotFound e) {
            throw new BadBytesException(Damage.MISSING, String.valueOf(e.getMessage()));
        } catch (DamagedPackageException e) {
            throw new BadBytesException(Damage.INVENTORY_DAMAGED, String.valueOf(e.getMessage()));
        }
    }

    private static void match(Digest expected, MessageDigest digest) throws BadBytesException {
        Digest actual = Digest.fromBytes(expected.algorithm(), digest.digest());
        if (!actual.equals(expected)) {
            throw new BadBytesException(Damage.CHANGED, actual + " instead of " + expected);
        }
    }

    /** Whether a file still has these bytes. */
    static boolean matches(Path file, Digest sha512) throws IOException {
        MessageDigest digest = sha512.algorithm().newMessageDigest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            int n;
            while ((n = in.read(buffer)) >= 0) {
                digest.update(buffer, 0, n);
            }
        }
        return Digest.fromBytes(sha512.algorithm(), digest.digest()).equals(sha512);
    }
}
