package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * What a beginning of a word may become for one reader, as a query that stops early. Lucene's own
 * prefix query would first mark every place where any of the words stands: with two letters that is
 * most of the index, for the first four hits of it.
 *
 * <p>Asked for are the words that stand most often in what the reader may see; what is closed takes
 * no place of theirs. A word stands nowhere oftener in that than in all, so the words are counted
 * from the most frequent of all downward, until no other can come among the first.
 */
final class Beginnings {
    /** Words that are looked at in a segment, in the order of the alphabet. */
    private static final int LOOKED = 3_000;

    /** Words that are asked for. */
    private static final int ASKED = 48;

    /** A word is counted so far; the rest is reckoned from how far that took. */
    private static final int COUNTED = 100;

    /** Steps of counting for all words of one suggestion; what was not counted is not asked for. */
    private static final int MOST_STEPS = 500_000;

    private final IndexSearcher searcher;
    private final Query rights;
    private @Nullable Weight mine;
    private int steps;

    /**
     * @param rights what the reader may have matched
     */
    Beginnings(IndexSearcher searcher, Query rights) {
        this.searcher = searcher;
        this.rights = rights;
    }

    private record Word(BytesRef word, long often) {}

    private static final Comparator<Word> MOST_OFTEN =
            Comparator.comparingLong(Word::often).reversed().thenComparing(Word::word);

    Query of(String field, String beginning) throws IOException {
        List<Word> seen = new ArrayList<>();
        PriorityQueue<Long> first = new PriorityQueue<>();
        for (Word word : inAll(field, new BytesRef(beginning))) {
            Long last = first.size() < ASKED ? null : first.peek();
            if (last != null && last >= word.often() || steps >= MOST_STEPS) {
                break;
            }
            long often = Math.min(word.often(), seen(field, word.word()));
            if (often > 0) {
                seen.add(new Word(word.word(), often));
                first.add(often);
                if (first.size() > ASKED) {
                    first.remove();
                }
            }
        }
        if (seen.isEmpty()) {
            return new MatchNoDocsQuery("No word begins so");
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        seen.stream()
                .sorted(MOST_OFTEN)
                .limit(ASKED)
                .map(word -> new TermQuery(new Term(field, word.word())))
                .forEach(word -> any.add(word, Occur.SHOULD));
        return any.build();
    }

    /** The words that begin so, the most frequent first, whoever may see them. */
    private List<Word> inAll(String field, BytesRef start) throws IOException {
        Map<BytesRef, Long> counts = new HashMap<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Terms terms = leaf.reader().terms(field);
            if (terms == null) {
                continue;
            }
            TermsEnum each = terms.iterator();
            int looked = 0;
            for (TermsEnum.SeekStatus at = each.seekCeil(start);
                    at != TermsEnum.SeekStatus.END
                            && looked < LOOKED
                            && StringHelper.startsWith(each.term(), start);
                    at =
                            each.next() == null
                                    ? TermsEnum.SeekStatus.END
                                    : TermsEnum.SeekStatus.FOUND) {
                looked++;
                counts.merge(BytesRef.deepCopyOf(each.term()), (long) each.docFreq(), Long::sum);
            }
        }
        return counts.entrySet().stream()
                .map(word -> new Word(word.getKey(), word.getValue()))
                .sorted(MOST_OFTEN)
                .toList();
    }

    /** In about how many Lucene documents that the reader may have matched the word stands. */
    private long seen(String field, BytesRef word) throws IOException {
        Weight may = mine;
        if (may == null) {
            may = searcher.createWeight(searcher.rewrite(rights), ScoreMode.COMPLETE_NO_SCORES, 1);
            mine = may;
        }
        int found = 0;
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Terms terms = leaf.reader().terms(field);
            TermsEnum lookup = terms == null ? TermsEnum.EMPTY : terms.iterator();
            Scorer allowed = lookup.seekExact(word) ? may.scorer(leaf) : null;
            if (allowed == null) {
                continue;
            }
            PostingsEnum docs = lookup.postings(null, PostingsEnum.NONE);
            DocIdSetIterator visible = allowed.iterator();
            Bits live = leaf.reader().getLiveDocs();
            int doc = docs.nextDoc();
            while (doc != DocIdSetIterator.NO_MORE_DOCS && steps++ < MOST_STEPS) {
                int other = visible.docID() < doc ? visible.advance(doc) : visible.docID();
                if (other != doc) {
                    doc = docs.advance(other);
                } else {
                    found += live == null || live.get(doc) ? 1 : 0;
                    if (found == COUNTED) {
                        double passed = leaf.docBase + doc + 1;
                        return (long) (COUNTED * (searcher.getIndexReader().maxDoc() / passed));
                    }
                    doc = docs.nextDoc();
                }
            }
        }
        return found;
    }
}
