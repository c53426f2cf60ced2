package vn.tangthu.portal.paper;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The embedded font: what it can show, how wide that is, and where lines break. */
final class PaperFont {
    private static final char REPLACEMENT = '?';

    private final PDType0Font font;
    private final Map<Integer, Float> widths = new HashMap<>();

    PaperFont(PDDocument document) throws IOException {
        try (InputStream ttf =
                Objects.requireNonNull(PaperFont.class.getResourceAsStream("DejaVuSerif.ttf"))) {
            font = PDType0Font.load(document, ttf);
        }
    }

    /** The font of PDF, for text that went through {@link #shown}. */
    PDType0Font font() {
        return font;
    }

    /** Composed, without control characters, and nothing in it that the font does not have. */
    String shown(String text) throws IOException {
        StringBuilder shown = new StringBuilder(text.length());
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        for (int i = 0; i < composed.length(); ) {
            int c = composed.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || c == 0xA0) {
                shown.append(' ');
            } else if (width(c) < 0) {
                shown.append(REPLACEMENT);
            } else {
                shown.appendCodePoint(c);
            }
        }
        return shown.toString();
    }

    /** In thousandths of the size; negative for a character that the font does not have. */
    private float width(int c) throws IOException {
        Float known = widths.get(c);
        if (known == null) {
            known = Character.isISOControl(c) ? -1f : measured(c);
            widths.put(c, known);
        }
        return known;
    }

    private float measured(int c) throws IOException {
        try {
            return font.getStringWidth(Character.toString(c));
        } catch (IllegalArgumentException e) {
            return -1f; // PDFBox says so of a glyph that is not there
        }
    }

    float width(String shown, float size) throws IOException {
        float all = 0;
        for (int i = 0; i < shown.length(); ) {
            int c = shown.codePointAt(i);
            i += Character.charCount(c);
            all += Math.max(0, width(c));
        }
        return all / 1000 * size;
    }

    /** Lines no wider than this; a word that is wider is broken where it must be. Never empty. */
    List<String> lines(String text, float size, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : shown(text).split(" +")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (width(longer, size) <= width) {
                line.setLength(0);
                line.append(longer);
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(broken(word, size, width, lines));
        }
        lines.add(line.toString());
        return lines;
    }

    /** Whole lines of a long word go to {@code lines}; what is left is returned. */
    private String broken(String word, float size, float width, List<String> lines)
            throws IOException {
        int start = 0;
        float used = 0;
        for (int i = 0; i < word.length(); ) {
            int c = word.codePointAt(i);
            float one = Math.max(0, width(c)) / 1000 * size;
            if (used + one > width && i > start) {
                lines.add(word.substring(start, i));
                start = i;
                used = 0;
            }
            used += one;
            i += Character.charCount(c);
        }
        return word.substring(start);
    }
}
