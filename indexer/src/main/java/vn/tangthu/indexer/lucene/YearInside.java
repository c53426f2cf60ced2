package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that are printed with their year inside, where it was typed without: {@code
 * 125/1998/QĐ-UB} for {@code 125/QĐ-UB}. Which years there are is looked up in the index: one or
 * two seeks for each of them in each segment, and nothing for numbers that no key has so.
 */
public final class YearInside extends Query {
    /** Years that are looked for: older numbers are not printed so. */
    private static final int FIRST = 1945;

    private static final int LAST = 2049;

    private final String number;
    private final List<String> notations;

    /**
     * @param number with the sign of whole keys before it, if only whole numbers are meant
     */
    private YearInside(String number, List<String> notations) {
        this.number = number;
        this.notations = List.copyOf(notations);
    }

    /**
     * What bears the same number, written with a year inside or without the one that was typed; in
     * the latter case only what is of that year. Null where this is no number with a notation.
     *
     * @param whole whether the notation must be all of it; else it may be a beginning
     */
    static @Nullable Query of(List<Analysis.Word> words, boolean whole) {
        List<Analysis.Word> notation = notation(words);
        if (notation == null) {
            return null;
        }
        String number = words.getFirst().folded();
        String sign = whole ? Character.toString(Schema.WHOLE) : "";
        String dotted = "." + Analysis.key(notation);
        if (!hasYear(words)) {
            return new YearInside(
                    sign + number,
                    notation.size() == 1 ? List.of(dotted, run(notation)) : List.of(dotted));
        }
        String year = number + "." + words.get(1).folded();
        Query without =
                new BooleanQuery.Builder()
                        .add(key(sign + number + dotted), Occur.FILTER)
                        .add(key(year), Occur.FILTER)
                        .build();
        return new BooleanQuery.Builder()
                .add(without, Occur.SHOULD)
                .add(key(sign + year + run(notation)), Occur.SHOULD)
                .build();
    }

    /** The very number with the year that was typed, however its notation is glued, or null. */
    static @Nullable Query asTyped(List<Analysis.Word> words) {
        List<Analysis.Word> notation = notation(words);
        return notation == null || !hasYear(words)
                ? null
                : key(Schema.WHOLE + Analysis.key(words.subList(0, 2)) + run(notation));
    }

    private static String run(List<Analysis.Word> notation) {
        return Analysis.key(notation).replace(".", "");
    }

    /** The words without the year inside; null where there is none. */
    static @Nullable List<Analysis.Word> without(List<Analysis.Word> words) {
        List<Analysis.Word> notation = notation(words);
        if (notation == null || !hasYear(words)) {
            return null;
        }
        List<Analysis.Word> without = new ArrayList<>(notation);
        without.addFirst(words.getFirst());
        return without;
    }

    /** {@code QĐ-UB}, or null where no number stands before or another in it. */
    static @Nullable List<Analysis.Word> notation(List<Analysis.Word> words) {
        if (words.size() < 2 || !words.getFirst().isNumber()) {
            return null;
        }
        List<Analysis.Word> notation = words.subList(hasYear(words) ? 2 : 1, words.size());
        return notation.stream().anyMatch(Analysis.Word::isNumber) ? null : notation;
    }

    private static boolean hasYear(List<Analysis.Word> words) {
        return words.size() > 2 && isYear(words.get(1).number());
    }

    private static boolean isYear(int number) {
        return number >= FIRST && number <= LAST;
    }

    private static Query key(String key) {
        return new TermQuery(new Term(Schema.KEY, key));
    }

    /** The same with every year, for an index that is not at hand. */
    public Query everyYear() {
        List<BytesRef> keys = new ArrayList<>();
        for (int year = FIRST; year <= LAST; year++) {
            for (String notation : notations) {
                keys.add(new BytesRef(number + "." + year + notation));
            }
        }
        return new TermInSetQuery(Schema.KEY, keys);
    }

    @Override
    public Query rewrite(IndexSearcher searcher) throws IOException {
        Set<String> there = new TreeSet<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Terms keys = leaf.reader().terms(Schema.KEY);
            if (keys != null) {
                collect(keys.iterator(), there);
            }
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        there.forEach(key -> any.add(key(key), Occur.SHOULD));
        return there.isEmpty()
                ? new MatchNoDocsQuery("no number has a year inside")
                : new ConstantScoreQuery(any.build());
    }

    private void collect(TermsEnum keys, Set<String> there) throws IOException {
        String before = number + ".";
        for (int year = FIRST; year <= LAST; year++) {
            if (keys.seekCeil(new BytesRef(before + year)) == TermsEnum.SeekStatus.END) {
                return;
            }
            String next = keys.term().utf8ToString();
            if (!next.startsWith(before)) {
                return;
            }
            int found = year(next, before.length());
            if (found > LAST) {
                return;
            }
            year = Math.max(year, found);
            for (String notation : notations) {
                String key = before + year + notation;
                if (keys.seekExact(new BytesRef(key))) {
                    there.add(key);
                }
            }
        }
    }

    /** The four figures from there on, or 0. */
    private static int year(String key, int from) {
        int year = 0;
        for (int at = from; at < from + 4; at++) {
            if (at >= key.length() || key.charAt(at) < '0' || key.charAt(at) > '9') {
                return 0;
            }
            year = 10 * year + key.charAt(at) - '0';
        }
        return year;
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return number + "/(year)/" + notations;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof YearInside same
                && number.equals(same.number)
                && notations.equals(same.notations);
    }

    @Override
    public int hashCode() {
        return 31 * number.hashCode() + notations.hashCode();
    }
}
