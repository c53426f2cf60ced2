package vn.tangthu.portal.papers;

import java.io.IOException;
import java.io.OutputStream;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A spreadsheet, row by row; nothing is ever a formula, since every cell is an inline text. A sheet
 * that is full goes on on another one under the same heading.
 */
final class XlsxPaper implements Paper {
    static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** ECMA-376 part 1, 18.3.1.73 has 1,048,576. */
    private static final int MOST_ROWS = 1_048_000;

    /** Characters of a cell; with more Excel calls the file damaged. */
    private static final int LONGEST = 32_767;

    private static final int UNFLUSHED = 500;

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,14}");

    private final Workbook workbook;
    private final String name;
    private final boolean oneTable;
    private Worksheet sheet;
    private List<Column> columns = List.of();
    private int sheets = 1;
    private int row;

    /**
     * @param name of the sheet, at most 25 characters without {@code []:*?/\}
     * @param oneTable and no others below it
     */
    XlsxPaper(OutputStream out, String name, boolean oneTable) {
        this.oneTable = oneTable;
        this.workbook = new Workbook(out, "Tang Thu", "1.0");
        this.name = name;
        this.sheet = workbook.newWorksheet(name);
    }

    private void cell(int column, String text, Weight weight) {
        if (columns.get(column).align() == Align.RIGHT && NUMBER.matcher(text).matches()) {
            sheet.value(row, column, Long.valueOf(text)); // to reckon with
        } else {
            String safe = plain(text);
            sheet.inlineString(row, column, safe.substring(0, Math.min(LONGEST, safe.length())));
        }
        var style = sheet.style(row, column).wrapText(true).verticalAlignment("top");
        if (weight == Weight.BOLD) {
            style = style.bold();
        } else if (weight == Weight.ITALIC) {
            style = style.italic();
        }
        style.set();
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .filter(c -> c >= 32 && !(c >= 0xd800 && c < 0xe000) && c != 0xfffe && c != 0xffff)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private void next() throws IOException {
        row++;
        if (row % UNFLUSHED == 0) {
            sheet.flush();
        }
    }

    @Override
    public void twoBlocks(int percent, List<Line> left, List<Line> right) throws IOException {
        for (List<Line> block : List.of(left, right)) {
            for (Line line : block) {
                paragraph(line.text(), Align.LEFT, line.weight());
            }
        }
    }

    @Override
    public void paragraph(String text, Align align, Weight weight) throws IOException {
        sheet.inlineString(row, 0, plain(text));
        if (weight == Weight.BOLD) {
            sheet.style(row, 0).bold().set();
        }
        next();
    }

    @Override
    public void space(double lines) throws IOException {
        next();
    }

    @Override
    public void title(String text) throws IOException {
        paragraph(text, Align.LEFT, Weight.BOLD);
    }

    @Override
    public void table(List<Column> columns) throws IOException {
        this.columns = List.copyOf(columns);
        for (int i = 0; i < columns.size(); i++) {
            sheet.width(i, Math.max(6, columns.get(i).share()));
        }
        row(columns.stream().map(Column::heading).toList(), Weight.BOLD);
        if (oneTable) {
            sheet.freezePane(0, row); // the heading stays in sight
        }
    }

    @Override
    public void row(List<String> cells, Weight weight) throws IOException {
        if (row >= MOST_ROWS) {
            sheet.finish();
            sheets++;
            sheet = workbook.newWorksheet(name + " (" + sheets + ")");
            row = 0;
            table(columns);
        }
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                cell(i, cells.get(i), weight);
            }
        }
        next();
    }

    @Override
    public void band(String text) throws IOException {
        // in the widest column; merging cells would have to be remembered to the end
        int widest = 0;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).share() > columns.get(widest).share()) {
                widest = i;
            }
        }
        int at = widest;
        row(
                IntStream.range(0, columns.size()).mapToObj(i -> i == at ? text : "").toList(),
                Weight.BOLD);
    }

    @Override
    public void endTable() throws IOException {
        next();
    }

    @Override
    public void close() throws IOException {
        workbook.finish();
        workbook.close();
    }
}
