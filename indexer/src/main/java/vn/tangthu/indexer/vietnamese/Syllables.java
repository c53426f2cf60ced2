package vn.tangthu.indexer.vietnamese;

/**
 * Spelling of a syllable. The same word is written with its tone in one of two places in the open
 * syllables oa, oe and uy only (hòa and hoà, khỏe and khoẻ, thủy and thuỷ); the older placement,
 * which official documents follow, is taken as the usual one. Elsewhere the place is fixed (hoàn,
 * suýt, huỳnh) and nothing is touched. A third form that occurs in real texts is wrong and put
 * right: the tone on the u of qu or on the i of gi before another vowel (qủa, qúy, gìa).
 */
final class Syllables {
    /** Rows of a vowel without tone and with huyền, hỏi, ngã, sắc, nặng. */
    private static final String[] VOWELS = {
        "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị",
        "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ"
    };

    private static final int LIMIT = 0x1F00;

    /** For a vowel its row × 8 + tone + 1; 0 for everything else. */
    private static final byte[] CLASS = new byte[LIMIT];

    static {
        for (int row = 0; row < VOWELS.length; row++) {
            for (int tone = 0; tone < 6; tone++) {
                CLASS[VOWELS[row].charAt(tone)] = (byte) (row * 8 + tone + 1);
            }
        }
    }

    private static final int I = 5;
    private static final int Y = 11;

    private Syllables() {}

    /** Puts the tone of a syllable in lower case (NFC) in its usual place; the length stays. */
    static void placeTone(char[] chars, int length) {
        if (length < 2) {
            return;
        }
        moveToneOffGlide(chars, length);
        char last = chars[length - 1];
        char before = chars[length - 2];
        int lastTone = tone(last);
        if (lastTone > 0 && tone(before) == 0 && isOpenPair(chars, length)) {
            chars[length - 2] = withTone(before, lastTone);
            chars[length - 1] = withTone(last, 0);
        }
    }

    /** Writes i for a y that is the whole rhyme: kỹ and kĩ, lý and lí, quý and quí are one word. */
    static void writeI(char[] chars, int length) {
        if (length >= 2 && row(chars[length - 1]) == Y && isSingleVowel(chars, length)) {
            chars[length - 1] = VOWELS[I].charAt(tone(chars[length - 1]));
        }
    }

    /** qủa, qúy, gìa: the u or i is part of the consonant and cannot carry the tone. */
    private static void moveToneOffGlide(char[] chars, int length) {
        if (length < 3) {
            return;
        }
        char glide = chars[1];
        boolean qu = chars[0] == 'q' && row(glide) == row('u');
        boolean gi = chars[0] == 'g' && row(glide) == I;
        if ((qu || gi) && tone(glide) > 0 && row(chars[2]) >= 0 && tone(chars[2]) == 0) {
            int at = qu && length > 3 && chars[2] == 'y' && chars[3] == 'ê' ? 3 : 2;
            chars[at] = withTone(chars[at], tone(glide));
            chars[1] = withTone(glide, 0);
        }
    }

    /** Ends in oa, oe or uy, the first of the two without tone, and is no qu + y. */
    private static boolean isOpenPair(char[] chars, int length) {
        char first = chars[length - 2];
        int second = row(chars[length - 1]);
        boolean pair =
                first == 'o' && (second == row('a') || second == row('e'))
                        || first == 'u' && second == Y;
        if (!pair) {
            return false;
        }
        return length == 2 || chars[length - 3] != 'q' && row(chars[length - 3]) < 0;
    }

    /** A y that is the whole rhyme after h, k, l, m, s, t or qu. */
    private static boolean isSingleVowel(char[] chars, int length) {
        return length == 2 && "hklmst".indexOf(chars[0]) >= 0
                || length == 3 && chars[0] == 'q' && chars[1] == 'u';
    }

    private static int row(char c) {
        return c < LIMIT && CLASS[c] != 0 ? (CLASS[c] - 1) >> 3 : -1;
    }

    private static int tone(char c) {
        return c < LIMIT && CLASS[c] != 0 ? (CLASS[c] - 1) & 7 : 0;
    }

    private static char withTone(char c, int tone) {
        return VOWELS[row(c)].charAt(tone);
    }
}
