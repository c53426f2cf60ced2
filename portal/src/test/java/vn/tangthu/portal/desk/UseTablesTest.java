package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Constructor;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.desk.UseTables.Table;
import vn.tangthu.portal.papers.DestructionPapers.Form;
import vn.tangthu.portal.papers.FiguresPaper;
import vn.tangthu.portal.papers.UseReport;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.UseFigures.Agencies;
import vn.tangthu.repository.UseFigures.Agency;
import vn.tangthu.repository.UseFigures.Amounts;
import vn.tangthu.repository.UseFigures.Figures;
import vn.tangthu.repository.UseFigures.Grain;
import vn.tangthu.repository.UseFigures.Measure;
import vn.tangthu.repository.UseFigures.Numbers;
import vn.tangthu.repository.UseFigures.Period;

/** How the archive was used, as page, spreadsheet and report tell it. */
class UseTablesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final Period QUARTER = Grain.QUARTER.of(DAY);
    private static final Amounts AMOUNTS =
            new Amounts(
                    QUARTER,
                    Map.of(
                            Measure.REQUESTS_ONLINE, Map.of("READ", 1_000L),
                            Measure.REQUESTS_PAPER, Map.of("READ", 20L),
                            Measure.ITEMS, Map.of("READ", 1_200L, "CONDITIONAL", 34L),
                            Measure.GRANTED, Map.of("READ", 1_100L),
                            Measure.REFUSED, Map.of("READ", 50L),
                            Measure.EARLY, Map.of("READ", 1_000L),
                            Measure.ON_DAY, Map.of("READ", 149L),
                            Measure.LATE, Map.of("READ", 1L),
                            Measure.COPIES, Map.of("CERTIFIED", 77L),
                            Measure.COPY_PAGES, Map.of("CERTIFIED", 770L)),
                    Map.of("READ", 7L));
    private static final Agencies AGENCIES =
            new Agencies(
                    List.of(
                            new Agency(
                                    List.of(body("=Phường Xương Huân")),
                                    new Bodies.Responsible(List.of(body("Phường Nha Trang")), true),
                                    new Numbers(1_200, 900, 12, 911, 1))),
                    new Numbers(30, 9, 0, 9, 0),
                    new Numbers(4, 0, 0, 0, 0));

    private final UseTables tables = new UseTables(new Words(Locale.forLanguageTag("vi")));
    private final Figures figures =
            new Figures(List.of(AMOUNTS), DAY, Instant.parse("2026-11-22T03:00:00Z"));

    private static Body.Line body(String name) {
        return new Body.Line(
                new BodyId(UUID.randomUUID()), name, BodyKind.values()[0], name, "", null, null);
    }

    @Test
    void whatCameAndWhatWentGivesWhatIsLeftInTheWholeAndByKind() {
        assertThat(tables.requests(figures).rows().getFirst())
                .containsExactly("quý 4/2026", 1_000L, 20L, 7L, 1_234L, 0L, 1_100L, 50L, 0L, 91L);
        List<List<Object>> kinds = tables.kinds(AMOUNTS).rows();
        assertThat(kinds.getFirst())
                .containsExactly(
                        "Đọc tài liệu", 1L, 7L, 1_200L, 1_100L, 50L, 0L, 1_149L, 1L, 99L, 57L);
        assertThat(kinds.getLast())
                .as("nothing decided has no share")
                .containsExactly(
                        "Tài liệu sử dụng có điều kiện", 7L, 0L, 34L, 0L, 0L, 0L, 0L, 0L, "–", 34L);
    }

    @Test
    void theTermIsToldBesideWhatIsWanted() {
        Amounts amounts =
                new Amounts(
                        QUARTER,
                        Map.of(
                                Measure.TERM_ITEMS,
                                Map.of("READ/1", 5L, "READ/7", 3L, "CONDITIONAL/7", 1L),
                                Measure.TERM_EARLY,
                                Map.of("READ/7", 1L),
                                Measure.TERM_ON_DAY,
                                Map.of("CONDITIONAL/7", 1L),
                                Measure.TERM_LATE,
                                Map.of("READ/7", 1L)),
                        Map.of());
        assertThat(tables.byTerm(amounts).rows())
                .containsExactly(
                        List.of("Đọc tài liệu", 1L, 5L, 0L, 0L, "–"),
                        List.of("Đọc tài liệu", 7L, 3L, 1L, 1L, 50L),
                        List.of(tables.kind("CERTIFIED_COPY"), 2L, 0L, 0L, 0L, "–"),
                        List.of(tables.kind("CONDITIONAL"), 7L, 1L, 1L, 0L, 100L),
                        List.of("Tất cả các loại", 1L, 5L, 0L, 0L, "–"),
                        List.of("Tất cả các loại", 2L, 0L, 0L, 0L, "–"),
                        List.of("Tất cả các loại", 7L, 4L, 2L, 1L, 66L));
    }

    @Test
    void oneThatIsLateIsNoHundredPercent() {
        assertThat(tables.terms(figures).rows().getFirst().get(4)).isEqualTo(99L);
        assertThat(tables.terms(figures).bars())
                .extracting(bar -> bar.amount())
                .containsExactly(99L);
    }

    @Test
    void everyTableHasAsManyCellsAsColumnsAndADrawing() {
        for (Table table :
                List.of(
                        tables.requests(figures),
                        tables.terms(figures),
                        tables.kinds(AMOUNTS),
                        tables.agencies(QUARTER, AGENCIES, true),
                        tables.agencies(QUARTER, AGENCIES, false),
                        tables.copies(figures),
                        tables.byTerm(AMOUNTS),
                        tables.orders(figures),
                        tables.accesses(figures))) {
            assertThat(table.rows()).isNotEmpty();
            assertThat(table.rows())
                    .allSatisfy(row -> assertThat(row).hasSameSizeAs(table.columns()));
            assertThat(table.bars()).isNotEmpty();
            assertThat(table.columns()).noneMatch(name -> name.startsWith("?"));
        }
    }

    @Test
    void whoMayNotHaveSmallNumbersSeesNoOutcomesOfABody() {
        assertThat(tables.agencies(QUARTER, AGENCIES, false).rows().getFirst())
                .containsExactly(
                        "=Phường Xương Huân", "Phường Nha Trang (mỗi nơi một phần)", 1_200L, 912L);
    }

    @Test
    void theSpreadsheetHasNumbersAndNoFormula() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FiguresPaper.write(
                "Thống kê",
                "Thống kê",
                List.of("Đã đếm"),
                List.of(
                        tables.requests(figures).sheet(),
                        tables.agencies(QUARTER, AGENCIES, true).sheet()),
                out);
        try (ReadableWorkbook book =
                        new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()));
                var rows = book.getFirstSheet().openStream()) {
            List<Row> read = rows.filter(row -> row.getCellCount() > 0).toList();
            Row quarter =
                    read.stream()
                            .filter(row -> row.getCellText(0).equals("quý 4/2026"))
                            .findFirst()
                            .orElseThrow();
            assertThat(quarter.getCellAsNumber(4).orElseThrow().longValue()).isEqualTo(1_234);
            Row agency =
                    read.stream()
                            .filter(row -> row.getCellText(0).startsWith("=Phường"))
                            .findFirst()
                            .orElseThrow();
            assertThat(agency.getCell(0).getFormula()).isNull();
        }
    }

    @Test
    void theReportToTheProvinceSaysTheSameInBothForms() throws Exception {
        Constructor<UseReport> made =
                UseReport.class.getDeclaredConstructor(String.class, Clock.class);
        made.setAccessible(true);
        UseReport report =
                made.newInstance(
                        "Lưu trữ lịch sử tỉnh",
                        Clock.fixed(Instant.parse("2026-11-22T03:00:00Z"), ZoneOffset.UTC));
        for (Form form : List.of(Form.PDF, Form.DOCX)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            report.write(AMOUNTS, AGENCIES, DAY, form, out);
            assertThat(text(form, out.toByteArray()))
                    .as(form.name())
                    .contains(
                            "quý 4 năm 2026",
                            "số liệu tính đến 22/11/2026",
                            "1.020 phiếu yêu cầu",
                            "tỷ lệ trong thời hạn: 99 %",
                            "Phường Nha Trang",
                            "Bản sao có xác thực",
                            "Các cơ quan khác, cộng chung");
        }
    }

    private static String text(Form form, byte[] bytes) throws Exception {
        String text;
        if (form == Form.PDF) {
            try (PDDocument pdf = Loader.loadPDF(bytes)) {
                text = new PDFTextStripper().getText(pdf);
            }
        } else {
            try (XWPFWordExtractor words =
                    new XWPFWordExtractor(new XWPFDocument(new ByteArrayInputStream(bytes)))) {
                text = words.getText();
            }
        }
        return text.replaceAll("\\s+", " ");
    }
}
