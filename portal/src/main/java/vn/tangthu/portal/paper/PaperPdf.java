package vn.tangthu.portal.paper;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.jspecify.annotations.Nullable;

/**
 * A paper in the making, A4, upright or lying. What is added follows what was added before; a table
 * goes on over pages with its headings on each, a row is never parted unless it is higher than a
 * page. {@link #close} writes it, with title and page numbers at the foot. Not for several threads.
 * Pages lie in a temporary file until then, so a long paper needs little memory.
 */
public final class PaperPdf implements AutoCloseable {
    private static final float MARGIN = 50;
    private static final float FOOT = 28;
    private static final float TEXT = 10;
    private static final float CELL = 9;
    private static final float PAD = 3;
    private static final float LEADING = 1.35f;
    private static final int MOST_LINES = 40;

    private final PDDocument document;
    private final PaperFont font;
    private final OutputStream out;
    private final String foot;
    private final String pages;
    private final PDRectangle paper;
    private @Nullable PDPageContentStream content;
    private float y;
    private @Nullable List<Column> table;

    /**
     * @param title at the head of the first page, in the file's properties and at the foot
     * @param pages how pages are numbered, {@code Trang %d/%d}
     * @param lying for wide tables
     */
    public PaperPdf(String title, String pages, Locale language, boolean lying, OutputStream out)
            throws IOException {
        this.document = new PDDocument(IOUtils.createTempFileOnlyStreamCache());
        this.font = new PaperFont(document);
        this.out = out;
        this.foot = font.shown(title);
        this.pages = pages;
        this.paper =
                lying
                        ? new PDRectangle(PDRectangle.A4.getHeight(), PDRectangle.A4.getWidth())
                        : PDRectangle.A4;
        document.getDocumentInformation().setTitle(title);
        document.getDocumentInformation().setProducer("Tàng Thư");
        document.getDocumentCatalog().setLanguage(language.toLanguageTag());
        turn();
        text(title, 15, true, Align.LEFT);
        y -= 4;
    }

    /**
     * @param share of the width against the other columns
     * @param right for numbers
     */
    public record Column(String heading, float share, boolean right) {
        public Column(String heading, float share) {
            this(heading, share, false);
        }
    }

    private enum Align {
        LEFT,
        RIGHT,
        CENTRE
    }

    public void heading(String text) throws IOException {
        table = null;
        room(12 * LEADING * 3); // not alone at the foot of a page
        y -= 8;
        text(text, 12, true, Align.LEFT);
    }

    public void paragraph(String text) throws IOException {
        table = null;
        text(text, TEXT, false, Align.LEFT);
        y -= 3;
    }

    /** A line in the middle, as the head of an official paper has. */
    public void centred(String text, boolean bold) throws IOException {
        table = null;
        text(text, TEXT + 1, bold, Align.CENTRE);
    }

    /** A name and its value. */
    public void fact(String name, String value) throws IOException {
        table = null;
        float third = width() * 0.3f;
        row(
                List.of(new Column("", third), new Column("", width() - third)),
                List.of(name, value),
                TEXT,
                false,
                false);
    }

