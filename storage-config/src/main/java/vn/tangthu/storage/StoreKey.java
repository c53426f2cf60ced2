package vn.tangthu.storage;

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
        // One pass: an audit makes some keys for each of ten million files.
        int length = value.length();
        int bytes = 0;
        int segmentStart = 0;
        int segmentBytes = 0;
        boolean ascii = true;
        for (int i = 0; i <= length; i++) {
            char c = i == length ? '/' : value.charAt(i);
            if (c == '/') {
                checkSegment(value, segmentStart, i, segmentBytes);
                bytes += segmentBytes + (i == length ? 0 : 1);
                segmentStart = i + 1;
                segmentBytes = 0;
            } else if (c == '\\' || Character.isISOControl(c)) {
                throw new IllegalArgumentException(
                        "A key has no backslash and no control character: " + value);
            } else if (c < 0x80) {
                segmentBytes++;
            } else {
                ascii = false;
                // A surrogate pair is four bytes; a lone one becomes '?', one byte, and is refused.
                if (!Character.isSurrogate(c)) {
                    segmentBytes += c < 0x800 ? 2 : 3;
                } else if (Character.isHighSurrogate(c)
                        && i + 1 < length
                        && Character.isLowSurrogate(value.charAt(i + 1))) {
                    segmentBytes += 4;
                    i++;
                } else {
                    throw new IllegalArgumentException("A key is Unicode text: " + value);
                }
            }
        }
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "A key has at most " + MAX_BYTES + " bytes: " + value);
        }
        if (!ascii && !Normalizer.isNormalized(value, Normalizer.Form.NFC)) {
            throw new IllegalArgumentException("A key is NFC: " + value);
        }
    }

    private static void checkSegment(String key, int start, int end, int bytes) {
        int length = end - start;
        boolean dots =
                length == 1 && key.charAt(start) == '.'
                        || length == 2 && key.charAt(start) == '.' && key.charAt(start + 1) == '.';
        if (length == 0 || dots) {
            throw new IllegalArgumentException("A key has no empty, '.' or '..' segment: " + key);
        }
        if (bytes > MAX_SEGMENT_BYTES) {
            throw new IllegalArgumentException(
                    "A segment of a key has at most " + MAX_SEGMENT_BYTES + " bytes: " + key);
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
