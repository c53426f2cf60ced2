package vn.tangthu.indexer.lucene;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads what was typed. Everything is allowed and nothing is an error: words stand for themselves,
 * words that a sign glues ({@code 5023/KH-UBND}, {@code H32.16.1998}) and words in quotation marks
 * must follow each other (with an equals sign before the marks with just the diacritics that were
 * typed, none where none was), a date is found in each way of writing it ({@link TypedDate}), and
 * {@code |} between words means that any will do.
 */
public final class QuestionReader {
    private static final int MAX_WORDS = 32;
    static final String QUOTES = "\"“”„«»";

    /**
     * {@code cvt<nn}: who types a symbol that a damaged {@code &LT} broke types it in small
     * letters, where texts have capitals and {@code <} between small ones means something else.
     */
    private static final Pattern DAMAGED_SIGN =
            Pattern.compile("(?<![\\p{L}\\p{N}])[a-z]{2,}[<>][a-z]{2,}(?![\\p{L}\\p{N}])");

    /** {@code ="Lan"}: before what is meant without diacritics where none was typed. */
    private static final Pattern LITERAL = Pattern.compile("(^|\\s)=[" + QUOTES + "]\\s*$");

    private final Analysis analysis;
    private final Spellings spellings;

    public QuestionReader(Analysis analysis, Spellings spellings) {
        this.analysis = analysis;
        this.spellings = spellings;
    }

    public Question read(String asTyped) {
        String typed =
                DAMAGED_SIGN
                        .matcher(asTyped)
                        .replaceAll(sign -> sign.group().toUpperCase(Locale.ROOT));
        List<Analysis.Word> words = analysis.words(typed);
        if (words.size() > MAX_WORDS) {
            words = words.subList(0, MAX_WORDS);
        }
        boolean[] quoted = quoted(typed, words);
        boolean any = false;
        List<Question.Group> groups = new ArrayList<>();
        boolean[] free = free(typed, words, quoted);
        boolean[] ends = ends(typed, words, quoted);
        int at = 0;
        while (at < words.size()) {
            int known = spellings.longest(words, at, free, ends);
            int end = at + 1;
            if (known > 0) {
                end = at + known;
                groups.add(spelled(words.subList(at, end)));
            } else {
                end = quoted[at] ? chain(typed, words, quoted, end) : end(typed, words, quoted, at);
                groups.add(group(typed, words.subList(at, end), quoted[at]));
            }
            at = end;
        }
        for (int i = 1; i < words.size(); i++) {
            any |= typed.substring(words.get(i - 1).end(), words.get(i).start()).indexOf('|') >= 0;
        }
        return new Question(groups, any, typed.isBlank());
    }

    /** After the date, the number or the word that begins here. */
    private static int end(String typed, List<Analysis.Word> words, boolean[] quoted, int at) {
        TypedDate date = TypedDate.spelled(typed, words, at);
        if (date != null) {
            return at + date.words();
        }
        int end = chain(typed, words, quoted, at + 1);
        if (end > at + 1 || end == words.size() || !announces(words.get(at))) {
            return end;
        }
        int next = chain(typed, words, quoted, end + 1);
        return announced(typed, words, at, next) ? next : end;
    }

    /** After the last word that is glued to those before. */
    private static int chain(String typed, List<Analysis.Word> words, boolean[] quoted, int from) {
        int end = from;
        while (end < words.size() && glued(typed, words, quoted, end)) {
            end++;
        }
        return end;
    }

    private static boolean glued(
            String typed, List<Analysis.Word> words, boolean[] quoted, int at) {
        return follows(typed, words.get(at - 1), words.get(at), quoted[at - 1] && quoted[at]);
    }

    /** Which words may be part of a known spelling: no numbers, no part of a symbol. */
    private static boolean[] free(String typed, List<Analysis.Word> words, boolean[] quoted) {
        boolean[] free = new boolean[words.size()];
        for (int i = 0; i < words.size(); i++) {
            String before =
                    i == 0 ? "" : typed.substring(words.get(i - 1).end(), words.get(i).start());
            free[i] =
                    !quoted[i]
                            && !words.get(i).isNumber()
                            && before.chars().noneMatch(c -> "/\\._|:".indexOf(c) >= 0);
        }
        return free;
    }

    /** After which words something ends: the next is not glued to them. */
    private static boolean[] ends(String typed, List<Analysis.Word> words, boolean[] quoted) {
        boolean[] ends = new boolean[words.size()];
        for (int i = 0; i < words.size(); i++) {
            ends[i] = i + 1 == words.size() || !glued(typed, words, quoted, i + 1);
        }
        return ends;
    }

