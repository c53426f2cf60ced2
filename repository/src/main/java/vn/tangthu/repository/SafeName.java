package vn.tangthu.repository;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * What can name a file on Windows, macOS and Linux alike. Asked of the names in an archive and in a
 * folder that is delivered, of those a browser sends and of codes, because documents' files are
 * named by them; nothing else is asked of a code.
 */
public final class SafeName {
    private static final Set<String> RESERVED =
            Set.of(
                    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6",
                    "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7",
                    "lpt8", "lpt9");

    /** The most bytes that the common file systems give one name; a Vietnamese letter has three. */
    private static final int NAME_BYTES = 255;

    private static final int PATH_LENGTH = 1_000;

    private SafeName() {}

    /** Whether the text is a path below some folder: safe names parted by slashes, no climbing. */
    public static boolean isPath(String text) {
        if (text.isEmpty() || text.length() > PATH_LENGTH) {
            return false;
        }
        for (String segment : text.split("/", -1)) {
            if (!is(segment)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text can be a file name on Windows, macOS and Linux alike. */
    public static boolean is(String text) {
        if (text.isEmpty() || text.equals(".") || text.equals("..") || text.length() > 200) {
            return false;
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES) {
            return false;
        }
        if (text.endsWith(".") || text.endsWith(" ") || text.startsWith(" ")) {
            return false;
        }
        if (text.codePoints().anyMatch(SafeName::misleads)
                || text.chars().anyMatch(c -> "/\\<>:\"|?*".indexOf(c) >= 0)) {
            return false;
        }
        int dot = text.indexOf('.');
        String stem = (dot < 0 ? text : text.substring(0, dot)).toLowerCase(Locale.ROOT).strip();
        return !RESERVED.contains(stem);
    }

    /**
     * The text with what nobody sees made visible, so that a report can name it: {@code
     * a<U+202E>fdp}.
     */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 8);
        text.codePoints()
                .forEach(
                        c -> {
                            if (misleads(c)) {
                                shown.append(String.format(Locale.ROOT, "<U+%04X>", c));
                            } else {
                                shown.appendCodePoint(c);
                            }
                        });
        return shown.toString();
    }

    /**
     * Characters that nobody sees but that change what is seen: controls, marks that turn the
     * direction of writing ({@code gpj.exe} behind U+202E reads {@code exe.jpg}), what has no
     * width, halves of characters, ends of lines.
     */
    private static boolean misleads(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }
}
