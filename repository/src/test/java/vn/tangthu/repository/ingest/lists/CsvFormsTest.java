package vn.tangthu.repository.ingest.lists;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tangthu.repository.Finding;

/** The same list in every form a CSV comes in reads the same. */
class CsvFormsTest {
    private static final Charset WINDOWS_1258 = Charset.forName("windows-1258");

    private static final String[][] ROWS = {
        {"DANH MỤC HỒ SƠ, TÀI LIỆU; năm 2001 | UBND tỉnh"},
        {"Mã phông", "Mã hồ sơ", "Tiêu đề hồ sơ", "Thời hạn lưu trữ", "Ghi chú"},
        {
            "H32.16",
            "01.2001",
            "Quyết định, chỉ thị; công văn | \"đường\"",
            "Vĩnh viễn",
            "hai\ndòng"
        },
        {"H32.16", "02.2001", "Hồ sơ nâng cấp đường Nguyễn Huệ", "01", "ký nhận"},
    };

    @TempDir private Path tmp;

    private String csv(String separator) {
        StringBuilder text = new StringBuilder();
        for (String[] row : ROWS) {
            List<String> cells = new ArrayList<>();
            for (String cell : row) {
                boolean plain = cell.indexOf('\n') < 0 && cell.indexOf('"') < 0;
                cells.add(
                        plain && !cell.contains(separator)
                                ? cell
                                : "\"" + cell.replace("\"", "\"\"") + "\"");
            }
            text.append(String.join(separator, cells)).append("\r\n");
        }
        return text.toString();
    }

    /** windows-1258 has letters with circumflex, breve and horn, and tones beside the letter. */
    static byte[] windows1258(String text) {
        StringBuilder parted = new StringBuilder();
        for (int c : text.codePoints().toArray()) {
            String letter = Character.toString(c);
            if (WINDOWS_1258.newEncoder().canEncode(letter)) {
                parted.append(letter);
                continue;
            }
            String nfd = Normalizer.normalize(letter, Normalizer.Form.NFD);
            String tone = nfd.replaceAll("[^\u0300\u0301\u0303\u0309\u0323]", "");
            String base = nfd.replaceAll("[\u0300\u0301\u0303\u0309\u0323]", "");
            parted.append(Normalizer.normalize(base, Normalizer.Form.NFC)).append(tone);
        }
        byte[] bytes = parted.toString().getBytes(WINDOWS_1258);
        assertThat(Normalizer.normalize(new String(bytes, WINDOWS_1258), Normalizer.Form.NFC))
                .isEqualTo(text);
        return bytes;
    }

    private Read read(byte[] bytes) throws IOException {
        Path file = Files.write(tmp.resolve("DanhMucHoSo.csv"), bytes);
        FindingSink findings = new FindingSink();
        List<SipRecord> records = new ArrayList<>();
        new RecordListReader().read(file, ListLimits.STANDARD, findings, records::add);
        return new Read(records, findings.all().stream().map(Finding::code).toList());
    }

    private record Read(List<SipRecord> records, List<String> codes) {}

    private static byte[] bytes(String text, String encoding) {
        return switch (encoding) {
            case "utf8" -> text.getBytes(UTF_8);
            case "utf8-mark" -> ("\uFEFF" + text).getBytes(UTF_8);
            case "utf8-nfd" -> Normalizer.normalize(text, Normalizer.Form.NFD).getBytes(UTF_8);
            case "utf16le-mark" -> ("\uFEFF" + text).getBytes(UTF_16LE);
            case "utf16be-mark" -> ("\uFEFF" + text).getBytes(UTF_16BE);
            case "utf16le" -> text.getBytes(UTF_16LE);
            case "utf16be" -> text.getBytes(UTF_16BE);
            default -> windows1258(text);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "utf8,false",
        "utf8-mark,false",
        "utf8-nfd,false",
        "utf16le-mark,false",
        "utf16be-mark,false",
        "utf16le,true",
        "utf16be,true",
        "windows-1258,true"
    })
    void everyEncodingAndSeparatorReadsAlike(String encoding, boolean guessed) throws IOException {
        Read plain = read(bytes(csv(","), "utf8"));
        assertThat(plain.records()).hasSize(2);
        assertThat(plain.codes()).isEmpty();
        assertThat(plain.records().getFirst().description())
                .satisfies(
                        d -> {
                            assertThat(d).isNotNull();
                            assertThat(d.title()).isEqualTo(ROWS[2][2]);
                            assertThat(d.description()).isEqualTo("hai\ndòng");
                        });
        for (String separator : List.of(",", ";", "\t", "|")) {
            Read read = read(bytes(csv(separator), encoding));
            assertThat(read.records()).as("parted by '%s'", separator).isEqualTo(plain.records());
            assertThat(read.codes())
                    .isEqualTo(guessed ? List.of("LIST_ENCODING_GUESSED") : List.of());
        }
    }

    /** Letters of fonts from before Unicode would be stored wrong for ever. */
    @Test
    void whatIsNotVietnameseInAnyEncodingIsRefused() throws IOException {
        // TCVN3 and VNI of "Mã phông;Mã hồ sơ;Tiêu đề hồ sơ;Quyết định của đường".
        String tcvn3 = "M\u00B7 ph\u00ABng;M\u00B7 h\u00E5 s\u00AC;Ti\u00AAu \u00AE\u00D2 h\u00E5";
        String vni =
                "Ma\u00F5 pho\u00E2ng;Ti\u00EAu \u00F1e\u00E0 ho\u00E0 s\u00F4;\u00F1\u00F6\u00F4\u00F8ng";
        for (String text : List.of(tcvn3, vni)) {
            Read read = read((text + "\r\na;b;c\r\n").getBytes(StandardCharsets.ISO_8859_1));
            assertThat(read.codes()).containsExactly("LIST_NOT_UTF8");
            assertThat(read.records()).isEmpty();
        }
    }

    @Test
    void aWrongByteFarBeyondTheSniffedHeadRefusesTheListBeforeARowIsRead() throws IOException {
        byte[] many = (csv(",") + ROWS[3][0].repeat(20) + "\r\n").repeat(900).getBytes(UTF_8);
        assertThat(many.length).isGreaterThan(200_000);
        many[many.length - 5] = (byte) 0xFF;
        Read read = read(many);
        assertThat(read.codes()).containsExactly("LIST_NOT_UTF8");
        assertThat(read.records()).isEmpty();
    }
}
