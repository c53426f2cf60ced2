package vn.tangthu.repository;

import java.text.Normalizer;
import java.util.Comparator;

/**
 * The order of names in Vietnamese lists. The letters are a ă â b c d đ e ê g h i k l m n o ô ơ p q
 * r s t u ư v x y, with f j w z in their places; names of the same letters stand by their tones in
 * the order ngang, huyền, hỏi, ngã, sắc, nặng; those of the same tones with the small letter first.
 * So {@code Bà Rịa, Ba Tơ, Bá Tơ, Bá Tờ, Bạ Tơ}, and Đ after D, not after Z as by code points.
 * Spaces and signs between words come before letters, numbers by their value ({@code Phường 2}
 * before {@code Phường 10}).
 *
 * <p>Source: Unicode CLDR 44.1, collation {@code vi}, whose rules are {@code &à<<ả<<ã<<á<<ạ} (on
 * the bare marks), {@code &a<ă<â &d<đ &e<ê &o<ô<ơ &u<ư}. Other than there, a tone counts for its
 * syllable wherever it is written (hòa = hoà), an apostrophe for nothing, and all signs alike.
 */
public final class VietnameseOrder {
    /**
     * As lists of names are sorted; equal for texts that differ in signs or a tone's place only.
     */
    public static final Comparator<String> BY_NAME = Comparator.comparing(VietnameseOrder::key);

    /** Letters by their place; the first is written {@code A} in a key. */
    private static final String ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

    /** Marks of the tones from huyền on; ngang has none. */
    private static final String TONES = "\u0300\u0309\u0303\u0301\u0323";

    /** Digits that are written before a number, so that the longer one is the greater. */
    private static final int LONGEST = 9;

    private VietnameseOrder() {}

    /**
     * A text whose order by code point is this order: the letters, the tones and the cases, parted
     * by spaces. Kept in columns {@code sort_key}; who changes it has them made anew by a migration
     * that empties them.
     */
    public static String key(String name) {
        Key key = new Key();
        String text = Normalizer.normalize(name, Normalizer.Form.NFKD);
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            int next = at + Character.charCount(c);
            if (Character.isDigit(c)) {
                at = key.number(text, at);
                continue;
            }
            int marks = next;
            while (marks < text.length()
                    && Character.getType(text.charAt(marks)) == Character.NON_SPACING_MARK) {
                marks++;
            }
            if (Character.isLetter(c)) {
                key.letter(c, text.substring(next, marks));
            } else if (c != '\'' && c != '’' && c != 'ʼ') {
                key.between();
            }
            at = marks;
        }
        return key.whole();
    }

    /** A key that is being put together. */
    private static final class Key {
        private final StringBuilder letters = new StringBuilder();
        private final StringBuilder tones = new StringBuilder();
        private final StringBuilder cases = new StringBuilder();

        /** Where the tones of this syllable begin. */
        private int syllable;

        private boolean inWord;

        void letter(int c, String marks) {
            begin();
            int small = Character.toLowerCase(c);
            int place = ALPHABET.indexOf(composed(small, marks));
            if (place < 0) {
                letters.appendCodePoint(small); // another script, after all of these
            } else {
                letters.append((char) ('A' + place));
            }
            cases.append(small == c ? '0' : '1');
            marks.chars()
                    .map(TONES::indexOf)
                    .filter(tone -> tone >= 0)
                    .forEach(tone -> tones.append((char) ('2' + tone)));
        }

        /**
         * The letter with the mark that makes it another one; marks of other languages are none.
         */
        private static int composed(int small, String marks) {
            return switch (small) {
                case 'a' -> has(marks, '\u0306') ? 'ă' : has(marks, '\u0302') ? 'â' : 'a';
                case 'e' -> has(marks, '\u0302') ? 'ê' : 'e';
                case 'o' -> has(marks, '\u0302') ? 'ô' : has(marks, '\u031b') ? 'ơ' : 'o';
                case 'u' -> has(marks, '\u031b') ? 'ư' : 'u';
                case 'ð' -> 'đ'; // its look-alike
                case 'ƣ' -> 'ư'; // in damaged fonts
                case 'ƀ' -> 'b'; // of Ê Đê and other languages of the highlands
                default -> small;
            };
        }

        private static boolean has(String marks, char mark) {
            return marks.indexOf(mark) >= 0;
        }

        /** All digits from here on; how many they are comes first. */
        int number(String text, int from) {
            begin();
            StringBuilder digits = new StringBuilder();
            int at = from;
            while (at < text.length() && Character.isDigit(text.codePointAt(at))) {
                int c = text.codePointAt(at);
                if (!digits.isEmpty() || Character.digit(c, 10) != 0) {
                    digits.append(Character.digit(c, 10));
                }
                at += Character.charCount(c);
            }
            letters.append(Math.min(digits.length(), LONGEST)).append(digits);
            return at;
        }

        private void begin() {
            if (!inWord && !letters.isEmpty()) {
                letters.append('!'); // before every digit and letter, behind the end of the letters
            }
            inWord = true;
        }

        void between() {
            if (inWord) {
                end();
                inWord = false;
            }
        }

        private void end() {
            if (tones.length() == syllable) {
                tones.append('1');
            }
            syllable = tones.length();
        }

        String whole() {
            between();
            return letters + " " + tones + " " + cases;
        }
    }
}
