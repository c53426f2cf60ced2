package vn.tangthu.repository.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.TextLine.Priority;
import vn.tangthu.repository.TextWork;
import vn.tangthu.repository.TextWork.Found;
import vn.tangthu.repository.TextWork.Stage;
import vn.tangthu.repository.TextWork.State;
import vn.tangthu.repository.TextWorkers.Worker;
import vn.tangthu.repository.database.TestDatabase;

/** Several processes on one line, in one PostgreSQL. */
class TextWorkersTest {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Found READ = new Found(1, 1, 0, 0, null);

    private final TestDatabase database = TestDatabase.fresh(20);
    private CatalogueRoom room;
    private FondsObject fonds;

    /** A process with its home. */
    private record One(JdbcTextWorkers workers, JdbcTextWork work) {}

    @BeforeEach
    void begin() {
        room = new CatalogueRoom(database.dataSource());
        fonds = room.put(Samples.fonds("T", Rights.OPEN));
    }

    @AfterEach
    void end() {
        database.close();
    }

    private Aip take(FondsObject of, String code, int files) {
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        Rights[] documents = new Rights[files];
        Arrays.fill(documents, Rights.OPEN);
        Aip aip =
                room.stage(delivery, Samples.aip(of, null, code, delivery, Rights.OPEN, documents));
        room.acknowledge(delivery);
        return aip;
    }

    private One process(String name, boolean archive, UUID home, Duration lease) {
        JdbcTextWorkers workers = new JdbcTextWorkers(room.jdbc, home, lease);
        workers.begin(name, archive, "text-1");
        return new One(workers, room.textWork(workers));
    }

    private One archive(Duration lease) {
        return process("kho", true, UUID.randomUUID(), lease);
    }

    private One helper(String name, Duration lease) {
        return process(name, false, UUID.randomUUID(), lease);
    }

    /** So much of its lease is over, on however busy a machine. */
    private void pass(One one, Duration time) {
        int passed =
                room.jdbc
                        .sql(
                                "update projection.text_worker set"
                                        + " until = until - ? * interval '1 ms' where process = ?")
                        .params(time.toMillis(), one.workers.process())
                        .update();
        assertThat(passed).isEqualTo(1);
    }

    private static List<ContentFileId> ids(List<TextWork.Item> items) {
        return items.stream().map(TextWork.Item::file).toList();
    }

    private int deaths(ContentFileId file) {
        return room.jdbc
                .sql("select deaths from projection.text_state where file_id = ?")
                .param(file.value())
                .query(Integer.class)
                .single();
    }

