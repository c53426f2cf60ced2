package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;

/**
 * Which Lucene documents say most of a widened question: of every four words three in one of their
 * forms, and at least half of those that were typed side by side standing so. Syllables are few and
 * all of their forms stand somewhere on many pages; side by side they do not.
 *
 * <p>One pass over what has the rarest words, for all that is asked of it later: counts, ranking
 * and places need no other. The work is limited, whatever is asked of however large an index.
 */
public final class Nearest {
    /** Lucene documents that may have to be looked at: those with one of the rarest words. */
    private static final double MAX_LEAD = 100_000;

    /** Lucene documents whose words are looked at one by one. */
    private static final int MAX_RATED = 40_000;

    public static final int KEPT = 1_000;

    /** What is so much worse than the best is not what was meant. */
    public static final float LEAST_OF_BEST = 0.6f;

    public static final float WORDS = 60;
    public static final float PAIRS = 80;

    /** Of {@link #WORDS} and {@link #PAIRS} together, so much is as good as found. */
    public static final float GOOD = 100;

    private final Visible visible;
    private final Question question;
    private final List<Integer> plain = new ArrayList<>();
    private final List<Float> worth = new ArrayList<>();
    private final List<ScoreDoc> found = new ArrayList<>();
    private int rated;

    /**
     * @param question with variants of its words
     */
    Nearest(Visible visible, Question question) {
        this.visible = visible;
        this.question = question;
        for (int i = 0; i < question.groups().size(); i++) {
            if (question.groups().get(i).isPlainWord()) {
                plain.add(i);
            }
        }
    }

    /**
     * The best that this reader may see, with how near they come; none where it would cost much.
     */
    Given query() throws IOException {
        double[] costs = plain.stream().mapToDouble(this::cost).toArray();
        weigh(costs);
        // All words in one of their forms first: that is little work, and often enough.
        int most = plain.size() / 4;
        for (int missing = 0; missing <= most; missing += Math.max(1, most)) {
            if (best() < GOOD && lead(costs, missing) <= MAX_LEAD) {
                found.clear();
                look(costs, missing);
            }
        }
        float least = LEAST_OF_BEST * best();
        found.removeIf(doc -> doc.score < least);
        found.sort(
                Comparator.comparingDouble((ScoreDoc doc) -> doc.score)
                        .reversed()
                        .thenComparingInt(doc -> doc.doc));
        return new Given(found.subList(0, Math.min(KEPT, found.size())));
    }

    /** What is rarer tells more. */
    private void weigh(double[] costs) {
        double documents = visible.index().maxDoc();
        double sum = 0;
        for (double cost : costs) {
            sum += rarity(documents, cost);
        }
        for (double cost : costs) {
            worth.add((float) (rarity(documents, cost) / sum));
        }
    }

    public static double rarity(double documents, double cost) {
        return Math.sqrt(Math.log(2 + documents / (1 + cost)));
    }

    private float best() {
        float best = 0;
        for (ScoreDoc doc : found) {
            best = Math.max(best, doc.score);
        }
        return best;
    }

    private double cost(int group) {
        return Forms.of(question, group).stream()
                .mapToDouble(form -> visible.known(form.words().getFirst()))
                .sum();
    }

    /** Who may miss so many words has one of the rarest: one more than may be missed. */
    private static double lead(double[] costs, int missing) {
        return Arrays.stream(costs).sorted().limit(missing + 1L).sum();
    }

    private void look(double[] costs, int missing) throws IOException {
        BooleanQuery.Builder must = new BooleanQuery.Builder().add(visible.rights(), Occur.FILTER);
        int sure = 0;
        for (Question.Group group : question.groups()) {
            if (!group.isPlainWord()) {
                must.add(Question.query(group, false), Occur.FILTER);
                sure++;
            }
        }
        Query all = sure == 0 ? visible.rights() : must.build();
        Weight weight =
                visible.searcher()
                        .createWeight(
                                visible.searcher().rewrite(all), ScoreMode.COMPLETE_NO_SCORES, 1);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(i -> costs[i]));
        for (LeafReaderContext leaf : visible.index().leaves()) {
            Scorer allowed = weight.scorer(leaf);
            if (allowed != null && rated < MAX_RATED) {
                look(leaf, allowed, order, missing);
            }
        }
    }

    private void look(LeafReaderContext leaf, Scorer allowed, List<Integer> order, int missing)
            throws IOException {
        List<Forms> groups = new ArrayList<>();
        for (int group : plain) {
            groups.add(new Forms(leaf.reader(), question, group));
        }
        DocIdSetIterator lead =
                Forms.any(
                        order.subList(0, missing + 1).stream().map(groups::get).toList(),
                        leaf.reader().maxDoc());
        TwoPhaseIterator costly = allowed.twoPhaseIterator();
        DocIdSetIterator may = costly == null ? allowed.iterator() : costly.approximation();
        Bits live = leaf.reader().getLiveDocs();
        int needed = plain.size() - missing;
        for (int doc = lead.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS && rated < MAX_RATED;
                doc = lead.nextDoc()) {
            if (may.docID() < doc) {
                may.advance(doc);
            }
            if (may.docID() == doc
                    && (live == null || live.get(doc))
                    && has(doc, groups, order, needed)
                    && (costly == null || costly.matches())) {
                float score = rate(doc, groups);
                if (score > 0) {
                    found.add(new ScoreDoc(leaf.docBase + doc, score));
                }
            }
        }
    }

    private static boolean has(int doc, List<Forms> groups, List<Integer> order, int needed)
            throws IOException {
        int left = groups.size();
        int have = 0;
        for (int at : order) {
            left--;
            if (groups.get(at).stand(doc)) {
                have++;
            }
            if (have + left < needed) {
                return false;
            }
        }
        return true;
    }

    /** How near it comes; 0 where too little of it stands side by side. */
    private float rate(int doc, List<Forms> groups) throws IOException {
        rated++;
        List<List<Forms.Span>> spans = new ArrayList<>();
        float words = 0;
        boolean all = true;
        for (Forms group : groups) {
            List<Forms.Span> own = group.spans(doc);
            float best = 0;
            boolean asTyped = false;
            for (Forms.Span span : own) {
                best = Math.max(best, span.weight());
                asTyped |= span.form().asTyped();
            }
            words += worth.get(spans.size()) * best;
            all &= asTyped;
            spans.add(own);
        }
        int pairs = 0;
        int together = 0;
        float near = 0;
        for (int i = 1; i < plain.size(); i++) {
            if (plain.get(i) == plain.get(i - 1) + 1) {
                pairs++;
                float pair = Forms.together(spans.get(i - 1), spans.get(i));
                near += pair;
                together += pair > 0 ? 1 : 0;
            }
        }
        if (!all && 2 * together < pairs) {
            return 0;
        }
        return WORDS * words + (pairs == 0 ? 0 : PAIRS * near / pairs);
    }
}
