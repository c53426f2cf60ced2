package vn.tangthu.repository.aip.ocfl;

import java.time.OffsetDateTime;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;

/**
 * A version that is to be written.
 *
 * @param files by logical path
 */
public record NewVersion(
        OffsetDateTime created, String message, String user, SortedMap<String, File> files) {
    public NewVersion {
        files = new TreeMap<>(files);
    }

    /**
     * @param sha512 addresses the content
     * @param sha256 goes to the fixity block and is matched while the bytes stream, or null
     * @param bytes where they lie now; null for content that an earlier version holds
     */
    public record File(Digest sha512, @Nullable Digest sha256, @Nullable ByteSource bytes) {}
}
