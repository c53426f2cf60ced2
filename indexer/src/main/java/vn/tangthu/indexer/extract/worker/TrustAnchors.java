package vn.tangthu.indexer.extract.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * Whom an archive trusts to name signers: certificates in files of a directory ({@code
 * tangthu.signatures.trust}), PEM or DER, such as the roots of Vietnam's national and government
 * authorities. Without any, whether a signature fits its bytes is told all the same.
 */
public record TrustAnchors(List<X509Certificate> certificates, String tool) {
    /** Names the directory. */
    public static final String DIRECTORY = "tangthu.signatures.trust";

    /** Changes with the library in the pom. */
    private static final String DSS = "DSS 6.4";

    private static final int MOST = 1_000;

    public static final TrustAnchors NONE = new TrustAnchors(List.of(), DSS + "; 0 trust anchors");

    public TrustAnchors {
        certificates = List.copyOf(certificates);
    }

    /**
     * @param directory empty for none
     * @throws IOException when a file of it is no certificate: an operator who puts it there means
     *     it
     */
    public static TrustAnchors in(String directory) throws IOException {
        if (directory.isBlank()) {
            return NONE;
        }
        TreeMap<String, X509Certificate> found = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(directory))) {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Path file : files) {
                if (Files.isRegularFile(file) && found.size() < MOST) {
                    try (InputStream in = Files.newInputStream(file)) {
                        for (Certificate one : factory.generateCertificates(in)) {
                            X509Certificate x509 = (X509Certificate) one;
                            found.put(sha256(x509.getEncoded()), x509);
                        }
                    } catch (GeneralSecurityException e) {
                        throw new IOException("No certificate (" + DIRECTORY + "): " + file, e);
                    }
                }
            }
            // Which ones they are is a part of the answer: with others it may be another.
            String all = sha256(String.join("\n", found.keySet()).getBytes(UTF_8));
            return new TrustAnchors(
                    new ArrayList<>(found.values()),
                    DSS + "; " + found.size() + " trust anchors " + all.substring(0, 16));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
