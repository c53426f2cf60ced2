package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import vn.tangthu.indexer.FindAmong;
import vn.tangthu.indexer.InsideRecord;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.Suggestions;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.storage.TangThuHome;

/** The index for tests of other rooms. */
public final class IndexForTests implements EngineForTests {
    private final LuceneRecordIndex index;
    private final Analyzer analyzer;

    public IndexForTests(Path home) throws IOException {
        this(home, new VietnameseAnalyzer());
    }

    private IndexForTests(Path home, Analyzer analyzer) throws IOException {
        this.analyzer = analyzer;
        index = new LuceneRecordIndex(new TangThuHome(home), analyzer);
    }

    /** The same with what Lucene brings along: its standard words, with and without diacritics. */
    public static IndexForTests stock(Path home) throws IOException {
        return new IndexForTests(
                home,
                new Analyzer() {
                    @Override
                    protected TokenStreamComponents createComponents(String field) {
                        StandardTokenizer words = new StandardTokenizer();
                        return new TokenStreamComponents(
                                words, new ASCIIFoldingFilter(new LowerCaseFilter(words), true));
                    }
                });
    }

    /** The same without a step of the analysis, if it is one of these. */
    public static IndexForTests without(Path home, Ablation step) throws IOException {
        return new IndexForTests(home, step.analyzer());
    }

    /** A search without this step, of an index that has it or not. */
    public Search search(Catalogue catalogue, Ablation step) {
        return step.search(index, catalogue, analyzer);
    }

    @Override
    public RecordIndex index() {
        return index;
    }

    /** As Lucene itself does it at a fault: what was not committed is gone. */
    public void closeWriter() throws IOException {
        ((LuceneGeneration) index.current()).writer.rollback();
    }

    @Override
    public Search search(Catalogue catalogue, boolean spellings, boolean widening) {
        Analysis analysis = new Analysis(analyzer);
        return new LuceneSearch(
                index,
                catalogue,
                new Units(null),
                analyzer,
                spellings ? new Spellings(analysis, null) : Spellings.none(analysis),
                widening);
    }

    @Override
    public Search search(Catalogue catalogue, Units units) {
        return new LuceneSearch(index, catalogue, units, analyzer, spellings());
    }

    @Override
    public First first(Catalogue catalogue) {
        LuceneSearch search = new LuceneSearch(index, catalogue, analyzer, spellings());
        return (request, reader) ->
                index.searching(searcher -> search.first(searcher, request, reader)).size();
    }

    private Spellings spellings() {
        return new Spellings(new Analysis(analyzer), null);
    }

    @Override
    public Suggestions suggestions(Catalogue catalogue) {
        return new LuceneSuggestions(index, catalogue, analyzer, spellings());
    }

    @Override
    public InsideRecord inside(Catalogue catalogue) {
        return new LuceneInsideRecord(index, catalogue, analyzer, spellings());
    }

    @Override
    public FindAmong among(Catalogue catalogue) {
        return new LuceneFindAmong(index, catalogue, new Units(null), analyzer, spellings());
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
