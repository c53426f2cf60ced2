package vn.tangthu.repository.validation.common;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.jcajce.provider.digest.BCMessageDigest;

/**
 * Digest algorithms by the names packages use: lower case, letters and digits only ({@code
 * sha3512}).
 */
public final class Digests {
    private static final Map<String, String> JCA =
            Map.ofEntries(
                    Map.entry("md5", "MD5"),
                    Map.entry("sha1", "SHA-1"),
                    Map.entry("sha224", "SHA-224"),
                    Map.entry("sha256", "SHA-256"),
                    Map.entry("sha384", "SHA-384"),
                    Map.entry("sha512", "SHA-512"),
                    Map.entry("sha512224", "SHA-512/224"),
                    Map.entry("sha512256", "SHA-512/256"),
                    Map.entry("sha3224", "SHA3-224"),
                    Map.entry("sha3256", "SHA3-256"),
                    Map.entry("sha3384", "SHA3-384"),
                    Map.entry("sha3512", "SHA3-512"));
    private static final Map<String, Integer> BLAKE2B_BITS =
            Map.of(
                    "blake2b160",
                    160,
                    "blake2b224",
                    224,
                    "blake2b256",
                    256,
                    "blake2b384",
                    384,
                    "blake2b512",
                    512,
                    "blake2b",
                    512);

    /** Large enough for one disk request, small enough for every thread to have its own. */
    private static final int BUFFER_BYTES = 128 * 1024;

    private static final ThreadLocal<byte[]> BUFFER =
            ThreadLocal.withInitial(() -> new byte[BUFFER_BYTES]);

    private Digests() {}

    /**
     * The JDK lacks it; registering a provider for the whole process would be more than is needed.
     */
    private static final class Blake2b extends BCMessageDigest {
        Blake2b(int bits) {
            super(new Blake2bDigest(bits));
        }
    }

    /** {@code SHA3-512} and {@code sha-3/512} are {@code sha3512}. */
    public static String normalised(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    public static boolean known(String normalised) {
        return JCA.containsKey(normalised) || BLAKE2B_BITS.containsKey(normalised);
    }

    public static Optional<MessageDigest> of(String normalised) {
        String jca = JCA.get(normalised);
        if (jca != null) {
            try {
                return Optional.of(MessageDigest.getInstance(jca));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e); // all of them are part of the JDK
            }
        }
        Integer bits = BLAKE2B_BITS.get(normalised);
        return bits == null ? Optional.empty() : Optional.of(new Blake2b(bits));
    }

    /** Length of a digest in bytes. */
    public static int length(String normalised) {
        return of(normalised).orElseThrow().getDigestLength();
    }

    /** The digest of no bytes at all. */
    public static byte[] ofNothing(String normalised) {
        return of(normalised).orElseThrow().digest();
    }

    /** The bytes, or empty when the text is not hex. */
    public static Optional<byte[]> hex(String text) {
        if (text.isEmpty() || text.length() % 2 != 0) {
            return Optional.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(HexFormat.of().parseHex(text));
    }

    /**
     * Reads to the end once.
     *
     * @param bytes the digests, in the order of the algorithms
     */
    public record Read(long length, List<byte[]> bytes) {}

    public static Read read(InputStream in, List<String> algorithms) throws IOException {
        List<MessageDigest> digests = new ArrayList<>(algorithms.size());
        for (String algorithm : algorithms) {
            digests.add(of(algorithm).orElseThrow());
        }
        byte[] buffer = BUFFER.get();
        long length = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            length += n;
            for (MessageDigest digest : digests) {
                digest.update(buffer, 0, n);
            }
        }
        List<byte[]> bytes = new ArrayList<>(digests.size());
        for (MessageDigest digest : digests) {
            bytes.add(digest.digest());
        }
        return new Read(length, bytes);
    }
}
