package vn.tangthu.portal.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.PaperUse;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.UserFiles;
import vn.tangthu.repository.UserFiles.Correction;
import vn.tangthu.repository.UserFiles.Field;
import vn.tangthu.repository.UserFiles.Line;
import vn.tangthu.repository.UserFiles.Page;
import vn.tangthu.repository.UserFiles.Part;
import vn.tangthu.repository.UserFiles.State;

/** A user file that its owner takes along. */
class OwnFileExportTest {
    private static final Words WORDS = new Words(Locale.forLanguageTag("vi"));
    private static final Instant AT = Instant.parse("2026-11-22T02:00:00Z");

    @TempDir Path directory;

    private static OwnFileExport export() {
        UserFiles files = mock(UserFiles.class);
        when(files.lines(any(), any(), anyInt(), any())).thenReturn(new Page(List.of(), false));
        when(files.lines(Part.LOGINS, null, UserFiles.MOST, Reader.ANONYMOUS))
                .thenReturn(
                        new Page(List.of(new Line(1, AT, "LOGIN", "", "10.0.0.1", null)), true));
        when(files.lines(Part.REQUESTS, null, UserFiles.MOST, Reader.ANONYMOUS))
                .thenReturn(
                        new Page(
                                List.of(
                                        new Line(
                                                2,
                                                AT,
                                                "GRANTED",
                                                "YC-2026-ABC234",
                                                "=HYPERLINK(\"http://x\")",
                                                null),
                                        new Line(
                                                5,
                                                AT,
                                                "GRANTED",
                                                "YC-2026-CCC234",
                                                "Thừa kế",
                                                PaperUse.READING_ROOM)),
                                false));
        when(files.lines(Part.COPIES, null, UserFiles.MOST, Reader.ANONYMOUS))
                .thenReturn(
                        new Page(List.of(new Line(3, AT, "READY", "BS-1", "PAPER", null)), false));
        when(files.lines(Part.READINGS, null, UserFiles.MOST, Reader.ANONYMOUS))
                .thenReturn(
                        new Page(List.of(new Line(4, AT, "WAITING", "BD-1", "15", null)), false));
        when(files.lines(Part.ORDERS, null, UserFiles.MOST, Reader.ANONYMOUS))
                .thenReturn(
                        new Page(
                                List.of(new Line(6, AT, "DECIDED", "LH-1", "12/CV-UB", null)),
                                false));
        when(files.lines(Part.SEARCHES, null, UserFiles.MOST, Reader.ANONYMOUS))
                .thenReturn(
                        new Page(
                                List.of(
                                        new Line(
                                                7,
                                                AT,
                                                "WATCHED",
                                                "Đất Diên Khánh",
                                                "/app/tim?q=dat",
                                                null)),
                                false));
        Line read = new Line(8, AT, "VIEW", "a-id", "AGENCY_WORK 12/CV-UB", null);
        when(files.lines(Part.USE, null, UserFiles.MOST, Reader.ANONYMOUS))
                .thenReturn(new Page(List.of(read, read), false));
        when(files.corrections(any()))
                .thenReturn(
                        List.of(
                                new Correction(
                                        new UUID(1, 1),
                                        1,
                                        "an",
                                        Field.NAME,
                                        "An",
                                        "Ân",
                                        "",
                                        AT,
                                        State.REFUSED,
                                        AT,
                                        "sếp",
                                        "Không có giấy tờ")));
        Account account =
                new Account(
                        new AccountId(new UUID(7, 7)),
                        "an",
                        "Nguyễn Văn An",
                        Set.of(Role.CITIZEN),
                        Set.of(),
                        true,
                        false,
                        AT,
                        null,
                        null,
                        null);
        return new OwnFileExport(
                files,
                account,
                "",
                Reader.ANONYMOUS,
                subject -> subject.equals("a-id") ? "H49.1.2" : "?",
                WORDS);
    }

    @Test
    void theJsonHasEveryPartAndSaysWhatItLeavesOut() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export().json(out);
        JsonNode json = JsonMapper.builder().build().readTree(out.toByteArray());
        assertThat(json.get("username").asString()).isEqualTo("an");
        assertThat(json.get("roles").get(0).asString()).isEqualTo("CITIZEN");
        assertThat(json.get("logins").get(0).get("detail").asString()).isEqualTo("10.0.0.1");
        assertThat(json.get("loginsMore").asBoolean()).isTrue();
        assertThat(json.get("requests").get(0).get("subject").asString())
                .isEqualTo("YC-2026-ABC234");
        assertThat(json.get("corrections").get(0).get("answer").asString())
                .isEqualTo("Không có giấy tờ");
        assertThat(json.get("use").get(1).get("subject").asString()).isEqualTo("H49.1.2");
        assertThat(json.toString()).doesNotContain("a-id");
        assertThat(json.get("searches").get(0).get("detail").asString())
                .isEqualTo("/app/tim?q=dat");
        for (Part part : Part.values()) {
            assertThat(json.has(part.name().toLowerCase(Locale.ROOT))).as(part.name()).isTrue();
        }
    }

    @Test
    void theSpreadsheetHasWordsForEverythingAndNoFormula() throws Exception {
        Path file = directory.resolve("ho-so.xlsx");
        try (OutputStream out = Files.newOutputStream(file)) {
            export().sheet(out);
        }
        StringBuilder all = new StringBuilder();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        String words =
                Pattern.compile("&#x([0-9a-fA-F]+);")
                        .matcher(all)
                        .replaceAll(one -> Character.toString(Integer.parseInt(one.group(1), 16)));
        assertThat(words)
                .contains("Nguyễn Văn An", "10.0.0.1", "YC-2026-ABC234", "Chuyển đổi ra giấy")
                .contains("HYPERLINK", "Không có giấy tờ", "Còn các dòng cũ hơn")
                .contains("Thừa kế · Hình thức sử dụng tài liệu giấy: Đọc tại phòng đọc")
                .doesNotContain("<f>", "?userfile", "?copies", "?readings", "?enum");
    }
}
