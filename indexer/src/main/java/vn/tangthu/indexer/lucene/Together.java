package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;

/**
 * Some records of a query that reads places: the first in the order of the index, each with the
 * first of its Lucene documents. Where many have the words together any of them will do, and few
 * are looked at; where few have, the walk ends after {@value #MAX_LOOKED} documents that have all
 * the words somewhere, so that records further on may be left out.
 */
public final class Together {
    public static final int ENOUGH = 50;

    private static final int MAX_LOOKED = 6_000;

    private final IndexSearcher searcher;
    private final Parents parents;

    Together(IndexSearcher searcher, Parents parents) {
        this.searcher = searcher;
        this.parents = parents;
    }

    TopDocs of(Query query) throws IOException {
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE, 1);
        List<ScoreDoc> found = new ArrayList<>();
        int looked = 0;
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer == null) {
                continue;
            }
            BitSet ends = parents.of(leaf.reader());
            Bits live = leaf.reader().getLiveDocs();
            TwoPhaseIterator costly = scorer.twoPhaseIterator();
            DocIdSetIterator docs = costly == null ? scorer.iterator() : costly.approximation();
            int doc = docs.nextDoc();
            while (doc != DocIdSetIterator.NO_MORE_DOCS
                    && found.size() < ENOUGH
                    && ++looked <= MAX_LOOKED) {
                if (live != null && !live.get(doc) || costly != null && !costly.matches()) {
                    doc = docs.nextDoc();
                } else {
                    found.add(new ScoreDoc(leaf.docBase + doc, scorer.score()));
                    doc = docs.advance(ends.nextSetBit(doc) + 1);
                }
            }
        }
        return new TopDocs(
                new TotalHits(found.size(), TotalHits.Relation.GREATER_THAN_OR_EQUAL_TO),
                found.toArray(ScoreDoc[]::new));
    }
}
