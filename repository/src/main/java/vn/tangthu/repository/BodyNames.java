package vn.tangthu.repository;

import java.text.Normalizer;
import java.util.Locale;

/** How names of bodies are compared. */
public final class BodyNames {
    private static final String TONES = "\u0300\u0301\u0303\u0309\u0323";

    private BodyNames() {}

    /**
     * Without diacritics, case and punctuation: {@code "Xã Ea M'Droh"} is {@code "xa ea mdroh"},
     * {@code "Phan Rang-Tháp Chàm"} is {@code "phan rang thap cham"}. Not decomposed by Unicode and
     * mapped by hand: đ, its look-alike ð, and ƣ (ư in damaged PDF fonts).
     */
    public static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        for (int i = 0; i < decomposed.length(); i++) {
            char c = Character.toLowerCase(decomposed.charAt(i));
            if (c == 'đ' || c == 'ð') {
                folded.append('d');
            } else if (c == 'ƣ') {
                folded.append('u');
            } else if (Character.isLetterOrDigit(c)) {
                folded.append(c);
            } else if (Character.getType(c) != Character.NON_SPACING_MARK
                    && c != '\''
                    && c != '’'
                    && c != 'ʼ'
                    && !folded.isEmpty()
                    && folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
        }
        return folded.toString().strip();
    }

    /** As {@link #folded}, without the word of the kind that a unit's name begins with. */
    public static String bare(String name) {
        String folded = folded(name);
        return BodyKind.ofName(name)
                .map(kind -> folded.substring(folded(kind.vietnamese()).length() + 1))
                .orElse(folded);
    }

    /**
     * Equal for texts that a person writes alike with diacritics, wherever the tone stands: {@code
     * hòa} and {@code hoà} are equal, {@code hóa} is another word.
     */
    public static String accented(String text) {
        StringBuilder accented = new StringBuilder(text.length());
        StringBuilder tone = new StringBuilder();
        String decomposed =
                Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            if (TONES.indexOf(c) >= 0) {
                tone.append(c);
            } else if (Character.isLetterOrDigit(c)
                    || Character.getType(c) == Character.NON_SPACING_MARK) {
                accented.append(c);
            } else {
                accented.append(tone);
                tone.setLength(0);
                if (c != '\'' && c != '’' && c != 'ʼ') {
                    accented.append(' ');
                }
            }
        }
        return accented.append(tone).toString().replaceAll(" +", " ").strip();
    }

    /** For an address: {@code "Xã Ea M'Droh"} is {@code "xa-ea-mdroh"}. */
    public static String slug(String text) {
        return folded(text).replace(' ', '-');
    }
}