    /** Begins a table; its rows follow. */
    public void table(List<Column> columns) throws IOException {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("A table has columns");
        }
        y -= 4;
        room(CELL * LEADING * 4);
        table = List.copyOf(columns);
        headings(table);
    }

    /** The next row; as many cells as the table has columns. */
    public void row(List<String> cells) throws IOException {
        List<Column> columns = table;
        if (columns == null || columns.size() != cells.size()) {
            throw new IllegalArgumentException("Not a row of this table: " + cells.size());
        }
        row(columns, cells, CELL, true, false);
    }

    private void headings(List<Column> columns) throws IOException {
        row(columns, columns.stream().map(Column::heading).toList(), CELL, true, true);
    }

    private void row(
            List<Column> columns, List<String> cells, float size, boolean ruled, boolean bold)
            throws IOException {
        float shares = 0;
        for (Column column : columns) {
            shares += column.share();
        }
        List<List<String>> lines = new ArrayList<>();
        int most = 1;
        for (int i = 0; i < cells.size(); i++) {
            float width = width() * columns.get(i).share() / shares - 2 * PAD;
            List<String> cell = font.lines(cells.get(i), size, width);
            if (cell.size() > MOST_LINES) {
                cell = new ArrayList<>(cell.subList(0, MOST_LINES));
                cell.set(MOST_LINES - 1, cell.getLast() + " …");
            }
            lines.add(cell);
            most = Math.max(most, cell.size());
        }
        float height = most * size * LEADING + (ruled ? 2 * PAD : 0);
        if (y - height < MARGIN && !bold) {
            turn();
            if (ruled) {
                headings(columns);
            }
        }
        float x = MARGIN;
        for (int i = 0; i < cells.size(); i++) {
            float width = width() * columns.get(i).share() / shares;
            float line = y - (ruled ? PAD : 0) - size;
            for (String text : lines.get(i)) {
                float at =
                        columns.get(i).right() ? x + width - PAD - font.width(text, size) : x + PAD;
                show(text, at, line, size, bold);
                line -= size * LEADING;
            }
            x += width;
        }
        y -= height;
        if (ruled) {
            rule(bold ? 0.9f : 0.3f);
        }
    }

    private void rule(float thickness) throws IOException {
        PDPageContentStream on = content();
        on.setLineWidth(thickness);
        on.moveTo(MARGIN, y);
        on.lineTo(MARGIN + width(), y);
        on.stroke();
    }

    private void text(String text, float size, boolean bold, Align align) throws IOException {
        for (String line : font.lines(text, size, width())) {
            room(size * LEADING);
            float free = width() - font.width(line, size);
            float x =
                    switch (align) {
                        case LEFT -> 0;
                        case RIGHT -> free;
                        case CENTRE -> free / 2;
                    };
            show(line, MARGIN + x, y - size, size, bold);
            y -= size * LEADING;
        }
    }

    private void show(String text, float x, float line, float size, boolean bold)
            throws IOException {
        show(content(), text, x, line, size, bold);
    }

    private void show(
            PDPageContentStream on, String text, float x, float line, float size, boolean bold)
            throws IOException {
        on.beginText();
        on.setFont(font.font(), size);
        // One font is enough to carry: bold is the same letters with an outline.
        on.setRenderingMode(bold ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        on.setLineWidth(size / 36);
        on.newLineAtOffset(x, line);
        on.showText(text);
        on.endText();
    }

    private float width() {
        return paper.getWidth() - 2 * MARGIN;
    }

    private void room(float height) throws IOException {
        if (y - height < MARGIN) {
            turn();
        }
    }

    private void turn() throws IOException {
        end();
        PDPage page = new PDPage(paper);
        document.addPage(page);
        content = new PDPageContentStream(document, page);
        y = paper.getHeight() - MARGIN;
    }

    private PDPageContentStream content() {
        if (content == null) {
            throw new IllegalStateException("The paper is closed");
        }
        return content;
    }

    private void end() throws IOException {
        if (content != null) {
            content.close();
            content = null;
        }
    }

    /** Numbers the pages and writes the paper; the stream stays open. */
    @Override
    public void close() throws IOException {
        try (document) {
            end();
            int all = document.getNumberOfPages();
            String title = font.lines(foot, 8, width() * 0.75f).getFirst();
            for (int i = 0; i < all; i++) {
                try (PDPageContentStream on =
                        new PDPageContentStream(
                                document, document.getPage(i), AppendMode.APPEND, true, true)) {
                    String number = font.shown(String.format(Locale.ROOT, pages, i + 1, all));
                    show(on, title, MARGIN, FOOT, 8, false);
                    float x = MARGIN + width() - font.width(number, 8);
                    show(on, number, x, FOOT, 8, false);
                }
            }
            document.save(out);
        }
    }
}
