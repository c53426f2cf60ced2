package vn.tangthu.indexer.lucene;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * A query as read: groups, all of which must be met unless any will do.
 *
 * @param groups words and phrases in the order typed
 * @param any whether one group is enough
 * @param blank nothing at all was typed
 */
record Question(List<Group> groups, boolean any, boolean blank) {
    /** Spans of words are looked up as numbers and codes up to this many words. */
    private static final int MAX_KEY = 8;

    /** What the very number or code adds to a score at least; nothing else adds as much. */
    static final float WHOLE_KEY = 100;

    Question {
        groups = List.copyOf(groups);
    }

    /**
     * One thing that is asked for.
     *
     * @param alternatives sequences of words, any of which meets it; the first is what was typed
     */
    record Group(List<List<Analysis.Word>> alternatives) {
        List<Analysis.Word> typed() {
            return alternatives.getFirst();
        }

        boolean accented() {
            return typed().stream().anyMatch(word -> word.exact() != null);
        }

        /** Whether a number or code may hide in it. */
        boolean hasDigit() {
            return typed().stream()
                    .anyMatch(word -> word.folded().chars().anyMatch(c -> c >= '0' && c <= '9'));
        }
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    boolean accented() {
        return groups.stream().anyMatch(Group::accented);
    }

    List<Analysis.Word> words() {
        List<Analysis.Word> words = new ArrayList<>();
        groups.forEach(group -> words.addAll(group.typed()));
        return words;
    }

    /** What must match; {@code exact} asks for the diacritics that were typed. */
    Query matching(boolean exact) {
        if (groups.isEmpty()) {
            return new MatchAllDocsQuery();
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (Group group : groups) {
            all.add(query(group, exact), any ? Occur.SHOULD : Occur.MUST);
        }
        return all.build();
    }

    private static Query query(Group group, boolean exact) {
        List<Query> ways = new ArrayList<>();
        for (List<Analysis.Word> alternative : group.alternatives()) {
            ways.add(sequence(alternative, exact, 0));
        }
        if (group.hasDigit()) {
            Query key = new TermQuery(new Term(Schema.KEY, Analysis.key(group.typed())));
            ways.add(new ConstantScoreQuery(key));
        }
        if (ways.size() == 1) {
            return ways.getFirst();
        }
        BooleanQuery.Builder either = new BooleanQuery.Builder();
        ways.forEach(way -> either.add(way, Occur.SHOULD));
        return either.build();
    }

    static Query sequence(List<Analysis.Word> words, boolean exact, int slop) {
        if (words.size() == 1) {
            return new TermQuery(term(words.getFirst(), exact));
        }
        PhraseQuery.Builder phrase = new PhraseQuery.Builder().setSlop(slop);
        for (Analysis.Word word : words) {
            phrase.add(term(word, exact));
        }
        return phrase.build();
    }

    private static Term term(Analysis.Word word, boolean exact) {
        String form = exact && word.exact() != null ? word.exact() : word.folded();
        return new Term(Schema.WORDS, form);
    }

    /**
     * What is the very number or code that was typed, the longer the better; nothing matches when
     * there is none.
     */
    Query wholeKeys() {
        List<Analysis.Word> words = words();
        BooleanQuery.Builder keys = new BooleanQuery.Builder();
        for (int start = 0; start < words.size(); start++) {
            int longest = Math.min(words.size(), start + MAX_KEY);
            for (int end = start + 1; end <= longest; end++) {
                List<Analysis.Word> span = words.subList(start, end);
                if (!hasDigit(span) || span.size() == 1 && words.size() > 1) {
                    continue;
                }
                keys.add(
                        key(Schema.WHOLE + Analysis.key(span), WHOLE_KEY + 20f * span.size()),
                        Occur.SHOULD);
            }
        }
        return keys.build();
    }

    /** Beginnings of numbers and codes that were typed, and numbers with their year. */
    List<Query> partialKeys() {
        List<Analysis.Word> words = words();
        List<Query> keys = new ArrayList<>();
        for (int start = 0; start < words.size(); start++) {
            int longest = Math.min(words.size(), start + MAX_KEY);
            for (int end = start + 1; end <= longest; end++) {
                List<Analysis.Word> span = words.subList(start, end);
                if (!hasDigit(span)) {
                    continue;
                }
                boolean alone = words.size() == 1;
                int number = span.getFirst().number();
                boolean year = number >= 1800 && number < 2100;
                if (span.size() > 1 || alone || !year && span.getFirst().folded().length() >= 3) {
                    keys.add(key(Analysis.key(span), alone ? 30f : 12f * span.size()));
                }
            }
        }
        return keys;
    }

    private static boolean hasDigit(List<Analysis.Word> span) {
        for (Analysis.Word word : span) {
            for (int i = 0; i < word.folded().length(); i++) {
                if (word.folded().charAt(i) >= '0' && word.folded().charAt(i) <= '9') {
                    return true;
                }
            }
        }
        return false;
    }

    private static Query key(String key, float boost) {
        return new BoostQuery(
                new ConstantScoreQuery(new TermQuery(new Term(Schema.KEY, key))), boost);
    }
}
