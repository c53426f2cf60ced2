package vn.tangthu.indexer.extract.worker;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDSimpleFont;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.extract.legacy.Bytes;
import vn.tangthu.indexer.extract.legacy.LegacyEncoding;
import vn.tangthu.indexer.extract.legacy.LegacyFont;
import vn.tangthu.indexer.extract.legacy.LegacyLine;
import vn.tangthu.indexer.extract.legacy.LegacyText;

/** The words of a PDF page as they are drawn, each glyph with its font, and as they are read. */
final class LegacyPage {
    private record Box(int line, int x, int y, int width, int height) {}

    private final Map<PDFont, LegacyFont> fonts = new HashMap<>();
    private final List<Box> boxes = new ArrayList<>();
    private final List<LegacyLine> lines = new ArrayList<>();
    private final List<LegacyFont> wordFonts = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private Set<LegacyEncoding> from = Set.of();

    void clear() {
        fonts.clear();
        boxes.clear();
        lines.clear();
        from = Set.of();
        drop();
    }

    /** Adds a glyph to the word. */
    void add(TextPosition position, String unicode) {
        LegacyFont font =
                fonts.computeIfAbsent(position.getFont(), f -> LegacyFont.of(f.getName()));
        String letters = font.encoding() == null ? unicode : drawn(position, unicode);
        letters.codePoints()
                .filter(c -> !Character.isISOControl(c) && c != 0xfeff)
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .forEach(
                        c -> {
                            word.appendCodePoint(c);
                            while (wordFonts.size() < word.length()) {
                                wordFonts.add(font);
                            }
                        });
    }

    /**
     * In fonts of before Unicode the byte counts: the letter ư is named hyphen in the standard
     * encodings, and comes out as one.
     */
    private static String drawn(TextPosition position, String unicode) {
        int[] codes = position.getCharacterCodes();
        boolean hyphen = unicode.equals("-") || unicode.equals("\u2010");
        return hyphen
                        && codes.length == 1
                        && codes[0] >= 0x80
                        && codes[0] <= 0xFF
                        && position.getFont() instanceof PDSimpleFont
                ? String.valueOf(Bytes.western(codes[0]))
                : unicode;
    }

    int length() {
        return word.length();
    }

    void drop() {
        word.setLength(0);
        wordFonts.clear();
    }

    /** Ends the word: its place on the page in ten-thousandths. */
    void end(int line, int x, int y, int width, int height) {
        if (boxes.isEmpty() || boxes.getLast().line != line) {
            lines.add(new LegacyLine());
        } else {
            lines.getLast().append(" ", LegacyFont.UNKNOWN);
        }
        for (int i = 0; i < word.length(); i++) {
            lines.getLast().append(word.substring(i, i + 1), wordFonts.get(i));
        }
        boxes.add(new Box(line, x, y, width, height));
        drop();
    }

    /** Of the last word; -1 while there is none. */
    int lastLine() {
        return boxes.isEmpty() ? -1 : boxes.getLast().line;
    }

    /** The words as people read them, NFC; those of which nothing is left are gone. */
    List<ExtractedText.Word> words() {
        LegacyText text = new LegacyText();
        lines.forEach(text::add);
        LegacyText.Converted converted = text.convert();
        from = converted.from();
        List<ExtractedText.Word> words = new ArrayList<>(boxes.size());
        int at = 0;
        int line = -1;
        int before = -1;
        for (String each : converted.lines()) {
            for (String read : each.split(" ", -1)) {
                Box box = boxes.get(at++);
                String clean = clean(read);
                if (clean.isEmpty()) {
                    continue;
                }
                if (box.line != before) {
                    before = box.line;
                    line++;
                }
                words.add(new ExtractedText.Word(clean, line, box.x, box.y, box.width, box.height));
            }
        }
        return words;
    }

    @Nullable String convertedFrom() {
        return LegacyEncoding.labels(from);
    }

    private static String clean(String word) {
        StringBuilder kept = new StringBuilder();
        word.codePoints()
                .filter(c -> c != 0xad)
                .forEach(
                        c -> {
                            if (c >= 0xfb00 && c <= 0xfb06) { // ligatures such as ﬁ
                                kept.append(
                                        Normalizer.normalize(
                                                Character.toString(c), Normalizer.Form.NFKC));
                            } else if (!Character.isWhitespace(c)
                                    && !Character.isSpaceChar(c)
                                    && !Character.isISOControl(c)) {
                                kept.appendCodePoint(c);
                            }
                        });
        return Normalizer.normalize(kept, Normalizer.Form.NFC);
    }
}
