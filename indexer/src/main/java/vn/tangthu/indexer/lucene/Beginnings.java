package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * What a beginning of a word may become, as a query that stops early. Lucene's own prefix query
 * would first mark every place where any of the words stands: with two letters that is most of the
 * index, for the first four hits of it.
 */
final class Beginnings {
    /** Words that are looked at in a segment, and the most frequent of them that are asked for. */
    private static final int LOOKED = 3_000;

    private static final int ASKED = 48;

    private final IndexReader index;

    Beginnings(IndexReader index) {
        this.index = index;
    }

    Query of(String field, String beginning) throws IOException {
        BytesRef start = new BytesRef(beginning);
        Map<BytesRef, Integer> counts = new HashMap<>();
        for (LeafReaderContext leaf : index.leaves()) {
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
                counts.merge(BytesRef.deepCopyOf(each.term()), each.docFreq(), Integer::sum);
            }
        }
        if (counts.isEmpty()) {
            return new MatchNoDocsQuery("No word begins so");
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        counts.entrySet().stream()
                .sorted(
                        Map.Entry.<BytesRef, Integer>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(ASKED)
                .forEach(
                        word ->
                                any.add(
                                        new TermQuery(new Term(field, word.getKey())),
                                        Occur.SHOULD));
        return any.build();
    }
}
