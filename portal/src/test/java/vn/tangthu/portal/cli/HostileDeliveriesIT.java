package vn.tangthu.portal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Delivery;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.storage.TangThuHome;

/**
 * What an enemy, or a very unlucky contractor, may deliver: each is refused or told within seconds,
 * with bounded disk, nothing outside of staging and nothing left behind. Through the real room, the
 * real workers, the real database; handed in by the command line and, where the time is at stake,
 * as an upload.
 */
class HostileDeliveriesIT {
    /** Wanted are 10 seconds on a quiet machine; a build shares its processors with others. */
    private static final Duration MOST = Duration.ofSeconds(30);

    /** What an unpacked delivery may take before it is refused; a bomb would take gigabytes. */
    private static final long MOST_STAGED = 80L << 20;

    private static final SampleFonds FONDS = SampleFonds.ALL.getFirst();
    private static final Options OPTIONS = new Options(false, false, "kẻ lạ", Reader.OPERATOR);

    @TempDir static Path work;
    private static RunningArchive archive;
    private static Path staging;
    private static Path sound;

    @BeforeAll
    static void start() throws IOException {
        archive = new RunningArchive(work.resolve("home"));
        staging = archive.port(TangThuHome.class).staging();
        archive.createFonds(FONDS);
        sound = work.resolve("sound");
        archive.writeDelivery(sound, FONDS, 7, 1, 0);
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    /** Writes the delivery below the directory and says where. */
    @FunctionalInterface
    interface Making {
        Path make(Path directory) throws Exception;
    }

    /**
     * @param codes one of these is among the findings; none: it may be kept, but is told of
     */
    record Hostile(String name, Making making, String... codes) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Hostile zip(String name, Supplier<CraftedZip> zip, String... codes) {
        return new Hostile(name, dir -> zip.get().write(dir.resolve("giao.zip")), codes);
    }

    private static Hostile names(String name, String... entries) {
        return zip(
                name,
                () -> {
                    CraftedZip zip = new CraftedZip();
                    for (String entry : entries) {
                        zip.file(entry, new byte[] {1});
                    }
                    return zip;
                },
                "ZIP_UNSAFE_NAME");
    }

    static List<Hostile> all() {
        List<Hostile> all = new ArrayList<>();
        int large = 64 << 20;
        all.add(
                zip(
                        "flat bomb",
                        () -> new CraftedZip().file("a.pdf", new byte[large]),
                        "ZIP_BOMB"));
        all.add(
                zip(
                        "bomb that says it is small",
                        () -> new CraftedZip().entry("a.pdf", new byte[large], 0, 0, 9),
                        "ZIP_BOMB",
                        "ZIP_UNREADABLE"));
        all.add(new Hostile("nested bomb", HostileDeliveriesIT::nested, "LIST_MISSING"));
        all.add(new Hostile("overlapping bomb", HostileDeliveriesIT::overlapping, "ZIP_BOMB"));
        all.add(
                new Hostile(
                        "1,000,000 entries",
                        HostileDeliveriesIT::millionEntries,
                        "ZIP_TOO_MANY_ENTRIES"));
        all.add(
                zip(
                        "10,000 nested folders in a ZIP",
                        () -> new CraftedZip().file("a/".repeat(10_000) + "b.pdf", new byte[] {1}),
                        "ZIP_UNSAFE_NAME",
                        "TOO_DEEP"));
        all.add(new Hostile("10,000 nested folders", HostileDeliveriesIT::deepFolders, "TOO_DEEP"));
        all.add(new Hostile("49,000 twin folders", HostileDeliveriesIT::twins, "LIST_MISSING"));
        all.add(names("control characters", "a\u0007.pdf", "b\n.pdf", "c\u0000.pdf"));
        all.add(names("reserved names", "CON.pdf", "aux/b.pdf", "LPT1", "a.pdf."));
        all.add(names("right-to-left names", "a\u202Efdp.exe", "\u2066b.pdf", "c\u200F.pdf"));
        all.add(names("absolute paths", "/tmp/tangthu-thoat.pdf", "C:/thoat.pdf", "//may/thoat"));
        all.add(names("climbing paths", "../thoat.pdf", "a/../../../thoat.pdf", ".."));
        all.add(names("backslash paths", "..\\..\\thoat.pdf", "\\thoat.pdf", "a\\..\\b.pdf"));
        all.add(
                zip(
                        "link in a ZIP",
                        () ->
                                new CraftedZip()
                                        .entry(
                                                "a.pdf",
                                                "/etc/passwd".getBytes(UTF_8),
                                                0,
                                                CraftedZip.LINK,
                                                11),
                        "ZIP_LINK"));
        all.add(new Hostile("links in a folder", HostileDeliveriesIT::links, "LINK"));
        all.add(
                zip(
                        "duplicate entries",
                        () ->
                                new CraftedZip()
                                        .file("a.pdf", new byte[] {1})
                                        .file("a.pdf", new byte[] {2}),
                        "ZIP_NAME_TWICE"));
        all.add(
                zip(
                        "case twins",
                        () ->
                                new CraftedZip()
                                        .file("A/b.pdf", new byte[] {1})
                                        .file("a/B.pdf", new byte[] {2}),
                        "ZIP_NAME_TWICE"));
        all.add(
                zip(
                        "NFC and NFD twins",
                        () ->
                                new CraftedZip()
                                        .file("hồ.pdf", new byte[] {1})
                                        .file(
                                                Normalizer.normalize("hồ.pdf", Normalizer.Form.NFD),
                                                new byte[] {2}),
                        "ZIP_NAME_TWICE"));
        for (String attack : List.of(XXE, FLOOD)) {
            String what = attack.equals(XXE) ? "XXE" : "entity flood";
            all.add(
                    new Hostile(
                            what + " in xlsx",
                            dir -> list(dir, "xlsx", "xl/workbook.xml", attack),
                            LIST_CODES));
            all.add(
                    new Hostile(
                            what + " in ods",
                            dir -> list(dir, "ods", "content.xml", attack),
                            LIST_CODES));
        }
        all.add(new Hostile("locked xlsx", HostileDeliveriesIT::lockedList, LIST_CODES));
        all.add(
                zip(
                        "encrypted ZIP",
                        () ->
                                new CraftedZip()
                                        .entry("a.pdf", new byte[] {1}, CraftedZip.ENCRYPTED, 0, 1),
                        "ZIP_ENCRYPTED"));
        all.add(new Hostile("encrypted PDF", HostileDeliveriesIT::lockedPdf, "FILE_ENCRYPTED"));
        for (String ending : List.of("png", "jpg", "tif")) {
            all.add(
                    new Hostile(
                            "pixel flood in " + ending,
                            dir -> with(dir, ending, PixelFloods.of(ending)),
                            "FILE_DAMAGED"));
        }
        all.add(new Hostile("pixel flood in pdf", dir -> with(dir, "pdf", PixelFloods.of("pdf"))));
        return all;
    }

    private static final String[] LIST_CODES = {"LIST_UNREADABLE", "LIST_UNSAFE", "LIST_ENCRYPTED"};

    private static final String XXE =
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
                    + "<x>&a;</x>";

    private static final String FLOOD =
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"lol\">"
                    + IntStream.range(1, 30)
                            .mapToObj(
                                    i ->
                                            "<!ENTITY a"
                                                    + i
                                                    + " \""
                                                    + ("&a" + (i == 1 ? "" : i - 1) + ";")
                                                            .repeat(10)
                                                    + "\">")
                            .collect(Collectors.joining())
                    + "]><x>&a29;</x>";

    @ParameterizedTest
    @MethodSource("all")
    void isRefusedOrToldInTimeAndLeavesNothing(Hostile hostile) throws Exception {
        Path directory = Files.createDirectories(work.resolve("giao/" + hostile.name()));
        Path delivery = hostile.making().make(directory);
        Set<String> around = outside();
        List<String> codes;
        Duration took;
        boolean kept;
        try (Watched staged = new Watched(staging)) {
            Instant start = Instant.now();
            var result = archive.port(Deliveries.class).ingest(delivery, OPTIONS, Progress.NONE);
            took = Duration.between(start, Instant.now());
            codes = result.verdict().findings().stream().map(Finding::code).distinct().toList();
            kept = result.outcome() == Outcome.KEPT;
            System.out.printf(
                    Locale.ROOT,
                    "%s: %s in %.1f s, at most %d KB staged, %s%n",
                    hostile.name(),
                    result.outcome(),
                    took.toMillis() / 1e3,
                    staged.most() >> 10,
                    codes);
            assertThat(staged.most()).as("bytes staged").isLessThan(MOST_STAGED);
        }
        assertThat(took).isLessThan(MOST);
        if (hostile.codes().length > 0) {
            assertThat(codes).containsAnyOf(hostile.codes());
            assertThat(kept).isFalse();
        } else if (kept) {
            archive.port(IndexStatus.class).awaitCaughtUp(true, Progress.NONE);
        }
        assertThat(outside()).as("nothing is written elsewhere").isEqualTo(around);
        await(() -> isEmpty(staging));
        erase(directory); // no path of Java reaches ten thousand folders deep
    }

    @ParameterizedTest
    @MethodSource("slow")
    void anUploadIsRefusedAsSoon(Hostile hostile) throws Exception {
        Path upload = Files.createDirectories(staging.resolve("tai-len").resolve(hostile.name()));
        Path delivery = hostile.making().make(upload);
        Instant start = Instant.now();
        DeliveryId id = archive.port(Deliveries.class).submit(delivery, hostile.name(), OPTIONS);
        await(() -> delivery(id).finishedAt() != null);
        Duration took = Duration.between(start, Instant.now());
        System.out.printf(
                Locale.ROOT, "%s as an upload: %.1f s%n", hostile.name(), took.toMillis() / 1e3);
        assertThat(delivery(id).state()).isEqualTo(State.REFUSED);
        assertThat(took).isLessThan(MOST);
        await(() -> isEmpty(staging.resolve("tai-len")));
        await(() -> staged().stream().noneMatch(name -> name.startsWith("unpacked")));
    }

    static List<Hostile> slow() {
        return all().stream()
                .filter(h -> Set.of("1,000,000 entries", "49,000 twin folders").contains(h.name()))
                .toList();
    }

    private static Delivery delivery(DeliveryId id) {
        return archive.port(Deliveries.class).find(id).orElseThrow();
    }

    private static Path nested(Path dir) throws IOException {
        byte[] bomb = new byte[0];
        for (int level = 0; level < 6; level++) {
            Path file = dir.resolve("in.zip");
            CraftedZip zip = new CraftedZip();
            for (int i = 0; i < 16; i++) {
                zip.file(i + ".zip", level == 0 ? new byte[1 << 20] : bomb);
            }
            bomb = Files.readAllBytes(zip.write(file));
            Files.delete(file);
        }
        return new CraftedZip().file("goi.zip", bomb).write(dir.resolve("giao.zip"));
    }

    private static Path overlapping(Path dir) throws IOException {
        byte[] kernel = new byte[12 << 20];
        CRC32 crc = new CRC32();
        crc.update(kernel);
        CraftedZip zip = new CraftedZip().file("0.pdf", kernel);
        long packed = CraftedZip.deflated(kernel).length;
        for (int i = 1; i < 60_000; i++) {
            zip.pointer(i + ".pdf", 0, 0, crc.getValue(), packed, kernel.length, 0);
        }
        return zip.write(dir.resolve("giao.zip"));
    }

    private static Path millionEntries(Path dir) throws IOException {
        CraftedZip zip = new CraftedZip().file("0.pdf", new byte[] {1});
        for (int i = 1; i < 1_000_000; i++) {
            zip.pointer(i + "", 0, 0, 0, 0, 0, 0);
        }
        return zip.write(dir.resolve("giao.zip"));
    }

    private static Path twins(Path dir) throws IOException {
        CraftedZip zip = new CraftedZip();
        for (int i = 0; i < 24_500; i++) {
            zip.folder("Hồ sơ số " + i + "/");
            zip.folder(Normalizer.normalize("hồ sơ số " + i, Normalizer.Form.NFD) + "/");
        }
        return zip.write(dir.resolve("giao.zip"));
    }

    /** Put together from chains that paths can name. */
    private static Path deepFolders(Path dir) throws IOException {
        Path whole = dir.resolve("giao");
        for (int part = 0; part < 6; part++) {
            Path chain = dir.resolve("tren");
            Path bottom = chain;
            for (int i = 0; i < 1_700; i++) {
                bottom = bottom.resolve("a");
            }
            Files.createDirectories(bottom);
            if (part > 0) {
                Files.move(whole, bottom.resolve("a"));
            }
            Files.move(chain, whole);
        }
        return whole;
    }

    private static Path links(Path dir) throws IOException {
        Path folder = copy(dir);
        Files.createSymbolicLink(folder.resolve("mat-khau.pdf"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(folder.resolve("ngoai"), Path.of("/etc"));
        Files.createSymbolicLink(folder.resolve("vong"), folder);
        return folder;
    }

    private static Path list(Path dir, String ending, String part, String xml) throws IOException {
        Path folder = copy(dir);
        Path own = only(folder, "DanhMucHoSo");
        Files.delete(own);
        CraftedZip zip = new CraftedZip();
        if (ending.equals("ods")) {
            zip.file("mimetype", "application/vnd.oasis.opendocument.spreadsheet".getBytes(UTF_8));
        }
        zip.file(part, xml.getBytes(UTF_8)).write(folder.resolve("DanhMucHoSo." + ending));
        return folder;
    }

    private static Path lockedList(Path dir) throws IOException {
        Path folder = copy(dir);
        Path list = only(folder, "DanhMucHoSo");
        try (POIFSFileSystem locked = new POIFSFileSystem();
                var out = Files.newOutputStream(list)) {
            locked.createDocument(new ByteArrayInputStream(new byte[64]), "EncryptionInfo");
            locked.createDocument(new ByteArrayInputStream(new byte[8192]), "EncryptedPackage");
            locked.writeFilesystem(out);
        }
        return folder;
    }

    private static Path lockedPdf(Path dir) throws IOException {
        Path folder = copy(dir);
        Path pdf = only(folder, ".pdf");
        try (PDDocument document = Loader.loadPDF(Files.readAllBytes(pdf))) {
            document.protect(
                    new StandardProtectionPolicy("chủ", "mật khẩu", new AccessPermission()));
            document.save(pdf.toFile());
        }
        return folder;
    }

    /** A sound delivery, of which one document is this file. */
    private static Path with(Path dir, String ending, byte[] file) throws IOException {
        Path folder = copy(dir);
        Path pdf = only(folder, ".pdf");
        Files.delete(pdf);
        String name = pdf.getFileName().toString().replaceFirst("\\.pdf$", "." + ending);
        Files.write(pdf.resolveSibling(name), file);
        return folder;
    }

    private static Path copy(Path dir) throws IOException {
        Path to = dir.resolve("giao");
        try (Stream<Path> files = Files.walk(sound)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(sound.relativize(file).toString()));
            }
        }
        return to;
    }

    private static Path only(Path folder, String part) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.getFileName().toString().contains(part))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void erase(Path directory) throws Exception {
        assertThat(new ProcessBuilder("rm", "-rf", directory.toString()).start().waitFor())
                .isZero();
    }

