package vn.tangthu.portal.samples;

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
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Files with digital signatures of a key that is made here and known to nobody. */
public final class SignedPapers {
    private final KeyPair keys;
    private final CertificateToken certificate;
    private final PAdESService service = new PAdESService(new CommonCertificateVerifier());

    public SignedPapers() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        certificate = new CertificateToken(certificate(keys));
    }

    private static X509Certificate certificate(KeyPair keys) throws GeneralSecurityException {
        X500Name name = new X500Name("CN=So Noi vu tinh,C=VN");
        Instant now = Instant.now();
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            new JcaX509v3CertificateBuilder(
                                            name,
                                            BigInteger.ONE,
                                            Date.from(now.minus(1, ChronoUnit.DAYS)),
                                            Date.from(now.plus(300, ChronoUnit.DAYS)),
                                            name,
                                            keys.getPublic())
                                    .addExtension(
                                            Extension.keyUsage,
                                            true,
                                            new KeyUsage(
                                                    KeyUsage.digitalSignature
                                                            | KeyUsage.nonRepudiation))
                                    .build(
                                            new JcaContentSignerBuilder("SHA256withRSA")
                                                    .build(keys.getPrivate())));
        } catch (IOException | OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** Signs a PDF in place: PAdES, level B. */
    public Path sign(Path pdf) throws IOException, GeneralSecurityException {
        PAdESSignatureParameters how = new PAdESSignatureParameters();
        how.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
        how.setDigestAlgorithm(DigestAlgorithm.SHA256);
        how.setSigningCertificate(certificate);
        how.setCertificateChain(certificate);
        FileDocument document = new FileDocument(pdf.toFile());
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(service.getDataToSign(document, how).getBytes());
        Path signed = pdf.resolveSibling("." + pdf.getFileName());
        try (OutputStream out = Files.newOutputStream(signed)) {
            service.signDocument(
                            document,
                            how,
                            new SignatureValue(SignatureAlgorithm.RSA_SHA256, signature.sign()))
                    .writeTo(out);
        }
        Files.delete(pdf);
        return Files.move(signed, pdf);
    }

    /**
     * A Word document with the parts of a digital signature (ECMA-376 part 2, clause 12): whoever
     * packs it anew breaks it.
     */
    public Path signedWord(Path file, String text) throws IOException, GeneralSecurityException {
        byte[] body =
                ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas."
                                + "openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r>"
                                + "<w:t>"
                                + text
                                + "</w:t></w:r></w:p></w:body></w:document>")
                        .getBytes(StandardCharsets.UTF_8);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(body);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            put(
                    zip,
                    "[Content_Types].xml",
                    """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                    <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                    <Default Extension="sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/>
                    <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
                    <Override PartName="/_xmlsignatures/sig1.xml" ContentType="application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"/>
                    </Types>
                    """
                            .getBytes(StandardCharsets.UTF_8));
            put(
                    zip,
                    "_rels/.rels",
                    """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                    <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
                    <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/>
                    </Relationships>
                    """
                            .getBytes(StandardCharsets.UTF_8));
            put(zip, "word/document.xml", body);
            put(zip, "_xmlsignatures/origin.sigs", new byte[0]);
            put(
                    zip,
                    "_xmlsignatures/sig1.xml",
                    ("<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><SignatureValue>"
                                    + java.util.HexFormat.of().formatHex(signature.sign())
                                    + "</SignatureValue></Signature>")
                            .getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
