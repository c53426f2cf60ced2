package vn.tangthu.repository;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.tangthu.storage.Digest;

/** Codes that are made of a secret and a digest: nothing is kept for each of a million files. */
final class FileCodes {
    /** As all codes of certificates. */
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

    private static final int LENGTH = 26;
    private static final int BITS = 5;

    private FileCodes() {}

    /**
     * @param secret 122 random bits
     */
    static String of(UUID secret, Digest file) {
        byte[] key =
                ByteBuffer.allocate(16)
                        .putLong(secret.getMostSignificantBits())
                        .putLong(secret.getLeastSignificantBits())
                        .array();
        byte[] mixed;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mixed = mac.doFinal(("tep " + file.hex()).getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            int bits = 0;
            for (int bit = i * BITS; bit < (i + 1) * BITS; bit++) {
                bits = (bits << 1) | ((mixed[bit / 8] >> (7 - bit % 8)) & 1);
            }
            code.append(LETTERS.charAt(bits));
        }
        return code.toString();
    }

    /** However much of it is right, this takes as long. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
