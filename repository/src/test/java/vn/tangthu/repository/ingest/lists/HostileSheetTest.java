package vn.tangthu.repository.ingest.lists;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sheets of a few kilobytes that would fill the memory of whoever reads them. */
class HostileSheetTest {
    private static final int HUGE = 3_000_000;

    @TempDir private Path tmp;

    private void check(String part, String before, String unit, int times, String after)
            throws Exception {
        Path file = tmp.resolve("DanhMucHoSo.xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(Deflater.BEST_SPEED);
            zip.putNextEntry(new ZipEntry(part));
            zip.write(before.getBytes(UTF_8));
            byte[] many = unit.repeat(1_000).getBytes(UTF_8);
            for (int i = 0; i < times / 1_000; i++) {
                zip.write(many);
            }
            zip.write(after.getBytes(UTF_8));
            zip.closeEntry();
        }
        new XlsxGuard(file, ListLimits.STANDARD).check();
    }

    private void refused(String part, String before, String unit, int times, String after)
            throws IOException {
        assertThatThrownBy(() -> check(part, before, unit, times, after))
                .as("%s…%s × %d…%s", before, unit, times, after)
                .isInstanceOfSatisfying(
                        UnreadableListException.class,
                        e -> assertThat(e.finding().code()).isEqualTo("LIST_UNSAFE"));
    }

    /** What a part is called, the supplier decides; it may be a picture by its name. */
    @ParameterizedTest
    @ValueSource(strings = {"xl/worksheets/sheet1.xml", "xl/media/picture.png", "a.vml"})
    void nothingThatIsKeptWholeMayBeEndless(String part) throws Exception {
        String sheet = "<worksheet><sheetData><row r=\"1\">";
        refused(part, sheet + "<c r=\"A1\" x=\"", "a", HUGE, "\"/></row></sheetData></worksheet>");
        refused(part, sheet + "<c r=\"A1\" x=\"", "a>", HUGE, "\"/></row></sheetData></worksheet>");
        refused(part, sheet + "<!-- \" --><c r=\"A1\" x=\"", "a>", HUGE, "\"/>");
        refused(part, sheet + "<!--> ", "<a>", HUGE, "--></row></sheetData></worksheet>");
        refused(part, sheet + "<![CDATA[ --> ", "<a>", HUGE, "]]></row></sheetData></worksheet>");
        refused(part, sheet + "<?a > ", "<a>", HUGE, "?></row></sheetData></worksheet>");
        refused(part, sheet + "<c r=\"A1\" t=\"str\"><v>", "a", HUGE, "</v></c></row>");
        refused(part, sheet + "<c r=\"A1\" t=\"inlineStr\"><is>", "<r><t>ab</t></r>", 99_000, "");
        refused(part, sheet + "<c r=\"A1\"><v>", "9", 20_000, "</v></c></row>");
        refused(part, sheet, "<c/>", 20_000, "</row></sheetData></worksheet>");
        refused(part, sheet + "<c r=\"ZZZZZZ1\"/>", "", 0, "</row></sheetData></worksheet>");
        refused(part, "<sst>", "<si/>", 1_100_000, "</sst>");
        refused(part, "<styleSheet>", "<numFmt numFmtId=\"1\"/>", 2_000_000, "</styleSheet>");
    }

    @Test
    void whatPeopleWriteIsLetThrough() throws Exception {
        check(
                "xl/worksheets/sheet1.xml",
                "<worksheet>",
                "<row><c r=\"A1\"/></row>",
                9_000,
                "</worksheet>");
        check(
                "xl/sharedStrings.xml",
                "\uFEFF<sst>",
                "<si><t>đường liên xã</t></si>",
                9_000,
                "</sst>");
        check("xl/sharedStrings.xml", "<sst><si><t>", "đ", 32_000, "</t></si></sst>");
        check("xl/media/picture.png", "\u0089PNG <", "a", HUGE, "");
        check("xl/drawings/vmlDrawing1.vml", "<xml><br>", "<br>", 9_000, "</xml>");
    }

    @Test
    void aNumberIsNotWrittenOutToABillionDigits() {
        assertThat(ListCell.number(new BigDecimal("1E999999999")).text()).hasSizeLessThan(20);
        assertThat(ListCell.number(new BigDecimal("1E-999999999")).text()).hasSizeLessThan(20);
        assertThat(ListCell.number(new BigDecimal("2.50E+3")).text()).isEqualTo("2500");
    }
}
