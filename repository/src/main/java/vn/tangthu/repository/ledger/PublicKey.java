package vn.tangthu.repository.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A key that checks signatures, in the form of C2SP signed-note: {@code <name>+<id>+<base64>}.
 *
 * @param name the log's name
 * @param ed25519 the 32 bytes of the key
 */
record PublicKey(String name, byte[] ed25519) {
    /** Ed25519 signatures of the note's text. */
    private static final byte ALGORITHM = 1;

    /** What stands before the 32 bytes in a SubjectPublicKeyInfo (RFC 8410). */
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static PublicKey of(String name, java.security.PublicKey key) {
        byte[] encoded = key.getEncoded();
        return new PublicKey(name, Arrays.copyOfRange(encoded, SPKI.length, encoded.length));
    }

    /** The first four bytes: SHA-256 of name, newline, algorithm and key. */
    byte[] hash() {
        return Arrays.copyOf(
                Merkle.sha256(
                        (name + "\n").getBytes(StandardCharsets.UTF_8),
                        new byte[] {ALGORITHM},
                        ed25519),
                4);
    }

    /** As notes name it: eight hexadecimal digits. */
    String id() {
        return hex(hash());
    }

    /** For people: the SHA-256 of the 32 bytes. */
    String fingerprint() {
        return hex(Merkle.sha256(ed25519));
    }

    String vkey() {
        byte[] typed = new byte[1 + ed25519.length];
        typed[0] = ALGORITHM;
        System.arraycopy(ed25519, 0, typed, 1, ed25519.length);
        return name + "+" + id() + "+" + Base64.getEncoder().encodeToString(typed);
    }

    /** As openssl reads it. */
    String pem() {
        byte[] encoded = Arrays.copyOf(SPKI, SPKI.length + ed25519.length);
        System.arraycopy(ed25519, 0, encoded, SPKI.length, ed25519.length);
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getEncoder().encodeToString(encoded)
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** Null when it is none. */
    static @Nullable PublicKey read(String vkey) {
        String[] parts = vkey.strip().split("\\+", 3);
        if (parts.length != 3) {
            return null;
        }
        try {
            byte[] typed = Base64.getDecoder().decode(parts[2]);
            if (typed.length != 33 || typed[0] != ALGORITHM) {
                return null;
            }
            PublicKey key = new PublicKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
            return key.id().equals(parts[1]) ? key : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    boolean verifies(byte[] text, byte[] signature) {
        try {
            byte[] encoded = Arrays.copyOf(SPKI, SPKI.length + ed25519.length);
            System.arraycopy(ed25519, 0, encoded, SPKI.length, ed25519.length);
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(
                    KeyFactory.getInstance("Ed25519")
                            .generatePublic(new X509EncodedKeySpec(encoded)));
            check.update(text);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // not a point of the curve, not a signature
        }
    }
}
