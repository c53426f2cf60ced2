package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Ranking} adds to the score of candidates, for questions of plain words: the same sum
 * as its query, with each word looked up once in each segment and its places read once in each
 * Lucene document. As a query of some twenty clauses the same costs three times as much, most of it
 * for opening the same words again for each clause.
 */
final class Closeness {
    /** In all, words may stand so far from the order in which they were typed. */
    private static final int SLOP = 2;

    private final List<Analysis.Word> words;
    private final boolean accented;

    /** Words without diacritics are meant without. */
    private final boolean toned;

    /** What was added to Lucene documents of the one searcher that is asked. */
    private final Map<Integer, Float> known = new HashMap<>();

    private Closeness(Question question) {
        this.words = question.words();
        this.accented = question.accented() && !question.any();
        this.toned = question.toned();
    }

    /** Empty where more than plain words is asked, or one of them twice. */
    static @Nullable Closeness of(Question question) {
        Set<String> seen = new HashSet<>();
        for (Question.Group group : question.groups()) {
            if (!group.isPlainWord()
                    || group.loose()
                    || !seen.add(group.typed().getFirst().folded())) {
                return null;
            }
        }
        return question.widened() || question.isEmpty() ? null : new Closeness(question);
    }

    /** Adds to the scores; a Lucene document that comes again is not looked at again. */
    void add(IndexSearcher searcher, ScoreDoc[] docs) throws IOException {
        ScoreDoc[] sorted = docs.clone();
        Arrays.sort(sorted, (a, b) -> Integer.compare(a.doc, b.doc));
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext in = null;
        Leaf leaf = null;
        for (ScoreDoc doc : sorted) {
            Float before = known.get(doc.doc);
            if (before != null) {
                doc.score += before;
                continue;
            }
            if (in == null || leaf == null || doc.doc >= in.docBase + in.reader().maxDoc()) {
                in = leaves.get(ReaderUtil.subIndex(doc.doc, leaves));
                leaf = new Leaf(in.reader());
            }
            float more = leaf.rate(doc.doc - in.docBase);
            known.put(doc.doc, more);
            doc.score += more;
        }
    }

    private final class Leaf {
        private final List<@Nullable PostingsEnum> folded = new ArrayList<>();
        private final List<@Nullable WordAsTyped> exact = new ArrayList<>();
        private final List<@Nullable PostingsEnum> title = new ArrayList<>();
        private final List<@Nullable PostingsEnum> titleExact = new ArrayList<>();
        private final List<@Nullable PostingsEnum> name = new ArrayList<>();
        private final @Nullable PostingsEnum first;

        Leaf(LeafReader reader) throws IOException {
            TermsEnum text = terms(reader, Schema.WORDS);
            TermsEnum titles = terms(reader, Schema.TITLE);
            TermsEnum names = terms(reader, Schema.NAME);
            boolean alone = words.size() == 1;
            int places = alone ? PostingsEnum.NONE : PostingsEnum.POSITIONS;
            for (Analysis.Word word : words) {
                folded.add(postings(text, word.folded(), places));
                // Whether it can be told from others that fold to the same.
                boolean tell = word.exact() != null || toned && Unmarked.may(word);
                exact.add(tell ? WordAsTyped.in(reader, text, word, !alone) : null);
                title.add(postings(titles, word.folded(), PostingsEnum.NONE));
                titleExact.add(postings(titles, word.exact(), PostingsEnum.NONE));
                name.add(postings(names, word.folded(), PostingsEnum.NONE));
            }
            first = postings(terms(reader, Schema.PLACE), Schema.FIRST_PAGE, PostingsEnum.NONE);
        }

