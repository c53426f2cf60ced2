package vn.tangthu.repository.ingest.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Severity;
import vn.tangthu.repository.ingest.check.ValidRecord.ValidDocument;
import vn.tangthu.repository.ingest.check.ValidRecord.ValidFile;
import vn.tangthu.repository.ingest.lists.DocumentListReader;
import vn.tangthu.repository.ingest.lists.ListLimits;
import vn.tangthu.repository.ingest.source.SourceLimits;

/** Whole deliveries as contractors lay them out: how lists and files are called and where. */
class DeliveredFormsTest {
    @TempDir private Path folder;
    private int files;

    private CheckedDelivery check() throws IOException {
        return new DeliveryCheck(
                        FakeHoldings.catalogue(),
                        null,
                        Clock.systemUTC(),
                        SourceLimits.STANDARD,
                        ListLimits.STANDARD,
                        2)
                .check(folder, Progress.NONE);
    }

    private static List<Finding> blocking(CheckedDelivery checked) {
        return checked.findings().all().stream()
                .filter(f -> f.severity() == Severity.BLOCKS)
                .toList();
    }

    private void pdf(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "%PDF-1.4\n" + files++ + "\n%%EOF\n", UTF_8);
    }

    private void fixture(String name, String as) throws IOException {
        try (InputStream in = DocumentListReader.class.getResourceAsStream(name)) {
            Files.copy(Objects.requireNonNull(in, name), folder.resolve(as));
        }
    }

    /** Each named by one of the schemes in circulation, in a folder of its own depth. */
    private void schemes() throws IOException {
        pdf("H32.16.2001.01.0000001.pdf");
        pdf("Hộp 1/H32.16.2001.01/H32.16.2001.01.0000002_signed.pdf");
        pdf("Hộp 1/02/G09.01_CV_000021_V1_20010428_KET-LUAN.PDF");
        pdf("a/b/c/d/001.03.08.H30.81.2024.K4.01.01.001.pdf");
        pdf("H32.16.2002.01.0000001.signed.pdf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "xls", "ods"})
    void listsOfAnOfficeProgramAndThreeNamingSchemesMakeADelivery(String form) throws IOException {
        fixture("DanhMucHoSo." + form, "DanhMucHoSo." + form);
        fixture("DanhMucTaiLieu." + form, "DanhMucTaiLieu." + form);
        schemes();
        CheckedDelivery checked = check();
        assertThat(blocking(checked)).isEmpty();
        assertThat(checked.sound()).hasSize(4);
        assertThat(checked.sound().getFirst().documents())
                .extracting(ValidDocument::files)
                .allSatisfy(each -> assertThat(each).hasSize(1));
        assertThat(checked.sound().get(1).documents().getFirst().files())
                .extracting(ValidFile::path)
                .containsExactly("representations/rep1/data/G09.01_CV_000021_V1.pdf");
    }

    @ParameterizedTest
    @CsvSource({
        "Danh mục hồ sơ.xlsx, Mục lục văn bản.XLSX",
        "Muc-luc-ho-so.xlsx, danh_muc_tai_lieu.xlsx",
        "DanhMucHoSo-Đợt 3.xlsx, Mục lục văn bản (lần 2).xlsx",
    })
    void listsAreKnownByTheirWordsWhereNothingHasTheNameOfTheTemplate(
            String records, String documents) throws IOException {
        fixture("DanhMucHoSo.xlsx", records);
        fixture("DanhMucTaiLieu.xlsx", documents);
        schemes();
        assertThat(blocking(check())).isEmpty();
        Files.copy(folder.resolve(documents), folder.resolve("DanhMucTaiLieu.xlsx"));
        assertThat(blocking(check()))
                .extracting(Finding::code, Finding::place)
                .containsExactly(Tuple.tuple("FILE_EXTRA", documents));
    }

    private void lists(String... rows) throws IOException {
        Files.writeString(
                folder.resolve("DanhMucHoSo.csv"),
                "Mã phông;Mã hồ sơ;Tiêu đề hồ sơ;Thời hạn lưu trữ\nH32.16;A.1;Hồ sơ;01\n");
        StringBuilder documents = new StringBuilder("Mã hồ sơ;Mã tài liệu;Trích yếu;Tên tệp\n");
        for (String row : rows) {
            documents.append("A.1;").append(row).append("\n");
        }
        Files.writeString(folder.resolve("DanhMucTaiLieu.csv"), documents);
    }

    @Test
    void aFileIsThatOfTheLongestCodeItsNameBeginsWith() throws IOException {
        lists("A.1_1;Về việc;", "A.1_1_2;Về việc;", "A.1-3;Về việc;Tên.pdf");
        pdf("x/A.1_1 (ký số).pdf");
        pdf("y/A.1_1_2_scan.pdf");
        pdf("z/Tên.pdf");
        CheckedDelivery checked = check();
        assertThat(blocking(checked)).isEmpty();
        assertThat(checked.sound().getFirst().documents())
                .extracting(d -> d.files().getFirst().originalName())
                .containsExactly("A.1_1 (ký số).pdf", "A.1_1_2_scan.pdf", "Tên.pdf");
    }

    @Test
    void codesThatContradictTheOrderOfRowsAreAFinding() throws IOException {
        lists("A.1.0000002;Về việc;", "A.1.0000001;Về việc;");
        pdf("A.1.0000001.pdf");
        pdf("A.1.0000002.pdf");
        assertThat(blocking(check()))
                .extracting(Finding::code, f -> f.values().getFirst())
                .containsExactly(Tuple.tuple("ORDER_AGAINST_CODES", "A.1.0000001"));
    }

    @Test
    void whatCodesOfOtherStemsEndInIsNoOrder() throws IOException {
        lists("A.1_000021_V2;Về việc;", "A.1_000022_V1;Về việc;");
        pdf("A.1_000021_V2.pdf");
        pdf("A.1_000022_V1.pdf");
        assertThat(blocking(check())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Tờ số, PAGES_MAY_BE_SHEETS",
        "Từ tờ, PAGES_MAY_BE_SHEETS",
        "Trang số, FILE_NOT_PAGED", // nobody counts pages here
    })
    void sheetsOfPaperAreNotPagesOfASharedFile(String heading, String code) throws IOException {
        lists();
        Files.writeString(
                folder.resolve("DanhMucTaiLieu.csv"),
                "Mã hồ sơ;Mã tài liệu;Trích yếu;"
                        + heading
                        + "\nA.1;A.1.0000001;Về việc;1\nA.1;A.1.0000002;Về việc;2\n");
        pdf("A.1.pdf");
        assertThat(blocking(check())).extracting(Finding::code).containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource({
        "A.1.0000001.pdf, b/A.1.0000001.pdf, FILE_AMBIGUOUS",
        "A.1.0000001.pdf, A.1.0000001_signed.pdf, FILE_AMBIGUOUS",
        "A.1.0000001_a.pdf, b/A.1.0000001_b.pdf, FILE_AMBIGUOUS",
        "A.1.0000001.pdf, H32.LTLS.A.1.0000001.pdf, FILE_AMBIGUOUS",
        "a/A.1.0000001_1.jpg, b/A.1.0000001_1.jpg, FILE_AMBIGUOUS",
        "a/A.1.0000001_1.jpg, a/A.1.0000001_01.jpg, FILE_AMBIGUOUS",
        "A.1.0000001.pdf, A.1.00000012.pdf, FILE_EXTRA",
        "A.1.0000001.pdf, A.1.0000001.2.pdf, FILE_EXTRA",
        "A.1.0000001.pdf, b/bA.1.0000001.pdf, FILE_EXTRA",
    })
    void whatIsNotOneFileForOneCodeIsAFinding(String one, String other, String code)
            throws IOException {
        lists("A.1.0000001;Về việc;");
        pdf(one);
        pdf(other);
        assertThat(blocking(check())).extracting(Finding::code).containsExactly(code);
    }
}