    /** What lies where an escape would land. */
    private static Set<String> outside() {
        return Stream.of(work, work.resolve("home"), Path.of("/tmp"))
                .flatMap(HostileDeliveriesIT::children)
                .filter(name -> name.contains("thoat") || name.startsWith(work.toString()))
                .collect(Collectors.toSet());
    }

    private static Stream<String> children(Path directory) {
        try (Stream<Path> each = Files.list(directory)) {
            return each.map(Path::toString).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> staged() {
        return children(staging).map(name -> Path.of(name).getFileName().toString()).toList();
    }

    private static boolean isEmpty(Path directory) {
        return !Files.exists(directory)
                || children(directory).allMatch(name -> name.endsWith("tai-len"));
    }

    private static void await(BooleanSupplier condition) throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in two minutes").isBefore(end);
            Thread.sleep(50);
        }
    }

    /** Measures how much lies below a directory, again and again. */
    private static final class Watched implements AutoCloseable {
        private final AtomicLong most = new AtomicLong();
        private final AtomicBoolean over = new AtomicBoolean();
        private final Thread thread;

        Watched(Path directory) {
            thread =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        while (!over.get()) {
                                            most.accumulateAndGet(bytes(directory), Math::max);
                                            try {
                                                Thread.sleep(1_000);
                                            } catch (InterruptedException e) {
                                                return;
                                            }
                                        }
                                    });
        }

        long most() {
            return most.get();
        }

        private static long bytes(Path directory) {
            long[] sum = new long[1];
            try {
                Files.walkFileTree(
                        directory,
                        new SimpleFileVisitor<>() {
                            @Override
                            public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
                                sum[0] += a.size();
                                return FileVisitResult.CONTINUE;
                            }

                            @Override
                            public FileVisitResult visitFileFailed(Path file, IOException e) {
                                return FileVisitResult.CONTINUE;
                            }

                            @Override
                            public FileVisitResult postVisitDirectory(Path dir, IOException e) {
                                return FileVisitResult.CONTINUE;
                            }
                        });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return sum[0];
        }

        @Override
        public void close() throws InterruptedException {
            over.set(true);
            thread.join();
        }
    }
}
