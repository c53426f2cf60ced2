package vn.tangthu.repository.ingest.lists;

import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ArchivalDate;

/** Dates as people write them into lists. */
final class ListDates {
    /** A day or month that is not known is 00, dots, dashes or nothing. */
    private static final String UNKNOWN = "0{1,2}|[.…_?]+|-+|";

    private static final Pattern DAY =
            Pattern.compile(
                    "(\\d{1,2}|"
                            + UNKNOWN
                            + ")\\s*[/.\\-]\\s*(\\d{1,2}|"
                            + UNKNOWN
                            + ")\\s*[/.\\-]\\s*(\\d{4})(\\s+00?:00(:00)?)?");
    private static final Pattern MONTH = Pattern.compile("(\\d{1,2})\\s*[/.\\-]\\s*(\\d{4})");
    private static final Pattern ISO =
            Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})([T ]00:00(:00(\\.0+)?)?)?");
    private static final Pattern YEAR = Pattern.compile("(?:nam)?(\\d{4})");

    /** Folded: {@code ngay28thang4nam2025}, {@code thang4nam2025}, {@code thang42025} is not. */
    private static final Pattern WORDS =
            Pattern.compile(
                    "(?:(?:ngay\\s*)?(\\d{1,2}|[.]*)\\s*)?thang\\s*(\\d{1,2}|[.]*)\\s*(?:nam|/|-|\\.)\\s*(\\d{4})");

    /** What stands before a date and says nothing. */
    private static final Pattern DAY_OR_MONTH = Pattern.compile("(?i)(ngày|tháng)\\s*(?=\\d)");

    private static final Pattern FROM = Pattern.compile("^(?i)\\s*từ\\s+(?=[\\dnt])");
    private static final Pattern BETWEEN = Pattern.compile("(?i)\\s*(?:[-–—~]+>?|đến|tới|\\n)\\s*");

    private static final Set<String> NONE =
            Set.of(
                    "khongngay",
                    "khongngaythang",
                    "khongde",
                    "khongdengay",
                    "khongdengaythang",
                    "khongro",
                    "khongrongay",
                    "khongrongaythang",
                    "khongrongaythangnam",
                    "khongrothoigian",
                    "khongcongay",
                    "khongcongaythang",
                    "khongngaythangnam",
                    "khongghi",
                    "trong",
                    "khongco",
                    "khongghingay",
                    "kn",
                    "kxd",
                    "khongxacdinh");

    private ListDates() {}

    /** Whether the words say that there is no date: "không ngày", or a dash. */
    static boolean saysNone(String text) {
        return NONE.contains(PlainKey.of(text)) || text.matches("[-–—_./…\\s]+");
    }

    /** Null when it is no date. */
    static @Nullable ArchivalDate parse(String text) {
        try {
            Matcher day = DAY.matcher(bare(text));
            if (day.matches()) {
                return date(day.group(3), day.group(2), day.group(1));
            }
            Matcher iso = ISO.matcher(text);
            if (iso.matches()) {
                return date(iso.group(1), iso.group(2), iso.group(3));
            }
            Matcher month = MONTH.matcher(bare(text));
            if (month.matches()) {
                return date(month.group(2), month.group(1), "");
            }
            String folded = folded(text);
            Matcher year = YEAR.matcher(folded.replace(" ", ""));
            if (year.matches()) {
                return ArchivalDate.ofYear(Integer.parseInt(year.group(1)));
            }
            Matcher words = WORDS.matcher(folded);
            if (words.matches()) {
                String of = words.group(1);
                return date(words.group(3), words.group(2), of == null ? "" : of);
            }
        } catch (IllegalArgumentException e) {
            return null; // no such day
        }
        return null;
    }

    /** "Ngày 28/4/2025" is 28/4/2025, "tháng 4/1998" is 4/1998. */
    private static String bare(String text) {
        Matcher word = DAY_OR_MONTH.matcher(text);
        return word.lookingAt() ? text.substring(word.end()) : text;
    }

    /** From when to when: "1998–2001", "từ 5/3/1998 đến 12/1999"; one date is both. */
    record Period(ArchivalDate start, ArchivalDate end) {}

    /** Null when it is none, or more than one way of reading it makes sense. */
    static @Nullable Period period(String text) {
        ArchivalDate one = parse(text);
        if (one != null) {
            return new Period(one, one);
        }
        String plain = FROM.matcher(text).replaceFirst("");
        Period only = null;
        Matcher parted = BETWEEN.matcher(plain);
        while (parted.find()) {
            ArchivalDate start = parse(plain.substring(0, parted.start()).strip());
            ArchivalDate end = parse(plain.substring(parted.end()).strip());
            if (start != null && end != null) {
                if (only != null) {
                    return null;
                }
                only = new Period(start, end);
            }
        }
        return only;
    }

    /** Letters without diacritics; digits and separators stay. */
    static String folded(String text) {
        StringBuilder folded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK) {
                folded.append(PlainKey.of(String.valueOf(c)));
            } else if (c != ',' && c != '…' && c != '_') {
                folded.append(Character.isSpaceChar(c) || Character.isWhitespace(c) ? ' ' : c);
            }
        }
        return folded.toString().strip();
    }

    private static ArchivalDate date(String year, String month, String day) {
        Integer of = known(month);
        Integer on = known(day);
        if (of == null && on != null) {
            throw new IllegalArgumentException("A day without its month");
        }
        return new ArchivalDate(Integer.parseInt(year), of, on);
    }

    private static @Nullable Integer known(String digits) {
        if (!digits.matches("\\d+")) {
            return null;
        }
        int number = Integer.parseInt(digits);
        return number == 0 ? null : number;
    }

    /**
     * Day 0 of a workbook: 1899-12-30 (after Excel's false leap day of 1900), or 1904-01-01 where
     * the workbook says so (ECMA-376 part 1, 18.17.4.1).
     */
    static LocalDate dayZero(boolean since1904) {
        return since1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, 30);
    }

    /** A day that lost its format; four digits are a year. */
    static @Nullable ArchivalDate serial(String digits, boolean since1904) {
        return digits.matches("\\d{5}")
                ? ArchivalDate.of(dayZero(since1904).plusDays(Integer.parseInt(digits)))
                : null;
    }

    /** A year typed into a cell that shows dates became a day of 1905 or 1909; or null. */
    static @Nullable Integer perhapsYear(LocalDate day, boolean since1904) {
        long serial = day.toEpochDay() - dayZero(since1904).toEpochDay();
        return serial >= 1_900 && serial <= 2_100 ? Math.toIntExact(serial) : null;
    }
}
