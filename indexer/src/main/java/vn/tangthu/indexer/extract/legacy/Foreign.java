package vn.tangthu.indexer.extract.legacy;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of other languages in the midst of a Vietnamese text: François stands there as the typist
 * wrote it, in the wrong font, and is not Franỗois.
 */
final class Foreign {
    /** Letters and clusters that no Vietnamese word has, among the unmarked letters. */
    private static final Pattern CLUSTER =
            Pattern.compile(
                    "[fjwz]|[bcdghklmpqrsvx]{3}|[bdlmrsv][bdlmrstv]|[bcdfgps][lr]|s[ckmnpt]");

    private static final String LETTERS = "àâäáãåçèéêëíîïñóôöõøúùûüýÿœæßÉÀÇÖÜÄ";

    private Foreign() {}

    static boolean isForeign(Word word, LegacyEncoding encoding) {
        if (word.weird || word.fit(encoding) != Word.Fit.INVALID) {
            return false;
        }
        if (encoding.isComposed() && word.isWhole(encoding)) {
            return false; // every mark found its vowel, which is no accident
        }
        int high = 0;
        int plain = 0;
        StringBuilder ascii = new StringBuilder();
        for (int i = 0; i < word.text.length(); i++) {
            char c = word.text.charAt(i);
            if (c >= 0x80) {
                high++;
                if (LETTERS.indexOf(c) < 0) {
                    return false;
                }
                ascii.append(' ');
            } else {
                plain += Character.isLetter(c) ? 1 : 0;
                ascii.append(c);
            }
        }
        String letters = ascii.toString().toLowerCase(Locale.ROOT);
        return high <= 2 && plain >= 3 && CLUSTER.matcher(letters).find();
    }
}
