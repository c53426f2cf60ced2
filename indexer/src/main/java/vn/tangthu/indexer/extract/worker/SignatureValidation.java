package vn.tangthu.indexer.extract.worker;

import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentCheck.Kind;
import vn.tangthu.repository.ContentCheck.Outcome;

/**
 * Digital signatures of a PDF by the rules of ETSI EN 319 102-1, with DSS. Asks no network: whether
 * a certificate was revoked is known only from what the file itself brings, and whom to trust only
 * from the operator's files.
 */
final class SignatureValidation {
    /** Signatures that are told of one file. */
    private static final int MOST = 20;

    private static final int LONGEST_NAME = 120;

    private SignatureValidation() {}

    static ContentCheck of(Path file, TrustAnchors anchors) throws IOException {
        // True: without the sources that would go on line.
        CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        for (X509Certificate anchor : anchors.certificates()) {
            var unused = trusted.addCertificate(new CertificateToken(anchor));
        }
        verifier.setTrustedCertSources(trusted);
        PDFDocumentValidator validator = new PDFDocumentValidator(new FileDocument(file.toFile()));
        validator.setCertificateVerifier(verifier);
        Reports reports = validator.validateDocument();
        long size = Files.size(file);
        List<String> lines = new ArrayList<>();
        boolean failed = false;
        boolean passed = true;
        int count = 0;
        for (SignatureWrapper signature : reports.getDiagnosticData().getSignatures()) {
            Indication indication = reports.getSimpleReport().getIndication(signature.getId());
            boolean intact = signature.isSignatureIntact() && signature.isSignatureValid();
            failed |= !intact || indication == Indication.TOTAL_FAILED;
            passed &= indication == Indication.TOTAL_PASSED;
            if (++count <= MOST) {
                lines.add(
                        line(
                                signature,
                                indication,
                                reports.getSimpleReport().getSubIndication(signature.getId()),
                                intact,
                                size));
            }
        }
        if (count == 0) {
            throw new IOException("không tìm thấy chữ ký / no signature was found");
        }
        Outcome outcome = failed ? Outcome.FAILED : passed ? Outcome.PASSED : Outcome.UNDECIDED;
        return new ContentCheck(
                Kind.SIGNATURES,
                outcome,
                count + "\n" + String.join("\n", lines),
                anchors.tool(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Signer; claimed time; level; indication; intact or broken; bytes that came after. */
    private static String line(
            SignatureWrapper signature,
            Indication indication,
            @Nullable SubIndication sub,
            boolean intact,
            long size) {
        Date time = signature.getClaimedSigningTime();
        String signer =
                signature.getSigningCertificate() == null
                        ? "?"
                        : signature
                                .getSigningCertificate()
                                .getCertificateDN()
                                .replaceAll("[\\p{C};]+", " ")
                                .strip();
        return String.join(
                "; ",
                signer.length() <= LONGEST_NAME ? signer : signer.substring(0, LONGEST_NAME),
                time == null ? "?" : time.toInstant().toString(),
                String.valueOf(signature.getSignatureFormat()),
                indication + (sub == null ? "" : "/" + sub),
                intact ? "INTACT" : "BROKEN",
                ContentCheck.BYTES_AFTER + after(signature.getSignatureByteRange(), size));
    }

    /** Bytes behind the last one that the signature covers. */
    private static long after(@Nullable List<BigInteger> range, long size) {
        if (range == null || range.size() < 4) {
            return 0;
        }
        return Math.max(0, size - range.get(2).longValue() - range.get(3).longValue());
    }
}
