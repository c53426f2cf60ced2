package vn.tangthu.portal.papers;

import java.io.IOException;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.papers.Paper.Align;
import vn.tangthu.portal.papers.Paper.Column;
import vn.tangthu.portal.papers.Paper.Weight;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.DeliveryMinutes.Amounts;
import vn.tangthu.repository.DeliveryMinutes.Figures;
import vn.tangthu.repository.DeliveryMinutes.Minutes;
import vn.tangthu.repository.DeliveryMinutes.Told;

/** The table of minutes: what was declared beside what was counted. A dash is for nobody told. */
final class MinutesAmounts {
    private static final Words VIETNAMESE = MinutesPaper.VIETNAMESE;
    private static final String NOBODY_TOLD = "–";

    private final Figures figures;
    private final Told told;
    private final int pagesPerMetre;

    MinutesAmounts(Minutes minutes, int pagesPerMetre) {
        this.figures = minutes.figures();
        this.told = minutes.parties().told();
        this.pagesPerMetre = pagesPerMetre;
    }

    void write(Paper paper) throws IOException {
        Amounts declared = figures.declared();
        Amounts counted = figures.counted();
        paper.table(
                List.of(
                        new Column("Nội dung", 30, Align.LEFT),
                        new Column("Khai", 18, Align.RIGHT),
                        new Column("Đếm được", 18, Align.RIGHT),
                        new Column("Chênh lệch", 16, Align.RIGHT),
                        new Column("Ghi chú", 26, Align.LEFT)));
        if (!told.boxes().isBlank()) {
            row(paper, "Hộp/cặp", told.boxes(), NOBODY_TOLD, "bên giao khai, không đếm từ tệp");
        }
        amount(paper, "Hồ sơ", declared.records(), counted.records(), "");
        amount(paper, "Văn bản, tài liệu", declared.documents(), counted.documents(), "");
        amount(
                paper,
                "Tệp tin",
                declared.files(),
                counted.files(),
                "gói giao nộp có " + number(figures.filesBrought()) + " tệp");
        amount(
                paper,
                "Tờ (giấy)",
                declared.sheets(),
                counted.sheets(),
                "theo mô tả hồ sơ, không đếm được từ tệp");
        Long blank = counted.blank();
        amount(
                paper,
                "Trang",
                declared.pages(),
                counted.pages(),
                blank == null || blank == 0
                        ? ""
                        : "có " + number(blank) + " trang trắng, vẫn tính là trang");
        amount(paper, "Trang quy A4", declared.a4(), counted.a4(), unmeasured(counted));
        row(
                paper,
                "Mét giá",
                told.metres().isBlank() ? metres(declared) : told.metres(),
                metres(counted),
                (told.metres().isBlank() ? "quy đổi " : "bên giao khai; quy đổi ")
                        + VIETNAMESE.number(pagesPerMetre)
                        + " trang A4 một mét");
        row(
                paper,
                "Dung lượng",
                bytes(declared.bytes()),
                bytes(counted.bytes()),
                counted.bytes() == null
                        ? ""
                        : number(counted.bytes())
                                + " byte đã nhận; gói giao nộp có "
                                + VIETNAMESE.bytes(figures.bytesBrought()));
        paper.endTable();
    }

    private static void amount(
            Paper paper, String what, @Nullable Long told, @Nullable Long found, String note)
            throws IOException {
        String difference =
                told == null || found == null
                        ? ""
                        : (found > told ? "+" : "") + number(found - told);
        paper.row(List.of(what, number(told), number(found), difference, note), Weight.PLAIN);
    }

    private static void row(Paper paper, String what, String told, String found, String note)
            throws IOException {
        paper.row(List.of(what, told, found, "", note), Weight.PLAIN);
    }

    /** Pages whose size no file tells stand beside the sum of those measured. */
    private static String unmeasured(Amounts counted) {
        Long unmeasured = counted.unmeasured();
        if (counted.a4() == null) {
            return "chưa đo được khổ giấy";
        }
        return unmeasured == null || unmeasured == 0
                ? ""
                : "chưa kể " + number(unmeasured) + " trang chưa đo được khổ giấy";
    }

    private String metres(Amounts amounts) {
        Long pages = amounts.pagesForMetres();
        if (pages == null) {
            return NOBODY_TOLD;
        }
        NumberFormat format = NumberFormat.getNumberInstance(Locale.forLanguageTag("vi-VN"));
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return format.format((double) pages / pagesPerMetre);
    }

    private static String number(@Nullable Long number) {
        return number == null ? NOBODY_TOLD : VIETNAMESE.number(number);
    }

    private static String bytes(@Nullable Long bytes) {
        return bytes == null ? NOBODY_TOLD : VIETNAMESE.bytes(bytes);
    }
}
