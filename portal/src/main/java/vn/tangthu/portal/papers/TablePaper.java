package vn.tangthu.portal.papers;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import vn.tangthu.portal.papers.Paper.Align;
import vn.tangthu.portal.papers.Paper.Column;
import vn.tangthu.portal.papers.Paper.Weight;

/** One table as a spreadsheet, row by row. */
public final class TablePaper implements AutoCloseable {
    private final Paper paper;

    /**
     * @param sheet its name, at most 25 characters without {@code []:*?/\\}
     * @param widths in characters
     */
    public TablePaper(
            OutputStream out,
            String sheet,
            String title,
            List<String> headings,
            List<Integer> widths)
            throws IOException {
        paper = new XlsxPaper(out, sheet, true);
        paper.title(title);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            columns.add(new Column(headings.get(i), widths.get(i), Align.LEFT));
        }
        paper.table(columns);
    }

    public void row(List<String> cells) throws IOException {
        paper.row(cells, Weight.PLAIN);
    }

    @Override
    public void close() throws IOException {
        paper.endTable();
        paper.close();
    }
}
