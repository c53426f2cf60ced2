package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.indexer.OcrAvailability;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.portal.samples.SignedPapers;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;

/**
 * A scanned PDF from its delivery to the two-layer PDF/A that a reader downloads, through the whole
 * application over real HTTP; and who does not get it.
 */
class ScannedPdfTest {
    private static final SampleFonds FONDS = SampleFonds.ALL.getFirst();
    private static final String RECORD = FONDS.code() + ".1998.1003";
    private static final String MISSING = "00000000-0000-4000-8000-000000000000";

    /** In A4 at 150 dpi, where the second line of a sheet stands: {@link Papers#sheet}. */
    private static final double SECOND_LINE = (2 * 150 + 75) / 1754.0;

    @TempDir Path work;
    private final List<Path> delivered = new ArrayList<>();

    @Test
    void aScannedPdfIsReadAndGivenOutInTwoLayersToWhoMayHaveTheFile() throws Exception {
        try (RunningArchive archive =
                new RunningArchive(work.resolve("home"), "--tangthu.portal.throttle-scale=1000")) {
            Assumptions.assumeTrue(archive.port(OcrAvailability.class).ocrAvailable());
            archive.createFonds(FONDS);
            deliver();
            RunningArchive.Said kept = archive.verb(work, "ingest", "giao", "--accept-sound");
            assertThat(kept.status()).as(kept.out() + kept.err()).isZero();
            archive.port(IndexStatus.class).awaitCaughtUp(true, Progress.NONE);
            Catalogue catalogue = archive.port(Catalogue.class);
            AipId id = catalogue.resolve(RECORD, Reader.OPERATOR).orElseThrow();
            List<ArchivalDocument> all =
                    ((RecordView.Full) catalogue.record(id, Reader.OPERATOR).orElseThrow())
                            .documents();

            String page = text(archive.get("/ho-so/" + id));
            assertThat(page)
                    .contains(base(id, all.get(0)) + ".pdf")
                    .contains("Tải bản PDF/A hai lớp để đọc và tìm chữ (2 trang, khoảng ")
                    .contains(base(id, all.get(3)) + ".pdf")
                    .containsOnlyOnce("không phải bản gốc đã ký");
            for (int without : new int[] {1, 2}) {
                assertThat(page).doesNotContain(base(id, all.get(without)) + ".pdf");
                assertThat(answer(archive, base(id, all.get(without)) + ".pdf"))
                        .as("hidden, or with a text of its own")
                        .isEqualTo(answer(archive, "/tep/ho-so/" + id + "/" + MISSING + ".pdf"));
            }
            assertThat(text(archive.get("/ho-so/" + id + "/tai-lieu/1?trang=2")))
                    .contains(base(id, all.get(0)) + ".pdf")
                    .doesNotContain("bản gốc đã ký");
            assertThat(text(archive.get("/ho-so/" + id + "/tai-lieu/4")))
                    .contains("không phải bản gốc đã ký: chữ ký số chỉ có trong tệp gốc");

            scanned(archive, id, all.get(0));
            signed(archive, id, all.get(3));
            withheld(archive, id, all.get(0));
        }
    }

    private void deliver() throws Exception {
        Path folder = Files.createDirectories(work.resolve("giao"));
        Files.writeString(
                folder.resolve("DanhMucHoSo.csv"),
                "Mã phông,Mã hồ sơ,Tiêu đề hồ sơ,Thời hạn lưu trữ,Chế độ sử dụng\n"
                        + FONDS.code()
                        + ","
                        + RECORD
                        + ",Hồ sơ PDF quét,Vĩnh viễn,Công khai\n");
        StringBuilder rows = new StringBuilder("Mã tài liệu,Trích yếu nội dung,Mức truy cập\n");
        for (int ordinal = 1; ordinal <= 4; ordinal++) {
            rows.append(code(ordinal))
                    .append(",Văn bản số ")
                    .append(ordinal)
                    .append(ordinal == 2 ? ",ẩn\n" : ",công khai\n");
        }
        Files.writeString(folder.resolve("DanhMucTaiLieu.csv"), rows);
        Path scans = Files.createDirectories(folder.resolve("quét"));
        delivered.add(
                scan(
                        scans.resolve(code(1) + ".pdf"),
                        "Khoản đền bù Tambora",
                        "Giao đất làm nhà ở"));
        delivered.add(scan(scans.resolve(code(2) + ".pdf"), "Danh sách Xumbara"));
        delivered.add(Papers.pdf(scans.resolve(code(3) + ".pdf"), List.of("Công văn tự soạn")));
        Path signed = scan(scans.resolve(code(4) + ".pdf"), "Tờ trình đã ký số");
        delivered.add(new SignedPapers().sign(signed));
    }

    private static String code(int ordinal) {
        return RECORD + ".000000" + ordinal;
    }

