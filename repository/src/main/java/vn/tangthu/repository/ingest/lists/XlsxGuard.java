package vn.tangthu.repository.ingest.lists;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.ZipDirectory;

/**
 * Looks an .xlsx or .ods through before a spreadsheet reader sees it: how much it really unpacks to
 * (sizes in the directory can lie), whether a part declares a document type (entities, external
 * files), whether cell addresses lie in the 16,384 columns of a sheet, because readers fill the gap
 * before a cell with empty ones, and whether a cell, a row or a list of words is longer than any
 * spreadsheet program makes it, because readers keep each whole in memory. Parts are told by what
 * is in them: what a part is called, the supplier decides.
 */
final class XlsxGuard {
    private static final int MAX_COLUMNS = 16_384;
    private static final int MAX_ROWS = 1_048_576;

    /** Excel's own limit is 32,767 for a text and 8,192 for a formula. */
    private static final int MAX_CELL_CHARS = 45_000;

    /** A number has 15 digits, and a formula may stand beside it. */
    private static final int MAX_NUMBER_CHARS = 9_000;

    /** Words of the longest list, each by itself; a reader keeps an object for each. */
    private static final int MAX_WORDS = 1_000_000;

    /** Blanks, zeros of UTF-16, and the bytes of byte order marks. */
    private static final String BEFORE_XML = "\0\t\n\r \u00EF\u00BB\u00BF\u00FE\u00FF";

    private final Path file;
    private final String name;
    private final ListLimits limits;
    private final MergedCells merged = new MergedCells();
    private final Map<String, List<String>> ranges = new HashMap<>();

    XlsxGuard(Path file, ListLimits limits) {
        this.file = file;
        this.name = String.valueOf(file.getFileName());
        this.limits = limits;
    }

    /** Of the sheets, after {@link #check}. */
    MergedCells merged() {
        return merged;
    }

