package vn.tangthu.indexer.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Rights;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

/** An engine that fails for a while, and records that it or the feed cannot take. */
class JournalFeedFaultsTest {
    private final FakeArchive archive = new FakeArchive();
    private final FondsId fonds = archive.addFonds("F", "Phông thử", Rights.OPEN);
    private final StandInIndex index = new StandInIndex();
    private final List<AipId> ids = new ArrayList<>();

    private AipId add() {
        AipId id =
                archive.add(
                        fonds,
                        "F." + ids.size(),
                        "Hồ sơ số " + ids.size(),
                        "1990",
                        "1991",
                        null,
                        Rights.OPEN,
                        new FakeArchive.Doc("Văn bản").page("trang"));
        ids.add(id);
        return id;
    }

    private JournalFeed feed(int mostParked) {
        return new JournalFeed(index, archive, new RecordReading(archive, archive), mostParked, 64);
    }

    private JournalFeed feed() {
        return feed(ParkedRecords.MOST);
    }

    private static void catchUp(JournalFeed feed) throws IOException {
        while (feed.step()) {
            continue;
        }
    }

    @Test
    @Breaks(Breakage.KILL)
    void whatTheEngineRefusesIsCommittedWithTheCursorThatPassesIt() throws IOException {
        for (int i = 0; i < 300; i++) {
            add();
        }
        JournalFeed feed = feed();
        catchUp(feed);
        index.refusing.add(ids.get(7));
        feed.askRebuild();
        assertThat(feed.step()).as("in the midst of it").isTrue();
        feed.commit();
        StandInIndex.StandIn building = index.begun.getFirst();
        assertThat(building.cursor().orElseThrow().sequence()).isEqualTo(256);
        assertThat(building.parked())
                .extracting(IndexStatus.Parked::aip)
                .containsExactly(ids.get(7).toString());
        index.refusing.add(ids.get(299));
        while (index.current() != building) {
            boolean unused = feed.step();
        }
        assertThat(building.parked()).as("before it answers").hasSize(2);
    }

    @Test
    void anEngineThatFailsForAWhileMakesNobodyBuildAnew() throws IOException {
        add();
        JournalFeed feed = feed();
        catchUp(feed);
        AipId late = add();
        index.current().fault = new IOException("no node answers");
        assertThatThrownBy(feed::step).hasMessage("no node answers");
        assertThat(feed.rebuilding()).isFalse();
        assertThat(feed.sequence()).isEqualTo(1);
        index.current().fault = null;
        catchUp(feed);
        assertThat(index.begun).isEmpty();
        assertThat(index.current().held).contains(late);
    }

    @Test
    void whileAnotherIsBuiltTheIndexThatAnswersMissesNothingEither() throws IOException {
        for (int i = 0; i < 600; i++) {
            add();
        }
        JournalFeed feed = feed();
        catchUp(feed);
        feed.askRebuild();
        assertThat(feed.step()).isTrue();
        AipId late = add();
        StandInIndex.StandIn answering = index.current();
        answering.fault = new IOException("busy");
        assertThatThrownBy(feed::step).hasMessage("busy");
        assertThat(feed.sequence()).isEqualTo(600);
        answering.fault = null;
        assertThat(feed.step()).isTrue();
        assertThat(answering.held).contains(late);
        catchUp(feed);
        assertThat(index.begun).hasSize(1);
        assertThat(index.current().held).hasSize(601);
    }

    @Test
    @Breaks(Breakage.KILL)
    void allThatIsParkedIsCommittedAndTriedAgainAfterARestart() throws IOException {
        for (int i = 0; i < 1_200; i++) {
            archive.makeUnreadable(add(), true);
        }
        JournalFeed feed = feed();
        catchUp(feed);
        assertThat(index.current().parked()).hasSize(1_200);
        assertThat(feed.parked()).as("a list for people").hasSize(1_000);
        ids.forEach(id -> archive.makeUnreadable(id, false));
        catchUp(feed(1_200));
        assertThat(index.current().held).hasSize(1_200);
        assertThat(index.current().parked()).isEmpty();
    }

    @Test
    void theFeedStopsBeforeItForgetsWhatCouldNotBeIndexed() throws IOException {
        for (int i = 0; i < 200; i++) {
            archive.makeUnreadable(add(), true);
        }
        JournalFeed feed = feed(100);
        assertThatThrownBy(() -> catchUp(feed)).hasMessageContaining("Too many records");
        assertThatThrownBy(feed::step).hasMessageContaining("Too many records");
        assertThat(feed.sequence()).isLessThan(archive.head());
        long committed = index.current().cursor().orElseThrow().sequence();
        assertThat(index.current().parked()).hasSizeGreaterThanOrEqualTo((int) committed);
        ids.forEach(id -> archive.makeUnreadable(id, false));
        JournalFeed again = feed(100);
        catchUp(again);
        assertThat(index.current().held).hasSize(200);
        assertThat(again.parked()).isEmpty();
    }

    @Test
    @Breaks(Breakage.KILL)
    void whatWasParkedInAnIndexThatIsOpenedAgainIsTriedAgain() throws IOException {
        AipId late = add();
        AipId other = add();
        archive.makeUnreadable(late, true);
        catchUp(feed());
        assertThat(index.current().parked()).hasSize(1);
        StandInIndex.StandIn older = index.current().copy();
        archive.makeUnreadable(late, false);
        JournalFeed feed = feed(1);
        catchUp(feed);
        assertThat(index.current().held).containsOnly(late, other);
        assertThat(index.current().parked()).isEmpty();
        // Its entry in the journal stands before the cursor there: only what is parked tells of it.
        index.current().open = false;
        index.older = older;
        catchUp(feed);
        assertThat(index.current()).isSameAs(older);
        assertThat(older.held).containsOnly(late, other);
        assertThat(older.parked()).isEmpty();
    }

    @Test
    void aCursorThatIsAheadOfTheJournalIsNotTrusted() throws IOException {
        add();
        index.current().cursor = new RecordIndex.Cursor(archive.epoch(), archive.head() + 5);
        JournalFeed feed = feed();
        catchUp(feed);
        assertThat(index.begun).hasSize(1);
        assertThat(index.current().held).containsExactlyElementsOf(ids);
        assertThat(index.current().cursor().orElseThrow().sequence()).isEqualTo(archive.head());
    }
}
