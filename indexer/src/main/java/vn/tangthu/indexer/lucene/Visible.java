package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.jspecify.annotations.Nullable;

/**
 * How often words stand in what one reader may see; what is hidden neither helps nor shows.
 * Bounded: nothing is counted further than it takes to tell rare from usual.
 */
class Visible implements Seen {
    /** So many Lucene documents are counted; the rest is reckoned from how far that took. */
    private static final int COUNTED = 400;

    private static final int MAX_LOOKED = 20_000;

    private final IndexSearcher searcher;
    private final Parents parents;
    private final Query rights;
    private final Map<String, Double> frequencies = new HashMap<>();
    private final Map<String, Question> widened = new HashMap<>();
    private final Map<LeafReaderContext, TermsEnum> lookups = new HashMap<>();
    private final Map<Query, Boolean> found = new HashMap<>();

    /** A search with ways on looks its words up again and again. */
    private final Map<String, Map<String, Integer>> neighbours = new HashMap<>();

    private @Nullable Weight mine;

    /**
     * @param rights what the reader may have matched
     */
    Visible(IndexSearcher searcher, Parents parents, Query rights) {
        this.searcher = searcher;
        this.parents = parents;
        this.rights = rights;
    }

    IndexReader index() {
        return searcher.getIndexReader();
    }

    IndexSearcher searcher() {
        return searcher;
    }

    Query rights() {
        return rights;
    }

    /** The question with variants of its words where little stands as it was typed. */
    Question widened(String typed, Question question) throws IOException {
        Question known = widened.get(typed);
        if (known == null) {
            known = widening().of(question);
            widened.put(typed, known);
        }
        return known;
    }

    Widening widening() {
        return new Widening(this);
    }

    @Override
    public double frequency(String word) throws IOException {
        Double known = frequencies.get(word);
        if (known == null) {
            known = reckon(word);
            frequencies.put(word, known);
        }
        return known;
    }

    private double reckon(String word) throws IOException {
        Weight may = mine;
        if (may == null) {
            may = searcher.createWeight(searcher.rewrite(rights), ScoreMode.COMPLETE_NO_SCORES, 1);
            mine = may;
        }
        int found = 0;
        int looked = 0;
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            PostingsEnum docs = postings(leaf, word);
            Scorer allowed = docs == null ? null : may.scorer(leaf);
            if (docs == null || allowed == null) {
                continue;
            }
            Bits live = leaf.reader().getLiveDocs();
            DocIdSetIterator visible = allowed.iterator();
            int doc = docs.nextDoc();
            while (doc != DocIdSetIterator.NO_MORE_DOCS) {
                int other = visible.docID() < doc ? visible.advance(doc) : visible.docID();
                if (other != doc) {
                    doc = docs.advance(other);
                } else {
                    if (live == null || live.get(doc)) {
                        found++;
                    }
                    if (found == COUNTED) {
                        double passed = leaf.docBase + doc + 1;
                        return COUNTED * (searcher.getIndexReader().maxDoc() / passed);
                    }
                    doc = docs.nextDoc();
                }
                if (++looked == 5 * MAX_LOOKED) {
                    return found;
                }
            }
        }
        return found;
    }

    private @Nullable PostingsEnum postings(LeafReaderContext leaf, String word)
            throws IOException {
        TermsEnum lookup = lookups.get(leaf);
        if (lookup == null) {
            Terms terms = leaf.reader().terms(Schema.WORDS);
            lookup = terms == null ? TermsEnum.EMPTY : terms.iterator();
            lookups.put(leaf, lookup);
        }
        return lookup.seekExact(new BytesRef(word))
                ? lookup.postings(null, PostingsEnum.NONE)
                : null;
    }

    @Override
    public boolean any(Query query) throws IOException {
        Boolean before = found.get(query);
        if (before == null) {
            before = records(query, 1) > 0;
            found.put(query, before);
        }
        return before;
    }

    /** No more than {@value #MAX_LOOKED} Lucene documents are looked at: beyond, it is enough. */
    @Override
    public int records(Query query, int enough) throws IOException {
        Query all =
                new BooleanQuery.Builder()
                        .add(query, Occur.FILTER)
                        .add(rights, Occur.FILTER)
                        .build();
        Weight weight =
                searcher.createWeight(
                        searcher.rewrite(new ConstantScoreQuery(all)),
                        ScoreMode.COMPLETE_NO_SCORES,
                        1);
        int records = 0;
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
            while (doc != DocIdSetIterator.NO_MORE_DOCS) {
                if (++looked > MAX_LOOKED) {
                    return enough;
                }
                if (live != null && !live.get(doc) || costly != null && !costly.matches()) {
                    doc = docs.nextDoc();
                } else if (++records >= enough) {
                    return records;
                } else {
                    doc = docs.advance(ends.nextSetBit(doc) + 1);
                }
            }
        }
        return records;
    }

    @Override
    public double documents() {
        return index().maxDoc();
    }

    @Override
    public @Nullable Query nearest(Question varied, boolean others) throws IOException {
        return new Nearest(this, varied).query(others);
    }

    @Override
    public Map<String, Integer> near(String word, int length) throws IOException {
        String asked = length + " " + word;
        Map<String, Integer> known = neighbours.get(asked);
        if (known == null) {
            known = lookUpNear(word, length);
            neighbours.put(asked, known);
        }
        return known;
    }

    private Map<String, Integer> lookUpNear(String word, int length) throws IOException {
        Map<String, Integer> near = new HashMap<>();
        CompiledAutomaton automaton =
                new CompiledAutomaton(
                        new LevenshteinAutomata(word, true).toAutomaton(1), false, true, false);
        for (LeafReaderContext leaf : index().leaves()) {
            Terms terms = leaf.reader().terms(Schema.WORDS);
            if (terms == null) {
                continue;
            }
            TermsEnum found = terms.intersect(automaton, null);
            for (BytesRef term = found.next(); term != null; term = found.next()) {
                if (isFolded(term) && term.length >= length - 1) {
                    near.merge(term.utf8ToString(), found.docFreq(), Integer::sum);
                }
            }
        }
        return near;
    }

    private static boolean isFolded(BytesRef term) {
        for (int i = term.offset; i < term.offset + term.length; i++) {
            if (term.bytes[i] < 'a' || term.bytes[i] > 'z') {
                return false;
            }
        }
        return true;
    }
}