    void check() throws UnreadableListException {
        try {
            if (Files.size(file) > limits.fileBytes()) {
                throw unsafe("LIST_TOO_LARGE", String.valueOf(limits.fileBytes()));
            }
            ZipDirectory.Count count = ZipDirectory.count(file, limits.parts());
            if (count.tooMany()) {
                throw unsafe("LIST_UNSAFE", "> " + limits.parts() + " parts");
            }
            try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
                Budget budget = new Budget(limits.unpackedBytes());
                for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
                    look(zip, part, budget);
                }
                if (!ranges.isEmpty()) {
                    merge(XlsxSheets.parts(zip)); // of a book that was looked at
                }
            }
        } catch (IOException | XMLStreamException | RuntimeException e) {
            throw new UnreadableListException(
                    Finding.blocks("LIST_UNREADABLE", name, String.valueOf(e.getMessage())));
        }
    }

    private void merge(List<String> sheets) throws UnreadableListException {
        for (Map.Entry<String, List<String>> part : ranges.entrySet()) {
            int sheet = sheets.indexOf(part.getKey());
            for (String range : part.getValue()) {
                if (sheet >= 0 && !merged.add(sheet, range)) {
                    throw unsafe("LIST_UNSAFE", "mergeCell");
                }
            }
        }
    }

    private void look(ZipFile zip, ZipArchiveEntry part, Budget budget)
            throws IOException, XMLStreamException, UnreadableListException {
        if (!zip.canReadEntryData(part)) {
            throw unsafe("LIST_UNSAFE", part.getName());
        }
        try (InputStream unpacked = zip.getInputStream(part)) {
            BufferedInputStream head = new BufferedInputStream(unpacked);
            boolean xml = isXml(head);
            Watched bytes = new Watched(head, xml, limits.unpackedBytes(), budget);
            if (xml) {
                walk(part.getName(), bytes);
            }
            bytes.transferTo(OutputStream.nullOutputStream());
            if (bytes.exceeded || bytes.endless) {
                throw unsafe("LIST_UNSAFE", part.getName());
            }
            if (bytes.doctype) {
                throw unsafe("LIST_UNSAFE", "DOCTYPE, " + part.getName());
            }
        }
    }

    /** A spreadsheet reader takes UTF-8 and UTF-16, with or without a mark, and nothing else. */
    private static boolean isXml(BufferedInputStream in) throws IOException {
        in.mark(256);
        byte[] head = in.readNBytes(256);
        in.reset();
        for (byte b : head) {
            if (b == '<') {
                return true;
            }
            if (BEFORE_XML.indexOf(b & 0xFF) < 0) {
                return false;
            }
        }
        return head.length == 256; // nothing but blanks so far: what comes is not known
    }

    /** Walks a part; the watched stream ends early when a tag or a text has no end. */
    private void walk(String part, Watched bytes)
            throws XMLStreamException, UnreadableListException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        Sizes sizes = new Sizes(part);
        boolean sheet = false;
        boolean read = false;
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new Unclosed(bytes));
            boolean root = true;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD) {
                    throw unsafe("LIST_UNSAFE", "DOCTYPE");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (root) {
                        root = false;
                        sheet =
                                xml.getLocalName().equals("worksheet")
                                        || xml.getLocalName().equals("document-content");
                        read = sheet || xml.getLocalName().equals("sst");
                        if (!sheet) {
                            bytes.limit(limits.wordsBytes());
                        }
                    }
                    sizes.element(xml);
                } else if (event == XMLStreamConstants.CHARACTERS
                        || event == XMLStreamConstants.CDATA) {
                    sizes.text(xml.getTextLength());
                }
            }
        } catch (XMLStreamException e) {
            // The caller says which. A drawing may be no XML at all; it is not read.
            if (read && !bytes.exceeded && !bytes.doctype && !bytes.endless) {
                throw e;
            }
        }
    }

    /** Counts what a reader would keep in memory as one. */
    private final class Sizes {
        private final String part;
        private int merges;
        private int rows;
        private int cells;
        private int words;
        private long chars;
        private int most = MAX_CELL_CHARS;

        Sizes(String part) {
            this.part = part;
        }

        void element(XMLStreamReader xml) throws UnreadableListException {
            switch (xml.getLocalName()) {
                case "row", "table-row" -> {
                    cells = 0;
                    within(++rows, MAX_ROWS, "row");
                }
                case "c" -> {
                    within(++cells, MAX_COLUMNS, "c");
                    String type = xml.getAttributeValue(null, "t");
                    next(type == null || type.equals("n") ? MAX_NUMBER_CHARS : MAX_CELL_CHARS);
                    String address = xml.getAttributeValue(null, "r");
                    if (address != null && !inSheet(address)) {
                        throw unsafe("LIST_UNSAFE", RowValues.shown(address));
                    }
                }
                case "table-cell", "covered-table-cell" -> {
                    within(++cells, MAX_COLUMNS, "table-cell");
                    next(MAX_CELL_CHARS);
                }
                case "mergeCell" -> {
                    within(++merges, MAX_ROWS / 4, "mergeCell");
                    String range = xml.getAttributeValue(null, "ref");
                    if (range != null && MergedCells.spansRows(range)) {
                        ranges.computeIfAbsent(part, p -> new ArrayList<>()).add(range);
                    }
                }
                case "si" -> {
                    next(MAX_CELL_CHARS);
                    within(++words, MAX_WORDS, "si");
                }
                default -> {}
            }
        }

        private void next(int mostChars) {
            chars = 0;
            most = mostChars;
        }

        void text(int length) throws UnreadableListException {
            chars += length;
            if (cells > 0 || words > 0) {
                within(chars, most, "c");
            }
        }

        private void within(long count, long limit, String what) throws UnreadableListException {
            if (count > limit) {
                throw unsafe("LIST_UNSAFE", "<" + what + "> > " + limit);
            }
        }
    }

    static boolean inSheet(String address) {
        int column = 0;
        int i = 0;
        while (i < address.length() && Character.isLetter(address.charAt(i))) {
            column = column * 26 + (Character.toUpperCase(address.charAt(i)) - 'A' + 1);
            if (column < 0 || column > MAX_COLUMNS) {
                return false;
            }
            i++;
        }
        if (i == 0 || address.length() - i > 7 || i == address.length()) {
            return false;
        }
        return address.chars().skip(i).allMatch(c -> c >= '0' && c <= '9');
    }

    private UnreadableListException unsafe(String code, String value) {
        return new UnreadableListException(Finding.blocks(code, name, value));
    }

    /** What is left of the bytes all parts may unpack to. */
    private static final class Budget {
        private long left;

        Budget(long left) {
            this.left = left;
        }
    }

    /**
     * Counts what is really unpacked, ends the stream at the limit, looks for a document type
     * declaration in any encoding by skipping the zero bytes of UTF-16, and ends the stream where a
     * tag or a text has no end: readers keep each whole.
     */
    private static final class Watched extends FilterInputStream {
        private static final byte[] DOCTYPE = {'<', '!', 'D', 'O', 'C', 'T', 'Y', 'P', 'E'};

        /** Of a text; also of a tag with all its attributes, a comment, an instruction. */
        private static final int LONGEST = 1 << 20;

        private final Budget budget;
        private final boolean xml;
        private long left;
        private int matched;
        private boolean exceeded;
        private boolean doctype;
        private boolean endless;
        private int run;

        /** A tag, an instruction, a comment, a quotation (CDATA), or 0 for text. */
        private int inside;

        private int seen;
        private int quote;
        private int last;
        private int beforeLast;

        Watched(InputStream in, boolean xml, long limit, Budget budget) {
            super(in);
            this.xml = xml;
            this.left = limit;
            this.budget = budget;
        }

        /** From now on no more than this. */
        void limit(long bytes) {
            left = Math.min(left, bytes);
        }

        /** The XML reader closes at the end of the document; what follows it is looked at too. */
        @Override
        public void close() {}

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int read = read(one, 0, 1);
            return read < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (exceeded || endless) {
                return -1;
            }
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                left -= read;
                budget.left -= read;
                for (int i = offset; i < offset + read && !doctype; i++) {
                    match(buffer[i]);
                    if (xml) {
                        measure(buffer[i]);
                    }
                }
                if (left < 0 || budget.left < 0) {
                    exceeded = true;
                }
                if (exceeded || endless) {
                    return -1;
                }
            }
            return read;
        }

        /** Follows the markup just far enough to know where it ends. */
        private void measure(byte b) {
            if (++run > LONGEST) {
                endless = true;
            }
            if (b == 0) {
                return; // UTF-16
            }
            seen++;
            boolean ends =
                    switch (inside) {
                        case '<' -> quote == 0 && b == '>';
                        case '?' -> b == '>' && last == '?';
                        case '-' -> b == '>' && last == '-' && beforeLast == '-' && seen >= 6;
                        case '[' -> b == '>' && last == ']' && beforeLast == ']';
                        default -> false;
                    };
            if (ends) {
                inside = 0;
                run = 0;
            } else if (inside == 0 && b == '<') {
                inside = b;
                quote = 0;
                run = 0;
                seen = 0;
            } else if (inside == '<' && seen == 1 && b == '?') {
                inside = b;
            } else if (inside == '<' && seen == 2 && last == '!') {
                inside = b == '-' ? b : '[';
            } else if (inside == '<' && quote == 0 && (b == '"' || b == '\'')) {
                quote = b;
            } else if (inside == '<' && b == quote) {
                quote = 0;
            }
            beforeLast = last;
            last = b;
        }

        private void match(byte b) {
            if (b == 0) {
                return;
            }
            if (b == DOCTYPE[matched]) {
                matched++;
                doctype = matched == DOCTYPE.length;
            } else {
                matched = b == DOCTYPE[0] ? 1 : 0;
            }
        }
    }

    /**
     * The JDK's reader closes what it has read to the end; the rest of the part is still to be
     * counted.
     */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
