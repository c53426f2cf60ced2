package vn.tangthu.repository.ingest.lists;

/**
 * Text in a CSV that spreadsheets must not take for a formula (CWE-1236): an apostrophe before it,
 * which the reader takes away again.
 */
final class CsvText {
    private static final String STARTS = "=+-@\t\r";

    private CsvText() {}

    static String neutral(String text) {
        return startsFormula(text, 0) ? "'" + text : text;
    }

    static String plain(String text) {
        return text.startsWith("'") && startsFormula(text, 1) ? text.substring(1) : text;
    }

    /** Also behind apostrophes, so that one that was there before is not taken away. */
    private static boolean startsFormula(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == '\'') {
            at++;
        }
        return text.length() > at && STARTS.indexOf(text.charAt(at)) >= 0;
    }
}
