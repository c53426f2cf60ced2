package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;

/** Puts back single files at one place. */
final class PlaceRepair {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Place damaged;
    private final List<Place> sources;
    private final Path temporary;
    private final String aside;

    /** What became of a file. */
    enum What {
        RIGHT,
        PUT_BACK,
        NO_SOURCE
    }

    /**
     * @param source whose bytes were taken, null unless they were
     * @param setAside where the damaged bytes lie now, null when none could be read
     */
    record Done(What what, @Nullable String source, @Nullable String setAside) {}

    /** What was there: nothing, bytes, or something that cannot be read. */
    private record There(boolean exists, @Nullable Digest digest) {}

    /**
     * @param temporary a directory
     * @param aside below which key damaged bytes are set aside
     */
    PlaceRepair(Place damaged, List<Place> sources, Path temporary, String aside) {
        this.damaged = damaged;
        this.sources = List.copyOf(sources);
        this.temporary = temporary;
        this.aside = aside;
    }

    /**
     * @throws IOException when the place to repair does not answer; its bytes are what they were,
     *     or missing
     */
    Done fix(StoreKey key, Digest expected) throws IOException {
        There there = there(key);
        if (expected.equals(there.digest())) {
            return new Done(What.RIGHT, null, null);
        }
        Path file = Files.createTempFile(temporary, "repair-", ".bytes");
        try {
            for (Place source : sources) {
                if (fetched(source, key, expected, file)) {
                    String setAside = there.digest() == null ? null : setAside(key, there.digest());
                    put(key, ByteSource.of(file), expected, there.exists());
                    return new Done(What.PUT_BACK, source.name(), setAside);
                }
            }
        } finally {
            Files.deleteIfExists(file);
        }
        return new Done(What.NO_SOURCE, null, null);
    }

    /** Of which the bytes are known without a copy. */
    Done fix(StoreKey key, byte[] bytes, String source) throws IOException {
        Digest expected = Digest.of(DigestAlgorithm.SHA512, bytes);
        There there = there(key);
        if (expected.equals(there.digest())) {
            return new Done(What.RIGHT, null, null);
        }
        String setAside = there.digest() == null ? null : setAside(key, there.digest());
        put(key, ByteSource.of(bytes), expected, there.exists());
        return new Done(What.PUT_BACK, source, setAside);
    }

    private There there(StoreKey key) throws IOException {
        try {
            return new There(true, StoredBytes.digest(damaged.store(), key));
        } catch (StoreException.NotFound e) {
            return new There(false, null);
        } catch (IOException e) {
            return new There(damaged.store().info(key).isPresent(), null);
        }
    }

    /** Whether the place has the right bytes now; they are in the file then. */
    private static boolean fetched(Place source, StoreKey key, Digest expected, Path file) {
        MessageDigest digest = expected.algorithm().newMessageDigest();
        try (InputStream in = source.store().open(key);
                OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read; (read = in.read(buffer)) >= 0; ) {
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            return false; // this one cannot help; the next is asked
        }
        return Digest.fromBytes(expected.algorithm(), digest.digest()).equals(expected);
    }

    private @Nullable String setAside(StoreKey key, Digest digest) throws IOException {
        StoreKey to;
        try {
            to = new StoreKey(aside + "/" + key.value());
        } catch (IllegalArgumentException e) {
            to = new StoreKey(aside + "/" + digest.hex().substring(0, 32)); // too long together
        }
        Object unused = damaged.store().putNew(to, new StoredBytes(damaged.store(), key), digest);
        return to.value();
    }

    private void put(StoreKey key, ByteSource bytes, Digest expected, boolean exists)
            throws IOException {
        if (exists) {
            damaged.store().delete(key);
        }
        Object unused = damaged.store().putNew(key, bytes, expected);
        Optional<Digest> back = Optional.of(StoredBytes.digest(damaged.store(), key));
        if (!back.get().equals(expected)) {
            throw new StoreException("What was put back reads otherwise: " + key);
        }
    }
}
