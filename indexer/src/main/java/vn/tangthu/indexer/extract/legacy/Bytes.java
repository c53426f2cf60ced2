package vn.tangthu.indexer.extract.legacy;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;

/**
 * Back from characters to the bytes they were read from: windows-1252, which every Western program
 * takes for an unknown font.
 */
public final class Bytes {
    private static final char[] WESTERN = new char[256];
    private static final Map<Character, Integer> HIGH = new HashMap<>();

    static {
        Charset windows = Charset.forName("windows-1252");
        for (int code = 0; code < 256; code++) {
            char c = new String(new byte[] {(byte) code}, windows).charAt(0);
            WESTERN[code] = c == '\uFFFD' ? (char) code : c;
            if (code >= 0x80) {
                HIGH.put(WESTERN[code], code);
            }
        }
    }

    private Bytes() {}

    /** The byte, or -1 when the character cannot come from one. */
    static int of(char c) {
        if (c < 0x80 || c >= 0xA0 && c <= 0xFF) {
            return c;
        }
        return c < 0xA0 ? c : HIGH.getOrDefault(c, -1);
    }

    /**
     * The character of windows-1252 for one in a font of these encodings: Word moves those of fonts
     * declared as symbols to U+F000, PDF names some by the glyph they look like.
     */
    static char inFont(char c) {
        if (c >= 0xF020 && c <= 0xF0FF) {
            return WESTERN[c & 0xFF];
        }
        return switch (c) {
            case '\u2212' -> '\u00AD';
            case '\u2219' -> '\u00B7';
            case '\u03BC' -> '\u00B5';
            case '\u02C9' -> '\u00AF';
            default -> c;
        };
    }

    /** The character of windows-1252; the control character where it has none. */
    public static char western(int code) {
        return WESTERN[code & 0xFF];
    }
}
