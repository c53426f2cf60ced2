package vn.tangthu.repository.aip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of {@code schemas/}. The circular's own schemas contradict its tables (domain.md B1),
 * so these are ours, made from the field lists and marked as such; short, because each package
 * carries them.
 */
final class AipSchemas {

    /** By path, in order of path. */
    static final SortedMap<String, byte[]> FILES = files();

    /** The same of a SIP_hoso. */
    static final SortedMap<String, byte[]> SIP_FILES = sipFiles();

    /** The same of a DIP. */
    static final SortedMap<String, byte[]> DIP_FILES = dipFiles();

    private AipSchemas() {}

    private static SortedMap<String, byte[]> dipFiles() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(AipLayout.SCHEMAS + "EAD.xsd", flat("DIP EAD.xml, 7", EadField.USE));
        files.put(
                AipLayout.SCHEMAS + "EAD_doc.xsd", flat("DIP EAD_doc, 20", EadField.DIP_DOCUMENT));
        files.put(AipLayout.SCHEMAS + "METS.xsd", resource("METS.xsd"));
        return Collections.unmodifiableSortedMap(files);
    }

    private static SortedMap<String, byte[]> sipFiles() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(AipLayout.SCHEMAS + "EAD.xsd", flat("SIP_hoso EAD.xml, 18", EadField.SIP_FILE));
        files.put(
                AipLayout.SCHEMAS + "EAD_doc.xsd", flat("SIP EAD_doc, 21", EadField.SIP_DOCUMENT));
        files.put(AipLayout.SCHEMAS + "METS.xsd", resource("METS.xsd"));
        return Collections.unmodifiableSortedMap(files);
    }

    private static SortedMap<String, byte[]> files() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(AipLayout.SCHEMAS + "EAD.xsd", flat("AIP_hoso EAD.xml, 18", EadField.FILE));
        files.put(AipLayout.SCHEMAS + "EAD_doc.xsd", flat("AIP EAD_doc, 19", EadField.DOCUMENT));
        files.put(AipLayout.SCHEMAS + "METS.xsd", resource("METS.xsd"));
        files.put(AipLayout.SCHEMAS + "PREMIS.xsd", resource("PREMIS.xsd"));
        return Collections.unmodifiableSortedMap(files);
    }

    private static byte[] resource(String name) {
        try (InputStream in = AipSchemas.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("No " + name + " in the application");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] flat(String what, List<EadField> fields) {
        XmlText xml =
                new XmlText()
                        .comment(
                                "Tàng Thư: our own schema, made from the field list of Thông tư"
                                        + " 05/2025/TT-BNV ("
                                        + what
                                        + " fields), not the circular's.");
        xml.start("xs:schema").attribute("xmlns:xs", "http://www.w3.org/2001/XMLSchema");
        xml.start("xs:element").attribute("name", "simpledc");
        xml.start("xs:complexType").start("xs:all");
        for (EadField field : fields) {
            xml.start("xs:element")
                    .attribute("name", field.name())
                    .attribute("minOccurs", field.mandatory() ? null : "0");
            type(xml, field);
            xml.end();
        }
        return xml.end().end().end().end().bytes();
    }

    private static void type(XmlText xml, EadField field) {
        String codes = String.join("|", field.kind().codes());
        xml.start("xs:simpleType").start("xs:restriction").attribute("base", "xs:string");
        switch (field.kind()) {
            case TEXT -> facet(xml, "maxLength", Integer.toString(field.length()));
            case NUMBER -> facet(xml, "pattern", "\\d{1," + field.length() + "}");
            case DATE -> facet(xml, "pattern", "((\\d{2}/)?\\d{2}/)?\\d{4}");
            case YES_NO -> facet(xml, "pattern", "0|1");
            case DONE_NOT_YET -> facet(xml, "pattern", "01|02");
            case LANGUAGES -> facet(xml, "pattern", "(" + codes + ")(;(" + codes + "))*");
            case MAINTENANCE, MODE, CONFIDENCE, CONDITION, TYPE_NAME, PURPOSE, FEE_GROUP ->
                    facet(xml, "pattern", codes);
        }
        xml.end().end();
    }

    private static void facet(XmlText xml, String name, String value) {
        xml.start("xs:" + name).attribute("value", value).end();
    }
}
