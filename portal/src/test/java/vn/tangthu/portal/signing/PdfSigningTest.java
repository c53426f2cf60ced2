package vn.tangthu.portal.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.simplereport.SimpleReport;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.portal.papers.IssuedPaper;
import vn.tangthu.portal.signing.PdfSigning.Level;
import vn.tangthu.portal.signing.PdfSigning.Signed;
import vn.tangthu.repository.Certificates.Draft;
import vn.tangthu.repository.Certificates.Kind;
import vn.tangthu.repository.Certificates.Name;
import vn.tangthu.repository.TimeStamps;
import vn.tangthu.repository.ledger.TestAuthority;
import vn.tangthu.repository.ledger.TestStamps;

/**
 * A signed PDF is valid for a validator that trusts our anchor; without a key it says it is not.
 */
class PdfSigningTest {
    private static final String PASSWORD = "một câu dài";

    @TempDir Path directory;

    @SuppressWarnings("NullAway.Init")
    private TestAuthority authority;

    @BeforeEach
    void open() throws Exception {
        authority = new TestAuthority("Thu nghiem");
    }

    @AfterEach
    void close() {
        authority.close();
    }

    private PdfSigning signing(@Nullable Path key, boolean stamped, String password)
            throws Exception {
        Path secret =
                Files.writeString(
                        directory.resolve("mat-khau-" + password.length()), password + "\n");
        TimeStamps stamps =
                TestStamps.over(
                        stamped ? authority.address() : "",
                        authority.anchor(directory.resolve("neo.pem")));
        return new PdfSigning(
                new SigningSettings(
                        key == null ? "" : key.toString(),
                        "",
                        0,
                        secret.toString(),
                        "",
                        "Nha Trang"),
                stamps,
                Clock.systemUTC());
    }

    private PdfSigning signing(boolean stamped) throws Exception {
        return signing(
                authority.pkcs12(directory.resolve("ky.p12"), "Trung tam Luu tru", PASSWORD, 365),
                stamped,
                PASSWORD);
    }

