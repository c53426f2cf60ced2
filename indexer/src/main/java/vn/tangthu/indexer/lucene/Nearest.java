package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
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
import org.jspecify.annotations.Nullable;

/**
 * Which Lucene documents say most of a widened question: of every four words three in one of their
 * forms, and at least half of those that were typed side by side standing so. Syllables are few and
 * all of their forms stand somewhere on many pages; side by side they do not.
 *
 * <p>What is found here is all that is asked of later: counts, ranking and places need no other
 * pass. Where the rarest words are rare, all that has one of them is looked at. Where they are not,
 * all that has a rare form of any word, which a misread word is; and, where what was typed stands
 * nowhere and may be a usual name misspelt, what has most of the words as they were typed, from
 * everywhere in the index: who misspells some words writes the others right, and few documents have
 * all of those. So the work is limited, whatever is asked of however large an index.
 */
public final class Nearest {
    /** The work is shared out evenly over so many stretches of the index at most. */
    private static final int MAX_STRETCHES = 64;

    private static final Limits LIMITS =
            new Limits(100_000, 30_000, 40_000, 25_000, 150_000, 100_000);

    /**
     * How much is done at most.
     *
     * @param lead Lucene documents that are looked at for one of their words, if that are all
     * @param rare else so many for a rare form of one, and for a rare word as it was typed
     * @param rated of these whose words are looked at one by one
     * @param some the same of those that have most of the words as they were typed
     * @param steps from one of these to the next
     * @param stretch Lucene documents in a stretch, at least
     */
    record Limits(int lead, int rare, int rated, int some, int steps, int stretch) {}

    public static final int KEPT = 1_000;

    /** What is so much worse than the best is not what was meant. */
    public static final float LEAST_OF_BEST = 0.6f;

    public static final float WORDS = 60;
    public static final float PAIRS = 80;

    /** Of {@link #WORDS} and {@link #PAIRS} together, so much is as good as found. */
    public static final float GOOD = 100;

    private final Visible visible;
    private final Question question;
    private final Limits limits;
    private final List<Integer> plain = new ArrayList<>();
    private final List<Float> worth = new ArrayList<>();

    /** The words by their places in {@link #plain}, the rarest first. */
    private final List<Integer> order = new ArrayList<>();

    private final int pairs;
    private final double[] costs;
    private final Map<Integer, Float> found = new HashMap<>();
    private final Set<Integer> otherwise = new HashSet<>();
    private final Map<LeafReaderContext, List<Forms>> words = new HashMap<>();
    private @Nullable Weight sure;
    private final Map<LeafReaderContext, Lacking> withMarks = new HashMap<>();
    private final Map<LeafReaderContext, Lacking> withoutMarks = new HashMap<>();

    /**
     * @param question with variants of its words
     */
    Nearest(Visible visible, Question question) throws IOException {
        this(visible, question, LIMITS);
    }

    /** For tests. */
    Nearest(Visible visible, Question question, Limits limits) throws IOException {
        this.visible = visible;
        this.question = question;
        this.limits = limits;
        for (int i = 0; i < question.groups().size(); i++) {
            if (question.groups().get(i).isPlainWord()) {
                order.add(plain.size());
                plain.add(i);
            }
        }
        costs = new double[plain.size()];
        for (int i = 0; i < costs.length; i++) {
            for (Forms.Form form : Forms.of(question, plain.get(i))) {
                costs[i] += frequency(form);
            }
        }
        pairs = (int) IntStream.range(0, plain.size()).filter(this::isPair).count();
        order.sort(Comparator.comparingDouble(i -> costs[i]));
        weigh();
    }

    /** Which document is next; documents are asked for in order. */
    interface Lead {
        /** The first from here on. */
        int from(int doc) throws IOException;
    }

    private interface Leading {
        Lead in(LeafReaderContext leaf, List<Forms> words) throws IOException;
    }

    /** How much may be done: it is shared out over what is still to be passed. */
    private static final class Budget {
        private int rated;
        private int steps;
        private long left;

        Budget(int rated, int steps) {
            this.rated = rated;
            this.steps = steps;
        }

        private static int share(int all, int some, long left) {
            return (int) Math.min(all, Math.max(1, (long) all * some / Math.max(1, left)));
        }
    }

    /**
     * The best that this reader may see, with how near they come.
     *
     * @param others whether it must not be all of it as it was typed: of that enough is known
     */
    @Nullable Query query(boolean others) throws IOException {
        // All words in one of their forms first: that is little work, and often enough.
        int most = plain.size() / 4;
        for (int missing = 0; missing <= most; missing += Math.max(1, most)) {
            if (best() < GOOD) {
                look(missing, !others);
            }
        }
        return kept(others);
    }

