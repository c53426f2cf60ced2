package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Deliveries.Decision;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryMinutes;
import vn.tangthu.repository.HoldingFigures;
import vn.tangthu.repository.Inventories;
import vn.tangthu.repository.LateChanges;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordVersion.Kind;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.Series;
import vn.tangthu.repository.Withdrawals;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.FaultyObjectStore;
import vn.tangthu.storage.FaultyObjectStore.Fault;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;
import vn.tangthu.storage.faults.FaultLedger;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** Hồ sơ that several deliveries, corrections and withdrawals made what they are. */
class HistoriesTest {
    private static final Reader ARCHIVIST = Reader.OPERATOR;
    private static final String FONDS = "H32.S1";

    private final TestDatabase database = TestDatabase.fresh();
    private final FaultyObjectStore objects = new FaultyObjectStore(new MemoryObjectStore());
    @TempDir private Path tmp;

    /** What the server's clock is wrong by. */
    private volatile Duration wrongBy = Duration.ZERO;

    private IngestRoom room;
    private Withdrawals withdrawals;

    @BeforeEach
    void open() {
        room =
                new IngestRoom(
                        tmp.resolve("home"),
                        database.dataSource(),
                        objects,
                        null,
                        Map.of(),
                        ((InstantSource) () -> Instant.now().plus(wrongBy))
                                .withZone(ZoneOffset.UTC));
        room.fonds(FONDS, null);
        withdrawals = room.context.getBean(Withdrawals.class);
    }

    @AfterEach
    void close() {
        room.close();
        database.close();
    }

    private Result deliver(int first, int records, String words, String submitter)
            throws IOException {
        Path folder = tmp.resolve("giao " + words);
        Staging.eraseQuietly(folder);
        var unused = SampleDelivery.write(folder, room.template, FONDS, first, records, 1, words);
        return room.deliveries.ingest(
                folder, new Options(false, false, submitter, ARCHIVIST), Progress.NONE);
    }

