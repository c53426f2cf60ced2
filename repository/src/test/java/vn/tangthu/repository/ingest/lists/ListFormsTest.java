package vn.tangthu.repository.ingest.lists;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Severity;

/** A crooked list reads like the plain one that says the same. */
class ListFormsTest {
    private static final String PLAIN =
            """
            Mã phông;Mã hồ sơ;Tiêu đề hồ sơ;Thời hạn lưu trữ;Thời gian bắt đầu;Thời gian kết thúc;\
            Số lượng tờ;Số lượng trang;Chế độ sử dụng;Ghi chú
            H32.16;H32.16.2001.01;Hồ sơ nâng cấp đường Nguyễn Huệ;01;05/01/2001;31/12/2001;12;34;01;\
            "ghi chú một
            dòng hai"
            H32.16;H32.16.2001.02;"Quyết định về ""chế độ"", lương";01;04/2001;28/04/2001;7;1250;01;
            H32.16;H32.16.2001.03;Báo cáo năm 2001;01;2001;12/2001;3;9;01;
            H32.16;H32.16.2002.01;Hồ sơ năm 2002;01;04/03/2002;;5;6;01;
            """;

    @TempDir private Path tmp;

    private record Read(List<SipRecord> records, List<Finding> findings) {
        List<String> codes() {
            return findings.stream().map(Finding::code).sorted().toList();
        }

        FileDescription first() {
            return Objects.requireNonNull(records.getFirst().description(), () -> "" + findings);
        }
    }

    private static Read read(Path file) throws IOException {
        FindingSink findings = new FindingSink();
        List<SipRecord> records = new ArrayList<>();
        new RecordListReader()
                .read(
                        file,
                        ListLimits.STANDARD,
                        findings,
                        r ->
                                records.add(
                                        new SipRecord(
                                                "",
                                                r.fondsCode(),
                                                r.seriesCode(),
                                                r.fileCode(),
                                                r.arcFileCode(),
                                                r.description(),
                                                r.access(),
                                                r.titlePublic())));
        return new Read(records, findings.all());
    }

    private Read csv(String text) throws IOException {
        return read(Files.writeString(tmp.resolve("DanhMucHoSo.csv"), text, UTF_8));
    }

    private Path fixture(String name) throws IOException {
        Path file = tmp.resolve(Path.of(name).getFileName());
        try (InputStream in = ListFormsTest.class.getResourceAsStream(name)) {
            Files.copy(Objects.requireNonNull(in), file);
        }
        return file;
    }

    private Read xlsx(Consumer<Workbook> fill) throws IOException {
        Path file = tmp.resolve("DanhMucHoSo.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook book = new Workbook(out, "t", "1.0")) {
            fill.accept(book);
        }
        return read(file);
    }

