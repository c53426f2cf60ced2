package vn.tangthu.repository.ingest.lists;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** What a list file is: as its first bytes say, whatever somebody called it. */
enum ListForm {
    XLSX,
    XLS,
    ODS,
    CSV;

    private static final int HEAD = 128;

    /** An .ods says so in its first part, which is not compressed. */
    private static final String ODS_MARK = "application/vnd.oasis.opendocument.spreadsheet";

    /**
     * @param headings how many headings of the list a row has
     */
    static ListRows open(Path file, ListLimits limits, ToIntFunction<List<ListCell>> headings)
            throws IOException {
        return switch (of(file)) {
            case CSV -> new CsvRows(file, limits, headings);
            case XLS -> new XlsRows(file, limits);
            case ODS -> new OdsRows(file, limits);
            case XLSX -> new XlsxRows(file, limits);
        };
    }

    static ListForm of(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        ListForm called =
                switch (name.replaceAll(".*\\.", "")) {
                    case "csv" -> CSV;
                    case "xls" -> XLS;
                    case "ods" -> ODS;
                    default -> XLSX;
                };
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("PK\u0003\u0004")) {
            if (text.contains(ODS_MARK)) {
                return ODS;
            }
            return called == ODS ? ODS : XLSX;
        }
        if (text.startsWith("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1")) {
            return XLS;
        }
        // Some programs export text or a page of HTML and call it .xls.
        return called == XLS && !text.isEmpty() && !text.stripLeading().startsWith("<")
                ? CSV
                : called;
    }
}
