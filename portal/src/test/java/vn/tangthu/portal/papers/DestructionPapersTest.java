package vn.tangthu.portal.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.papers.DestructionPapers.Form;
import vn.tangthu.portal.papers.DestructionPapers.Kind;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Destructions;
import vn.tangthu.repository.Destructions.Act;
import vn.tangthu.repository.Destructions.Council;
import vn.tangthu.repository.Destructions.DestructionList;
import vn.tangthu.repository.Destructions.Ground;
import vn.tangthu.repository.Destructions.Item;
import vn.tangthu.repository.Destructions.Outcome;
import vn.tangthu.repository.Destructions.State;
import vn.tangthu.repository.Erasures;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Slice;

/** The four papers of a destruction, read back by other programs. */
class DestructionPapersTest {
    private static final Instant AT = Instant.parse("2026-11-22T02:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private final Destructions destructions = mock(Destructions.class);
    private final DestructionPapers papers =
            new DestructionPapers(destructions, mock(Erasures.class), "Lưu trữ lịch sử tỉnh X");

    private static Item item(
            String code, @Nullable String title, boolean destroy, @Nullable Outcome outcome) {
        return new Item(
                new AipId(UUID.randomUUID()),
                code,
                title,
                1987,
                1988,
                Maintenance.YEARS_20,
                2008,
                12,
                40,
                1,
                code.endsWith("3") ? Ground.DUPLICATE : Ground.EXPIRED,
                code.endsWith("3") ? "H32.K1.1" : null,
                destroy,
                destroy ? "Hết giá trị" : "Còn tra cứu",
                outcome,
                outcome == Outcome.LEFT ? "Có đơn khiếu nại" : null);
    }

    private DestructionList done() {
        when(destructions.items(any(), anyInt(), anyInt(), any()))
                .thenReturn(
                        new Slice<>(
                                List.of(
                                        item("H32.K1.2", "Sổ trực <1987>", true, Outcome.ORDERED),
                                        item("H32.K1.3", null, true, Outcome.LEFT),
                                        item("H32.K1.4", "Sổ ăn trưa", false, null)),
                                0,
                                3));
        Act act = new Act(new AccountId(UUID.randomUUID()), "Nguyễn Thị Hoa", AT);
        return new DestructionList(
                UUID.randomUUID(),
                2026,
                7,
                "Hết thời hạn",
                "Khối sổ trực.\n\nKhông còn giá trị.",
                State.DONE,
                3,
                1,
                0,
                1,
                1,
                act,
                act,
                "ab".repeat(32),
                new Council(
                        List.of("Trần Chủ, chủ tịch", "Lê Thư, thư ký", "Đỗ Ích, ủy viên"),
                        "03/BB-HĐ",
                        DAY,
                        "Sở Nội vụ",
                        "77/SNV",
                        DAY,
                        "12/QĐ-LTLS",
                        DAY),
                act,
                AT,
                new Act(new AccountId(UUID.randomUUID()), "Lý Thị Lan", AT),
                AT,
                null,
                null,
                null);
    }

    private String text(DestructionList list, Kind kind, Form form) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        papers.write(list, kind, form, Reader.OPERATOR, out);
        return switch (form) {
            case PDF -> {
                try (PDDocument pdf = Loader.loadPDF(out.toByteArray())) {
                    yield new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
                }
            }
            case DOCX -> {
                try (XWPFWordExtractor words =
                        new XWPFWordExtractor(
                                new XWPFDocument(new ByteArrayInputStream(out.toByteArray())))) {
                    yield words.getText().replaceAll("\\s+", " ");
                }
            }
            case XLSX -> {
                try (ReadableWorkbook book =
                        new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
                    yield book.getFirstSheet().read().stream()
                            .flatMap(row -> row.stream())
                            .map(cell -> cell == null ? "" : cell.getText())
                            .collect(Collectors.joining(" "));
                }
            }
        };
    }

    @Test
    void theCatalogueTellsEachRecordItsGroundAndTheDecisionInEveryForm() throws IOException {
        DestructionList list = done();
        for (Form form : Kind.CATALOGUE.forms()) {
            assertThat(text(list, Kind.CATALOGUE, form))
                    .as(form.name())
                    .contains("DANH MỤC TÀI LIỆU HỦY", "07/2026", "Sổ trực <1987>")
                    .contains("20 năm", "12/40", "Hết thời hạn lưu trữ năm 2008")
                    .contains("Trùng lặp với", "Giữ lại: Còn tra cứu", DestructionPaper.WITHHELD)
                    .contains("3 hồ sơ");
        }
        assertThat(papers.fileName(list, Kind.CATALOGUE, Form.XLSX))
                .isEqualTo("danh-muc-tai-lieu-huy-2026-07.xlsx");
    }

    @Test
    void minutesAndRecordTellWhoDecidedWhoDidItAndWhatWasLeft() throws IOException {
        DestructionList list = done();
        for (Form form : List.of(Form.DOCX, Form.PDF)) {
            assertThat(text(list, Kind.EXPLANATION, form))
                    .contains("BẢN THUYẾT MINH", "Khối sổ trực.", "Không còn giá trị.")
                    .contains("2 hồ sơ hết thời hạn lưu trữ, 1 hồ sơ trùng lặp");
            assertThat(text(list, Kind.MEETING, form))
                    .contains("03/BB-HĐ", "Đỗ Ích, ủy viên", "hủy 2 hồ sơ, giữ lại 1 hồ sơ")
                    .contains("Giữ lại H32.K1.4: Còn tra cứu");
            assertThat(text(list, Kind.RECORD, form))
                    .contains("Quyết định số 12/QĐ-LTLS ngày", "77/SNV", "Sở Nội vụ")
                    .contains("Người thực hiện: Lý Thị Lan", "Đã hủy 1 hồ sơ")
                    .contains("Không hủy H32.K1.3: Có đơn khiếu nại");
        }
    }
}
