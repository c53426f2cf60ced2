package vn.tangthu.repository.ingest.lists;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ArchivalDate;

/**
 * A cell as a person sees it.
 *
 * @param text NFC, outer spaces trimmed, inner ones kept
 * @param date the day, where the cell is a number that the spreadsheet shows as a date
 * @param numeric whether the spreadsheet holds a number, so that leading and trailing zeros of a
 *     code may be lost
 * @param origin how the value came about
 * @param since1904 whether the workbook counts days from 1904, as those of old Macs do
 */
record ListCell(
        String text, @Nullable LocalDate date, boolean numeric, Origin origin, boolean since1904) {
    /** How the value of a cell came about. */
    enum Origin {
        TYPED,
        /** A formula; the value is the one last calculated. */
        FORMULA,
        /** The text is that of an error, {@code #REF!}. */
        ERROR
    }

    static final ListCell EMPTY = new ListCell("", null, false, Origin.TYPED, false);

    /** Excel's own numbers end at 10^308. */
    private static final int MOST_DIGITS = 400;

    /** Errors survive as words where values were pasted or saved as CSV; so do narrow columns. */
    private static final Pattern ERROR =
            Pattern.compile(
                    "#(REF!|N/A|VALUE!|NAME\\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|\\?)|Err:\\d{3}|#{3,}");

    static ListCell of(String text) {
        String trimmed = trimmed(text);
        boolean error = ERROR.matcher(trimmed).matches();
        return new ListCell(trimmed, null, false, error ? Origin.ERROR : Origin.TYPED, false);
    }

    static ListCell of(LocalDate day) {
        int year = day.getYear();
        String text = year < 1 || year > 9999 ? day.toString() : ArchivalDate.of(day).toString();
        return new ListCell(text, day, true, Origin.TYPED, false);
    }

    static ListCell number(BigDecimal number) {
        // 1E999999999 is twelve characters in a cell and a billion when written out.
        String text =
                Math.abs((long) number.scale()) > MOST_DIGITS
                        ? number.toString()
                        : number.stripTrailingZeros().toPlainString();
        return new ListCell(text, null, true, Origin.TYPED, false);
    }

    static ListCell error(String text) {
        return new ListCell(text, null, false, Origin.ERROR, false);
    }

    /** The same, from a formula. */
    ListCell calculated() {
        return origin == Origin.ERROR
                ? this
                : new ListCell(text, date, numeric, Origin.FORMULA, since1904);
    }

    /** The same, from a workbook that counts days from 1904 or does not. */
    ListCell counted(boolean from1904) {
        return from1904 == since1904 ? this : new ListCell(text, date, numeric, origin, from1904);
    }

    /** NFC, and without spaces, no-break spaces or a zero-width mark at either end. */
    static String trimmed(String text) {
        // Line ends as XML reads them (XML 1.0, 2.11), so that what is read back is the same.
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        String nfc = Normalizer.normalize(lines, Normalizer.Form.NFC);
        int start = 0;
        int end = nfc.length();
        while (start < end && blank(nfc.charAt(start))) {
            start++;
        }
        while (end > start && blank(nfc.charAt(end - 1))) {
            end--;
        }
        return nfc.substring(start, end);
    }

    private static boolean blank(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || c == '\uFEFF'
                || c == '\u200B'
                || c == '\u0000';
    }

    boolean isEmpty() {
        return text.isEmpty();
    }
}