    private DeliveryId deliverAgain(int first, int records, String words, String submitter)
            throws Exception {
        Result waiting = deliver(first, records, words, submitter);
        assertThat(waiting.outcome()).isEqualTo(Outcome.WAITING);
        room.deliveries.decide(
                waiting.delivery(), Decision.NEW_VERSIONS, "quét lại " + words, ARCHIVIST);
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            var delivery = room.deliveries.find(waiting.delivery()).orElseThrow();
            if (delivery.phase() == null && delivery.state() == State.KEPT) {
                return waiting.delivery();
            }
            Thread.sleep(5);
        }
        throw new AssertionError(room.deliveries.find(waiting.delivery()).toString());
    }

    private AipId id(int record) {
        return room.writer
                .known(IngestRoom.ARCHIVE_CODE + "." + FONDS + ".1998." + record)
                .orElseThrow()
                .id();
    }

    private RecordView.Full full(AipId id) {
        return (RecordView.Full) room.catalogue.record(id, ARCHIVIST).orElseThrow();
    }

    /** What the rooms tell of these hồ sơ, apart from what only the database keeps. */
    private static List<Object> told(IngestRoom in, List<AipId> ids) {
        List<Object> told = new ArrayList<>();
        for (AipId id : ids) {
            for (Reader reader : List.of(Reader.ANONYMOUS, ARCHIVIST)) {
                told.add(in.catalogue.record(id, reader));
            }
        }
        told.add(in.catalogue.records(ids, ARCHIVIST));
        HoldingFigures figures = in.context.getBean(HoldingFigures.class);
        for (HoldingFigures.By by : HoldingFigures.By.values()) {
            told.add(figures.by(by, ARCHIVIST));
        }
        told.add(in.context.getBean(Withdrawals.class).withdrawn(0, 100, ARCHIVIST));
        for (int record = 1; record <= ids.size(); record++) {
            told.add(in.writer.known(IngestRoom.ARCHIVE_CODE + "." + FONDS + ".1998." + record));
        }
        told.add(
                in.context
                        .getBean(JdbcClient.class)
                        .sql("select * from projection.brought order by aip_id, version")
                        .query()
                        .listOfRows());
        return told;
    }

    /** And what it tells of the deliveries, whose own rows only the database keeps. */
    private List<Object> toldOf(DeliveryId... deliveries) throws IOException {
        List<Object> told = new ArrayList<>();
        for (DeliveryId delivery : deliveries) {
            told.add(room.context.getBean(DeliveryMinutes.class).figures(delivery, ARCHIVIST));
            told.add(withdrawals.extent(delivery, ARCHIVIST));
            room.context
                    .getBean(Inventories.class)
                    .tell(
                            new Inventories.Of.TheDelivery(delivery),
                            true,
                            ARCHIVIST,
                            new Inventories.Listener() {
                                @Override
                                public void series(@Nullable Series series) {}

                                @Override
                                public void entry(Inventories.Entry entry) {
                                    told.add(entry);
                                }
                            });
        }
        return told;
    }

    /** Over the catalogue that is there, and in an empty home. */
    private void sameAfterARebuild(List<AipId> ids, DeliveryId... deliveries) throws Exception {
        List<Object> before = told(room, ids);
        List<Object> ofDeliveries = toldOf(deliveries);
        assertThat(room.context.getBean(Recovery.class).rebuild(Progress.NONE).findings())
                .isEmpty();
        assertThat(told(room, ids)).isEqualTo(before);
        assertThat(toldOf(deliveries)).isEqualTo(ofDeliveries);
        try (TestDatabase empty = TestDatabase.fresh();
                IngestRoom other =
                        new IngestRoom(tmp.resolve("other"), empty.dataSource(), objects, null)) {
            assertThat(other.context.getBean(Recovery.class).rebuild(Progress.NONE).findings())
                    .isEmpty();
            assertThat(told(other, ids)).isEqualTo(before);
        }
    }

    @Test
    @Breaks(Breakage.CLOCK)
    void aClockThatJumpsChangesNeitherTheOrderNorWhatIsThere() throws Exception {
        Result first = deliver(1, 2, "lần một", "Công ty A");
        AipId id = id(1);
        int version = 1;
        LateChanges late = room.context.getBean(LateChanges.class);
        Path pdf = tmp.resolve("muộn.pdf");
        for (Duration wrong :
                List.of(
                        Duration.ofDays(1),
                        Duration.ofHours(-1),
                        Duration.ofDays(-1),
                        Duration.ZERO)) {
            wrongBy = wrong;
            FaultLedger.trials(1);
            SmallPdf.write(pdf, "muon " + wrong);
            ArchivalDocument document = full(id).documents().getFirst();
            late.replace(
                    id,
                    version++,
                    document.id(),
                    document.files().getFirst().id(),
                    pdf,
                    "muộn.pdf",
                    "đồng hồ lệch " + wrong,
                    ARCHIVIST);
            withdrawals.withdraw(id(2), "nhầm " + wrong, ARCHIVIST);
            withdrawals.reinstate(withdrawn(), "đúng " + wrong, ARCHIVIST);
            deliverAgain(2, 1, "lần " + wrong, "Công ty B");
        }
        wrongBy = Duration.ZERO;
        assertThat(full(id).versions())
                .extracting(RecordVersion::number)
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(room.store.read(id).history()).hasSize(5);
        assertThat(room.deliveries.find(first.delivery()).orElseThrow().state())
                .isEqualTo(State.KEPT);
        sameAfterARebuild(List.of(id, id(2)));
    }

    private AipId withdrawn() {
        return withdrawals.withdrawn(0, 1, ARCHIVIST).items().getFirst().id();
    }

    @Test
    void whatIsToldAfterARebuildIsWhatWasToldBefore() throws Exception {
        Result first = deliver(1, 4, "lần một", "Công ty A");
        DeliveryId second = deliverAgain(1, 3, "lần hai", "Công ty B");
        LateChanges late = room.context.getBean(LateChanges.class);
        List<AipId> ids = List.of(id(1), id(2), id(3), id(4));

        Aip head = room.store.read(ids.getFirst());
        assertThat(head.origins())
                .as("the head names every delivery that made it")
                .extracting(Aip.Origin::version, Aip.Origin::delivery, Aip.Origin::submitter)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, first.delivery(), "Công ty A"),
                        org.assertj.core.groups.Tuple.tuple(2, second, "Công ty B"));
        assertThat(head.history().getLast().kind()).isEqualTo(Kind.CONTENT);
        assertThat(full(ids.getFirst()).provenance())
                .extracting(RecordView.Provenance::delivery, RecordView.Provenance::submitter)
                .containsExactly(first.delivery(), "Công ty A");
        DeliveryMinutes minutes = room.context.getBean(DeliveryMinutes.class);
        assertThat(minutes.figures(second, ARCHIVIST).counted().records())
                .as("new versions are minuted for the delivery that brought them")
                .isEqualTo(3);
        assertThat(minutes.figures(first.delivery(), ARCHIVIST).counted().records()).isEqualTo(4);
        sameAfterARebuild(ids, first.delivery(), second);

        room.holdings.correct(
                ids.get(0), 2, full(ids.get(0)).description().withTotalDoc(9), "sai", ARCHIVIST);
        var document = full(ids.get(3)).documents().getFirst();
        Path better = tmp.resolve("rõ hơn.pdf");
        SmallPdf.write(better, "rõ hơn");
        late.replace(
                ids.get(3),
                1,
                document.id(),
                document.files().getFirst().id(),
                better,
                "rõ hơn.pdf",
                "mờ",
                ARCHIVIST);
        withdrawals.withdraw(ids.get(2), "trùng", ARCHIVIST);
        var after = minutes.figures(second, ARCHIVIST);
        assertThat(after.counted().records()).as("one was withdrawn").isEqualTo(2);
        assertThat(after.declared().records()).as("declared is declared").isEqualTo(3);
        sameAfterARebuild(ids, first.delivery(), second);
        assertThat(deliver(1, 2, "lần hai", "Công ty B").outcome())
                .as("what was delivered last is known as it was")
                .isEqualTo(Outcome.ALREADY_KEPT);
    }

    /** Until nothing is on its way. */
    private void takenBack(DeliveryId delivery) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            var extent = withdrawals.extent(delivery, ARCHIVIST);
            if (extent.underWay() == 0 && extent.inPackages() == extent.withdrawn()) {
                return;
            }
            Thread.sleep(5);
        }
        throw new AssertionError(withdrawals.extent(delivery, ARCHIVIST).toString());
    }

    private static String arc(int record) {
        return IngestRoom.ARCHIVE_CODE + "." + FONDS + ".1998." + record;
    }

    @Test
    void aWithdrawnDeliveryTakesWithItWhatItBroughtAndNothingElse() throws Exception {
        Result first = deliver(1, 4, "lần một", "Công ty A");
        DeliveryId wrong = deliverAgain(2, 5, "lần hai", "Công ty B");
        DeliveryId third = deliverAgain(3, 1, "lần ba", "Công ty C");
        DeliveryId fourth = deliverAgain(6, 1, "lần bốn", "Công ty C");
        List<AipId> ids = List.of(id(1), id(2), id(3), id(4), id(5), id(6));
        room.holdings.correct(
                ids.get(1), 2, full(ids.get(1)).description().withTotalDoc(9), "sai", ARCHIVIST);
        AipId replaced = ids.get(3);
        Aip before = room.store.read(replaced, 1);

        var extent = withdrawals.extent(wrong, ARCHIVIST);
        assertThat(extent)
                .isEqualTo(
                        new Withdrawals.Extent(
                                1, 0, 0, 1, 0, 0, 3, List.of(arc(2), arc(3), arc(6))));
        assertThat(withdrawals.withdrawDelivery(wrong, "giao nhầm", ARCHIVIST))
                .isEqualTo(new Withdrawals.TakenBack(1, 1, 3));
        takenBack(wrong);
        assertThat(room.catalogue.record(ids.get(4), ARCHIVIST))
                .as("what it created is withdrawn")
                .isEmpty();
        Aip head = room.store.read(replaced);
        assertThat(head.version()).as("what it replaced goes back, by a new version").isEqualTo(3);
        assertThat(head.documents()).isEqualTo(before.documents());
        assertThat(head.description()).isEqualTo(before.description());
        assertThat(head.origins()).as("and still names who brought what").hasSize(2);
        assertThat(head.history().getLast().kind()).isEqualTo(Kind.REVERTED);
        assertThat(head.history().getLast().message()).contains("giao nhầm", "phiên bản 1");
        assertThat(full(replaced).versions()).isEqualTo(head.history());
        assertThat(full(replaced).documents())
                .extracting(d -> d.files())
                .isEqualTo(before.documents().stream().map(Aip.Document::files).toList());
        for (int kept : List.of(0, 1, 2, 5)) {
            assertThat(full(ids.get(kept)).versions())
                    .extracting(v -> v.kind())
                    .as("others' versions stay")
                    .doesNotContain(Kind.REVERTED, Kind.WITHDRAWN);
        }
        assertThat(deliver(4, 1, "lần một", "Công ty A").outcome()).isEqualTo(Outcome.ALREADY_KEPT);
        assertThat(deliver(4, 1, "lần hai", "Công ty B").outcome())
                .as("what was taken back does not come in by itself")
                .isEqualTo(Outcome.WAITING);
        sameAfterARebuild(ids, first.delivery(), wrong, third, fourth);

        assertThat(withdrawals.withdrawDelivery(third, "cũng nhầm", ARCHIVIST))
                .isEqualTo(new Withdrawals.TakenBack(0, 1, 0));
        takenBack(third);
        assertThat(withdrawals.extent(wrong, ARCHIVIST))
                .as("nothing stands on it any more")
                .isEqualTo(new Withdrawals.Extent(0, 1, 1, 1, 0, 1, 2, List.of(arc(2), arc(6))));
        assertThat(withdrawals.withdrawDelivery(wrong, "giao nhầm", ARCHIVIST))
                .isEqualTo(new Withdrawals.TakenBack(0, 1, 2));
        takenBack(wrong);
        assertThat(room.store.read(ids.get(2)).standing()).containsExactly(1);
        sameAfterARebuild(ids, first.delivery(), wrong, third, fourth);
    }

    @Test
    @Breaks(Breakage.NTH_CALL)
    void whereverTakingBackIsCutOffItIsDoneOnce() throws Exception {
        var unused = deliver(1, 1, "lần một", "Công ty A");
        AipId id = id(1);
        Aip base = room.store.read(id);
        boolean reached = true;
        for (int n = 1; reached; n += 3) {
            DeliveryId wrong = deliverAgain(1, 1, "sai " + n, "Công ty B");
            int version = room.store.read(id).version();
            objects.failAt(n, n % 2 == 0 ? Fault.ERROR_BEFORE : Fault.ERROR_AFTER);
            assertThat(withdrawals.withdrawDelivery(wrong, "nhầm " + n, ARCHIVIST).later())
                    .isEqualTo(1);
            for (int i = 0; i < 6_000 && objects.calls() < n && underWay(wrong); i++) {
                Thread.sleep(5);
            }
            Thread.sleep(30); // what failed there is told in the log
            reached = objects.calls() >= n;
            objects.failAt(0, Fault.ERROR_BEFORE);
            if (underWay(wrong)) {
                assertThat(withdrawals.withdrawDelivery(wrong, "nhầm " + n, ARCHIVIST).later())
                        .as("the note is there still, call " + n)
                        .isEqualTo(1);
                takenBack(wrong);
            }
            Aip head = room.store.read(id);
            assertThat(head.version()).as("call " + n).isEqualTo(version + 1);
            assertThat(head.documents()).isEqualTo(base.documents());
            assertThat(head.standing()).containsExactly(1);
            assertThat(full(id).versions()).isEqualTo(head.history());
        }
        sameAfterARebuild(List.of(id));
    }

    private boolean underWay(DeliveryId delivery) {
        return withdrawals.extent(delivery, ARCHIVIST).underWay() > 0;
    }
}
