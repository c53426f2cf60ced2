package vn.tangthu.repository.ingest.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.SafeName;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * Which names there are in an archive, as hashes: two hundred thousand long names twice over do not
 * fit a small server. Two names with the same half of a SHA-256 would be refused wrongly, in one of
 * 10^28 deliveries.
 */
final class EntryNames {
    private final MessageDigest sha = DigestAlgorithm.SHA256.newMessageDigest();
    private final Set<Hash> files = new HashSet<>();
    private final Set<Hash> folders = new HashSet<>();

    private record Hash(long high, long low) {}

    /**
     * The relative path an entry is written to, or null when the name is not safe: absolute, with a
     * drive, climbing, empty or reserved in a segment, or with a character that a file system
     * refuses. A backslash parts folders, as Windows programs write it.
     */
    static @Nullable String safePath(String entryName) {
        String path = entryName.replace('\\', '/');
        if (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return SafeName.isPath(path) ? path : null;
    }

    /** As file systems without case and with one normal form would see it. */
    private static String folded(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** Whether it is new; a folder may come again. */
    boolean add(String safePath, boolean folder) {
        String path = folded(safePath);
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            folders.add(hash(path.substring(0, slash)));
        }
        return (folder ? folders : files).add(hash(path)) || folder;
    }

    int folders() {
        return folders.size();
    }

    boolean fileIsFolder() {
        return files.stream().anyMatch(folders::contains);
    }

    private Hash hash(String path) {
        ByteBuffer bytes = ByteBuffer.wrap(sha.digest(path.getBytes(StandardCharsets.UTF_8)));
        return new Hash(bytes.getLong(), bytes.getLong());
    }
}
