package vn.tangthu.repository.ingest.packages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The fields of EAD.xml, EAD_doc, EAD_pic and EAD_media: {@code <simpledc>}, which is not EAD. */
final class FlatFields implements SenderXml.Events {
    private static final int MOST_FIELDS = 1_000;

    /** The longest honest one has 7,000 characters. */
    private static final int MOST_CHARACTERS = 1 << 20;

    private final Map<String, String> values = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private int depth;
    private int characters;

    private FlatFields() {}

    /** Filled fields by name, the first where one is there twice. */
    static Map<String, String> of(Path file) throws IOException, XMLStreamException {
        FlatFields fields = new FlatFields();
        SenderXml.read(file, fields);
        return fields.values;
    }

    @Override
    public void start(XMLStreamReader xml) throws XMLStreamException {
        if (++depth == 1 && !xml.getLocalName().equals("simpledc")) {
            throw new XMLStreamException("not <simpledc>");
        }
        if (depth == 2) {
            text.setLength(0);
        }
    }

    @Override
    public void text(String part) throws XMLStreamException {
        characters += part.length();
        if (characters > MOST_CHARACTERS || values.size() > MOST_FIELDS) {
            throw new XMLStreamException("too large");
        }
        if (depth >= 2) {
            text.append(part);
        }
    }

    @Override
    public void end(String name) {
        if (depth-- == 2 && !text.toString().isBlank()) {
            values.putIfAbsent(name, text.toString());
        }
    }
}
