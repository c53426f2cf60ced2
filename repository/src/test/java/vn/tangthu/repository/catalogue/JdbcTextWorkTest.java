package vn.tangthu.repository.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.TextWork;
import vn.tangthu.repository.TextWork.Found;
import vn.tangthu.repository.TextWork.Stage;
import vn.tangthu.repository.database.TestDatabase;

class JdbcTextWorkTest {
    private final TestDatabase database = TestDatabase.fresh();
    private CatalogueRoom room;
    private Aip aip;

    @BeforeEach
    void begin() {
        room = new CatalogueRoom(database.dataSource());
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        var fonds = room.put(Samples.fonds("T", Rights.OPEN));
        Rights[] documents = new Rights[12];
        Arrays.fill(documents, Rights.OPEN);
        aip = room.stage(delivery, Samples.aip(fonds, null, "1", delivery, Rights.OPEN, documents));
        assertThat(room.textWork().claim(Stage.LAYER, 5)).as("not acknowledged yet").isEmpty();
        room.acknowledge(delivery);
    }

    @AfterEach
    void end() {
        database.close();
    }

    /** Pages of a shared file that are no document's are given out with it all the same. */
    @Test
    void aPartAnswersForThePagesUpToTheNextAndTheFirstForThoseBeforeIt() {
        UUID whole = UUID.randomUUID();
        int[][] parts = {{3, 4}, {7, 2}, {8, 3}};
        List<UUID> files = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            files.add(aip.documents().get(i).files().getFirst().id().value());
            int unused =
                    room.jdbc
                            .sql(
                                    "update projection.content_file set whole_id = ?, first_page = ?,"
                                            + " pages = ?, whole_pages = 14 where id = ?")
                            .params(whole, parts[i][0], parts[i][1], files.get(i))
                            .update();
        }
        assertThat(room.textWork().claim(Stage.LAYER, 100))
                .filteredOn(item -> files.contains(item.file().value()))
                .extracting(TextWork.Item::from, TextWork.Item::to)
                .containsExactlyInAnyOrder(tuple(1, 6), tuple(7, 8), tuple(8, Integer.MAX_VALUE));
    }

    @Test
    void nobodyGetsAFileTwiceAndClaimsOfTheDeadAreFreeAgain() throws Exception {
        TextWork work = room.textWork();
        List<TextWork.Item> claimed = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<List<TextWork.Item>>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(threads.submit(() -> work.claim(Stage.LAYER, 3)));
            }
            for (Future<List<TextWork.Item>> one : all) {
                claimed.addAll(one.get());
            }
        }
        while (claimed.size() < 12) {
            List<TextWork.Item> more = work.claim(Stage.LAYER, 3);
            assertThat(more).isNotEmpty();
            claimed.addAll(more);
        }
        assertThat(claimed).extracting(TextWork.Item::file).doesNotHaveDuplicates().hasSize(12);
        assertThat(work.claim(Stage.LAYER, 3)).isEmpty();
        work.release(claimed.getFirst().file());
        assertThat(work.claim(Stage.LAYER, 3)).containsExactly(claimed.getFirst());
        TextWork restarted = room.textWork();
        List<TextWork.Item> again = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            again.addAll(restarted.claim(Stage.LAYER, 100));
        }
        assertThat(again)
                .as("after a restart, one by one")
                .extracting(TextWork.Item::file)
                .containsExactlyInAnyOrderElementsOf(
                        claimed.stream().map(TextWork.Item::file).toList());
    }

    @Test
    void whatWasFoundMovesTheFileOnAndIsToldInTheJournal() {
        TextWork work = room.textWork();
        List<TextWork.Item> items = work.claim(Stage.LAYER, 3);
        long before = room.journal.head();
        work.done(items.get(0).file(), new Found(3, 3, 0, 0, null));
        work.done(items.get(1).file(), new Found(3, 1, 2, 0, null));
        work.done(items.get(2).file(), new Found(0, 0, 0, 0, "hỏng\0"));
        assertThat(room.journal.after(before, 10))
                .hasSize(3)
                .allMatch(e -> e.kind() == ChangeJournal.Kind.TEXT_CHANGED)
                .allMatch(e -> e.subject().equals(aip.id().value()));
        assertThat(work.totals()).isEqualTo(new TextWork.Totals(12, 10, 1, 6, 4, 2, 0));
        assertThat(work.coverage(items.get(1).file()).orElseThrow().state())
                .isEqualTo(TextWork.State.WAITING_FOR_OCR);
        assertThat(work.claim(Stage.OCR, 5)).containsExactly(items.get(1));
        work.done(items.get(1).file(), new Found(3, 3, 0, 0, null));
        assertThat(work.retryFailed()).isEqualTo(1);
        assertThat(work.totals()).isEqualTo(new TextWork.Totals(12, 10, 0, 6, 6, 0, 0));
    }

    @Test
    void aFileOfWhichOnlyPagesFailedIsTriedAgainAndSaysSo() {
        TextWork work = room.textWork();
        List<TextWork.Item> items = work.claim(Stage.LAYER, 12);
        for (TextWork.Item each : items) {
            work.done(each.file(), new Found(3, 3, 0, 0, null));
        }
        assertThat(work.retryFailed()).isZero();
        TextWork.Item item = items.getFirst();
        room.textLine().readAgain(item.file(), "vie", Reader.OPERATOR);
        assertThat(work.claim(Stage.AGAIN, 1)).hasSize(1);
        work.done(item.file(), new Found(3, 2, 0, 1, null));
        assertThat(work.retryFailed()).isEqualTo(1);
        assertThat(work.claim(Stage.LAYER, 12)).containsExactly(item);
        assertThat(work.coverage(item.file()).orElseThrow().pagesFailed()).isEqualTo(1);
        work.done(item.file(), new Found(3, 3, 0, 0, null));
        assertThat(work.retryFailed()).isZero();
        assertThat(work.totals().pagesFailed()).isZero();
    }

    @Test
    void aNewVersionKeepsWhatWasFoundInTheSameBytes() {
        TextWork work = room.textWork();
        TextWork.Item item = work.claim(Stage.LAYER, 1).getFirst();
        work.done(item.file(), new Found(3, 3, 0, 0, null));
        room.writer.changed(Versions.next(aip, Rights.LISTED), ChangeJournal.Kind.RIGHTS_CHANGED);
        assertThat(work.coverage(item.file()).orElseThrow().state()).isEqualTo(TextWork.State.DONE);
        assertThat(work.totals().files()).isEqualTo(12);
        assertThat(work.claim(Stage.LAYER, 100)).hasSize(11);
    }

    @Test
    void itIsKnownOfWhichFilesOcrReadPages() {
        TextWork work = room.textWork();
        List<TextWork.Item> items = work.claim(Stage.LAYER, 3);
        TextWork.Item read = items.get(0);
        work.done(read.file(), new Found(3, 1, 2, 0, null));
        work.done(items.get(1).file(), new Found(3, 3, 0, 0, null));
        work.done(items.get(2).file(), new Found(3, 0, 0, 3, "hỏng"));
        assertThat(work.readByOcr(aip.id())).as("it waits").isEmpty();
        assertThat(work.claim(Stage.OCR, 1)).hasSize(1);
        work.done(
                read.file(), new Found(3, 3, 0, 0, null, new TextWork.Quality(180, 2, List.of())));
        assertThat(work.readByOcr(aip.id())).containsExactly(read.file());
        assertThat(work.readByOcr(new AipId(UUID.randomUUID()))).isEmpty();
        room.writer.changed(Versions.next(aip, Rights.LISTED), ChangeJournal.Kind.RIGHTS_CHANGED);
        assertThat(work.readByOcr(aip.id())).containsExactly(read.file());
    }
}
