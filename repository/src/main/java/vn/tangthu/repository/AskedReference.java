package vn.tangthu.repository;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of a list of references: a hồ sơ by its code, or a document by its number.
 *
 * @param place where it stands in the list, as a person finds it again
 * @param typed as it was typed
 * @param code of a hồ sơ; empty for none
 * @param number and notation of a document ({@code 115/QĐ-UBND}); empty for none
 * @param year the document was issued in, or null
 * @param inside the document is looked for in that hồ sơ only; else the code is tried first, and
 *     what is none is taken for a number
 */
public record AskedReference(
        String place,
        String typed,
        String code,
        String number,
        @Nullable Integer year,
        boolean inside) {
    /** Of a line; longer ones are no references. */
    public static final int LONGEST = 300;

    private static final Pattern YEAR =
            Pattern.compile(
                    "[\\s,;(–-]+(?:(?:ngày|ngay|năm|nam)\\s+)?(?:\\d{1,2}[/.-])?(?:\\d{1,2}[/.-])?"
                            + "((?:1[6-9]|20)\\d\\d)\\s*\\)?$",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Words that announce a number: all before the first word that has a digit. */
    private static final Pattern BEFORE = Pattern.compile("^(?:[^\\s\\d]+\\s+)+(?=\\S*\\d)");

    public AskedReference {
        typed = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
        code = code.length() > LONGEST ? "" : code;
        number = number.length() > LONGEST ? "" : number;
    }

    /**
     * Whatever somebody wrote: {@code H49.18.1998.05}, {@code Quyết định số 115/QĐ-UBND ngày
     * 12/3/2004}, {@code 115/QĐ-UBND (2004)}.
     */
    public static AskedReference of(String place, String text) {
        String typed = text.strip().replaceAll("\\s+", " ");
        if (typed.length() > LONGEST) {
            return new AskedReference(place, typed, "", "", null, false);
        }
        Matcher at = YEAR.matcher(typed);
        boolean dated = at.find();
        String number = dated ? typed.substring(0, at.start()) : typed;
        Integer year = dated ? Integer.valueOf(at.group(1)) : null;
        return new AskedReference(
                place, typed, typed, BEFORE.matcher(number).replaceFirst(""), year, false);
    }

    /**
     * From columns of their own.
     *
     * @param code blank for none
     * @param number blank for none, a year may stand behind it
     * @param year blank for none; what is no year is passed over
     */
    public static AskedReference of(String place, String code, String number, String year) {
        if (number.isBlank()) {
            return of(place, code);
        }
        AskedReference document = of(place, number);
        Matcher digits = Pattern.compile("(?:1[6-9]|20)\\d\\d$").matcher(year.strip());
        Integer own = digits.find() ? Integer.valueOf(digits.group()) : document.year();
        String typed =
                Stream.of(code, number, year)
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(" · "));
        return new AskedReference(
                place, typed, code.strip(), document.number(), own, !code.isBlank());
    }
}
