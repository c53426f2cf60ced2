package vn.tangthu.portal.papers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A table as comma separated text for spreadsheets: every cell quoted, and none that a spreadsheet
 * would take for a formula (OWASP, CSV injection).
 */
public final class CsvTable implements AutoCloseable {
    /** The first characters that start a formula, those of full width as well. */
    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private final Writer out;

    public CsvTable(OutputStream stream, List<String> headings) throws IOException {
        out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
        out.write('\uFEFF'); // spreadsheets take the file for UTF-8 only with it
        row(headings);
    }

    public void row(List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            out.write(i == 0 ? "" : ",");
            out.write('"' + neutral(cells.get(i)).replace("\"", "\"\"") + '"');
        }
        out.write("\r\n");
    }

    /** The text with an apostrophe before what starts a formula, spaces before it or not. */
    public static String neutral(String cell) {
        String start = cell.stripLeading();
        boolean formula =
                !start.isEmpty() && FORMULA.indexOf(start.charAt(0)) >= 0
                        || !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0;
        return formula ? "'" + cell : cell;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