    private static Signed sign(PdfSigning signing) throws IOException {
        return signing.sign(
                "Giấy chứng nhận",
                (out, signer) -> {
                    try (PDDocument pdf = new PDDocument()) {
                        PDPage page = new PDPage();
                        pdf.addPage(page);
                        try (PDPageContentStream text = new PDPageContentStream(pdf, page)) {
                            text.beginText();
                            text.setFont(new PDType1Font(FontName.HELVETICA), 12);
                            text.newLineAtOffset(50, 700);
                            text.showText(signer == null ? "unsigned" : "signed by " + signer);
                            text.endText();
                        }
                        pdf.save(out);
                    }
                });
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument read = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(read);
        }
    }

    private SimpleReport judged(byte[] pdf) throws Exception {
        return Validators.judged(pdf, authority);
    }

    @Test
    void withoutATimeStampTheLevelIsBAndTheSignatureHolds() throws Exception {
        Signed signed = sign(signing(false));
        assertThat(signed.level()).isEqualTo(Level.B_B);
        assertThat(text(signed.pdf())).contains("signed by").contains("Trung tam Luu tru");
        SimpleReport report = judged(signed.pdf());
        String id = report.getFirstSignatureId();
        assertThat(report.getSignatureFormat(id)).isEqualTo(SignatureLevel.PAdES_BASELINE_B);
        assertHolds(report);
    }

    @Test
    void aCertificateOfTheRegisterIsSignedAndSaysByWhom() throws Exception {
        Signed signed =
                signing(false)
                        .sign(
                                "Giấy chứng nhận",
                                (out, signer) ->
                                        IssuedPaper.write(
                                                new IssuedPaper.Facts(
                                                        new Name(
                                                                "CN-2026-000012",
                                                                "a".repeat(26),
                                                                Instant.EPOCH),
                                                        new Draft(
                                                                Kind.RECORD,
                                                                null,
                                                                3,
                                                                false,
                                                                List.of(),
                                                                List.of(),
                                                                null,
                                                                null),
                                                        "H41.1",
                                                        "Lưu trữ tỉnh",
                                                        "lan",
                                                        "https://a.example/chung-nhan/x",
                                                        null,
                                                        signer),
                                                out));
        assertThat(text(signed.pdf())).contains("CN-2026-000012", "Trung tam Luu tru");
        assertHolds(judged(signed.pdf()));
    }

    @Test
    void withOneTheLevelIsT() throws Exception {
        Signed signed = sign(signing(true));
        assertThat(signed.level()).isEqualTo(Level.B_T);
        SimpleReport report = judged(signed.pdf());
        String id = report.getFirstSignatureId();
        assertThat(report.getSignatureFormat(id)).isEqualTo(SignatureLevel.PAdES_BASELINE_T);
        assertThat(report.getSignatureTimestamps(id)).hasSize(1);
        assertHolds(report);
    }

    private static void assertHolds(SimpleReport report) {
        String id = report.getFirstSignatureId();
        assertThat(report.getSignaturesCount()).isEqualTo(1);
        assertThat(report.getIndication(id))
                .as("%s %s", report.getSubIndication(id), report.getAdESValidationErrors(id))
                .isEqualTo(Indication.TOTAL_PASSED);
    }

    /** The list of revocations is looked at: with another list the same file does not hold. */
    @Test
    void aKeyThatWasRevokedHoldsNoMore() throws Exception {
        byte[] pdf = sign(signing(false)).pdf();
        assertHolds(judged(pdf));
        authority.revokeKeys();
        SimpleReport report = judged(pdf);
        String id = report.getFirstSignatureId();
        assertThat(report.getIndication(id)).isNotEqualTo(Indication.TOTAL_PASSED);
        assertThat(String.valueOf(report.getSubIndication(id))).contains("REVOKED");
    }

    /** A file with what a visible signature needs, sealed as a certified copy is. */
    private Path sealed(boolean stamped) throws Exception {
        return sealed(stamped, stamped ? Level.B_T : Level.B_B, true);
    }

    private Path sealed(boolean stamped, Level level, boolean waits) throws Exception {
        Path plain = directory.resolve("ban-sao.pdf");
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            pdf.addPage(new PDPage());
            pdf.save(plain.toFile());
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        BufferedImage block = new BufferedImage(300, 100, BufferedImage.TYPE_INT_RGB);
        assertThat(ImageIO.write(block, "png", png)).isTrue();
        Path to = directory.resolve("ban-sao-ky.pdf");
        PdfSigning.Sealed sealed =
                signing(stamped)
                        .seal(
                                "Bản sao",
                                plain,
                                to,
                                new PdfSigning.Shown(png.toByteArray(), 400, 10, 150, 50),
                                waits);
        assertThat(sealed.level()).isEqualTo(level);
        return to;
    }

    @Test
    void whatCanWaitIsNotSealedWithoutItsStampAndWhatCannotIs() throws Exception {
        authority.goAway(true);
        assertThatThrownBy(() -> sealed(true, Level.B_T, true))
                .isInstanceOf(PdfSigning.StampAway.class);
        assertThat(directory.resolve("ban-sao-ky.pdf")).doesNotExist();
        assertHolds(judged(Files.readAllBytes(sealed(true, Level.B_B, false))));
        authority.goAway(false);
        Files.delete(directory.resolve("ban-sao-ky.pdf"));
        assertHolds(judged(Files.readAllBytes(sealed(true, Level.B_T, true))));
    }

    @Test
    void aFileWithAVisibleSignatureHolds() throws Exception {
        assertHolds(judged(Files.readAllBytes(sealed(true))));
    }

    @Test
    void aByteThatIsChangedBreaksIt() throws Exception {
        byte[] pdf = sign(signing(false)).pdf();
        pdf[200] ^= 1;
        SimpleReport report = judged(pdf);
        assertThat(report.getIndication(report.getFirstSignatureId()).name())
                .isEqualTo("TOTAL_FAILED");
    }

    @Test
    void whileTheAuthorityOfTimeIsAwayItIsSignedWithoutAStamp() throws Exception {
        PdfSigning signing = signing(true);
        authority.goAway(true);
        Signed signed = sign(signing);
        assertThat(signed.level()).isEqualTo(Level.B_B);
        assertHolds(judged(signed.pdf()));
    }

    @Test
    void withoutAKeyOrWithOneThatDoesNotWorkItIsUnsignedAndSaysSo() throws Exception {
        Path key = authority.pkcs12(directory.resolve("a.p12"), "Trung tam", PASSWORD, 365);
        Path old = authority.pkcs12(directory.resolve("b.p12"), "Trung tam", PASSWORD, -1);
        for (PdfSigning signing :
                new PdfSigning[] {
                    signing(null, false, ""),
                    signing(key, false, "sai"),
                    signing(directory.resolve("khong-co.p12"), false, PASSWORD),
                    signing(old, false, PASSWORD)
                }) {
            Signed signed = sign(signing);
            assertThat(signed.level()).isEqualTo(Level.UNSIGNED);
            assertThat(text(signed.pdf())).contains("unsigned");
            assertThat(judged(signed.pdf()).getSignaturesCount()).isZero();
        }
    }

    @Test
    void aPaperThatCannotBeWrittenIsNoFaultOfTheKey() throws Exception {
        PdfSigning signing = signing(false);
        assertThatThrownBy(
                        () ->
                                signing.sign(
                                        "x",
                                        (out, signer) -> {
                                            throw new IOException("đĩa đầy");
                                        }))
                .isInstanceOf(IOException.class)
                .hasMessage("đĩa đầy");
    }

    @Test
    void anotherProgramSaysTheSame() throws Exception {
        Path plain = Files.write(directory.resolve("x.pdf"), sign(signing(true)).pdf());
        for (Path file : List.of(plain, sealed(true))) {
            Optional<String> said = Validators.pdfsig(file, authority, directory);
            assumeTrue(said.isPresent(), "poppler's pdfsig is not installed");
            assertThat(said.orElseThrow())
                    .as("%s", file)
                    .contains("Signature Validation: Signature is Valid")
                    .contains("Total document signed");
        }
    }

    /** A real driver of PKCS#11; SoftHSM keeps its token in files. */
    @Test
    void aTokenSignsByItsDriverTwoAtATimeAndAWrongPinSignsNothing() throws Exception {
        Path library = Path.of("/usr/lib/softhsm/libsofthsm2.so");
        assumeTrue(Files.exists(library) || "true".equals(System.getenv("CI")), "no SoftHSM");
        Path configuration =
                Files.writeString(
                        directory.resolve("softhsm2.conf"),
                        "directories.tokendir = "
                                + Files.createDirectory(directory.resolve("token"))
                                + "\n");
        String begun =
                run(
                        configuration,
                        "softhsm2-util --init-token --free --label luu-tru --pin 2468 --so-pin 1357"
                                .split(" "));
        String slot = begun.replaceAll("(?s).*slot (\\d+).*", "$1");
        Path out = Files.createDirectory(directory.resolve("out"));
        run(
                configuration,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                TokenSigner.class.getName(),
                library.toString(),
                slot,
                Files.writeString(directory.resolve("pin"), "2468\n").toString(),
                authority
                        .pkcs12(directory.resolve("ky.p12"), "Trung tam Luu tru", PASSWORD, 365)
                        .toString(),
                PASSWORD,
                out.toString(),
                authority.anchor(directory.resolve("neo.pem")).toString());
        for (int i = 0; i < TokenSigner.PAPERS; i++) {
            assertHolds(judged(Files.readAllBytes(out.resolve(i + "-B_B.pdf"))));
        }
        byte[] unsigned = Files.readAllBytes(out.resolve("wrong-UNSIGNED.pdf"));
        assertThat(judged(unsigned).getSignaturesCount()).isZero();
    }

    private String run(Path configuration, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SOFTHSM2_CONF", configuration.toString());
        Path said = directory.resolve("said");
        Process process = builder.redirectOutput(said.toFile()).start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(command[0]).isTrue();
        assertThat(process.exitValue()).as(() -> read(said)).isZero();
        return read(said);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
