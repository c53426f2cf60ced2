package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.Deliveries.Decision;
import vn.tangthu.repository.Deliveries.Delivery;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Severity;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.repository.VirusScans;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.repository.scanning.FakeClamd;
import vn.tangthu.repository.scanning.FakeClamd.Manner;
import vn.tangthu.storage.memory.MemoryObjectStore;

/**
 * Deliveries with a virus scanner: a hồ sơ with something harmful stays out, and nothing unscanned
 * is clean.
 */
class ScannedDeliveryTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(8);
    private static int fondsCount;

    private final String fonds = "H32.V" + fondsCount++;
    @TempDir private Path tmp;
    private Path folder;
    private FakeClamd clamd;
    private final MemoryObjectStore objects = new MemoryObjectStore();
    private IngestRoom room;

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @BeforeEach
    void open() throws IOException {
        folder = tmp.resolve("giao nộp");
        clamd = new FakeClamd();
        room = room("true", "1MB");
    }

    private IngestRoom room(String required, String largest) {
        return room(required, largest, false);
    }

    private IngestRoom room(String required, String largest, boolean known) {
        IngestRoom opened =
                new IngestRoom(
                        tmp.resolve("home"),
                        DATABASE.dataSource(),
                        objects,
                        null,
                        Map.of(
                                "tangthu.scanning.clamd",
                                clamd.address(),
                                "tangthu.scanning.required",
                                required,
                                "tangthu.scanning.largest",
                                largest,
                                "tangthu.scanning.patience",
                                "2s"));
        if (!known) {
            opened.fonds(fonds + required.charAt(0) + largest, null);
        }
        return opened;
    }

    private IngestRoom reopened() {
        return room("true", "1MB", true);
    }

    @AfterEach
    void close() throws IOException {
        room.close();
        clamd.close();
        DATABASE.jdbc().sql("delete from kept.delivery").update();
        DATABASE.jdbc().sql("delete from kept.virus_check").update();
        DATABASE.jdbc().sql("delete from kept.virus_rescan").update();
        DATABASE.jdbc().sql("delete from projection.record").update();
    }

    private void write(String words) throws IOException {
        write("true", "1MB", words);
    }

    private void write(String required, String largest, String words) throws IOException {
        var unused =
                SampleDelivery.write(
                        folder,
                        room.template,
                        fonds + required.charAt(0) + largest,
                        1,
                        2,
                        2,
                        words);
    }

    private Result ingest(boolean sound) throws IOException {
        return room.deliveries.ingest(
                folder,
                new Options(sound, false, "Công ty Số hóa", Reader.OPERATOR),
                Progress.NONE);
    }

    private static List<String> blocking(Result result) {
        return result.verdict().findings().stream()
                .filter(f -> f.severity() == Severity.BLOCKS)
                .map(Finding::code)
                .toList();
    }

    private List<ContentFile> files(Result result) throws IOException {
        AipId id = result.kept().getFirst();
        Aip aip = room.store.read(id);
        List<ContentFile> catalogued =
                ((RecordView.Full) room.catalogue.record(id, Reader.OPERATOR).orElseThrow())
                        .documents().stream().flatMap(d -> d.files().stream()).toList();
        assertThat(catalogued).isEqualTo(aip.storedFiles()); // what the package tells is projected
        return aip.storedFiles();
    }

    @Test
    void what_is_clean_is_kept_with_the_word_of_the_scanner() throws IOException {
        write("Noi dung");

        Result result = ingest(false);

        assertThat(result.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(files(result))
                .hasSize(2)
                .allSatisfy(
                        f -> {
                            assertThat(f.virus()).isNotNull();
                            assertThat(f.virus().outcome()).isEqualTo(VirusCheck.Outcome.CLEAN);
                            assertThat(f.virus().engine()).isEqualTo(clamd.version);
                        });
    }

    @Test
    void the_same_bytes_are_scanned_again_only_with_other_signatures() throws IOException {
        write("Noi dung");
        var unused = room.deliveries.check(folder, "", Progress.NONE);
        int once = clamd.scans.get();
        unused = room.deliveries.check(folder, "", Progress.NONE);
        assertThat(clamd.scans.get()).isEqualTo(once);
    }

    @Test
    void what_is_infected_stays_out_with_its_ho_so_and_lies_in_quarantine() throws IOException {
        write("Noi dung");
        Path file;
        try (Stream<Path> all = Files.list(folder.resolve("pdf"))) {
            file = all.sorted().findFirst().orElseThrow();
        }
        SmallPdf.write(file, FakeClamd.HARM);

        Result refused = ingest(false);
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(blocking(refused)).containsExactly("FILE_INFECTED");
        Finding finding = refused.verdict().findings().getFirst();
        assertThat(finding.place()).endsWith(file.getFileName().toString());
        assertThat(finding.values()).containsExactly("Test.Harm-1", clamd.version);
        try (Stream<Path> quarantine = Files.list(room.home.root().resolve("quarantine"))) {
            assertThat(quarantine.map(p -> p.getFileName().toString()))
                    .hasSize(2)
                    .anyMatch(n -> n.endsWith(".quarantined"))
                    .anyMatch(n -> n.endsWith(".json"));
        }

        Result partly = ingest(true);
        assertThat(partly.outcome()).isEqualTo(Outcome.PARTLY_KEPT);
        assertThat(partly.kept()).hasSize(1);
    }

    @Test
    void while_the_scanner_is_away_a_delivery_waits_and_then_goes_on_by_itself()
            throws IOException {
        write("Noi dung");
        int port = clamd.port();
        clamd.close();

        Result waits = ingest(false);

        assertThat(blocking(waits)).containsExactly("SCANNER_UNAVAILABLE");
        assertThat(waits.kept()).isEmpty();
        Delivery delivery = room.deliveries.find(waits.delivery()).orElseThrow();
        assertThat(delivery.state()).isEqualTo(State.FAILED);
        assertThat(delivery.failure()).isEqualTo("SCANNER_UNAVAILABLE");
        DeliveriesForScanner waiting = room.context.getBean(DeliveriesForScanner.class);
        waiting.tryAgain();
        assertThat(room.deliveries.find(waits.delivery()).orElseThrow().state())
                .isEqualTo(State.FAILED);

        clamd = new FakeClamd(port);
        assertThat(room.context.getBean(VirusScanner.class).answers()).isTrue();
        waiting.tryAgain();
        awaitState(waits, State.KEPT);
    }

    private void awaitState(Result of, State state) {
        long end = System.nanoTime() + 60_000_000_000L;
        State now;
        do {
            now = room.deliveries.find(of.delivery()).orElseThrow().state();
        } while (now != state && System.nanoTime() < end);
        assertThat(now).isEqualTo(state);
    }

    @Test
    void a_scanner_that_goes_away_half_way_makes_the_delivery_wait() throws IOException {
        write("Noi dung");
        Path big = folder.resolve("pdf");
        assertThat(big).isDirectory();
        clamd.manner = Manner.CLOSES;
        clamd.onScan = () -> closeQuietly(clamd);

        Result waits = ingest(false);

        assertThat(blocking(waits)).containsExactly("SCANNER_UNAVAILABLE");
        assertThat(waits.kept()).isEmpty();
    }

    private static void closeQuietly(FakeClamd clamd) {
        try {
            clamd.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void what_cannot_be_scanned_waits_for_a_decision_and_is_kept_as_not_scanned()
            throws IOException {
        for (Manner manner : List.of(Manner.SIZE_LIMIT, Manner.OWN_LIMIT, Manner.ERROR)) {
            clamd.manner = manner;
            write("Noi dung " + manner);
            Result result = ingest(false);
            assertThat(result.outcome()).isEqualTo(Outcome.WAITING);
            assertThat(blocking(result)).containsOnly("FILE_NOT_SCANNED");
            room.deliveries.cancel(result.delivery(), Reader.OPERATOR);
        }
        write("Noi dung");
        Result result = ingest(false);
        room.deliveries.decide(
                result.delivery(), Decision.ACCEPT, "Tệp lớn, đã quét ở máy khác", Reader.OPERATOR);
        awaitState(result, State.KEPT);
    }

    @Test
    void where_it_need_not_answer_what_is_taken_in_is_not_scanned_and_says_so() throws IOException {
        room.close();
        room = room("false", "1MB");
        write("false", "1MB", "Noi dung");
        clamd.close();

        Result result = ingest(false);

        assertThat(result.verdict().findings())
                .extracting(Finding::code)
                .contains("FILE_NOT_SCANNED");
        assertThat(result.outcome()).isEqualTo(Outcome.WAITING); // decided by an archivist
    }

    @Test
    void what_is_larger_than_the_limit_is_not_sent_and_not_clean() throws IOException {
        room.close();
        room = room("true", "100B");
        write("true", "100B", "Noi dung");

        Result result = ingest(false);

        assertThat(blocking(result)).containsOnly("FILE_NOT_SCANNED");
        assertThat(clamd.scans.get()).isZero();
    }

    @Test
    void what_is_kept_is_scanned_again_with_new_signatures_and_goes_on_after_a_stop()
            throws IOException {
        write("Noi dung");
        Result result = ingest(false);
        VirusScans scans = room.context.getBean(VirusScans.class);
        VirusScans.Run nothing = scans.scan(Reader.OPERATOR, Progress.NONE);
        assertThat(nothing.state()).isEqualTo(VirusScans.State.DONE);
        assertThat(nothing.files()).isZero(); // seen with these signatures when it came

        clamd.version = "ClamAV 1.4.6/101/Thu Jan  2 09:10:11 2025";
        room.close();
        room = reopened();
        scans = room.context.getBean(VirusScans.class);
        clamd.harm = "Noi dung";
        int[] asked = new int[1];
        Progress stopping =
                new Progress() {
                    @Override
                    public void at(Phase phase, long done, long total) {
                        asked[0]++;
                    }

                    @Override
                    public boolean cancelled() {
                        return asked[0] > 0;
                    }
                };
        VirusScans.Run stopped = scans.scan(Reader.OPERATOR, stopping);
        assertThat(stopped.state()).isEqualTo(VirusScans.State.INTERRUPTED);
        assertThat(stopped.files()).isEqualTo(1);
        VirusScans.Run done = scans.scan(Reader.OPERATOR, Progress.NONE);

        assertThat(done.id()).isEqualTo(stopped.id());
        assertThat(done.files()).isEqualTo(4);
        assertThat(done.found()).isEqualTo(4);
        assertThat(scans.summary().orElseThrow().infected()).isEqualTo(4);
        assertThat(scans.found(0, 10).items())
                .hasSize(4)
                .allSatisfy(f -> assertThat(f.check().detail()).isEqualTo("Test.Harm-1"))
                .extracting(VirusScans.Found::aip)
                .containsAll(result.kept());
        assertThat(room.activity).anyMatch(line -> line.contains("VIRUS_FOUND"));
        int unused =
                DATABASE.jdbc()
                        .sql("update projection.record set visible = false, blocked = true")
                        .update();
        assertThat(scans.found(0, 10).items()).as("told of what may be a secret").isEmpty();
        assertThat(scans.found(0, 10).total()).isZero();
    }

    /** Asks to stop once so many files were scanned. */
    private static Progress stoppingAfter(int files) {
        int[] scanned = new int[1];
        return new Progress() {
            @Override
            public void at(Phase phase, long done, long total) {
                scanned[0]++;
            }

            @Override
            public boolean cancelled() {
                return scanned[0] >= files;
            }
        };
    }

    private VirusScans withSignatures(int number) throws IOException {
        clamd.version = "ClamAV 1.4.6/" + number + "/Thu Jan  2 09:10:11 2025";
        room.close();
        room = reopened();
        return room.context.getBean(VirusScans.class);
    }

    @Test
    void newer_signatures_in_the_midst_of_a_rescan_go_on_where_it_stood() throws IOException {
        write("Noi dung");
        var unused = ingest(false);

        VirusScans.Run first = withSignatures(101).scan(Reader.OPERATOR, stoppingAfter(2));
        VirusScans.Run second = withSignatures(102).scan(Reader.OPERATOR, stoppingAfter(1));
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.files()).isEqualTo(3);

        VirusScans scans = withSignatures(103);
        VirusScans.Run last = scans.scan(Reader.OPERATOR, Progress.NONE);
        assertThat(last.id()).as("the first ones again, with today's").isNotEqualTo(first.id());
        assertThat(last.files()).isEqualTo(3);
        assertThat(
                        DATABASE.jdbc()
                                .sql(
                                        "select distinct engine from kept.virus_check where sha512 in"
                                                + " (select sha512 from projection.content_file)")
                                .query(String.class)
                                .list())
                .containsExactly(clamd.version);
        assertThat(room.activity).anyMatch(line -> line.contains("VIRUS_RESCANNED"));
        assertThat(scans.summary().orElseThrow().clean()).isEqualTo(4);
    }

    @Test
    void an_infected_list_is_not_opened() throws IOException {
        write("Noi dung");
        clamd.harm = "PK"; // as every workbook begins

        Result refused = ingest(true);

        assertThat(blocking(refused)).containsOnly("LIST_INFECTED");
        assertThat(refused.kept()).isEmpty();
    }

    @Test
    void without_a_scanner_nothing_is_called_clean() throws IOException {
        room.close();
        room =
                new IngestRoom(
                        tmp.resolve("home"),
                        DATABASE.dataSource(),
                        objects,
                        null,
                        Map.of("tangthu.scanning.clamd", ""));
        write("Noi dung");

        Result result = ingest(false);

        assertThat(result.verdict().findings())
                .extracting(Finding::code)
                .contains("FILES_NOT_SCANNED");
        assertThat(files(result))
                .allSatisfy(
                        f -> {
                            VirusCheck said = f.virus();
                            assertThat(said).isNotNull();
                            assertThat(said.outcome()).isEqualTo(VirusCheck.Outcome.NOT_SCANNED);
                        });
    }
}
