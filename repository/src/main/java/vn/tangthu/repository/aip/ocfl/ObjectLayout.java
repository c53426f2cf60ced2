package vn.tangthu.repository.aip.ocfl;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.StoreKey;

/**
 * Where an object lies: OCFL extension 0004-hashed-n-tuple-storage-layout with its default
 * parameters (sha256, three tuples of three). The root is {@code ocfl/abc/def/012/<64 digits>}, so
 * that no directory grows without limit and no code of the archive is in a path.
 */
final class ObjectLayout {

    static final String PREFIX = "ocfl";
    static final String ROOT_DECLARATION = "0=ocfl_1.1";
    static final String LAYOUT = "ocfl_layout.json";
    static final String OBJECT_DECLARATION = "0=ocfl_object_1.1";
    static final String EXTENSION = "0004-hashed-n-tuple-storage-layout";
    static final String EXTENSION_CONFIG = "extensions/" + EXTENSION + "/config.json";

    /** The storage root's own files, in the order in which they are written. */
    static final Map<String, String> ROOT_FILES = rootFiles();

    private static Map<String, String> rootFiles() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(ROOT_DECLARATION, "ocfl_1.1\n");
        files.put(
                LAYOUT,
                """
                {
                  "extension" : "%s",
                  "description" : "Hashed N-tuple Storage Layout"
                }
                """
                        .formatted(EXTENSION));
        files.put(
                EXTENSION_CONFIG,
                """
                {
                  "extensionName" : "%s",
                  "digestAlgorithm" : "sha256",
                  "tupleSize" : 3,
                  "numberOfTuples" : 3,
                  "shortObjectRoot" : false
                }
                """
                        .formatted(EXTENSION));
        return Collections.unmodifiableMap(files);
    }

    private static final int TUPLE_SIZE = 3;
    private static final int TUPLES = 3;

    /** Segments of an object root: the prefix, the tuples, the digest. */
    private static final int ROOT_SEGMENTS = 1 + TUPLES + 1;

    private ObjectLayout() {}

    static StoreKey rootOf(String objectId) {
        String hex =
                Digest.of(DigestAlgorithm.SHA256, objectId.getBytes(StandardCharsets.UTF_8)).hex();
        StringBuilder path = new StringBuilder(PREFIX);
        for (int i = 0; i < TUPLES; i++) {
            path.append('/').append(hex, i * TUPLE_SIZE, (i + 1) * TUPLE_SIZE);
        }
        return new StoreKey(path.append('/').append(hex).toString());
    }

    /**
     * The object root that a key lies below, or empty where no object can be: a stray file, or a
     * file of the storage root itself.
     */
    static Optional<StoreKey> rootAbove(StoreKey key) {
        List<String> segments = key.segments();
        if (segments.size() <= ROOT_SEGMENTS || !segments.getFirst().equals(PREFIX)) {
            return Optional.empty();
        }
        String hex = segments.get(ROOT_SEGMENTS - 1);
        if (hex.length() != DigestAlgorithm.SHA256.hexLength()
                || !hex.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            return Optional.empty();
        }
        for (int i = 0; i < TUPLES; i++) {
            if (!segments.get(1 + i).equals(hex.substring(i * TUPLE_SIZE, (i + 1) * TUPLE_SIZE))) {
                return Optional.empty();
            }
        }
        return Optional.of(new StoreKey(String.join("/", segments.subList(0, ROOT_SEGMENTS))));
    }

    /** A file that the storage root itself must or may have. */
    static boolean isOfStorageRoot(StoreKey key) {
        String value = key.value();
        return value.equals(PREFIX + "/" + ROOT_DECLARATION)
                || value.equals(PREFIX + "/" + LAYOUT)
                || value.startsWith(PREFIX + "/extensions/");
    }
}
