package vn.tangthu.repository.ingest.lists;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.ingest.source.ZipDirectory;

/**
 * Looks an .xlsx through before a spreadsheet reader sees it: how much it really unpacks to (sizes
 * in the directory can lie), whether a part declares a document type (entities, external files) and
 * whether cell addresses lie in the 16,384 columns of a sheet, because readers fill the gap before
 * a cell with empty ones.
 */
final class XlsxGuard {
    private static final int MAX_COLUMNS = 16_384;

    private final Path file;
    private final String name;
    private final ListLimits limits;

    XlsxGuard(Path file, ListLimits limits) {
        this.file = file;
        this.name = String.valueOf(file.getFileName());
        this.limits = limits;
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
            }
        } catch (IOException | XMLStreamException | RuntimeException e) {
            throw new UnreadableListException(
                    Finding.blocks("LIST_UNREADABLE", name, String.valueOf(e.getMessage())));
        }
    }

    private void look(ZipFile zip, ZipArchiveEntry part, Budget budget)
            throws IOException, XMLStreamException, UnreadableListException {
        if (!zip.canReadEntryData(part)) {
            throw unsafe("LIST_UNSAFE", part.getName());
        }
        String partName = part.getName().toLowerCase(Locale.ROOT);
        long limit =
                partName.endsWith("sharedstrings.xml")
                        ? limits.wordsBytes()
                        : limits.unpackedBytes();
        try (InputStream unpacked = zip.getInputStream(part)) {
            Watched bytes = new Watched(unpacked, limit, budget);
            if (partName.contains("worksheets/") && partName.endsWith(".xml")) {
                addresses(bytes);
            }
            bytes.transferTo(java.io.OutputStream.nullOutputStream());
            if (bytes.exceeded) {
                throw unsafe("LIST_UNSAFE", part.getName());
            }
            if (bytes.doctype) {
                throw unsafe("LIST_UNSAFE", "DOCTYPE, " + part.getName());
            }
        }
    }

    private void addresses(Watched bytes) throws XMLStreamException, UnreadableListException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml;
        try {
            xml = factory.createXMLStreamReader(new Unclosed(bytes));
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD) {
                    throw unsafe("LIST_UNSAFE", "DOCTYPE");
                }
                if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("c")) {
                    String address = xml.getAttributeValue(null, "r");
                    if (address != null && !inSheet(address)) {
                        throw unsafe("LIST_UNSAFE", address);
                    }
                }
            }
        } catch (XMLStreamException e) {
            if (bytes.exceeded || bytes.doctype) {
                return; // the caller says which
            }
            throw e;
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
     * Counts what is really unpacked, ends the stream at the limit, and looks for a document type
     * declaration in any encoding by skipping the zero bytes of UTF-16.
     */
    private static final class Watched extends FilterInputStream {
        private static final byte[] DOCTYPE = {'<', '!', 'D', 'O', 'C', 'T', 'Y', 'P', 'E'};

        private final Budget budget;
        private long left;
        private int matched;
        private boolean exceeded;
        private boolean doctype;

        Watched(InputStream in, long limit, Budget budget) {
            super(in);
            this.left = limit;
            this.budget = budget;
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
            if (exceeded) {
                return -1;
            }
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                left -= read;
                budget.left -= read;
                if (left < 0 || budget.left < 0) {
                    exceeded = true;
                    return -1;
                }
                for (int i = offset; i < offset + read && !doctype; i++) {
                    match(buffer[i]);
                }
            }
            return read;
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
