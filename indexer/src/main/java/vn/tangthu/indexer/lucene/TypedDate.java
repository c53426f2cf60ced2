package vn.tangthu.indexer.lucene;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A date or a month as people type it, and how texts may have it: in figures ({@code 28/4/1998})
 * and as official texts spell it ({@code 28 tháng 4 năm 1998}).
 *
 * <p>Years of two figures are those from 1930 to 2029: 98 is 1998, 05 is 2005. Only after {@code
 * năm} or between strokes and hyphens are they years at all; codes have full stops.
 *
 * @param words how many words of what was typed it takes
 * @param ways to write it, the one that was typed among them
 */
record TypedDate(int words, List<List<Analysis.Word>> ways) {
    private static final int FIRST_OF_TWO_FIGURES = 1930;

    /** Of a date in figures without signs: none glues it to what follows. */
    private static final Pattern AFTER = Pattern.compile("[,.;)]?(\\s|$)");

    private static final List<String> ROMAN =
            List.of("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii");

    /** Names of months by their numbers, as they are said; January and December have two. */
    private static final List<List<String>> NAMES =
            List.of(
                    List.of(),
                    List.of("giêng", "một"),
                    List.of("hai"),
                    List.of("ba"),
                    List.of("tư"),
                    List.of("năm"),
                    List.of("sáu"),
                    List.of("bảy"),
                    List.of("tám"),
                    List.of("chín"),
                    List.of("mười"),
                    List.of("mười một"),
                    List.of("mười hai", "chạp"));

    private static final List<List<String>> FOLDED_NAMES =
            NAMES.stream()
                    .map(
                            names ->
                                    names.stream()
                                            .map(name -> Normalizer.normalize(name, Form.NFD))
                                            .map(name -> name.replaceAll("\\p{M}", ""))
                                            .toList())
                    .toList();

    TypedDate {
        ways = List.copyOf(ways);
    }

    /**
     * {@code (ngày) 28 tháng 4 năm 1998}, {@code tháng tư năm 1998}, {@code 28 tháng 4/1998},
     * {@code tháng 4/98}, {@code 28 tháng 4, 1998}, {@code (ngày) 28 4 1998} from this word on, or
     * null.
     *
     * @param typed all that was typed, for the signs between the words
     */
    static @Nullable TypedDate spelled(String typed, List<Analysis.Word> words, int at) {
        int first = at + (is(words, at, "ngay") ? 1 : 0);
        if (first < words.size() && isDay(words.get(first)) && isMonthWord(words, first + 1)) {
            return spelled(typed, words, at, first, first + 2);
        }
        if (isThree(typed, words, first)) {
            List<Analysis.Word> own = words.subList(first, first + 3);
            int month = own.get(1).number();
            return new TypedDate(
                    first + 3 - at, ofDay(own, own.getFirst(), month, own.getLast().number()));
        }
        return isMonthWord(words, at) ? spelled(typed, words, at, at, at + 1) : null;
    }

    /**
     * @param at its first word
     * @param first the day, or {@code tháng} where there is none
     * @param name the first word of the month
     */
    private static @Nullable TypedDate spelled(
            String typed, List<Analysis.Word> words, int at, int first, int name) {
        boolean dayToo = name == first + 2;
        for (int end = Math.min(name + 2, words.size()); end > name; end--) {
            int month = month(words.subList(name, end));
            boolean said = is(words, end, "nam");
            int yearAt = said ? end + 1 : end;
            if (month == 0 || yearAt >= words.size()) {
                continue;
            }
            int year = year(words.get(yearAt));
            boolean stroke = isStroke(typed, words.get(end - 1), words.get(end));
            // "tháng 4-10 năm 1998" is April to October.
            boolean certain = dayToo || isFull(words.get(yearAt)) || isSlash(typed, words, end);
            // "tháng năm 1998" may be a month of 1998 or May.
            boolean apart =
                    isApart(typed, words.get(end - 1), words.get(end)) && !is(words, name, "nam");
            if ((said || stroke && certain) && year > 0 || apart && isYear(words.get(yearAt))) {
                List<Analysis.Word> own = words.subList(first, yearAt + 1);
                List<List<Analysis.Word>> ways =
                        dayToo
                                ? ofDay(own, words.get(first), month, year)
                                : ofMonth(own, month, year);
                return new TypedDate(yearAt + 1 - at, ways);
            }
        }
        return null;
    }

    /**
     * A date in figures that these words are: {@code 28/4/1998}, {@code 28/IV/1998}, {@code
     * 28-4-98}, {@code 1998-04-28}; null for anything else. What was typed comes first, since it
     * may be a number after all.
     */
    static @Nullable List<List<Analysis.Word>> figures(String typed, List<Analysis.Word> words) {
        if (words.size() != 3) {
            return null;
        }
        Analysis.Word one = words.get(0);
        int month = month(words.get(1));
        Analysis.Word last = words.get(2);
        boolean strokes = isStroke(typed, one, words.get(1)) && isStroke(typed, words.get(1), last);
        List<List<Analysis.Word>> ways = new ArrayList<>();
        if (month > 0 && isDay(one) && (isFull(last) || strokes && year(last) > 0)) {
            ways.add(words);
            ofDay(words, one, month, year(last)).forEach(way -> add(ways, way));
        } else if (month > 0 && strokes && isFull(one) && isDay(last)) {
            ways.add(words);
            ofDay(words, last, month, year(one)).forEach(way -> add(ways, way));
        }
        return ways.isEmpty() ? null : ways;
    }

