package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryRescorer;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.TotalHits;
import org.jspecify.annotations.Nullable;

/**
 * Which records come first. Cheap queries with early termination find candidates: what bears the
 * very number, what has all words with the diacritics as typed, what has all words folded, what has
 * them side by side. The best {@value #WINDOW} are scored again by what costs more to know: whole
 * numbers and codes, words in titles, diacritics, words that follow each other. Of equal worth the
 * newer comes first, or the older where that was asked. Records beyond keep the cheap order.
 */
public final class Ranking {
    public static final int WINDOW = 300;
    private static final int DESCRIBED = 30;

    public static final float BASE = 10;

    private final IndexSearcher searcher;
    private final Parents parents;
    private final Question question;
    private final Query scope;
    private final boolean oldestFirst;
    private final Query rescoring;
    private final @Nullable Query closely;
    private final @Nullable Closeness closeness;

    /**
     * @param searcher of one moment of the index
     * @param scope rights and filters
     * @param oldestFirst at equal worth; else the newer comes first
     */
    Ranking(
            IndexSearcher searcher,
            Parents parents,
            Question question,
            Query scope,
            boolean oldestFirst) {
        this(
                searcher,
                parents,
                question,
                scope,
                oldestFirst,
                rescoring(question),
                Closeness.of(question));
    }

    /**
     * @param rescoring in the place of {@link #rescoring(Question)}, for measuring
     */
    Ranking(
            IndexSearcher searcher,
            Parents parents,
            Question question,
            Query scope,
            boolean oldestFirst,
            Query rescoring) {
        this(searcher, parents, question, scope, oldestFirst, rescoring, null);
    }

    private Ranking(
            IndexSearcher searcher,
            Parents parents,
            Question question,
            Query scope,
            boolean oldestFirst,
            Query rescoring,
            @Nullable Closeness closeness) {
        this.searcher = searcher;
        this.parents = parents;
        this.question = question;
        this.scope = scope;
        this.oldestFirst = oldestFirst;
        this.rescoring = rescoring;
        this.closeness = closeness;
        this.closely = question.closely();
    }

    /** A record by the number of its parent, with the score of its best Lucene document. */
    record Ranked(int parent, float score) {}

    /** The first {@code count} records, fewer when there are no more. */
    List<Ranked> first(int count) throws IOException {
        return question.beside() ? asTypedFirst(count) : ranked(count);
    }

    /** What stands as it was typed, in the order it has by itself; behind it all the rest. */
    private List<Ranked> asTypedFirst(int count) throws IOException {
        Query scoped = asTyped(question, scope);
        Ranking typed = new Ranking(searcher, parents, question.strict(), scoped, oldestFirst);
        List<Ranked> order = new ArrayList<>(typed.first(count));
        Set<Integer> first = order.stream().map(Ranked::parent).collect(Collectors.toSet());
        float least = order.isEmpty() ? 1 : order.getLast().score();
        for (Ranked other : ranked(count)) {
            if (order.size() < count && !first.contains(other.parent())) {
                order.add(new Ranked(other.parent(), least * other.score() / (1 + other.score())));
            }
        }
        return order;
    }

    /** What has the words together as they were typed. */
    static Query asTyped(Question question, Query scope) {
        return new BooleanQuery.Builder()
                .add(scope, Occur.FILTER)
                .add(question.strict().together(), Occur.FILTER)
                .build();
    }

    private List<Ranked> ranked(int count) throws IOException {
        TopDocs window = candidates();
        if (window.scoreDocs.length == 0 && question.widened()) {
            // All that comes near lies outside the filters; what was typed was counted and may not.
            return new Ranking(searcher, parents, question.strict(), scope, oldestFirst)
                    .first(count);
        }
        Map<Integer, Float> scores = new HashMap<>();
        for (ScoreDoc doc : rescored(window)) {
            scores.merge(parentOf(doc.doc), doc.score, Math::max);
        }
        List<Ranked> ranked = new ArrayList<>();
        scores.forEach((parent, score) -> ranked.add(new Ranked(parent, score)));
        Map<Integer, Long> days = days(scores.keySet());
        Comparator<Long> byDay = Comparator.naturalOrder();
        ranked.sort(
                Comparator.comparing(Ranked::score)
                        .reversed()
                        .thenComparing(
                                record -> days.getOrDefault(record.parent(), 0L),
                                oldestFirst ? byDay : byDay.reversed())
                        .thenComparing(Ranked::parent));
        if (ranked.size() >= count || window.scoreDocs.length < WINDOW && !question.widened()) {
            return ranked.subList(0, Math.min(count, ranked.size()));
        }
        beyond(count, scores.keySet(), ranked);
        return ranked;
    }

