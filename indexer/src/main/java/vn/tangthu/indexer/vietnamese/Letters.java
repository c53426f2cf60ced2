package vn.tangthu.indexer.vietnamese;

import org.apache.lucene.analysis.icu.ICUFoldingFilter;

/**
 * Single characters: lower case with the look-alikes of real texts put right, and folding as ICU
 * does it, from a table for all that Vietnamese needs.
 */
final class Letters {
    /** Latin, Greek, Cyrillic and the whole of Vietnamese lie below. */
    private static final int LIMIT = 0x2000;

    private static final char[] LOWER = new char[LIMIT];

    /** The folded character, or 0 where ICU gives none or several. */
    private static final char[] FOLDED = new char[LIMIT];

    static {
        for (char c = 0; c < LIMIT; c++) {
            LOWER[c] =
                    switch (c) {
                        // A font's mapping turns ư into the letter gha: Lƣu trữ.
                        case '\u01A3', '\u01A2' -> 'ư';
                        // Eth and African d look like Đ: BCÐ.
                        case '\u00D0', '\u00F0', '\u0189', '\u0256' -> 'đ';
                        default -> Character.toLowerCase(c);
                    };
            String folded = ICUFoldingFilter.NORMALIZER.normalize(String.valueOf(LOWER[c]));
            FOLDED[c] = folded.length() == 1 ? folded.charAt(0) : 0;
        }
    }

    private Letters() {}

    static char lower(char c) {
        return c < LIMIT ? LOWER[c] : Character.toLowerCase(c);
    }

    /** The folded character, or 0 where {@link #fold} must be asked about the whole word. */
    static char folded(char c) {
        return c < LIMIT ? FOLDED[c] : 0;
    }

    static String fold(String word) {
        return ICUFoldingFilter.NORMALIZER.normalize(word);
    }

    /** Characters that are nothing, wherever they stand: soft hyphen, zero-width ones, BOM. */
    static boolean isIgnorable(char c) {
        return c == '\u00AD' || c >= '\u200B' && c <= '\u200D' || c == '\u2060' || c == '\uFEFF';
    }

    static boolean isMark(char c) {
        return c >= '\u0300' && c <= '\u036F';
    }

    /** M'Drắk, Ea H’Leo. */
    static boolean isApostrophe(char c) {
        return c == '\'' || c == '\u2019' || c == '\u02BC' || c == '`' || c == '\u00B4';
    }
}
