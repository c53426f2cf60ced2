package vn.tangthu.indexer.extract.legacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A line, paragraph or cell in which every character knows the font it was set in. Words are parted
 * by white space; a conversion never adds or removes any.
 */
public final class LegacyLine {
    private final StringBuilder text = new StringBuilder();
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

    /** Ordinal of the encoding of the font + 1, or 0. */
    int hint(int at) {
        return hints[at];
    }

    boolean isCapital(int at) {
        return capitals[at] != 0;
    }

    List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean gap =
                    i == text.length()
                            || Character.isWhitespace(text.charAt(i)) && text.charAt(i) > 0x06
                            || text.charAt(i) == '\u00A0';
            if (gap && from >= 0) {
                tokens.add(new Token(this, from, i));
                from = -1;
            } else if (!gap && from < 0) {
                from = i;
            }
        }
        return tokens;
    }
}
