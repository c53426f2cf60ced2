package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.portal.cli.RunningArchive.Said;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Erasures;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Tombstones;

/** An archive comes back from its sets, in processes of its own; what was erased does not. */
class RestoreDrillTest {
    private static final SampleFonds FONDS = SampleFonds.ALL.getFirst();

    @TempDir Path work;

    @SuppressWarnings("NullAway.Init")
    private RunningArchive archive;

    private Path medium = Path.of("");

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(work.resolve("sao"));
        archive =
                new RunningArchive(
                        work.resolve("home"),
                        "--tangthu.copies.b.directory=" + work.resolve("sao"),
                        "--tangthu.copies.b.every=0");
        archive.createFonds(FONDS);
        medium = Files.createDirectories(work.resolve("medium"));
    }

    @AfterEach
    void stop() {
        archive.close();
    }

    private void deliver(String name, int number) throws Exception {
        Path delivery = Files.createDirectories(work.resolve(name));
        String code = FONDS.code() + ".1998." + number;
        Files.writeString(
                delivery.resolve("DanhMucHoSo.csv"),
                "Mã phông;Mã hồ sơ;Tiêu đề hồ sơ;THBQ;Tổng số tài liệu\n%s;%s;Hồ sơ cầu %d;01;1\n"
                        .formatted(FONDS.code(), code, number));
        Files.writeString(
                delivery.resolve("DanhMucTaiLieu.csv"),
                "Mã tài liệu;Trích yếu nội dung;Số trang\n%s.0000001;Về cây cầu;1\n"
                        .formatted(code));
        Papers.pdf(delivery.resolve(code + ".0000001.pdf"), List.of("Cầu số " + number));
        Said kept = archive.verb(work, "ingest", name);
        assertThat(kept.status()).as(kept.out() + kept.err()).isZero();
    }

    private Path write(String... more) throws IOException {
        String[] verb =
                Stream.concat(Stream.of("set", "write", "--to", "medium"), Stream.of(more))
                        .toArray(String[]::new);
        Said written = archive.verb(work, verb);
        assertThat(written.status()).as(written.out() + written.err()).isZero();
        try (Stream<Path> all = Files.list(medium)) {
            return all.filter(Files::isDirectory)
                    .max(Comparator.comparing(path -> path.getFileName().toString()))
                    .orElseThrow();
        }
    }

    private AipId record(int number) {
        Catalogue catalogue = archive.port(Catalogue.class);
        return catalogue
                .recordsWithoutSeries(
                        catalogue.fondsByCode(FONDS.code(), Reader.OPERATOR).orElseThrow().id(),
                        0,
                        10,
                        Reader.OPERATOR)
                .items()
                .stream()
                .filter(one -> one.arcFileCode().endsWith(".1998." + number))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void whatWasErasedSinceComesBackFromNoSetAndNoCopy() throws Exception {
        deliver("mot", 1);
        deliver("hai", 2);
        Path full = write("--full", "--serial", "S-1", "--label", "Đĩa 1", "--type", "HARD_DISK");
        deliver("ba", 3);
        Path next = write();
        assertThat(archive.verb(work, "copy", "b").status()).isZero();

        Said whole =
                archive.verb(
                        work,
                        "set",
                        "drill",
                        full.toString(),
                        next.toString(),
                        "--into",
                        "moi",
                        "--json");
        assertThat(whole.status()).as(whole.out() + whole.err()).isZero();
        assertThat(whole.out())
                .contains("\"passed\" : true", "\"records\" : 3", "\"documents\" : 3");
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(
                                        Files.readString(
                                                Path.of("..", "docs", "cli", "set.schema.json")))
                                .validate(whole.out(), InputFormat.JSON))
                .isEmpty();
        assertThat(work.resolve("moi")).doesNotExist();

        AipId gone = record(1);
        Path root = Path.of(archive.port(AipStore.class).rootOf(gone.value()).value());
        assertThat(work.resolve("sao").resolve(root)).exists();
        archive.port(Erasures.class)
                .order(
                        new Erasures.Order(
                                gone,
                                Tombstones.Cause.DESTROYED,
                                "Điều 16 Luật Lưu trữ",
                                "12/QĐ-SNV",
                                LocalDate.of(2026, 11, 1),
                                List.of("Hội đồng xét hủy"),
                                Reader.OPERATOR,
                                null,
                                null));
        archive.port(Erasures.class).awaitIdle();
        assertThat(work.resolve("home/store").resolve(root)).doesNotExist();
        assertThat(archive.verb(work, "copy", "b").status()).isZero();
        assertThat(work.resolve("sao").resolve(root)).doesNotExist();

        // The sets were written before, and have it still.
        assertThat(full.resolve(root)).exists();
        Said without =
                archive.verb(
                        work,
                        "set",
                        "drill",
                        full.toString(),
                        next.toString(),
                        "--into",
                        "moi",
                        "--keep",
                        "--json");
        assertThat(without.status()).as(without.out() + without.err()).isZero();
        assertThat(without.out()).contains("\"records\" : 2", "\"erased\" : 1");
        assertThat(work.resolve("moi/store").resolve(root)).doesNotExist();
        assertThat(work.resolve("moi/store/log/erased/" + gone + ".jsonl")).exists();
    }

    @Test
    void aSetThatIsNotWhatWasSignedLeavesNothingBehind() throws Exception {
        deliver("mot", 1);
        Path full = write("--full", "--serial", "S-1", "--label", "Đĩa 1", "--type", "HARD_DISK");
        Path next = write();
        assertThat(refused(next)).contains("SET_NOT_IN_ORDER");
        Files.createDirectories(work.resolve("day/du"));
        assertThat(archive.verb(work, "set", "drill", full.toString(), "--into", "day").err())
                .contains("SET_PLACE_NOT_EMPTY");
        Path file;
        try (Stream<Path> all = Files.walk(full.resolve("ocfl"))) {
            file = all.filter(path -> path.toString().endsWith(".pdf")).findFirst().orElseThrow();
        }
        byte[] sound = Files.readAllBytes(file);
        byte[] flipped = sound.clone();
        flipped[sound.length / 2] ^= 8;
        Files.write(file, flipped);
        assertThat(refused(full)).contains("SET_DAMAGED");
        Files.write(file, sound);
        Files.writeString(full.resolve("manifest.csv"), "x");
        assertThat(refused(full)).contains("SET_NOT_SIGNED");
    }

    private String refused(Path set) {
        Said said = archive.verb(work, "set", "drill", set.toString(), "--into", "moi");
        assertThat(said.status()).as(said.out() + said.err()).isEqualTo(1);
        assertThat(work.resolve("moi")).doesNotExist();
        return said.err();
    }
}
