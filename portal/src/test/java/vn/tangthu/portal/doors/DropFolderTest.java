package vn.tangthu.portal.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.portal.cli.RunningArchive;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.portal.shell.OpenMatters;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Delivery;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.Deliveries.Turn;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

/** The drop folder of the whole application, looked into by hand. */
class DropFolderTest {
    private static final SampleFonds FONDS = SampleFonds.ALL.getFirst();
    @TempDir static Path work;
    private static RunningArchive archive;
    private static int seed = 40;

    @TempDir private Path inbox;
    private DropFolder folder;

    @BeforeAll
    static void start() throws IOException {
        archive =
                new RunningArchive(
                        work.resolve("home"),
                        "--tangthu.drop-folder.enabled=false",
                        "--tangthu.extraction.enabled=false");
        archive.createFonds(FONDS);
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    @BeforeEach
    void open() {
        folder = process();
    }

    private DropFolder process() {
        return new DropFolder(
                inbox,
                archive.port(Deliveries.class),
                archive.port(DeliveryReport.class),
                archive.port(ActivityLog.class),
                Clock.systemUTC());
    }

    private static void sample(Path directory) throws IOException {
        archive.writeDelivery(directory, FONDS, seed++, 2, 0);
    }

    private void ready(String name, String... lines) throws IOException {
        Files.write(inbox.resolve(name + ".ready"), List.of(lines));
    }

    /** Looks until something lies in the folder. */
    private Path ended(String where) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end) {
            folder.look();
            try (Stream<Path> all = Files.list(inbox.resolve(where))) {
                List<Path> there = all.toList();
                if (!there.isEmpty()) {
                    return there.getFirst();
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError(where + " stays empty; " + folder.matters());
    }

    private static String report(Path ended) throws IOException {
        return Files.readString(ended.resolve("report/report.txt"));
    }

    private static long kept() {
        return archive.port(Catalogue.class)
                .fondsByCode(FONDS.code(), Reader.OPERATOR)
                .orElseThrow()
                .recordCount();
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static void zip(Path folder, Path zip) throws IOException {
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path path, BasicFileAttributes a)
                                throws IOException {
                            out.putNextEntry(new ZipEntry(folder.relativize(path).toString()));
                            Files.copy(path, out);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        }
    }

    @Test
    void aDeliveryIsTakenWhenItIsReadyAndNotBefore() throws Exception {
        long before = kept();
        sample(inbox.resolve("đợt 1"));
        folder.look();
        folder.look();
        assertThat(inbox.resolve("đợt 1")).isDirectory();
        assertThat(names(inbox.resolve("working"))).isEmpty();

        ready("đợt 1", "Công ty Số hóa Sông Trà\u202e", "x");
        Path done = ended("done");
        assertThat(report(done)).contains("Công ty Số hóa Sông Trà").doesNotContain("\u202e");
        assertThat(names(done)).contains("report", "đợt 1", "đợt 1.ready");
        assertThat(names(done.resolve("report")))
                .containsExactly("findings.pdf", "findings.xlsx", "report.json", "report.txt");
        assertThat(Files.readString(done.resolve("report/report.json")))
                .contains("\"state\":\"KEPT\"");
        assertThat(names(inbox)).containsExactly("done", "refused", "working");
        assertThat(kept()).isEqualTo(before + 2);
        assertThat(folder.matters()).isEmpty();
    }

    @Test
    void aZipIsTakenAndTheSameAgainIsAlreadyKept() throws Exception {
        long before = kept();
        Path delivery = work.resolve("gói-" + seed);
        sample(delivery);
        zip(delivery, inbox.resolve("gói.zip"));
        ready("gói");
        Path done = ended("done");
        assertThat(report(done)).contains("gói.zip");
        assertThat(kept()).isEqualTo(before + 2);

        zip(delivery, inbox.resolve("gói.zip"));
        ready("gói");
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (names(inbox.resolve("done")).size() < 2) {
            assertThat(System.nanoTime()).isLessThan(end);
            folder.look();
            Thread.sleep(50);
        }
        assertThat(archive.port(Deliveries.class).list(0, 1).items())
                .extracting(Delivery::state)
                .containsExactly(State.ALREADY_KEPT);
        assertThat(kept()).isEqualTo(before + 2);
    }

    @Test
    void whatIsNotSoundIsRefusedWithItsFindings() throws Exception {
        Files.createDirectory(inbox.resolve("trống"));
        ready("trống");
        Path refused = ended("refused");
        assertThat(report(refused)).contains("LIST_MISSING");
        assertThat(Files.size(refused.resolve("report/findings.xlsx"))).isPositive();
    }

    @Test
    void ofADeliveryWithStateSecretsOnlyTheReportIsLeft() throws Exception {
        Path delivery = Files.createDirectory(inbox.resolve("mật"));
        Files.writeString(
                delivery.resolve("DanhMucHoSo.csv"),
                "Mã phông;Mã hồ sơ;Tiêu đề hồ sơ;Thời hạn lưu trữ;Chế độ sử dụng\n"
                        + "H32;A.1;Hồ sơ;01;03\n");
        Files.writeString(
                delivery.resolve("DanhMucTaiLieu.csv"),
                "Mã hồ sơ;Mã tài liệu;Trích yếu\nA.1;A.1.0000001;Về việc\n");
        Files.writeString(delivery.resolve("A.1.0000001.pdf"), "nội dung mật");
        ready("mật");
        Path refused = ended("refused");
        assertThat(report(refused)).contains("SECRET");
        try (Stream<Path> left = Files.walk(refused)) {
            assertThat(left.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .noneMatch(file -> file.getFileName().toString().startsWith("A.1"))
                    .noneMatch(file -> file.getFileName().toString().startsWith("DanhMuc"));
        }
    }

    @Test
    void afterAKillTheNameOfWhatWasErasedBelongsToTheNextDelivery() throws Exception {
        Path erased = Files.createDirectories(inbox.resolve("working/20261122-1-mật/report"));
        Files.writeString(erased.resolve("report.txt"), "SECRET");
        Files.writeString(erased.resolveSibling("mật.ready"), "");
        Path next = Files.createDirectory(inbox.resolve("mật"));
        Files.writeString(next.resolve("thư.txt"), "gói khác");
        Path refused = ended("refused");
        assertThat(refused.resolve("report/report.txt")).exists();
        assertThat(next.resolve("thư.txt")).exists();
    }

    @Test
    void whatComesAgainIsComparedWithTheLastInEveryReport() throws Exception {
        Path delivery = work.resolve("lại-" + seed);
        sample(delivery);
        Files.writeString(delivery.resolve("thừa 1.pdf"), "một");
        Files.writeString(delivery.resolve("thừa 2.pdf"), "hai");
        zip(delivery, inbox.resolve("lần 1.zip"));
        ready("lần 1", "Công ty Sông Trà");
        Path first = ended("refused");
        assertThat(report(first)).contains("FILE_EXTRA").doesNotContain("So với gói");
        boolean unused = FileSystemUtils.deleteRecursively(first);

        Files.delete(delivery.resolve("thừa 1.pdf"));
        Files.writeString(delivery.resolve("thừa 3.pdf"), "ba");
        zip(delivery, inbox.resolve("lần 2.zip"));
        ready("lần 2", "Công ty Sông Trà");
        Path second = ended("refused");
        assertThat(report(second)).contains("So với gói lần 1.zip", "đã sửa 1 trong", "mới 1");
        assertThat(Files.readString(second.resolve("report/report.json")))
                .contains("\"mended\":1", "\"added\":1");
        try (ZipFile sheet = new ZipFile(second.resolve("report/findings.xlsx").toFile())) {
            byte[] rows =
                    sheet.getInputStream(sheet.getEntry("xl/worksheets/sheet1.xml")).readAllBytes();
            assertThat(new String(rows, StandardCharsets.UTF_8))
                    .contains(Words.in(Locale.forLanguageTag("vi")).of("findings.new"));
        }
        try (PDDocument paper = Loader.loadPDF(second.resolve("report/findings.pdf").toFile())) {
            assertThat(new PDFTextStripper().getText(paper))
                    .contains("FILE_EXTRA", "thừa 3.pdf", "So với gói");
        }
    }

    @Test
    void besideADeliveryThatIsWorkedOnItIsToldHowFarItIs() throws Exception {
        Deliveries busy = mock(Deliveries.class);
        Delivery going =
                new Delivery(
                        new DeliveryId(UUID.randomUUID()),
                        "g",
                        "x",
                        State.CHECKING,
                        Progress.Phase.CHECK,
                        30,
                        100,
                        Instant.EPOCH,
                        null,
                        0,
                        0,
                        0,
                        0,
                        0,
                        null,
                        null,
                        new Turn(0, false, 10, Duration.ofSeconds(7)));
        when(busy.takenFrom(any())).thenReturn(Optional.of(going));
        DropFolder watched =
                new DropFolder(
                        inbox,
                        busy,
                        archive.port(DeliveryReport.class),
                        archive.port(ActivityLog.class),
                        Clock.systemUTC());
        watched.look();
        Path claimed = Files.createDirectories(inbox.resolve("working/9-g"));
        Files.createDirectory(claimed.resolve("g"));
        Files.createFile(claimed.resolve("g.ready"));
        watched.look();
        assertThat(Files.readString(claimed.resolve("report/status.txt")))
                .contains("30/100", "/giây", "còn khoảng");
    }

    @Test
    @Breaks(Breakage.KILL)
    void aKillAtAnyStepIsMadeGoodByTheNextLook() throws Exception {
        long before = kept();
        folder.look();
        Path working = inbox.resolve("working");
        // Killed before anything was moved.
        Files.createDirectory(working.resolve("1-a"));
        // Killed after the marker was moved.
        sample(inbox.resolve("b"));
        Files.createFile(Files.createDirectory(working.resolve("2-b")).resolve("b.ready"));
        // Killed after both were moved.
        sample(working.resolve("3-c/c"));
        Files.createFile(working.resolve("3-c/c.ready"));
        // Killed after it was kept, while the report was written.
        sample(working.resolve("4-d/d"));
        Files.createFile(working.resolve("4-d/d.ready"));
        var kept =
                archive.port(Deliveries.class)
                        .ingest(
                                working.resolve("4-d/d"),
                                new Options(false, false, "x", DropFolder.ACTOR),
                                Progress.NONE);
        assertThat(kept.kept()).hasSize(2);
        Files.createDirectory(working.resolve("4-d/report"));
        Files.writeString(working.resolve("4-d/report/report.txt"), "nửa");

        folder = process();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!names(working).isEmpty()) {
            assertThat(System.nanoTime()).as("%s", names(working)).isLessThan(end);
            folder.look();
            Thread.sleep(50);
        }
        assertThat(names(inbox.resolve("done"))).containsExactly("2-b", "3-c", "4-d");
        assertThat(report(inbox.resolve("done/4-d"))).contains(kept.delivery().toString());
        assertThat(kept()).isEqualTo(before + 6);
        assertThat(inbox.resolve("b")).doesNotExist();
    }

    @Test
    @Breaks(Breakage.TRAVERSAL)
    void linksAndMisleadingNamesAreRefusedAndNothingOutsideIsTouched() throws Exception {
        Path outside = work.resolve("ngoài-" + seed);
        sample(outside);
        Files.createSymbolicLink(inbox.resolve("link"), outside);
        ready("link");
        Files.createDirectory(inbox.resolve("exe\u202egpj"));
        ready("exe\u202egpj");
        ready("working");
        Files.createSymbolicLink(inbox.resolve("m.ready"), outside.resolve("DanhMucHoSo.xlsx"));
        Files.createDirectory(inbox.resolve("m"));
        folder.look();

        assertThat(names(inbox.resolve("refused"))).hasSize(4);
        assertThat(names(inbox.resolve("working"))).isEmpty();
        assertThat(inbox.resolve("working")).isDirectory();
        assertThat(outside.resolve("DanhMucHoSo.xlsx")).exists();
        assertThat(names(inbox)).containsExactly("done", "refused", "working");
    }

    @Test
    void whatCannotBeTakenIsToldAndStops() throws Exception {
        ready("một mình");
        Files.createDirectory(inbox.resolve("hai"));
        Files.createFile(inbox.resolve("hai.zip"));
        ready("hai");
        folder.look();
        assertThat(folder.matters())
                .extracting(OpenMatters.Matter::kind)
                .containsExactlyInAnyOrder(DropFolder.NOTHING, DropFolder.TWO);
        assertThat(inbox.resolve("hai.zip")).exists();

        Files.delete(inbox.resolve("working"));
        Files.createFile(inbox.resolve("working"));
        folder.look();
        assertThat(folder.matters())
                .extracting(OpenMatters.Matter::kind)
                .containsExactly(DropFolder.CLOSED);
        Files.delete(inbox.resolve("working"));
        Files.delete(inbox.resolve("hai.zip"));
        Files.delete(inbox.resolve("một mình.ready"));
        Path refused = ended("refused");
        assertThat(refused.getFileName().toString()).endsWith("-hai");
        assertThat(folder.matters()).isEmpty();
    }
}
