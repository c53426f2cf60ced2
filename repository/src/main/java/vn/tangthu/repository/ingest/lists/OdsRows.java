package vn.tangthu.repository.ingest.lists;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Finding;

/**
 * An OpenDocument list, streamed. Rows and cells may say that they stand there many times: of cells
 * only the columns a list can have are made, and of rows only as many as a sheet can have.
 */
final class OdsRows implements ListRows {
    private static final String OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private static final String TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private static final String TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
    private static final String CALC =
            "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0";
    private static final int COLUMNS = 256;
    private static final int MAX_ROWS = 1_048_576;
    private static final int MAX_SPACES = 100;
    private static final int MANIFEST_BYTES = 1 << 20;

    private final Path file;
    private final ListLimits limits;
    private final MergedCells merged = new MergedCells();
    private boolean guarded;

    OdsRows(Path file, ListLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    @Override
    public void forEach(RowReader reader) throws UnreadableListException {
        String name = String.valueOf(file.getFileName());
        if (!guarded) {
            new XlsxGuard(file, limits).check();
            guarded = true;
        }
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            if (isLocked(zip)) {
                throw new UnreadableListException(Finding.blocks("LIST_ENCRYPTED", name));
            }
            ZipArchiveEntry content = zip.getEntry("content.xml");
            if (content == null) {
                throw new UnreadableListException(
                        Finding.blocks("LIST_UNREADABLE", name, "content.xml"));
            }
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            try (InputStream bytes = new BufferedInputStream(zip.getInputStream(content))) {
                new Reading(name, factory.createXMLStreamReader(bytes), reader, merged).tables();
            }
        } catch (IOException | XMLStreamException | RuntimeException e) {
            throw new UnreadableListException(
                    Finding.blocks("LIST_UNREADABLE", name, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public MergedCells merged() {
        return merged;
    }

    /** The manifest of a locked one tells how its parts were encrypted (ODF 1.3 part 2, 3.4). */
    private static boolean isLocked(ZipFile zip) throws IOException {
        ZipArchiveEntry manifest = zip.getEntry("META-INF/manifest.xml");
        if (manifest == null) {
            return false;
        }
        try (InputStream in = zip.getInputStream(manifest)) {
            return new String(in.readNBytes(MANIFEST_BYTES), StandardCharsets.UTF_8)
                    .contains(":encryption-data");
        }
    }

    private static final class Reading {
        private final String name;
        private final XMLStreamReader xml;
        private final RowReader reader;
        private final MergedCells merged;
        private int sheets;
        private int handedOn;

        Reading(String name, XMLStreamReader xml, RowReader reader, MergedCells merged) {
            this.name = name;
            this.xml = xml;
            this.reader = reader;
            this.merged = merged;
        }

        void tables() throws XMLStreamException, UnreadableListException {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT && is(TABLE, "table")) {
                    String tab = xml.getAttributeValue(TABLE, "name");
                    table(new ListSheet(sheets++, tab == null ? "" : tab));
                }
            }
        }

        private void table(ListSheet sheet) throws XMLStreamException, UnreadableListException {
            long number = 1;
            boolean wanted = true;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.END_ELEMENT && is(TABLE, "table")) {
                    return;
                }
                if (event == XMLStreamConstants.START_ELEMENT && is(TABLE, "table-row")) {
                    int times = times("number-rows-repeated");
                    List<ListCell> cells = row(sheet, number);
                    for (int i = 0; wanted && !cells.isEmpty() && i < times; i++) {
                        if (++handedOn > MAX_ROWS) {
                            throw new UnreadableListException(
                                    Finding.blocks("LIST_UNSAFE", name, "table-row"));
                        }
                        long at = Math.min(number + i, MAX_ROWS);
                        wanted = reader.row(sheet, Math.toIntExact(at), cells);
                    }
                    number += times;
                }
            }
        }

        /** Without the empty cells at the end, which fill the sheet. */
        private List<ListCell> row(ListSheet sheet, long number)
                throws XMLStreamException, UnreadableListException {
            List<ListCell> cells = new ArrayList<>();
            int column = 0;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.END_ELEMENT && is(TABLE, "table-row")) {
                    break;
                }
                if (event == XMLStreamConstants.START_ELEMENT
                        && (is(TABLE, "table-cell") || is(TABLE, "covered-table-cell"))) {
                    int times = Math.min(times("number-columns-repeated"), COLUMNS);
                    int high = times("number-rows-spanned");
                    if (high > 1 && number < MAX_ROWS) {
                        int first = Math.toIntExact(number);
                        int last = Math.min(first + high - 1, MAX_ROWS);
                        if (!merged.add(sheet.index(), first, last, column)) {
                            throw new UnreadableListException(
                                    Finding.blocks("LIST_UNSAFE", name, "number-rows-spanned"));
                        }
                    }
                    ListCell cell = cell();
                    int until = Math.min(column + times, COLUMNS);
                    if (!cell.isEmpty()) {
                        while (cells.size() < column) {
                            cells.add(ListCell.EMPTY);
                        }
                        while (cells.size() < until) {
                            cells.add(cell);
                        }
                    }
                    column = until;
                }
            }
            return cells;
        }

        private ListCell cell() throws XMLStreamException {
            String type = xml.getAttributeValue(OFFICE, "value-type");
            String value = xml.getAttributeValue(OFFICE, "value");
            String date = xml.getAttributeValue(OFFICE, "date-value");
            String yes = xml.getAttributeValue(OFFICE, "boolean-value");
            String words = xml.getAttributeValue(OFFICE, "string-value");
            boolean formula = xml.getAttributeValue(TABLE, "formula") != null;
            boolean error = "error".equals(xml.getAttributeValue(CALC, "value-type"));
            String shown = text();
            ListCell cell;
            if (error) {
                return ListCell.error(shown.isEmpty() ? "#?" : shown);
            } else if (date != null && day(date) instanceof LocalDate day) {
                cell = ListCell.of(day);
            } else if (yes != null) {
                cell = ListCell.of(yes.equals("true") ? "1" : "0");
            } else if (value != null && type != null && !type.equals("string")) {
                cell = ListCell.number(new BigDecimal(value));
            } else {
                cell = ListCell.of(shown.isEmpty() && words != null ? words : shown);
            }
            return formula ? cell.calculated() : cell;
        }

        private static @Nullable LocalDate day(String date) {
            try {
                return LocalDate.parse(date.substring(0, Math.min(10, date.length())));
            } catch (DateTimeException e) {
                return null;
            }
        }

        /** The paragraphs of a cell up to its end; not those of its comments and drawings. */
        private String text() throws XMLStreamException {
            StringBuilder text = new StringBuilder();
            int depth = 1;
            int foreign = 0;
            int paragraphs = 0;
            while (depth > 0 && xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    if (foreign > 0 || !TEXT.equals(xml.getNamespaceURI())) {
                        foreign++;
                    } else if (is(TEXT, "p") && paragraphs++ > 0 || is(TEXT, "line-break")) {
                        text.append('\n');
                    } else if (is(TEXT, "tab")) {
                        text.append('\t');
                    } else if (is(TEXT, "s")) {
                        String count = xml.getAttributeValue(TEXT, "c");
                        int spaces = count == null ? 1 : number(count, MAX_SPACES);
                        text.repeat(' ', spaces);
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                    foreign = Math.max(0, foreign - 1);
                } else if (foreign == 0
                        && paragraphs > 0
                        && (event == XMLStreamConstants.CHARACTERS
                                || event == XMLStreamConstants.CDATA)) {
                    text.append(xml.getText());
                }
            }
            return text.toString();
        }

        private int times(String attribute) {
            String times = xml.getAttributeValue(TABLE, attribute);
            return times == null ? 1 : number(times, MAX_ROWS);
        }

        /** From 1 to {@code most}, whatever stands there. */
        private static int number(String digits, int most) {
            try {
                return Math.clamp(Long.parseLong(digits.strip()), 1, most);
            } catch (NumberFormatException e) {
                return 1;
            }
        }

        private boolean is(String namespace, String element) {
            return element.equals(xml.getLocalName()) && namespace.equals(xml.getNamespaceURI());
        }
    }
}
