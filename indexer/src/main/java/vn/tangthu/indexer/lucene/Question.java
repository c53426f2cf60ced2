package vn.tangthu.indexer.lucene;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * A query as read: groups, all of which must be met unless any will do.
 *
 * @param groups words and phrases in the order typed
 * @param any whether one group is enough
 * @param blank nothing at all was typed
 * @param wider what else comes near, by the variants of the words; null unless little was found
 */
public record Question(List<Group> groups, boolean any, boolean blank, @Nullable Wider wider) {
    /** Spans of words are looked up as numbers and codes up to this many words. */
    private static final int MAX_KEY = 8;

    /** What the very number or code adds to a score at least; nothing else adds as much. */
    static final float WHOLE_KEY = 100;

    /** The same number, with a year inside or without: less than the very number. */
    private static final float YEAR_INSIDE = 80;

    public Question {
        groups = List.copyOf(groups);
    }

    public Question(List<Group> groups, boolean any, boolean blank) {
        this(groups, any, blank, null);
    }

    /**
     * What is looked for besides.
     *
     * @param nearest what comes near by the variants of the words
     * @param typed the question as it was typed
     * @param beside something stands as it was typed: it comes first, what is near behind it
     */
    public record Wider(Query nearest, Question typed, boolean beside) {}

    /**
     * One thing that is asked for.
     *
     * @param typed the words as typed, with those that need not be there ({@code số}, {@code năm})
     * @param ways sequences of words, any of which meets it
     * @param loose the words of the first way may stand apart
     * @param quoted it is meant as it stands, with the diacritics that were typed
     * @param literal quoted, and words without diacritics are meant without
     * @param variants what a scanner or a hurried hand may have made of it; none unless little was
     *     found without
     */
    public record Group(
            List<Analysis.Word> typed,
            List<List<Analysis.Word>> ways,
            boolean loose,
            boolean quoted,
            boolean literal,
            List<Variant> variants) {
        private static final Pattern VOWEL = Pattern.compile("[aeiouy]");

        public Group {
            typed = List.copyOf(typed);
            ways = List.copyOf(ways);
            variants = List.copyOf(variants);
        }

        /** What was typed, as it was typed. */
        static Group of(List<Analysis.Word> typed) {
            return new Group(typed, List.of(typed), false, false, false, List.of());
        }

        static Group of(List<Analysis.Word> typed, List<List<Analysis.Word>> ways) {
            return new Group(typed, ways, false, false, false, List.of());
        }

        Group with(List<Variant> more) {
            List<Variant> all = new ArrayList<>(variants);
            all.addAll(more);
            return new Group(typed, ways, loose, quoted, literal, all);
        }

        /** The diacritics that were typed are meant. */
        public boolean exact() {
            return quoted && (accented() || literal);
        }

        /** One word that may be misread: numbers and what was quoted are meant as they stand. */
        public boolean isPlainWord() {
            return typed.size() == 1 && ways.size() == 1 && !exact() && !hasDigit();
        }

        /**
         * What the table knows in several spellings, or syllables with hyphens ({@code Khánh-Hòa}),
         * may be misread in one of its words; signs and numbers are looked for as they stand.
         */
        boolean fallsApart() {
            boolean spelled = typed.size() == 1 ? ways.size() > 1 : loose;
            boolean hyphened =
                    typed.size() > 1
                            && ways.size() == 1
                            && typed.stream().allMatch(word -> VOWEL.matcher(word.folded()).find());
            return !quoted && !hasDigit() && (spelled || hyphened);
        }

        /** Part of what has other spellings, which take its place as a whole. */
        boolean isSpelled() {
            return variants.stream().anyMatch(Variant::spelling);
        }

        /** Each word by itself, with the other spellings of the whole in the place of each. */
        List<Group> apart() {
            List<Variant> others =
                    ways.stream()
                            .skip(1)
                            .map(way -> Variant.spelling(way.stream().map(Analysis.Word::folded)))
                            .toList();
            return typed.stream().map(word -> Group.of(List.of(word)).with(others)).toList();
        }

        public boolean accented() {
            return typed().stream().anyMatch(word -> word.exact() != null);
        }

        /** Meant with the tones that were typed and, where none was, without. */
        boolean isClose() {
            return exact()
                    && toned()
                    && ways.size() == 1
                    && !loose
                    && !hasDigit()
                    && ways.getFirst().stream().anyMatch(Unmarked::may);
        }

        boolean toned() {
            return literal || typed().stream().anyMatch(Analysis.Word::isToned);
        }

        /**
         * The number that was typed, written with its year inside or without; null for others.
         *
         * @param whole whether it must be all of the number; else it may be a beginning
         */
        @Nullable Query sameNumber(boolean whole) {
            return exact() ? null : YearInside.of(ways.getFirst(), whole);
        }

        /** Whether a number or code may hide in it. */
        boolean hasDigit() {
            return typed().stream()
                    .anyMatch(word -> word.folded().chars().anyMatch(c -> c >= '0' && c <= '9'));
        }
    }

