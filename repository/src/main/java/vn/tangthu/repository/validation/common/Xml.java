package vn.tangthu.repository.validation.common;

import java.io.InputStream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML of strangers: no DTD, no entities, nothing from outside, not deeper than honest ones. */
public final class Xml {
    private static final int MAX_DEPTH = 200;

    private Xml() {}

    /** What happens while a document is read. */
    public interface Events {
        /** An element begins; the reader stands on it. */
        void start(XMLStreamReader xml) throws XMLStreamException, java.io.IOException;

        /** Text of the element that is open. */
        void text(String text) throws XMLStreamException;

        /** The element that was open last ends. */
        void end() throws XMLStreamException, java.io.IOException;
    }

    public static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory.createXMLStreamReader(in);
    }

    /** Reads to the end; a DOCTYPE is refused. */
    public static void read(InputStream in, Events events)
            throws XMLStreamException, java.io.IOException {
        XMLStreamReader xml = reader(in);
        int depth = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD ->
                        throw new XMLStreamException("DOCTYPE", xml.getLocation());
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > MAX_DEPTH) {
                        throw new XMLStreamException("too deep", xml.getLocation());
                    }
                    events.start(xml);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    events.end();
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        events.text(xml.getText());
                default -> {}
            }
        }
    }

    /** What went wrong, on one line. */
    public static String message(XMLStreamException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }
}
