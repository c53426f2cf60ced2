package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A package as packing software of an agency makes it (Thông tư 05/2025, Phụ lục I and III): its
 * METS fits what lies in it, unless a test spoils it.
 */
public final class SentPackage {
    private static final String TIME = "2026-11-21T05:00:00.0+07:00";
    public static final String ARCHIVE_CODE = IngestRoom.ARCHIVE_CODE;
    public static final String DATA = "representations/rep1/data/";
    static final String DESCRIPTIONS = "representations/rep1/metadata/descriptive/";

    final boolean aip;
    public String uuid;
    final String fonds;
    public final Map<String, String> record = new LinkedHashMap<>();
    public final List<Map<String, String>> documents = new ArrayList<>();

    /** Bytes by path; METS is written last. */
    public final Map<String, byte[]> files = new LinkedHashMap<>();

    /** Paths of the files of each document. */
    private final List<String> data = new ArrayList<>();

    SentPackage(boolean aip, UUID uuid, String fonds) {
        this.aip = aip;
        this.uuid = uuid.toString().toUpperCase(Locale.ROOT);
        this.fonds = fonds;
        for (String schema : List.of("METS.xsd", "EAD.xsd", "EAD_doc.xsd", "EAD_pic.xsd")) {
            text("schemas/" + schema, "<schema/>");
        }
    }

    /** As {@link SampleDelivery} describes a hồ sơ in its lists, with the same bytes. */
    public static SentPackage sample(
            boolean aip, String fonds, int number, int documents, String words) {
        String fileCode = fonds + ".1998." + number;
        String prefix = aip ? IngestRoom.ARCHIVE_CODE + "." : "";
        SentPackage made = new SentPackage(aip, UUID.randomUUID(), fonds);
        made.record.put(aip ? "arcFileCode" : "fileCode", prefix + fileCode);
        made.record.put("title", "Hồ sơ số " + number);
        made.record.put("maintenance", "01");
        made.record.put("mode", "01");
        made.record.put("language", "01");
        made.record.put("startDate", "1998");
        made.record.put("endDate", "31/12/1998");
        made.record.put("totalDoc", "" + documents);
        made.record.put("confidenceLevel", "02");
        made.record.put("paperFileCode", "H32.LTLS.01." + ("Hồ sơ số " + number).hashCode());
        made.record.put("riskRecovery", "0");
        for (int d = 1; d <= documents; d++) {
            String docCode = fileCode + String.format(Locale.ROOT, ".%07d", d);
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("docCode", docCode);
            if (aip) {
                fields.put("arcFileCode", prefix + fileCode);
                fields.put("docOrdinal", "" + d);
            }
            fields.put("typeName", "02");
            fields.put("codeNumber", "" + d);
            fields.put("codeNotation", "QĐ-UBND");
            fields.put("issuedDate", "05/03/1998");
            fields.put("organName", "UBND huyện Diên Khánh");
            fields.put("subject", "Về việc số " + d);
            fields.put("language", "01");
            made.document(fields, docCode + ".pdf", SmallPdf.of(words + " " + docCode));
        }
        return made;
    }

    /** SIP_tailieu or AIP_tailieu: documents for a hồ sơ, numbered from {@code first}. */
    public static SentPackage loose(
            boolean aip, String fonds, int number, int first, int documents, String words) {
        SentPackage all = sample(aip, fonds, number, first + documents - 1, words);
        SentPackage made = new SentPackage(aip, UUID.randomUUID(), fonds);
        String field = aip ? "arcFileCode" : "fileCode";
        made.record.put(field, all.record.get(field));
        made.record.put("title", "Tài liệu rời");
        made.record.put("source", "1");
        if (!aip) {
            made.record.put("totalDoc", "" + documents);
        }
        for (Map<String, String> fields : all.documents.subList(first - 1, first - 1 + documents)) {
            String docCode = fields.get("docCode");
            made.document(fields, docCode + ".pdf", SmallPdf.of(words + " " + docCode));
        }
        return made;
    }

    /** A document of another hồ sơ: described here, its bytes only referred to. */
    public void referTo(String docCode, String line) {
        Map<String, String> fields = new LinkedHashMap<>(documents.getFirst());
        fields.put("docCode", docCode);
        fields.computeIfPresent("docOrdinal", (field, first) -> "" + (documents.size() + 1));
        document(fields, docCode + ".fetch.txt", (line + "\n").getBytes(StandardCharsets.UTF_8));
        record.put("totalDoc", "" + documents.size());
    }

    public void document(Map<String, String> fields, String name, byte[] bytes) {
        documents.add(fields);
        data.add(DATA + name);
        files.put(DATA + name, bytes);
    }

