package vn.tangthu.indexer.lucene;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads what was typed. Everything is allowed and nothing is an error: words stand for themselves,
 * words that a sign glues ({@code 5023/KH-UBND}, {@code H32.16.1998}) and words in quotation marks
 * must follow each other, a date is found in each way of writing it, and {@code |} between words
 * means that any will do.
 */
final class QuestionReader {
    private static final int MAX_WORDS = 32;
    private static final String QUOTES = "\"“”„«»";

    private final Analysis analysis;

    QuestionReader(Analysis analysis) {
        this.analysis = analysis;
    }

    Question read(String typed) {
        List<Analysis.Word> words = analysis.words(typed);
        if (words.size() > MAX_WORDS) {
            words = words.subList(0, MAX_WORDS);
        }
        boolean[] quoted = quoted(typed, words);
        boolean any = false;
        List<Question.Group> groups = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            int spelled = spelledDate(words, at);
            if (spelled > 0) {
                List<Analysis.Word> date = words.subList(at, at + spelled);
                groups.add(
                        date(
                                date,
                                date.get(spelled - 5),
                                date.get(spelled - 3),
                                date.get(spelled - 1)));
                at += spelled;
                continue;
            }
            int end = at + 1;
            while (end < words.size()
                    && follows(
                            typed,
                            words.get(end - 1),
                            words.get(end),
                            quoted[end - 1] && quoted[end])) {
                end++;
            }
            groups.add(group(words.subList(at, end)));
            at = end;
        }
        for (int i = 1; i < words.size(); i++) {
            any |= typed.substring(words.get(i - 1).end(), words.get(i).start()).indexOf('|') >= 0;
        }
        return new Question(groups, any, typed.isBlank());
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

    private Question.Group group(List<Analysis.Word> words) {
        if (words.size() == 3 && isDate(words.get(0), words.get(1), words.get(2))) {
            return date(words, words.get(0), words.get(1), words.get(2));
        }
        if (words.size() == 2
                && isMonth(words.get(0))
                && words.get(1).number() >= 1800
                && words.get(1).number() < 2100) {
            return new Question.Group(
                    List.of(
                            words,
                            List.of(word("thang"), words.get(0), word("nam"), words.get(1))));
        }
        return new Question.Group(List.of(words));
    }

    /** 28/4/2025 as typed, in figures, and as official texts spell it. */
    private static Question.Group date(
            List<Analysis.Word> typed, Analysis.Word day, Analysis.Word month, Analysis.Word year) {
        List<List<Analysis.Word>> ways = new ArrayList<>();
        ways.add(typed);
        List<Analysis.Word> figures = List.of(day, month, year);
        if (!figures.equals(typed)) {
            ways.add(figures);
        }
        List<Analysis.Word> spelled = List.of(day, word("thang"), month, word("nam"), year);
        if (!spelled.equals(typed)) {
            ways.add(spelled);
        }
        return new Question.Group(ways);
    }

    /** Words of "(ngày) 28 tháng 4 năm 2025" from here, or 0. */
    private static int spelledDate(List<Analysis.Word> words, int at) {
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
