package vn.tangthu.indexer.extract.legacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line, paragraph or cell in which every character knows the font it was set in. Words are parted
 * by white space; a conversion never adds or removes any.
 */
public final class LegacyLine {
    private final StringBuilder text = new StringBuilder();

    /** For each character the ordinal of the encoding of its font + 1, or 0. */
    private byte[] hints = new byte[64];

    private byte[] capitals = new byte[64];

    public LegacyLine append(CharSequence part, LegacyFont font) {
        int from = text.length();
        if (font.encoding() == null) {
            text.append(part);
        } else {
            part.chars().forEach(c -> text.append(Bytes.inFont((char) c)));
        }
        if (text.length() > hints.length) {
            int size = Math.max(text.length(), hints.length * 2);
            hints = Arrays.copyOf(hints, size);
            capitals = Arrays.copyOf(capitals, size);
        }
        LegacyEncoding encoding = font.encoding();
        Arrays.fill(
                hints, from, text.length(), (byte) (encoding == null ? 0 : encoding.ordinal() + 1));
        Arrays.fill(capitals, from, text.length(), (byte) (font.capitals() ? 1 : 0));
        return this;
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    String text() {
        return text.toString();
    }

    boolean isCapital(int at) {
        return capitals[at] != 0;
    }

    /**
     * @param known the words of the document so far; most come again and again
     */
    List<Token> tokens(Map<String, Word> known) {
        List<Token> tokens = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean gap = i == text.length() || isGap(text.charAt(i));
            if (gap && from >= 0) {
                Word word = known.computeIfAbsent(text.substring(from, i), Word::new);
                tokens.add(new Token(word, from, i, word.high ? hint(from, i) : null));
                from = -1;
            } else if (!gap && from < 0) {
                from = i;
            }
        }
        return tokens;
    }

    /** VISCII and VPS have letters where some white space is. */
    private static boolean isGap(char c) {
        return c == ' '
                || c == '\t'
                || c == '\n'
                || c == '\r'
                || c == '\u00A0'
                || c > 0x80 && Character.isWhitespace(c);
    }

    private @Nullable LegacyEncoding hint(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) >= 0x80 && hints[i] != 0) {
                return LegacyEncoding.values()[hints[i] - 1];
            }
        }
        return null;
    }
}