        /** A Lucene document of the segment; they must come in order. */
        float rate(int doc) throws IOException {
            int count = words.size();
            float share = 1f / count;
            float score = stands(first, doc) ? 2 : 0;
            int titled = 0;
            boolean[] here = new boolean[count];
            boolean[] exactHere = new boolean[count];
            boolean all = true;
            boolean asTyped = true;
            for (int i = 0; i < count; i++) {
                if (stands(title.get(i), doc)) {
                    titled++;
                    score += 8 * share + (stands(titleExact.get(i), doc) ? 4 * share : 0);
                }
                score += stands(name.get(i), doc) ? 3 * share : 0;
                here[i] = stands(folded.get(i), doc);
                WordAsTyped typed = exact.get(i);
                exactHere[i] = here[i] && typed != null && typed.stands(doc);
                score += exactHere[i] ? 12 * share : 0;
                all &= here[i];
                asTyped &= words.get(i).exact() == null ? here[i] : exactHere[i];
            }
            score += titled == count ? 6 : 0;
            score += accented && asTyped ? 8 : 0;
            return count == 1 ? score : score + together(doc, here, exactHere, all);
        }

        private float together(int doc, boolean[] here, boolean[] exactHere, boolean all)
                throws IOException {
            int count = words.size();
            int[][] places = new int[count][];
            int[][] exactPlaces = new int[count][];
            float score = 0;
            for (int i = 0; i < count; i++) {
                boolean neighbour = i > 0 && here[i - 1] || i + 1 < count && here[i + 1];
                if (here[i] && neighbour) {
                    places[i] = places(folded.get(i));
                }
            }
            for (int i = 1; i < count; i++) {
                if (!here[i - 1] || !here[i] || !follow(places[i - 1], places[i])) {
                    continue;
                }
                score += 10f / (count - 1);
                if (exactHere[i - 1] && exactHere[i]) {
                    for (int at = i - 1; at <= i; at++) {
                        WordAsTyped typed = exact.get(at);
                        if (exactPlaces[at] == null && typed != null) {
                            exactPlaces[at] = typed.places(doc);
                        }
                    }
                    score += follow(exactPlaces[i - 1], exactPlaces[i]) ? 6f / (count - 1) : 0;
                }
            }
            return score + (count > 2 && all && inOrder(places) ? 8 : 0);
        }
    }

    private static TermsEnum terms(LeafReader reader, String field) throws IOException {
        Terms terms = reader.terms(field);
        return terms == null ? TermsEnum.EMPTY : terms.iterator();
    }

    private static @Nullable PostingsEnum postings(TermsEnum terms, @Nullable String word, int with)
            throws IOException {
        return word != null && terms.seekExact(new BytesRef(word))
                ? terms.postings(null, with)
                : null;
    }

    private static boolean stands(@Nullable PostingsEnum word, int doc) throws IOException {
        return word != null && (word.docID() < doc ? word.advance(doc) : word.docID()) == doc;
    }

    private static int[] places(@Nullable PostingsEnum word) throws IOException {
        int[] places = new int[word == null ? 0 : word.freq()];
        for (int i = 0; word != null && i < places.length; i++) {
            places[i] = word.nextPosition();
        }
        return places;
    }

    /** Whether one of the second follows one of the first. */
    private static boolean follow(int[] firsts, int[] seconds) {
        int at = 0;
        for (int first : firsts) {
            while (at < seconds.length && seconds[at] <= first) {
                at++;
            }
            if (at < seconds.length && seconds[at] == first + 1) {
                return true;
            }
        }
        return false;
    }

    /** Whether all stand somewhere as they were typed, or nearly: as Lucene's slop has it. */
    private static boolean inOrder(int[][] places) {
        int[] at = new int[places.length];
        while (true) {
            int least = 0;
            int most = Integer.MIN_VALUE;
            for (int i = 0; i < places.length; i++) {
                int shifted = places[i][at[i]] - i;
                if (shifted < places[least][at[least]] - least) {
                    least = i;
                }
                most = Math.max(most, shifted);
            }
            if (most - (places[least][at[least]] - least) <= SLOP) {
                return true;
            }
            if (++at[least] == places[least].length) {
                return false;
            }
        }
    }
}
