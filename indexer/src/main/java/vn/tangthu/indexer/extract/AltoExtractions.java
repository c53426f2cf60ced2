package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.AltoTexts;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedText.Page;
import vn.tangthu.indexer.ExtractedText.Word;
import vn.tangthu.indexer.PageTexts;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Reader;

/** Writes extractions as ALTO. Words without places have none there either. */
@Component
final class AltoExtractions implements AltoTexts {
    private static final String NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#";
    private static final String VERSION = "4.4";

    /** Ten-thousandths of the page, both ways. */
    private static final int SIDE = 10_000;

    private final PageTexts texts;
    private final XMLOutputFactory factory = XMLOutputFactory.newFactory();

    AltoExtractions(PageTexts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<Alto> of(ContentFileId file, Reader reader) throws IOException {
        return texts.text(file, reader)
                .map(
                        text ->
                                out -> {
                                    try {
                                        write(text, out);
                                    } catch (XMLStreamException e) {
                                        throw new IOException("ALTO could not be written", e);
                                    }
                                });
    }

    private void write(ExtractedText text, OutputStream out) throws XMLStreamException {
        XMLStreamWriter xml = factory.createXMLStreamWriter(out, "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("alto");
        xml.writeDefaultNamespace(NAMESPACE);
        xml.writeAttribute("SCHEMAVERSION", VERSION);
        Map<String, String> readers = describe(text, xml);
        xml.writeStartElement("Layout");
        for (Page page : text.pages()) {
            write(page, readers, xml);
        }
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.flush();
    }

    /** What read the images, each once; ids by their names. */
    private static Map<String, String> describe(ExtractedText text, XMLStreamWriter xml)
            throws XMLStreamException {
        Map<String, String> readers = new LinkedHashMap<>();
        for (Page page : text.pages()) {
            if (page.reading() != null) {
                String id = "OCR_" + (readers.size() + 1);
                String unused = readers.putIfAbsent(page.reading().model(), id);
            }
        }
        xml.writeStartElement("Description");
        element("MeasurementUnit", "pixel", xml);
        for (Map.Entry<String, String> reader : readers.entrySet()) {
            xml.writeStartElement("Processing");
            xml.writeAttribute("ID", reader.getValue());
            xml.writeStartElement("processingSoftware");
            element("softwareName", reader.getKey(), xml);
            xml.writeEndElement();
            xml.writeEndElement();
        }
        xml.writeEndElement();
        return readers;
    }

    private static void write(Page page, Map<String, String> readers, XMLStreamWriter xml)
            throws XMLStreamException {
        String id = "P" + page.number();
        xml.writeStartElement("Page");
        xml.writeAttribute("ID", id);
        xml.writeAttribute("PHYSICAL_IMG_NR", Integer.toString(page.number()));
        xml.writeAttribute("WIDTH", Integer.toString(SIDE));
        xml.writeAttribute("HEIGHT", Integer.toString(SIDE));
        if (page.reading() != null && page.source() == ExtractedText.Source.OCR) {
            xml.writeAttribute(
                    "PC", String.format(Locale.ROOT, "%.2f", page.reading().confidence() / 100.0));
            xml.writeAttribute("PROCESSINGREFS", readers.get(page.reading().model()));
        }
        xml.writeStartElement("PrintSpace");
        box(0, 0, SIDE, SIDE, xml);
        List<Word> words = page.words();
        if (!words.isEmpty()) {
            xml.writeStartElement("TextBlock");
            xml.writeAttribute("ID", id + "_B1");
            box(words, xml);
            ExtractedText.Reading reading = page.reading();
            if (reading != null && reading.turned() != 0) { // ALTO counts counterclockwise
                xml.writeAttribute(
                        "ROTATION",
                        String.format(Locale.ROOT, "%.1f", (3_600 - reading.turned()) / 10.0));
            }
            int from = 0;
            while (from < words.size()) {
                int to = from;
                while (to < words.size() && words.get(to).line() == words.get(from).line()) {
                    to++;
                }
                line(id + "_L" + (from + 1), words.subList(from, to), xml);
                from = to;
            }
            xml.writeEndElement();
        } else if (!page.text().isBlank()) {
            unplaced(id, page.text(), xml);
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    /** A text whose places are not known lies somewhere on the page. */
    private static void unplaced(String id, String text, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeStartElement("TextBlock");
        xml.writeAttribute("ID", id + "_B1");
        box(0, 0, SIDE, SIDE, xml);
        int number = 0;
        for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
            xml.writeStartElement("TextLine");
            xml.writeAttribute("ID", id + "_L" + ++number);
            box(0, 0, SIDE, SIDE, xml);
            boolean first = true;
            for (String word : line.strip().split("\\s+")) {
                if (!first) {
                    xml.writeEmptyElement("SP");
                }
                first = false;
                xml.writeEmptyElement("String");
                xml.writeAttribute("CONTENT", allowed(word));
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void line(String id, List<Word> words, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeStartElement("TextLine");
        xml.writeAttribute("ID", id);
        box(words, xml);
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (i > 0) {
                xml.writeEmptyElement("SP");
            }
            xml.writeEmptyElement("String");
            xml.writeAttribute("CONTENT", allowed(word.text()));
            box(word.x(), word.y(), word.width(), word.height(), xml);
        }
        xml.writeEndElement();
    }

    /** The least box around all of them. */
    private static void box(List<Word> words, XMLStreamWriter xml) throws XMLStreamException {
        int left = words.stream().mapToInt(Word::x).min().orElse(0);
        int top = words.stream().mapToInt(Word::y).min().orElse(0);
        int right = words.stream().mapToInt(word -> word.x() + word.width()).max().orElse(SIDE);
        int bottom = words.stream().mapToInt(word -> word.y() + word.height()).max().orElse(SIDE);
        box(left, top, right - left, bottom - top, xml);
    }

    private static void box(int x, int y, int width, int height, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeAttribute("HPOS", Integer.toString(x));
        xml.writeAttribute("VPOS", Integer.toString(y));
        xml.writeAttribute("WIDTH", Integer.toString(width));
        xml.writeAttribute("HEIGHT", Integer.toString(height));
    }

    private static void element(String name, String text, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(allowed(text));
        xml.writeEndElement();
    }

    /** Without the signs that XML 1.0 cannot hold; text layers have them. */
    private static String allowed(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(
                        c ->
                                c == 0x9
                                        || c == 0xA
                                        || c == 0xD
                                        || c >= 0x20 && c <= 0xD7FF
                                        || c >= 0xE000 && c <= 0xFFFD
                                        || c >= 0x10000)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
