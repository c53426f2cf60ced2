package vn.tangthu.repository.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * The key that signs checkpoints, in a file that only the owner of the home can read: PEM, so that
 * openssl reads it too, with the public key after the private one.
 */
final class ArchiveKey {
    private static final String PRIVATE = "PRIVATE KEY";

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private ArchiveKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    PublicKey publicKey() {
        return publicKey;
    }

    byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519", e);
        }
    }

    /** Reads it, or makes one and writes it durably before it is used. */
    static ArchiveKey readOrMake(Path file, String name) throws IOException {
        return Files.exists(file) ? read(file, name) : make(file, name);
    }

    static ArchiveKey read(Path file, String name) throws IOException {
        String pem = Files.readString(file, StandardCharsets.US_ASCII);
        try {
            PrivateKey key =
                    KeyFactory.getInstance("Ed25519")
                            .generatePrivate(new PKCS8EncodedKeySpec(part(pem, PRIVATE)));
            java.security.PublicKey other =
                    KeyFactory.getInstance("Ed25519")
                            .generatePublic(
                                    new java.security.spec.X509EncodedKeySpec(
                                            part(pem, "PUBLIC KEY")));
            ArchiveKey read = new ArchiveKey(key, PublicKey.of(name, other));
            byte[] probe = {1, 2, 3};
            if (!read.publicKey.verifies(probe, read.sign(probe))) {
                throw new IOException("The two keys do not belong together: " + file);
            }
            return read;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("Not an Ed25519 key: " + file, e);
        }
    }

    /** A new one in place of what is there. */
    static ArchiveKey make(Path file, String name) throws IOException {
        KeyPair pair;
        try {
            pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519", e);
        }
        PublicKey key = PublicKey.of(name, pair.getPublic());
        String pem =
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n"
                        + key.pem();
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(written);
        try (FileChannel out =
                FileChannel.open(
                        written,
                        java.util.Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            out.write(java.nio.ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII)));
            out.force(true);
        }
        Files.move(
                written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.getParent())) {
            folder.force(true);
        }
        return new ArchiveKey(pair.getPrivate(), key);
    }

    private static byte[] part(String pem, String kind) throws IOException {
        String begin = "-----BEGIN " + kind + "-----";
        int start = pem.indexOf(begin);
        int end = pem.indexOf("-----END " + kind + "-----");
        if (start < 0 || end < start) {
            throw new IOException("No " + kind + " in the key file");
        }
        return Base64.getMimeDecoder().decode(pem.substring(start + begin.length(), end));
    }
}
