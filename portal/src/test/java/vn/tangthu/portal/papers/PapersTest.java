package vn.tangthu.portal.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.papers.Paper.Weight;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryMinutes.Amounts;
import vn.tangthu.repository.DeliveryMinutes.Figures;
import vn.tangthu.repository.DeliveryMinutes.Kind;
import vn.tangthu.repository.DeliveryMinutes.Minutes;
import vn.tangthu.repository.DeliveryMinutes.Parties;
import vn.tangthu.repository.DeliveryMinutes.Party;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Inventories;
import vn.tangthu.repository.Maintenance;

/** Papers are read back by other eyes than those that wrote them. */
class PapersTest {
    private static Minutes minutes(Kind kind) {
        return new Minutes(
                new DeliveryId(UUID.randomUUID()),
                kind,
                2026,
                7,
                1,
                Instant.parse("2026-11-20T18:30:00Z"),
                "luutru",
                new Parties(
                        "Sở Nội vụ tỉnh Khánh Hòa",
                        "Trung tâm Lưu trữ lịch sử",
                        "BB-TTLTLS",
                        "Nha Trang",
                        new Party("Công ty Số hóa Biển Xanh", "Nguyễn Thị Ngọc Ưởng", "Giám đốc"),
                        new Party("Trung tâm Lưu trữ lịch sử", "", ""),
                        "",
                        "Bên giao bổ sung 03 hồ sơ trước ngày 15/12/2026."),
                new Figures(
                        "dot-03 <&>",
                        "Công ty Số hóa Biển Xanh",
                        Instant.parse("2026-11-19T02:00:00Z"),
                        Deliveries.State.PARTLY_KEPT,
                        List.of("Ủy ban nhân dân huyện Diên Khánh"),
                        1976,
                        1998,
                        new Amounts(430L, 5_120L, 20_000L, 25_600L, null, 5_120L, 9_876_543_210L),
                        new Amounts(427L, 5_088L, null, 25_431L, null, 5_088L, 9_812_345_678L),
                        Map.of("GOOD", 400L, "DAMAGED", 20L, "", 7L),
                        Map.of("PERMANENT", 427L),
                        3,
                        18,
                        2L));
    }

