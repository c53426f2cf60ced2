package vn.tangthu.indexer.lucene;

import java.io.IOException;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.feed.FeedForTests;
import vn.tangthu.repository.Reader;

/** Whichever engine, over a fake archive, fed as the real one is. */
final class Fed implements AutoCloseable {
    final EngineForTests engine;
    final Search search;
    final FeedForTests feed;

    Fed(EngineForTests engine, FakeArchive archive) throws IOException {
        this.engine = engine;
        this.search = engine.search(archive);
        this.feed = new FeedForTests(engine.index(), archive);
        feed.catchUp();
    }

    SearchPage search(String query) {
        return search.search(SearchRequest.of(query), Reader.ANONYMOUS);
    }

    @Override
    public void close() throws IOException {
        engine.close();
    }
}
