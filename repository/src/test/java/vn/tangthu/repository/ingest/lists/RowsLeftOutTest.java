package vn.tangthu.repository.ingest.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tangthu.repository.Finding;

/** A row is left out only when it cannot be a hồ sơ; what may be one blocks, what is none warns. */
class RowsLeftOutTest {
    private static final String HEADINGS =
            "STT;Mã phông;Mã hồ sơ;Tiêu đề hồ sơ;THBQ;Thời gian tài liệu;Số tờ;Số trang;Từ khóa;Ghi chú\n";
    private static final String ROW = "%d;H;1.%d;Hồ sơ số %d;01;1998;1;1;;\n";

    @TempDir private Path tmp;
    private final List<SipRecord> records = new ArrayList<>();

    private List<Finding> read(String rows) throws IOException {
        FindingSink findings = new FindingSink();
        new RecordListReader()
                .read(
                        Files.writeString(tmp.resolve("DanhMucHoSo.csv"), HEADINGS + rows),
                        ListLimits.STANDARD,
                        findings,
                        records::add);
        return findings.all();
    }

    private static String row(int number) {
        return ROW.formatted(number, number, number);
    }

    @ParameterizedTest
    @CsvSource({
        ";;;Hộp số 5;;;;;;, skipped",
        "Hộp 5;;;;;;;;;, skipped",
        ";;;Mục lục số 02;;;;;;, skipped",
        ";;;II. Tài chính;;;;;;, skipped",
        ";;;VĂN PHÒNG;;;;;;, skipped",
        "Tổng cộng;;;;;;2;2;;, skipped",
        ";;;Tổng cộng: 02 hồ sơ;;;;;;, skipped",
        ";;;Cộng mang sang;;;7;9;;, skipped",
        ";;;Hồ sơ xây dựng cầu Xóm Bóng;;;;;;, blocks",
        ";;;Tổng kết công tác năm 1998;;;;;;, blocks",
        ";;;Cộng tác viên;;;;;;, blocks",
        ";;;Tổng hợp ý kiến cử tri;;;3;;;, blocks",
        "3;;;Hồ sơ cầu;;;;;;, blocks",
        "3;;;;;;;;;ghi chú, blocks",
        ";;;Hồ sơ cầu;01;;;;;, blocks",
    })
    void betweenRows(String odd, String what) throws IOException {
        List<Finding> findings = read(row(1) + row(2) + odd + "\n" + row(4));
        boolean blocks = findings.stream().anyMatch(f -> f.code().equals("VALUE_MISSING"));
        assertThat(blocks).as(findings.toString()).isEqualTo(what.equals("blocks"));
        assertThat(findings.stream().anyMatch(f -> f.code().equals("ROWS_SKIPPED")))
                .isEqualTo(what.equals("skipped"));
        assertThat(records).hasSize(what.equals("blocks") ? 4 : 3);
    }

    @Test
    void aNumberedRowBelowAGapIsNoNoteAndSignaturesAreNoRows() throws IOException {
        List<Finding> findings =
                read(
                        row(1)
                                + ";;;;;;;;;\n2;;;Hồ sơ cầu;;;;;;\n;;;;;;;;;\n;Người lập;;;;Giám đốc;;;;\n");
        assertThat(records).hasSize(2);
        assertThat(findings).extracting(Finding::code).contains("VALUE_MISSING", "ROWS_SKIPPED");
    }

    @ParameterizedTest
    @CsvSource({
        "Tổng cộng: 02 hồ sơ;, false",
        "Tổng số hồ sơ;02 hồ sơ, false",
        "Tổng cộng 3 hồ sơ;, true",
    })
    void aTotalThatSaysHowManyIsCompared(String total, boolean disagrees) throws IOException {
        List<Finding> findings = read(row(1) + row(2) + total + ";;;;;;;;\n");
        assertThat(findings.stream().anyMatch(f -> f.code().equals("TOTAL_DISAGREES")))
                .as(findings.toString())
                .isEqualTo(disagrees);
    }

    @ParameterizedTest
    @CsvSource({
        "1998, 1998, 1998",
        "1998-2001, 1998, 2001",
        "1998 – 2001, 1998, 2001",
        "05/3/1998 - 31/12/1999, 05/03/1998, 31/12/1999",
        "05-03-1998 - 31-12-1999, 05/03/1998, 31/12/1999",
        "Từ tháng 3/1998 đến năm 2001, 03/1998, 2001",
        "từ ngày 5 tháng 3 năm 1998 đến ngày 31/12/1999, 05/03/1998, 31/12/1999",
        "28-04-1998, 28/04/1998, 28/04/1998",
        "không rõ, null, null",
    })
    void oneColumnForBothDates(String written, String start, String end) throws IOException {
        List<Finding> findings = read("1;H;1.1;Hồ sơ;01;" + written + ";1;1;;\n");
        assertThat(records.getFirst().description())
                .as(findings.toString())
                .satisfies(
                        d -> {
                            assertThat(String.valueOf(d.startDate())).isEqualTo(start);
                            assertThat(String.valueOf(d.endDate())).isEqualTo(end);
                        });
    }

    @Test
    void aPeriodThatIsNoneIsTold() throws IOException {
        assertThat(read("1;H;1.1;Hồ sơ;01;1998 - ?;1;1;;\n2;H;1.2;Hồ sơ;01;2001-1998;1;1;;\n"))
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("WRONG_DATE", "END_BEFORE_START");
    }
}
