package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryMinutes;
import vn.tangthu.repository.DeliveryPairs;
import vn.tangthu.repository.DeliveryPairs.Count;
import vn.tangthu.repository.DeliveryPairs.Decision;
import vn.tangthu.repository.DeliveryPairs.Found;
import vn.tangthu.repository.DeliveryPairs.Kind;
import vn.tangthu.repository.DeliveryPairs.Pair;
import vn.tangthu.repository.DeliveryPairs.Shown;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.PagePrint;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.ScanPrint;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** What a delivery has twice, and what becomes of it. */
class PairsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(8);
    private static final String REASON = "Cùng một văn bản nằm ở hai hồ sơ <1998>";
    private static final Reader ARCHIVIST = Reader.OPERATOR;
    private static int fondsCount;

    private final MemoryObjectStore objects = new MemoryObjectStore();
    private final String fonds = "H32.P" + fondsCount++;
    @TempDir private Path tmp;
    private Path folder;
    private IngestRoom room;
    private DeliveryPairs pairs;

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @BeforeEach
    void open() throws IOException {
        folder = tmp.resolve("giao nộp");
        room = new IngestRoom(tmp.resolve("home"), DATABASE.dataSource(), objects, null);
        room.fonds(fonds, null, "01");
        pairs = room.context.getBean(DeliveryPairs.class);
    }

    @AfterEach
    void close() {
        room.close();
        DATABASE.jdbc().sql("delete from kept.delivery").update();
        DATABASE.jdbc().sql("delete from projection.reservation").update();
    }

    /** Hồ sơ of two documents each; the first document of the last is that of the first. */
    private void sample(Path into, int first, int records) throws IOException {
        SampleDelivery.write(into, room.template, fonds, first, records, 2, "Noi dung");
        Files.copy(
                pdf(into, first, 1),
                pdf(into, first + records - 1, 1),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private Path pdf(Path in, int record, int document) {
        return in.resolve("pdf/" + fonds + ".1998." + record + ".000000" + document + ".pdf");
    }

    private String code(int record) {
        return IngestRoom.ARCHIVE_CODE + "." + fonds + ".1998." + record;
    }

    private Result ingest(Path source, boolean ask) throws IOException {
        return room.deliveries.ingest(
                source, new Options(false, false, "Công ty Số hóa", ARCHIVIST, ask), Progress.NONE);
    }

    private State end(DeliveryId id) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            Deliveries.Delivery delivery = room.deliveries.find(id).orElseThrow();
            if (delivery.finishedAt() != null || delivery.state() == State.WAITING) {
                return delivery.state();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("It does not end");
    }

    private Pair only(DeliveryId id, Kind kind) {
        assertThat(pairs.counts(id, ARCHIVIST)).containsOnlyKeys(kind);
        return pairs.list(id, kind, 0, 25, ARCHIVIST).items().getFirst();
    }

    private List<String> codes(DeliveryId id) {
        return room.deliveries.findings(id, 0, 100).items().stream().map(Finding::code).toList();
    }

    private boolean isKept(int record) {
        return room.catalogue.resolve(code(record), ARCHIVIST).isPresent();
    }

    @Test
    void theSecondIsLeftOutAndTheRestIsTakenIn() throws Exception {
        sample(folder, 1, 3);
        Result waits = ingest(folder, true);
        assertThat(waits.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(room.objects()).isZero();
        DeliveryId id = waits.delivery();
        Pair pair = only(id, Kind.SAME_BYTES);
        assertThat(pair.found().one().record()).isEqualTo(code(3));
        assertThat(pair.found().other().record()).isEqualTo(code(1));
        assertThat(pair.found().one().facts().title()).isEqualTo("Về việc số 1");
        assertThat(pairs.open(id, ARCHIVIST)).isTrue();
        for (boolean other : List.of(false, true)) {
            try (InputStream in = pairs.open(id, pair.key(), other, ARCHIVIST)) {
                assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(pdf(folder, 1, 1)));
            }
        }
        assertThatThrownBy(() -> pairs.find(id, pair.key(), Reader.ANONYMOUS))
                .hasMessageContaining("ARCHIVIST_ONLY");
        assertThatThrownBy(() -> decide(id, pair, Decision.LEAVE_OUT, " "))
                .hasMessageContaining("PAIR_REASON");

        decide(id, pair, Decision.LEAVE_OUT, REASON);
        pairs.undo(id, pair.key(), ARCHIVIST);
        assertThat(pairs.nextUndecided(id, ARCHIVIST).orElseThrow().key()).isEqualTo(pair.key());
        decide(id, pair, Decision.LEAVE_OUT, REASON);
        assertThat(pairs.nextUndecided(id, ARCHIVIST)).isEmpty();
        room.deliveries.resume(id, ARCHIVIST);
        assertThat(end(id)).isEqualTo(State.PARTLY_KEPT);
        assertThat(isKept(1)).isTrue();
        assertThat(isKept(2)).isTrue();
        assertThat(isKept(3)).isFalse();
        assertThat(room.deliveries.findings(id, 0, 100).items())
                .filteredOn(f -> f.code().equals("LEFT_OUT_AS_DUPLICATE"))
                .singleElement()
                .satisfies(f -> assertThat(f.values()).contains(code(3), REASON));
        DeliveryMinutes.Figures figures =
                room.context.getBean(DeliveryMinutes.class).figures(id, ARCHIVIST);
        assertThat(figures.leftOut()).isEqualTo(1);
        assertThat(figures.declared().records()).isEqualTo(3);
        assertThat(figures.counted().records()).isEqualTo(2);
        // It is at its end: what was decided stays, and the kept side is shown from the store.
        assertThatThrownBy(() -> pairs.undo(id, pair.key(), ARCHIVIST))
                .hasMessageContaining("PAIR_NOT_NOW");
        assertThat(pairs.look(id, pair.key(), false, ARCHIVIST).map(Shown::pages)).contains(0);
        assertThat(pairs.look(id, pair.key(), true, ARCHIVIST).orElseThrow().file()).isNotNull();
    }

    private void decide(DeliveryId id, Pair pair, Decision decision, String reason) {
        pairs.decide(id, pair.key(), decision, reason, ARCHIVIST);
    }

    @Test
    void bothAreKeptWithTheReasonInTheStore() throws Exception {
        sample(folder, 1, 2);
        DeliveryId id = ingest(folder, true).delivery();
        room.deliveries.decide(id, Deliveries.Decision.ACCEPT, REASON, ARCHIVIST);
        assertThat(end(id)).isEqualTo(State.KEPT);
        assertThat(codes(id)).contains("FILE_TWICE", "DUPLICATES_ACCEPTED");
        assertThat(message(2)).contains(REASON, code(1), ARCHIVIST.name());
        assertThat(message(1)).doesNotContain(REASON);
        // The same again is what is kept: there is nothing to decide.
        assertThat(ingest(folder, true).outcome()).isEqualTo(Outcome.ALREADY_KEPT);
    }

    private String message(int record) throws IOException {
        AipId id = room.catalogue.resolve(code(record), ARCHIVIST).orElseThrow();
        return room.store.read(id).history().getLast().message();
    }

    @Test
    void whoDoesNotAskIsTold() throws Exception {
        sample(folder, 1, 2);
        Result result = ingest(folder, false);
        assertThat(result.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(codes(result.delivery())).contains("FILE_TWICE");
        assertThat(pairs.counts(result.delivery(), ARCHIVIST))
                .containsEntry(Kind.SAME_BYTES, new Count(1, 1));
        assertThat(pairs.open(result.delivery(), ARCHIVIST)).isFalse();
    }

    @Test
    void aPageThatIsKeptElsewhereIsShownAsItsReaderMaySeeIt() throws Exception {
        SampleDelivery.write(folder, room.template, fonds, 1, 1, 2, "Noi dung");
        assertThat(ingest(folder, true).outcome()).isEqualTo(Outcome.KEPT);
        Path second = tmp.resolve("thứ hai");
        SampleDelivery.write(second, room.template, fonds, 2, 1, 2, "Noi dung");
        Files.copy(pdf(folder, 1, 2), pdf(second, 2, 1), StandardCopyOption.REPLACE_EXISTING);
        Path zip = tmp.resolve("thu-hai.zip");
        zip(second, zip);
        DeliveryId id = ingest(zip, true).delivery();
        Pair pair = only(id, Kind.SAME_BYTES);
        Shown kept = pairs.look(id, pair.key(), true, ARCHIVIST).orElseThrow();
        assertThat(kept.file()).isNotNull();
        assertThat(kept.side().document()).isEqualTo(fonds + ".1998.1.0000002");
        assertThat(kept.side().facts().title()).isEqualTo("Về việc số 2");
        try (InputStream in = pairs.open(id, pair.key(), false, ARCHIVIST)) {
            assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(pdf(second, 2, 1)));
        }
        assertThatThrownBy(() -> pairs.open(id, pair.key(), true, ARCHIVIST))
                .as("what is kept leaves by its own ways")
                .isInstanceOf(Retrieval.NotAvailable.class);
    }

    @Test
    void whatIsKeptAndNotForEverybodyIsAPairForArchivistsAndNoFinding() throws Exception {
        room.close();
        ContentProbe probe =
                saying(
                        Map.of(
                                "1.0000001", List.of(page(101, 0)),
                                "2.0000001", List.of(page(101, 1))));
        room = new IngestRoom(tmp.resolve("home"), DATABASE.dataSource(), objects, probe);
        pairs = room.context.getBean(DeliveryPairs.class);
        SampleDelivery.write(folder, room.template, fonds, 1, 1, 2, "Noi dung");
        AipId hidden = ingest(folder, false).kept().getFirst();
        room.holdings.restrict(
                hidden, new Rights(Access.HIDDEN, false, "Có đơn"), "Có đơn", ARCHIVIST);
        Path second = tmp.resolve("thứ hai");
        SampleDelivery.write(second, room.template, fonds, 2, 1, 2, "Noi dung");
        Files.copy(pdf(folder, 1, 2), pdf(second, 2, 2), StandardCopyOption.REPLACE_EXISTING);
        DeliveryId id = ingest(second, true).delivery();
        assertThat(pairs.counts(id, ARCHIVIST))
                .containsOnly(
                        Map.entry(Kind.SAME_BYTES, new Count(1, 1)),
                        Map.entry(Kind.SAME_TEXT, new Count(1, 1)));
        assertThat(told(id)).doesNotContain(code(1), fonds + ".1998.1.");
        Pair pair = pairs.list(id, Kind.SAME_BYTES, 0, 25, ARCHIVIST).items().getFirst();
        assertThat(pair.found().other().record()).isEqualTo(code(1));
        decide(id, pair, Decision.LEAVE_OUT, REASON);
        room.deliveries.resume(id, ARCHIVIST);
        assertThat(end(id)).isEqualTo(State.REFUSED);
        assertThat(codes(id)).contains("LEFT_OUT_AS_DUPLICATE");
        assertThat(told(id)).doesNotContain(code(1), fonds + ".1998.1.");

        room.holdings.restrict(hidden, Rights.OPEN, "Đã xem xét", ARCHIVIST);
        Path third = tmp.resolve("thứ ba");
        SampleDelivery.write(third, room.template, fonds, 3, 1, 2, "Noi dung");
        Files.copy(pdf(folder, 1, 2), pdf(third, 3, 2), StandardCopyOption.REPLACE_EXISTING);
        assertThat(told(ingest(third, true).delivery())).contains(code(1));
    }

    /** All that findings say, in their values and places. */
    private String told(DeliveryId id) {
        return room.deliveries.findings(id, 0, 100).items().stream()
                .map(finding -> finding.place() + finding.values() + finding.message(Locale.ROOT))
                .collect(Collectors.joining("\n"));
    }

    private static void zip(Path folder, Path zip) throws IOException {
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                entries.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, entries);
            }
        }
    }

    /** What a page says; of its hashes a few are other each time. */
    private static PagePrint page(int seed, int pass) {
        Random random = new Random(seed);
        short[] minima = new short[PagePrint.MINIMA];
        for (int n = 0; n < minima.length; n++) {
            minima[n] = (short) random.nextInt();
        }
        minima[pass]++;
        return PagePrint.of(minima, seed);
    }

    private static ContentProbe saying(Map<String, List<PagePrint>> pages) {
        return file -> {
            List<PagePrint> prints =
                    pages.entrySet().stream()
                            .filter(each -> file.toString().endsWith(each.getKey() + ".pdf"))
                            .map(Map.Entry::getValue)
                            .findFirst()
                            .orElse(List.of());
            return new ContentProbe.Result.Readable(
                    "application/pdf", 1, List.of(), prints, List.of());
        };
    }

    @Test
    void pagesThatSayNearlyTheSameAreShownHereAndBesideWhatIsKept() throws Exception {
        room.close();
        ContentProbe probe =
                saying(
                        Map.of(
                                "1.0000001", List.of(page(1, 0), page(2, 0)),
                                "2.0000001", List.of(page(3, 0), page(1, 1)),
                                "3.0000002", List.of(page(1, 2))));
        room = new IngestRoom(tmp.resolve("home"), DATABASE.dataSource(), objects, probe);
        pairs = room.context.getBean(DeliveryPairs.class);
        SampleDelivery.write(folder, room.template, fonds, 1, 2, 2, "Noi dung");
        DeliveryId first = ingest(folder, true).delivery();
        Found found = only(first, Kind.SAME_TEXT).found();
        assertThat(found.one().record()).isEqualTo(code(2));
        assertThat(found.one().page()).isEqualTo(2);
        assertThat(found.other().record()).isEqualTo(code(1));
        assertThat(found.other().page()).isEqualTo(1);
        assertThat(found.likeness()).isEqualTo(0.97);
        assertThat(codes(first)).containsOnlyOnce("PAGE_NEAR_IDENTICAL");
        room.deliveries.decide(first, Deliveries.Decision.ACCEPT, REASON, ARCHIVIST);
        assertThat(end(first)).isEqualTo(State.KEPT);

        Path second = tmp.resolve("thứ hai");
        SampleDelivery.write(second, room.template, fonds, 3, 1, 2, "Noi dung");
        DeliveryId id = ingest(second, true).delivery();
        assertThat(pairs.counts(id, ARCHIVIST)).containsEntry(Kind.SAME_TEXT, new Count(2, 2));
        assertThat(pairs.list(id, Kind.SAME_TEXT, 0, 25, ARCHIVIST).items())
                .allSatisfy(pair -> assertThat(pair.found().other().kept()).isTrue())
                .extracting(pair -> pair.found().other().record())
                .containsExactlyInAnyOrder(code(1), code(2));
        assertThat(codes(id)).filteredOn("PAGE_NEAR_IDENTICAL_KEPT"::equals).hasSize(2);
    }

    /** Pages that look as if they were the same scan; those whose number is even are not. */
    private record Scans(Map<String, List<ScanPrint>> files) implements ContentProbe {
        @Override
        public Result probe(Path file) {
            List<ScanPrint> scans =
                    files.entrySet().stream()
                            .filter(each -> file.toString().endsWith(each.getKey() + ".pdf"))
                            .map(Map.Entry::getValue)
                            .findFirst()
                            .orElse(List.of());
            return new Result.Readable(
                    "application/pdf", 1, List.of(), List.of(PagePrint.NONE), scans);
        }

        @Override
        public List<Boolean> sameScan(Path one, Path other, List<TwoPages> pages) {
            return pages.stream().map(each -> each.one() % 2 == 1).toList();
        }
    }

    private static ScanPrint scan(int seed) {
        Random random = new Random(seed * 0x9e3779b97f4a7c15L);
        return ScanPrint.of(
                random.nextInt(), random.nextInt(), random.nextInt(), random.nextInt(), 0);
    }

    @Test
    void theSameScanSavedAgainIsShownHereAndBesideWhatIsKept() throws Exception {
        room.close();
        ContentProbe probe =
                new Scans(
                        Map.of(
                                "1.0000001", List.of(scan(1), scan(2)),
                                "1.0000002", List.of(scan(3)),
                                "2.0000001", List.of(scan(1), scan(2)),
                                "3.0000002", List.of(scan(3), scan(4)),
                                "4.0000002", List.of(ScanPrint.NONE, scan(3)),
                                "5.0000002", List.of(scan(3))));
        room = new IngestRoom(tmp.resolve("home"), DATABASE.dataSource(), objects, probe);
        pairs = room.context.getBean(DeliveryPairs.class);
        SampleDelivery.write(folder, room.template, fonds, 1, 2, 2, "Noi dung");
        DeliveryId first = ingest(folder, true).delivery();
        Found found = only(first, Kind.SAME_IMAGE).found();
        assertThat(found.one().record()).isEqualTo(code(2));
        assertThat(found.other().record()).isEqualTo(code(1));
        assertThat(found.pages()).as("the second page is another").isEqualTo(1);
        assertThat(codes(first)).containsOnlyOnce("PAGE_SAME_SCAN");
        room.deliveries.decide(first, Deliveries.Decision.ACCEPT, REASON, ARCHIVIST);
        assertThat(end(first)).isEqualTo(State.KEPT);

        Path second = tmp.resolve("thứ hai");
        SampleDelivery.write(second, room.template, fonds, 3, 2, 2, "Noi dung");
        DeliveryId id = ingest(second, true).delivery();
        assertThat(codes(id))
                .containsOnlyOnce("PAGE_SAME_SCAN_KEPT")
                .doesNotContain("PAGE_SAME_SCAN");
        Found kept = only(id, Kind.SAME_IMAGE).found();
        assertThat(kept.one().record()).isEqualTo(code(3));
        assertThat(kept.other().kept()).isTrue();
        assertThat(kept.other().record()).isEqualTo(code(1));

        room.holdings.restrict(
                room.writer.known(code(1)).orElseThrow().id(),
                new Rights(Access.HIDDEN, false, "Có đơn"),
                "Có đơn",
                ARCHIVIST);
        Path third = tmp.resolve("thứ ba");
        SampleDelivery.write(third, room.template, fonds, 5, 1, 2, "Noi dung");
        DeliveryId again = ingest(third, true).delivery();
        assertThat(only(again, Kind.SAME_IMAGE).found().other().record()).isEqualTo(code(1));
        assertThat(codes(again)).doesNotContain("PAGE_SAME_SCAN_KEPT");
        assertThat(told(again)).doesNotContain(code(1), fonds + ".1998.1.");
    }

    @Test
    void aCodeThatIsTakenCanBeLeftOutAlone() throws Exception {
        SampleDelivery.write(folder, room.template, fonds, 1, 1, 2, "Noi dung");
        assertThat(ingest(folder, true).outcome()).isEqualTo(Outcome.KEPT);
        Path second = tmp.resolve("thứ hai");
        SampleDelivery.write(second, room.template, fonds, 1, 2, 2, "Noi dung khac");
        DeliveryId id = ingest(second, true).delivery();
        assertThat(end(id)).isEqualTo(State.WAITING);
        Pair pair = only(id, Kind.SAME_CODE);
        for (boolean other : List.of(false, true)) {
            assertThat(
                            pairs.look(id, pair.key(), other, ARCHIVIST)
                                    .orElseThrow()
                                    .side()
                                    .facts()
                                    .documents())
                    .as("the documents of both")
                    .hasSize(2)
                    .allMatch(document -> document.startsWith(fonds + ".1998.1.000000"));
        }
        assertThatThrownBy(() -> decide(id, pair, Decision.KEEP_BOTH, REASON))
                .as("one code for two")
                .hasMessageContaining("PAIR_NOT_TO_DECIDE");
        decide(id, pair, Decision.LEAVE_OUT, REASON);
        room.deliveries.resume(id, ARCHIVIST);
        assertThat(end(id)).isEqualTo(State.PARTLY_KEPT);
        assertThat(isKept(2)).isTrue();
        AipId first = room.catalogue.resolve(code(1), ARCHIVIST).orElseThrow();
        assertThat(room.store.read(first).history()).hasSize(1);
    }

    @Test
    void takingAllAsNewVersionsDecidesOnTheirCodes() throws Exception {
        SampleDelivery.write(folder, room.template, fonds, 1, 1, 2, "Noi dung");
        assertThat(ingest(folder, true).outcome()).isEqualTo(Outcome.KEPT);
        Path second = tmp.resolve("thứ hai");
        SampleDelivery.write(second, room.template, fonds, 1, 1, 2, "Noi dung khac");
        DeliveryId id = ingest(second, true).delivery();
        assertThat(pairs.counts(id, ARCHIVIST)).containsEntry(Kind.SAME_CODE, new Count(1, 1));
        room.deliveries.decide(id, Deliveries.Decision.NEW_VERSIONS, REASON, ARCHIVIST);
        assertThat(end(id)).isEqualTo(State.KEPT);
        assertThat(pairs.counts(id, ARCHIVIST)).containsEntry(Kind.SAME_CODE, new Count(1, 0));
    }

    @Test
    void codesThatStandTwiceInTheListsAreShownAndMendedNotDecided() throws Exception {
        var listed = SampleDelivery.write(folder, room.template, fonds, 1, 1, 2, "Noi dung");
        room.template.writeLists(folder, "xlsx", List.of(listed.getFirst(), listed.getFirst()));
        DeliveryId id = ingest(folder, true).delivery();
        assertThat(end(id)).isEqualTo(State.REFUSED);
        assertThat(pairs.counts(id, ARCHIVIST).get(Kind.SAME_CODE)).isEqualTo(new Count(3, 0));
    }
}