    /**
     * The same among a few that lie together, which are all looked at.
     *
     * @param from the first, by its number in the segment
     * @param to after the last
     */
    @Nullable Query within(LeafReaderContext leaf, int from, int to) throws IOException {
        int most = plain.size() / 4;
        for (int missing = 0; missing <= most; missing += Math.max(1, most)) {
            if (best() < GOOD) {
                Budget all = new Budget(limits.rated(), Integer.MAX_VALUE);
                all.left = to - from;
                look(leaf, from, to, (of, words) -> doc -> doc, missing, all);
            }
        }
        return kept(true);
    }

    /**
     * @param usual whether what was typed may be something usual misspelt
     */
    private void look(int missing, boolean usual) throws IOException {
        List<Integer> rarest = order.subList(0, missing + 1);
        if (rarest.stream().mapToDouble(word -> costs[word]).sum() <= limits.lead()) {
            // Who may miss so many words has one of the rarest: one more than may be missed.
            everywhere(having(rarest, form -> true), missing, limits.rated(), Integer.MAX_VALUE);
            return;
        }
        Leading rare = having(order, rareForms()::contains);
        everywhere(rare, missing, limits.rated(), Integer.MAX_VALUE);
        if (usual) {
            mostAsTyped(missing);
        }
    }

    /** What has most of the words as they were typed comes first, as far as may be looked. */
    private void mostAsTyped(int missing) throws IOException {
        Budget budget = new Budget(limits.some(), limits.steps());
        for (boolean marks : question.accented() ? List.of(true, false) : List.of(false)) {
            for (int lacking = 0; lacking <= Lacking.most(plain.size()); lacking++) {
                int some = lacking;
                if (budget.rated > 0 && budget.steps > 0) {
                    everywhere(
                            (leaf, words) -> lacking(leaf, words, marks).to(some), missing, budget);
                }
            }
        }
    }

    private Lacking lacking(LeafReaderContext leaf, List<Forms> words, boolean marks)
            throws IOException {
        Map<LeafReaderContext, Lacking> counted = marks ? withMarks : withoutMarks;
        Lacking known = counted.get(leaf);
        if (known == null) {
            known = new Lacking(words, marks, leaf.reader().maxDoc());
            if (!marks && question.accented()) {
                known.leaveOut(lacking(leaf, words, true));
            }
            counted.put(leaf, known);
        }
        return known;
    }

    /**
     * The rarest forms of all words, and the rarest words as they were typed, which may be right
     * beside others that are not; as many as may be looked at.
     */
    private Set<Forms.Form> rareForms() throws IOException {
        Map<Forms.Form, Double> typed = new HashMap<>();
        Map<Forms.Form, Double> others = new HashMap<>();
        for (int group : plain) {
            for (Forms.Form form : Forms.of(question, group)) {
                (form.asTyped() ? typed : others).put(form, frequency(form));
            }
        }
        Set<Forms.Form> rare = new HashSet<>();
        for (Map<Forms.Form, Double> each : List.of(typed, others)) {
            double left = limits.rare();
            for (Map.Entry<Forms.Form, Double> form :
                    each.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList()) {
                left -= form.getValue();
                if (left >= 0) {
                    rare.add(form.getKey());
                }
            }
        }
        return rare;
    }

    private static Leading having(List<Integer> words, Predicate<Forms.Form> which) {
        return (leaf, all) -> {
            DocIdSetIterator docs =
                    Forms.any(words.stream().map(all::get).toList(), which, leaf.reader().maxDoc());
            return doc -> docs.docID() < doc ? docs.advance(doc) : docs.docID();
        };
    }