    /**
     * Folded words that may stand for a group.
     *
     * @param words one or several
     * @param weight above 0; 1 is what the word itself weighs
     * @param together whether several must follow each other; else a few words may stand between
     * @param spelling another way of writing the same, which is as good as what was typed
     */
    public record Variant(List<String> words, float weight, boolean together, boolean spelling) {
        public Variant {
            words = List.copyOf(words);
        }

        public Variant(List<String> words, float weight, boolean together) {
            this(words, weight, together, false);
        }

        static Variant spelling(Stream<String> words) {
            return new Variant(words.toList(), 1, true, true);
        }

        boolean isSure() {
            return weight >= Variants.SURE;
        }
    }

    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /** What comes near by the variants of the words; null unless little was found. */
    public @Nullable Query nearest() {
        return wider == null ? null : wider.nearest();
    }

    /** Whether misread words are looked for too. */
    public boolean widened() {
        return wider != null;
    }

    /** Whether they are looked for behind what stands as it was typed. */
    public boolean beside() {
        return wider != null && wider.beside();
    }

    /** The same without what may be misread. */
    public Question strict() {
        return wider == null ? this : wider.typed();
    }

    /** With each word by itself wherever it may be misread. */
    Question apart() {
        return groups.stream().noneMatch(Group::fallsApart)
                ? this
                : new Question(
                        groups.stream()
                                .flatMap(
                                        group ->
                                                group.fallsApart()
                                                        ? group.apart().stream()
                                                        : Stream.of(group))
                                .toList(),
                        any,
                        blank);
    }

    /**
     * The question for each way in which its first word of several spellings may be written: each
     * by itself can leave out early what does not come first, all of them in one cannot.
     */
    public List<Question> parted() {
        for (int i = 0; i < groups.size() && !any && wider == null; i++) {
            Group group = groups.get(i);
            if (group.loose()) {
                List<Question> parted = new ArrayList<>();
                for (List<Analysis.Word> way : group.ways()) {
                    List<Group> one = new ArrayList<>(groups);
                    boolean loose = parted.isEmpty();
                    one.set(
                            i,
                            new Group(group.typed(), List.of(way), loose, false, false, List.of()));
                    parted.add(new Question(one, false, blank));
                }
                return parted;
            }
        }
        return List.of(this);
    }

    public boolean accented() {
        return groups.stream().anyMatch(Group::accented);
    }

    /** Whether tones are meant: then a word without diacritics is meant without. */
    boolean toned() {
        return groups.stream().anyMatch(Group::toned);
    }

    List<Analysis.Word> words() {
        List<Analysis.Word> words = new ArrayList<>();
        groups.forEach(group -> words.addAll(group.typed()));
        return words;
    }

    /** What must match; {@code exact} asks for the diacritics that were typed. */
    public Query matching(boolean exact) {
        return matching(exact, true);
    }

    /** What must match but {@link #closely}. */
    Query loosely(boolean exact) {
        return matching(exact, false);
    }

    /** Of {@link #matching} what costs too much to be asked of everything else that matches. */
    @Nullable Query closely() {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (Group group : groups) {
            if (!any && group.isClose()) {
                all.add(new AsTyped(group.ways().getFirst()), Occur.FILTER);
            }
        }
        BooleanQuery closely = all.build();
        return closely.clauses().isEmpty() ? null : closely;
    }

