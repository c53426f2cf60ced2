package vn.tangthu.indexer.extract.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.extract.legacy.LegacyFont;

/**
 * The runs of a Word document of today that still has fonts of before Unicode, ECMA-376 part 1,
 * section 17: a run has its own font, or that of its style, of the paragraph's style, of the
 * document. Read as a stream.
 */
final class DocxRuns {
    private static final XMLInputFactory XML = XMLInputFactory.newFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /** Elements within elements; more is an attack. */
    private static final int MAX_DEPTH = 2_000;

    private static final int MAX_STYLES = 20_000;

    /** Elements whose text is not the document's. */
    private static final Set<String> NOT_TEXT =
            Set.of("instrText", "delText", "delInstrText", "Fallback", "sectPr");

    private static final List<String> PARTS =
            List.of("word/document.xml", "word/footnotes.xml", "word/endnotes.xml");

    private record Style(@Nullable String font, @Nullable String basedOn) {}

    /** A paragraph and the run in it; a text box has paragraphs within a run. */
    private static final class Place {
        @Nullable String paragraph;
        @Nullable String run;
    }

    private final FontedText text;
    private final Map<String, Style> styles = new HashMap<>();
    private @Nullable String standardFont;
    private @Nullable String standardStyle;

    private DocxRuns(FontedText text) {
        this.text = text;
    }

    /** The text, or null when none of the document's fonts is of before Unicode. */
    static @Nullable FontedText read(Path file, int maxChars) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (!hasOldFont(zip)) {
                return null;
            }
            FontedText text = new FontedText(maxChars);
            DocxRuns runs = new DocxRuns(text);
            runs.readStyles(zip);
            for (String part : PARTS) {
                runs.readPart(zip, zip.getEntry(part));
            }
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().matches("word/(header|footer)\\d*\\.xml")) {
                    runs.readPart(zip, entry);
                }
            }
            return text;
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static boolean hasOldFont(ZipFile zip) throws IOException, XMLStreamException {
        ZipEntry table = zip.getEntry("word/fontTable.xml");
        if (table == null) {
            return false;
        }
        Set<String> seen = new HashSet<>();
        try (InputStream in = zip.getInputStream(table)) {
            XMLStreamReader xml = XML.createXMLStreamReader(in);
            while (xml.hasNext() && seen.size() < MAX_STYLES) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("font")) {
                    String name = value(xml, "name");
                    if (name != null && LegacyFont.of(name).encoding() != null) {
                        return true;
                    }
                    seen.add(String.valueOf(name));
                }
            }
        }
        return false;
    }

    private void readStyles(ZipFile zip) throws IOException, XMLStreamException {
        ZipEntry entry = zip.getEntry("word/styles.xml");
        if (entry == null) {
            return;
        }
        try (InputStream in = zip.getInputStream(entry)) {
            XMLStreamReader xml = XML.createXMLStreamReader(in);
            String id = null;
            String font = null;
            String basedOn = null;
            boolean defaults = false;
            while (xml.hasNext() && styles.size() < MAX_STYLES) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "rPrDefault" -> defaults = true;
                        case "style" -> {
                            id = value(xml, "styleId");
                            font = null;
                            basedOn = null;
                            if ("paragraph".equals(value(xml, "type"))
                                    && "1".equals(value(xml, "default"))) {
                                standardStyle = id;
                            }
                        }
                        case "basedOn" -> basedOn = value(xml, "val");
                        case "rFonts" -> {
                            if (defaults) {
                                standardFont = font(xml);
                            } else {
                                font = font(xml);
                            }
                        }
                        default -> {
                            // looks
                        }
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    if (xml.getLocalName().equals("rPrDefault")) {
                        defaults = false;
                    } else if (xml.getLocalName().equals("style") && id != null) {
                        styles.put(id, new Style(font, basedOn));
                    }
                }
            }
        }
    }

    private void readPart(ZipFile zip, @Nullable ZipEntry entry)
            throws IOException, XMLStreamException {
        if (entry == null || text.isFull()) {
            return;
        }
        try (InputStream in = zip.getInputStream(entry)) {
            XMLStreamReader xml = XML.createXMLStreamReader(in);
            Deque<Place> places = new ArrayDeque<>();
            places.push(new Place());
            int depth = 0;
            int skipped = 0;
            int cells = 0;
            boolean inText = false;
            boolean inMark = false;
            while (xml.hasNext() && !text.isFull()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (++depth > MAX_DEPTH) {
                            throw new IOException("is nested too deeply");
                        }
                        String name = xml.getLocalName();
                        if (skipped > 0 || NOT_TEXT.contains(name)) {
                            skipped++;
                            continue;
                        }
                        Place at = places.element();
                        switch (name) {
                            case "p" -> {
                                Place inner = new Place();
                                inner.paragraph = ofStyle(standardStyle);
                                places.push(inner);
                            }
                            case "pPr" -> inMark = true;
                            case "pStyle" -> at.paragraph = ofStyle(value(xml, "val"));
                            case "r" -> at.run = at.paragraph;
                            case "rStyle" -> {
                                String styled = ofStyle(value(xml, "val"));
                                at.run = inMark || styled == null ? at.run : styled;
                            }
                            case "rFonts" -> {
                                String own = font(xml);
                                at.run = inMark || own == null ? at.run : own;
                            }
                            case "t" -> inText = true;
                            case "tab" -> add(inMark ? "" : "\t", at);
                            case "br", "cr" -> text.end('\n');
                            case "noBreakHyphen" -> add("-", at);
                            case "softHyphen" -> add("\u00AD", at);
                            case "tc" -> cells++;
                            default -> {
                                // looks and structure
                            }
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        if (skipped > 0) {
                            skipped--;
                            continue;
                        }
                        switch (xml.getLocalName()) {
                            case "p" -> {
                                text.end(cells > 0 ? '\t' : '\n');
                                places.pop();
                            }
                            case "pPr" -> inMark = false;
                            case "t" -> inText = false;
                            case "tc" -> cells--;
                            case "tr" -> text.end('\n');
                            default -> {
                                // looks and structure
                            }
                        }
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (inText && skipped == 0) {
                            add(xml.getText(), places.element());
                        }
                    }
                    default -> {
                        // comments and the like
                    }
                }
            }
        }
    }

    private void add(String part, Place at) {
        text.add(part, at.run == null ? standardFont : at.run);
    }

    /** The font of a style, its own or of one it is based on. */
    private @Nullable String ofStyle(@Nullable String id) {
        String at = id;
        for (int i = 0; at != null && i < 20; i++) {
            Style style = styles.get(at);
            if (style == null || style.font != null) {
                return style == null ? null : style.font;
            }
            at = style.basedOn;
        }
        return null;
    }

    /** The font for letters beyond ASCII, which is mostly the one for all. */
    private static @Nullable String font(XMLStreamReader xml) {
        String high = value(xml, "hAnsi");
        return high == null ? value(xml, "ascii") : high;
    }

    private static @Nullable String value(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }
}
