package vn.tangthu.indexer.extract.legacy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A word as it is written, with what speaks for and against each encoding; judged once. */
final class Word {
    /** How well a word reads in an encoding. */
    enum Fit {
        /** The encoding changes nothing in it. */
        NONE,
        VALID,
        /** One vowel, syllables without a space between them, an abbreviation. */
        POSSIBLE,
        INVALID
    }

    final String text;

    /** Whether any character is beyond ASCII. */
    final boolean high;

    /** Whether a sign stands inside a word, which no Western language does. */
    final boolean weird;

    /** Whether a letter is in it that was never a byte: Unicode it is. */
    final boolean unicode;

    /** Whether it is Vietnamese as it stands: Latin-1 has all letters of không, là, có. */
    final boolean readsAsIs;

    private final @Nullable Fit[] fits = new Fit[LegacyEncoding.values().length];

    Word(String text) {
        this.text = text;
        boolean anyHigh = false;
        boolean anyUnicode = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            anyHigh |= c >= 0x80 || c < 0x20;
            anyUnicode |= Bytes.of(c) < 0 && (Character.isLetter(c) || isMark(c));
        }
        high = anyHigh;
        unicode = anyUnicode;
        weird = anyHigh && isWeird(text);
        readsAsIs =
                anyHigh
                        && !weird
                        && pieces(text).stream().allMatch(p -> isAscii(p) || Grammar.isSyllable(p));
    }

    Fit fit(LegacyEncoding encoding) {
        Fit known = fits[encoding.ordinal()];
        if (known == null) {
            known = judge(encoding);
            fits[encoding.ordinal()] = known;
        }
        return known;
    }

    private Fit judge(LegacyEncoding encoding) {
        if (!high) {
            return Fit.NONE;
        }
        if (unicode) {
            return Fit.INVALID;
        }
        String decoded = encoding.decode(text);
        if (decoded.equals(text)) {
            return Fit.NONE;
        }
        Fit fit = Fit.NONE;
        for (String piece : pieces(decoded)) {
            if (isAscii(piece)) {
                continue;
            }
            Fit one =
                    piece.length() > 1 && Grammar.isSyllable(piece)
                            ? Fit.VALID
                            : isAbbreviation(piece)
                                            || Grammar.isSyllable(piece)
                                            || Grammar.isJoined(piece)
                                    ? Fit.POSSIBLE
                                    : Fit.INVALID;
            if (one.compareTo(fit) > 0) {
                fit = one;
            }
        }
        return fit;
    }

    /** Whether each byte found its letter: no mark is left over, no sign stays between letters. */
    boolean isWhole(LegacyEncoding encoding) {
        String decoded = encoding.decode(text);
        return decoded.chars().noneMatch(c -> isMark((char) c)) && !isWeird(decoded);
    }

    /** Words of letters, and signs that touch them: those are letters that nobody decoded. */
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean letter =
                    i < text.length()
                            && (Character.isLetter(text.charAt(i)) || isMark(text.charAt(i)));
            if (letter && from < 0) {
                from = i;
            } else if (!letter && from >= 0) {
                pieces.add(text.substring(from, i));
                from = -1;
            }
        }
        return pieces;
    }

    /** QĐ, NĐ, HĐND, ĐKKD, and đ for đồng. */
    private static boolean isAbbreviation(String piece) {
        return piece.equals("đ")
                || piece.length() <= 8
                        && piece.indexOf('Đ') >= 0
                        && piece.chars().allMatch(Character::isUpperCase);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static boolean isMark(char c) {
        return c >= 0x300 && c < 0x370;
    }

    /** lµ, ch­¬ng, ViÖt: a sign between letters, a capital after a small letter. */
    private static boolean isWeird(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean sign =
                    c >= 0xA1 && c <= 0xBF || c == 0xD7 || c == 0xF7 || c >= 0x80 && c < 0xA0;
            boolean before = i > 0 && isLatin(text.charAt(i - 1));
            boolean after = i + 1 < text.length() && isLatin(text.charAt(i + 1));
            if (sign && before && (after || ENDINGS.indexOf(c) < 0) && RAISED.indexOf(c) < 0) {
                return true;
            }
            if (c >= 0xC0 && c <= 0xDE && before && Character.isLowerCase(text.charAt(i - 1))) {
                return true;
            }
        }
        return false;
    }

    /** Signs that a Western word may end with. */
    private static final String ENDINGS = "«»®";

    /** Signs that belong to Western words: m², nº, Catalan's l·l. */
    private static final String RAISED = "²³¹ªº";

    private static boolean isLatin(char c) {
        return c < 0x250 && Character.isLetter(c);
    }
}
