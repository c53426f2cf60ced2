package vn.tangthu.repository.ingest.packages;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML that somebody sent: read as a stream; no DTD, no entities, nothing from outside. */
final class SenderXml {
    private static final int MAX_DEPTH = 200;

    private SenderXml() {}

    /** What happens while it is read. */
    interface Events {
        /** An element begins; the reader stands on it. */
        void start(XMLStreamReader xml) throws XMLStreamException;

        /** Text of the element that is open. */
        void text(String text) throws XMLStreamException;

        /** The element that was open last ends. */
        void end(String name) throws XMLStreamException;
    }

    /**
     * @throws XMLStreamException when it is no XML or has a DOCTYPE; the validation says so too
     */
    static void read(Path file, Events events) throws IOException, XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        try (InputStream in =
                new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS))) {
            read(factory.createXMLStreamReader(in), events);
        }
    }

    private static void read(XMLStreamReader xml, Events events) throws XMLStreamException {
        int depth = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> throw new XMLStreamException("DOCTYPE");
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > MAX_DEPTH) {
                        throw new XMLStreamException("too deep");
                    }
                    events.start(xml);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    events.end(xml.getLocalName());
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        events.text(xml.getText());
                default -> {}
            }
        }
    }

    /** An attribute by its local name, whatever prefix it was given; empty where there is none. */
    static String attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i).strip();
            }
        }
        return "";
    }
}
