package vn.tangthu.repository.ingest.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Severity;

/** What an office program does to a list by itself is mended where that is sure, and told. */
class DamagedListTest {
    @TempDir private Path tmp;
    private final List<SipDocument> documents = new ArrayList<>();

    private List<Finding> read(String fixture, String as) throws IOException {
        Path file = tmp.resolve(as);
        try (InputStream in = DamagedListTest.class.getResourceAsStream(fixture)) {
            Files.copy(Objects.requireNonNull(in, fixture), file);
        }
        return read(file);
    }

    private List<Finding> read(Path file) throws IOException {
        FindingSink findings = new FindingSink();
        new DocumentListReader().read(file, ListLimits.STANDARD, findings, documents::add);
        return findings.all();
    }

    private static List<String> blocking(List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.severity() == Severity.BLOCKS)
                .map(f -> f.code() + " " + f.place().replaceAll(".*dòng ", ""))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "xls", "ods"})
    void aSheetThatDetectedNumbersByItself(String form) throws IOException {
        String name = "DanhMucTaiLieu." + form;
        List<Finding> findings = read("damaged/" + name, name);
        assertThat(blocking(findings))
                .containsExactly(
                        "NUMBER_BECAME_DATE 2, cột Số, ký hiệu",
                        "CELL_ERROR 5, cột Trích yếu nội dung");
        assertThat(findings)
                .extracting(Finding::code)
                .contains("DATE_FROM_SERIAL", "LEADING_ZERO_RESTORED");
        List<String> read = new ArrayList<>();
        for (SipDocument each : documents) {
            DocumentDescription d = each.description();
            read.add(
                    d == null
                            ? "–"
                            : d.printedNumber() + " " + d.issuedDate() + " " + d.numberOfPage());
        }
        assertThat(read)
                .containsExactly(
                        "–",
                        "5023/KH-UBND 14/05/2001 1250",
                        "041/QĐ 28/04/2001 3",
                        "–",
                        "12/CT 2001 5");
    }

    @Test
    void theSameExportedAsCsvHasLostMoreAndSaysSo() throws IOException {
        assertThat(blocking(read("damaged/DanhMucTaiLieu.csv", "DanhMucTaiLieu.csv")))
                .containsExactly(
                        "NUMBER_BECAME_DATE 2, cột Số, ký hiệu",
                        "WRONG_DATE 2, cột Ngày ban hành",
                        "WRONG_DATE 4, cột Ngày ban hành",
                        "CELL_ERROR 5, cột Trích yếu nội dung");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "xls", "ods"})
    void aCellMergedOverRowsIsTheValueOfEach(String form) throws IOException {
        String name = "DanhMucTaiLieu." + form;
        List<Finding> findings = read("merged/" + name, name);
        assertThat(blocking(findings)).isEmpty();
        assertThat(findings)
                .filteredOn(f -> f.code().equals("CELLS_MERGED"))
                .extracting(Finding::values)
                .containsExactly(List.of("Mã hồ sơ", "2"), List.of("Ngày ban hành", "2"));
        assertThat(documents)
                .hasSize(3)
                .allSatisfy(
                        each -> {
                            assertThat(each.fileCode()).isEqualTo("H32.16.1998.1550");
                            assertThat(Objects.requireNonNull(each.description()).issuedDate())
                                    .hasToString("05/03/1998");
                        });
    }

    @Test
    void numbersThatAnotherProgramWroteAsDaysOrPowersIntoCsv() throws IOException {
        Path list = tmp.resolve("DanhMucTaiLieu.csv");
        Files.writeString(
                list,
                """
                Mã hồ sơ;Mã tài liệu;Số, ký hiệu;Trích yếu
                A.1;A.1.0000001;2026-12-05;Về việc
                A.1;A.1.0000002;1,00E+05;Về việc
                A.1;A.1.0000003;1998-12-05/QĐ;Về việc
                """);
        assertThat(blocking(read(list)))
                .containsExactly(
                        "NUMBER_BECAME_DATE 2, cột Số, ký hiệu",
                        "NUMBER_ROUNDED 3, cột Số, ký hiệu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "xls"})
    void aWorkbookThatCountsDaysFrom1904(String form) throws IOException {
        String name = "DanhMucTaiLieu." + form;
        assertThat(blocking(read("since1904/" + name, name))).isEmpty();
        assertThat(documents)
                .extracting(each -> Objects.requireNonNull(each.description()).issuedDate())
                .hasSize(3)
                .allSatisfy(date -> assertThat(date).hasToString("28/04/2001"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-16-tab", "windows-1258", "utf-8-comma"})
    void listsExportedAsCsvReadAlike(String name) throws IOException {
        List<Finding> findings = read("csv/" + name + ".csv", "DanhMucTaiLieu.csv");
        assertThat(blocking(findings)).isEmpty();
        assertThat(documents).hasSize(5);
        DocumentDescription last = Objects.requireNonNull(documents.get(2).description());
        assertThat(last.printedNumber()).isEqualTo("127-KL/TW");
        assertThat(last.subject()).isEqualTo("Kết luận");
        assertThat(last.organName()).isEqualTo("Ban Bí thư");
        assertThat(last.issuedDate()).hasToString("28/04/2001");
    }

    /** Programs on the Web hand out text, and people rename files. */
    @ParameterizedTest
    @CsvSource({
        "DanhMucTaiLieu.xls, DanhMucTaiLieu.xlsx",
        "DanhMucTaiLieu.xlsx, DanhMucTaiLieu.xls",
        "DanhMucTaiLieu.ods, DanhMucTaiLieu.xlsx",
        "DanhMucTaiLieu.xlsx, DanhMucTaiLieu.csv",
        "csv/utf-16-tab.csv, DanhMucTaiLieu.xls",
    })
    void aListIsWhatItsBytesSay(String fixture, String as) throws IOException {
        assertThat(blocking(read(fixture, as))).isEmpty();
        assertThat(documents).hasSize(5);
    }
}
