package vn.tangthu.portal.signing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vn.tangthu.repository.ledger.TestAuthority;

/** What others say of a signed PDF who trust our test authority and know what it revoked. */
public final class Validators {
    private Validators() {}

    /** By DSS, with nothing from the network. */
    public static SimpleReport judged(byte[] pdf, TestAuthority authority) throws Exception {
        CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
        anchors.addCertificate(new CertificateToken(authority.root()));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(anchors);
        verifier.setCrlSource(
                new ExternalResourcesCRLSource(new InMemoryDocument(authority.revocations())));
        PDFDocumentValidator validator = new PDFDocumentValidator(new InMemoryDocument(pdf));
        validator.setCertificateVerifier(verifier);
        return validator.validateDocument().getSimpleReport();
    }

    /**
     * By poppler's pdfsig; where NSS's certutil is there it is given our anchor, and must trust it.
     *
     * @param work for what it needs
     * @return what it says; empty where it is not installed, which no CI may be without
     */
    public static Optional<String> pdfsig(Path pdf, TestAuthority authority, Path work)
            throws Exception {
        if (!isThere("pdfsig")) {
            assertThat(System.getenv("CI")).as("pdfsig is not installed").isNotEqualTo("true");
            return Optional.empty();
        }
        if (!isThere("certutil")) {
            return Optional.of(run(work, "pdfsig", "-nocert", pdf.toString()));
        }
        Path known = Files.createTempDirectory(work, "nss");
        String store = "sql:" + known;
        String unused = run(work, "certutil", "-N", "-d", store, "--empty-password");
        Path anchor = authority.anchor(known.resolve("neo.pem"));
        unused =
                run(
                        work,
                        "certutil",
                        "-A",
                        "-d",
                        store,
                        "-n",
                        "neo",
                        "-t",
                        "CT,C,C",
                        "-i",
                        anchor.toString());
        String said = run(work, "pdfsig", "-nssdir", store, pdf.toString());
        assertThat(said).contains("Certificate Validation: Certificate is Trusted");
        return Optional.of(said);
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            Process asked =
                    new ProcessBuilder(program, "-v")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!asked.waitFor(30, TimeUnit.SECONDS)) {
                asked.destroyForcibly();
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String run(Path work, String... command) throws Exception {
        Path said = Files.createTempFile(work, "said", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(command[0]).isTrue();
        String text = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as("%s: %s", command[0], text).isZero();
        return text;
    }
}