    /** Whether all of it, typed so, may be a known spelling. */
    static boolean mayBeSpelled(String typed, List<Analysis.Word> words) {
        for (boolean free : free(typed, words, quoted(typed, words))) {
            if (!free) {
                return false;
            }
        }
        return !words.isEmpty();
    }

    private Question.Group spelled(List<Analysis.Word> words) {
        List<List<Analysis.Word>> ways = new ArrayList<>();
        ways.add(words);
        ways.addAll(spellings.others(words));
        return new Question.Group(words, ways, words.size() > 1, false, false, List.of());
    }

    /** {@code số 5023}, {@code năm 2025}: the word before need not be there. */
    private static boolean announces(Analysis.Word word) {
        return switch (word.folded()) {
            case "so", "nam", "ngay", "thang" -> true;
            default -> false;
        };
    }

    private static boolean announced(String typed, List<Analysis.Word> words, int at, int end) {
        Analysis.Word first = words.get(at + 1);
        int count = end - at - 1;
        return switch (words.get(at).folded()) {
            case "so" -> first.isNumber();
            case "nam" -> count == 1 && isYear(first);
            case "ngay" -> TypedDate.figures(typed, words.subList(at + 1, end)) != null;
            default -> count == 2 && TypedDate.month(first) > 0 && isYear(words.get(at + 2));
        };
    }

    private static boolean isYear(Analysis.Word word) {
        return word.number() >= 1800 && word.number() < 2100;
    }

    private static boolean follows(
            String typed, Analysis.Word before, Analysis.Word after, boolean inQuotes) {
        String between = typed.substring(before.end(), after.start());
        if (inQuotes) {
            return between.chars().noneMatch(c -> QUOTES.indexOf(c) >= 0);
        }
        if (between.isEmpty()) {
            return true;
        }
        String signs = between.strip();
        if (signs.isEmpty() || signs.length() > 3) {
            return false;
        }
        boolean spaced = signs.length() < between.length();
        for (int i = 0; i < signs.length(); i++) {
            char c = signs.charAt(i);
            boolean glue =
                    switch (c) {
                        case '/', '\\' -> true;
                        case '-', '–', '—', '_' -> !spaced || before.isNumber() || after.isNumber();
                        case '.', ',', ':' -> !spaced;
                        default -> false;
                    };
            if (!glue) {
                return false;
            }
        }
        return true;
    }

    /**
     * @param typed all that was typed
     * @param words of it that belong together
     */
    private static Question.Group group(String typed, List<Analysis.Word> words, boolean quoted) {
        TypedDate date = TypedDate.spelled(typed, words, 0);
        if (date != null && date.words() == words.size()) {
            return Question.Group.of(words, date.ways());
        }
        if (quoted) {
            boolean literal = LITERAL.matcher(typed.substring(0, words.getFirst().start())).find();
            return new Question.Group(words, List.of(words), false, true, literal, List.of());
        }
        boolean more = words.size() > 1 && announces(words.getFirst());
        String before = more ? words.getFirst().folded() : "";
        boolean ofMonth = before.equals("thang");
        boolean announced = ofMonth || more && words.get(1).isNumber();
        List<Analysis.Word> rest = announced ? words.subList(1, words.size()) : words;
        if (before.equals("so")) {
            // A number is no date, whatever it looks like.
            return Question.Group.of(words, List.of(rest));
        }
        List<List<Analysis.Word>> figures = TypedDate.figures(typed, rest);
        if (figures != null) {
            return Question.Group.of(words, figures);
        }
        int month = ofMonth || rest.getFirst().isNumber() ? TypedDate.month(rest.getFirst()) : 0;
        return rest.size() == 2 && month > 0 && isYear(rest.getLast())
                ? Question.Group.of(words, TypedDate.ofMonth(rest, month, rest.getLast().number()))
                : Question.Group.of(words, List.of(rest));
    }

    private static boolean[] quoted(String typed, List<Analysis.Word> words) {
        boolean[] quoted = new boolean[words.size()];
        int quotes = 0;
        int at = 0;
        for (int i = 0; i < words.size(); i++) {
            for (; at < words.get(i).start(); at++) {
                if (QUOTES.indexOf(typed.charAt(at)) >= 0) {
                    quotes++;
                }
            }
            quoted[i] = quotes % 2 == 1;
        }
        return quoted;
    }
}
