package vn.tangthu.portal.papers;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/**
 * A paper that is written from top to bottom, in the form of Nghị định 30/2020/NĐ-CP: whatever it
 * is written to takes the same parts in the same order. Nothing of a table is held back, so a paper
 * may have any number of rows.
 */
public interface Paper extends AutoCloseable {
    /**
     * A4, upright.
     *
     * @param title in the properties of the file
     */
    static Paper pdf(OutputStream out, String title, Locale language) throws IOException {
        return new PdfPaper(out, title, false, language);
    }

    enum Align {
        LEFT,
        CENTRE,
        RIGHT,
        JUSTIFIED
    }

    enum Weight {
        PLAIN,
        BOLD,
        ITALIC
    }

    /** What stands side by side at the head and at the end; lines with a weight of their own. */
    record Line(String text, Weight weight) {
        static Line plain(String text) {
            return new Line(text, Weight.PLAIN);
        }

        static Line bold(String text) {
            return new Line(text, Weight.BOLD);
        }

        static Line italic(String text) {
            return new Line(text, Weight.ITALIC);
        }
    }

    /**
     * @param share of the width, in parts of the sum
     */
    record Column(String heading, int share, Align align) {}

    /**
     * Two blocks side by side, their lines centred: the head, and the signatures.
     *
     * @param percent of the width for the left one
     */
    void twoBlocks(int percent, List<Line> left, List<Line> right) throws IOException;

    void paragraph(String text, Align align, Weight weight) throws IOException;

    /** A smaller or larger empty space, in lines. */
    void space(double lines) throws IOException;

    /** A title in larger letters. */
    void title(String text) throws IOException;

    /** Begins a table; its heading is repeated on each page. */
    void table(List<Column> columns) throws IOException;

    void row(List<String> cells, Weight weight) throws IOException;

    /** A row of one cell over the whole width, above the rows it is about. */
    void band(String text) throws IOException;

    void endTable() throws IOException;

    @Override
    void close() throws IOException;
}
