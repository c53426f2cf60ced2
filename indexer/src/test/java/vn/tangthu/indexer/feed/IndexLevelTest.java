package vn.tangthu.indexer.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.OcrAvailability;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.lucene.IndexForTests;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.JournalAdvanced;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.TextWork;

class IndexLevelTest {
    @TempDir private Path dir;
    private final FakeArchive archive = new FakeArchive();
    private final FondsId fonds = archive.addFonds("F", "Phông thử", Rights.OPEN);
    private final TextWork work = mock(TextWork.class);
    private IndexForTests index;

    @BeforeEach
    void open() throws IOException {
        index = new IndexForTests(dir);
        when(work.totals()).thenReturn(new TextWork.Totals(0, 0, 0, 0, 0, 0, 0));
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    private IndexLevel level(boolean background) {
        return new IndexLevel(
                index.index(),
                archive,
                archive,
                archive,
                work,
                new StaticListableBeanFactory().getBeanProvider(OcrAvailability.class),
                background);
    }

    private long add(int number) {
        archive.add(
                fonds,
                "F." + number,
                "Hồ sơ số " + number,
                null,
                null,
                null,
                Rights.OPEN,
                new FakeArchive.Doc("Văn bản"));
        return archive.head();
    }

    private long found() {
        return index.search(archive).search(SearchRequest.of("hồ sơ"), Reader.ANONYMOUS).total();
    }

    @Test
    void aWordThatTheJournalGrewIsActedOnAtOnce() {
        IndexLevel level = level(true);
        level.start();
        try {
            Instant start = Instant.now();
            for (int i = 1; i <= 20; i++) {
                long head = add(i);
                level.on(new JournalAdvanced(head));
                level.awaitIndexed(head);
                assertThat(found()).isEqualTo(i);
            }
            assertThat(Duration.between(start, Instant.now()))
                    .as("a look each two seconds would take twice as long")
                    .isLessThan(Duration.ofSeconds(20));
            assertThat(level.status().lag()).isZero();
            assertThat(level.status().records()).isEqualTo(20);
        } finally {
            level.stop();
        }
    }

    @Test
    void withoutAnyWordTheJournalIsLookedAtEveryTwoSeconds() throws InterruptedException {
        IndexLevel level = level(true);
        level.start();
        try {
            Thread.sleep(200);
            add(1);
            Instant start = Instant.now();
            while (found() == 0
                    && Duration.between(start, Instant.now()).compareTo(Duration.ofSeconds(15))
                            < 0) {
                Thread.sleep(50);
            }
            assertThat(found()).isEqualTo(1);
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
        } finally {
            level.stop();
        }
    }

    @Test
    void aRestrictionWaitsForNoFondsThatIsGoneThrough() {
        for (int i = 1; i <= 200; i++) {
            long unused = add(i);
        }
        IndexLevel level = level(false);
        level.awaitIndexed(archive.head());
        archive.fondsTitle(fonds, "Tên mới");
        long line = archive.head();
        level.awaitIndexed(line);
        assertThat(level.status().sequence()).isEqualTo(line - 1);
        assertThat(level.status().lag()).isEqualTo(1);
        assertThat(level.searchable(archive.epoch())).isEqualTo(line - 1);
        assertThat(level.status().passes())
                .singleElement()
                .satisfies(
                        pass -> {
                            assertThat(pass.code()).isEqualTo("F");
                            assertThat(pass.percent()).isBetween(20, 45); // 64 of 200
                            assertThat(pass.withheld()).isFalse();
                        });
        archive.withdraw(new AipId(UUID.nameUUIDFromBytes("F.7".getBytes(UTF_8))));
        level.awaitIndexed(archive.head());
        assertThat(found()).isEqualTo(199);
        assertThat(level.status().passes()).hasSize(1);
        archive.fondsRights(fonds, Rights.LISTED);
        level.awaitIndexed(archive.head());
        assertThat(level.status().passes()).singleElement().matches(pass -> pass.withheld());
        assertThat(found()).isZero();
        assertThat(level.searchable(archive.epoch())).as("not for everybody").isZero();
    }

    @Test
    void withoutABackgroundWhoeverWaitsDoesTheWork() throws InterruptedException {
        IndexLevel level = level(false);
        level.start();
        assertThat(level.isRunning()).isFalse();
        add(1);
        level.awaitCaughtUp(false, Progress.NONE);
        assertThat(found()).isEqualTo(1);
        add(2);
        level.rebuildIndex();
        level.awaitCaughtUp(true, Progress.NONE);
        assertThat(found()).isEqualTo(2);
        assertThat(level.status().rebuilding()).isFalse();
    }
}
