package vn.tangthu.indexer.lucene;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads what was typed. Everything is allowed and nothing is an error: words stand for themselves,
 * words that a sign glues ({@code 5023/KH-UBND}, {@code H32.16.1998}) and words in quotation marks
 * must follow each other, a date is found in each way of writing it, and {@code |} between words
 * means that any will do.
 */
public final class QuestionReader {
    private static final int MAX_WORDS = 32;
    private static final String QUOTES = "\"“”„«»";

    private final Analysis analysis;
    private final Spellings spellings;

    public QuestionReader(Analysis analysis, Spellings spellings) {
        this.analysis = analysis;
        this.spellings = spellings;
    }

    public Question read(String typed) {
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
                int spelled = spelledDate(words, at);
                if (spelled > 0) {
                    end = at + spelled;
                } else {
                    while (end < words.size() && glued(typed, words, quoted, end)) {
                        end++;
                    }
                    if (end == at + 1 && announces(words.get(at)) && end < words.size()) {
                        int next = end + 1;
                        while (next < words.size() && glued(typed, words, quoted, next)) {
                            next++;
                        }
                        end = announced(words, at, next) ? next : end;
                    }
                }
                groups.add(group(words.subList(at, end), quoted[at]));
            }
            at = end;
        }
        for (int i = 1; i < words.size(); i++) {
            any |= typed.substring(words.get(i - 1).end(), words.get(i).start()).indexOf('|') >= 0;
        }
        return new Question(groups, any, typed.isBlank());
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

    private Question.Group spelled(List<Analysis.Word> words) {
        List<List<Analysis.Word>> ways = new ArrayList<>();
        ways.add(words);
        ways.addAll(spellings.others(words));
        return new Question.Group(words, ways, words.size() > 1, false, List.of());
    }

    /** {@code số 5023}, {@code năm 2025}: the word before need not be there. */
    private static boolean announces(Analysis.Word word) {
        return switch (word.folded()) {
            case "so", "nam", "ngay", "thang" -> true;
            default -> false;
        };
    }

    private static boolean announced(List<Analysis.Word> words, int at, int end) {
        Analysis.Word first = words.get(at + 1);
        int count = end - at - 1;
        return switch (words.get(at).folded()) {
            case "so" -> first.isNumber();
            case "nam" -> count == 1 && isYear(first);
            case "ngay" ->
                    count == 3 && isDate(words.get(at + 1), words.get(at + 2), words.get(at + 3));
            default -> count == 2 && isMonth(first) && isYear(words.get(at + 2));
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

    private static Question.Group group(List<Analysis.Word> typed, boolean quoted) {
        int size = typed.size();
        if (size >= 5
                && typed.get(size - 4).folded().equals("thang")
                && typed.get(size - 2).folded().equals("nam")) {
            return date(typed, typed.get(size - 5), typed.get(size - 3), typed.get(size - 1));
        }
        if (size == 4 && spelledMonth(typed, 0) > 0) {
            return Question.Group.of(typed, List.of(typed, List.of(typed.get(1), typed.get(3))));
        }
        if (quoted) {
            boolean accented = typed.stream().anyMatch(word -> word.exact() != null);
            return new Question.Group(typed, List.of(typed), false, accented, List.of());
        }
        boolean announced = size > 1 && announces(typed.getFirst()) && typed.get(1).isNumber();
        List<Analysis.Word> words = announced ? typed.subList(1, size) : typed;
        if (words.size() == 3 && isDate(words.get(0), words.get(1), words.get(2))) {
            return date(typed, words.get(0), words.get(1), words.get(2));
        }
        if (words.size() == 2 && isMonth(words.get(0)) && isYear(words.get(1))) {
            return Question.Group.of(
                    typed,
                    List.of(
                            words,
                            List.of(word("thang"), words.get(0), word("nam"), words.get(1))));
        }
        return Question.Group.of(typed, List.of(words));
    }

    /** 28/4/2025 in figures, and as official texts spell it. */
    private static Question.Group date(
            List<Analysis.Word> typed, Analysis.Word day, Analysis.Word month, Analysis.Word year) {
        return Question.Group.of(
                typed,
                List.of(
                        List.of(day, month, year),
                        List.of(day, word("thang"), month, word("nam"), year)));
    }

    /** Words of "(ngày) 28 tháng 4 năm 2025" from here, or 0. */
    private static int spelledDate(List<Analysis.Word> words, int at) {
        int month = spelledMonth(words, at);
        if (month > 0) {
            return month;
        }
        int skip = words.get(at).folded().equals("ngay") ? 1 : 0;
        int first = at + skip;
        if (first + 5 > words.size()
                || !words.get(first + 1).folded().equals("thang")
                || !words.get(first + 3).folded().equals("nam")
                || !isDate(words.get(first), words.get(first + 2), words.get(first + 4))) {
            return 0;
        }
        return skip + 5;
    }

    /** Words of "tháng 4 năm 2025" from here, or 0. */
    private static int spelledMonth(List<Analysis.Word> words, int at) {
        return at + 4 <= words.size()
                        && words.get(at).folded().equals("thang")
                        && words.get(at + 2).folded().equals("nam")
                        && isMonth(words.get(at + 1))
                        && isYear(words.get(at + 3))
                ? 4
                : 0;
    }

    private static boolean isDate(Analysis.Word day, Analysis.Word month, Analysis.Word year) {
        return day.number() >= 1 && day.number() <= 31 && isMonth(month) && year.number() >= 1000;
    }

    private static boolean isMonth(Analysis.Word month) {
        return month.number() >= 1 && month.number() <= 12;
    }

    private static Analysis.Word word(String folded) {
        return new Analysis.Word(folded, null, 0, 0);
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
