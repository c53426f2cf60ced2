package vn.tangthu.indexer.extract.legacy;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The encodings of Vietnamese from before Unicode. All of them are read as the bytes that a Western
 * program took for windows-1252, see {@link Bytes}.
 */
public enum LegacyEncoding {
    /**
     * TCVN 5712:1993, character set 3, the one of the ABC fonts (.VnTime). It has no capitals with
     * tones: those are the same bytes in a font whose name ends in H. Its ư is the byte of the soft
     * hyphen. Matches glibc's TCVN5712-1 for the bytes that the fonts have.
     */
    TCVN3("TCVN3 (ABC)") {
        @Override
        void fill(@Nullable String[] table) {
            put(table, 0xA1, "ĂÂÊÔƠƯĐăâêôơưđ");
            put(table, 0xB5, "àảãáạ");
            put(table, 0xBB, "ằẳẵắ");
            put(table, 0xC6, "ặầẩẫấậè");
            put(table, 0xCE, "ẻẽéẹềểễếệìỉ");
            put(table, 0xDC, "ĩíịò");
            put(table, 0xE1, "ỏõóọồổỗốộờởỡớợù");
            put(table, 0xF1, "ủũúụừửữứựỳỷỹýỵ");
        }
    },

    /**
     * VNI for Windows (VNI-Times): a base letter and after it a byte for its shape and tone; i, y
     * with nặng, đ, ơ, ư are letters of their own. Capitals are the lower bytes less 0x20.
     */
    VNI("VNI") {
        @Override
        void fill(@Nullable String[] table) {
            marks(table, "\u00F9\u00F8\u00FB\u00F5\u00EF", "");
            marks(table, "\u00E1\u00E0\u00E5\u00E3\u00E4", CIRCUMFLEX);
            marks(table, "\u00E9\u00E8\u00FA\u00FC\u00EB", BREVE);
            both(table, 0xE2, CIRCUMFLEX);
            both(table, 0xEA, BREVE);
            letters(table, "\u00ED\u00EC\u00E6\u00F3\u00F2", "íìỉĩị");
            letters(table, "\u00EE\u00F1\u00F4\u00F6", "ỵđơư");
        }
    },

    /** RFC 1456. Six of its capitals take the place of control characters. */
    VISCII("VISCII") {
        @Override
        void fill(@Nullable String[] table) {
            put(table, 0x02, "Ẳ");
            put(table, 0x05, "ẴẪ");
            put(table, 0x14, "Ỷ");
            put(table, 0x19, "Ỹ");
            put(table, 0x1E, "Ỵ");
            put(
                    table,
                    0x80,
                    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
                            + "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
                            + "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
                            + "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ");
        }
    },

    /**
     * VPS (Vietnamese Professionals Society), as Mozilla's x-viet-vps has it; fourteen capitals
     * take the place of control characters.
     */
    VPS("VPS") {
        @Override
        void fill(@Nullable String[] table) {
            put(table, 0x02, "ẠẬẶẸỆ");
            put(table, 0x10, "ỊỌỘỢỤỰ");
            put(table, 0x19, "Ỵ");
            put(table, 0x1C, "ẪỮ");
            put(
                    table,
                    0x80,
                    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ‘’ỀỂỄỐỒỔỖýỷỵỚỜỞ"
                            + "\u00A0ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự"
                            + "ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺß"
                            + "àáâãảạăçèéêẽìíîĩẴĐòóôõöƠụùúủüỶẼỳ");
        }
    },

    /** Microsoft's code page: letters with their shape, tones as combining characters. */
    WINDOWS_1258("Windows-1258") {
        @Override
        void fill(@Nullable String[] table) {
            put(table, 0xC3, "Ă");
            put(table, 0xCC, GRAVE);
            put(table, 0xD0, "Đ");
            put(table, 0xD2, HOOK);
            put(table, 0xD5, "Ơ");
            put(table, 0xDD, "Ư");
            put(table, 0xDE, TILDE);
            put(table, 0xE3, "ă");
            put(table, 0xEC, ACUTE);
            put(table, 0xF0, "đ");
            put(table, 0xF2, DOT);
            put(table, 0xF5, "ơ");
            put(table, 0xFD, "ư₫");
        }
    },

