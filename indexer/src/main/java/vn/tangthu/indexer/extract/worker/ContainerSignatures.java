package vn.tangthu.indexer.extract.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import net.byteseek.io.reader.ByteArrayReader;
import net.byteseek.io.reader.WindowReader;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.DocumentEntry;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;
import uk.gov.nationalarchives.droid.core.IdentificationRequestByteReaderAdapter;
import uk.gov.nationalarchives.droid.core.SignatureFileParser;
import uk.gov.nationalarchives.droid.core.interfaces.IdentificationRequest;
import uk.gov.nationalarchives.droid.core.interfaces.RequestIdentifier;
import uk.gov.nationalarchives.droid.core.interfaces.resource.RequestMetaData;
import uk.gov.nationalarchives.droid.core.signature.droid6.InternalSignatureCollection;
import uk.gov.nationalarchives.droid.core.signature.xml.SAXModelBuilder;

/**
 * PRONOM's container signatures: which entries of a ZIP or streams of an OLE2 file make which
 * format. The file's own reader in DROID needs libraries of 2011; this one needs the matching of
 * bytes only.
 */
final class ContainerSignatures {
    private static final String ZIP = "ZIP";
    private static final String OLE2 = "OLE2";

    /** Of one entry; signatures look at its beginning, or search in short ones. */
    private static final int MOST_BYTES = 256 << 10;

    /** Of one container; the rest is not looked for. */
    private static final int MOST_STREAMS = 10_000;

    private final String version;
    private final List<Rule> rules;
    private final Map<Integer, String> puids;
    private final Map<String, String> triggers;

    private record Rule(int id, String type, List<Part> parts) {}

    private record Part(String path, @Nullable InternalSignatureCollection bytes) {}

    private ContainerSignatures(
            String version,
            List<Rule> rules,
            Map<Integer, String> puids,
            Map<String, String> triggers) {
        this.version = version;
        this.rules = rules;
        this.puids = puids;
        this.triggers = triggers;
    }

