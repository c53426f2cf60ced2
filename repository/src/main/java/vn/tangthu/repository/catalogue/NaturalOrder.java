package vn.tangthu.repository.catalogue;

import java.text.Normalizer;
import java.util.Locale;

/** Codes in the order people expect: {@code H49.9} before {@code H49.10}. */
final class NaturalOrder {
    /** Numbers in codes are years and counters; longer ones keep their digits unpadded. */
    private static final int DIGITS = 9;

    private NaturalOrder() {}

    /** A key whose order by code point is the natural order of the codes. */
    static String key(String code) {
        String text = Normalizer.normalize(code, Normalizer.Form.NFC).toUpperCase(Locale.ROOT);
        StringBuilder key = new StringBuilder(text.length() + 16);
        int i = 0;
        while (i < text.length()) {
            int start = i;
            while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                i++;
            }
            if (i == start) {
                key.append(text.charAt(i++));
            } else {
                key.repeat('0', Math.max(0, DIGITS - (i - start))).append(text, start, i);
            }
        }
        return key.toString();
    }
}
