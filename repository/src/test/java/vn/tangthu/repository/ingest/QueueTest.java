package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Deliveries.Delivery;
import vn.tangthu.repository.Deliveries.Move;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.memory.MemoryObjectStore;

class QueueTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(16);
    private static int fondsCount;

    private final MemoryObjectStore objects = new MemoryObjectStore();
    private final String fonds = "H32.Q" + fondsCount++;
    @TempDir private Path tmp;
    private IngestRoom room;

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @BeforeEach
    void open() {
        room = process();
        room.fonds(fonds, null, "01");
    }

    @AfterEach
    void close() {
        room.close();
        DATABASE.jdbc().sql("delete from kept.delivery").update();
        DATABASE.jdbc().sql("delete from projection.reservation").update();
    }

    private IngestRoom process() {
        return new IngestRoom(tmp.resolve("home"), DATABASE.dataSource(), objects, null);
    }

    private Path sample(String name, int first, int records) throws IOException {
        Path folder = tmp.resolve(name);
        var unused =
                SampleDelivery.write(folder, room.template, fonds, first, records, 1, "Noi dung");
        return folder;
    }

    /** Stops at the first hồ sơ stored until it may go on. */
    private static final class Halting implements Progress {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public void at(Phase phase, long done, long total) {
            if (phase == Phase.STORE && done >= 1) {
                reached.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }

    private CompletableFuture<Result> ingest(Path folder, Progress progress) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return room.deliveries.ingest(folder, IngestRoom.options(), progress);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(20);
        }
    }

    private boolean nothingIsStaged() {
        try {
            return room.staging().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Delivery named(String name) {
        return room.deliveries.list(0, 100).items().stream()
                .filter(d -> d.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private CompletableFuture<Result> paused(Path folder) throws Exception {
        Halting halting = new Halting();
        CompletableFuture<Result> result = ingest(folder, halting);
        assertThat(halting.reached.await(30, TimeUnit.SECONDS)).isTrue();
        DeliveryId id = named(folder.getFileName().toString()).id();
        CompletableFuture<Void> pause =
                CompletableFuture.runAsync(() -> room.deliveries.pause(id, Reader.OPERATOR));
        await(() -> room.deliveries.find(id).orElseThrow().turn().pausing());
        halting.goOn.countDown();
        pause.get(30, TimeUnit.SECONDS);
        return result;
    }

    @Test
    void aPausedDeliveryStaysPausedOverARestartAndGoesOnWhereItStood() throws Exception {
        Path folder = sample("a", 1, 12);
        Result result = paused(folder).get(30, TimeUnit.SECONDS);
        assertThat(result.outcome()).isEqualTo(Outcome.PAUSED);
        DeliveryId id = result.delivery();
        assertThat(room.deliveries.find(id).orElseThrow().state()).isEqualTo(State.PAUSED);
        assertThat(room.objects()).isBetween(1L, 11L);
        var stored = room.writer.openReservations(id);

        room.close();
        room = process();
        room.deliveries.takeUp();
        Delivery after = room.deliveries.find(id).orElseThrow();
        assertThat(after.state()).isEqualTo(State.PAUSED);
        assertThat(room.deliveries.line()).extracting(Delivery::id).containsExactly(id);
        assertThat(room.objects()).isPositive();

        room.deliveries.resume(id, Reader.OPERATOR);
        await(() -> room.deliveries.find(id).orElseThrow().state() == State.KEPT);
        assertThat(room.objects()).isEqualTo(12);
        assertThat(stored)
                .allSatisfy(
                        open ->
                                assertThat(room.catalogue.record(open.id(), Reader.OPERATOR))
                                        .isPresent());
        assertThat(room.deliveries.line()).isEmpty();
    }

    @Test
    void aPausedDeliveryThatIsCancelledLeavesNothing() throws Exception {
        Path folder = sample("a", 1, 12);
        DeliveryId id = paused(folder).get(30, TimeUnit.SECONDS).delivery();
        room.deliveries.cancel(id, Reader.OPERATOR);
        assertThat(room.deliveries.find(id).orElseThrow().state()).isEqualTo(State.CANCELLED);
        assertThat(room.objects()).isZero();
        assertThat(room.writer.openReservations(null)).isEmpty();
    }

    @Test
    void aPausedUploadKeepsItsFilesAndTheSameCodesFromElsewhereDoNotWaitForIt() throws Exception {
        Path folder = sample("a", 1, 12);
        Result paused = paused(folder).get(30, TimeUnit.SECONDS);
        Path copy = sample("b", 1, 12);
        Result other = room.deliveries.ingest(copy, IngestRoom.options(), Progress.NONE);
        assertThat(other.outcome()).isEqualTo(Outcome.KEPT);
        Result again = room.deliveries.ingest(folder, IngestRoom.options(), Progress.NONE);
        assertThat(again.delivery()).isEqualTo(paused.delivery());
        assertThat(again.outcome()).isEqualTo(Outcome.ALREADY_KEPT);
        assertThat(room.objects()).isEqualTo(12);
    }

    @Test
    void commandsAndUploadsStandInOneLineWhoseOrderIsKept() throws Exception {
        Halting one = new Halting();
        Halting two = new Halting();
        CompletableFuture<Result> first = ingest(sample("a", 1, 2), one);
        CompletableFuture<Result> second = ingest(sample("b", 11, 2), two);
        assertThat(one.reached.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(two.reached.await(30, TimeUnit.SECONDS)).isTrue();
        DeliveryId upload =
                room.deliveries.submit(room.stage(sample("c", 21, 2)), "c", IngestRoom.options());
        CompletableFuture<Result> command = ingest(sample("d", 31, 2), Progress.NONE);
        await(() -> room.deliveries.line().size() == 4);
        assertThat(room.deliveries.find(upload).orElseThrow().turn().position()).isEqualTo(1);
        assertThat(named("d").state()).isEqualTo(State.RECEIVED);

        room.deliveries.move(named("d").id(), Move.FIRST, Reader.OPERATOR);
        assertThat(room.deliveries.find(upload).orElseThrow().turn().position()).isEqualTo(2);
        assertThat(
                        DATABASE.jdbc()
                                .sql("select name from kept.delivery order by place")
                                .query(String.class)
                                .list())
                .containsSubsequence(List.of("d", "c"));
        assertThatThrownBy(() -> room.deliveries.pause(upload, Reader.ANONYMOUS))
                .isInstanceOf(RefusedException.class);
        room.deliveries.pause(upload, Reader.OPERATOR);
        assertThat(room.deliveries.find(upload).orElseThrow().state()).isEqualTo(State.PAUSED);

        one.goOn.countDown();
        two.goOn.countDown();
        for (var each : List.of(first, second, command)) {
            assertThat(each.get(30, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.KEPT);
        }
        assertThat(room.deliveries.find(upload).orElseThrow().state()).isEqualTo(State.PAUSED);
        room.deliveries.resume(upload, Reader.OPERATOR);
        await(() -> room.deliveries.find(upload).orElseThrow().state() == State.KEPT);
        await(this::nothingIsStaged); // cleared away after the word that it is kept
    }

    @Test
    void aCallerWhoGivesUpInLineLeavesNothing() throws Exception {
        Halting one = new Halting();
        Halting two = new Halting();
        CompletableFuture<Result> first = ingest(sample("a", 1, 2), one);
        CompletableFuture<Result> second = ingest(sample("b", 11, 2), two);
        assertThat(one.reached.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(two.reached.await(30, TimeUnit.SECONDS)).isTrue();
        Progress impatient =
                new Progress() {
                    private volatile boolean told;

                    @Override
                    public void at(Phase phase, long done, long total) {
                        told |= phase == Phase.QUEUE && done == 0;
                    }

                    @Override
                    public boolean cancelled() {
                        return told;
                    }
                };
        Result result = ingest(sample("c", 21, 2), impatient).get(30, TimeUnit.SECONDS);
        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(named("c").state()).isEqualTo(State.CANCELLED);
        one.goOn.countDown();
        two.goOn.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS).kept()).hasSize(2);
        assertThat(second.get(30, TimeUnit.SECONDS).kept()).hasSize(2);
        assertThat(room.objects()).isEqualTo(4);
    }
}
