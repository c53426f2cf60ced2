package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.nio.file.Path;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.storage.TangThuHome;

/** The index for tests of other rooms. */
public final class IndexForTests implements AutoCloseable {
    private final LuceneRecordIndex index;

    public IndexForTests(Path home) throws IOException {
        index = new LuceneRecordIndex(new TangThuHome(home), new VietnameseAnalyzer());
    }

    public RecordIndex index() {
        return index;
    }

    public Search search(Catalogue catalogue) {
        return new LuceneSearch(index, catalogue, new VietnameseAnalyzer());
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
