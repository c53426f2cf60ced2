package vn.tangthu.indexer.extract.worker;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether the text layer of a page can be trusted. Three kinds of rubbish are common in digitised
 * archives: glyphs without a mapping to characters, texts in the fonts of before Unicode (TCVN3,
 * VNI) which come out as Western letters, and layers of an OCR that knew no Vietnamese.
 */
final class LayerVerdict {
    /** Of a page's area; from here on the page is a picture that may have text over it. */
    static final double PICTURE = 0.5;

    /** Fewer letters on a picture are a stamp or a signature, not the text of the page. */
    private static final int STAMP_LETTERS = 60;

    private static final double MAX_BAD_GLYPHS = 0.1;
    private static final double MAX_BROKEN_WORDS = 0.25;

    /** Real Vietnamese has a mark on more than half of its syllables. */
    private static final double MIN_MARKED = 0.1;

    private static final int ENOUGH_WORDS = 20;

    /** One syllable without its marks: initial, vowels, final. */
    private static final Pattern SYLLABLE =
            Pattern.compile(
                    "(ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
                            + "[aeiouy]{1,3}(ch|ng|nh|[cmnptuioy])?");

    private static final Pattern FIVE_CONSONANTS = Pattern.compile("[bcdfghjklmnpqrstvwxz]{5}");
    private static final Pattern VOWEL = Pattern.compile("[aeiouy]");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** Letters of Vietnamese and French beyond a to z. */
    private static final String KNOWN =
            "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ" + "çëîïûüœæÿ";

    private LayerVerdict() {}

    enum Verdict {
        GOOD,
        /** Nothing worth keeping. */
        NO_TEXT,
        RUBBISH
    }

    /**
     * @param glyphs drawn on the page
     * @param badGlyphs of these, without a meaning: unmapped, private use, replacement, control
     * @param pictures area of the page that images cover, 0 to 1
     */
    static Verdict of(List<String> words, int glyphs, int badGlyphs, double pictures) {
        if (badGlyphs > MAX_BAD_GLYPHS * glyphs) {
            return Verdict.RUBBISH;
        }
        long letters =
                words.stream().flatMapToInt(String::codePoints).filter(Character::isLetter).count();
        boolean picture = pictures >= PICTURE;
        if (words.isEmpty() || picture && letters < STAMP_LETTERS) {
            return Verdict.NO_TEXT;
        }
        int judged = 0;
        int broken = 0;
        int syllables = 0;
        int marked = 0;
        for (String word : words) {
            String core = core(word);
            if (core.codePoints().noneMatch(Character::isLetter)) {
                continue;
            }
            judged++;
            String folded = fold(core);
            if (isBroken(core, folded)) {
                broken++;
            } else if (SYLLABLE.matcher(folded).matches()) {
                syllables++;
                marked += folded.equals(core.toLowerCase(Locale.ROOT)) ? 0 : 1;
            }
        }
        if (broken > MAX_BROKEN_WORDS * judged) {
            return Verdict.RUBBISH;
        }
        boolean vietnamese = judged >= ENOUGH_WORDS && syllables > 0.7 * judged;
        if (picture && vietnamese && marked < MIN_MARKED * syllables) {
            return Verdict.RUBBISH;
        }
        return Verdict.GOOD;
    }

    /** The word without the punctuation around it; digits and signs inside stay. */
    private static String core(String word) {
        int from = 0;
        int to = word.length();
        while (from < to && isPunctuation(word.charAt(from))) {
            from++;
        }
        while (to > from && isPunctuation(word.charAt(to - 1))) {
            to--;
        }
        return word.substring(from, to);
    }

    private static boolean isPunctuation(char c) {
        return c < 0x80 && !Character.isLetterOrDigit(c)
                || c >= 0x2010 && c <= 0x2044
                || c == '«'
                || c == '»'
                || c == '°';
    }

    private static String fold(String word) {
        String lower = word.toLowerCase(Locale.ROOT).replace('đ', 'd');
        return MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD)).replaceAll("");
    }

    private static boolean isBroken(String core, String folded) {
        boolean latin = false;
        boolean lowerBefore = false;
        int humps = 0;
        for (int i = 0; i < core.length(); i++) {
            char c = core.charAt(i);
            if (c >= 0xa1 && c <= 0xbf || c == '×' || c == '÷') {
                return true; // a sign of Latin-1 inside a word: TCVN3 keeps vowels there
            }
            if (Character.isLetter(c)) {
                char lower = Character.toLowerCase(c);
                if (c >= 0x80 && c < 0x250 && KNOWN.indexOf(lower) < 0) {
                    return true;
                }
                latin |= c < 0x250;
                if (Character.isUpperCase(c) && lowerBefore) {
                    humps++;
                }
                lowerBefore = Character.isLowerCase(c);
            } else {
                lowerBefore = false;
            }
        }
        if (!latin) {
            return false; // other scripts are not judged
        }
        boolean abbreviation = core.length() <= 12 && core.equals(core.toUpperCase(Locale.ROOT));
        boolean composed = folded.codePoints().anyMatch(c -> !Character.isLetter(c));
        if (abbreviation || composed) {
            return false; // UBND, 15/QĐ-UBND, trinh@example
        }
        return humps > 1
                || folded.length() > 24
                || folded.length() > 3 && !VOWEL.matcher(folded).find()
                || FIVE_CONSONANTS.matcher(folded).find();
    }
}
