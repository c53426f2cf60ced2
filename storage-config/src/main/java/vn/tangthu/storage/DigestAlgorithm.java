package vn.tangthu.storage;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The two digests Tàng Thư takes of every file, in one pass: sha512 addresses content in OCFL (OCFL
 * 1.1, section 3.5.1, SHOULD), sha256 stands in METS, PREMIS and the OCFL fixity block (the default
 * of Thông tư 05/2025).
 */
public enum DigestAlgorithm {
    SHA256("sha256", "SHA-256", 64),
    SHA512("sha512", "SHA-512", 128);

    private final String ocflName;
    private final String javaName;
    private final int hexLength;

    DigestAlgorithm(String ocflName, String javaName, int hexLength) {
        this.ocflName = ocflName;
        this.javaName = javaName;
        this.hexLength = hexLength;
    }

    /** The name in an OCFL inventory, lower case: {@code sha512}. */
    public String ocflName() {
        return ocflName;
    }

    /** The name in METS, PREMIS and the JDK: {@code SHA-512}. */
    public String javaName() {
        return javaName;
    }

    public int hexLength() {
        return hexLength;
    }

    public MessageDigest newMessageDigest() {
        try {
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + javaName, e);
        }
    }
}
