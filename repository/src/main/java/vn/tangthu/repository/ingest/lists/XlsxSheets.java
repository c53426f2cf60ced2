package vn.tangthu.repository.ingest.lists;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Which part of an Excel list is which sheet (ECMA-376 part 1, 18.2.19 and part 2, 9.3). */
final class XlsxSheets {
    private static final String BOOK = "xl/workbook.xml";
    private static final String RELATIONS = "xl/_rels/workbook.xml.rels";

    private XlsxSheets() {}

    /** Names of the sheets' parts, in the order of the tabs; empty where the book does not say. */
    static List<String> parts(ZipFile zip) throws IOException, XMLStreamException {
        Map<String, String> targets = new HashMap<>();
        walk(
                zip,
                RELATIONS,
                xml -> {
                    String id = xml.getAttributeValue(null, "Id");
                    String target = xml.getAttributeValue(null, "Target");
                    if (xml.getLocalName().equals("Relationship") && id != null && target != null) {
                        targets.put(
                                id, target.startsWith("/") ? target.substring(1) : "xl/" + target);
                    }
                });
        List<String> parts = new ArrayList<>();
        walk(
                zip,
                BOOK,
                xml -> {
                    if (xml.getLocalName().equals("sheet")) {
                        parts.add(targets.getOrDefault(relation(xml), ""));
                    }
                });
        return parts;
    }

    /** {@code r:id}, in the namespace of transitional or of strict documents. */
    private static String relation(XMLStreamReader xml) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String space = xml.getAttributeNamespace(i);
            if (xml.getAttributeLocalName(i).equals("id") && space != null && !space.isEmpty()) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    private interface Element {
        void take(XMLStreamReader xml);
    }

    private static void walk(ZipFile zip, String part, Element each)
            throws IOException, XMLStreamException {
        ZipArchiveEntry entry = zip.getEntry(part);
        if (entry == null) {
            return;
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = zip.getInputStream(entry)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    each.take(xml);
                }
            }
        }
    }
}
