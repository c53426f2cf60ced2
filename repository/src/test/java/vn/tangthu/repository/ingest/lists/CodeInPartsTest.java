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
import vn.tangthu.repository.Severity;

/** Lists with FileCode in its three parts (Nghị định 30/2020, Thông tư 02/2019). */
class CodeInPartsTest {
    @TempDir private Path tmp;
    private final List<SipRecord> records = new ArrayList<>();
    private final List<SipDocument> documents = new ArrayList<>();

    private List<Finding> read(String text) throws IOException {
        records.clear();
        FindingSink findings = new FindingSink();
        new RecordListReader()
                .read(
                        Files.writeString(tmp.resolve("DanhMucHoSo.csv"), text),
                        ListLimits.STANDARD,
                        findings,
                        records::add);
        return findings.all();
    }

    private List<Finding> readDocuments(String text) throws IOException {
        documents.clear();
        FindingSink findings = new FindingSink();
        new DocumentListReader()
                .read(
                        Files.writeString(tmp.resolve("DanhMucTaiLieu.csv"), text),
                        ListLimits.STANDARD,
                        findings,
                        documents::add);
        return findings.all();
    }

    private static List<String> codes(List<Finding> findings) {
        return findings.stream().map(Finding::code).toList();
    }

    /** The decree's names; the circular's words for the same; a list that says its fonds only. */
    @ParameterizedTest
    @CsvSource({
        "fondsCode;OrganId;FileCatalog;FileNotation;Title;Maintenance, H;H49.64;2001;160;A;01,"
                + " H49.64.2001.160",
        "Mã phông;Mã định danh cơ quan;Năm hình thành hồ sơ;Số và ký hiệu hồ sơ;Tiêu đề;THBQ,"
                + " H;H49.64;2001;160;A;01, H49.64.2001.160",
        "Mã phông/công trình/sưu tập lưu trữ;Mục lục số hoặc năm hình thành hồ sơ;Số và ký hiệu hồ"
                + " sơ;Tiêu đề;THBQ, H49.64;02;K4.01;A;01, H49.64.02.K4.01"
    })
    void theCodeIsPutTogetherAndTold(String headings, String row, String code) throws IOException {
        List<Finding> findings = read(headings + "\n" + row + "\n" + row + "\n");
        assertThat(codes(findings)).containsExactly("CODE_COMPOSED");
        Finding told = findings.getFirst();
        assertThat(told.severity()).isEqualTo(Severity.WARNS);
        assertThat(told.place()).isEqualTo("DanhMucHoSo.csv, dòng 2");
        assertThat(told.values().getFirst()).endsWith(" = " + code).contains(" + ");
        assertThat(told.values().getLast()).isEqualTo("2");
        assertThat(records).extracting(SipRecord::fileCode).containsExactly(code, code);
        assertThat(records.getFirst().description()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "H49.64.2001.160, true",
        "G09.H49.64.2001.160, true",
        "H49.64.2001.03.160, true",
        "H49.64-2001-160, true",
        "H49.64.2001.1600, false",
        "H49.64.2011.160, false",
        "H49.6.2001.160, false",
        "160.2001.H49.64, false"
    })
    void aWholeCodeMustHaveItsPartsInTheirOrder(String code, boolean agrees) throws IOException {
        List<Finding> findings =
                read(
                        "fondsCode;FileCode;OrganId;FileCatalog;FileNotation;Title;Maintenance\n"
                                + "H;"
                                + code
                                + ";H49.64;2001;160;A;01\n");
        if (agrees) {
            assertThat(findings).isEmpty();
        } else {
            assertThat(codes(findings)).containsExactly("CODE_PARTS_DISAGREE");
            assertThat(findings.getFirst().values()).containsExactly(code, "H49.64 + 2001 + 160");
            assertThat(records.getFirst().description()).as("blocked").isNull();
        }
        assertThat(records.getFirst().fileCode()).as("as it is written").isEqualTo(code);
    }

    @Test
    void theArchivesCodeIsComparedToo() throws IOException {
        String headings =
                "fondsCode;arcFileCode;OrganId;FileCatalog;FileNotation;Title;Maintenance\n";
        assertThat(read(headings + "H;G09.H49.64.2001.160;H49.64;2001;160;A;01\n")).isEmpty();
        assertThat(codes(read(headings + "H;G09.H49.64.2001.161;H49.64;2001;160;A;01\n")))
                .containsExactly("CODE_PARTS_DISAGREE");
    }

    @Test
    void aPartThatIsMissingIsNeverMadeUp() throws IOException {
        List<Finding> findings =
                read(
                        "fondsCode;OrganId;FileCatalog;FileNotation;Title;Maintenance\n"
                                + "H;;2001;160;A;01\nH;H49.64;;161;A;01\nH;H49.64;2001;;A;01\n");
        assertThat(codes(findings))
                .containsExactly("VALUE_MISSING", "VALUE_MISSING", "VALUE_MISSING");
        assertThat(findings)
                .extracting(finding -> finding.values().getFirst())
                .containsExactly(
                        "Mã định danh cơ quan",
                        "Năm hình thành hồ sơ",
                        "Số và ký hiệu trong mã hồ sơ");
        assertThat(records).extracting(SipRecord::fileCode).containsOnly("");
    }

    @Test
    void withoutTheMiddlePartNumberAndNotationAreTheCodeAsBefore() throws IOException {
        assertThat(read("Mã phông;Số và ký hiệu hồ sơ;Tiêu đề;THBQ\nH;1.160;A;01\n")).isEmpty();
        assertThat(records.getFirst().fileCode()).isEqualTo("1.160");
    }

    @Test
    void aPartThatCannotStandInACodeBlocks() throws IOException {
        assertThat(
                        codes(
                                read(
                                        "fondsCode;OrganId;FileCatalog;FileNotation;Title;Maintenance\n"
                                                + "H;H49.64;2001;12/QĐ;A;01\n")))
                .contains("CODE_CHARACTERS");
    }

    @Test
    void documentsFindTheirHoSoByThePartsToo() throws IOException {
        String headings = "OrganId;FileCatalog;FileNotation;DocCode;Subject\n";
        assertThat(codes(readDocuments(headings + "H49.64;2001;160;D1;A\n")))
                .containsExactly("CODE_COMPOSED");
        assertThat(documents.getFirst().fileCode()).isEqualTo("H49.64.2001.160");
        assertThat(readDocuments(headings + ";2001;160;H49.64.2001.160.0000001;A\n")).isEmpty();
        assertThat(documents.getFirst().fileCode()).as("by the document's code").isNull();
    }
}
