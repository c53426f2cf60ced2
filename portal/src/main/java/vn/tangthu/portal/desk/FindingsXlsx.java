package vn.tangthu.portal.desk;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.DeliveryComparison;
import vn.tangthu.repository.Finding;

/**
 * Findings as an Excel sheet, written row by row (ECMA-376, SpreadsheetML). Every cell is an inline
 * text with the quote prefix, so that nothing in it is ever a formula, neither when the file is
 * opened nor when somebody edits the cell.
 */
public final class FindingsXlsx implements FindingsPanel.Target {
    public static final String TYPE =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** Rows of a sheet, ECMA-376 part 1 section 18.3.1.73; what is more is only in the CSV. */
    private static final int MOST_ROWS = 1_048_576;

    /** Characters of a cell; a longer text makes Excel call the file damaged. */
    private static final int LONGEST = 32_767;

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final List<Integer> WIDTHS = List.of(12, 26, 44, 60, 60, 14);

    private final ZipOutputStream zip;
    private final Writer out;
    private final Words words;
    private final @Nullable DeliveryComparison comparison;
    private int rows;

    public FindingsXlsx(Words words, OutputStream stream) throws IOException {
        this(words, null, stream);
    }

    /**
     * @param comparison with the last delivery, for a column that says what is new; or null
     */
    public FindingsXlsx(Words words, @Nullable DeliveryComparison comparison, OutputStream stream)
            throws IOException {
        this.words = words;
        this.comparison = comparison;
        zip = new ZipOutputStream(stream);
        out = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
        String types = "http://schemas.openxmlformats.org/package/2006/content-types";
        String document = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        part(
                "[Content_Types].xml",
                "<Types xmlns=\""
                        + types
                        + "\"><Default Extension=\"rels\""
                        + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\""
                        + document
                        + "sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\""
                        + " ContentType=\""
                        + document
                        + "worksheet+xml\"/>"
                        + "<Override PartName=\"/xl/styles.xml\" ContentType=\""
                        + document
                        + "styles+xml\"/></Types>");
        part("_rels/.rels", relations("officeDocument", "xl/workbook.xml", "", ""));
        part(
                "xl/_rels/workbook.xml.rels",
                relations("worksheet", "worksheets/sheet1.xml", "styles", "styles.xml"));
        part(
                "xl/workbook.xml",
                "<workbook xmlns=\""
                        + MAIN
                        + "\" xmlns:r=\"http://schemas.openxmlformats.org/"
                        + "officeDocument/2006/relationships\"><sheets><sheet name=\""
                        + escape(words.of("deliveries.findings"))
                        + "\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
        // Style 1 is text that wraps, style 2 the same in bold for the heading.
        String text =
                "<xf numFmtId=\"49\" fontId=\"%d\" fillId=\"0\" borderId=\"0\" xfId=\"0\""
                        + " quotePrefix=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\""
                        + " wrapText=\"1\"/></xf>";
        part(
                "xl/styles.xml",
                "<styleSheet xmlns=\""
                        + MAIN
                        + "\"><fonts count=\"2\"><font><sz val=\"11\"/>"
                        + "<name val=\"Arial\"/></font><font><b/><sz val=\"11\"/><name"
                        + " val=\"Arial\"/></font></fonts><fills count=\"2\"><fill><patternFill"
                        + " patternType=\"none\"/></fill><fill><patternFill"
                        + " patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border/>"
                        + "</borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs"
                        + " count=\"3\"><xf/>"
                        + text.formatted(0)
                        + text.formatted(1)
                        + "</cellXfs></styleSheet>");
        zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
        out.write(
                HEAD
                        + "<worksheet xmlns=\""
                        + MAIN
                        + "\"><sheetViews><sheetView"
                        + " workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\""
                        + " activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>");
        for (int i = 0; i < (comparison == null ? 5 : 6); i++) {
            out.write(
                    "<col min=\"%d\" max=\"%d\" width=\"%d\" customWidth=\"1\"/>"
                            .formatted(i + 1, i + 1, WIDTHS.get(i)));
        }
        out.write("</cols><sheetData>");
        row(
                2,
                words.of("findings.severity"),
                words.of("findings.code"),
                words.of("findings.place"),
                words.of("findings.message"),
                words.of("findings.remedy"),
                comparison == null ? null : words.of("findings.before"));
    }

    @Override
    public void add(Finding finding) throws IOException {
        if (rows < MOST_ROWS) {
            row(
                    1,
                    words.of(finding.severity()),
                    finding.code(),
                    finding.place(),
                    finding.message(words.locale()),
                    finding.remedy(words.locale()),
                    comparison == null ? null : Comparisons.cell(finding, comparison, words));
        }
    }

    /** Cells that are null are not there. */
    private void row(int style, @Nullable String... cells) throws IOException {
        rows++;
        out.write("<row>");
        for (String cell : cells) {
            if (cell == null) {
                continue;
            }
            out.write("<c t=\"inlineStr\" s=\"" + style + "\"><is><t xml:space=\"preserve\">");
            out.write(escape(cell.substring(0, Math.min(LONGEST, cell.length()))));
            out.write("</t></is></c>");
        }
        out.write("</row>");
    }

    private static String relations(String type, String target, String type2, String target2) {
        String one =
                "<Relationship Id=\"%s\" Type=\"http://schemas.openxmlformats.org/"
                        + "officeDocument/2006/relationships/%s\" Target=\"%s\"/>";
        return "<Relationships"
                + " xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + one.formatted("r1", type, target)
                + (type2.isEmpty() ? "" : one.formatted("r2", type2, target2))
                + "</Relationships>";
    }

    private void part(String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        out.write(HEAD + xml);
        out.flush();
        zip.closeEntry();
    }

    /** For XML 1.0: markup as references, and what no XML may hold as U+FFFD. */
    private static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '&' -> safe.append("&amp;");
                                case '<' -> safe.append("&lt;");
                                case '>' -> safe.append("&gt;");
                                case '"' -> safe.append("&quot;");
                                case '\t', '\n' -> safe.appendCodePoint(c);
                                default ->
                                        safe.appendCodePoint(
                                                c < 32
                                                                || c >= 0xD800 && c < 0xE000
                                                                || c == 0xFFFE
                                                                || c == 0xFFFF
                                                        ? 0xFFFD
                                                        : c);
                            }
                        });
        return safe.toString();
    }

    @Override
    public void close() throws IOException {
        out.write("</sheetData></worksheet>");
        out.flush();
        zip.closeEntry();
        out.close();
    }
}
