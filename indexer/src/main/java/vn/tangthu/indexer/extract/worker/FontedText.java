package vn.tangthu.indexer.extract.worker;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.extract.legacy.LegacyEncoding;
import vn.tangthu.indexer.extract.legacy.LegacyFont;
import vn.tangthu.indexer.extract.legacy.LegacyLine;
import vn.tangthu.indexer.extract.legacy.LegacyText;

/**
 * The text of a document in its order, with the font of each run, cut at a number of characters.
 */
final class FontedText {
    private final int maxChars;
    private final List<LegacyLine> lines = new ArrayList<>();
    private final StringBuilder ends = new StringBuilder();
    private final Map<String, LegacyFont> fonts = new HashMap<>();
    private LegacyLine line = new LegacyLine();
    private int chars;

    FontedText(int maxChars) {
        this.maxChars = maxChars;
    }

    void add(CharSequence text, @Nullable String font) {
        int room = Math.min(text.length(), maxChars - chars);
        if (room > 0) {
            chars += room;
            line.append(
                    room == text.length() ? text : text.subSequence(0, room),
                    font == null
                            ? LegacyFont.UNKNOWN
                            : fonts.computeIfAbsent(font, LegacyFont::of));
        }
    }

    /** Ends a line or cell with a newline or a tab; empty lines in a row are one. */
    void end(char with) {
        if (chars >= maxChars || with == '\n' && line.isEmpty() && endsBlank()) {
            return;
        }
        chars++;
        lines.add(line);
        ends.append(with);
        line = new LegacyLine();
    }

    private boolean endsBlank() {
        int n = ends.length();
        return n > 1 && ends.charAt(n - 1) == '\n' && ends.charAt(n - 2) == '\n';
    }

    boolean isFull() {
        return chars >= maxChars;
    }

    /**
     * @param from the encodings that were found; empty when nothing was changed
     */
    record Converted(String text, Set<LegacyEncoding> from, boolean cut) {}

    Converted convert() {
        boolean cut = isFull();
        if (!line.isEmpty()) {
            lines.add(line);
            ends.append('\n');
        }
        LegacyText legacy = new LegacyText();
        lines.forEach(legacy::add);
        LegacyText.Converted converted = legacy.convert();
        StringBuilder text = new StringBuilder(chars + 16);
        for (int i = 0; i < lines.size(); i++) {
            text.append(converted.lines().get(i)).append(ends.charAt(i));
        }
        return new Converted(
                text.toString(),
                converted.from().isEmpty() ? Set.of() : EnumSet.copyOf(converted.from()),
                cut);
    }
}
