package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.ConjunctionUtils;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Matches where words follow each other just as they were typed: those with diacritics with these,
 * those without with none. Only what has all the words is looked at more closely.
 */
public final class AsTyped extends Query {
    private final List<Analysis.Word> words;

    /**
     * @param words in order, one or several
     */
    AsTyped(List<Analysis.Word> words) {
        this.words = List.copyOf(words);
    }

    /**
     * The same for an index where a word without diacritics, which could have some, has a form of
     * its own.
     *
     * @param unmarked that form of a folded word
     */
    public Query inForms(UnaryOperator<String> unmarked) {
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        for (Analysis.Word word : words) {
            String form = WordAsTyped.form(word);
            String own = Unmarked.may(word) ? unmarked.apply(form) : form;
            phrase.add(new Term(Schema.WORDS, own));
        }
        PhraseQuery all = phrase.build();
        return words.size() == 1 ? new TermQuery(all.getTerms()[0]) : all;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext context)
                    throws IOException {
                LeafReader reader = context.reader();
                long fewest = fewest(reader);
                float score = score();
                return fewest == 0
                        ? null
                        : new ScorerSupplier() {
                            @Override
                            public Scorer get(long leadCost) throws IOException {
                                return new ConstantScoreScorer(score, mode, matching(reader));
                            }

                            @Override
                            public long cost() {
                                return fewest;
                            }
                        };
            }

            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return true;
            }
        };
    }

    /** Lucene documents that have the rarest of the words, by how it stands in the index. */
    private long fewest(LeafReader reader) throws IOException {
        Terms terms = reader.terms(Schema.WORDS);
        TermsEnum lookup = terms == null ? TermsEnum.EMPTY : terms.iterator();
        long fewest = Long.MAX_VALUE;
        for (Analysis.Word word : words) {
            if (!lookup.seekExact(new BytesRef(WordAsTyped.form(word)))) {
                return 0;
            }
            fewest = Math.min(fewest, lookup.docFreq());
        }
        return fewest;
    }

    private TwoPhaseIterator matching(LeafReader reader) throws IOException {
        Terms terms = reader.terms(Schema.WORDS);
        TermsEnum lookup = terms == null ? TermsEnum.EMPTY : terms.iterator();
        List<WordAsTyped> each = new ArrayList<>();
        List<PostingsEnum> forms = new ArrayList<>();
        for (Analysis.Word word : words) {
            WordAsTyped in = WordAsTyped.in(reader, lookup, word, words.size() > 1);
            if (in == null) {
                throw new IOException("A word that was there is gone: " + word);
            }
            each.add(in);
            forms.add(in.form());
        }
        DocIdSetIterator all =
                forms.size() == 1 ? forms.getFirst() : ConjunctionUtils.intersectIterators(forms);
        return new TwoPhaseIterator(all) {
            @Override
            public boolean matches() throws IOException {
                return follow(each, all.docID());
            }

            @Override
            public float matchCost() {
                return 200f * words.size();
            }
        };
    }

    private static boolean follow(List<WordAsTyped> words, int doc) throws IOException {
        for (WordAsTyped word : words) {
            if (!word.stands(doc)) {
                return false;
            }
        }
        if (words.size() == 1) {
            return true;
        }
        int[] last = words.getFirst().places(doc);
        for (WordAsTyped word : words.subList(1, words.size())) {
            int[] before = last;
            last =
                    IntStream.of(word.places(doc))
                            .filter(place -> Arrays.binarySearch(before, place - 1) >= 0)
                            .toArray();
            if (last.length == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "as typed: " + Analysis.key(words);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AsTyped same && words.equals(same.words);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }
}
