package vn.tangthu.repository.ingest.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tangthu.repository.Contractors.Choice;
import vn.tangthu.repository.DeliveredColumn;
import vn.tangthu.repository.DeliveredColumn.How;
import vn.tangthu.repository.DeliveryList;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.UseMode;

/** Which guesses are good enough, which a person must confirm, and what comes of it. */
class GuessedHeadingsTest {
    @TempDir private Path tmp;
    private final List<SipRecord> records = new ArrayList<>();
    private final List<DeliveredColumn> columns = new ArrayList<>();

    private List<String> read(String text, Choice... confirmed) throws IOException {
        records.clear();
        columns.clear();
        FindingSink findings = new FindingSink();
        new RecordListReader(new ConfirmedHeadings(List.of(confirmed)), columns::add)
                .read(
                        Files.writeString(tmp.resolve("DanhMucHoSo.csv"), text),
                        ListLimits.STANDARD,
                        findings,
                        records::add);
        return findings.all().stream().map(Finding::code).toList();
    }

    private static Choice is(String heading, @Nullable String field) {
        return new Choice(DeliveryList.RECORDS, heading, field);
    }

    @ParameterizedTest
    @CsvSource({
        "Thời hạng bảo quản, maintenance, GUESSED",
        "Thời hạn BQ, maintenance, GUESSED",
        "Thoi hang bao quang, maintenance, DOUBTFUL",
        "Gi chú, description, GUESSED",
        "Tình trạng vật lí, format, GUESSED",
        "Tìn trạng vật lí, format, DOUBTFUL",
        "Tiêu dề hồ xơ, title, DOUBTFUL",
        "TĐ HS, title, DOUBTFUL",
        "Mã hồ xơ, fileCode, DOUBTFUL",
        "Mã HS giấy, paperFileCode, DOUBTFUL",
        "Xếp loại,, UNKNOWN",
    })
    void aGuessThatCouldPassUnseenMustBeConfirmed(String heading, String field, How how)
            throws IOException {
        List<String> codes = read("Mã phông;Từ khóa;" + heading + "\nH;x;\n");
        assertThat(columns.getLast())
                .isEqualTo(
                        new DeliveredColumn(DeliveryList.RECORDS, heading, how, field, List.of()));
        assertThat(codes.contains("COLUMN_TO_CONFIRM")).isEqualTo(how == How.DOUBTFUL);
        assertThat(codes.contains("COLUMN_READ_AS")).isEqualTo(how == How.GUESSED);
    }

    /** Nghị định 30/2020, Phụ lục VI, and metadata after Thông tư 02/2019. */
    @Test
    void fieldsOfTheDecreeAreKnownHeadings() throws IOException {
        List<String> codes =
                read(
                        """
                        fondsCode;FileCode;Title;Maintenance;Rights;Language;StartDate;EndDate;DocTotal;PageTotal;Description
                        H;1.2;Hồ sơ cầu;01;01;01;01/01/1998;31/12/1999;3;12;x
                        """);
        assertThat(columns).extracting(DeliveredColumn::how).containsOnly(How.KNOWN);
        assertThat(codes).isEmpty();
        assertThat(records.getFirst().description())
                .satisfies(
                        d -> {
                            assertThat(d.totalDoc()).isEqualTo(3);
                            assertThat(d.numberOfPage()).isEqualTo(12);
                            assertThat(d.mode()).isEqualTo(UseMode.OPEN);
                        });
    }

    @Test
    void whatIsConfirmedGoesBeforeEveryKnownWord() throws IOException {
        String list =
                """
                DANH SÁCH
                STT;Mã phông;Số;Tiêu đề;Diễn giải;THBQ;Thời gian;
                ;;;;;;Từ;Đến
                1.2;H;x;Hộp 5;Hồ sơ cầu;01;1998;1999
                """;
        assertThat(
                        read(
                                list,
                                is("STT", "fileCode"),
                                is("Tiêu đề", null),
                                is("DIEN GIAI", "title"),
                                is("Thời gian Đến", "endDate")))
                .containsExactly("COLUMN_UNKNOWN");
        SipRecord record = records.getFirst();
        assertThat(record.fileCode()).isEqualTo("1.2");
        assertThat(record.description())
                .satisfies(
                        d -> {
                            assertThat(d.title()).isEqualTo("Hồ sơ cầu");
                            assertThat(d.startDate()).hasToString("1998");
                            assertThat(d.endDate()).hasToString("1999");
                        });
    }

    @Test
    void headingsThatNobodyKnowsAreShownWithTheirValuesAndCanAllBeSaid() throws IOException {
        String list =
                "SỔ THEO DÕI;;;\nKho;Ký mã;Nhan đề;Hạn\nH;1.1;Cầu;01\nH;1.2;Đường;01\nH;1.3;Nhà;01\n"
                        + "H;1.4;Chợ;01\n";
        assertThat(read(list)).contains("COLUMN_MISSING").doesNotContain("VALUE_MISSING");
        assertThat(columns)
                .extracting(DeliveredColumn::heading)
                .containsExactly("Kho", "Ký mã", "Nhan đề", "Hạn");
        assertThat(columns.get(2).samples()).containsExactly("Cầu", "Đường", "Nhà");
        assertThat(
                        read(
                                list,
                                is("Kho", "fondsCode"),
                                is("Ký mã", "fileCode"),
                                is("Nhan đề", "title"),
                                is("Hạn", "maintenance")))
                .isEmpty();
        assertThat(records).extracting(SipRecord::fileCode).hasSize(4).contains("1.4");
    }

    @Test
    void aMarkOfSecretsInAColumnThatIsNotReadIsSeen() throws IOException {
        String list = "Mã phông;Mã hồ sơ;Tiêu đề;THBQ;Loại\nH;1.1;Kín;01;Tối mật\nH;1.2;Cầu;01;\n";
        assertThat(read(list, is("Loại", null))).containsExactly("SECRET");
        assertThat(columns.toString()).doesNotContain("Kín").contains("Cầu");
    }
}
