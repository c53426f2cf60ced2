package vn.tangthu.indexer.lucene;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.BitSetIterator;
import org.jspecify.annotations.Nullable;

/**
 * Descriptions, and no pages: from the bits that are kept of each segment, so that the next one is
 * a look away. As a query of three kinds it was a quarter of a search for frequent words.
 */
final class Heads extends Query {
    private final Parents parents;

    Heads(Parents parents) {
        this.parents = parents;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
                BitSet heads = parents.blocks(leaf.reader()).heads();
                long count = heads.approximateCardinality();
                return ConstantScoreScorerSupplier.fromIterator(
                        new BitSetIterator(heads, count), score(), mode, leaf.reader().maxDoc());
            }

            @Override
            public boolean isCacheable(LeafReaderContext leaf) {
                return false;
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "descriptions";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Heads heads && heads.parents == parents;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(parents);
    }
}
