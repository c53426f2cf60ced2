package vn.tangthu.portal.papers;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;

/** A paper to go on writing in: an upright A4 page in Times New Roman 13. Held in memory. */
final class DocxPaper implements Paper {
    static final String TYPE =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private static final String FONT = "Times New Roman";

    /** Twentieths of a point between the margins of 30 and 15 mm. */
    private static final int WIDTH = 9_350;

    private final OutputStream out;
    private final XWPFDocument document = new XWPFDocument();
    private @Nullable XWPFTable table;
    private List<Column> columns = List.of();

    DocxPaper(OutputStream out, String title) {
        this.out = out;
        document.getProperties().getCoreProperties().setTitle(title);
        document.getProperties().getCoreProperties().setCreator("Tàng Thư");
        CTSectPr section = document.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(11_906));
        size.setH(BigInteger.valueOf(16_838));
        CTPageMar margins = section.addNewPgMar();
        margins.setLeft(BigInteger.valueOf(1_701));
        margins.setRight(BigInteger.valueOf(850));
        margins.setTop(BigInteger.valueOf(1_134));
        margins.setBottom(BigInteger.valueOf(1_134));
    }

    @Override
    public void twoBlocks(int percent, List<Line> left, List<Line> right) {
        XWPFTable blocks = document.createTable(1, 2);
        blocks.removeBorders();
        blocks.setWidth(WIDTH);
        int first = WIDTH * percent / 100;
        block(blocks.getRow(0).getCell(0), first, left);
        block(blocks.getRow(0).getCell(1), WIDTH - first, right);
    }

    private static void block(XWPFTableCell cell, int width, List<Line> lines) {
        cell.setWidth(Integer.toString(width));
        XWPFParagraph paragraph = cell.getParagraphs().getFirst();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (i > 0) {
                paragraph = cell.addParagraph();
            }
            paragraph.setAlignment(ParagraphAlignment.CENTER);
            paragraph.setSpacingAfter(0);
            write(paragraph, line.text(), line.weight(), 12);
        }
    }

    private static void write(XWPFParagraph paragraph, String text, Weight weight, int size) {
        XWPFRun run = paragraph.createRun();
        run.setFontFamily(FONT);
        run.setFontSize(size);
        run.setBold(weight == Weight.BOLD);
        run.setItalic(weight == Weight.ITALIC);
        run.setText(plain(text));
    }

    /** What no XML may hold makes Word call the file damaged. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c >= 32 && !(c >= 0xd800 && c < 0xe000) && c < 0xfffe || c > 0xffff)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    @Override
    public void paragraph(String text, Align align, Weight weight) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setAlignment(alignment(align));
        paragraph.setSpacingAfter(80);
        write(paragraph, text, weight, 13);
    }

    private static ParagraphAlignment alignment(Align align) {
        return switch (align) {
            case LEFT -> ParagraphAlignment.LEFT;
            case CENTRE -> ParagraphAlignment.CENTER;
            case RIGHT -> ParagraphAlignment.RIGHT;
            case JUSTIFIED -> ParagraphAlignment.BOTH;
        };
    }

    @Override
    public void space(double lines) {
        XWPFParagraph empty = document.createParagraph();
        empty.setSpacingAfter((int) Math.max(0, (lines - 1) * 300));
    }

    @Override
    public void title(String text) {
        XWPFParagraph title = document.createParagraph();
        title.setAlignment(ParagraphAlignment.CENTER);
        title.setSpacingAfter(0);
        write(title, text, Weight.BOLD, 14);
    }

    @Override
    public void table(List<Column> columns) {
        this.columns = List.copyOf(columns);
        table = document.createTable(1, columns.size());
        table.setWidth(WIDTH);
        XWPFTableRow heading = table.getRow(0);
        heading.setRepeatHeader(true);
        fill(heading, columns.stream().map(Column::heading).toList(), Weight.BOLD, true);
    }

    @Override
    public void row(List<String> cells, Weight weight) {
        fill(open().createRow(), cells, weight, false);
    }

    private XWPFTable open() {
        if (table == null) {
            throw new IllegalStateException("No table was begun");
        }
        return table;
    }

    private void fill(XWPFTableRow row, List<String> cells, Weight weight, boolean isHeading) {
        int sum = columns.stream().mapToInt(Column::share).sum();
        row.setCantSplitRow(true);
        for (int i = 0; i < columns.size(); i++) {
            XWPFTableCell cell = row.getCell(i);
            cell.setWidth(Integer.toString(WIDTH * columns.get(i).share() / sum));
            XWPFParagraph paragraph = cell.getParagraphs().getFirst();
            paragraph.setSpacingAfter(0);
            paragraph.setAlignment(alignment(isHeading ? Align.CENTRE : columns.get(i).align()));
            write(paragraph, cells.get(i), weight, 12);
        }
    }

    @Override
    public void band(String text) {
        row(
                IntStream.range(0, columns.size()).mapToObj(i -> i == 0 ? text : "").toList(),
                Weight.BOLD);
    }

    @Override
    public void endTable() {
        table = null;
        space(1);
    }

    @Override
    public void close() throws IOException {
        try (document) {
            document.write(out);
        }
    }
}
