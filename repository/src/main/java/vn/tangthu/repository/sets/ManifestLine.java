package vn.tangthu.repository.sets;

import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * A line of the manifest: {@code sha512,sha256,bytes,object,path}. The path is the rest of the
 * line; paths have no control characters, and nothing is quoted.
 *
 * @param object id of the package that the file is part of; empty for others
 */
record ManifestLine(Digest sha512, Digest sha256, long bytes, String object, String path) {
    static final String HEADING = "sha512,sha256,bytes,object,path\n";

    static ManifestLine of(ReadBack.Read read, String object, String path) {
        return new ManifestLine(read.sha512(), read.sha256(), read.bytes(), object, path);
    }

    String csv() {
        return sha512.hex() + "," + sha256.hex() + "," + bytes + "," + object + "," + path + "\n";
    }

    String sum() {
        return sha512.hex() + "  " + path + "\n";
    }

    /** Null when it is none. */
    static @Nullable ManifestLine read(String line) {
        String[] parts = line.split(",", 5);
        if (parts.length != 5 || !isBelow(parts[4])) {
            return null;
        }
        try {
            return new ManifestLine(
                    new Digest(DigestAlgorithm.SHA512, parts[0]),
                    new Digest(DigestAlgorithm.SHA256, parts[1]),
                    Long.parseLong(parts[2]),
                    parts[3],
                    parts[4]);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A signed manifest of a stranger may still name what is not his. */
    private static boolean isBelow(String path) {
        return !path.isEmpty()
                && !path.startsWith("/")
                && java.util.Arrays.stream(path.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals("..") || part.equals("."));
    }
}
