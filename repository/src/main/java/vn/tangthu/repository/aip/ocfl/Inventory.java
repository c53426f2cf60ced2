package vn.tangthu.repository.aip.ocfl;

import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An OCFL inventory (OCFL 1.1, section 3.5) as we write it: sha512, {@code content} as content
 * directory, versions without leading zeros.
 *
 * @param id the object id, {@code urn:uuid:…}
 * @param manifest sha512 in lower-case hexadecimal by content path, in order of path
 * @param fixity sha256 in lower-case hexadecimal by content path; not for every file
 * @param versions from version 1 to the head
 */
public record Inventory(
        String id,
        SortedMap<String, String> manifest,
        SortedMap<String, String> fixity,
        List<Version> versions) {

    public Inventory {
        manifest = Collections.unmodifiableSortedMap(new TreeMap<>(manifest));
        fixity = Collections.unmodifiableSortedMap(new TreeMap<>(fixity));
        versions = List.copyOf(versions);
    }

    /**
     * A version of the object.
     *
     * @param state sha512 in lower-case hexadecimal by logical path, in order of path
     */
    public record Version(
            OffsetDateTime created, String message, String user, SortedMap<String, String> state) {
        public Version {
            state = Collections.unmodifiableSortedMap(new TreeMap<>(state));
        }
    }

    /** The number of the newest version, from 1. */
    public int head() {
        return versions.size();
    }

    public Version headVersion() {
        return versions.getLast();
    }

    /** The same object when this version was its head; files of later ones stay in the manifest. */
    public Inventory upTo(int version) {
        return version == head()
                ? this
                : new Inventory(id, manifest, fixity, versions.subList(0, version));
    }

    /** A content path by digest; where several files have the digest, the first path. */
    Map<String, String> pathsByDigest() {
        Map<String, String> paths = new LinkedHashMap<>();
        manifest.forEach((path, digest) -> paths.putIfAbsent(digest, path));
        return paths;
    }

    /**
     * Where the bytes of a logical path of the head lie, below the object root; null if nowhere.
     */
    public @Nullable String contentPath(String logicalPath) {
        String digest = headVersion().state().get(logicalPath);
        if (digest == null) {
            return null;
        }
        for (Map.Entry<String, String> entry : manifest.entrySet()) {
            if (entry.getValue().equals(digest)) {
                return entry.getKey();
            }
        }
        return null;
    }
}
