package vn.tangthu.repository.ledger;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A certification authority of our own and a real time-stamping server below it, for tests: keys
 * that nobody else has, and answers as RFC 3161 wants them over HTTP.
 */
public final class TestAuthority implements AutoCloseable {
    private final KeyPair root = pair();
    private final X509Certificate rootCertificate;
    private final KeyPair stamper = pair();
    private final X509Certificate stamperCertificate;
    private final HttpServer server;
    private final List<X509Certificate> keys = new CopyOnWriteArrayList<>();
    private volatile @Nullable Instant revoked;
    private volatile boolean away;
    private volatile int asked;

    public TestAuthority(String name) throws Exception {
        rootCertificate = certificate(name, root, name, root.getPrivate(), null, true, 3_650);
        stamperCertificate =
                certificate(
                        name + " TSA",
                        stamper,
                        name,
                        root.getPrivate(),
                        KeyPurposeId.id_kp_timeStamping,
                        false,
                        365);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/tsa",
                exchange -> {
                    asked++;
                    byte[] request = exchange.getRequestBody().readAllBytes();
                    try (exchange) {
                        if (away) {
                            exchange.sendResponseHeaders(503, -1);
                            return;
                        }
                        byte[] answer = answer(request);
                        exchange.getResponseHeaders()
                                .set("Content-Type", "application/timestamp-reply");
                        exchange.sendResponseHeaders(200, answer.length);
                        exchange.getResponseBody().write(answer);
                    } catch (Exception e) {
                        throw new IOException(e);
                    }
                });
        server.start();
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(
            String subject,
            KeyPair pair,
            String issuer,
            PrivateKey signing,
            @Nullable KeyPurposeId purpose,
            boolean isAuthority,
            int days)
            throws Exception {
        Instant now = Instant.now();
        Instant end = now.plus(Duration.ofDays(days));
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        new X500Name("CN=" + issuer),
                        new BigInteger(64, new java.security.SecureRandom()),
                        Date.from((days < 0 ? end : now).minus(Duration.ofDays(2))),
                        Date.from(end),
                        new X500Name("CN=" + subject),
                        pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
        builder.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(
                        isAuthority
                                ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                                : KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
        if (purpose != null) {
            builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(signing)));
    }

    private byte[] answer(byte[] request) throws Exception {
        DigestCalculator sha256 =
                new JcaDigestCalculatorProviderBuilder()
                        .build()
                        .get(
                                new org.bouncycastle.asn1.x509.AlgorithmIdentifier(
                                        org.bouncycastle.asn1.nist.NISTObjectIdentifiers
                                                .id_sha256));
        TimeStampTokenGenerator tokens =
                new TimeStampTokenGenerator(
                        new JcaSimpleSignerInfoGeneratorBuilder()
                                .build("SHA256withRSA", stamper.getPrivate(), stamperCertificate),
                        sha256,
                        new ASN1ObjectIdentifier("1.2.3.4.1"));
        tokens.addCertificates(new JcaCertStore(List.of(stamperCertificate, rootCertificate)));
        return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
                .generate(
                        new TimeStampRequest(request),
                        new BigInteger(64, new java.security.SecureRandom()),
                        new Date())
                .getEncoded();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/tsa";
    }

    /** From now on it answers that it cannot. */
    public void goAway(boolean gone) {
        away = gone;
    }

    public int asked() {
        return asked;
    }

    public X509Certificate root() {
        return rootCertificate;
    }

    /** The anchor as an operator configures it. */
    public Path anchor(Path file) throws Exception {
        return Files.writeString(
                file,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(rootCertificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    /**
     * A key to sign with, in a PKCS#12 file.
     *
     * @param days how long it is valid; negative when it was
     */
    public Path pkcs12(Path file, String subject, String password, int days) throws Exception {
        KeyPair pair = pair();
        X509Certificate own =
                certificate(
                        subject,
                        pair,
                        rootCertificate.getSubjectX500Principal().getName().substring(3),
                        root.getPrivate(),
                        null,
                        false,
                        days);
        keys.add(own);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "ky-so",
                pair.getPrivate(),
                password.toCharArray(),
                new Certificate[] {own, rootCertificate});
        try (var out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }

    /** From now on its list of revocations has every key that it made. */
    public void revokeKeys() {
        revoked = Instant.now().minusSeconds(1);
    }

    /**
     * Its list of revocations as of now, in DER; that of its time-stamping server is the same. It
     * is handed over, and stands at no address.
     */
    public byte[] revocations() throws Exception {
        JcaX509v2CRLBuilder list =
                new JcaX509v2CRLBuilder(
                        rootCertificate.getSubjectX500Principal(), Date.from(Instant.now()));
        list.setNextUpdate(Date.from(Instant.now().plus(Duration.ofDays(30))));
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        list.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.ONE));
        list.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                extensions.createAuthorityKeyIdentifier(rootCertificate));
        Instant since = revoked;
        if (since != null) {
            for (X509Certificate key : keys) {
                list.addCRLEntry(key.getSerialNumber(), Date.from(since), CRLReason.keyCompromise);
            }
        }
        return list.build(new JcaContentSignerBuilder("SHA256withRSA").build(root.getPrivate()))
                .getEncoded();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
