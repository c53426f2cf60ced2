package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.FindAmong;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Reader;

/** The search's own question, narrowed to the blocks of some records. */
@Component
class LuceneFindAmong implements FindAmong {
    private final LuceneRecordIndex index;
    private final Catalogue catalogue;
    private final QuestionReader reading;

    LuceneFindAmong(
            LuceneRecordIndex index, Catalogue catalogue, Analyzer analyzer, Spellings spellings) {
        this.index = index;
        this.catalogue = catalogue;
        this.reading = new QuestionReader(new Analysis(analyzer), spellings);
    }

    @Override
    public Set<AipId> among(SearchRequest request, Collection<AipId> records, Reader reader) {
        if (records.size() > MOST) {
            throw new IllegalArgumentException("Too many records at once: " + records.size());
        }
        Question question = reading.read(request.query());
        List<BytesRef> ids = records.stream().map(id -> Schema.bytes(id.value())).toList();
        Query asked =
                new BooleanQuery.Builder()
                        .add(question.matching(false), Occur.FILTER)
                        .add(
                                LuceneSearch.scope(
                                        question, request.filters(), request.within(), reader),
                                Occur.FILTER)
                        .add(new TermInSetQuery(Schema.AIP, ids), Occur.FILTER)
                        .build();
        try {
            Set<AipId> found =
                    ids.isEmpty()
                            ? Set.of()
                            : index.searching(searcher -> records(searcher, asked));
            // Asked again before it is said, as each hit is.
            return found.isEmpty() ? found : Set.copyOf(catalogue.records(found, reader).keySet());
        } catch (IOException e) {
            throw new UncheckedIOException("Chỉ mục không đọc được / The index cannot be read", e);
        }
    }

    private Set<AipId> records(IndexSearcher searcher, Query asked) throws IOException {
        Weight weight =
                searcher.createWeight(
                        searcher.rewrite(new ConstantScoreQuery(asked)),
                        ScoreMode.COMPLETE_NO_SCORES,
                        1);
        Set<AipId> found = new HashSet<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer == null) {
                continue;
            }
            BitSet ends = index.parents().of(leaf.reader());
            Bits live = leaf.reader().getLiveDocs();
            DocIdSetIterator docs = scorer.iterator();
            int doc = docs.nextDoc();
            while (doc != DocIdSetIterator.NO_MORE_DOCS) {
                int end = ends.nextSetBit(doc);
                if (live == null || live.get(doc)) {
                    found.add(index.idOf(searcher, leaf.docBase + end));
                }
                doc = docs.advance(end + 1);
            }
        }
        return found;
    }
}
