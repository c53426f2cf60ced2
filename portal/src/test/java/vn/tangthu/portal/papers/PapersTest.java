package vn.tangthu.portal.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
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
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryMinutes.Accepted;
import vn.tangthu.repository.DeliveryMinutes.Amounts;
import vn.tangthu.repository.DeliveryMinutes.AttachedList;
import vn.tangthu.repository.DeliveryMinutes.Figures;
import vn.tangthu.repository.DeliveryMinutes.Kind;
import vn.tangthu.repository.DeliveryMinutes.Minutes;
import vn.tangthu.repository.DeliveryMinutes.Parties;
import vn.tangthu.repository.DeliveryMinutes.Party;
import vn.tangthu.repository.DeliveryMinutes.Told;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.HoldingFigures;
import vn.tangthu.repository.HoldingFigures.By;
import vn.tangthu.repository.HoldingFigures.Line;
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
                2,
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
                        new Told(
                                "TN-2026-03, lần 2",
                                "Hợp đồng số 12/HĐ-SH",
                                "52 hộp",
                                "6,4 mét",
                                "H32.16.05",
                                "03",
                                "432 hồ sơ, 5.130 tài liệu",
                                "430 hồ sơ, 5.120 tài liệu"),
                        "Bên giao bổ sung 03 hồ sơ trước ngày 15/12/2026."),
                new Figures(
                        "dot-03 <&>",
                        "Công ty Số hóa Biển Xanh",
                        Instant.parse("2026-11-19T02:00:00Z"),
                        Deliveries.State.PARTLY_KEPT,
                        List.of("Ủy ban nhân dân huyện Diên Khánh"),
                        1976,
                        1998,
                        Amounts.declared(430, 5_120, 20_000L, 25_600L),
                        5_131,
                        9_876_543_210L,
                        new Amounts(
                                427L,
                                5_088L,
                                null,
                                25_431L,
                                25_470L,
                                31L,
                                null,
                                5_088L,
                                9_812_345_678L),
                        Map.of("GOOD", 400L, "DAMAGED", 20L, "", 7L),
                        Map.of("PERMANENT", 427L),
                        3,
                        18,
                        2L,
                        Map.of("RESOLUTION_LOW", 35L),
                        new Accepted(12, "Trần Thị Lưu", "bản gốc đã mờ, nét < 1 mm")),
                List.of(
                        new AttachedList(
                                "Mục lục hồ sơ",
                                "muc-luc-ho-so.xlsx",
                                427,
                                61_234,
                                "0123456789abcdef".repeat(4))));
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
                        .contains("6,4 mét", "5,10") // as told; 25,470 and 31 pages by 5,000
                        .contains("Lập lần 2")
                        .contains("25.470", "chưa kể 31 trang chưa đo được khổ giấy")
                        .contains("gói giao nộp có 5.131 tệp")
                        .contains("Hộp/cặp", "52 hộp")
                        .contains("Mục lục hồ sơ: tệp muc-luc-ho-so.xlsx, 427 dòng")
                        .contains("Căn cứ Hợp đồng số 12/HĐ-SH;")
                        .contains("đăng ký thu nộp TN-2026-03, lần 2")
                        .contains("tốt 400 hồ sơ", "hỏng 20 hồ sơ", "không ghi 7 hồ sơ")
                        .contains("ĐẠI DIỆN BÊN GIAO", "ĐẠI DIỆN BÊN NHẬN")
                        .doesNotContain("null");
                if (kind == Kind.ACCEPTANCE) {
                    assertThat(text).contains("35 trang dưới độ phân giải của hợp đồng");
                    assertThat(text.replaceAll("\\s+", " "))
                            .contains(
                                    "Mã cơ quan nộp: H32.16.05",
                                    "tổng số gói tin: 03",
                                    "theo đăng ký: 432 hồ sơ, 5.130 tài liệu",
                                    "đã duyệt: 430 hồ sơ",
                                    "đã đưa vào kho: 427 hồ sơ, 5.088 tài liệu")
                            .contains("12 điểm chưa đạt", "Trần Thị Lưu", "nét < 1 mm");
                }
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
                                                    new DocumentId(new UUID(0, n)),
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
            listener.entry(
                    new Inventories.Entry(
                            new Inventories.Place(new AipId(new UUID(0, 0)), 1, "P", null, "P.1"),
                            file,
                            documents * 3,
                            lines));
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
    void figuresAreNumbersInASheetThatSaysWhatItLeavesOut() throws Exception {
        HoldingFigures.Measures none = new HoldingFigures.Measures(0, 0, 0, 0, 0);
        Map<By, HoldingFigures.Figures> all =
                Map.of(
                        By.FONDS,
                        new HoldingFigures.Figures(
                                List.of(
                                        new Line(
                                                "H32.01",
                                                "UBND <huyện>",
                                                427,
                                                5_088,
                                                1_234_567,
                                                none)),
                                0),
                        By.SUBMITTER,
                        new HoldingFigures.Figures(
                                List.of(new Line("=1+1", "=1+1", 3, 2, 1, none)), 1_204));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FiguresPaper.write(
                "Số liệu kho",
                all,
                by -> "theo " + by,
                (by, line) -> line.label(),
                List.of("Hồ sơ", "Tài liệu", "Trang"),
                line -> List.of(line.records(), line.documents(), line.pages()),
                more -> "Còn " + more + " dòng không hiện ở đây.",
                List.of(
                        new FiguresPaper.Further(
                                "Theo định dạng",
                                List.of("Định dạng", "Tệp"),
                                List.of(List.of("PDF/A 2b (fmt/477)", "12")))),
                out);
        try (ReadableWorkbook book =
                        new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()));
                var rows = book.getFirstSheet().openStream()) {
            List<Row> read = rows.filter(row -> row.getCellCount() > 0).toList();
            assertThat(read)
                    .extracting(row -> row.getCellText(0))
                    .containsExactly(
                            "Số liệu kho",
                            "theo FONDS",
                            "UBND <huyện>",
                            "theo SUBMITTER",
                            "=1+1",
                            "Còn 1204 dòng không hiện ở đây.",
                            "Theo định dạng",
                            "PDF/A 2b (fmt/477)");
            assertThat(read.get(1).getCellText(3)).isEqualTo("Trang");
            assertThat(read.get(2).getCellAsNumber(3)).contains(new BigDecimal(1_234_567));
            assertThat(read.get(4).getCell(0).getFormula()).isNull();
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
            assertStandsOnce(text, "Dòng <" + i + ">");
            assertStandsOnce(text, "[" + i + "]");
        }
        assertThat(text.chars().filter(c -> c == 'w').count()).isEqualTo(4_000);
    }

    /** AssertJ's own compares a copy at every letter, which took a minute and a half here. */
    private static void assertStandsOnce(String text, String part) {
        assertThat(text.indexOf(part)).as(part).isNotNegative().isEqualTo(text.lastIndexOf(part));
    }
}
