package vn.tangthu.portal.papers;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/**
 * A4 pages with embedded letters; the number of the page stands at the top from the second on. What
 * is written goes to a temporary file, page by page, and to {@code out} at the end.
 */
final class PdfPaper implements Paper {
    /** 30 mm left, 15 mm right, 20 mm above and below (Nghị định 30/2020, Phụ lục I). */
    private static final double LEFT = 85;

    private static final double RIGHT = 43;
    private static final double EDGE = 57;
    private static final double TEXT = 13;
    private static final double CELL = 10.5;
    private static final double PAD = 3;
    private static final double LEADING = 1.3;

    private final OutputStream out;
    private final PDDocument document;
    private final PdfFont plain;
    private final PdfFont bold;
    private final PdfFont italic;
    private final PDRectangle size;
    private @Nullable PDPageContentStream page;
    private int pages;
    private double y;
    private List<Column> columns = List.of();
    private double[] edges = {};

    PdfPaper(OutputStream out, String title, boolean landscape) throws IOException {
        this(out, title, landscape, Locale.forLanguageTag("vi"));
    }

    PdfPaper(OutputStream out, String title, boolean landscape, Locale language)
            throws IOException {
        this.out = out;
        this.size =
                landscape
                        ? new PDRectangle(PDRectangle.A4.getHeight(), PDRectangle.A4.getWidth())
                        : PDRectangle.A4;
        this.document = new PDDocument(IOUtils.createTempFileOnlyStreamCache());
        this.plain = new PdfFont(document, "LiberationSerif-Regular.ttf");
        this.bold = new PdfFont(document, "LiberationSerif-Bold.ttf");
        this.italic = new PdfFont(document, "LiberationSerif-Italic.ttf");
        document.getDocumentInformation().setTitle(title);
        document.getDocumentCatalog().setLanguage(language.toLanguageTag());
        nextPage();
    }

    /** From now on it claims to be PDF/A-2b, as which it can be kept for long. */
    void archival(String title) throws IOException {
        PdfArchival.claim(document, title);
    }

    private PdfFont font(Weight weight) {
        return switch (weight) {
            case PLAIN -> plain;
            case BOLD -> bold;
            case ITALIC -> italic;
        };
    }

    private double width() {
        return size.getWidth() - LEFT - RIGHT;
    }

    /** What follows begins a page of its own. */
    void pageBreak() throws IOException {
        PDPageContentStream unused = nextPage();
    }

    private PDPageContentStream nextPage() throws IOException {
        if (page != null) {
            page.close();
        }
        PDPage next = new PDPage(size);
        document.addPage(next);
        pages++;
        page = new PDPageContentStream(document, next);
        page.setLineWidth(0.5f);
        y = size.getHeight() - EDGE;
        if (pages > 1) {
            String number = String.valueOf(pages);
            double x = (size.getWidth() - plain.width(number, TEXT)) / 2;
            write(page, plain, TEXT, x, size.getHeight() - EDGE / 2 - 8, number);
        }
        return page;
    }

    /** The page, or the next one where there is not so much room on it. */
    private PDPageContentStream room(double height) throws IOException {
        PDPageContentStream now = page;
        return now == null || y - height < EDGE ? nextPage() : now;
    }

    private static void write(
            PDPageContentStream to, PdfFont font, double size, double x, double y, String text)
            throws IOException {
        if (text.isEmpty()) {
            return;
        }
        to.beginText();
        to.setFont(font.font, (float) size);
        to.newLineAtOffset((float) x, (float) y);
        to.showText(text);
        to.endText();
    }

    @Override
    public void twoBlocks(int percent, List<Line> left, List<Line> right) throws IOException {
        double first = width() * percent / 100;
        double second = width() - first;
        List<Line> one = wrapped(left, first);
        List<Line> two = wrapped(right, second);
        int lines = Math.max(one.size(), two.size());
        PDPageContentStream to = room(lines * TEXT * LEADING);
        double top = y;
        block(to, one, LEFT, first, top);
        block(to, two, LEFT + first, second, top);
        y = top - lines * TEXT * LEADING;
    }

    private List<Line> wrapped(List<Line> lines, double width) {
        List<Line> wrapped = new ArrayList<>();
        for (Line line : lines) {
            for (String part : font(line.weight()).wrap(line.text(), 12, width - 8)) {
                wrapped.add(new Line(part, line.weight()));
            }
        }
        return wrapped;
    }

    private void block(PDPageContentStream to, List<Line> lines, double x, double width, double top)
            throws IOException {
        double at = top;
        for (Line line : lines) {
            at -= TEXT * LEADING;
            PdfFont font = font(line.weight());
            write(to, font, 12, x + (width - font.width(line.text(), 12)) / 2, at, line.text());
        }
    }

    @Override
    public void paragraph(String text, Align align, Weight weight) throws IOException {
        PdfFont font = font(weight);
        for (String line : font.wrap(text, TEXT, width())) {
            PDPageContentStream to = room(TEXT * LEADING);
            y -= TEXT * LEADING;
            write(to, font, TEXT, LEFT + indent(align, font.width(line, TEXT), width()), y, line);
        }
        y -= 4;
    }