    private Query matching(boolean exact, boolean closely) {
        if (groups.isEmpty()) {
            return new MatchAllDocsQuery();
        }
        if (!exact && wider != null) {
            return new BooleanQuery.Builder()
                    .add(wider.typed().matching(false, closely), Occur.SHOULD)
                    .add(wider.nearest(), Occur.SHOULD)
                    .build();
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (Group group : groups) {
            Query query =
                    closely || any || !group.isClose()
                            ? query(group, exact)
                            : sequence(group.ways().getFirst(), true, 0);
            all.add(query, any ? Occur.SHOULD : Occur.MUST);
        }
        return all.build();
    }

    /**
     * What has all of it as it was typed: words with diacritics with these and, where tones are
     * meant, plain words without them with none.
     */
    Query asTyped() {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(matching(true), Occur.MUST);
        boolean toned = toned();
        for (Group group : groups) {
            if (toned && group.isPlainWord() && Unmarked.may(group.typed().getFirst())) {
                all.add(new AsTyped(group.typed()), Occur.FILTER);
            }
        }
        return all.build();
    }

    /**
     * All of it as it was typed, with the diacritics if it has some, and three quarters of what was
     * typed side by side standing so; of three neighbours two, since what is asked with a place has
     * something between the two as a rule ({@code giao đất} at {@code Diên Khánh}).
     */
    public Query together() {
        boolean exact = accented();
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(matching(exact), Occur.FILTER);
        List<Query> pairs = new ArrayList<>();
        for (int i = 1; i < groups.size(); i++) {
            if (groups.get(i - 1).isPlainWord() && groups.get(i).isPlainWord()) {
                pairs.add(
                        sequence(
                                List.of(
                                        groups.get(i - 1).typed().getFirst(),
                                        groups.get(i).typed().getFirst()),
                                exact,
                                0));
            }
        }
        if (!pairs.isEmpty()) {
            BooleanQuery.Builder most = new BooleanQuery.Builder();
            pairs.forEach(pair -> most.add(pair, Occur.SHOULD));
            int least = pairs.size() == 3 ? 2 : (3 * pairs.size() + 3) / 4;
            most.setMinimumNumberShouldMatch(least);
            if (least < pairs.size()) {
                all.add(most.build(), Occur.FILTER);
            } else {
                pairs.forEach(pair -> all.add(pair, Occur.FILTER));
            }
        }
        return all.build();
    }

    /** Whether plain words were typed side by side. */
    public boolean hasNeighbours() {
        for (int i = 1; i < groups.size() && !any; i++) {
            if (groups.get(i - 1).isPlainWord() && groups.get(i).isPlainWord()) {
                return true;
            }
        }
        return false;
    }

    /** What has all of it, and {@link #together}, with the score of what has all of it. */
    public Query besides() {
        return new BooleanQuery.Builder()
                .add(matching(false), Occur.MUST)
                .add(together(), Occur.FILTER)
                .build();
    }

    public static Query query(Group group, boolean exact) {
        boolean tones = exact || group.exact();
        List<Query> ways = new ArrayList<>();
        for (List<Analysis.Word> way : group.ways()) {
            if (group.loose() && ways.isEmpty()) {
                ways.add(each(way, tones));
            } else {
                boolean exactly = group.exact() && group.toned();
                ways.add(exactly ? asTyped(way) : sequence(way, tones, 0));
            }
        }
        if (group.hasDigit()) {
            Query key = new TermQuery(new Term(Schema.KEY, Analysis.key(group.ways().getFirst())));
            ways.add(new ConstantScoreQuery(key));
            Query same = group.sameNumber(false);
            if (same != null) {
                ways.add(new ConstantScoreQuery(same));
            }
        }
        if (ways.size() == 1) {
            return ways.getFirst();
        }
        BooleanQuery.Builder either = new BooleanQuery.Builder();
        ways.forEach(way -> either.add(way, Occur.SHOULD));
        return either.build();
    }

    private static Query each(List<Analysis.Word> words, boolean exact) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        words.forEach(word -> all.add(new TermQuery(term(word, exact)), Occur.MUST));
        return all.build();
    }

    public static Query sequence(List<Analysis.Word> words, boolean exact, int slop) {
        if (words.size() == 1) {
            return new TermQuery(term(words.getFirst(), exact));
        }
        PhraseQuery.Builder phrase = new PhraseQuery.Builder().setSlop(slop);
        for (Analysis.Word word : words) {
            phrase.add(term(word, exact));
        }
        return phrase.build();
    }

    /** The same with their diacritics and, where they have none, without any. */
    static Query asTyped(List<Analysis.Word> words) {
        Query sequence = sequence(words, true, 0);
        return words.stream().noneMatch(Unmarked::may)
                ? sequence
                : new BooleanQuery.Builder()
                        .add(sequence, Occur.MUST)
                        .add(new AsTyped(words), Occur.FILTER)
                        .build();
    }

    private static Term term(Analysis.Word word, boolean exact) {
        String form = exact && word.exact() != null ? word.exact() : word.folded();
        return new Term(Schema.WORDS, form);
    }

    /**
     * What is the very number or code that was typed, the longer the better; nothing matches when
     * there is none.
     */
    public BooleanQuery wholeKeys() {
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

    /** What bears a number or code that was typed, with a year inside or without. */
    public BooleanQuery numbers() {
        BooleanQuery.Builder numbers = new BooleanQuery.Builder();
        wholeKeys().clauses().forEach(numbers::add);
        sameNumbers().forEach(same -> numbers.add(same, Occur.SHOULD));
        return numbers.build();
    }

    private List<Query> sameNumbers() {
        List<Query> numbers = new ArrayList<>();
        for (Group group : groups) {
            Query same = group.sameNumber(true);
            if (same != null) {
                numbers.add(new BoostQuery(new ConstantScoreQuery(same), YEAR_INSIDE));
            }
            Query asTyped = YearInside.asTyped(group.ways().getFirst());
            if (asTyped != null) {
                numbers.add(new BoostQuery(new ConstantScoreQuery(asTyped), WHOLE_KEY));
            }
        }
        return numbers;
    }

    /**
     * Beginnings of numbers and codes that were typed, numbers with their year, and numbers that
     * have it inside or lack it.
     */
    List<Query> partialKeys() {
        List<Analysis.Word> words = words();
        List<Query> keys = new ArrayList<>(sameNumbers());
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
