package vn.tangthu.portal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

/**
 * What an enemy, or a very unlucky contractor, may deliver: each is refused or told within ten
 * seconds, with bounded disk and memory of all processes, nothing outside of staging and nothing
 * left behind. Through the real room, the real workers, the real database; handed in by the command
 * line and, some of them, by every other way in.
 */
@Breaks(Breakage.BOMB)
class HostileDeliveriesIT {
    private static final Duration MOST = Duration.ofSeconds(10);

    /** Of what is unpacked, and of what workers write; all that is packed here is larger. */
    private static final long MOST_STAGED = 8L << 20;

    /** Of one worker: its heap of 512 MB, and what a JVM needs beside it. */
    private static final long MOST_RESIDENT = 800L << 20;

    private static final SampleFonds FONDS = SampleFonds.ALL.getFirst();
    private static final Options OPTIONS = new Options(false, false, "kẻ lạ", Reader.OPERATOR);

    @TempDir static Path work;
    private static RunningArchive archive;
    private static Path staging;
    private static Path tmp;
    private static Path inbox;
    private static Path sound;

    @BeforeAll
    static void start() throws IOException {
        archive = new RunningArchive(work.resolve("home"), "--tangthu.drop-folder.interval=200ms");
        TangThuHome home = archive.port(TangThuHome.class);
        staging = home.staging();
        tmp = home.tmp();
        inbox = home.inbox();
        Path unused = home.keys(); // else the log makes it in the midst of a test
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
        all.add(folderName("a control character in a folder", "*_\u0007.pdf"));
        all.add(folderName("a line break in a folder", "*_\n.pdf"));
        all.add(folderName("a right-to-left name in a folder", "*_\u202Efdp.pdf"));
        all.add(folderName("a reserved name in a folder", "aux/*.pdf"));
        all.add(folderName("a blank at the end in a folder", "quét /*.pdf"));
        all.add(folderName("a full stop at the end in a folder", "quét./*.pdf"));
        all.add(folderTwins("case twins in a folder", "QUÉT"));
        String nfd = Normalizer.normalize("quét", Normalizer.Form.NFD);
        all.add(folderTwins("NFC and NFD twins in a folder", nfd));
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
        for (String part : List.of("xl/sharedStrings.xml", "xl/styles.xml")) {
            all.add(
                    new Hostile(
                            "XXE in " + part,
                            dir -> {
                                Path folder = copy(dir);
                                HostileFiles.replacePart(only(folder, "DanhMucHoSo"), part, XXE);
                                return folder;
                            },
                            "LIST_UNSAFE"));
        }
        all.add(locked("xlsx", HostileFiles::lockXlsx));
        all.add(locked("xls", HostileFiles::lockedXls));
        all.add(locked("ods", HostileFiles::lockedOds));
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
        all.add(file("pixel flood in pdf", "pdf", dir -> PixelFloods.of("pdf")));
        all.add(file("object bomb in pdf", "pdf", dir -> HostileFiles.objectBomb(700)));
        all.add(file("circle of pages in pdf", "pdf", dir -> HostileFiles.circularPdf(true)));
        all.add(file("circle without pages in pdf", "pdf", d -> HostileFiles.circularPdf(false)));
        all.add(file("circle of pages in tif", "tif", dir -> HostileFiles.circularTiff()));
        all.add(file("2,000,000 pages in tif", "tif", d -> HostileFiles.endlessTiff(2_000_000)));
        all.add(file("XXE in docx", "docx", d -> HostileFiles.docx(d.resolve("x.docx"), XXE)));
        all.add(
                file(
                        "entity flood in docx",
                        "docx",
                        d -> HostileFiles.docx(d.resolve("x"), FLOOD)));
        all.add(zip("bomb in a bag", HostileDeliveriesIT::bagBomb, "ZIP_BOMB"));
        all.add(
                new Hostile(
                        "bag of 100,000 lines", HostileDeliveriesIT::longBag, "BAG_FILE_MISSING"));
        return all;
    }

