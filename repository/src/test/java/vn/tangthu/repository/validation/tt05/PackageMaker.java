package vn.tangthu.repository.validation.tt05;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Makes a sound package of each kind, which a test then spoils in one place. */
final class PackageMaker {
    static final String UUID_OF_PACKAGE = "6F1C9A52-3B7E-4D20-9C41-0A5B7E8D2F13";
    static final String CODE = "H32.05.2009.160";
    private static final String TIME = "2026-11-21T05:00:00.0+07:00";
    private static final String PDF = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n";

    final PackageKind kind;
    final Map<String, String> files = new LinkedHashMap<>();
    final List<UnaryOperator<String>> rootEdits = new ArrayList<>();
    final List<UnaryOperator<String>> repEdits = new ArrayList<>();
    private int documents;

    PackageMaker(PackageKind kind) {
        this.kind = kind;
        files.put("schemas/METS.xsd", "<schema/>");
        files.put("schemas/EAD.xsd", "<schema/>");
        files.put("schemas/EAD_doc.xsd", "<schema/>");
        files.put(Layout.EAD, simple(packageFields()));
        document(1);
        document(2);
        if (kind.isAip()) {
            files.put(
                    Layout.PREMIS,
                    premis("", event("information package creation") + event("transfer")));
            files.put(
                    Layout.REP_PREMIS,
                    premis(object(1) + object(2), event("message digest calculation")));
        }
    }

    String objectId() {
        return (kind.isAip() ? "urn:uuid:" : "uuid-") + UUID_OF_PACKAGE;
    }

    private String code() {
        return (kind.isAip() || kind == PackageKind.DIP ? "LS32." : "") + CODE;
    }

    private Map<String, String> packageFields() {
        Map<String, String> f = new LinkedHashMap<>();
        if (kind == PackageKind.DIP) {
            f.put("requestID", "YC-1");
            f.put("requestDate", "20/11/2026");
            f.put("purpose", "01");
            f.put("purposeContent", "Nghiên cứu");
            f.put("feeObjectType", "01");
            return f;
        }
        f.put(kind.isAip() ? "arcFileCode" : "fileCode", code());
        f.put("title", "Hồ sơ về việc thành lập trường");
        if (kind.isLoose()) {
            f.put("source", "1");
            if (kind.isSip()) {
                f.put("totalDoc", "2");
            }
            return f;
        }
        f.put("maintenance", "01");
        f.put("mode", "01");
        f.put("language", "01;02");
        f.put("startDate", "02/01/2009");
        f.put("endDate", "30/12/2009");
        f.put("keyword", "trường học");
        f.put("totalDoc", "2");
        f.put("numberOfPaper", "3");
        f.put("numberOfPage", "6");
        f.put("format", "01");
        f.put("inforSign", "VX");
        f.put("confidenceLevel", "02");
        f.put("paperFileCode", "LS32.01.160");
        f.put("riskRecovery", "1");
        f.put("riskRecoveryStatus", "01");
        f.put("description", "không");
        return f;
    }

    private void document(int place) {
        documents = place;
        String number = "%07d".formatted(place);
        Map<String, String> f = new LinkedHashMap<>();
        if (kind == PackageKind.DIP) {
            f.put("arcDocCode", code() + "." + number);
        } else {
            f.put("docCode", CODE + "." + number);
        }
        if (kind.isAip()) {
            f.put("arcFileCode", code());
            f.put("docOrdinal", "" + place);
        }
        if (kind.isSip()) {
            f.put("docId", "D" + place);
            f.put("maintenance", "01");
        }
        f.put("typeName", "02");
        f.put("codeNumber", "12");
        f.put("codeNotation", "QĐ-UBND");
        f.put("issuedDate", "0" + place + "/02/2009");
        if (kind != PackageKind.DIP) {
            f.put("organName", "UBND tỉnh");
        }
        f.put("subject", "Về việc thành lập trường");
        f.put("language", "01");
        f.put("numberOfPage", "3");
        f.put("mode", "01");
        f.put("confidenceLevel", "01");
        f.put("process", "1");
        files.put(doc(place), simple(f));
        files.put(data(place), PDF + place);
    }

    static String doc(int place) {
        return "representations/rep1/metadata/descriptive/EAD_doc_%07d.xml".formatted(place);
    }

    static String data(int place) {
        return Layout.DATA + CODE + ".%07d.pdf".formatted(place);
    }

