package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.FilterScorable;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.Weight;

/**
 * The best of a query among those that meet a condition, which is looked at only where the score
 * would do: as a clause of the query a condition that reads places is asked of everything that
 * matches, at ten million pages for seconds ({@code "ủy ban nhân dân"}).
 */
final class Sieve implements CollectorManager<Sieve.Sieved, TopDocs> {
    private final TopScoreDocCollectorManager best;
    private final Weight condition;

    Sieve(IndexSearcher searcher, int count, Query condition) throws IOException {
        this.best = new TopScoreDocCollectorManager(count, count);
        this.condition =
                searcher.createWeight(searcher.rewrite(condition), ScoreMode.COMPLETE_NO_SCORES, 1);
    }

    @Override
    public Sieved newCollector() {
        return new Sieved(best.newCollector());
    }

    @Override
    public TopDocs reduce(Collection<Sieved> collectors) throws IOException {
        return best.reduce(collectors.stream().map(sieved -> sieved.best).toList());
    }

    final class Sieved implements Collector {
        private final TopScoreDocCollector best;

        private Sieved(TopScoreDocCollector best) {
            this.best = best;
        }

        @Override
        public ScoreMode scoreMode() {
            return best.scoreMode();
        }

        @Override
        public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
            Scorer scorer = condition.scorer(leaf);
            if (scorer == null) {
                throw new CollectionTerminatedException();
            }
            return new Leaf(best.getLeafCollector(leaf), scorer);
        }
    }

    private static final class Leaf implements LeafCollector {
        private final LeafCollector best;
        private final Meets condition;

        @SuppressWarnings("NullAway.Init") // before anything is collected
        private Scorable scorer;

        /** What scores less would not be among the best. */
        private float least = Float.NEGATIVE_INFINITY;

        Leaf(LeafCollector best, Scorer condition) {
            this.best = best;
            this.condition = new Meets(condition);
        }

        @Override
        public void setScorer(Scorable scorer) throws IOException {
            this.scorer = scorer;
            best.setScorer(
                    new FilterScorable(scorer) {
                        @Override
                        public void setMinCompetitiveScore(float score) throws IOException {
                            least = score;
                            in.setMinCompetitiveScore(score);
                        }
                    });
        }

        @Override
        public void collect(int doc) throws IOException {
            if (scorer.score() >= least && condition.at(doc)) {
                best.collect(doc);
            }
        }
    }
}
