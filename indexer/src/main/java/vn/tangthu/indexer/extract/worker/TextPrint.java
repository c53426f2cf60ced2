package vn.tangthu.indexer.extract.worker;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.tangthu.repository.PagePrint;

/**
 * The print of what a page says: of its syllables without diacritics, three by three, and of its
 * numbers. Case, spacing, punctuation and the division of lines do not count.
 */
final class TextPrint {
    /** With fewer syllables a page says too little to be told from others. */
    private static final int LEAST = 40;

    private static final int MOST = 4_000;
    private static final Pattern WORD = Pattern.compile("\\p{L}+|\\p{Nd}+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private TextPrint() {}

    static PagePrint of(String text) {
        String folded =
                MARKS.matcher(
                                Normalizer.normalize(
                                        text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
                        .replaceAll("")
                        .replace('đ', 'd');
        List<String> syllables = new ArrayList<>();
        int numbers = 1;
        Matcher words = WORD.matcher(folded);
        while (words.find() && syllables.size() < MOST) {
            String word = words.group();
            if (Character.isDigit(word.charAt(0))) {
                numbers = 31 * numbers + word.hashCode();
            } else {
                syllables.add(word);
            }
        }
        return syllables.size() < LEAST ? PagePrint.NONE : PagePrint.of(minima(syllables), numbers);
    }

    private static short[] minima(List<String> syllables) {
        long[] least = new long[PagePrint.MINIMA];
        Arrays.fill(least, Long.MAX_VALUE);
        for (int i = 0; i + 2 < syllables.size(); i++) {
            long three =
                    mixed(
                            (syllables.get(i).hashCode() * 31L + syllables.get(i + 1).hashCode())
                                            * 0x9e3779b97f4a7c15L
                                    + syllables.get(i + 2).hashCode());
            for (int n = 0; n < PagePrint.MINIMA; n++) {
                least[n] = Math.min(least[n], mixed(three + n * 0x632be59bd9b4e019L));
            }
        }
        short[] minima = new short[PagePrint.MINIMA];
        for (int n = 0; n < PagePrint.MINIMA; n++) {
            minima[n] = (short) least[n];
        }
        return minima;
    }

    /** SplitMix64's last step. */
    private static long mixed(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
