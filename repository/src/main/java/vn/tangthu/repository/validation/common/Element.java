package vn.tangthu.repository.validation.common;

import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An element's attributes.
 *
 * @param attributes by name; those of xlink and of the CSIP extension with their usual prefix
 */
public record Element(String name, Map<String, String> attributes, int line) {
    public static final String METS = "http://www.loc.gov/METS/";
    private static final String XLINK = "http://www.w3.org/1999/xlink";

    public static Element of(XMLStreamReader xml) {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String namespace = xml.getAttributeNamespace(i);
            String prefix = "";
            if (namespace != null && !namespace.isEmpty()) {
                prefix =
                        namespace.equals(XLINK)
                                ? "xlink:"
                                : namespace
                                                .toLowerCase(java.util.Locale.ROOT)
                                                .contains("csipextensionmets")
                                        ? "csip:"
                                        : "other:";
            }
            attributes.put(prefix + xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        return new Element(xml.getLocalName(), attributes, xml.getLocation().getLineNumber());
    }

    /** Null when it is not there or blank. */
    public @Nullable String value(String attribute) {
        String value = attributes.get(attribute);
        return value == null || value.isBlank() ? null : value;
    }

    public boolean is(String attribute, String value) {
        return value.equals(attributes.get(attribute));
    }
}
