package vn.tangthu.storage;

import java.util.HexFormat;
import java.util.Locale;

/**
 * A message digest in lower-case hexadecimal. Digests compare without regard to case (OCFL 1.1,
 * section 3.5.1), so the constructor lowers what it is given.
 *
 * @param algorithm which digest it is
 * @param hex as many hexadecimal digits as the algorithm has, lower case
 */
public record Digest(DigestAlgorithm algorithm, String hex) {
    public Digest {
        hex = hex.toLowerCase(Locale.ROOT);
        if (hex.length() != algorithm.hexLength() || !isHex(hex)) {
            throw new IllegalArgumentException("Not a " + algorithm.javaName() + " digest: " + hex);
        }
    }

    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    public static Digest of(DigestAlgorithm algorithm, byte[] content) {
        return fromBytes(algorithm, algorithm.newMessageDigest().digest(content));
    }

    public static Digest fromBytes(DigestAlgorithm algorithm, byte[] digest) {
        return new Digest(algorithm, HexFormat.of().formatHex(digest));
    }

    @Override
    public String toString() {
        return algorithm.ocflName() + ":" + hex;
    }
}
