package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.BitSet;

/**
 * The best records of a query, each by the best of its Lucene documents, in one pass: those of a
 * record lie together, so that a record with a thousand pages takes one place and not a thousand.
 */
final class BestRecords implements CollectorManager<BestRecords.Collecting, List<Ranking.Ranked>> {
    private static final Comparator<Ranking.Ranked> BEST_FIRST =
            Comparator.comparing(Ranking.Ranked::score)
                    .reversed()
                    .thenComparing(Ranking.Ranked::parent);

    private final Parents parents;
    private final int count;

    /**
     * @param count at least 1
     */
    BestRecords(Parents parents, int count) {
        this.parents = parents;
        this.count = count;
    }

    @Override
    public Collecting newCollector() {
        return new Collecting();
    }

    /** Best first, at most as many as were asked for. */
    @Override
    public List<Ranking.Ranked> reduce(Collection<Collecting> collectors) {
        List<Ranking.Ranked> all = new ArrayList<>();
        collectors.forEach(collecting -> all.addAll(collecting.best));
        all.sort(BEST_FIRST);
        return all.subList(0, Math.min(count, all.size()));
    }

    final class Collecting implements Collector {
        private final PriorityQueue<Ranking.Ranked> best =
                new PriorityQueue<>(BEST_FIRST.reversed());

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.TOP_SCORES;
        }

        @Override
        public LeafCollector getLeafCollector(LeafReaderContext leaf) {
            return new Leaf(this, parents.of(leaf.reader()), leaf.docBase);
        }

        private void add(Ranking.Ranked record) {
            best.add(record);
            if (best.size() > count) {
                best.remove();
            }
        }

        /** What scores less cannot change which records are the best. */
        private float least() {
            return best.size() < count ? 0 : best.element().score();
        }
    }

    private static final class Leaf implements LeafCollector {
        private final Collecting all;
        private final BitSet ends;
        private final int base;
        private int end = -1;
        private float best;

        @SuppressWarnings("NullAway.Init") // before anything is collected
        private Scorable scorer;

        Leaf(Collecting all, BitSet ends, int base) {
            this.all = all;
            this.ends = ends;
            this.base = base;
        }

        @Override
        public void setScorer(Scorable scorer) throws IOException {
            this.scorer = scorer;
            scorer.setMinCompetitiveScore(all.least());
        }

        @Override
        public void collect(int doc) throws IOException {
            float score = scorer.score();
            if (doc > end) {
                finish();
                scorer.setMinCompetitiveScore(all.least());
                end = ends.nextSetBit(doc);
                best = score;
            } else {
                best = Math.max(best, score);
            }
        }

        @Override
        public void finish() {
            if (end >= 0) {
                all.add(new Ranking.Ranked(base + end, best));
                end = -1;
            }
        }
    }
}
