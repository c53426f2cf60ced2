package vn.tangthu.indexer.extract.worker;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.extract.derivative.PageCodec;

/** Reads the text layers of some pages with the box of each word, and judges each page. */
final class LayerReader extends PDFTextStripper {
    /** The most characters of a page; a text of more is not a page that anybody reads. */
    private static final int MAX_CHARS = 200_000;

    /** From the baseline down and up, in ems: covers stacked Vietnamese marks. */
    private static final double BELOW = 0.22;

    private static final double ABOVE = 0.95;

    private final Answer.@Nullable Page[] pages;
    private final int from;

    private final LegacyPage raw = new LegacyPage();
    private @Nullable PDPage page;
    private int line;
    private int chars;
    private int glyphs;
    private int meant;
    private int strange;
    private double pictures;
    private int painted;

    private LayerReader(int from, int to) {
        this.from = from;
        this.pages = new Answer.Page[to - from + 1];
        setStartPage(from);
        setEndPage(to);
        setSuppressDuplicateOverlappingText(true); // bold made by printing twice
    }

    /** One answer for each page from {@code from} to {@code to}; one that fails says so. */
    static List<Answer.Page> read(PDDocument pdf, int from, int to) throws IOException {
        if (from < 1 || to < from || to > pdf.getNumberOfPages()) {
            throw new IOException("has no pages " + from + " to " + to);
        }
        LayerReader reader = new LayerReader(from, to);
        reader.writeText(pdf, Writer.nullWriter());
        List<Answer.Page> pages = new ArrayList<>();
        for (Answer.@Nullable Page page : reader.pages) {
            pages.add(page == null ? bare(ExtractedText.Source.EMPTY, null) : page);
        }
        return pages;
    }

    private static Answer.Page bare(ExtractedText.Source source, @Nullable String failure) {
        return new Answer.Page(
                source,
                PageCodec.encode(new ExtractedText.Page(1, source, "", List.of(), failure)));
    }

    @Override
    public void processPage(PDPage next) throws IOException {
        int number = getCurrentPageNo();
        if (number < from || number > getEndPage()) {
            return;
        }
        page = next;
        raw.clear();
        line = 0;
        chars = 0;
        glyphs = 0;
        meant = 0;
        strange = 0;
        pictures = 0;
        painted = 0;
        try {
            super.processPage(next);
            pages[number - from] = judge();
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            // One broken page must not cost the others their text.
            pages[number - from] = bare(ExtractedText.Source.FAILED, WorkerMain.reason(e));
        }
    }

    private Answer.Page judge() {
        List<ExtractedText.Word> words = raw.words();
        List<String> plain = words.stream().map(ExtractedText.Word::text).toList();
        return switch (LayerVerdict.of(plain, glyphs, glyphs - meant + strange, pictures)) {
            case GOOD -> {
                ExtractedText.Page found =
                        new ExtractedText.Page(
                                1,
                                ExtractedText.Source.LAYER,
                                PageCodec.textOf(words),
                                words,
                                null,
                                raw.convertedFrom());
                yield new Answer.Page(ExtractedText.Source.LAYER, PageCodec.encode(found));
            }
            case RUBBISH -> bare(ExtractedText.Source.WAITING, null);
            case NO_TEXT ->
                    bare(
                            pictures > 0 || painted > 0 || glyphs > 0
                                    ? ExtractedText.Source.WAITING
                                    : ExtractedText.Source.EMPTY,
                            null);
        };
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        switch (operator.getName()) {
            case "Do" -> {
                if (!operands.isEmpty()
                        && operands.getFirst() instanceof COSName name
                        && getResources() != null
                        && getResources().isImageXObject(name)) {
                    addPicture();
                }
            }
            case "BI" -> addPicture();
            case "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh" -> painted++;
            default -> {
                // says nothing about pictures
            }
        }
        super.processOperator(operator, operands);
    }

