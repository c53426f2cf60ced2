package vn.tangthu.repository.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.TextLine;
import vn.tangthu.repository.TextLine.PageLine;
import vn.tangthu.repository.TextLine.Priority;
import vn.tangthu.repository.TextWork;
import vn.tangthu.repository.TextWork.Found;
import vn.tangthu.repository.TextWork.Quality;
import vn.tangthu.repository.TextWork.Stage;
import vn.tangthu.repository.TextWork.ToldPage;
import vn.tangthu.repository.database.TestDatabase;

class JdbcTextLineTest {
    private final TestDatabase database = TestDatabase.fresh();
    private CatalogueRoom room;
    private TextWork work;
    private TextLine line;
    private FondsObject first;
    private FondsObject second;
    private Aip old;
    private Aip other;
    private Aip fresh;

    /** Two files of an old day and three of today's in one fonds, two of an old day in another. */
    @BeforeEach
    void begin() {
        room = new CatalogueRoom(database.dataSource());
        first = room.put(Samples.fonds("A", Rights.OPEN));
        second = room.put(Samples.fonds("B", Rights.OPEN));
        old = take(first, "1", 2);
        other = take(second, "3", 2);
        int unused =
                room.jdbc.sql("update projection.text_state set day = date '2026-01-05'").update();
        fresh = take(first, "2", 3);
        work = room.textWork();
        line = room.textLine();
    }

    private Aip take(FondsObject fonds, String code, int files) {
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        Rights[] documents = new Rights[files];
        Arrays.fill(documents, Rights.OPEN);
        Aip aip =
                room.stage(
                        delivery, Samples.aip(fonds, null, code, delivery, Rights.OPEN, documents));
        room.acknowledge(delivery);
        return aip;
    }

    @AfterEach
    void end() {
        database.close();
    }

    private static List<ContentFileId> files(Aip aip) {
        return aip.documents().stream().map(d -> d.files().getFirst().id()).toList();
    }

    private DeliveryId delivery(Aip aip) {
        return new DeliveryId(
                room.jdbc
                        .sql("select delivery_id from projection.record where id = ?")
                        .param(aip.id().value())
                        .query(UUID.class)
                        .single());
    }

