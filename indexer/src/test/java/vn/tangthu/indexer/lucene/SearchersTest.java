package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which years are within a bound is looked up once, and stays true. */
class SearchersTest {
    private static final int DOCUMENTS = 30_000;

    @Test
    void aBoundIsRememberedForRareWordsTooAndKnowsWhatWasRemoved(@TempDir Path index)
            throws IOException {
        Searchers searchers = new Searchers();
        try (FSDirectory directory = FSDirectory.open(index);
                IndexWriter writer =
                        new IndexWriter(
                                directory, new IndexWriterConfig(new WhitespaceAnalyzer()))) {
            for (int n = 0; n < DOCUMENTS; n++) {
                Document document = new Document();
                document.add(new IntPoint(Schema.TO_YEAR, 1970 + n % 50));
                document.add(
                        new StringField("rare", n % 1_000 == 7 ? "yes" : "no", Field.Store.NO));
                document.add(new StringField("n", Integer.toString(n), Field.Store.NO));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
            // 30 are rare, all of 1977; the bound leaves them in or out.
            try (DirectoryReader reader = DirectoryReader.open(writer)) {
                IndexSearcher searcher = searchers.newSearcher(reader, null);
                assertThat(found(searcher, rareSince(1977))).isEqualTo(30);
                assertThat(searchers.years.getCacheCount()).isEqualTo(1);
                assertThat(found(searcher, rareSince(1977))).isEqualTo(30);
                assertThat(searchers.years.getHitCount()).isPositive();
                assertThat(found(searcher, rareSince(1978))).isZero();
                writer.deleteDocuments(new Term("n", "1007"));
                try (DirectoryReader later = DirectoryReader.openIfChanged(reader, writer)) {
                    assertThat(found(searchers.newSearcher(later, reader), rareSince(1977)))
                            .isEqualTo(29);
                }
            }
        }
        assertThat(searchers.years.getCacheSize()).as("closed with its index").isZero();
    }

    private static int found(IndexSearcher searcher, Query query) throws IOException {
        // Not count(), which answers some queries without asking.
        return searcher.search(query, new TopScoreDocCollectorManager(100, Integer.MAX_VALUE))
                .scoreDocs
                .length;
    }

    private static Query rareSince(int year) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(new Term("rare", "yes")), Occur.FILTER)
                .add(IntPoint.newRangeQuery(Schema.TO_YEAR, year, Integer.MAX_VALUE), Occur.FILTER)
                .build();
    }
}
