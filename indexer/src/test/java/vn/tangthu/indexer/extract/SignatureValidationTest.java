package vn.tangthu.indexer.extract;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.extract.worker.TrustAnchors;
import vn.tangthu.indexer.extract.worker.WorkerMain;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentCheck.Claim;
import vn.tangthu.repository.ContentCheck.Kind;
import vn.tangthu.repository.ContentCheck.Outcome;
import vn.tangthu.repository.ContentProbe;

/** Signed PDFs, signed here under a root of our own, judged by a real worker without a network. */
class SignatureValidationTest {
    @TempDir static Path dir;
    static WorkerContentProbe probe;
    static Path signed;

    @BeforeAll
    static void start() throws Exception {
        probe = new WorkerContentProbe(SharedWorkers.POOL);
        signed = sign();
    }

    private static Path sign() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        KeyPair root = keys.generateKeyPair();
        KeyPair signer = keys.generateKeyPair();
        X500Name rootName = new X500Name("CN=Root of this test,C=VN");
        X509Certificate rootCertificate =
                certificate(rootName, root, rootName, root.getPrivate(), KeyUsage.keyCertSign);
        X509Certificate certificate =
                certificate(
                        new X500Name("CN=So Noi vu tinh,C=VN"),
                        signer,
                        rootName,
                        root.getPrivate(),
                        KeyUsage.digitalSignature | KeyUsage.nonRepudiation);
        Files.createDirectories(dir.resolve("trust"));
        Files.write(dir.resolve("trust/root.cer"), rootCertificate.getEncoded());

        Path plain = PdfAFiles.write(dir.resolve("plain.pdf"), "");
        PAdESSignatureParameters how = new PAdESSignatureParameters();
        how.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
        how.setDigestAlgorithm(DigestAlgorithm.SHA256);
        how.setSigningCertificate(new CertificateToken(certificate));
        how.setCertificateChain(
                new CertificateToken(certificate), new CertificateToken(rootCertificate));
        PAdESService service = new PAdESService(new CommonCertificateVerifier());
        FileDocument document = new FileDocument(plain.toFile());
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(signer.getPrivate());
        signature.update(service.getDataToSign(document, how).getBytes());
        Path file = dir.resolve("signed.pdf");
        try (OutputStream out = Files.newOutputStream(file)) {
            service.signDocument(
                            document,
                            how,
                            new SignatureValue(SignatureAlgorithm.RSA_SHA256, signature.sign()))
                    .writeTo(out);
        }
        return file;
    }

    private static X509Certificate certificate(
            X500Name subject, KeyPair keys, X500Name issuer, PrivateKey by, int usage)
            throws Exception {
        Instant now = Instant.now();
        return new JcaX509CertificateConverter()
                .getCertificate(
                        new JcaX509v3CertificateBuilder(
                                        issuer,
                                        BigInteger.valueOf(usage),
                                        Date.from(now.minus(1, ChronoUnit.DAYS)),
                                        Date.from(now.plus(300, ChronoUnit.DAYS)),
                                        subject,
                                        keys.getPublic())
                                .addExtension(
                                        Extension.basicConstraints,
                                        true,
                                        new BasicConstraints(usage == KeyUsage.keyCertSign))
                                .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
                                .build(new JcaContentSignerBuilder("SHA256withRSA").build(by)));
    }

    @Test
    void withoutAnchorsTheBytesAreProvedWholeAndTrustIsLeftOpen() throws IOException {
        assertThat(((ContentProbe.Result.Readable) probe.probe(signed)).claims())
                .contains(Claim.SIGNED);
        byte[] before = Files.readAllBytes(signed);
        ContentCheck check = probe.check(signed, Kind.SIGNATURES);
        assertThat(check.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(check.first()).isEqualTo("1");
        assertThat(check.detail())
                .contains(
                        "So Noi vu tinh",
                        "PAdES-BASELINE-B",
                        "INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND",
                        "INTACT",
                        ContentCheck.BYTES_AFTER + "0");
        assertThat(check.tool()).isEqualTo("DSS 6.4; 0 trust anchors");
        assertThat(signed).hasBinaryContent(before);
    }

    @Test
    void anOperatorsAnchorsAreAskedAndNamedInTheTool() throws IOException {
        Path trust = dir.resolve("trust");
        try (WorkerPool own =
                new WorkerPool(
                        WorkerLimits.USUAL,
                        dir.resolve("tmp2"),
                        dir.resolve("cache"),
                        WorkerMain.class.getName(),
                        List.of("-D" + TrustAnchors.DIRECTORY + "=" + trust))) {
            ContentCheck check =
                    new WorkerContentProbe(own, TrustAnchors.in(trust.toString()))
                            .check(signed, Kind.SIGNATURES);
            assertThat(check.tool()).startsWith("DSS 6.4; 1 trust anchors ");
            // No list of revoked certificates comes with the file: that alone is open now.
            assertThat(check.detail())
                    .doesNotContain("NO_CERTIFICATE_CHAIN_FOUND")
                    .contains("INTACT");
        }
    }

    @Test
    void aPageThatCameAfterTheSignatureIsTold() throws IOException {
        Path later = dir.resolve("later.pdf");
        try (PDDocument pdf = Loader.loadPDF(signed.toFile());
                OutputStream out = Files.newOutputStream(later)) {
            pdf.addPage(new PDPage());
            pdf.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            pdf.getPages().getCOSObject().setNeedToBeUpdated(true);
            pdf.saveIncremental(out);
        }
        long added = Files.size(later) - Files.size(signed);
        ContentCheck check = probe.check(later, Kind.SIGNATURES);
        assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(check.detail()).contains(ContentCheck.BYTES_AFTER + added);
    }

    @Test
    void bytesThatWereChangedUnderTheSignatureBreakIt() throws IOException {
        byte[] bytes = Files.readAllBytes(signed);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("/MediaBox");
        assertThat(at).isPositive();
        int digit = text.indexOf("595", at);
        bytes[digit] = '6';
        Path changed = Files.write(dir.resolve("changed.pdf"), bytes);
        ContentCheck check = probe.check(changed, Kind.SIGNATURES);
        assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(check.detail()).contains("BROKEN");
    }
}