    /** The records of the files in the order in which they are given out. */
    private List<Aip> order(Stage stage, int files) {
        List<Aip> order = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            TextWork.Item item = work.claim(stage, 1).getFirst();
            Aip aip =
                    List.of(old, other, fresh).stream()
                            .filter(each -> each.id().equals(item.aip()))
                            .findFirst()
                            .orElseThrow();
            if (order.isEmpty() || order.getLast() != aip) {
                order.add(aip);
            }
        }
        assertThat(work.claim(stage, 10)).isEmpty();
        return order;
    }

    @Test
    void theNewestDayComesFirst() {
        assertThat(order(Stage.LAYER, 7)).containsExactly(fresh, old, other);
    }

    @Test
    void aFondsWithPriorityComesBeforeNewerOnesAndOneThatWasPutLastAfterThemAll() {
        line.prioritise(second.id(), Priority.FIRST, Reader.OPERATOR);
        assertThat(order(Stage.LAYER, 7)).containsExactly(other, fresh, old);
        work = room.textWork(); // a restart frees what was claimed, and forgets no priority
        line.prioritise(first.id(), Priority.LAST, Reader.OPERATOR);
        line.prioritise(second.id(), Priority.USUAL, Reader.OPERATOR);
        assertThat(order(Stage.LAYER, 7)).containsExactly(other, fresh, old);
        assertThat(line.fonds(0, 10).items())
                .extracting(TextLine.FondsLine::priority)
                .containsExactly(Priority.USUAL, Priority.LAST);
    }

    @Test
    void whatSomebodyLooksAtComesFirstThenWhatWasChosenWhateverItsFonds() {
        line.prioritise(second.id(), Priority.FIRST, Reader.OPERATOR);
        assertThat(line.choose(delivery(old), Reader.OPERATOR)).isEqualTo(2);
        assertThat(line.status().chosen()).isEqualTo(2);
        line.await(files(fresh).get(1));
        List<ContentFileId> given =
                work.claim(Stage.LAYER, 7).stream().map(TextWork.Item::file).toList();
        assertThat(given.getFirst()).isEqualTo(files(fresh).get(1));
        assertThat(given.subList(1, 3)).containsExactlyInAnyOrderElementsOf(files(old));
        assertThat(given.subList(3, 5)).containsExactlyInAnyOrderElementsOf(files(other));
        assertThat(work.claimAwaited()).as("waits for its layer, not for OCR").isEmpty();
        work.done(given.getFirst(), new Found(3, 0, 3, 0, null));
        assertThat(work.claimAwaited()).map(TextWork.Item::file).contains(given.getFirst());
        work.done(given.getFirst(), new Found(3, 3, 0, 0, null));
        assertThat(line.status().chosen()).as("given out").isZero();
    }

    @Test
    void aRobotThatLooksAtEverythingTurnsTheOrderOfFewFilesOnly() {
        int files = TextLine.MOST_AWAITED + 5;
        Aip large = take(second, "9", files);
        files(large).forEach(line::await);
        assertThat(
                        room.jdbc
                                .sql("select count(*) from projection.text_state where urgency = 2")
                                .query(Integer.class)
                                .single())
                .isEqualTo(TextLine.MOST_AWAITED);
    }

    @Test
    void aPauseOutlivesARestartAndOnlyArchivistsSteer() {
        assertThat(work.paused()).isFalse();
        line.pause(Reader.OPERATOR);
        assertThat(room.textWork().paused()).isTrue();
        TextLine.Status status = room.textLine().status();
        assertThat(status.paused()).isTrue();
        assertThat(status.pausedBy()).isEqualTo(Reader.OPERATOR.name());
        line.resume(Reader.OPERATOR);
        assertThat(work.paused()).isFalse();
        assertThat(line.status().paused()).isFalse();
        assertThatThrownBy(() -> line.pause(Reader.ANONYMOUS)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> line.choose(delivery(old), Reader.ANONYMOUS))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> line.prioritise(first.id(), Priority.FIRST, Reader.ANONYMOUS))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> line.again(files(old).getFirst(), Reader.ANONYMOUS))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void aRestoreFromABackUpThatKnewNoPauseLeavesALineThatCanBePaused() {
        assertThat(room.jdbc.sql("delete from kept.text_line").update()).isOne();
        assertThat(work.paused()).isFalse();
        assertThat(line.status().paused()).isFalse();
        line.pause(Reader.OPERATOR);
        assertThat(work.paused()).isTrue();
        assertThat(line.status().pausedBy()).isEqualTo(Reader.OPERATOR.name());
        line.resume(Reader.OPERATOR);
        assertThat(work.paused()).isFalse();
    }

    @Test
    void theForecastIsWhatWaitsByThePaceOfTheLastHour() {
        TextWork.Item item = work.claim(Stage.LAYER, 1).getFirst();
        work.done(item.file(), new Found(600, 0, 600, 0, null));
        assertThat(line.status().through()).as("nothing was read yet").isNull();
        work.pagesRead(4);
        work.pagesRead(6);
        int unused =
                room.jdbc
                        .sql(
                                "insert into projection.text_pace values (date_trunc('minute', now())"
                                        + " - interval '10 minutes', 10), (date_trunc('minute', now())"
                                        + " - interval '2 hours', 999)")
                        .update();
        TextLine.Status status = line.status();
        assertThat(status.pagesLastHour()).isEqualTo(20);
        assertThat(status.perHour()).isEqualTo(600);
        assertThat(status.pagesWaiting()).isEqualTo(600);
        assertThat(status.through())
                .isBetween(Instant.now().plusSeconds(3_500), Instant.now().plusSeconds(3_601));
        line.pause(Reader.OPERATOR);
        assertThat(line.status().through()).isNull();
    }

    @Test
    void sumsByFondsAreThoseOfTheFiles() {
        for (TextWork.Item item : work.claim(Stage.LAYER, 7)) {
            if (item.aip().equals(old.id())) {
                Quality quality = new Quality(170, 2, List.of(), 1);
                work.done(item.file(), new Found(3, 2, 0, 0, null, quality));
            } else if (item.aip().equals(other.id())) {
                work.done(item.file(), new Found(4, 1, 2, 1, null));
            }
        }
        List<TextLine.FondsLine> lines = line.fonds(0, 10).items();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().fonds()).isEqualTo(second.id());
        assertThat(lines.getFirst().filesWaiting()).isEqualTo(2);
        assertThat(lines.getFirst().pagesWaiting()).isEqualTo(4);
        assertThat(lines.getFirst().pagesFailed()).isEqualTo(2);
        assertThat(lines.getFirst().confidence()).isEmpty();
        assertThat(lines.getLast().files()).isEqualTo(5);
        assertThat(lines.getLast().filesWaiting()).isEqualTo(3);
        assertThat(lines.getLast().confidence()).isEqualTo(Optional.of(85));
        assertThat(lines.getFirst().pagesBlank()).isZero();
        assertThat(lines.getLast().pagesBlank()).isEqualTo(2);
        room.rows.forgetText(old.id().value());
        assertThat(line.fonds(1, 1).items().getFirst().files()).isEqualTo(3);
        assertThat(line.fonds(0, 1).total()).isEqualTo(2);
    }

    @Test
    void pagesThatFailedAndPagesReadBadlyAreListedUntilTheyAreReadWell() {
        TextWork.Item item = work.claim(Stage.LAYER, 1).getFirst();
        List<ToldPage> told =
                List.of(
                        new ToldPage(2, "tesseract took longer\0", 0),
                        new ToldPage(3, null, 60),
                        new ToldPage(4, null, 41),
                        new ToldPage(6, null, TextWork.NOTHING_ON_IT),
                        new ToldPage(5, null, TextWork.NOTHING_ON_IT));
        work.done(item.file(), new Found(6, 3, 0, 1, null, new Quality(190, 3, told, 2)));
        TextWork.Item broken = work.claim(Stage.LAYER, 1).getFirst();
        work.done(broken.file(), new Found(3, 0, 0, 3, "needs a password"));
        List<PageLine> failed = line.failed(null, null, 10);
        assertThat(failed).hasSize(2);
        assertThat(failed)
                .filteredOn(page -> page.file().equals(item.file()))
                .first()
                .matches(page -> page.page() == 2 && page.record().equals("H49.2"))
                .matches(page -> "tesseract took longer".equals(page.failure()));
        assertThat(failed)
                .filteredOn(page -> page.file().equals(broken.file()))
                .first()
                .matches(page -> page.page() == 0);
        assertThat(line.failed(null, failed.getFirst(), 10)).containsExactly(failed.getLast());
        List<PageLine> worst = line.worst(first.id(), null, 10);
        assertThat(worst).extracting(PageLine::confidence).containsExactly(41, 60);
        assertThat(line.worst(null, worst.getFirst(), 10)).containsExactly(worst.getLast());
        assertThat(line.worst(second.id(), null, 10)).isEmpty();
        assertThat(line.worst(null, worst.getLast(), 10)).isEmpty();
        List<PageLine> blank = line.blank(first.id(), null, 10);
        assertThat(blank).extracting(PageLine::page).containsExactly(5, 6);
        assertThat(blank).allMatch(PageLine::blank).noneMatch(worst::contains);
        assertThat(line.blank(null, blank.getFirst(), 10)).containsExactly(blank.getLast());
        assertThat(line.blank(second.id(), null, 10)).isEmpty();

        assertThat(line.again(files(other).getFirst(), Reader.OPERATOR)).isFalse();
        assertThat(line.again(item.file(), Reader.OPERATOR)).isTrue();
        assertThat(line.again(item.file(), Reader.OPERATOR)).as("is in line already").isFalse();
        assertThat(work.claim(Stage.LAYER, 1).getFirst().file()).isEqualTo(item.file());
        work.done(item.file(), new Found(4, 4, 0, 0, null, new Quality(360, 4, List.of())));
        assertThat(line.failed(first.id(), null, 10)).hasSize(1);
        assertThat(line.worst(null, null, 10)).isEmpty();
        assertThat(line.blank(null, null, 10)).isEmpty();
    }

    @Test
    void whatIsReadAgainStaysDoneUntilTheNewTextIsThere() {
        for (TextWork.Item item : work.claim(Stage.LAYER, 7)) {
            boolean bad = item.aip().equals(old.id());
            work.done(
                    item.file(),
                    new Found(2, 2, 0, 0, null, new Quality(bad ? 120 : 180, 2, List.of())));
        }
        assertThat(work.claim(Stage.AGAIN, 10)).isEmpty();
        assertThat(line.readAgain(first.id(), "vie+eng", 75, Reader.OPERATOR)).isEqualTo(2);
        assertThat(line.readAgain(first.id(), "vie+eng", 75, Reader.OPERATOR))
                .as("they are in line already")
                .isZero();
        assertThat(line.status().again()).isEqualTo(2);
        work = room.textWork(); // it outlives a restart
        List<TextWork.Item> items = work.claim(Stage.AGAIN, 10);
        assertThat(items).hasSize(2).allMatch(item -> "vie+eng".equals(item.model()));
        assertThat(items).allMatch(item -> item.aip().equals(old.id()));
        assertThat(work.totals().filesWaiting()).isZero();
        assertThat(work.coverage(items.getFirst().file()).orElseThrow().state())
                .isEqualTo(TextWork.State.DONE);
        long before = room.journal.head();
        work.done(
                items.getFirst().file(),
                new Found(2, 2, 0, 0, null, new Quality(190, 2, List.of())));
        assertThat(room.journal.after(before, 10)).as("it is indexed").hasSize(1);
        work.keepOld(items.getLast().file());
        assertThat(work.claim(Stage.AGAIN, 10)).isEmpty();
        assertThat(work.coverage(items.getLast().file()).orElseThrow().state())
                .isEqualTo(TextWork.State.DONE);
        assertThat(line.readAgain(fresh.id(), "vie", Reader.OPERATOR)).isEqualTo(3);
        assertThat(line.readAgain(files(other).getFirst(), "vie", Reader.OPERATOR)).isEqualTo(1);
        assertThatThrownBy(() -> line.readAgain(old.id(), "vie", Reader.ANONYMOUS))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void aFondsOfMoreFilesThanOnePieceIsReadAgainWhole() {
        int unused =
                room.jdbc
                        .sql(
                                """
                                insert into projection.text_state
                                    (file_id, aip_id, sha512, state, confidence, measured)
                                select gen_random_uuid(), ?, '', 'DONE', 50 + n % 2 * 40, 1
                                from generate_series(1, 10010) n
                                """)
                        .param(old.id().value())
                        .update();
        assertThat(line.readAgain(first.id(), "vie+eng", 75, Reader.OPERATOR)).isEqualTo(5_005);
        assertThat(line.readAgain(first.id(), "vie+eng", 101, Reader.OPERATOR)).isEqualTo(5_005);
        assertThat(line.readAgain(first.id(), "vie+eng", 101, Reader.OPERATOR)).isZero();
    }

    @Test
    void aFileThatWasBeingReadWheneverTheServiceDiedIsGivenUpWithItsReason() {
        ContentFileId file = work.claim(Stage.LAYER, 1).getFirst().file();
        for (int i = 1; i < TextWork.MAX_DEATHS; i++) {
            work = room.textWork(); // the process before it was killed
            assertThat(work.claim(Stage.LAYER, 1).getFirst().file()).isEqualTo(file);
        }
        work.survived(file); // it gets on: none of them counts any more
        for (int i = 1; i < TextWork.MAX_DEATHS; i++) {
            work = room.textWork();
            assertThat(work.claim(Stage.LAYER, 1).getFirst().file()).isEqualTo(file);
        }
        work.release(file); // an orderly end is none of these
        assertThat(work.claim(Stage.LAYER, 1).getFirst().file()).isEqualTo(file);
        work = room.textWork();
        assertThat(work.claim(Stage.LAYER, 1)).extracting(TextWork.Item::file).doesNotContain(file);
        assertThat(work.coverage(file).orElseThrow().state()).isEqualTo(TextWork.State.FAILED);
        assertThat(line.failed(null, null, 10))
                .singleElement()
                .matches(page -> page.failure() != null && page.failure().contains("5 times"));
        assertThat(line.again(file, Reader.OPERATOR)).isTrue();
        assertThat(work.claim(Stage.LAYER, 1).getFirst().file()).isEqualTo(file);
    }

    @Test
    void noFileIsBlamedForAnotherThatWasClaimedWithIt() {
        List<ContentFileId> batch =
                work.claim(Stage.LAYER, 3).stream().map(TextWork.Item::file).toList();
        assertThat(batch).hasSize(3);
        work = room.textWork(); // the process before it was killed
        List<ContentFileId> others =
                work.claim(Stage.LAYER, 100).stream().map(TextWork.Item::file).toList();
        assertThat(others).hasSize(4).doesNotContainAnyElementsOf(batch);
        for (ContentFileId other : others) {
            work.done(other, new TextWork.Found(1, 1, 0, 0, null));
        }
        ContentFileId deadly = batch.getFirst();
        for (int i = 1; i < TextWork.MAX_DEATHS; i++) {
            List<ContentFileId> each = List.of(alone(), alone(), alone());
            assertThat(each).containsExactlyInAnyOrderElementsOf(batch);
            if (i > 1) {
                assertThat(each.getLast()).as("who is suspected more").isEqualTo(deadly);
            }
            work.release(batch.get(1));
            work.release(batch.get(2));
            work = room.textWork();
        }
        assertThat(List.of(alone(), alone())).containsExactlyInAnyOrder(batch.get(1), batch.get(2));
        assertThat(work.claim(Stage.LAYER, 100)).as("given up").isEmpty();
        assertThat(work.coverage(deadly).orElseThrow().state()).isEqualTo(TextWork.State.FAILED);
    }

    private ContentFileId alone() {
        List<TextWork.Item> items = work.claim(Stage.LAYER, 100);
        assertThat(items).hasSize(1);
        return items.getFirst().file();
    }
}