    private static String simple(Map<String, String> fields) {
        StringBuilder xml = new StringBuilder("<simpledc>\n");
        fields.forEach((name, value) -> xml.append("<%s>%s</%s>\n".formatted(name, value, name)));
        return xml.append("</simpledc>").toString();
    }

    private static String premis(String objects, String events) {
        return "<premis xmlns=\"http://www.loc.gov/premis/v3\" version=\"3.0\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n"
                + "<object xsi:type=\"intellectualEntity\"><objectIdentifier><objectIdentifierType>OBJID</objectIdentifierType>"
                + "<objectIdentifierValue>urn:uuid:"
                + UUID_OF_PACKAGE
                + "</objectIdentifierValue></objectIdentifier></object>\n"
                + objects
                + events
                + "<agent><agentIdentifier><agentIdentifierType>local</agentIdentifierType><agentIdentifierValue>a1</agentIdentifierValue>"
                + "</agentIdentifier><agentName>Tàng Thư</agentName><agentType>software</agentType></agent>\n</premis>";
    }

    private static String event(String type) {
        return "<event><eventIdentifier><eventIdentifierType>UUID</eventIdentifierType><eventIdentifierValue>e-"
                + type.hashCode()
                + "</eventIdentifierValue></eventIdentifier><eventType>"
                + type
                + "</eventType><eventDateTime>"
                + TIME
                + "</eventDateTime><linkingAgentIdentifier><linkingAgentIdentifierType>local</linkingAgentIdentifierType>"
                + "<linkingAgentIdentifierValue>a1</linkingAgentIdentifierValue><linkingAgentRole>executing program</linkingAgentRole>"
                + "</linkingAgentIdentifier></event>\n";
    }

    private String object(int place) {
        byte[] bytes = String.valueOf(files.get(data(place))).getBytes(StandardCharsets.UTF_8);
        return "<object xsi:type=\"file\"><objectIdentifier><objectIdentifierType>UUID</objectIdentifierType><objectIdentifierValue>"
                + id(data(place)).substring(3)
                + "</objectIdentifierValue></objectIdentifier><objectCharacteristics><fixity><messageDigestAlgorithm>SHA-256"
                + "</messageDigestAlgorithm><messageDigest>"
                + sha256(bytes)
                + "</messageDigest></fixity><size>"
                + bytes.length
                + "</size></objectCharacteristics></object>\n";
    }