    private static final String[] LIST_CODES = {"LIST_UNREADABLE", "LIST_UNSAFE"};

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
        Path directory = Files.createDirectories(work.resolve("giao/" + plain(hostile)));
        Path delivery = hostile.making().make(directory);
        Set<String> around = outside();
        double crowd = crowd();
        List<String> codes;
        Duration took;
        boolean kept;
        try (Watched watched = new Watched()) {
            Instant start = Instant.now();
            var result = archive.port(Deliveries.class).ingest(delivery, OPTIONS, Progress.NONE);
            took = Duration.between(start, Instant.now());
            codes = result.verdict().findings().stream().map(Finding::code).distinct().toList();
            kept = result.outcome() == Outcome.KEPT;
            watched.look();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %s in %.1f s, at most %d KB on disk, %d MB in a worker, %s%n",
                    hostile.name(),
                    result.outcome(),
                    took.toMillis() / 1e3,
                    watched.most() >> 10,
                    watched.mostResident() >> 20,
                    codes);
            assertThat(watched.most()).as("bytes on disk").isLessThan(MOST_STAGED);
            assertThat(watched.mostResident()).as("memory").isLessThan(MOST_RESIDENT);
        }
        inTime(took, crowd);
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
        Path upload = Files.createDirectories(staging.resolve("tai-len").resolve(plain(hostile)));
        Path delivery = hostile.making().make(upload);
        double crowd = crowd();
        Instant start = Instant.now();
        DeliveryId id = archive.port(Deliveries.class).submit(delivery, hostile.name(), OPTIONS);
        await(() -> delivery(id).finishedAt() != null);
        Duration took = Duration.between(start, Instant.now());
        System.out.printf(
                Locale.ROOT, "%s as an upload: %.1f s%n", hostile.name(), took.toMillis() / 1e3);
        assertThat(delivery(id).state()).isEqualTo(State.REFUSED);
        inTime(took, crowd);
        await(() -> isEmpty(staging.resolve("tai-len")));
        await(() -> staged().stream().noneMatch(name -> name.startsWith("unpacked")));
    }

    /** A path of Java holds no name with a line break or slash from a title. */
    private static String plain(Hostile hostile) {
        return hostile.name().replace('/', ' ');
    }

    /**
     * How many want each processor, at least 1: what others on the same machine do is not what the
     * delivery costs. On a quiet machine the bar is ten seconds as it stands.
     */
    static double crowd() {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        double load = machine.getSystemLoadAverage() / machine.getAvailableProcessors();
        return Math.max(1, load);
    }

    private static void inTime(Duration took, double before) {
        double crowd = Math.max(before, crowd());
        Duration most = Duration.ofMillis(Math.round(MOST.toMillis() * crowd));
        if (took.compareTo(MOST) > 0) {
            System.out.printf(Locale.ROOT, "  judged with %.1f on a processor%n", crowd);
        }
        assertThat(took).isLessThan(most);
    }

    /** The same by the ways in that take ZIPs from elsewhere. */
    @ParameterizedTest
    @MethodSource("byOtherDoors")
    void everyWayInRefusesAsSoon(String door, Hostile hostile) throws Exception {
        Path directory = Files.createDirectories(work.resolve(door + " " + plain(hostile)));
        Path zip = hostile.making().make(directory);
        Set<String> around = outside();
        double crowd = crowd();
        Instant start = Instant.now();
        String report = door.equals("REST") ? byRest(zip) : byDropFolder(zip);
        Duration took = Duration.between(start, Instant.now());
        System.out.printf(
                Locale.ROOT, "%s by %s: %.1f s%n", hostile.name(), door, took.toMillis() / 1e3);
        assertThat(report).contains("REFUSED").containsAnyOf(hostile.codes());
        inTime(took, crowd);
        assertThat(outside()).isEqualTo(around);
        await(() -> isEmpty(staging));
    }

    static List<Arguments> byOtherDoors() {
        Set<String> some = Set.of("flat bomb", "right-to-left names", "bomb in a bag");
        return Stream.of("REST", "drop folder")
                .flatMap(
                        door ->
                                all().stream()
                                        .filter(h -> some.contains(h.name()))
                                        .map(h -> Arguments.of(door, h)))
                .toList();
    }

    private static String byRest(Path zip) throws Exception {
        String token = archive.token("luutru" + Instant.now().toEpochMilli());
        String sent = archive.deliver(zip, token);
        String id = sent.replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
        DeliveryId delivery = new DeliveryId(UUID.fromString(id));
        await(() -> delivery(delivery).finishedAt() != null);
        String path = "/api/deliveries/" + id + "/findings.json";
        return new String(archive.get(path, "Authorization", "Bearer " + token).body(), UTF_8);
    }

    private static String byDropFolder(Path zip) throws Exception {
        String name = "g" + Instant.now().toEpochMilli();
        Files.move(zip, inbox.resolve(name + ".zip"));
        Files.createFile(inbox.resolve(name + ".ready"));
        Path refused = inbox.resolve("refused");
        await(() -> Files.exists(refused) && named(refused, name).isPresent());
        return Files.readString(named(refused, name).orElseThrow().resolve("report/report.json"));
    }

    private static Optional<Path> named(Path directory, String name) {
        return children(directory).filter(each -> each.endsWith(name)).map(Path::of).findFirst();
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

    @FunctionalInterface
    private interface Locking {
        void lock(Path list) throws IOException;
    }

    /** The list of hồ sơ, with a password. */
    private static Hostile locked(String ending, Locking locking) {
        return new Hostile(
                "locked " + ending,
                dir -> {
                    Path folder = copy(dir);
                    Path list = only(folder, "DanhMucHoSo");
                    Path other = list.resolveSibling("DanhMucHoSo." + ending);
                    if (!list.equals(other)) {
                        Files.delete(list);
                    }
                    locking.lock(other);
                    return folder;
                },
                "LIST_ENCRYPTED");
    }

    /** Writes the bytes of a document. */
    @FunctionalInterface
    private interface Bytes {
        byte[] of(Path scratch) throws IOException;
    }

    private static Hostile file(String name, String ending, Bytes bytes) {
        return new Hostile(
                name,
                dir -> {
                    Path scratch = Files.createDirectories(dir.resolve("nháp"));
                    return with(dir, ending, bytes.of(scratch));
                },
                "FILE_DAMAGED",
                "FILE_TYPE_WRONG");
    }

    /** The first document under another name, with its own in the place of the star. */
    private static Hostile folderName(String name, String pattern) {
        return new Hostile(
                name,
                dir -> {
                    Path folder = copy(dir);
                    Path pdf = only(folder, ".pdf");
                    String stem = pdf.getFileName().toString().replaceFirst("\\.pdf$", "");
                    Path other = folder.resolve(pattern.replace("*", stem));
                    Files.createDirectories(other.getParent());
                    Files.move(pdf, other);
                    return folder;
                },
                "NAME_UNSAFE");
    }

    private static Hostile folderTwins(String name, String twin) {
        return new Hostile(
                name,
                dir -> {
                    Path folder = copy(dir);
                    Path pdf = only(folder, ".pdf");
                    for (String in : List.of("quét", twin)) {
                        Path place = Files.createDirectories(folder.resolve(in));
                        Files.copy(pdf, place.resolve("thêm.pdf"));
                    }
                    return folder;
                },
                "NAME_TWICE");
    }

    private static CraftedZip bagBomb() {
        return new CraftedZip()
                .file("goi/bagit.txt", DECLARATION.getBytes(UTF_8))
                .file("goi/manifest-sha256.txt", line(0).getBytes(UTF_8))
                .file("goi/data/0.pdf", new byte[64 << 20]);
    }

    private static final String DECLARATION =
            "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

    private static String line(int number) {
        return "ab".repeat(32) + "  data/" + number + ".pdf\n";
    }

    private static Path longBag(Path dir) throws IOException {
        Path bag = Files.createDirectories(dir.resolve("giao"));
        Files.createDirectory(bag.resolve("data"));
        Files.writeString(bag.resolve("bagit.txt"), DECLARATION);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            lines.append(line(i));
        }
        Files.writeString(bag.resolve("manifest-sha256.txt"), lines);
        return bag;
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

    /** Measures again and again what lies in staging, what workers write and what they take. */
    private static final class Watched implements AutoCloseable {
        private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
        private final AtomicLong most = new AtomicLong();
        private final AtomicLong resident = new AtomicLong();
        private final AtomicBoolean over = new AtomicBoolean();
        private final long before = bytes(staging) + bytes(tmp);
        private final Thread thread;

        Watched() {
            thread =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        while (!over.get()) {
                                            look();
                                            try {
                                                Thread.sleep(100);
                                            } catch (InterruptedException e) {
                                                return;
                                            }
                                        }
                                    });
        }

        void look() {
            most.accumulateAndGet(bytes(staging) + bytes(tmp) - before, Math::max);
            ProcessHandle.current()
                    .descendants()
                    .filter(Watched::isWorker)
                    .forEach(each -> resident.accumulateAndGet(peak(each), Math::max));
        }

        long most() {
            return most.get();
        }

        long mostResident() {
            return resident.get();
        }

        private static boolean isWorker(ProcessHandle process) {
            return process.info().commandLine().filter(c -> c.contains("WorkerMain")).isPresent();
        }

        /** What a process had in memory at most; 0 where the system does not say. */
        private static long peak(ProcessHandle process) {
            try {
                Path status = Path.of("/proc/" + process.pid() + "/status");
                Matcher peak = PEAK.matcher(Files.readString(status));
                return peak.find() ? Long.parseLong(peak.group(1)) << 10 : 0;
            } catch (IOException ended) {
                return 0;
            }
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
