package vn.tangthu.indexer.lucene;

import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/** Matches given Lucene documents of one moment of the index, with given scores. */
final class Given extends Query {
    private final int[] docs;
    private final float[] scores;

    Given(List<ScoreDoc> found) {
        ScoreDoc[] sorted = found.toArray(ScoreDoc[]::new);
        Arrays.sort(sorted, (a, b) -> Integer.compare(a.doc, b.doc));
        docs = new int[sorted.length];
        scores = new float[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            docs[i] = sorted[i].doc;
            scores[i] = sorted[i].score;
        }
    }

    boolean isEmpty() {
        return docs.length == 0;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new Weight(this) {
            @Override
            public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
                int from = place(leaf.docBase);
                int to = place(leaf.docBase + leaf.reader().maxDoc());
                return from == to
                        ? null
                        : new Weight.DefaultScorerSupplier(
                                new Listed(leaf.docBase, from, to, boost));
            }

            @Override
            public Explanation explain(LeafReaderContext leaf, int doc) {
                int at = Arrays.binarySearch(docs, leaf.docBase + doc);
                return at < 0
                        ? Explanation.noMatch("not given")
                        : Explanation.match(boost * scores[at], "given");
            }

            @Override
            public boolean isCacheable(LeafReaderContext leaf) {
                return false;
            }
        };
    }

    private int place(int doc) {
        int at = Arrays.binarySearch(docs, doc);
        return at < 0 ? -1 - at : at;
    }

    private final class Listed extends Scorer {
        private final int base;
        private final int to;
        private final float boost;
        private final Docs iterator = new Docs();
        private int at;

        Listed(int base, int from, int to, float boost) {
            this.base = base;
            this.to = to;
            this.boost = boost;
            this.at = from - 1;
            iterator.left = to - from;
        }

        @Override
        public int docID() {
            return iterator.docID();
        }

        @Override
        public DocIdSetIterator iterator() {
            return iterator;
        }

        @Override
        public float getMaxScore(int upTo) {
            return Float.MAX_VALUE;
        }

        @Override
        public float score() {
            return boost * scores[at];
        }

        private final class Docs extends DocIdSetIterator {
            private int doc = -1;
            private int left;

            @Override
            public int docID() {
                return doc;
            }

            @Override
            public int nextDoc() {
                at++;
                doc = at >= to ? NO_MORE_DOCS : docs[at] - base;
                return doc;
            }

            @Override
            public int advance(int target) {
                while (nextDoc() < target) {
                    continue;
                }
                return doc;
            }

            @Override
            public long cost() {
                return left;
            }
        }
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "given(" + docs.length + ")";
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