    private static String id(String path) {
        return "ID-"
                + UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .toUpperCase(java.util.Locale.ROOT);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes a file before METS is written, so that METS fits it. */
    PackageMaker change(String path, String from, String to) {
        String old = String.valueOf(files.get(path));
        String changed =
                old.replaceFirst("(?s)" + from, java.util.regex.Matcher.quoteReplacement(to));
        if (changed.equals(old)) {
            throw new IllegalArgumentException(from + " is not in " + path);
        }
        files.put(path, changed);
        return this;
    }

    Path write(Path parent) throws IOException {
        Path root = parent.resolve(objectId().replace(':', '_'));
        String repMets = edited(representation(), repEdits);
        for (Map.Entry<String, String> file : files.entrySet()) {
            put(root, file.getKey(), file.getValue());
        }
        put(root, Layout.REP_METS, repMets);
        files.put(Layout.REP_METS, repMets);
        put(root, Layout.METS, edited(root(), rootEdits));
        return root;
    }

    private static String edited(String mets, List<UnaryOperator<String>> edits) {
        String text = mets;
        for (UnaryOperator<String> edit : edits) {
            String changed = edit.apply(text);
            if (changed.equals(text)) {
                throw new IllegalArgumentException("nothing changed");
            }
            text = changed;
        }
        return text;
    }

    static void put(Path root, String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String mets(String id) {
        return "<mets xmlns=\"http://www.loc.gov/METS/\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                + " xmlns:csip=\"https://DILCIS.eu/XML/METS/CSIPExtensionMETS\" OBJID=\""
                + id
                + "\" TYPE=\"Mixed\" PROFILE=\""
                + kind.profile()
                + "\">\n<metsHdr CREATEDATE=\""
                + TIME
                + "\" RECORDSTATUS=\"NEW\" csip:OAISPACKAGETYPE=\""
                + kind.type()
                + "\">\n<agent ROLE=\"CREATOR\" TYPE=\"OTHER\" OTHERTYPE=\"SOFTWARE\"><name>Phần mềm</name>"
                + "<note csip:NOTETYPE=\"SOFTWARE VERSION\">1</note></agent>\n"
                + "<agent ROLE=\"ARCHIVIST\" TYPE=\"ORGANIZATION\"><name>x</name>"
                + "<note csip:NOTETYPE=\"IDENTIFICATIONCODE\">H32.05</note></agent>\n</metsHdr>\n";
    }

    private String described(String path, String mime) {
        byte[] bytes = String.valueOf(files.get(path)).getBytes(StandardCharsets.UTF_8);
        return " MIMETYPE=\""
                + mime
                + "\" SIZE=\""
                + bytes.length
                + "\" CREATED=\""
                + TIME
                + "\" CHECKSUM=\""
                + sha256(bytes)
                + "\" CHECKSUMTYPE=\"SHA-256\"";
    }

    private static String href(String path) {
        return " LOCTYPE=\"URL\" xlink:type=\"simple\" xlink:href=\"" + path + "\"";
    }

    private String section(String name, String id, String base, String path) {
        return "<"
                + name
                + " ID=\""
                + id
                + "\" CREATED=\""
                + TIME
                + "\"><mdRef"
                + href(path.substring(base.length()))
                + " MDTYPE=\"OTHER\""
                + described(path, "text/xml")
                + "/></"
                + name
                + ">\n";
    }

    private String file(String base, String path, String mime) {
        return "<file ID=\""
                + id(path)
                + "\""
                + described(path, mime)
                + "><FLocat"
                + href(path.substring(base.length()))
                + "/></file>\n";
    }

    private String root() {
        StringBuilder xml = new StringBuilder(mets(objectId()));
        xml.append(section("dmdSec", "DMD-EAD", "", Layout.EAD));
        if (kind.isAip()) {
            xml.append("<amdSec>")
                    .append(section("digiprovMD", "AMD-PREMIS", "", Layout.PREMIS))
                    .append("</amdSec>");
        }
        xml.append("<fileSec ID=\"FS\"><fileGrp ID=\"GS\" USE=\"Schemas\">\n");
        for (String path : files.keySet()) {
            if (path.startsWith("schemas/") || path.startsWith("documentation/")) {
                xml.append(file("", path, "text/xml"));
            }
        }
        xml.append("</fileGrp>\n<fileGrp ID=\"GR\" USE=\"Representations/rep1\">\n")
                .append(file("", Layout.REP_METS, "text/xml"))
                .append("</fileGrp></fileSec>\n")
                .append("<structMap ID=\"SM\" TYPE=\"PHYSICAL\" LABEL=\"CSIP\"><div LABEL=\"p\">\n")
                .append("<div ID=\"D1\" LABEL=\"Metadata\" DMDID=\"DMD-EAD\"/>\n")
                .append("<div ID=\"D2\" LABEL=\"Schemas\"><fptr FILEID=\"GS\"/></div>\n")
                .append("<div ID=\"D3\" LABEL=\"Representations/rep1\"><mptr")
                .append(href(Layout.REP_METS))
                .append("/></div>\n</div></structMap></mets>");
        return xml.toString();
    }

    private String representation() {
        StringBuilder xml = new StringBuilder(mets("rep1"));
        for (int i = 1; i <= documents; i++) {
            xml.append(section("dmdSec", "DMD-" + i, Layout.REP, doc(i)));
        }
        if (kind.isAip()) {
            xml.append("<amdSec>")
                    .append(section("digiprovMD", "AMD-PREMIS", Layout.REP, Layout.REP_PREMIS))
                    .append("</amdSec>");
        }
        xml.append("<fileSec ID=\"FS\"><fileGrp ID=\"GD\" USE=\"Data\">\n");
        for (int i = 1; i <= documents; i++) {
            xml.append(file(Layout.REP, data(i), "application/pdf"));
        }
        xml.append("</fileGrp></fileSec>\n<structMap ID=\"SM\" TYPE=\"PHYSICAL\" LABEL=\"CSIP\">")
                .append("<div LABEL=\"rep1\">\n<div ID=\"D1\" LABEL=\"Metadata\"/>\n")
                .append("<div ID=\"D2\" LABEL=\"Data\"><fptr FILEID=\"GD\"/></div>\n")
                .append("<div ID=\"D3\" LABEL=\"MetadataLink/File\">\n");
        for (int i = 1; i <= documents; i++) {
            xml.append(
                    "<div ORDER=\"%d\" DMDID=\"DMD-%d\"><fptr FILEID=\"%s\"/></div>\n"
                            .formatted(i, i, id(data(i))));
        }
        return xml.append("</div>\n</div></structMap></mets>").toString();
    }
}
