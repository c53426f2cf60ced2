package vn.tangthu.portal.papers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.tangthu.repository.Certificates.Draft;
import vn.tangthu.repository.Certificates.Figure;
import vn.tangthu.repository.Certificates.Kind;
import vn.tangthu.repository.Certificates.Name;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

class IssuedPaperTest {
    private static final Instant AT = Instant.parse("2026-11-20T02:00:00Z");
    private static final String PAGE = "https://luutru.example/chung-nhan/" + "a".repeat(26);

    private static byte[] paper(Draft draft) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        IssuedPaper.write(
                new IssuedPaper.Facts(
                        new Name("CN-2026-000012", "a".repeat(26), AT),
                        draft,
                        "000.00.15.H41/02.0145",
                        "Lưu trữ tỉnh",
                        "lan",
                        PAGE,
                        null,
                        null),
                out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theSquareOnThePaperLeadsToItsPage(Kind kind) throws Exception {
        Draft draft = new Draft(kind, null, 3, true, List.of(), List.of(), null, null);
        try (PDDocument pdf = Loader.loadPDF(paper(draft))) {
            var page = new PDFRenderer(pdf).renderImageWithDPI(0, 200);
            assertThat(
                            new QRCodeReader()
                                    .decode(
                                            new BinaryBitmap(
                                                    new HybridBinarizer(
                                                            new RecordCertificateTest.Grey(page))))
                                    .getText())
                    .isEqualTo(PAGE);
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("CN-2026-000012", "KHÔNG có chữ ký số", "20/11/2026");
        }
    }

    /** A word without a name on the paper would stop the issue of all of its kind. */
    @Test
    void everyFigureAndDigestStandsOnIt() throws Exception {
        Digest file = Digest.of(DigestAlgorithm.SHA512, new byte[] {1});
        List<Figure> figures =
                List.of(
                        new Figure("stored", "", AT.toString()),
                        new Figure("withheld", "", "4"),
                        new Figure("run.of", "", "0"),
                        new Figure("run.ended", "", ""),
                        new Figure("run.state", "", "DAMAGE_FOUND"),
                        new Figure("root", "", "0a".repeat(32)),
                        new Figure("filesWithin", "0", "12345"),
                        new Figure("incidents", "1", "2"));
        Draft draft =
                new Draft(
                        Kind.RECORD,
                        null,
                        3,
                        true,
                        List.of(file),
                        figures,
                        7L,
                        "tangthu/x\n9\nAAAA\n\n— tangthu/x BBBB\n");
        try (PDDocument pdf = Loader.loadPDF(paper(draft))) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("000.00.15.H41/02.0145", "CÓ HƯ HỎNG", "12.345", "Bản sao 1")
                    .contains("tangthu/x", file.hex().substring(0, 40));
        }
    }
}