    /** What is rarer tells more. */
    private void weigh() {
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

    private double frequency(Forms.Form form) throws IOException {
        return visible.frequency(form.words().getFirst());
    }

    private float best() {
        float best = 0;
        for (float score : found.values()) {
            best = Math.max(best, score);
        }
        return best;
    }

    private @Nullable Query kept(boolean others) {
        float least = LEAST_OF_BEST * best();
        List<ScoreDoc> kept = new ArrayList<>();
        found.forEach(
                (doc, score) -> {
                    if (score >= least) {
                        kept.add(new ScoreDoc(doc, score));
                    }
                });
        kept.sort(
                Comparator.comparingDouble((ScoreDoc doc) -> doc.score)
                        .reversed()
                        .thenComparingInt(doc -> doc.doc));
        List<ScoreDoc> first = kept.subList(0, Math.min(KEPT, kept.size()));
        boolean any = first.stream().anyMatch(doc -> !others || otherwise.contains(doc.doc));
        return any ? new Given(first) : null;
    }

    private void everywhere(Leading leading, int missing, int rated, int steps) throws IOException {
        everywhere(leading, missing, new Budget(rated, steps));
    }

    /** What is left of the budget may be spent on what comes next. */
    private void everywhere(Leading leading, int missing, Budget budget) throws IOException {
        budget.left = visible.index().maxDoc();
        for (LeafReaderContext leaf : visible.index().leaves()) {
            look(leaf, 0, leaf.reader().maxDoc(), leading, missing, budget);
        }
    }

    /** Rights and what is no plain word. */
    private Weight sure() throws IOException {
        Weight known = sure;
        if (known == null) {
            BooleanQuery.Builder must =
                    new BooleanQuery.Builder().add(visible.rights(), Occur.FILTER);
            boolean more = false;
            for (Question.Group group : question.groups()) {
                if (!group.isPlainWord()) {
                    must.add(Question.query(group, false), Occur.FILTER);
                    more = true;
                }
            }
            Query all = more ? must.build() : visible.rights();
            known =
                    visible.searcher()
                            .createWeight(
                                    visible.searcher().rewrite(all),
                                    ScoreMode.COMPLETE_NO_SCORES,
                                    1);
            sure = known;
        }
        return known;
    }

    private void look(
            LeafReaderContext leaf, int from, int to, Leading leading, int missing, Budget budget)
            throws IOException {
        Scorer allowed = sure().scorer(leaf);
        if (allowed == null) {
            budget.left -= to - from;
            return;
        }
        List<Forms> words = words(leaf);
        if (words.stream().filter(Forms::isEmpty).count() > missing) {
            budget.left -= to - from;
            return;
        }
        Lead lead = leading.in(leaf, words);
        int length = Math.max(limits.stretch(), visible.index().maxDoc() / MAX_STRETCHES);
        for (int start = from; start < to; start += length) {
            int end = Math.min(to, start + length);
            look(leaf, start, end, lead, words, allowed, plain.size() - missing, budget);
        }
    }

    private List<Forms> words(LeafReaderContext leaf) throws IOException {
        List<Forms> known = words.get(leaf);
        if (known == null) {
            known = new ArrayList<>();
            for (int group : plain) {
                known.add(new Forms(leaf.reader(), question, group));
            }
            words.put(leaf, known);
        } else {
            for (Forms each : known) {
                each.again();
            }
        }
        return known;
    }

    /** One stretch, with its share of what may be done. */
    private void look(
            LeafReaderContext leaf,
            int from,
            int to,
            Lead lead,
            List<Forms> words,
            Scorer allowed,
            int needed,
            Budget budget)
            throws IOException {
        int rate = Budget.share(budget.rated, to - from, budget.left);
        int steps = Budget.share(budget.steps, to - from, budget.left);
        budget.rated -= rate;
        budget.steps -= steps;
        budget.left -= to - from;
        TwoPhaseIterator costly = allowed.twoPhaseIterator();
        DocIdSetIterator may = costly == null ? allowed.iterator() : costly.approximation();
        Bits live = leaf.reader().getLiveDocs();
        int next;
        for (int doc = lead.from(from);
                doc < to && rate > 0 && steps > 0;
                doc = lead.from(next), steps--) {
            int allowedDoc = may.docID() < doc ? may.advance(doc) : may.docID();
            // A hidden volume costs a step and not one for each of its pages.
            next = Math.max(doc + 1, allowedDoc);
            if (allowedDoc == doc
                    && (live == null || live.get(doc))
                    && has(doc, words, needed)
                    && (costly == null || costly.matches())) {
                rate--;
                rate(leaf.docBase + doc, doc, words);
            }
        }
        budget.rated += rate;
        budget.steps += steps;
    }

    private boolean has(int doc, List<Forms> words, int needed) throws IOException {
        int left = words.size();
        int have = 0;
        for (int at : order) {
            left--;
            if (words.get(at).stand(doc)) {
                have++;
            }
            if (have + left < needed) {
                return false;
            }
        }
        return true;
    }

    /** Whether the word was typed right behind the one before. */
    private boolean isPair(int word) {
        return word > 0 && plain.get(word) == plain.get(word - 1) + 1;
    }

    /** How near it comes; nothing where too little of it stands side by side. */
    private void rate(int number, int doc, List<Forms> groups) throws IOException {
        List<Forms.Span> before = List.of();
        float words = 0;
        boolean all = true;
        int left = pairs;
        int together = 0;
        float near = 0;
        for (int i = 0; i < groups.size(); i++) {
            List<Forms.Span> spans = groups.get(i).spans(doc);
            float best = 0;
            boolean asTyped = false;
            for (Forms.Span span : spans) {
                best = Math.max(best, span.weight());
                asTyped |= span.form().asTyped();
            }
            words += worth.get(i) * best;
            all &= asTyped;
            if (isPair(i)) {
                float pair = Forms.together(before, spans);
                near += pair;
                together += pair > 0 ? 1 : 0;
                left--;
            }
            if (!all && 2 * (together + left) < pairs) {
                return;
            }
            before = spans;
        }
        float score = WORDS * words + (pairs == 0 ? 0 : PAIRS * near / pairs);
        if (score > 0 && (all || 2 * together >= pairs)) {
            found.put(number, score);
            if (!all) {
                otherwise.add(number);
            }
        }
    }
}