    private static List<List<Analysis.Word>> ofDay(
            List<Analysis.Word> typed, Analysis.Word day, int month, int year) {
        List<List<Analysis.Word>> ways = new ArrayList<>();
        ways.add(List.of(day, word(month), word(year)));
        add(ways, List.of(day, word("thang"), word(month), word("nam"), word(year)));
        add(ways, List.of(day, word(ROMAN.get(month)), word(year)));
        for (String name : FOLDED_NAMES.get(month)) {
            List<Analysis.Word> said = new ArrayList<>(List.of(day, word("thang")));
            Stream.of(name.split(" ")).map(TypedDate::word).forEach(said::add);
            said.add(word("nam"));
            said.add(word(year));
            add(ways, said);
        }
        add(ways, typed);
        return ways;
    }

    /**
     * @param typed a month and its year, and what says so
     */
    static List<List<Analysis.Word>> ofMonth(List<Analysis.Word> typed, int month, int year) {
        List<List<Analysis.Word>> ways = new ArrayList<>();
        ways.add(typed);
        add(ways, List.of(word("thang"), word(month), word("nam"), word(year)));
        add(ways, List.of(word(month), word(year)));
        return ways;
    }

    private static void add(List<List<Analysis.Word>> ways, List<Analysis.Word> way) {
        String key = Analysis.key(way);
        if (ways.stream().noneMatch(other -> Analysis.key(other).equals(key))) {
            ways.add(way);
        }
    }

    private static boolean is(List<Analysis.Word> words, int at, String folded) {
        return at < words.size() && words.get(at).folded().equals(folded);
    }

    private static boolean isStroke(String typed, Analysis.Word before, Analysis.Word after) {
        String sign = typed.substring(before.end(), after.start()).strip();
        return sign.equals("/") || sign.equals("-");
    }

    /** {@code tháng}, and no name that folds to it ({@code Hòa Thắng}). */
    private static boolean isMonthWord(List<Analysis.Word> words, int at) {
        return is(words, at, "thang")
                && (words.get(at).exact() == null || "tháng".equals(words.get(at).exact()));
    }

    private static boolean isSlash(String typed, List<Analysis.Word> words, int end) {
        return typed.substring(words.get(end - 1).end(), words.get(end).start())
                .strip()
                .equals("/");
    }

    /** Nothing or a comma stands between. */
    private static boolean isApart(String typed, Analysis.Word before, Analysis.Word after) {
        String sign = typed.substring(before.end(), after.start()).strip();
        return sign.isEmpty() || sign.equals(",");
    }

    /** A day, a month and a year in figures, without signs between or after them. */
    private static boolean isThree(String typed, List<Analysis.Word> words, int at) {
        if (at + 2 >= words.size() || !isDay(words.get(at)) || !isYear(words.get(at + 2))) {
            return false;
        }
        int month = words.get(at + 1).number();
        String signs =
                typed.substring(words.get(at).end(), words.get(at + 1).start())
                        + typed.substring(words.get(at + 1).end(), words.get(at + 2).start());
        String after =
                at + 3 < words.size()
                        ? typed.substring(words.get(at + 2).end(), words.get(at + 3).start())
                        : " ";
        return month >= 1 && month <= 12 && signs.isBlank() && AFTER.matcher(after).lookingAt();
    }

    private static boolean isYear(Analysis.Word word) {
        return word.number() >= 1800 && word.number() < 2100;
    }

    private static boolean isDay(Analysis.Word word) {
        return word.number() >= 1 && word.number() <= 31;
    }

    /** 1 to 12 in Arabic or Roman figures, else 0. */
    static int month(Analysis.Word word) {
        int number = word.number();
        return number >= 1 && number <= 12 ? number : Math.max(0, ROMAN.indexOf(word.folded()));
    }

    /** The same, or by its name; with diacritics, where some were typed, only by the right ones. */
    private static int month(List<Analysis.Word> words) {
        int figures = words.size() == 1 ? month(words.getFirst()) : 0;
        if (figures > 0) {
            return figures;
        }
        boolean accented = words.stream().anyMatch(word -> word.exact() != null);
        List<String> said = new ArrayList<>();
        for (Analysis.Word word : words) {
            String exact = word.exact();
            said.add(exact == null ? word.folded() : exact);
        }
        List<List<String>> names = accented ? NAMES : FOLDED_NAMES;
        for (int month = 1; month < names.size(); month++) {
            if (names.get(month).contains(String.join(" ", said))) {
                return month;
            }
        }
        return 0;
    }

    /** Four figures. */
    private static boolean isFull(Analysis.Word word) {
        return word.number() >= 1000;
    }

    /** The year, of two figures too, else 0. */
    private static int year(Analysis.Word word) {
        if (isFull(word)) {
            return word.number();
        }
        boolean two = word.isNumber() && word.end() - word.start() == 2;
        int century = FIRST_OF_TWO_FIGURES / 100 * 100;
        int year = century + word.number();
        return two ? year < FIRST_OF_TWO_FIGURES ? year + 100 : year : 0;
    }

    private static Analysis.Word word(int number) {
        return word(Integer.toString(number));
    }

    private static Analysis.Word word(String folded) {
        return new Analysis.Word(folded, null, 0, 0);
    }
}