    private static String pdf(byte[] bytes) throws Exception {
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            String pictures = System.getProperty("tangthu.papers.pictures");
            if (pictures != null) { // to look at them
                PDFRenderer renderer = new PDFRenderer(pdf);
                for (int i = 0; i < Math.min(3, pdf.getNumberOfPages()); i++) {
                    ImageIO.write(
                            renderer.renderImageWithDPI(i, 80),
                            "png",
                            Path.of(
                                            pictures,
                                            pdf.getDocumentInformation()
                                                            .getTitle()
                                                            .replaceAll("[^\\p{L}0-9]+", "-")
                                                    + i
                                                    + ".png")
                                    .toFile());
                }
            }
            PDFTextStripper text = new PDFTextStripper();
            text.setSortByPosition(true);
            return text.getText(pdf).replaceAll("\\s+", " ");
        }
    }

    private static String docx(byte[] bytes) throws Exception {
        try (XWPFWordExtractor text =
                new XWPFWordExtractor(new XWPFDocument(new ByteArrayInputStream(bytes)))) {
            return text.getText().replaceAll("\\s+", " ");
        }
    }

    @Test
    void minutesSayTheSameInBothForms() throws Exception {
        DeliveryPapers papers = new DeliveryPapers(5_000);
        for (Kind kind : Kind.values()) {
            Minutes minutes = minutes(kind);
            ByteArrayOutputStream pdf = new ByteArrayOutputStream();
            papers.pdf(minutes, pdf);
            ByteArrayOutputStream docx = new ByteArrayOutputStream();
            papers.docx(minutes, docx);
            for (String text : List.of(pdf(pdf.toByteArray()), docx(docx.toByteArray()))) {
                assertThat(text)
                        .contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
                        .contains("Độc lập - Tự do - Hạnh phúc")
                        .contains("SỞ NỘI VỤ TỈNH KHÁNH HÒA")
                        .contains("Số: 07/BB-TTLTLS")
                        .contains("ngày 21 tháng 11 năm 2026") // in Vietnam it was the next day
                        .contains("Nguyễn Thị Ngọc Ưởng")
                        .contains("dot-03 <&>")
                        .contains("430", "427", "-3", "25.431", "9.812.345.678")
                        .contains("5,12", "5,09") // 25,600 and 25,431 pages by 5,000
                        .contains("chưa đo đủ khổ giấy")
                        .contains("tốt 400 hồ sơ", "hỏng 20 hồ sơ", "không ghi 7 hồ sơ")
                        .contains("ĐẠI DIỆN BÊN GIAO", "ĐẠI DIỆN BÊN NHẬN")
                        .doesNotContain("null");
            }
        }
    }

    private static void tell(Inventories.Listener listener, int records, int documents)
            throws IOException {
        listener.series(null);
        for (int i = 1; i <= records; i++) {
            FileDescription file =
                    new FileDescription(
                            "000.H32.16.1976." + i,
                            i == 2
                                    ? "=HYPERLINK(\"x\") " + "Hồ sơ về việc giao đất, ".repeat(40)
                                    : "Hồ sơ kỳ họp thứ " + i + " của Ủy ban nhân dân",
                            Maintenance.PERMANENT,
                            null,
                            List.of(),
                            ArchivalDate.ofYear(1976),
                            ArchivalDate.ofYear(1977),
                            null,
                            null,
                            12,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null);
            List<Inventories.Line> lines =
                    IntStream.rangeClosed(1, documents)
                            .mapToObj(
                                    n ->
                                            new Inventories.Line(
                                                    new DocumentDescription(
                                                            "d" + n,
                                                            n,
                                                            DocumentType.DECISION,
                                                            "" + n,
                                                            "QĐ-UB",
                                                            null,
                                                            "UBND huyện",
                                                            "Về việc giao đất số " + n,
                                                            List.of(),
                                                            null,
                                                            null,
                                                            null,
                                                            null,
                                                            null,
                                                            null,
                                                            null,
                                                            null,
                                                            null,
                                                            null,
                                                            null,
                                                            null,
                                                            null),
                                                    3))
                            .toList();
            listener.entry(new Inventories.Entry(file, documents * 3, lines));
        }
    }

    private static void write(Paper paper, boolean documents, int most, int records)
            throws Exception {
        try (paper) {
            new InventoryPaper(paper, documents, most)
                    .write("Phông A", "21/11/2026", l -> tell(l, records, documents ? 3 : 0));
        }
    }

    @Test
    void anInventoryIsPrintedWithItsHeadingOnEachPageAndSaysWhatItLeavesOut() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(new PdfPaper(out, "Mục lục hồ sơ", true), false, 100, 120);
        String text = pdf(out.toByteArray());
        assertThat(text.split("Tiêu đề hồ sơ", -1)).hasSizeGreaterThan(4);
        assertThat(text)
                .contains("Hồ sơ kỳ họp thứ 100 của")
                .doesNotContain("Hồ sơ kỳ họp thứ 101 của")
                .contains("Mục lục này có 120 hồ sơ")
                .contains("Còn 20 dòng không in ở đây");
        out.reset();
        write(new PdfPaper(out, "Mục lục văn bản", true), true, 1_000, 5);
        assertThat(pdf(out.toByteArray()))
                .contains("3/QĐ-UB")
                .contains("7–9")
                .contains("Quyết định: Về việc giao đất số 2");
    }

    @Test
    void aSpreadsheetHasARowForEachHoSoAndNoFormula() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(new XlsxPaper(out, "Mục lục hồ sơ", true), false, Integer.MAX_VALUE, 1_200);
        try (ReadableWorkbook book =
                        new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()));
                var rows = book.getFirstSheet().openStream()) {
            List<Row> all = rows.toList();
            assertThat(
                            all.stream()
                                    .map(r -> r.getCellText(2))
                                    .filter(t -> t.startsWith("Hồ sơ kỳ")))
                    .hasSize(1_199);
            Row second =
                    all.stream()
                            .filter(r -> r.getCellText(0).equals("2"))
                            .findFirst()
                            .orElseThrow();
            assertThat(second.getCell(2).getFormula()).isNull();
            assertThat(second.getCellText(2)).startsWith("=HYPERLINK");
            assertThat(second.getCellText(3)).isEqualTo("1976 – 1977");
        }
    }

    @Test
    void aHundredThousandHoSoNeedNoMoreMemoryThanAFew() throws Exception {
        Path file = Files.createTempFile("muc-luc", ".xlsx");
        try (OutputStream out = Files.newOutputStream(file)) {
            write(new XlsxPaper(out, "Mục lục hồ sơ", true), false, Integer.MAX_VALUE, 100_000);
        } finally {
            assertThat(Files.size(file)).isBetween(1_000_000L, 20_000_000L);
            Files.delete(file);
        }
    }

    @Test
    void whatNoFontHasAndWhatHidesIsNotPrinted() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Paper paper = new PdfPaper(out, "Thử", false)) {
            paper.paragraph("A\u202Egnp.exe\u0007 漢 Hòa", Paper.Align.LEFT, Weight.PLAIN);
        }
        assertThat(pdf(out.toByteArray())).contains("Agnp.exe ? Hòa");
    }

    @Test
    void aTableLosesNoRowAndNoLetterOverItsPages() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Paper paper = Paper.pdf(out, "Thử", Locale.ENGLISH)) {
            paper.table(
                    List.of(
                            new Paper.Column("Số tờ", 10, Paper.Align.RIGHT),
                            new Paper.Column("Trích yếu", 50, Paper.Align.LEFT)));
            for (int i = 1; i <= 300; i++) {
                paper.band("Nhóm [" + i + "]");
                paper.row(List.of("" + i, "Dòng <" + i + "> " + "dài ".repeat(i)), Weight.PLAIN);
            }
            paper.row(List.of("301", "w".repeat(4_000)), Weight.PLAIN); // higher than a page
            paper.endTable();
        }
        String text = pdf(out.toByteArray());
        for (int i = 1; i <= 300; i++) {
            assertThat(text).containsOnlyOnce("Dòng <" + i + ">").containsOnlyOnce("[" + i + "]");
        }
        assertThat(text.chars().filter(c -> c == 'w').count()).isEqualTo(4_000);
    }
}
