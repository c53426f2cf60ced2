package vn.tangthu.indexer.extract;

import java.util.Locale;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedText.Word;

/**
 * The words of a page as operators of a PDF (ISO 32000-1, 9.4) that draw nothing (rendering mode
 * 3): each where its letters are on the image, so that a reader's program finds, marks and copies
 * them.
 */
final class UnseenText {
    /** Advance of every letter of the font, in ems. */
    private static final double ADVANCE = 0.5;

    private static final double SIDE = 10_000;

    private UnseenText() {}

    /**
     * @param font its name among the page's resources
     * @return for a coordinate system in which the image is the unit square; empty without words
     */
    static String of(ExtractedText.Page page, String font) {
        StringBuilder operators = new StringBuilder(page.words().size() * 64);
        ExtractedText.Reading reading = page.reading();
        int quarters = reading == null ? 0 : reading.quarters();
        Word before = null;
        for (Word word : page.words()) {
            if (word.width() <= 0 || word.height() <= 0 || word.text().isBlank()) {
                continue;
            }
            if (before != null) {
                show(before, before.line() == word.line(), quarters, operators);
            }
            before = word;
        }
        if (before == null) {
            return "";
        }
        show(before, false, quarters, operators);
        return " BT 3 Tr /" + font + " 1 Tf" + operators + " ET";
    }

    private static void show(Word word, boolean more, int quarters, StringBuilder to) {
        double left = word.x() / SIDE;
        double right = (word.x() + word.width()) / SIDE;
        double top = 1 - word.y() / SIDE;
        double bottom = 1 - (word.y() + word.height()) / SIDE;
        double along = ADVANCE * word.text().length();
        double[] matrix = // of text that stands as the word on the image (9.4.2)
                switch (quarters) {
                    case 1 -> new double[] {0, (bottom - top) / along, right - left, 0, left, top};
                    case 2 -> new double[] {(left - right) / along, 0, 0, bottom - top, right, top};
                    case 3 ->
                            new double[] {
                                0, (top - bottom) / along, left - right, 0, right, bottom
                            };
                    default ->
                            new double[] {(right - left) / along, 0, 0, top - bottom, left, bottom};
                };
        for (double each : matrix) {
            to.append(String.format(Locale.ROOT, " %.5f", each));
        }
        to.append(" Tm <");
        (more ? word.text() + " " : word.text())
                .chars()
                .forEach(c -> to.append(String.format(Locale.ROOT, "%04x", allowed((char) c))));
        to.append("> Tj");
    }

    /** Letters are told one by one: halves of a pair, and what is none, are told as unknown. */
    private static int allowed(char c) {
        return c == 0 || Character.isSurrogate(c) || c >= 0xfffe || c == 0xfeff ? 0xfffd : c;
    }
}
