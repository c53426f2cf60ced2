package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * What was typed so far: words, of which the last may be the beginning of one.
 *
 * @param words as analysed
 * @param open whether the last may go on
 */
record Typed(List<Analysis.Word> words, boolean open) {
    /** A shorter beginning of a word stands for too many. */
    private static final int SHORTEST_BEGINNING = 2;

    /** Each is as many questions again. */
    private static final int MOST_WAYS = 3;

    static Typed of(String text, Analysis analysis) {
        List<Analysis.Word> words = analysis.words(text);
        boolean open = !words.isEmpty() && words.getLast().end() == text.length();
        return new Typed(words, open);
    }

    /**
     * The same with an abbreviation in full or the other way round, as the table of spellings has
     * it: {@code ubnd tinh} is {@code Ủy ban nhân dân tinh}, and {@code ủy ban}, which is two words
     * of such a name already, is {@code UBND}.
     */
    List<Typed> otherwise(Spellings spellings) {
        List<Typed> others = new ArrayList<>();
        int longest = spellings.longest();
        for (int from = 0; from < words.size(); from++) {
            if (others.size() == MOST_WAYS) {
                break;
            }
            for (int to = Math.min(words.size(), from + longest); to > from; to--) {
                for (List<Analysis.Word> other : spellings.others(words.subList(from, to))) {
                    add(others, from, to, other);
                }
            }
            int rest = words.size() - from;
            if (rest > 1 && rest <= longest) {
                for (List<Analysis.Word> other :
                        spellings.begun(words.subList(from, words.size()), MOST_WAYS)) {
                    add(others, from, words.size(), other);
                }
            }
        }
        return others;
    }

    private void add(List<Typed> others, int from, int to, List<Analysis.Word> other) {
        if (others.size() < MOST_WAYS) {
            List<Analysis.Word> all = new ArrayList<>(words.subList(0, from));
            all.addAll(other);
            all.addAll(words.subList(to, words.size()));
            others.add(new Typed(List.copyOf(all), open && to < words.size()));
        }
    }

    boolean isEmpty() {
        return words.isEmpty() || words.size() == 1 && open && isShort(words.getFirst());
    }

    private static boolean isShort(Analysis.Word word) {
        return word.folded().length() < SHORTEST_BEGINNING && !word.isNumber();
    }

    /**
     * All words in this field, which has them without places.
     *
     * @param exact with the diacritics that were typed
     */
    Query all(String field, boolean exact, Suggesting.Looking looking) throws IOException {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (int i = 0; i < words.size(); i++) {
            String word = form(words.get(i), exact);
            if (i < words.size() - 1 || !open) {
                all.add(new TermQuery(new Term(field, word)), Occur.FILTER);
            } else if (!isShort(words.get(i))) {
                all.add(looking.beginning(field, word), Occur.FILTER);
            }
        }
        return all.build();
    }

    /** The finished words one after the other, where there are several; else nothing. */
    Query following(boolean exact) {
        int finished = open ? words.size() - 1 : words.size();
        if (finished < 2) {
            return new MatchNoDocsQuery("Nothing follows");
        }
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        words.subList(0, finished)
                .forEach(word -> phrase.add(new Term(Schema.WORDS, form(word, exact))));
        return phrase.build();
    }

    boolean accented() {
        return words.stream().anyMatch(word -> word.exact() != null);
    }

    /** Whether a text has all of it. */
    boolean isIn(List<Analysis.Word> text) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).folded();
            boolean beginning = open && i == words.size() - 1;
            if (text.stream()
                    .map(Analysis.Word::folded)
                    .noneMatch(each -> beginning ? each.startsWith(word) : each.equals(word))) {
                return false;
            }
        }
        return true;
    }

    /** The key of a number or code that stands at the end of it, or empty. */
    String key() {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).folded().chars().anyMatch(c -> c >= '0' && c <= '9')) {
                // A code may begin with letters that belong to it: H32.16
                return Analysis.key(words.subList(i, words.size()));
            }
        }
        return "";
    }

    private static String form(Analysis.Word word, boolean exact) {
        String with = word.exact();
        return exact && with != null ? with : word.folded();
    }
}
