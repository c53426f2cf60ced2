package vn.tangthu.repository.ingest.lists;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cell as a person sees it.
 *
 * @param text NFC, outer spaces trimmed, inner ones kept
 * @param date the day, where the cell is a number that the spreadsheet shows as a date
 * @param numeric whether the spreadsheet holds a number, so that leading and trailing zeros of a
 *     code may be lost
 */
record ListCell(String text, @Nullable LocalDate date, boolean numeric) {
    static final ListCell EMPTY = new ListCell("", null, false);

    static ListCell of(String text) {
        return new ListCell(trimmed(text), null, false);
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

    Optional<LocalDate> dateCell() {
        return Optional.ofNullable(date);
    }
}