    private void addPicture() {
        Matrix m = getGraphicsState().getCurrentTransformationMatrix();
        PDRectangle box = box();
        double x = m.getTranslateX() - box.getLowerLeftX();
        double y = m.getTranslateY() - box.getLowerLeftY();
        double acrossX = Math.min(0, m.getScaleX()) + Math.min(0, m.getShearX());
        double acrossY = Math.min(0, m.getScaleY()) + Math.min(0, m.getShearY());
        double width = Math.abs(m.getScaleX()) + Math.abs(m.getShearX());
        double height = Math.abs(m.getScaleY()) + Math.abs(m.getShearY());
        double left = Math.clamp((x + acrossX) / box.getWidth(), 0.0, 1.0);
        double right = Math.clamp((x + acrossX + width) / box.getWidth(), 0.0, 1.0);
        double low = Math.clamp((y + acrossY) / box.getHeight(), 0.0, 1.0);
        double high = Math.clamp((y + acrossY + height) / box.getHeight(), 0.0, 1.0);
        // a sliver counts as something to look at even where its area rounds to nothing
        pictures += Math.max(1e-9, (right - left) * (high - low));
    }

    private PDRectangle box() {
        if (page == null) {
            throw new IllegalStateException("No page is being read");
        }
        return page.getCropBox();
    }

    @Override
    protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement)
            throws IOException {
        glyphs++;
        super.showGlyph(matrix, font, code, displacement);
    }

    @Override
    protected void processTextPosition(TextPosition text) {
        meant++;
        String unicode = text.getUnicode();
        if (unicode != null && unicode.codePoints().anyMatch(LayerReader::isStrange)) {
            strange++;
        }
        super.processTextPosition(text);
    }

    private static boolean isStrange(int c) {
        return c == 0xfffd
                || c < 0x20 && !Character.isWhitespace(c)
                || c >= 0x7f && c < 0xa0
                || Character.getType(c) == Character.PRIVATE_USE
                || Character.getType(c) == Character.UNASSIGNED;
    }

    @Override
    protected void writeLineSeparator() {
        if (raw.lastLine() == line) {
            line++;
        }
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) {
        double[] edges = null;
        for (TextPosition position : positions) {
            String unicode = position.getUnicode();
            if (unicode == null || unicode.isBlank()) {
                add(edges);
                edges = null;
                continue;
            }
            raw.add(position, unicode);
            edges = grow(edges, position);
        }
        add(edges);
    }

    private void add(double @Nullable [] edges) {
        int length = raw.length();
        if (edges == null || length == 0 || chars + length > MAX_CHARS) {
            raw.drop();
            return;
        }
        chars += length + 1;
        int left = tenThousandths(edges[0]);
        int top = tenThousandths(edges[1]);
        raw.end(line, left, top, tenThousandths(edges[2]) - left, tenThousandths(edges[3]) - top);
    }

    private static int tenThousandths(double part) {
        return (int) Math.clamp(Math.round(part * 10_000), 0, 10_000);
    }

    private double[] grow(double @Nullable [] edges, TextPosition position) {
        Matrix m = position.getTextMatrix();
        double x0 = m.getTranslateX();
        double y0 = m.getTranslateY();
        double x1 = position.getEndX();
        double y1 = position.getEndY();
        double upX = m.getShearX();
        double upY = m.getScaleY();
        double[] grown = edges == null ? new double[] {1e9, 1e9, -1e9, -1e9} : edges;
        corner(grown, x0 - BELOW * upX, y0 - BELOW * upY);
        corner(grown, x1 - BELOW * upX, y1 - BELOW * upY);
        corner(grown, x0 + ABOVE * upX, y0 + ABOVE * upY);
        corner(grown, x1 + ABOVE * upX, y1 + ABOVE * upY);
        return grown;
    }

    /** Coordinates of the stripper start at the lower left of the crop box. */
    private void corner(double[] edges, double x, double y) {
        PDPage current = page;
        if (current == null) {
            return;
        }
        PDRectangle box = current.getCropBox();
        double[] at =
                Shown.point(
                        PdfRaster.quarterTurns(current), x / box.getWidth(), y / box.getHeight());
        edges[0] = Math.min(edges[0], at[0]);
        edges[1] = Math.min(edges[1], at[1]);
        edges[2] = Math.max(edges[2], at[0]);
        edges[3] = Math.max(edges[3], at[1]);
    }
}
