package vn.tangthu.repository.validation.tt05;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.common.Xml;

/**
 * A flat description: EAD.xml or EAD_doc_*.xml, which are not EAD.
 *
 * @param values without what stands at either end; the first where a field is there twice
 * @param twice fields that are there more than once
 * @param nested fields that hold elements
 */
record Description(Map<String, String> values, Set<String> twice, Set<String> nested) {
    static final String ROOT = "simpledc";

    /** The longest honest one has 7,000 characters. */
    private static final int MOST_CHARACTERS = 1 << 20;

    private static final int MOST_FIELDS = 1000;

    @Nullable String value(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    static Description read(InputStream in) throws XMLStreamException, IOException {
        Reading reading = new Reading();
        Xml.read(in, reading);
        return new Description(reading.values, reading.twice, reading.nested);
    }

    private static final class Reading implements Xml.Events {
        private final Map<String, String> values = new LinkedHashMap<>();
        private final Set<String> twice = new LinkedHashSet<>();
        private final Set<String> nested = new LinkedHashSet<>();
        private final StringBuilder text = new StringBuilder();
        private String field = "";
        private int depth;
        private int characters;

        @Override
        public void start(XMLStreamReader xml) throws XMLStreamException {
            depth++;
            if (depth == 1 && !xml.getLocalName().equals(ROOT)) {
                throw new XMLStreamException(
                        "not <" + ROOT + "> but <" + xml.getLocalName() + ">", xml.getLocation());
            }
            if (depth == 2) {
                field = xml.getLocalName();
                text.setLength(0);
                if (values.size() == MOST_FIELDS) {
                    throw new XMLStreamException("too many fields", xml.getLocation());
                }
            } else if (depth > 2) {
                nested.add(field);
            }
        }

        @Override
        public void text(String part) throws XMLStreamException {
            characters += part.length();
            if (characters > MOST_CHARACTERS) {
                throw new XMLStreamException("longer than " + MOST_CHARACTERS + " characters");
            }
            if (depth >= 2) {
                text.append(part);
            }
        }

        @Override
        public void end() {
            if (depth == 2) {
                String before = values.putIfAbsent(field, text.toString().strip());
                if (before != null) {
                    twice.add(field);
                }
            }
            depth--;
        }
    }
}
