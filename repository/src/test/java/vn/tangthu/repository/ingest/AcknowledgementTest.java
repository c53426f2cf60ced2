package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Deliveries.Decision;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.FaultyObjectStore;
import vn.tangthu.storage.FaultyObjectStore.Fault;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;
import vn.tangthu.storage.memory.MemoryObjectStore;

/**
 * What the store alone tells after an interruption at any step: the database as it is, and one that
 * is lost and made again, must say the same of what was acknowledged.
 */
class AcknowledgementTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestDatabase EMPTY = TestDatabase.fresh();
    private static final List<Fault> CUT_OFF =
            List.of(Fault.ERROR_BEFORE, Fault.ERROR_AFTER, Fault.SHORT);
    private static int fondsCount;

    private final FaultyObjectStore objects = new FaultyObjectStore(new MemoryObjectStore());
    private final String fonds = "H32.W" + fondsCount++;
    @TempDir private Path tmp;
    private Path folder;
    private IngestRoom room;
    private @Nullable IngestRoom other;

    @AfterAll
    static void closeDatabases() {
        DATABASE.close();
        EMPTY.close();
    }

    @BeforeEach
    void open() {
        folder = tmp.resolve("giao nộp");
        room = new IngestRoom(tmp.resolve("home"), DATABASE.dataSource(), objects, null);
        room.fonds(fonds, null);
    }

    @AfterEach
    void close() {
        room.close();
        if (other != null) {
            other.close();
        }
        DATABASE.jdbc().sql("delete from kept.delivery").update();
        DATABASE.jdbc().sql("delete from projection.reservation").update();
        DATABASE.jdbc().sql("delete from projection.staged_version").update();
    }

    private Result ingest() throws IOException {
        return room.deliveries.ingest(folder, IngestRoom.options(), Progress.NONE);
    }

    private void write(int first, int records, String words) throws IOException {
        Staging.eraseQuietly(folder);
        var unused = SampleDelivery.write(folder, room.template, fonds, first, records, 1, words);
    }

    private String arc(int record) {
        return IngestRoom.ARCHIVE_CODE + "." + fonds + ".1998." + record;
    }

    /** Versions by which the records are known, 0 for unknown. */
    private static List<Integer> versions(IngestRoom in, String... codes) {
        return Stream.of(codes)
                .map(code -> in.writer.known(code).map(known -> known.version()).orElse(0))
                .toList();
    }

    private interface Look {
        void at(IngestRoom rebuilt, Recovery.Rebuilt result) throws IOException;
    }

    /** An empty home and database with the same store. */
    private void afterDisaster(Look look) throws IOException {
        EMPTY.jdbc().sql("delete from projection.record").update();
        EMPTY.jdbc().sql("delete from projection.fonds").update();
        if (other == null) {
            other = new IngestRoom(tmp.resolve("other"), EMPTY.dataSource(), objects, null);
        }
        look.at(other, other.context.getBean(Recovery.class).rebuild(Progress.NONE));
    }

    /** Not a multiple of the number of faults, so that each of them has its turn. */
    private static final int STRIDE = 4;

    /** The last calls of a delivery, all of them tried always: the word is among them. */
    private static final int LAST = 6;

    /**
     * Which calls are to fail: every {@code stride}th and the last ones, and one that nothing
     * reaches.
     *
     * @param calls what all of it takes when nothing fails
     */
    private static int[] points(long calls, int stride) {
        assertThat(calls).isGreaterThan(10);
        return IntStream.rangeClosed(1, (int) calls + 1)
                .filter(n -> n % stride == 0 || n > calls - LAST)
                .toArray();
    }

    @Test
    @Breaks(Breakage.NTH_CALL)
    void whereADeliveryIsCutOffBothDatabasesShowAllOfItOrNothing() throws IOException {
        cutOffDeliveries(STRIDE);
    }

    @Test
    @Tag("long")
    @Breaks(Breakage.NTH_CALL)
    void whereverADeliveryIsCutOffBothDatabasesShowAllOfItOrNothing() throws IOException {
        cutOffDeliveries(1);
    }

    private void cutOffDeliveries(int stride) throws IOException {
        write(1_000, 2, "Noi dung");
        objects.failAt(0, Fault.ERROR_BEFORE);
        assertThat(ingest().outcome()).isEqualTo(Outcome.KEPT);
        int[] points = points(objects.calls(), stride);
        empty();
        for (int n : points) {
            String one = arc(2 * n);
            String two = arc(2 * n + 1);
            write(2 * n, 2, "Noi dung");
            boolean kept = false;
            objects.failAt(n, CUT_OFF.get(n % CUT_OFF.size()));
            try {
                kept = ingest().outcome() == Outcome.KEPT;
            } catch (IOException | RuntimeException e) {
                assertThat(versions(room, one, two)).as("call " + n).containsOnly(0);
            }
            objects.failAt(0, Fault.ERROR_BEFORE);
            boolean acknowledged = kept;
            int call = n;
            afterDisaster(
                    (after, result) -> {
                        List<Integer> shown = versions(after, one, two);
                        if (acknowledged) {
                            assertThat(shown).isEqualTo(List.of(1, 1));
                        } else {
                            // The word may have been stored and the answer lost.
                            assertThat(shown)
                                    .as("rebuilt after call " + call)
                                    .isIn(List.of(0, 0), List.of(1, 1));
                        }
                    });
            assertThat(ingest().outcome()).isIn(Outcome.KEPT, Outcome.ALREADY_KEPT);
            assertThat(versions(room, one, two)).isEqualTo(List.of(1, 1));
            afterDisaster(
                    (after, result) -> {
                        assertThat(versions(after, one, two)).isEqualTo(List.of(1, 1));
                        assertThat(codes(result)).isEmpty();
                    });
            empty();
        }
    }

    /** So that the next rebuild has less to read. */
    private void empty() throws IOException {
        try (var all = objects.list(StorePrefix.ALL)) {
            for (var info : all.toList()) {
                if (!info.key().value().startsWith("ocfl")) {
                    objects.delete(info.key());
                }
            }
        }
        try (var all = room.store.objects()) {
            for (var object : all.toList()) {
                if (object.kind() == AipStore.ObjectRef.Kind.AIP) {
                    room.store.removeUnacknowledged(new AipId(object.id()));
                }
            }
        }
    }

    /** The other database may hold what it was made of the time before. */
    private static List<String> codes(Recovery.Rebuilt rebuilt) {
        return rebuilt.findings().stream()
                .map(Finding::code)
                .filter(code -> !code.equals("RECORD_GONE"))
                .toList();
    }

    @Test
    @Breaks(Breakage.NTH_CALL)
    void whereNewVersionsAreCutOffAllOfThemAreSeenOrNone() throws Exception {
        cutOffVersions(STRIDE);
    }

    @Test
    @Tag("long")
    @Breaks(Breakage.NTH_CALL)
    void whereverNewVersionsAreCutOffAllOfThemAreSeenOrNone() throws Exception {
        cutOffVersions(1);
    }

    private void cutOffVersions(int stride) throws Exception {
        write(1, 2, "Lan dau");
        Result first = ingest();
        List<AipId> ids = first.kept();
        write(1, 2, "Lan hai");
        DeliveryId whole = ingest().delivery();
        objects.failAt(0, Fault.ERROR_BEFORE);
        room.deliveries.decide(whole, Decision.NEW_VERSIONS, "quét lại", Reader.OPERATOR);
        assertThat(ended(whole, State.KEPT)).isEqualTo(State.KEPT);
        assertThat(room.catalogue.record(ids.getFirst(), Reader.OPERATOR).orElseThrow())
                .asInstanceOf(type(RecordView.Full.class))
                .extracting(view -> view.provenance().delivery())
                .as("who brought it first: ADR 0010 withdraws by that")
                .isEqualTo(first.delivery());
        int version = 2;
        for (int n : points(objects.calls(), stride)) {
            write(1, 2, "Lan thu " + n);
            DeliveryId waiting = ingest().delivery();
            objects.failAt(n, CUT_OFF.get(n % CUT_OFF.size()));
            room.deliveries.decide(waiting, Decision.NEW_VERSIONS, "quét lại", Reader.OPERATOR);
            State ended = ended(waiting, State.KEPT, State.FAILED);
            objects.failAt(0, Fault.ERROR_BEFORE);
            int before = version;
            int call = n;
            assertThat(versions(room, arc(1), arc(2)))
                    .as("call " + n)
                    .containsOnly(ended == State.KEPT ? version + 1 : version);
            afterDisaster(
                    (after, result) -> {
                        List<Integer> shown = versions(after, arc(1), arc(2));
                        List<Integer> old = List.of(before, before);
                        List<Integer> fresh = List.of(before + 1, before + 1);
                        if (ended == State.KEPT) {
                            assertThat(shown).isEqualTo(fresh);
                            for (AipId id : ids) {
                                assertThat(after.catalogue.record(id, Reader.OPERATOR))
                                        .as("origin and all, after a rebuild")
                                        .isEqualTo(room.catalogue.record(id, Reader.OPERATOR));
                            }
                        } else {
                            assertThat(shown).as("rebuilt after call " + call).isIn(old, fresh);
                        }
                    });
            if (ended == State.FAILED) {
                room.deliveries.resume(waiting, Reader.OPERATOR);
                var unused = ended(waiting, State.KEPT);
            }
            version++;
            assertThat(versions(room, arc(1), arc(2))).containsOnly(version);
            assertThat(room.store.read(ids.getFirst()).version()).isEqualTo(version);
            assertThat(room.writer.openVersions(null)).isEmpty();
        }
    }

    @Test
    void aVersionWhoseDeliveryIsCancelledIsTakenOutOfTheStore() throws Exception {
        write(1, 2, "Lan dau");
        List<AipId> ids = ingest().kept();
        write(1, 2, "Lan hai");
        DeliveryId waiting = ingest().delivery();
        objects.failAt(1, Fault.ERROR_BEFORE);
        failWithOneVersionStored(waiting);
        assertThat(ids).anyMatch(id -> head(id) == 2);

        // What is on its way is nobody's to change but to restrict, and that acts at once.
        AipId under =
                room.writer.openVersions(waiting).stream()
                        .filter(open -> head(open.id()) == 2)
                        .findFirst()
                        .orElseThrow()
                        .id();
        Rights hidden = new Rights(Access.HIDDEN, false, "đời tư");
        room.holdings.restrict(under, hidden, "có đơn", Reader.OPERATOR);
        assertThat(room.catalogue.record(under, Reader.ANONYMOUS)).isEmpty();

        room.deliveries.cancel(waiting, Reader.OPERATOR);
        assertThat(room.writer.openVersions(null)).isEmpty();
        var restricted = room.store.read(under);
        assertThat(restricted.rights()).isEqualTo(hidden);
        assertThat(restricted.version()).as("the restriction is version 2 now").isEqualTo(2);
        assertThat(restricted.history().getLast().message()).isEqualTo("có đơn");
        for (AipId id : ids) {
            assertThat(head(id)).isEqualTo(id.equals(under) ? 2 : 1);
        }
        afterDisaster(
                (after, result) -> {
                    assertThat(codes(result)).isEmpty();
                    assertThat(after.catalogue.record(under, Reader.ANONYMOUS)).isEmpty();
                });
    }

    private void failWithOneVersionStored(DeliveryId waiting) throws InterruptedException {
        room.deliveries.decide(waiting, Decision.NEW_VERSIONS, "quét lại", Reader.OPERATOR);
        for (int n = 1; ; n++) {
            if (n > 1) {
                room.deliveries.resume(waiting, Reader.OPERATOR);
            }
            while (objects.calls() < n) {
                Thread.sleep(5);
            }
            var unused = ended(waiting, State.FAILED);
            objects.failAt(0, Fault.ERROR_BEFORE);
            if (room.writer.openVersions(waiting).stream().anyMatch(o -> head(o.id()) == 2)) {
                return;
            }
            objects.failAt(n + 1, Fault.ERROR_BEFORE);
        }
    }

    private int head(AipId id) {
        try {
            return room.store.read(id).version();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until nobody works on it and it has one of the states. */
    private State ended(DeliveryId id, State... states) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            var delivery = room.deliveries.find(id).orElseThrow();
            if (delivery.phase() == null && List.of(states).contains(delivery.state())) {
                return delivery.state();
            }
            Thread.sleep(5);
        }
        throw new AssertionError("It did not end: " + room.deliveries.find(id));
    }

    @Test
    void afterARebuildTheSameBytesAreAlreadyKeptAndOthersWait() throws IOException {
        write(1, 2, "Noi dung");
        AipId id = ingest().kept().getFirst();
        var view = (RecordView.Full) room.catalogue.record(id, Reader.OPERATOR).orElseThrow();
        room.holdings.correct(
                id,
                1,
                SampleDelivery.record(view.arcFileCode(), "Tiêu đề đã sửa", 1),
                "sai chính tả",
                Reader.OPERATOR);
        assertThat(ingest().outcome()).isEqualTo(Outcome.ALREADY_KEPT);

        afterDisaster(
                (after, result) -> {
                    assertThat(versions(after, arc(1), arc(2))).isEqualTo(List.of(2, 1));
                    assertThat(
                                    after.deliveries
                                            .ingest(folder, IngestRoom.options(), Progress.NONE)
                                            .outcome())
                            .isEqualTo(Outcome.ALREADY_KEPT);
                    write(1, 2, "Noi dung khac");
                    Result waiting =
                            after.deliveries.ingest(folder, IngestRoom.options(), Progress.NONE);
                    assertThat(waiting.outcome()).isEqualTo(Outcome.WAITING);
                    assertThat(waiting.verdict().findings())
                            .extracting(Finding::code)
                            .contains("CODE_TAKEN");
                    EMPTY.jdbc().sql("delete from kept.delivery").update();
                });
    }
}