    @Test
    void eachFileIsReadOnceAndEachMachineHasItsShare() throws Exception {
        Aip aip = take(fonds, "1", 90);
        long before = room.journal.head();
        List<One> all =
                List.of(
                        archive(Duration.ofMinutes(1)),
                        helper("a", Duration.ofMinutes(1)),
                        helper("b", Duration.ofMinutes(1)));
        Map<ContentFileId, String> by = new ConcurrentHashMap<>();
        List<ContentFileId> twice = new CopyOnWriteArrayList<>();
        Phaser rounds = new Phaser(all.size()); // however busy the machine is
        try (var threads = Executors.newFixedThreadPool(3)) {
            List<Future<Integer>> ends = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                One one = all.get(i);
                String name = "process " + i;
                ends.add(
                        threads.submit(
                                () -> {
                                    int read = 0;
                                    try {
                                        for (List<TextWork.Item> some = next(one, rounds);
                                                !some.isEmpty();
                                                some = next(one, rounds)) {
                                            for (TextWork.Item item : some) {
                                                if (by.put(item.file(), name) != null) {
                                                    twice.add(item.file());
                                                }
                                                assertThat(one.work.done(item.file(), READ))
                                                        .isTrue();
                                                read++;
                                            }
                                        }
                                    } finally {
                                        int unused = rounds.arriveAndDeregister();
                                    }
                                    return read;
                                }));
            }
            for (Future<Integer> end : ends) {
                assertThat(end.get()).as("of 90 files").isGreaterThanOrEqualTo(15);
            }
        }
        assertThat(twice).isEmpty();
        assertThat(by).hasSize(90);
        assertThat(room.journal.after(before, 1_000))
                .as("each told once")
                .hasSize(90)
                .allMatch(entry -> entry.subject().equals(aip.id().value()));
        assertThat(room.textWork().totals().filesWaiting()).isZero();
        assertThat(all.getFirst().workers.list())
                .extracting(Worker::name, Worker::archive, Worker::living, Worker::claimed)
                .containsExactly(
                        tuple("kho", true, true, 0),
                        tuple("a", false, true, 0),
                        tuple("b", false, true, 0));
        assertThat(all.getFirst().workers.list().stream().mapToLong(Worker::filesLastHour).sum())
                .isEqualTo(90);
    }

    private static List<TextWork.Item> next(One one, Phaser rounds) {
        int unused = rounds.arriveAndAwaitAdvance();
        return one.work.claim(Stage.LAYER, 4);
    }

    @Test
    void whoeverClaimsAtTheSameMomentGetsTheNextAndNotNothing() throws Exception {
        Aip aip = take(fonds, "1", 80);
        List<One> all =
                List.of(
                        archive(Duration.ofMinutes(1)),
                        helper("a", Duration.ofMinutes(1)),
                        helper("b", Duration.ofMinutes(1)),
                        helper("c", Duration.ofMinutes(1)));
        Set<ContentFileId> given = ConcurrentHashMap.newKeySet();
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> ends = new ArrayList<>();
            for (One one : all) {
                ends.add(
                        threads.submit(
                                () -> {
                                    int empty = 0;
                                    for (int i = 0; i < 20; i++) {
                                        List<TextWork.Item> got = one.work.claim(Stage.LAYER, 1);
                                        empty += got.isEmpty() ? 1 : 0;
                                        given.addAll(ids(got));
                                    }
                                    return empty;
                                }));
            }
            for (Future<Integer> end : ends) {
                assertThat(end.get()).isZero();
            }
        }
        assertThat(given).hasSize(80).hasSameSizeAs(aip.documents());
    }

    /** As when the system lets a process stand still between its look at the line and its claim. */
    @Test
    void whoeverIsOvertakenByMoreThanItSawLooksFurther() {
        take(fonds, "1", 80);
        One archive = archive(Duration.ofMinutes(1));
        One helper = helper("a", Duration.ofMinutes(1));
        int others =
                database.transactions()
                        .execute(
                                status -> {
                                    List<ContentFileId> had =
                                            ids(archive.work.claim(Stage.LAYER, 70));
                                    List<ContentFileId> next = onAnotherConnection(helper, 1);
                                    assertThat(next).hasSize(1).doesNotContainAnyElementsOf(had);
                                    assertThat(onAnotherConnection(helper, 4))
                                            .hasSize(4)
                                            .doesNotContainAnyElementsOf(had);
                                    return had.size();
                                });
        assertThat(others).isEqualTo(70);
        assertThat(helper.work.claim(Stage.LAYER, 80)).as("what was left").hasSize(5);
    }

    @Test
    void whoeverIsOvertakenByOneThatTakesAllIsToldThatNothingIsLeft() {
        take(fonds, "1", 12);
        One archive = archive(Duration.ofMinutes(1));
        One helper = helper("a", Duration.ofMinutes(1));
        int others =
                database.transactions()
                        .execute(
                                status -> {
                                    int had = archive.work.claim(Stage.LAYER, 12).size();
                                    assertThat(onAnotherConnection(helper, 1)).isEmpty();
                                    assertThat(onAnotherConnection(helper, 4)).isEmpty();
                                    return had;
                                });
        assertThat(others).isEqualTo(12);
    }

    /** The transaction is its thread's. */
    private static List<ContentFileId> onAnotherConnection(One one, int limit) {
        try (var other = Executors.newSingleThreadExecutor()) {
            return ids(other.submit(() -> one.work.claim(Stage.LAYER, limit)).get());
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatADeadMachineHadIsReadByTheOthersWhenItsLeaseHasRunOut() {
        take(fonds, "1", 4);
        One archive = archive(Duration.ofMinutes(1));
        One helper = helper("a", LEASE);
        List<ContentFileId> had = ids(helper.work.claim(Stage.LAYER, 3));
        assertThat(archive.workers.beat().displaced()).isFalse();
        assertThat(archive.work.claim(Stage.LAYER, 4)).as("the lease holds").hasSize(1);
        pass(helper, LEASE.minusSeconds(20));
        helper.workers.beat(); // it lives
        pass(helper, LEASE.minusSeconds(20));
        archive.workers.beat();
        assertThat(archive.work.claim(Stage.LAYER, 4)).as("the lease was renewed").isEmpty();
        pass(helper, LEASE); // it was killed
        archive.workers.beat();
        List<ContentFileId> taken = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<TextWork.Item> alone = archive.work.claim(Stage.LAYER, 4);
            assertThat(alone).as("suspected, so one by one").hasSize(1);
            taken.addAll(ids(alone));
        }
        assertThat(taken).containsExactlyInAnyOrderElementsOf(had);
        assertThat(had).allMatch(file -> deaths(file) == 1);
    }

    @Test
    void aResultThatComesAfterTheLeaseWasLostIsDroppedAndTouchesNoClaim() {
        take(fonds, "1", 1);
        One archive = archive(Duration.ofMinutes(1));
        One helper = helper("a", LEASE);
        ContentFileId file = helper.work.claim(Stage.LAYER, 1).getFirst().file();
        assertThat(helper.work.isLost(file)).isFalse();
        pass(helper, LEASE.plusSeconds(1)); // it stood still, and lives
        archive.workers.beat();
        assertThat(helper.work.isLost(file)).isTrue();
        assertThat(ids(archive.work.claim(Stage.LAYER, 1))).containsExactly(file);
        long before = room.journal.head();
        assertThat(helper.work.done(file, new Found(9, 9, 0, 0, null))).isFalse();
        helper.work.release(file);
        helper.work.leaveToArchive(file);
        helper.work.keepOld(file);
        helper.work.survived(file);
        assertThat(deaths(file)).isEqualTo(1);
        assertThat(room.journal.head()).isEqualTo(before);
        assertThat(helper.work.claim(Stage.LAYER, 1)).as("it is another's").isEmpty();
        assertThat(archive.work.done(file, READ)).isTrue();
        assertThat(archive.work.coverage(file).orElseThrow().pages()).isEqualTo(1);
        assertThat(helper.work.done(file, new Found(9, 9, 0, 0, null))).isFalse();
        assertThat(archive.work.coverage(file).orElseThrow().pages()).isEqualTo(1);
        assertThat(archive.work.totals().pages()).isEqualTo(1);
    }

    @Test
    void aStartFreesWhatItsOwnHomeHadAndNothingOfOthers() {
        take(fonds, "1", 6);
        UUID home = UUID.randomUUID();
        One archive = process("kho", true, home, Duration.ofMinutes(1));
        One helper = helper("a", Duration.ofMinutes(1));
        List<ContentFileId> own = ids(archive.work.claim(Stage.LAYER, 2));
        List<ContentFileId> other = ids(helper.work.claim(Stage.LAYER, 2));
        One again = process("kho", true, home, Duration.ofMinutes(1)); // kill -9, and a new start
        assertThat(own).allMatch(file -> deaths(file) == 1);
        assertThat(other).allMatch(file -> deaths(file) == 0);
        assertThat(other).noneMatch(helper.work::isLost);
        assertThat(ids(again.work.claim(Stage.LAYER, 10)))
                .as("before what is suspected")
                .hasSize(2)
                .doesNotContainAnyElementsOf(other);
        assertThat(archive.workers.beat().displaced()).isTrue();
        assertThat(again.workers.beat().displaced()).isFalse();
        helper.workers.leave();
        again.workers.beat();
        assertThat(other).as("who ends in order gives back before").allMatch(helper.work::isLost);
    }

    @Test
    void pausesAndPrioritiesHoldForAllMachines() {
        FondsObject second = room.put(Samples.fonds("B", Rights.OPEN));
        Aip usual = take(fonds, "1", 2);
        Aip first = take(second, "2", 2);
        One helper = helper("a", Duration.ofMinutes(1));
        JdbcTextLine line = room.textLine();
        line.pause(Reader.OPERATOR);
        assertThat(helper.work.paused()).isTrue();
        line.resume(Reader.OPERATOR);
        assertThat(helper.work.paused()).isFalse();
        ContentFileId looked = usual.documents().getLast().files().getFirst().id();
        line.prioritise(second.id(), Priority.FIRST, Reader.OPERATOR);
        line.await(looked);
        List<TextWork.Item> order = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            order.addAll(helper.work.claim(Stage.LAYER, 1));
        }
        assertThat(order.getFirst().file()).isEqualTo(looked);
        assertThat(order.subList(1, 3)).allMatch(item -> item.aip().equals(first.id()));
        assertThat(order.getLast().aip()).isEqualTo(usual.id());
    }

    @Test
    void whatAHelperCannotJudgeIsTheArchivesOwnUntilItIsDone() {
        take(fonds, "1", 1);
        One archive = archive(Duration.ofMinutes(1));
        One helper = helper("a", Duration.ofMinutes(1));
        ContentFileId file = helper.work.claim(Stage.LAYER, 1).getFirst().file();
        helper.work.leaveToArchive(file);
        assertThat(helper.work.claim(Stage.LAYER, 1)).isEmpty();
        room.textLine().await(file);
        assertThat(helper.work.claim(Stage.LAYER, 1)).as("also when it is urgent").isEmpty();
        assertThat(ids(archive.work.claim(Stage.LAYER, 1))).containsExactly(file);
        archive.work.done(file, new Found(2, 0, 2, 0, null));
        assertThat(archive.work.coverage(file).orElseThrow().state())
                .isEqualTo(State.WAITING_FOR_OCR);
        assertThat(ids(helper.work.claim(Stage.OCR, 1))).containsExactly(file);
    }

    @Test
    void aHelperOfAnotherVersionIsToldSo() {
        One helper = helper("a", Duration.ofMinutes(1));
        assertThat(helper.workers.beat().otherVersion()).as("nobody else is there").isFalse();
        One archive = archive(Duration.ofMinutes(1));
        assertThat(helper.workers.beat().otherVersion()).isFalse();
        archive.workers.begin("kho", true, "text-2");
        assertThat(helper.workers.beat().otherVersion()).isTrue();
    }

    @Test
    void aHelperOfBeforeAMigrationOfWhatIsKeptIsToldSo() {
        One helper = helper("a", Duration.ofMinutes(1));
        int migrated =
                room.jdbc
                        .sql(
                                "insert into kept.flyway_schema_history select installed_rank + 1,"
                                        + " '99999', description, type, script, checksum,"
                                        + " installed_by, installed_on, execution_time, success"
                                        + " from kept.flyway_schema_history"
                                        + " order by installed_rank desc limit 1")
                        .update();
        assertThat(migrated).isEqualTo(1);
        One archive = archive(Duration.ofMinutes(1));
        assertThat(archive.workers.beat().otherVersion()).isFalse();
        assertThat(helper.workers.beat().otherVersion()).isTrue();
        assertThat(helper("b", Duration.ofMinutes(1)).workers.beat().otherVersion()).isFalse();
    }

    @Test
    void aVolumeInPartsIsReadByOneMachineAndTheOthersReadSomethingElse() {
        take(fonds, "1", 12);
        One archive = archive(Duration.ofMinutes(1));
        One helper = helper("a", Duration.ofMinutes(1));
        for (TextWork.Item item : archive.work.claim(Stage.LAYER, 12)) {
            archive.work.done(item.file(), new Found(3, 0, 3, 0, null));
        }
        String sha512 = "ab".repeat(64);
        int parts =
                room.jdbc
                        .sql(
                                "update projection.content_file set sha512 = ? where id in (select"
                                        + " file_id from projection.text_state order by place limit"
                                        + " 10)")
                        .param(sha512)
                        .update();
        assertThat(parts).isEqualTo(10);
        TextWork.Item first = archive.work.claim(Stage.OCR, 1).getFirst();
        assertThat(first.content().sha512().hex()).isEqualTo(sha512);
        List<TextWork.Item> others = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            others.addAll(helper.work.claim(Stage.OCR, 1));
        }
        assertThat(others)
                .hasSize(2)
                .noneMatch(item -> item.content().sha512().hex().equals(sha512));
        assertThat(helper.work.claim(Stage.OCR, 1)).isEmpty();
        int urgent =
                room.jdbc
                        .sql("update projection.text_state set urgency = 2 where not claimed")
                        .update();
        assertThat(urgent).isEqualTo(9);
        assertThat(helper.work.claimAwaited()).isEmpty();
        assertThat(archive.work.claim(Stage.OCR, 1)).as("its own go on").hasSize(1);
        archive.work.release(first.file());
        assertThat(helper.work.claim(Stage.OCR, 1)).as("one of it is still read").isEmpty();
        assertThat(archive.work.releaseAllBut(Set.of())).isEqualTo(1);
        assertThat(helper.work.claim(Stage.OCR, 1)).hasSize(1);
        assertThat(archive.work.claim(Stage.OCR, 1)).isEmpty();
    }

    /** Neither saw the other's claim when it looked; each sees it after its own is written. */
    @Test
    void ofTwoThatClaimPartsOfAVolumeAtTheSameMomentNoneGoesOnBesideTheOther() {
        take(fonds, "1", 2);
        One archive = archive(Duration.ofMinutes(1));
        One helper = helper("a", Duration.ofMinutes(1));
        List<ContentFileId> parts = ids(archive.work.claim(Stage.LAYER, 2));
        parts.forEach(file -> archive.work.done(file, new Found(3, 0, 3, 0, null)));
        TextWork.Item mine = archive.work.claim(Stage.OCR, 1).getFirst();
        TextWork.Item others = helper.work.claim(Stage.OCR, 1).getFirst();
        int same =
                room.jdbc
                        .sql("update projection.content_file set sha512 = ? where id in (?, ?)")
                        .param("cd".repeat(64))
                        .param(mine.file().value())
                        .param(others.file().value())
                        .update();
        assertThat(same).isEqualTo(2);
        JdbcTextWork each = (JdbcTextWork) helper.work;
        assertThat(each.isAlone(others)).isFalse();
        assertThat(archive.work.isLost(mine.file())).as("the other's is untouched").isFalse();
        assertThat(helper.work.isLost(others.file())).as("given back").isTrue();
        assertThat(((JdbcTextWork) archive.work).isAlone(mine)).as("now it is").isTrue();
    }

    @Test
    void whatIsClaimedAndNotWorkedOnIsFreeAgainAndNotSuspected() {
        take(fonds, "1", 6);
        One archive = archive(Duration.ofMinutes(1));
        One helper = helper("a", Duration.ofMinutes(1));
        List<ContentFileId> mine = ids(helper.work.claim(Stage.LAYER, 3));
        List<ContentFileId> others = ids(archive.work.claim(Stage.LAYER, 3));
        assertThat(helper.work.releaseAllBut(Set.of(mine.getFirst(), others.getFirst())))
                .isEqualTo(2);
        assertThat(helper.work.isLost(mine.getFirst())).isFalse();
        assertThat(others).noneMatch(archive.work::isLost);
        assertThat(ids(archive.work.claim(Stage.LAYER, 9)))
                .containsExactlyInAnyOrderElementsOf(mine.subList(1, 3))
                .allMatch(file -> deaths(file) == 0);
    }

    @Test
    void whoBeginsHasLookedForNothingThatIsErasedYet() throws Exception {
        One archive = archive(Duration.ofSeconds(1));
        List<One> late = new CopyOnWriteArrayList<>();
        One helper = helper("a", Duration.ofMinutes(1));
        Thread beginning =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    pause(500); // its sweep was before the erasure
                                    late.add(helper("b", Duration.ofMinutes(1)));
                                    helper.workers.swept(helper.workers.beat().at());
                                });
        assertThatThrownBy(archive.workers::awaitSwept).isInstanceOf(IOException.class);
        beginning.join();
        late.getFirst().workers.swept(late.getFirst().workers.beat().at());
        helper.workers.leave();
        Thread.sleep(10);
        assertThatThrownBy(archive.workers::awaitSwept)
                .as("of this erasure it has not heard")
                .isInstanceOf(IOException.class);
        late.getFirst().workers.leave();
        archive.workers.awaitSwept();
    }

    @Test
    void anErasureWaitsUntilLivingHelpersLetGoAndNotForDeadOnes() throws Exception {
        One archive = archive(Duration.ofSeconds(1));
        One patient = archive(Duration.ofSeconds(30));
        archive.workers.awaitSwept(); // nobody helps
        One helper = helper("a", Duration.ofMinutes(1));
        long start = System.nanoTime();
        Thread beating =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    pause(600);
                                    Instant at = helper.workers.beat().at();
                                    helper.workers.swept(at);
                                });
        patient.workers.awaitSwept();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(400));
        beating.join();
        assertThatThrownBy(archive.workers::awaitSwept)
                .as("it lives and says nothing")
                .isInstanceOf(IOException.class);
        helper.workers.leave();
        archive.workers.awaitSwept();
    }

    @Test
    void pagesThatAreReadAreUsefulWhileTheirFileIsInLine() {
        Aip aip = take(fonds, "1", 1);
        One archive = archive(Duration.ofMinutes(1));
        String sha512 = aip.documents().getFirst().files().getFirst().sha512().hex();
        String begin = sha512.substring(0, 64);
        assertThat(archive.work.isInLine(begin)).isTrue();
        assertThat(archive.work.isInLine("0".repeat(64))).isFalse();
        TextWork.Item item = archive.work.claim(Stage.LAYER, 1).getFirst();
        assertThat(archive.work.isInLine(begin)).isTrue();
        archive.work.done(item.file(), READ);
        assertThat(archive.work.isInLine(begin)).isFalse();
        room.textLine().readAgain(item.file(), "vie", Reader.OPERATOR);
        assertThat(archive.work.isInLine(begin)).isTrue();
    }

    @Test
    void thePaceIsToldOfEachMachineAndOfAllTogether() {
        One archive = archive(Duration.ofMinutes(1));
        One helper = helper("a", Duration.ofMinutes(1));
        archive.work.pagesRead(3);
        helper.work.pagesRead(4);
        helper.work.pagesRead(5);
        assertThat(room.textLine().status().pagesLastHour()).isEqualTo(12);
        assertThat(
                        archive.workers.list().stream()
                                .collect(Collectors.toMap(Worker::name, Worker::pagesLastHour)))
                .isEqualTo(Map.of("kho", 3L, "a", 9L));
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
