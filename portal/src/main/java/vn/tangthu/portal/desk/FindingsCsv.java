package vn.tangthu.portal.desk;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import vn.tangthu.portal.papers.CsvTable;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Finding;

/**
 * Findings as a list for the supplier, to be opened with a spreadsheet: every cell quoted, and none
 * that the spreadsheet would take for a formula (OWASP, CSV injection).
 */
final class FindingsCsv implements FindingsPanel.Target {
    private final Words words;
    private final Writer out;

    FindingsCsv(Words words, Writer out) throws IOException {
        this.words = words;
        this.out = out;
        out.write('\uFEFF'); // spreadsheets take the file for UTF-8 only with it
        row(
                words.of("findings.severity"),
                words.of("findings.code"),
                words.of("findings.place"),
                words.of("findings.message"),
                words.of("findings.remedy"));
    }

    @Override
    public void add(Finding finding) throws IOException {
        Locale locale = words.locale();
        row(
                words.of(finding.severity()),
                finding.code(),
                finding.place(),
                finding.message(locale),
                finding.remedy(locale));
    }

    private void row(String... cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            out.write(i == 0 ? "" : ",");
            out.write('"' + neutral(cells[i]).replace("\"", "\"\"") + '"');
        }
        out.write("\r\n");
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** The text with an apostrophe before what starts a formula. */
    static String neutral(String cell) {
        return CsvTable.neutral(cell);
    }
}