    public String objectId() {
        return (aip ? "urn:uuid:" : "uuid-") + uuid;
    }

    public String folder() {
        return objectId().replace(':', '_');
    }

    SentPackage text(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private void seal() {
        text("metadata/descriptive/EAD.xml", simple(record));
        for (int d = 1; d <= documents.size(); d++) {
            text(description(d), simple(documents.get(d - 1)));
        }
        if (aip) {
            text(
                    "metadata/preservation/PREMIS.xml",
                    premis("", event("transfer") + event("information package creation")));
            StringBuilder objects = new StringBuilder();
            data.forEach(path -> objects.append(object(path)));
            text(
                    "representations/rep1/metadata/preservation/PREMIS_rep1.xml",
                    premis(objects.toString(), event("message digest calculation")));
        }
        text("representations/rep1/METS.xml", representation());
        text("METS.xml", root());
    }

    private String description(int place) {
        String kind = documents.get(place - 1).containsKey("imageTitle") ? "pic" : "doc";
        return DESCRIPTIONS + String.format(Locale.ROOT, "EAD_%s_%07d.xml", kind, place);
    }

    public Path folder(Path parent) throws IOException {
        seal();
        Path root = parent.resolve(folder());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling("."));
            Files.write(path, file.getValue());
        }
        return root;
    }

    /** {@code [STT][OBJID].zip}. */
    public Path zip(Path parent, int number) throws IOException {
        seal();
        Files.createDirectories(parent);
        Path zip = parent.resolve(number + folder() + ".zip");
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                out.putNextEntry(new ZipEntry(folder() + "/" + each.getKey()));
                out.write(each.getValue());
                out.closeEntry();
            }
        }
        return zip;
    }

    private static String simple(Map<String, String> fields) {
        StringBuilder xml = new StringBuilder("<simpledc>\n");
        fields.forEach(
                (name, value) -> xml.append("<%s>%s</%s>\n".formatted(name, escaped(value), name)));
        return xml.append("</simpledc>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private String premis(String objects, String events) {
        return "<premis xmlns=\"http://www.loc.gov/premis/v3\" version=\"3.0\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><object"
                + " xsi:type=\"intellectualEntity\"><objectIdentifier><objectIdentifierType>OBJID"
                + "</objectIdentifierType><objectIdentifierValue>"
                + objectId()
                + "</objectIdentifierValue></objectIdentifier></object>"
                + objects
                + events
                + "<agent><agentIdentifier><agentIdentifierType>local</agentIdentifierType>"
                + "<agentIdentifierValue>a1</agentIdentifierValue></agentIdentifier>"
                + "<agentName>Phần mềm</agentName><agentType>software</agentType></agent></premis>";
    }

    private static String event(String type) {
        return "<event><eventIdentifier><eventIdentifierType>UUID</eventIdentifierType>"
                + "<eventIdentifierValue>e-"
                + type.hashCode()
                + "</eventIdentifierValue></eventIdentifier><eventType>"
                + type
                + "</eventType><eventDateTime>"
                + TIME
                + "</eventDateTime><linkingAgentIdentifier><linkingAgentIdentifierType>local"
                + "</linkingAgentIdentifierType><linkingAgentIdentifierValue>a1"
                + "</linkingAgentIdentifierValue><linkingAgentRole>executing program"
                + "</linkingAgentRole></linkingAgentIdentifier></event>";
    }

    private String object(String path) {
        byte[] bytes = bytes(path);
        return "<object xsi:type=\"file\"><objectIdentifier><objectIdentifierType>UUID"
                + "</objectIdentifierType><objectIdentifierValue>"
                + id(path).substring(3)
                + "</objectIdentifierValue></objectIdentifier><objectCharacteristics><fixity>"
                + "<messageDigestAlgorithm>SHA-256</messageDigestAlgorithm><messageDigest>"
                + sha256(bytes)
                + "</messageDigest></fixity><size>"
                + bytes.length
                + "</size></objectCharacteristics></object>";
    }

    private String mets(String id) {
        return "<mets xmlns=\"http://www.loc.gov/METS/\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                + " xmlns:csip=\"https://DILCIS.eu/XML/METS/CSIPExtensionMETS\" OBJID=\""
                + id
                + "\" TYPE=\"Mixed\" PROFILE=\""
                + (aip
                        ? "http://www.ra.ee/METS/v01/IP.xml"
                        : "https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml")
                + "\"><metsHdr CREATEDATE=\""
                + TIME
                + "\" RECORDSTATUS=\"NEW\" csip:OAISPACKAGETYPE=\""
                + (aip ? "AIP" : "SIP")
                + "\"><agent ROLE=\"CREATOR\" TYPE=\"OTHER\" OTHERTYPE=\"SOFTWARE\"><name>Phần mềm"
                + "</name><note csip:NOTETYPE=\"SOFTWARE VERSION\">1</note></agent><agent"
                + " ROLE=\"ARCHIVIST\" TYPE=\"ORGANIZATION\"><name>x</name><note"
                + " csip:NOTETYPE=\"IDENTIFICATIONCODE\">"
                + fonds
                + "</note></agent></metsHdr>";
    }

    private String described(String path, String mime) {
        byte[] bytes = bytes(path);
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

    private byte[] bytes(String path) {
        return files.getOrDefault(path, new byte[0]);
    }

    private static String href(String path) {
        String encoded =
                URLEncoder.encode(path, StandardCharsets.UTF_8)
                        .replace("%2F", "/")
                        .replace("+", "%20");
        return " LOCTYPE=\"URL\" xlink:type=\"simple\" xlink:href=\"" + encoded + "\"";
    }

    private String section(String name, String id, String base, String path) {
        return "<%s ID=\"%s\" CREATED=\"%s\"><mdRef%s MDTYPE=\"OTHER\"%s/></%s>"
                .formatted(
                        name,
                        id,
                        TIME,
                        href(path.substring(base.length())),
                        described(path, "text/xml"),
                        name);
    }

    private String file(String base, String path, String mime) {
        return "<file ID=\"%s\"%s><FLocat%s/></file>"
                .formatted(id(path), described(path, mime), href(path.substring(base.length())));
    }

    private String root() {
        StringBuilder xml = new StringBuilder(mets(objectId()));
        xml.append(section("dmdSec", "DMD-EAD", "", "metadata/descriptive/EAD.xml"));
        if (aip) {
            xml.append("<amdSec>")
                    .append(section("digiprovMD", "AMD", "", "metadata/preservation/PREMIS.xml"))
                    .append("</amdSec>");
        }
        xml.append("<fileSec ID=\"FS\"><fileGrp ID=\"GS\" USE=\"Schemas\">");
        for (String path : files.keySet()) {
            if (path.startsWith("schemas/") || path.startsWith("documentation/")) {
                xml.append(file("", path, "text/xml"));
            }
        }
        return xml.append("</fileGrp><fileGrp ID=\"GR\" USE=\"Representations/rep1\">")
                .append(file("", "representations/rep1/METS.xml", "text/xml"))
                .append(
                        "</fileGrp></fileSec><structMap ID=\"SM\" TYPE=\"PHYSICAL\" LABEL=\"CSIP\">")
                .append("<div LABEL=\"p\"><div ID=\"D1\" LABEL=\"Metadata\" DMDID=\"DMD-EAD\"/>")
                .append("<div ID=\"D2\" LABEL=\"Schemas\"><fptr FILEID=\"GS\"/></div>")
                .append("<div ID=\"D3\" LABEL=\"Representations/rep1\"><mptr")
                .append(href("representations/rep1/METS.xml"))
                .append("/></div></div></structMap></mets>")
                .toString();
    }

    private String representation() {
        String rep = "representations/rep1/";
        StringBuilder xml = new StringBuilder(mets("rep1"));
        for (int i = 1; i <= documents.size(); i++) {
            xml.append(section("dmdSec", "DMD-" + i, rep, description(i)));
        }
        if (aip) {
            xml.append("<amdSec>")
                    .append(
                            section(
                                    "digiprovMD",
                                    "AMD",
                                    rep,
                                    rep + "metadata/preservation/PREMIS_rep1.xml"))
                    .append("</amdSec>");
        }
        xml.append("<fileSec ID=\"FS\"><fileGrp ID=\"GD\" USE=\"Data\">");
        for (String path : files.keySet()) {
            if (path.startsWith(DATA)) {
                xml.append(
                        file(rep, path, path.endsWith(".pdf") ? "application/pdf" : "text/plain"));
            }
        }
        xml.append("</fileGrp></fileSec><structMap ID=\"SM\" TYPE=\"PHYSICAL\" LABEL=\"CSIP\">")
                .append("<div LABEL=\"rep1\"><div ID=\"D1\" LABEL=\"Metadata\"/>")
                .append("<div ID=\"D2\" LABEL=\"Data\"><fptr FILEID=\"GD\"/></div>")
                .append("<div ID=\"D3\" LABEL=\"MetadataLink/File\">");
        for (int i = 1; i <= documents.size(); i++) {
            xml.append(
                    "<div DMDID=\"DMD-%d\"><fptr FILEID=\"%s\"/></div>"
                            .formatted(i, id(data.get(i - 1))));
        }
        return xml.append("</div></div></structMap></mets>").toString();
    }

    private static String id(String path) {
        return "ID-"
                + UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .toUpperCase(Locale.ROOT);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
