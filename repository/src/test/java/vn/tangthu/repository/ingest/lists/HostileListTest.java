package vn.tangthu.repository.ingest.lists;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tangthu.repository.Finding;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

/** OpenDocument and old Excel lists that would cost whoever reads them dear. */
@Breaks(Breakage.XML)
class HostileListTest {
    private static final String BEFORE =
            "<office:document-content"
                    + " xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
                    + " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
                    + " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'>"
                    + "<office:body><office:spreadsheet><table:table table:name='a'>";
    private static final String AFTER =
            "</table:table></office:spreadsheet></office:body></office:document-content>";

    @TempDir private Path tmp;

    private static String row(String times, String... cells) {
        StringBuilder row = new StringBuilder("<table:table-row").append(times).append('>');
        for (String cell : cells) {
            row.append("<table:table-cell><text:p>")
                    .append(cell)
                    .append("</text:p></table:table-cell>");
        }
        return row.append("</table:table-row>").toString();
    }

    private List<String> ods(String content, List<SipRecord> records) throws IOException {
        Path file = tmp.resolve("DanhMucHoSo.ods");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("content.xml"));
            zip.write(content.getBytes(UTF_8));
            zip.closeEntry();
        }
        return codes(file, records);
    }

    private static List<String> codes(Path file, List<SipRecord> records) {
        FindingSink findings = new FindingSink();
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () ->
                        new RecordListReader()
                                .read(file, ListLimits.STANDARD, findings, records::add));
        return findings.all().stream().map(Finding::code).distinct().toList();
    }

    @ParameterizedTest
    @CsvSource({
        "1000000000, LIST_TOO_MANY_ROWS, Tổng cộng|||5",
        "1000000000, LIST_TOO_MANY_ROWS, H|1|Hồ sơ|01",
        "1000000000, , |||",
    })
    void rowsThatSayTheyAreMany(String times, String code, String cells) throws IOException {
        String heading = row("", "Mã phông", "Mã hồ sơ", "Tiêu đề", "THBQ");
        String repeated = " table:number-rows-repeated='" + times + "'";
        String many = row(repeated, cells.split("\\|", -1));
        List<SipRecord> records = new ArrayList<>();
        List<String> codes =
                ods(BEFORE + heading + row("", "H", "0", "Hồ sơ", "01") + many + AFTER, records);
        assertThat(codes).isEqualTo(code == null ? List.of() : List.of(code));
        assertThat(records.size()).isLessThanOrEqualTo(ListLimits.STANDARD.rows());
        List<String> again = ods(BEFORE + heading + many.repeat(1_000) + AFTER, new ArrayList<>());
        assertThat(again).isSubsetOf("LIST_UNSAFE", "LIST_TOO_MANY_ROWS", "LIST_EMPTY").hasSize(1);
    }

    @Test
    void cellsAndSpacesThatSayTheyAreMany() throws IOException {
        String wide =
                "<table:table-row><table:table-cell table:number-columns-repeated='2000000000'>"
                        + "<text:p>a<text:s text:c='2000000000'/>b</text:p></table:table-cell>"
                        + "</table:table-row>";
        assertThat(ods(BEFORE + wide.repeat(5) + AFTER, new ArrayList<>()))
                .contains("COLUMN_MISSING");
    }

    @Test
    void aDocumentTypeIsRefused() throws IOException {
        String xml = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>" + BEFORE + AFTER;
        assertThat(ods(xml, new ArrayList<>())).containsExactly("LIST_UNSAFE");
    }

    @Test
    void commentsAreNotTheCell() throws IOException {
        String note = "<office:annotation><text:p>ý kiến</text:p></office:annotation>";
        List<SipRecord> records = new ArrayList<>();
        String rows =
                row("", "Mã phông", "Mã hồ sơ", "Tiêu đề", "THBQ")
                        + row("", "H", "1", "Hồ<text:s/>sơ", "01")
                                .replace("<text:p>H<", note + "<text:p>H<");
        assertThat(ods(BEFORE + rows + AFTER, records)).isEmpty();
        assertThat(records.getFirst().fondsCode()).isEqualTo("H");
        assertThat(Objects.requireNonNull(records.getFirst().description()).title())
                .isEqualTo("Hồ sơ");
    }

    private byte[] xls() throws IOException {
        try (InputStream in = HostileListTest.class.getResourceAsStream("DanhMucHoSo.xls")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    @Test
    void anXlsThatSaysItHasMillionsOfWordsIsNotBelieved() throws IOException {
        byte[] book = xls();
        int at = wordsOf(book);
        book[at + 8 + 2] = (byte) 0x7F;
        Path file = Files.write(tmp.resolve("DanhMucHoSo.xls"), book);
        assertThat(codes(file, new ArrayList<>())).containsExactly("LIST_UNSAFE");
    }

    /** The record FC 00 of the shared strings, whose counts are small numbers. */
    private static int wordsOf(byte[] book) {
        for (int i = 512; i < book.length - 12; i++) {
            if (book[i] == (byte) 0xFC
                    && book[i + 1] == 0
                    && book[i + 6] == 0
                    && book[i + 7] == 0
                    && book[i + 10] == 0
                    && book[i + 11] == 0
                    && book[i + 8] > 10) {
                return i;
            }
        }
        throw new AssertionError("no shared strings");
    }

    /** Whatever is wrong with the bytes is said; nothing is thrown, nothing hangs. */
    @Test
    void damagedXlsFilesAreToldAsSuch() throws IOException {
        byte[] sound = xls();
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] book = sound.clone();
            for (int j = 0; j < 20; j++) {
                book[random.nextInt(book.length)] = (byte) random.nextInt();
            }
            if (i % 4 == 0) {
                book = Arrays.copyOf(book, random.nextInt(book.length));
            }
            Path file = Files.write(tmp.resolve("DanhMucHoSo.xls"), book);
            assertThat(codes(file, new ArrayList<>())).isNotEmpty();
        }
    }
}
