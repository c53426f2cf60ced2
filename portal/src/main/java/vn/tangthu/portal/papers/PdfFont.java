package vn.tangthu.portal.papers;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** An embedded font that knows the width of its letters and what it cannot write. */
final class PdfFont {
    private static final String MISSING = "?";

    final PDFont font;

    /** In thousandths of an em; negative for what the font lacks. */
    private final Map<Integer, Float> widths = new HashMap<>();

    PdfFont(PDDocument document, String name) throws IOException {
        try (InputStream ttf =
                Objects.requireNonNull(PdfFont.class.getResourceAsStream(name), name)) {
            font = PDType0Font.load(document, ttf, true);
        }
    }

    /** Composed letters without control characters, and a question mark for what is lacking. */
    String writable(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .forEach(
                        c -> {
                            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                                safe.append(' ');
                            } else if (Character.isISOControl(c) || isInvisible(c)) {
                                return;
                            } else if (width(c) < 0) {
                                safe.append(MISSING);
                            } else {
                                safe.appendCodePoint(c);
                            }
                        });
        return safe.toString();
    }

    /** Marks of direction would make a text look like another one. */
    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT;
    }

    private float width(int c) {
        return widths.computeIfAbsent(
                c,
                letter -> {
                    try {
                        return font.getStringWidth(Character.toString(letter));
                    } catch (IOException | IllegalArgumentException e) {
                        return -1f;
                    }
                });
    }

    /** In points; of a text that is writable. */
    double width(String text, double size) {
        double width = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            width += Math.max(0, width(text.codePointAt(i)));
        }
        return width / 1_000 * size;
    }

    /** Lines of at most this width; a word that is wider is broken. Never empty. */
    List<String> wrap(String text, double size, double width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        double used = 0;
        double space = width(" ", size);
        for (String word : writable(text).strip().split(" +")) {
            double wide = width(word, size);
            if (!line.isEmpty() && used + space + wide > width) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            while (wide > width && word.length() > 1) {
                int fits = fitting(word, size, width);
                lines.add(word.substring(0, fits));
                word = word.substring(fits);
                wide = width(word, size);
            }
            if (!line.isEmpty()) {
                line.append(' ');
                used += space;
            }
            line.append(word);
            used += wide;
        }
        lines.add(line.toString());
        return lines;
    }

    private int fitting(String word, double size, double width) {
        double used = 0;
        int i = 0;
        while (i < word.length()) {
            int c = word.codePointAt(i);
            used += Math.max(0, width(c)) / 1_000 * size;
            if (used > width && i > 0) {
                return i;
            }
            i += Character.charCount(c);
        }
        return word.length();
    }
}