    static ContainerSignatures read(InputStream xml) throws IOException {
        Handler handler = new Handler();
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newSAXParser().parse(xml, handler);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("Not a file of container signatures", e);
        }
        if (handler.rules.isEmpty()) {
            throw new IOException("Not a file of container signatures");
        }
        return new ContainerSignatures(
                handler.version, handler.rules, handler.puids, handler.triggers);
    }

    String version() {
        return version;
    }

    /**
     * @param binary what its own bytes say it is
     * @return PUIDs of what it holds; none when it is no container, or no known one
     */
    List<String> match(Path file, Set<String> binary) throws IOException {
        for (String puid : binary) {
            String type = triggers.get(puid);
            if (ZIP.equals(type)) {
                try (ZipFile zip = new ZipFile(file.toFile())) {
                    return match(ZIP, new ZipEntries(zip));
                }
            }
            if (OLE2.equals(type)) {
                try (POIFSFileSystem ole2 = new POIFSFileSystem(file.toFile(), true)) {
                    return match(OLE2, new Streams(ole2));
                }
            }
        }
        return List.of();
    }

    private interface Entries {
        /** The beginning of the entry, or null when there is none. */
        byte @Nullable [] bytes(String path) throws IOException;

        boolean has(String path);
    }

    private List<String> match(String type, Entries entries) throws IOException {
        Map<String, byte[]> read = new HashMap<>();
        List<String> found = new ArrayList<>();
        for (Rule rule : rules) {
            String puid = puids.get(rule.id());
            if (puid != null && rule.type().equals(type) && matches(rule, entries, read)) {
                found.add(puid);
            }
        }
        return found;
    }

    private static boolean matches(Rule rule, Entries entries, Map<String, byte[]> read)
            throws IOException {
        for (Part part : rule.parts()) {
            if (!entries.has(part.path())) {
                return false;
            }
        }
        for (Part part : rule.parts()) {
            InternalSignatureCollection wanted = part.bytes();
            if (wanted == null) {
                continue;
            }
            byte[] bytes = read.get(part.path());
            if (bytes == null) {
                bytes = entries.bytes(part.path());
                if (bytes == null) {
                    return false;
                }
                read.put(part.path(), bytes);
            }
            try (InMemory entry = new InMemory(bytes)) {
                if (wanted.getMatchingSignatures(
                                new IdentificationRequestByteReaderAdapter(entry), MOST_BYTES)
                        .isEmpty()) {
                    return false;
                }
            }
        }
        return !rule.parts().isEmpty();
    }

    private record ZipEntries(ZipFile zip) implements Entries {
        @Override
        public boolean has(String path) {
            return zip.getEntry(path) != null;
        }

        @Override
        public byte @Nullable [] bytes(String path) throws IOException {
            ZipEntry entry = zip.getEntry(path);
            try (InputStream in = entry == null ? null : zip.getInputStream(entry)) {
                return in == null ? null : in.readNBytes(MOST_BYTES);
            }
        }
    }

    /** Streams by their path without the unprintable mark that some names begin with. */
    private static final class Streams implements Entries {
        private final Map<String, DocumentEntry> streams = new HashMap<>();

        Streams(POIFSFileSystem ole2) {
            add(ole2.getRoot(), "");
        }

        private void add(DirectoryEntry directory, String prefix) {
            for (var entries = directory.getEntries(); entries.hasNext(); ) {
                Entry entry = entries.next();
                String name = entry.getName();
                if (!name.isEmpty() && name.charAt(0) < ' ') {
                    name = name.substring(1);
                }
                if (streams.size() >= MOST_STREAMS) {
                    return;
                }
                if (entry instanceof DocumentEntry stream) {
                    streams.putIfAbsent(prefix + name, stream);
                } else if (entry instanceof DirectoryEntry child && prefix.length() < 200) {
                    add(child, prefix + name + "/");
                }
            }
        }

        @Override
        public boolean has(String path) {
            return streams.containsKey(path);
        }

        @Override
        public byte @Nullable [] bytes(String path) throws IOException {
            DocumentEntry stream = streams.get(path);
            if (stream == null) {
                return null;
            }
            try (DocumentInputStream in = new DocumentInputStream(stream)) {
                return in.readNBytes(MOST_BYTES);
            }
        }
    }

    /** An entry as DROID's matching wants it. */
    private static final class InMemory implements IdentificationRequest<byte[]> {
        private final byte[] bytes;
        private final ByteArrayReader reader;

        InMemory(byte[] bytes) {
            this.bytes = bytes;
            this.reader = new ByteArrayReader(bytes);
        }

        @Override
        public byte getByte(long position) throws IOException {
            int value = reader.readByte(position);
            if (value < 0) {
                throw new IOException("Beyond the end");
            }
            return (byte) value;
        }

        @Override
        public WindowReader getWindowReader() {
            return reader;
        }

        @Override
        public String getFileName() {
            return "";
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public String getExtension() {
            return "";
        }

        @Override
        public InputStream getSourceInputStream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public void open(byte[] source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RequestMetaData getRequestMetaData() {
            return new RequestMetaData((long) bytes.length, 0L, "");
        }

        @Override
        public RequestIdentifier getIdentifier() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    /** Hands what tells of bytes to DROID's own builder, and keeps the rest. */
    private static final class Handler extends DefaultHandler {
        private static final String BYTES = "InternalSignatureCollection";

        private final List<Rule> rules = new ArrayList<>();
        private final Map<Integer, String> puids = new HashMap<>();
        private final Map<String, String> triggers = new HashMap<>();
        private final StringBuilder text = new StringBuilder();
        private String version = "";
        private int id;
        private String type = "";
        private List<Part> parts = new ArrayList<>();
        private String path = "";
        private @Nullable SAXModelBuilder builder;
        private @Nullable InternalSignatureCollection bytes;

        @Override
        public void startElement(String uri, String name, String qName, Attributes attributes) {
            text.setLength(0);
            if (builder != null) {
                builder.startElement(uri, name, qName, attributes);
                return;
            }
            switch (name) {
                case "ContainerSignatureMapping" ->
                        version = String.valueOf(attributes.getValue("signatureVersion"));
                case "ContainerSignature" -> {
                    id = Integer.parseInt(attributes.getValue("Id"));
                    type = attributes.getValue("ContainerType").toUpperCase(Locale.ROOT);
                    parts = new ArrayList<>();
                }
                case "File" -> {
                    path = "";
                    bytes = null;
                }
                case BYTES -> {
                    builder = new SAXModelBuilder();
                    builder.setupNamespace(SignatureFileParser.SIGNATURE_FILE_NS, true);
                    builder.startElement(uri, name, qName, attributes);
                }
                case "FileFormatMapping" ->
                        puids.put(
                                Integer.parseInt(attributes.getValue("signatureId")),
                                attributes.getValue("Puid"));
                case "TriggerPuid" ->
                        triggers.put(
                                attributes.getValue("Puid"),
                                attributes.getValue("ContainerType").toUpperCase(Locale.ROOT));
                default -> {}
            }
        }

        @Override
        public void characters(char[] chars, int start, int length) {
            if (builder != null) {
                builder.characters(chars, start, length);
            } else {
                text.append(chars, start, length);
            }
        }

        @Override
        public void endElement(String uri, String name, String qName) throws SAXException {
            SAXModelBuilder building = builder;
            if (building != null) {
                building.endElement(uri, name, qName);
                if (name.equals(BYTES)) {
                    bytes = (InternalSignatureCollection) building.getModel();
                    bytes.prepareForUse();
                    builder = null;
                }
                return;
            }
            switch (name) {
                case "Path" -> path = text.toString().strip();
                case "File" -> parts.add(new Part(path, bytes));
                case "ContainerSignature" -> rules.add(new Rule(id, type, List.copyOf(parts)));
                default -> {}
            }
        }
    }
}
