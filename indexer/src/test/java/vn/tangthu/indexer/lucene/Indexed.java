package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.nio.file.Path;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.feed.FeedForTests;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.Reader;
import vn.tangthu.storage.TangThuHome;

/** An index over a fake archive, fed as the real one is. */
final class Indexed implements AutoCloseable {
    final FakeArchive archive;
    final LuceneRecordIndex index;
    final LuceneSearch search;
    final FeedForTests feed;

    Indexed(Path home, FakeArchive archive) throws IOException {
        this(home, archive, new Units(null));
    }

    Indexed(Path home, FakeArchive archive, Units units) throws IOException {
        VietnameseAnalyzer analyzer = new VietnameseAnalyzer();
        this.archive = archive;
        this.index = new LuceneRecordIndex(new TangThuHome(home), analyzer);
        this.search =
                new LuceneSearch(
                        index,
                        archive,
                        units,
                        analyzer,
                        new Spellings(new Analysis(analyzer), null));
        this.feed = new FeedForTests(index, archive);
        feed.catchUp();
    }

    SearchPage search(String query) {
        return search.search(SearchRequest.of(query), Reader.ANONYMOUS);
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
