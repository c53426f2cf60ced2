package vn.tangthu.repository.aip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.PhysicalCondition;
import vn.tangthu.repository.UseMode;
import vn.tangthu.repository.UseOfRecords;

/**
 * EAD.xml and EAD_doc_*.xml of the circular: not EAD, but a flat list of fields below the root
 * element {@code simpledc}. A field without a value is not written.
 */
final class EadXml {

    private EadXml() {}

    static byte[] file(FileDescription d) {
        Map<String, @Nullable Object> values = values(d);
        values.put("arcFileCode", d.arcFileCode());
        return write("../../schemas/EAD.xsd", EadField.FILE, values);
    }

    static byte[] sipFile(String fileCode, FileDescription d) {
        Map<String, @Nullable Object> values = values(d);
        values.put("fileCode", fileCode);
        return write("../../schemas/EAD.xsd", EadField.SIP_FILE, values);
    }

    private static Map<String, @Nullable Object> values(FileDescription d) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("title", d.title());
        values.put("maintenance", d.maintenance());
        values.put("mode", d.mode());
        values.put("language", d.languages());
        values.put("startDate", d.startDate());
        values.put("endDate", d.endDate());
        values.put("keyword", d.keyword());
        values.put("totalDoc", d.totalDoc());
        values.put("numberOfPaper", d.numberOfPaper());
        values.put("numberOfPage", d.numberOfPage());
        values.put("format", d.format());
        values.put("inforSign", d.inforSign());
        values.put("confidenceLevel", d.confidenceLevel());
        values.put("paperFileCode", d.paperFileCode());
        values.put("riskRecovery", yesNo(d.riskRecovery()));
        values.put("riskRecoveryStatus", done(d.riskRecoveryStatus()));
        values.put("description", d.description());
        return values;
    }

    static byte[] document(String arcFileCode, DocumentDescription d) {
        Map<String, @Nullable Object> values = values(d);
        values.put("arcFileCode", arcFileCode);
        return write("../../../../schemas/EAD_doc.xsd", EadField.DOCUMENT, values);
    }

    static byte[] sipDocument(DocumentDescription d) {
        Map<String, @Nullable Object> values = values(d);
        values.put("docId", d.docId());
        values.put("maintenance", d.maintenance());
        values.put("riskRecovery", yesNo(d.riskRecovery()));
        values.put("riskRecoveryStatus", done(d.riskRecoveryStatus()));
        return write("../../../../schemas/EAD_doc.xsd", EadField.SIP_DOCUMENT, values);
    }

    /** EAD.xml of a DIP. */
    static byte[] use(UseOfRecords use) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("requestID", use.requestId());
        values.put("requestDate", ArchivalDate.of(use.requestDate()));
        values.put("purpose", use.purpose());
        values.put("purposeContent", use.purposeContent());
        values.put("feeObjectType", use.feeObjectType());
        values.put("researchTopic", use.researchTopic());
        values.put("description", use.description());
        return write("../../schemas/EAD.xsd", EadField.USE, values);
    }

    static byte[] dipDocument(String arcDocCode, DocumentDescription d) {
        Map<String, @Nullable Object> values = values(d);
        values.put("arcDocCode", arcDocCode);
        values.put("maintenance", d.maintenance());
        values.put("riskRecovery", yesNo(d.riskRecovery()));
        values.put("riskRecoveryStatus", done(d.riskRecoveryStatus()));
        return write("../../../../schemas/EAD_doc.xsd", EadField.DIP_DOCUMENT, values);
    }

    private static Map<String, @Nullable Object> values(DocumentDescription d) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("mode", d.mode());
        values.put("language", d.languages());
        values.put("keyword", d.keyword());
        values.put("numberOfPage", d.numberOfPage());
        values.put("format", d.format());
        values.put("inforSign", d.inforSign());
        values.put("confidenceLevel", d.confidenceLevel());
        values.put("description", d.description());
        values.put("docCode", d.docCode());
        values.put("docOrdinal", d.docOrdinal());
        values.put("typeName", d.typeName());
        values.put("codeNumber", d.codeNumber());
        values.put("codeNotation", d.codeNotation());
        values.put("issuedDate", d.issuedDate());
        values.put("organName", d.organName());
        values.put("subject", d.subject());
        values.put("autograph", d.autograph());
        values.put("process", yesNo(d.process()));
        return values;
    }

    private static byte[] write(
            String schema, List<EadField> fields, Map<String, @Nullable Object> values) {
        XmlText xml = new XmlText();
        xml.start("simpledc")
                .attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
                .attribute("xsi:noNamespaceSchemaLocation", schema);
        for (EadField field : fields) {
            Object value = values.get(field.name());
            if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
                xml.element(field.name(), EadField.write(value));
            }
        }
        return xml.end().bytes();
    }

    static FileDescription readFile(String path, byte[] bytes) throws IOException {
        Fields f = new Fields(path, XmlNode.parse(path, bytes));
        return f.whole(
                () ->
                        new FileDescription(
                                f.required("arcFileCode"),
                                f.required("title"),
                                CodeListEntry.byCode(Maintenance.class, f.required("maintenance"))
                                        .orElseThrow(IllegalArgumentException::new),
                                f.code(UseMode.class, "mode"),
                                f.languages(),
                                f.date("startDate"),
                                f.date("endDate"),
                                f.text("keyword"),
                                f.number("totalDoc"),
                                f.number("numberOfPaper"),
                                f.number("numberOfPage"),
                                f.code(PhysicalCondition.class, "format"),
                                f.text("inforSign"),
                                f.code(ConfidenceLevel.class, "confidenceLevel"),
                                f.text("paperFileCode"),
                                readYesNo(f.text("riskRecovery")),
                                readDone(f.text("riskRecoveryStatus")),
                                f.text("description")));
    }

    /**
     * @param more the fields that AIP EAD_doc lacks, which stand in PREMIS
     */
    static DocumentDescription readDocument(String path, byte[] bytes, Map<String, String> more)
            throws IOException {
        Fields f = new Fields(path, XmlNode.parse(path, bytes));
        f.values.putAll(more);
        return f.whole(
                () ->
                        new DocumentDescription(
                                f.required("docCode"),
                                Integer.parseInt(f.required("docOrdinal")),
                                f.code(DocumentType.class, "typeName"),
                                f.text("codeNumber"),
                                f.text("codeNotation"),
                                f.date("issuedDate"),
                                f.text("organName"),
                                f.required("subject"),
                                f.languages(),
                                f.number("numberOfPage"),
                                f.text("inforSign"),
                                f.text("keyword"),
                                f.code(UseMode.class, "mode"),
                                f.code(ConfidenceLevel.class, "confidenceLevel"),
                                f.text("autograph"),
                                f.code(PhysicalCondition.class, "format"),
                                readYesNo(f.text("process")),
                                f.text("description"),
                                f.text("docId"),
                                f.code(Maintenance.class, "maintenance"),
                                readYesNo(f.text("riskRecovery")),
                                readDone(f.text("riskRecoveryStatus"))));
    }

    static @Nullable String yesNo(@Nullable Boolean value) {
        return value == null ? null : value ? "1" : "0";
    }

    static @Nullable String done(@Nullable Boolean value) {
        return value == null ? null : value ? "01" : "02";
    }

    private static @Nullable Boolean readYesNo(@Nullable String text) {
        return text == null ? null : choose(text, "1", "0");
    }

    private static @Nullable Boolean readDone(@Nullable String text) {
        return text == null ? null : choose(text, "01", "02");
    }

    private static boolean choose(String text, String yes, String no) {
        if (!text.equals(yes) && !text.equals(no)) {
            throw new IllegalArgumentException("Neither " + yes + " nor " + no + ": " + text);
        }
        return text.equals(yes);
    }

    private static final class Fields {
        private final String path;
        private final Map<String, String> values = new LinkedHashMap<>();

        Fields(String path, XmlNode root) {
            this.path = path;
            for (XmlNode field : root.children()) {
                values.put(field.name(), field.text());
            }
        }

        <T> T whole(Supplier<T> read) throws IOException {
            try {
                return read.get();
            } catch (IllegalArgumentException e) {
                throw new IOException("A field of " + path + " cannot be read", e);
            }
        }

        @Nullable String text(String name) {
            return values.get(name);
        }

        String required(String name) {
            String value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("No " + name);
            }
            return value;
        }

        @Nullable Integer number(String name) {
            String value = values.get(name);
            return value == null ? null : Integer.valueOf(value);
        }

        @Nullable ArchivalDate date(String name) {
            String value = values.get(name);
            return value == null ? null : ArchivalDate.parse(value);
        }

        <E extends Enum<E> & CodeListEntry> @Nullable E code(Class<E> list, String name) {
            String value = values.get(name);
            return value == null
                    ? null
                    : CodeListEntry.byCode(list, value)
                            .orElseThrow(() -> new IllegalArgumentException(name + " " + value));
        }

        List<LanguageCode> languages() {
            List<LanguageCode> languages = new ArrayList<>();
            String value = values.get("language");
            if (value != null) {
                for (String code : value.split(";")) {
                    languages.add(
                            CodeListEntry.byCode(LanguageCode.class, code)
                                    .orElseThrow(() -> new IllegalArgumentException(code)));
                }
            }
            return languages;
        }
    }
}