    private static void row(Worksheet sheet, int row, Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            switch (cells[i]) {
                case LocalDate day -> {
                    sheet.value(row, i, day);
                    sheet.style(row, i).format("dd/MM/yyyy").set();
                }
                case Number number -> sheet.value(row, i, number);
                case Object text -> sheet.value(row, i, text.toString());
            }
        }
    }

    /** See README.md beside the files for what wrote them. */
    @ParameterizedTest
    @ValueSource(strings = {"DanhMucHoSo.xlsx", "DanhMucHoSo.xls", "DanhMucHoSo.ods"})
    void aCrookedListSavedByAnOfficeProgramReadsLikeThePlainOne(String name) throws IOException {
        Read plain = csv(PLAIN);
        assertThat(plain.codes()).isEmpty();
        assertThat(plain.records()).hasSize(4).noneMatch(r -> r.description() == null);
        Read crooked = read(fixture(name));
        assertThat(crooked.findings()).noneMatch(f -> f.severity() == Severity.BLOCKS);
        assertThat(crooked.records()).isEqualTo(plain.records());
        assertThat(crooked.codes())
                .containsExactly(
                        "COLUMN_READ_AS",
                        "COLUMN_READ_AS",
                        "DATE_SAID_ABSENT",
                        "FORMULA_VALUES",
                        "FORMULA_VALUES",
                        "FORMULA_VALUES",
                        "LEADING_ZERO_RESTORED",
                        "LEADING_ZERO_RESTORED",
                        "ROWS_SKIPPED",
                        "SHEET_CONTINUES");
        assertThat(crooked.findings())
                .anySatisfy(
                        f -> {
                            assertThat(f.code()).isEqualTo("COLUMN_READ_AS");
                            assertThat(f.values())
                                    .containsExactly("Thời hạn BQ", "Thời hạn lưu trữ");
                        })
                .anySatisfy(
                        f -> {
                            assertThat(f.code()).isEqualTo("ROWS_SKIPPED");
                            assertThat(f.values()).containsExactly("3", "13, 15, 16");
                        });
    }

    @Test
    void aFormulaThatWasNeverCalculatedIsNoBlank() throws IOException {
        Read read = read(fixture("uncalculated/DanhMucHoSo.xlsx"));
        assertThat(read.codes()).contains("CELL_ERROR").doesNotContain("VALUE_MISSING");
    }

    @ParameterizedTest
    @CsvSource({
        "Mã phông|MA HO SO|tieu de ho so|Thời hạn BQ, COLUMN_READ_AS",
        "Mã phông|Số KH|Tiêu đề HS|THBQ, COLUMN_TO_CONFIRM",
        "Mã phong|Mã hồ sơ|Tiêu đề hồ sơ|Thời hạng bảo quản, COLUMN_READ_AS",
        "Mã phong|Mã hồ sơ|Tiêu đề hồ xơ|Thời hạn bảo quản, COLUMN_TO_CONFIRM",
        "Mã phông|Mã hồ sơ (bắt buộc)|Tiêu đề|Thời hạn lưu trữ,",
        "fondsCode|fileCode|title|maintenance,",
        "Mã phông|Mã hồ sơ|Tiêu đề hồ sơ|Xếp loại, COLUMN_MISSING",
        "Mã phông|Số|Tiêu đề hồ sơ|Thời hạn lưu trữ, COLUMN_MISSING",
    })
    void headingsAreReadHoweverTheyAreWritten(String headings, String code) throws IOException {
        String rows = "\nH32|01.2001|Hồ sơ đường|01\nH32|02.2001|Hồ sơ cầu|01\n";
        Read plain = csv("Mã phông|Mã hồ sơ|Tiêu đề hồ sơ|Thời hạn lưu trữ" + rows);
        Read read = csv(headings + rows);
        if ("COLUMN_MISSING".equals(code)) {
            assertThat(read.codes()).contains(code);
        } else {
            assertThat(read.records()).isEqualTo(plain.records());
            assertThat(read.codes().stream().distinct())
                    .isEqualTo(code == null ? List.of() : List.of(code));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "28/4/2025, 28/04/2025",
        "28-04-2025, 28/04/2025",
        "2025-04-28, 28/04/2025",
        "2025-04-28T00:00:00, 28/04/2025",
        "28/04/2025 00:00, 28/04/2025",
        "ngày 28 tháng 4 năm 2025, 28/04/2025",
        "Ngày 28 tháng 04  năm 2025, 28/04/2025",
        "tháng 4/2025, 04/2025",
        "tháng 4 năm 2025, 04/2025",
        "ngày ... tháng 4 năm 2025, 04/2025",
        "00/4/2025, 04/2025",
        "00/00/2025, 2025",
        "…/…/2025, 2025",
        "04/2025, 04/2025",
        "năm 2025, 2025",
        "năm 1975, 1975",
        "Tháng 4/1998, 04/1998",
        "Ngày 28/4/2025, 28/04/2025",
        "14 tháng5 năm 2025, 14/05/2025",
        "ngày tháng năm 2025, 2025",
        "không rõ,",
        "Không rõ ngày tháng,",
        "2025, 2025",
        "không ngày,",
        "Không đề ngày,",
        "-,",
    })
    void datesAreReadHoweverTheyAreWritten(String written, String date) throws IOException {
        Read read =
                csv(
                        "Mã phông;Mã hồ sơ;Tiêu đề;THBQ;Ngày bắt đầu\nH;1.2;Hồ sơ;01;"
                                + written
                                + "\n");
        assertThat(String.valueOf(read.first().startDate())).isEqualTo(String.valueOf(date));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"31/02/2025", "12/31/2025", "28/4", "tháng 13/2025", "5/3/98", "15/00/2025"})
    void whatIsNoDateIsToldAndNotGuessed(String written) throws IOException {
        Read read =
                csv(
                        "Mã phông;Mã hồ sơ;Tiêu đề;THBQ;Ngày bắt đầu\nH;1.2;Hồ sơ;01;"
                                + written
                                + "\n");
        assertThat(read.codes()).containsExactly("WRONG_DATE");
    }

    @Test
    void whatExcelDoesToCellsIsMendedOrTold() throws IOException {
        Object[] headings = {"Mã phông", "Mã hồ sơ", "Tiêu đề", "THBQ", "Ngày bắt đầu", "Số tờ"};
        Object[][] rows = {
            {"H", "1.1", "Hồ sơ", 1, 45775, "1.250\u00A0"},
            {"H", LocalDate.of(2025, 12, 5), "Hồ sơ", "01", "", ""},
            {"H", "1.3", "Hồ sơ", "01", LocalDate.of(1905, 6, 22), "12 tờ"},
            {"H", "1.4", "Hồ sơ", "01", "#REF!", LocalDate.of(2025, 12, 5)},
            {"H", "1.5", LocalDate.of(2025, 4, 28), "01", "########", ""},
        };
        Read read =
                xlsx(
                        book -> {
                            Worksheet sheet = book.newWorksheet("a");
                            row(sheet, 0, headings);
                            for (int i = 0; i < rows.length; i++) {
                                row(sheet, i + 1, rows[i]);
                            }
                        });
        assertThat(read.findings().stream().map(f -> f.code() + " " + f.place()).sorted())
                .containsExactly(
                        "CELL_ERROR DanhMucHoSo.xlsx, dòng 5, cột Thời gian bắt đầu",
                        "CELL_ERROR DanhMucHoSo.xlsx, dòng 6, cột Thời gian bắt đầu",
                        "DATE_FROM_SERIAL DanhMucHoSo.xlsx, dòng 2, cột Thời gian bắt đầu",
                        "DATE_MAY_BE_YEAR DanhMucHoSo.xlsx, dòng 4, cột Thời gian bắt đầu",
                        "LEADING_ZERO_RESTORED DanhMucHoSo.xlsx, dòng 2, cột Thời hạn lưu trữ",
                        "NUMBER_BECAME_DATE DanhMucHoSo.xlsx, dòng 3, cột Mã hồ sơ",
                        "NUMBER_BECAME_DATE DanhMucHoSo.xlsx, dòng 5, cột Số lượng tờ");
        assertThat(String.valueOf(read.first().startDate())).isEqualTo("28/04/2025");
        assertThat(read.first().numberOfPaper()).isEqualTo(1250);
    }

    @Test
    void sheetsAreChosenByTheirHeadingsAndNoneIsPassedOverInSilence() throws IOException {
        Object[] headings = {"Mã phông", "Mã hồ sơ", "Tiêu đề", "THBQ"};
        Read read =
                xlsx(
                        book -> {
                            row(book.newWorksheet("Tổng hợp"), 0, "Mã phông", "Số lượng tờ");
                            Worksheet first = book.newWorksheet("2001");
                            row(first, 0, headings);
                            row(first, 1, "H", "1.1", "Hồ sơ", "01");
                            row(book.newWorksheet("2002"), 0, "H", "1.2", "Hồ sơ", "01");
                            Worksheet last = book.newWorksheet("2003");
                            row(last, 2, headings);
                            row(last, 3, "H", "1.3", "Hồ sơ", "01");
                            row(last, 4, "H", "1.4", "", "01");
                        });
        assertThat(read.records())
                .extracting(SipRecord::fileCode)
                .containsExactly("1.1", "1.3", "1.4");
        assertThat(read.findings().stream().map(f -> f.code() + " " + f.place() + f.values()))
                .containsExactlyInAnyOrder(
                        "SHEET_NOT_READ DanhMucHoSo.xlsx[2002]",
                        "SHEET_CONTINUES DanhMucHoSo.xlsx[2003]",
                        "VALUE_MISSING DanhMucHoSo.xlsx [2003], dòng 5, cột Tiêu đề hồ sơ[Tiêu đề hồ sơ]");
    }

    /** What is left out is never a row that has a code. */
    @Test
    void anIncompleteRowIsNoNote() throws IOException {
        Read read =
                csv(
                        """
                        Mã phông;Mã hồ sơ;Tiêu đề;THBQ;Ghi chú;Số tờ;Số trang;Từ khóa
                        ;;Hộp số 5;;;;;
                        H;1.1;Tổng cộng các khoản thu;01;;;;

                        ;1.2;;;;;;
                        Người lập;;;Giám đốc;;;;
                        H;1.3;Hồ sơ;01;;;;
                        ;;;;Cộng;12;30;

                        Người lập;;;Giám đốc;;;;
                        """);
        assertThat(read.records())
                .extracting(SipRecord::fileCode)
                .containsExactly("1.1", "1.2", "", "1.3");
        assertThat(read.findings())
                .filteredOn(f -> f.code().equals("ROWS_SKIPPED"))
                .singleElement()
                .satisfies(f -> assertThat(f.values()).containsExactly("3", "2, 8, 10"));
    }
}
