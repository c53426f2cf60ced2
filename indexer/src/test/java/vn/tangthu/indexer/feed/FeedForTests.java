package vn.tangthu.indexer.feed;

import java.io.IOException;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.RecordIndex;

/** The feed without its thread, for tests in other rooms. */
public final class FeedForTests {
    private final JournalFeed feed;

    public FeedForTests(RecordIndex index, FakeArchive archive) {
        feed = new JournalFeed(index, archive, new RecordReading(archive, archive));
    }

    public void catchUp() throws IOException {
        while (feed.step()) {
            continue;
        }
    }

    public boolean step() throws IOException {
        return feed.step();
    }

    public boolean rebuilding() {
        return feed.rebuilding();
    }

    public void rebuild() {
        feed.askRebuild();
    }
}