    /**
     * BK HCM 2 of the technical university in Hồ Chí Minh City: like VNI, with other bytes; the
     * tones above a circumflex or a breve have bytes of their own.
     */
    BK_HCM2("BK HCM 2") {
        @Override
        void fill(@Nullable String[] table) {
            marks(table, "\u00E1\u00E2\u00E3\u00E4\u00E5", "");
            marks(table, "\u00E6\u00E7\u00E8\u00E9", "");
            marks(table, "\u00EB\u00EC\u00ED\u00EE", "");
            letters(table, "\u00F1\u00F2\u00F3\u00F4\u00F5", "íìỉĩị");
            letters(table, "\u00E0\u00EA\u00EF\u00F6\u00F9\u00FA\u00FB", "đâêôăơư");
        }
    };

    static final String GRAVE = "\u0300";
    static final String ACUTE = "\u0301";
    static final String TILDE = "\u0303";
    static final String HOOK = "\u0309";
    static final String DOT = "\u0323";
    private static final String CIRCUMFLEX = "\u0302";
    private static final String BREVE = "\u0306";

    private final String label;

    /** For a byte its text, or null where it is what windows-1252 has there. */
    private final @Nullable String[] table = new String[256];

    private final boolean composed;

    LegacyEncoding(String label) {
        this.label = label;
        fill(table);
        composed =
                Arrays.stream(table)
                        .anyMatch(s -> s != null && s.charAt(0) >= 0x300 && s.charAt(0) < 0x370);
    }

    abstract void fill(@Nullable String[] table);

    /** As people write it: TCVN3 (ABC), VNI … */
    public String label() {
        return label;
    }

    /** The labels in the order of the constants, parted by a comma; null for none. */
    public static @Nullable String labels(Set<LegacyEncoding> encodings) {
        return encodings.isEmpty()
                ? null
                : encodings.stream()
                        .sorted()
                        .map(LegacyEncoding::label)
                        .collect(Collectors.joining(", "));
    }

    /** Whether letters may be made of several bytes. */
    boolean isComposed() {
        return composed;
    }

    /** The text of these characters, NFC; those that are no bytes stay. */
    String decode(CharSequence text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int code = Bytes.of(c);
            String found = code < 0 ? null : table[code];
            if (found != null) {
                out.append(found);
            } else {
                out.append(code < 0 ? c : Bytes.western(code));
            }
        }
        return composed ? Normalizer.normalize(out, Normalizer.Form.NFC) : out.toString();
    }

    private static void put(@Nullable String[] table, int from, String letters) {
        for (int i = 0; i < letters.length(); i++) {
            table[from + i] = letters.substring(i, i + 1);
        }
    }

    /** Bytes for sắc, huyền, hỏi, ngã, nặng with a shape. */
    private static void marks(@Nullable String[] table, String bytes, String shape) {
        String[] tones = {ACUTE, GRAVE, HOOK, TILDE, DOT};
        for (int i = 0; i < bytes.length(); i++) {
            both(table, bytes.charAt(i), shape + tones[i]);
        }
    }

    private static void both(@Nullable String[] table, int lower, String mark) {
        table[lower] = mark;
        table[lower - 0x20] = mark;
    }

    private static void letters(@Nullable String[] table, String bytes, String letters) {
        String capitals = letters.toUpperCase(Locale.ROOT);
        for (int i = 0; i < bytes.length(); i++) {
            table[bytes.charAt(i)] = letters.substring(i, i + 1);
            table[bytes.charAt(i) - 0x20] = capitals.substring(i, i + 1);
        }
    }
}
