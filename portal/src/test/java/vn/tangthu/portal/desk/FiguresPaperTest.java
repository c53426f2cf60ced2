package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.papers.FiguresPaper;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.HoldingFigures.By;
import vn.tangthu.repository.HoldingFigures.Figures;
import vn.tangthu.repository.HoldingFigures.Line;
import vn.tangthu.repository.HoldingFigures.Measures;

/** The holdings in figures as they leave the desk. */
class FiguresPaperTest {
    private static final FigureWords WORDS =
            new FigureWords(new Words(Locale.forLanguageTag("vi-VN")));
    private static final Line LINE =
            new Line(
                    "H32.16",
                    "UBND huyện Diên Khánh",
                    427,
                    5_088,
                    25_431,
                    new Measures(9_812_345_678L, 25_470, 31, 19_998, 2));

    @Test
    void theSheetReadBackHasEveryFigureAsANumberAndSaysWhatItLeavesOut() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FiguresPaper.write(
                "Số liệu kho",
                Map.of(
                        By.FONDS, new Figures(List.of(LINE), 0),
                        By.SUBMITTER, new Figures(List.of(LINE), 4)),
                WORDS::heading,
                WORDS::label,
                WORDS.sheetColumns(),
                FigureWords::numbers,
                WORDS::more,
                List.of(),
                out);
        List<Row> rows;
        try (ReadableWorkbook book =
                new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            rows = book.getFirstSheet().read();
        }
        Row heading = row(rows, "Theo phông (cơ quan hình thành phông)");
        assertThat(heading.stream().skip(1).map(cell -> cell.getText()))
                .containsExactly(
                        "Hồ sơ",
                        "Tài liệu",
                        "Trang",
                        "Trang quy A4",
                        "Trang chưa đo khổ",
                        "Tờ giấy",
                        "Hồ sơ không khai số tờ",
                        "Dung lượng (byte)");
        Row line = row(rows, "H32.16 – UBND huyện Diên Khánh");
        assertThat(line.stream().skip(1))
                .allSatisfy(cell -> assertThat(cell.getType()).isEqualTo(CellType.NUMBER));
        assertThat(line.stream().skip(1).map(cell -> cell.asNumber().longValueExact()))
                .containsExactly(427L, 5_088L, 25_431L, 25_470L, 31L, 19_998L, 2L, 9_812_345_678L);
        int submitters = row(rows, "Theo bên giao nộp (cơ quan hoặc nhà thầu)").getRowNum();
        Row more = row(rows, "Còn 4 dòng không hiện ở đây.");
        assertThat(more.getRowNum()).isEqualTo(submitters + 2);
        assertThat(rows.stream().filter(row -> text(row).startsWith("Còn "))).hasSize(1);
    }

    @Test
    void thePageSaysWhatIsNotMeasuredBesideWhatIs() {
        assertThat(WORDS.cells(LINE))
                .hasSameSizeAs(WORDS.columns())
                .contains("25.470 (chưa đo 31 trang)", "19.998 (2 hồ sơ không khai)");
        Line measured = new Line("1998", "1998", 1, 1, 2, new Measures(5, 4, 0, 1, 0));
        assertThat(WORDS.cells(measured)).contains("4").noneMatch(cell -> cell.contains("("));
    }

    private static Row row(List<Row> rows, String first) {
        return rows.stream().filter(row -> text(row).equals(first)).findFirst().orElseThrow();
    }

    private static String text(Row row) {
        return row.getOptionalCell(0).map(cell -> String.valueOf(cell.getText())).orElse("");
    }
}
