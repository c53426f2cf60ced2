package vn.tangthu.repository.aip;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An element of a metadata file, by local names. Document types and entities are refused, so that
 * nothing outside the bytes is ever read and nothing grows out of them.
 */
final class XmlNode {

    private static final int MAX_DEPTH = 64;

    /** Making one costs as much as reading a small file; the JDK does not promise to share one. */
    private static final ThreadLocal<XMLInputFactory> FACTORY =
            ThreadLocal.withInitial(XmlNode::factory);

    private final String name;
    private final Map<String, String> attributes;
    private final List<XmlNode> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private XmlNode(String name, Map<String, String> attributes) {
        this.name = name;
        this.attributes = attributes;
    }

    static XmlNode parse(String file, byte[] bytes) throws IOException {
        try {
            XMLStreamReader reader =
                    FACTORY.get().createXMLStreamReader(new ByteArrayInputStream(bytes));
            List<XmlNode> open = new ArrayList<>();
            XmlNode root = null;
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        XmlNode node = start(reader);
                        if (root == null) {
                            root = node;
                        } else {
                            open.getLast().children.add(node);
                        }
                        open.add(node);
                        if (open.size() > MAX_DEPTH) {
                            throw new IOException("Too deep: " + file);
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> open.removeLast();
                    case XMLStreamConstants.CHARACTERS,
                            XMLStreamConstants.CDATA,
                            XMLStreamConstants.SPACE -> {
                        if (!open.isEmpty()) {
                            open.getLast().text.append(reader.getText());
                        }
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                            throw new IOException("A document type or entity in " + file);
                    default -> {}
                }
            }
            if (root == null) {
                throw new IOException("Nothing in " + file);
            }
            return root;
        } catch (XMLStreamException e) {
            throw new IOException("Not readable as XML: " + file, e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver(
                (publicId, systemId, base, namespace) -> {
                    throw new XMLStreamException("Refused: " + systemId);
                });
        return factory;
    }

    private static XmlNode start(XMLStreamReader reader) {
        Map<String, String> attributes = HashMap.newHashMap(reader.getAttributeCount());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return new XmlNode(reader.getLocalName(), attributes);
    }

    String name() {
        return name;
    }

    /** The text of an element without children, as it was written. */
    String text() {
        return text.toString();
    }

    List<XmlNode> children() {
        return children;
    }

    List<XmlNode> children(String named) {
        return children.stream().filter(child -> child.name.equals(named)).toList();
    }

    @Nullable XmlNode find(String named) {
        for (XmlNode child : children) {
            if (child.name.equals(named)) {
                return child;
            }
        }
        return null;
    }

    XmlNode child(String named) throws IOException {
        XmlNode child = find(named);
        if (child == null) {
            throw new IOException("No " + named + " in " + name);
        }
        return child;
    }

    /** The text of a child, or null where there is none. */
    @Nullable String textOf(String named) {
        XmlNode child = find(named);
        return child == null ? null : child.text();
    }

    @Nullable String attribute(String named) {
        return attributes.get(named);
    }

    String required(String attribute) throws IOException {
        String value = attributes.get(attribute);
        if (value == null) {
            throw new IOException("No attribute " + attribute + " in " + name);
        }
        return value;
    }
}
