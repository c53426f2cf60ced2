package vn.tangthu.repository.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.JournalAdvanced;
import vn.tangthu.repository.database.TestDatabase;

class JdbcChangeJournalTest {
    private static final int WRITERS = 6;
    private static final int EACH = 60;

    @Test
    void aReaderBehindACursorLosesNothingHoweverWritersInterleave() throws Exception {
        try (TestDatabase database = TestDatabase.fresh(12)) {
            CatalogueRoom room = new CatalogueRoom(database.dataSource());
            Set<UUID> committed = ConcurrentHashMap.newKeySet();
            List<UUID> read = new ArrayList<>();
            try (var threads = Executors.newFixedThreadPool(WRITERS)) {
                List<Future<?>> writers = new ArrayList<>();
                for (int w = 0; w < WRITERS; w++) {
                    Random random = new Random(w);
                    writers.add(threads.submit(() -> write(room, random, committed)));
                }
                long cursor = 0;
                boolean writing = true;
                while (true) {
                    boolean last = !writing;
                    for (ChangeJournal.Entry entry : room.journal.after(cursor, 7)) {
                        assertThat(entry.sequence()).isGreaterThan(cursor);
                        cursor = entry.sequence();
                        read.add(entry.subject());
                        last = false;
                    }
                    if (last) {
                        break;
                    }
                    writing = writers.stream().anyMatch(writer -> !writer.isDone());
                }
                for (Future<?> writer : writers) {
                    writer.get();
                }
            }
            assertThat(committed).hasSizeGreaterThan(WRITERS * EACH / 2);
            assertThat(read).doesNotHaveDuplicates();
            assertThat(new LinkedHashSet<>(read)).isEqualTo(committed);
            assertThat(new ConcurrentLinkedQueue<>(room.events))
                    .isNotEmpty()
                    .allMatch(JournalAdvanced.class::isInstance);
        }
    }

    @Test
    void whatBecameNarrowerIsToldByItsFonds() {
        try (TestDatabase database = TestDatabase.fresh()) {
            CatalogueRoom room = new CatalogueRoom(database.dataSource());
            UUID fonds = UUID.randomUUID();
            long first =
                    Objects.requireNonNull(
                            room.transactions.execute(
                                    status -> {
                                        long unused =
                                                room.journal.append(
                                                        ChangeJournal.Kind.FONDS_CHANGED,
                                                        UUID.randomUUID());
                                        unused =
                                                room.journal.append(
                                                        ChangeJournal.Kind.RIGHTS_CHANGED,
                                                        UUID.randomUUID()); // of none any more
                                        return room.journal.append(
                                                ChangeJournal.Kind.FONDS_RESTRICTED, fonds);
                                    }));
            assertThat(room.journal.narrowedAfter(0)).containsExactly(new FondsId(fonds));
            assertThat(room.journal.narrowedAfter(first - 1)).containsExactly(new FondsId(fonds));
            assertThat(room.journal.narrowedAfter(first)).isEmpty();
            assertThat(room.journal.began()).isZero();
            room.transactions.executeWithoutResult(status -> room.journal.newEpoch());
            assertThat(room.journal.began()).isEqualTo(first).isEqualTo(room.journal.head());
        }
    }

    /** Several lines a transaction, work before and after them, and some that roll back. */
    private static void write(CatalogueRoom room, Random random, Set<UUID> committed) {
        for (int i = 0; i < EACH; i++) {
            List<UUID> mine = new ArrayList<>();
            boolean rollBack = random.nextInt(10) == 0;
            room.transactions.executeWithoutResult(
                    status -> {
                        pause(random);
                        for (int n = 0; n <= random.nextInt(3); n++) {
                            UUID subject = UUID.randomUUID();
                            mine.add(subject);
                            long unused =
                                    room.journal.append(ChangeJournal.Kind.TEXT_CHANGED, subject);
                        }
                        pause(random);
                        if (rollBack) {
                            status.setRollbackOnly();
                        }
                    });
            if (!rollBack) {
                committed.addAll(mine);
            }
        }
    }

    private static void pause(Random random) {
        try {
            Thread.sleep(0, random.nextInt(900_000));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