    /** The days of these records; those without one come last, whichever comes first. */
    private Map<Integer, Long> days(Set<Integer> records) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        long unknown = oldestFirst ? Long.MAX_VALUE : Long.MIN_VALUE;
        Map<Integer, Long> days = new HashMap<>();
        @Nullable LeafReaderContext leaf = null;
        @Nullable NumericDocValues day = null;
        for (int parent : records.stream().sorted().toList()) {
            LeafReaderContext of = leaves.get(ReaderUtil.subIndex(parent, leaves));
            if (day == null || of != leaf) {
                leaf = of;
                day = DocValues.getNumeric(of.reader(), Schema.DAY);
            }
            days.put(parent, day.advanceExact(parent - of.docBase) ? day.longValue() : unknown);
        }
        return days;
    }

    /** Adds records in cheap order. */
    private void beyond(int count, Set<Integer> seen, List<Ranked> ranked) throws IOException {
        float least = ranked.getLast().score();
        int place = 0;
        for (Ranked record :
                searcher.search(
                        scoped(question.matching(false)),
                        new BestRecords(parents, count + seen.size()))) {
            if (ranked.size() == count) {
                return;
            }
            if (!seen.contains(record.parent())) {
                ranked.add(new Ranked(record.parent(), least / (2 + place++)));
            }
        }
    }

    /** What is looked at closely. */
    TopDocs candidates() throws IOException {
        Map<Integer, ScoreDoc> found = new LinkedHashMap<>();
        BooleanQuery keys = question.numbers();
        if (!keys.clauses().isEmpty()) {
            BooleanQuery.Builder numbered = new BooleanQuery.Builder();
            numbered.add(question.loosely(false), Occur.MUST).add(keys, Occur.FILTER);
            add(found, top(numbered.build(), 50));
        }
        Query nearest = question.nearest();
        if (nearest != null) {
            add(found, top(nearest, WINDOW));
            return sorted(found);
        }
        if (question.accented()) {
            for (Question way : question.parted()) {
                add(found, top(way.loosely(true), WINDOW));
            }
        }
        if (found.size() < WINDOW) {
            int most = 0;
            for (Question way : question.parted()) {
                TopDocs top = top(way.loosely(false), WINDOW);
                most = Math.max(most, top.scoreDocs.length);
                add(found, top);
            }
            if (most == WINDOW && descriptions(found) < DESCRIBED) {
                // One volume could fill the window with its pages: descriptions come in any case.
                // Where as many are among the best of all, they are the best descriptions.
                add(found, top(described(), DESCRIBED));
            }
        }
        if (found.size() >= WINDOW && question.hasNeighbours()) {
            // Of words that are frequent by themselves the best need not have them together.
            add(found, new Together(searcher, parents).of(scoped(question.besides())));
        }
        float best = 0;
        for (ScoreDoc doc : found.values()) {
            best = Math.max(best, doc.score);
        }
        for (ScoreDoc doc : found.values()) {
            doc.score = best > 0 ? BASE * doc.score / best : 0;
        }
        return sorted(found);
    }

    private int descriptions(Map<Integer, ScoreDoc> found) {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        int descriptions = 0;
        for (int doc : found.keySet()) {
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
            if (parents.blocks(leaf.reader()).heads().get(doc - leaf.docBase)) {
                descriptions++;
            }
        }
        return descriptions;
    }

    private static TopDocs sorted(Map<Integer, ScoreDoc> found) {
        ScoreDoc[] docs = found.values().toArray(new ScoreDoc[0]);
        Arrays.sort(docs, ScoreDoc.COMPARATOR);
        return new TopDocs(new TotalHits(docs.length, TotalHits.Relation.EQUAL_TO), docs);
    }

    /**
     * Descriptions with the plain words in what they are called or about: these fields have no
     * pages, so that they are walked through in a tenth of the time that all descriptions take.
     */
    private Query described() {
        BooleanQuery.Builder described = new BooleanQuery.Builder();
        described.add(question.loosely(false), Occur.MUST);
        boolean named = false;
        for (Question.Group group : question.groups()) {
            if (group.isPlainWord() && !group.loose() && !question.any()) {
                String word = group.typed().getFirst().folded();
                described.add(
                        new BooleanQuery.Builder()
                                .add(new TermQuery(new Term(Schema.TITLE, word)), Occur.SHOULD)
                                .add(new TermQuery(new Term(Schema.NAME, word)), Occur.SHOULD)
                                .build(),
                        Occur.FILTER);
                named = true;
            }
        }
        return named ? described.build() : described.add(new Heads(parents), Occur.FILTER).build();
    }

    private static void add(Map<Integer, ScoreDoc> found, TopDocs top) {
        for (ScoreDoc doc : top.scoreDocs) {
            found.merge(doc.doc, doc, (a, b) -> a.score >= b.score ? a : b);
        }
    }

    private TopDocs top(Query query, int count) throws IOException {
        int limit = Math.min(count, Math.max(1, searcher.getIndexReader().maxDoc()));
        return closely == null
                ? searcher.search(scoped(query), new TopScoreDocCollectorManager(limit, limit))
                : searcher.search(scoped(query), new Sieve(searcher, limit, closely));
    }

    private Query scoped(Query query) {
        return new BooleanQuery.Builder().add(query, Occur.MUST).add(scope, Occur.FILTER).build();
    }

    /** Best first. */
    List<ScoreDoc> rescored(TopDocs first) throws IOException {
        if (first.scoreDocs.length == 0) {
            return List.of();
        }
        if (closeness != null) {
            closeness.add(searcher, first.scoreDocs);
            Arrays.sort(first.scoreDocs, ScoreDoc.COMPARATOR);
            return List.of(first.scoreDocs);
        }
        return List.of(
                new Additive(rescoring).rescore(searcher, first, first.scoreDocs.length).scoreDocs);
    }

    int parentOf(int doc) {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        return leaf.docBase + parents.of(leaf.reader()).nextSetBit(doc - leaf.docBase);
    }

    /**
     * What adds to the score of a candidate. All clauses are constants, so that they weigh the same
     * whatever the collection is like. {@link Closeness} reckons the same for plain words.
     */
    public static Query rescoring(Question question) {
        if (question.widened()) {
            return widened(question);
        }
        BooleanQuery.Builder more = new BooleanQuery.Builder();
        List<Analysis.Word> words = question.words();
        boolean toned = question.toned();
        more.add(question.wholeKeys(), Occur.SHOULD);
        for (Query key : question.partialKeys()) {
            more.add(key, Occur.SHOULD);
        }
        float share = 1f / Math.max(1, words.size());
        BooleanQuery.Builder title = new BooleanQuery.Builder();
        for (Analysis.Word word : words) {
            add(more, new TermQuery(new Term(Schema.TITLE, word.folded())), 8 * share);
            add(more, new TermQuery(new Term(Schema.NAME, word.folded())), 3 * share);
            title.add(new TermQuery(new Term(Schema.TITLE, word.folded())), Occur.MUST);
            if (word.exact() != null) {
                add(more, new TermQuery(new Term(Schema.WORDS, word.exact())), 12 * share);
                add(more, new TermQuery(new Term(Schema.TITLE, word.exact())), 4 * share);
            } else if (toned && Unmarked.may(word)) {
                add(more, new AsTyped(List.of(word)), 12 * share);
            }
        }
        if (!words.isEmpty()) {
            add(more, title.build(), 6);
        }
        if (question.accented() && !question.any()) {
            add(more, question.matching(true), 8);
        }
        for (int i = 1; i < words.size(); i++) {
            List<Analysis.Word> pair = words.subList(i - 1, i + 1);
            add(more, Question.sequence(pair, false, 0), 10f / (words.size() - 1));
            if (pair.stream().allMatch(word -> word.exact() != null)) {
                add(more, Question.sequence(pair, true, 0), 6f / (words.size() - 1));
            } else if (toned
                    && pair.stream().allMatch(word -> word.exact() != null || Unmarked.may(word))) {
                add(more, new AsTyped(pair), 6f / (words.size() - 1));
            }
        }
        if (words.size() > 2) {
            add(more, Question.sequence(words, false, 2), 8);
        }
        for (Question.Group group : question.groups()) {
            if (group.loose()) {
                otherSpellings(more, group, words.size(), toned || group.accented());
            }
        }
        add(more, new TermQuery(new Term(Schema.PLACE, Schema.FIRST_PAGE)), 2);
        return more.build();
    }

    /**
     * What is written otherwise than it was typed weighs what the words as typed weigh.
     *
     * @param exact whether these weigh more as typed than folded
     */
    private static void otherSpellings(
            BooleanQuery.Builder more, Question.Group group, int words, boolean exact) {
        int own = group.typed().size();
        float pairs = (own - 1f) / Math.max(1, words - 1);
        float weight = 10 * pairs + (exact ? 12f * own / words + 6 * pairs : 0);
        for (List<Analysis.Word> way : group.ways().subList(1, group.ways().size())) {
            add(more, Question.sequence(way, false, 0), weight);
        }
    }

    /** Beside how near it comes, which is known: numbers, titles, words without tones. */
    private static Query widened(Question question) {
        BooleanQuery.Builder more = new BooleanQuery.Builder();
        more.add(question.wholeKeys(), Occur.SHOULD);
        question.partialKeys().forEach(key -> more.add(key, Occur.SHOULD));
        for (Analysis.Word word : question.words()) {
            TermQuery title = new TermQuery(new Term(Schema.TITLE, word.folded()));
            add(more, title, 6f / question.words().size());
            if (question.toned() && Unmarked.may(word)) {
                add(more, new AsTyped(List.of(word)), 6f / question.words().size());
            }
        }
        add(more, new TermQuery(new Term(Schema.PLACE, Schema.FIRST_PAGE)), 1);
        return more.build();
    }

    private static Query constant(Query query, float weight) {
        return new BoostQuery(new ConstantScoreQuery(query), weight);
    }

    private static void add(BooleanQuery.Builder more, Query query, float weight) {
        more.add(constant(query, weight), Occur.SHOULD);
    }

    private static final class Additive extends QueryRescorer {
        Additive(Query query) {
            super(query);
        }

        @Override
        protected float combine(
                float firstPassScore, boolean secondPassMatches, float secondPassScore) {
            return secondPassMatches ? firstPassScore + secondPassScore : firstPassScore;
        }
    }
}