    /** A page for each of these, as scanners write them. */
    private static Path scan(Path file, String... pages) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            for (String words : pages) {
                PDPage page = new PDPage(PDRectangle.A4);
                pdf.addPage(page);
                PDImageXObject image =
                        JPEGFactory.createFromImage(
                                pdf,
                                Papers.sheet(
                                        BufferedImage.TYPE_BYTE_GRAY,
                                        "Ủy ban nhân dân tỉnh",
                                        words),
                                0.85f);
                try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                    content.drawImage(image, 0, 0, 595.28f, 841.89f);
                }
            }
            pdf.save(file.toFile());
        }
        return file;
    }

    private static String base(AipId id, ArchivalDocument document) {
        return "/tep/ho-so/" + id + "/" + document.id();
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String answer(RunningArchive archive, String path) throws Exception {
        HttpResponse<byte[]> answer = archive.get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        return RightsMatrixTest.answer(answer) + RightsMatrixTest.answer(archive.head(path));
    }

    private void scanned(RunningArchive archive, AipId id, ArchivalDocument document)
            throws Exception {
        HttpResponse<byte[]> sent = archive.get(base(id, document) + ".pdf");
        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(sent.headers().firstValue("Content-Disposition").orElse(""))
                .contains(code(1) + "-hai-lop.pdf");
        assertThat(archive.head(base(id, document) + ".pdf").statusCode()).isEqualTo(200);
        Path copy = Files.write(work.resolve("copy.pdf"), sent.body());
        assertThat(archive.port(ContentProbe.class).probe(copy))
                .isInstanceOf(ContentProbe.Result.Readable.class);
        try (PDDocument pdf = Loader.loadPDF(copy.toFile())) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(2);
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Văn bản số 1");
            assertThat(pdf.getDocumentInformation().getSubject()).isNull();
            String all = new PDFTextStripper().getText(pdf);
            assertThat(all).contains("Tambora").contains("Giao đất");
            PDImageXObject image =
                    (PDImageXObject)
                            pdf.getPage(1).getResources().getXObject(COSName.getPDFName("I"));
            assertThat(image.getStream().getFilters()).containsExactly(COSName.DCT_DECODE);
            assertThat(image.getWidth()).isEqualTo(1240);
            TextPosition letter = letter(pdf, 2, "G");
            float high = pdf.getPage(1).getMediaBox().getHeight();
            assertThat(1 - letter.getTextMatrix().getTranslateY() / high)
                    .as("below the letters of its line")
                    .isBetween((float) SECOND_LINE - 0.01f, (float) SECOND_LINE + 0.015f);
        }
        ContentFile file = document.files().getFirst();
        assertThat(archive.get("/tep/" + file.id()).body())
                .as("the original is what it was")
                .isEqualTo(Files.readAllBytes(delivered.getFirst()));
        byte[] image = archive.get("/tep/" + file.id() + "/trang/2/480.jpg").body();
        assertThat(ImageIO.read(new ByteArrayInputStream(image)).getWidth()).isEqualTo(480);
    }

    private static TextPosition letter(PDDocument pdf, int page, String which) throws IOException {
        List<TextPosition> found = new ArrayList<>();
        PDFTextStripper stripper =
                new PDFTextStripper() {
                    @Override
                    protected void processTextPosition(TextPosition text) {
                        if (which.equals(text.getUnicode())) {
                            found.add(text);
                        }
                    }
                };
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        String unused = stripper.getText(pdf);
        return found.getFirst();
    }

    private void signed(RunningArchive archive, AipId id, ArchivalDocument document)
            throws Exception {
        byte[] copy = archive.get(base(id, document) + ".pdf").body();
        try (PDDocument pdf = Loader.loadPDF(copy)) {
            assertThat(pdf.getSignatureDictionaries()).isEmpty();
            assertThat(pdf.getDocumentInformation().getSubject())
                    .contains("không phải bản gốc đã ký số");
            assertThat(new PDFTextStripper().getText(pdf).toLowerCase(Locale.ROOT))
                    .contains("tờ trình");
        }
        assertThat(archive.get("/tep/" + document.files().getFirst().id()).body())
                .isEqualTo(Files.readAllBytes(delivered.get(3)));
    }

    /** As soon as the file is not for everybody its copy is as what was never there. */
    private void withheld(RunningArchive archive, AipId id, ArchivalDocument document)
            throws Exception {
        archive.port(Holdings.class)
                .restrictDocument(
                        id,
                        document.id(),
                        new Rights(Access.LISTED, false, null),
                        "thử",
                        Reader.OPERATOR);
        assertThat(answer(archive, base(id, document) + ".pdf"))
                .isEqualTo(answer(archive, "/tep/ho-so/" + id + "/" + UUID.randomUUID() + ".pdf"));
        assertThat(text(archive.get("/ho-so/" + id))).doesNotContain(base(id, document) + ".pdf");
    }
}