    private static double indent(Align align, double used, double width) {
        return switch (align) {
            case LEFT, JUSTIFIED -> 0;
            case CENTRE -> (width - used) / 2;
            case RIGHT -> width - used;
        };
    }

    @Override
    public void space(double lines) {
        y -= lines * TEXT * LEADING;
    }

    @Override
    public void title(String text) throws IOException {
        for (String line : bold.wrap(text, 14, width())) {
            PDPageContentStream to = room(14 * LEADING);
            y -= 14 * LEADING;
            write(to, bold, 14, LEFT + (width() - bold.width(line, 14)) / 2, y, line);
        }
    }

    @Override
    public void table(List<Column> columns) throws IOException {
        this.columns = List.copyOf(columns);
        y -= 4;
        double sum = columns.stream().mapToInt(Column::share).sum();
        edges = new double[columns.size() + 1];
        edges[0] = LEFT;
        for (int i = 0; i < columns.size(); i++) {
            edges[i + 1] = edges[i] + width() * columns.get(i).share() / sum;
        }
        heading();
    }

    private void heading() throws IOException {
        cells(columns.stream().map(Column::heading).toList(), Weight.BOLD, true);
    }

    @Override
    public void row(List<String> cells, Weight weight) throws IOException {
        cells(cells, weight, false);
    }

    /** A row taller than a page goes on on the next one. */
    private void cells(List<String> texts, Weight weight, boolean isHeading) throws IOException {
        PdfFont font = font(weight);
        List<List<String>> wrapped = new ArrayList<>();
        int tallest = 1;
        for (int i = 0; i < columns.size(); i++) {
            List<String> lines = font.wrap(texts.get(i), CELL, edges[i + 1] - edges[i] - 2 * PAD);
            wrapped.add(lines);
            tallest = Math.max(tallest, lines.size());
        }
        double line = CELL * 1.2;
        int from = 0;
        while (from < tallest) {
            double left = y - EDGE - 2 * PAD;
            int fits = (int) Math.floor(left / line);
            boolean whole = tallest - from <= fits;
            int most = (int) ((size.getHeight() - 2 * EDGE - 4 * CELL) / line);
            if (!whole && !isHeading && (from > 0 || fits < 3 || tallest <= most)) {
                nextPage();
                heading();
                fits = (int) Math.floor((y - EDGE - 2 * PAD) / line);
            } else if (!whole && isHeading) {
                nextPage();
                fits = most;
            }
            int to = Math.min(tallest, from + Math.max(1, fits));
            piece(wrapped, font, from, to, line, isHeading);
            from = to;
        }
    }

    private void piece(
            List<List<String>> wrapped,
            PdfFont font,
            int from,
            int to,
            double line,
            boolean isHeading)
            throws IOException {
        double height = (to - from) * line + 2 * PAD;
        PDPageContentStream on = room(0);
        for (int i = 0; i < columns.size(); i++) {
            double width = edges[i + 1] - edges[i];
            on.addRect((float) edges[i], (float) (y - height), (float) width, (float) height);
            List<String> lines = wrapped.get(i);
            Align align = isHeading ? Align.CENTRE : columns.get(i).align();
            for (int n = from; n < Math.min(to, lines.size()); n++) {
                String text = lines.get(n);
                double x = edges[i] + PAD + indent(align, font.width(text, CELL), width - 2 * PAD);
                write(on, font, CELL, x, y - PAD - (n - from + 1) * line + 2.5, text);
            }
        }
        on.stroke();
        y -= height;
    }

    @Override
    public void band(String text) throws IOException {
        List<Column> before = columns;
        double[] old = edges;
        double line = CELL * 1.2;
        List<String> lines = bold.wrap(text, CELL, width() - 2 * PAD);
        if (y - EDGE < (lines.size() + 5) * line) { // never alone at the foot of a page
            nextPage();
            heading();
        }
        columns = List.of(new Column("", 1, Align.LEFT));
        edges = new double[] {LEFT, LEFT + width()};
        piece(List.of(lines), bold, 0, lines.size(), line, false);
        columns = before;
        edges = old;
    }

    @Override
    public void endTable() {
        columns = Collections.emptyList();
        y -= 8;
    }

    /** Black and white squares in the middle of the page, as a QR code has them. */
    void square(boolean[][] modules, double side) throws IOException {
        PDPageContentStream to = room(side + 8);
        double one = side / modules.length;
        double left = (size.getWidth() - side) / 2;
        for (int row = 0; row < modules.length; row++) {
            for (int column = 0; column < modules[row].length; column++) {
                if (modules[row][column]) {
                    to.addRect(
                            (float) (left + column * one),
                            (float) (y - (row + 1) * one),
                            (float) one,
                            (float) one);
                }
            }
        }
        to.fill();
        y -= side + 8;
    }

    @Override
    public void close() throws IOException {
        try (document) {
            if (page != null) {
                page.close();
                page = null;
            }
            document.save(out);
        }
    }
}
