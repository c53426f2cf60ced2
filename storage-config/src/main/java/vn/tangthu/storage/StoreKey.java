package vn.tangthu.storage;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;

/**
 * The name of an object in an {@link ObjectStore}: segments parted by {@code /}. A key cannot leave
 * the root of the store: no segment is empty, {@code .} or {@code ..}; none holds a control
 * character, a backslash or a NUL; text is NFC. At most 1,024 bytes of UTF-8 in all (the limit of
 * S3) and 255 a segment (the limit of common file systems).
 *
 * <p>What it is not: case-folded. Two keys that differ only by case are two objects; callers that
 * serve file systems without case must not create such pairs.
 */
public record StoreKey(String value) implements Comparable<StoreKey> {
    public static final int MAX_BYTES = 1024;
    public static final int MAX_SEGMENT_BYTES = 255;

    public StoreKey {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("A key has at least one segment");
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "A key has at most " + MAX_BYTES + " bytes: " + value);
        }
        if (!Normalizer.isNormalized(value, Normalizer.Form.NFC)) {
            throw new IllegalArgumentException("A key is NFC: " + value);
        }
        for (String segment : value.split("/", -1)) {
            checkSegment(segment, value);
        }
    }

    private static void checkSegment(String segment, String key) {
        if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
            throw new IllegalArgumentException("A key has no empty, '.' or '..' segment: " + key);
        }
        if (segment.getBytes(StandardCharsets.UTF_8).length > MAX_SEGMENT_BYTES) {
            throw new IllegalArgumentException(
                    "A segment of a key has at most " + MAX_SEGMENT_BYTES + " bytes: " + key);
        }
        if (segment.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c))) {
            throw new IllegalArgumentException(
                    "A key has no backslash and no control character: " + key);
        }
    }

    public static StoreKey of(String first, String... more) {
        return more.length == 0
                ? new StoreKey(first)
                : new StoreKey(first + "/" + String.join("/", more));
    }

    /** This key with more segments below it; {@code path} may hold several, parted by {@code /}. */
    public StoreKey resolve(String path) {
        return new StoreKey(value + "/" + path);
    }

    public List<String> segments() {
        return Arrays.asList(value.split("/"));
    }

    public String lastSegment() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    @Override
    public int compareTo(StoreKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
