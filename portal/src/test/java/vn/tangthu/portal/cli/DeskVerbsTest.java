package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.portal.cli.RunningArchive.Said;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Reader;

/** What an archivist decides on the desk, from a terminal. */
class DeskVerbsTest {
    private static final SampleFonds FONDS = SampleFonds.ALL.getFirst();
    private static final String COMPANY = "Công ty Số hóa Biển Đông";

    @TempDir static Path work;
    private static RunningArchive archive;

    @BeforeAll
    static void start() throws Exception {
        archive = new RunningArchive(work.resolve("home"));
        archive.createFonds(FONDS);
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    @Test
    void whatWaitsIsAcceptedByTheSameCommandWithAReason() throws Exception {
        Path delivery = Files.createDirectories(work.resolve("thieu"));
        String code = FONDS.code() + ".1998.2001";
        Files.writeString(
                delivery.resolve("DanhMucHoSo.csv"),
                "Mã phông;Mã hồ sơ;Tiêu đề hồ sơ;THBQ;Tổng số tài liệu\n%s;%s;Hồ sơ cầu;01;2\n"
                        .formatted(FONDS.code(), code));
        Files.writeString(
                delivery.resolve("DanhMucTaiLieu.csv"),
                "Mã tài liệu;Trích yếu nội dung;Số trang\n%s.0000001;Về cây cầu;5\n"
                        .formatted(code));
        Papers.pdf(delivery.resolve(code + ".0000001.pdf"), List.of("Cầu khỉ", "Cầu tre"));

        assertThat(archive.verb(work, "ingest", "thieu", "--dry-run").out())
                .contains("WOULD_WAIT", "WRONG_DOCUMENT_COUNT", "PAGE_COUNT");
        Said waits = archive.verb(work, "ingest", "thieu", "--accept", "chưa ai xem");
        assertThat(waits.status()).isEqualTo(1);
        assertThat(waits.out()).contains("WAITING");
        assertThat(waits.err()).contains("--accept");
        Said blank = archive.verb(work, "ingest", "thieu", "--accept", "  ");
        assertThat(blank.status()).isEqualTo(1);
        assertThat(blank.out()).contains("NOTHING_TO_ACCEPT");
        Said kept =
                archive.verb(
                        work, "ingest", "thieu", "--accept", "Mất từ trước khi số hóa", "--json");
        assertThat(kept.status()).as(kept.out() + kept.err()).isZero();
        assertThat(kept.out())
                .contains("\"KEPT\"", "ACCEPTED_WITH_REASON", "PAGE_COUNT × 1")
                .contains("Mất từ trước khi số hóa");
        assertThat(archive.port(ActivityLog.class).list(0, 20).items())
                .anySatisfy(
                        entry ->
                                assertThat(entry.toString())
                                        .contains("DECIDE_ACCEPT", "Mất từ trước khi số hóa"));
    }

    @Test
    void backupSetsAreWrittenReadAndListedFromATerminal() throws Exception {
        Path medium = Files.createDirectories(work.resolve("đĩa"));
        Said unknown = archive.verb(work, "set", "write", "--to", "đĩa", "--full");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).contains("SET_MEDIUM_UNKNOWN");
        Said written =
                archive.verb(
                        work,
                        "set",
                        "write",
                        "--to",
                        "đĩa",
                        "--full",
                        "--serial",
                        "S-1",
                        "--label",
                        "Đĩa 1",
                        "--type",
                        "HARD_DISK",
                        "--json");
        assertThat(written.status()).as(written.out() + written.err()).isZero();
        validated(written);
        Path folder;
        try (var all = Files.list(medium)) {
            folder = all.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        Said sound = archive.verb(work, "set", "verify", folder.toString(), "--json");
        assertThat(sound.status()).as(sound.out() + sound.err()).isZero();
        validated(sound);
        Files.writeString(folder.resolve("objects.csv"), "x");
        Said damaged = archive.verb(work, "set", "verify", folder.toString());
        assertThat(damaged.status()).isEqualTo(1);
        assertThat(damaged.err()).contains("CHANGED objects.csv");
        Said list = archive.verb(work, "set", "list", "--json");
        validated(list);
        assertThat(list.out()).contains("\"S-1\"", "\"wrong\" : 1");
        assertThat(archive.verb(work, "set", "write").status()).isEqualTo(2);
    }

    private static void validated(Said said) throws Exception {
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(
                                        Files.readString(
                                                Path.of("..", "docs", "cli", "set.schema.json")))
                                .validate(said.out(), InputFormat.JSON))
                .as(said.out())
                .isEmpty();
    }

    @Test
    void columnsOfAContractorAreConfirmedListedAndTakenBack() throws Exception {
        Said confirmed =
                archive.verb(
                        work,
                        "columns",
                        COMPANY,
                        "--records",
                        "Nội dung hồ sơ=Tiêu đề hồ sơ",
                        "--records",
                        "Người nhập=-");
        assertThat(confirmed.status()).as(confirmed.err()).isZero();
        assertThat(confirmed.out())
                .contains("--records \"Nội dung hồ sơ=title\"", "--records \"Người nhập=-\"");
        assertThat(archive.verb(work, "columns").out()).contains(COMPANY);
        Said unknown = archive.verb(work, "columns", COMPANY, "--documents", "Cột lạ=không có");
        assertThat(unknown.status()).isNotZero();
        assertThat(unknown.out() + unknown.err()).contains("FIELD_UNKNOWN");
        assertThat(archive.verb(work, "columns", COMPANY, "--remove", "Nội dung hồ sơ").out())
                .contains("Người nhập")
                .doesNotContain("Nội dung hồ sơ");
    }

    @Test
    void theLogIsVerifiedChainedAndSignedFromATerminal() throws Exception {
        assertThat(archive.verb(work, "log", "checkpoint", "--out", "mốc.note").status()).isZero();
        archive.port(ActivityLog.class).record(Reader.OPERATOR, "VIEW", null, null);
        Said sound = archive.verb(work, "log", "verify", "--since", "mốc.note");
        assertThat(sound.status()).as(sound.out() + sound.err()).isZero();
        assertThat(sound.out()).contains("SOUND");
        Said json = archive.verb(work, "log", "verify", "--store-only", "--event", "0", "--json");
        assertThat(json.status()).isZero();
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(
                                        Files.readString(
                                                Path.of("..", "docs", "cli", "log.schema.json")))
                                .validate(json.out(), InputFormat.JSON))
                .as(json.out())
                .isEmpty();
        assertThat(json.out()).contains("BEGIN");
        assertThat(archive.verb(work, "log", "renew-key").status()).isZero();
        assertThat(archive.verb(work, "log", "verify", "--since", "mốc.note").status()).isZero();
        assertThat(archive.verb(work, "log", "verify", "--event", "activity:999999").status())
                .isEqualTo(1);
        assertThat(archive.verb(work, "log", "verify", "--since", "không-có").status())
                .isEqualTo(2);
        assertThat(archive.verb(work, "log", "forget").status()).isEqualTo(2);
        assertThat(archive.verb(work, "status").out()).contains("Nhật ký / log");
    }
}
