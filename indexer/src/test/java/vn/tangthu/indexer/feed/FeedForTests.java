package vn.tangthu.indexer.feed;

import java.io.IOException;
import java.util.List;
import vn.tangthu.indexer.ExtractedTexts;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ChangeJournal;

/** The feed without its thread, for tests in other rooms. */
public final class FeedForTests {
    private final JournalFeed feed;

    public FeedForTests(RecordIndex index, FakeArchive archive) {
        feed = new JournalFeed(index, archive, new RecordReading(archive, archive));
    }

    /**
     * @param piece records of a fonds that are put in one step
     */
    public FeedForTests(
            RecordIndex index,
            ChangeJournal journal,
            Catalogue catalogue,
            ExtractedTexts texts,
            int piece) {
        RecordReading reading = new RecordReading(catalogue, texts);
        feed = new JournalFeed(index, journal, reading, ParkedRecords.MOST, piece);
    }

    public void catchUp() throws IOException {
        while (feed.step()) {
            continue;
        }
    }

    public boolean step() throws IOException {
        return feed.step();
    }

    public void commit() throws IOException {
        feed.commit();
    }

    /** Everything up to here is searchable. */
    public long sequence() {
        return feed.sequence();
    }

    /** Every restriction up to here acts. */
    public long acting() {
        return feed.acting();
    }

    public List<RecordIndex.Pass> passes() {
        return feed.passes();
    }

    public boolean rebuilding() {
        return feed.rebuilding();
    }

    public void rebuild() {
        feed.askRebuild();
    }
}
