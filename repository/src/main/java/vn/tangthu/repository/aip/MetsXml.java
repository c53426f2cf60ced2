package vn.tangthu.repository.aip;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * The two METS files of a package (Thông tư 05/2025, Phụ lục I; a profile of E-ARK CSIP 2.0.4): of
 * the package and of its one representation. The fonds, the series and the file code stand in the
 * header of the package's METS as {@code altRecordID}.
 */
final class MetsXml {

    private static final String AIP_PROFILE = "http://www.ra.ee/METS/v01/IP.xml";
    private static final String SIP_PROFILE = "https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml";
    private static final String EARK_PROFILE =
            "https://earksip.dilcis.eu/profile/E-ARK-SIP-v2-2-0.xml";
    private static final String DIP_PROFILE = "https://earkdip.dilcis.eu/profile/E-ARK-DIP.xml";
    private static final String FONDS_ID = "FONDSID";
    private static final String SERIES_CODE = "SERIESCODE";
    private static final String FILE_CODE = "FILECODE";

    private final Aip aip;
    private final String softwareVersion;
    private final RecordVersion head;

    /** When what describes was written. */
    private final Instant written;

    private final Form form;

    /**
     * Which package it is written for.
     *
     * @param type csip:OAISPACKAGETYPE
     * @param preserved whether it has PREMIS and what senders put beside the documents
     * @param eark whether it is written by the letter of E-ARK SIP 2.2, where the circular differs:
     *     divisions name file groups, each METS document its software, the submitter is a CREATOR
     * @param issuedAt of a package that is made anew each time; null where it has the times of what
     *     is kept
     */
    record Form(
            String type,
            String objId,
            String profile,
            boolean preserved,
            boolean eark,
            @Nullable Instant issuedAt) {
        static Form sip(String objId) {
            return new Form("SIP", objId, SIP_PROFILE, false, false, null);
        }

        static Form eark(String objId) {
            return new Form("SIP", objId, EARK_PROFILE, false, true, null);
        }

        static Form dip(String objId, Instant issuedAt) {
            return new Form("DIP", objId, DIP_PROFILE, false, false, issuedAt);
        }
    }

    /** Of the package that is kept. */
    MetsXml(Aip aip, String softwareVersion) {
        this(
                aip,
                softwareVersion,
                new Form("AIP", AipLayout.objId(aip.id().value()), AIP_PROFILE, true, false, null));
    }

    MetsXml(Aip aip, String softwareVersion, Form form) {
        this.form = form;
        this.aip = aip;
        this.softwareVersion = softwareVersion;
        this.head = aip.history().getLast();
        this.written = form.issuedAt() == null ? head.createdAt() : form.issuedAt();
    }

    /**
     * @param metadata the metadata files of the package by path, without this one
     * @param schemas our schemas by path
     */
    byte[] root(SortedMap<String, byte[]> metadata, SortedMap<String, byte[]> schemas) {
        XmlText xml = start("schemas/METS.xsd", form.objId());
        header(xml);
        dmd(xml, "DMD-EAD", "", AipLayout.EAD, metadata);
        if (form.preserved()) {
            amd(xml, "AMD-PREMIS", "", AipLayout.PREMIS, metadata);
        }
        xml.start("fileSec").attribute("ID", "FILESEC");
        documentation(xml);
        xml.start("fileGrp").attribute("ID", "GRP-Schemas").attribute("USE", "Schemas");
        schemas.forEach((path, bytes) -> file(xml, path, path, "application/xml", bytes));
        xml.end();
        xml.start("fileGrp").attribute("ID", "GRP-rep1").attribute("USE", "Representations/rep1");
        xml.attribute("csip:CONTENTINFORMATIONTYPE", form.eark() ? "MIXED" : null);
        file(
                xml,
                AipLayout.REP_METS,
                AipLayout.REP_METS,
                "text/xml",
                metadata.get(AipLayout.REP_METS));
        xml.end().end();
        xml.start("structMap")
                .attribute("ID", "SM-CSIP")
                .attribute("TYPE", "PHYSICAL")
                .attribute("LABEL", "CSIP");
        xml.start("div").attribute("ID", "DIV-" + form.type()).attribute("LABEL", form.objId());
        xml.start("div")
                .attribute("ID", "DIV-Metadata")
                .attribute("LABEL", "Metadata")
                .attribute("DMDID", "DMD-EAD")
                .attribute("ADMID", form.preserved() ? "AMD-PREMIS" : null)
                .end();
        if (!received().isEmpty()) {
            xml.start("div")
                    .attribute("ID", "DIV-Documentation")
                    .attribute("LABEL", "Documentation");
            received().forEach(path -> fptr(xml, fileId(path)));
            xml.end();
        }
        xml.start("div").attribute("ID", "DIV-Schemas").attribute("LABEL", "Schemas");
        if (form.eark()) {
            fptr(xml, "GRP-Schemas");
        } else {
            schemas.keySet().forEach(path -> fptr(xml, fileId(path)));
        }
        xml.end();
        xml.start("div").attribute("ID", "DIV-rep1").attribute("LABEL", "Representations/rep1");
        xml.start("mptr")
                .attribute("LOCTYPE", "URL")
                .attribute("xlink:type", "simple")
                .attribute("xlink:href", AipLayout.REP_METS)
                .attribute("xlink:title", form.eark() ? "GRP-rep1" : fileId(AipLayout.REP_METS))
                .end();
        return xml.end().end().end().end().bytes();
    }

    private List<String> received() {
        return aip.origins().stream()
                .filter(origin -> form.preserved() && origin.received() != null)
                .map(origin -> Aip.Received.path(origin.version()))
                .toList();
    }

    /** What senders put into their packages beside the documents. */
    private void documentation(XmlText xml) {
        if (received().isEmpty()) {
            return;
        }
        xml.start("fileGrp").attribute("ID", "GRP-Documentation");
        xml.attribute("USE", "Documentation");
        for (Aip.Origin origin : aip.origins()) {
            Aip.Received received = origin.received();
            if (received != null) {
                String path = Aip.Received.path(origin.version());
                fileElement(
                        xml,
                        fileId(path),
                        path,
                        "application/zip",
                        received.size(),
                        aip.history().get(origin.version() - 1).createdAt(),
                        received.sha256());
            }
        }
        xml.end();
    }

    private void header(XmlText xml) {
        headerStart(xml, aip.history().getFirst().createdAt());
        software(xml);
        if (form.eark()) {
            body(xml, "CREATOR", archive());
        }
        body(xml, "ARCHIVIST", aip.fondsCode());
        aip.origins().stream()
                .map(Aip.Origin::submitter)
                .distinct()
                .forEach(
                        submitter ->
                                xml.start("agent")
                                        .attribute("ROLE", "OTHER")
                                        .attribute("OTHERROLE", "SUBMITTER")
                                        .attribute("TYPE", "ORGANIZATION")
                                        .element("name", submitter)
                                        .end());
        altRecordId(xml, FONDS_ID, aip.fonds().toString());
        altRecordId(xml, SERIES_CODE, aip.seriesCode());
        altRecordId(xml, FILE_CODE, aip.fileCode());
        xml.end();
    }

    private void software(XmlText xml) {
        xml.start("agent")
                .attribute("ROLE", "CREATOR")
                .attribute("TYPE", "OTHER")
                .attribute("OTHERTYPE", "SOFTWARE")
                .element("name", "Tàng Thư")
                .start("note")
                .attribute("csip:NOTETYPE", "SOFTWARE VERSION");
        noteText(xml, softwareVersion);
        xml.end();
    }

    private static void body(XmlText xml, String role, String code) {
        xml.start("agent")
                .attribute("ROLE", role)
                .attribute("TYPE", "ORGANIZATION")
                .element("name", code)
                .start("note")
                .attribute("csip:NOTETYPE", "IDENTIFICATIONCODE");
        noteText(xml, code);
        xml.end();
    }

    /** Mã cơ quan lưu trữ: arcFileCode before the hồ sơ's own code; the whole where it has none. */
    private String archive() {
        String whole = aip.description().arcFileCode();
        String code =
                whole.endsWith(aip.fileCode())
                        ? whole.substring(0, whole.length() - aip.fileCode().length())
                        : whole;
        String trimmed = code.endsWith(".") ? code.substring(0, code.length() - 1) : code;
        return trimmed.isEmpty() ? whole : trimmed;
    }

    private void headerStart(XmlText xml, Instant created) {
        boolean later = form.issuedAt() == null && head.number() > 1;
        xml.start("metsHdr")
                .attribute(
                        "CREATEDATE",
                        Times.write(form.issuedAt() == null ? created : form.issuedAt()))
                .attribute("LASTMODDATE", later ? Times.write(head.createdAt()) : null)
                .attribute("RECORDSTATUS", later ? "REPLACEMENT" : "NEW")
                .attribute("csip:OAISPACKAGETYPE", form.type());
    }

    private static void noteText(XmlText xml, String text) {
        xml.text(text).end();
    }

    private static void altRecordId(XmlText xml, String type, @Nullable String value) {
        if (value != null) {
            xml.start("altRecordID").attribute("TYPE", type).text(value).end();
        }
    }

    /**
     * @param metadata the metadata files of the package by path
     * @param createdAt when each file was added
     */
    byte[] representation(
            SortedMap<String, byte[]> metadata, Map<ContentFileId, Instant> createdAt) {
        XmlText xml = start("../../schemas/METS.xsd", "rep1");
        headerStart(xml, aip.history().getFirst().createdAt());
        if (form.eark()) {
            software(xml);
            body(xml, "CREATOR", archive());
        }
        xml.end();
        for (int place = 1; place <= aip.documents().size(); place++) {
            dmd(
                    xml,
                    "DMD-" + AipLayout.number(place),
                    AipLayout.REP,
                    AipLayout.eadDoc(place),
                    metadata);
        }
        if (form.preserved()) {
            amd(xml, "AMD-PREMIS", AipLayout.REP, AipLayout.REP_PREMIS, metadata);
        }
        xml.start("fileSec").attribute("ID", "FILESEC");
        xml.start("fileGrp").attribute("ID", "GRP-Data").attribute("USE", "Data");
        List<ContentFile> stored = aip.storedFiles();
        for (ContentFile file : stored) {
            fileElement(
                    xml,
                    fileId(file.id()),
                    file.path().substring(AipLayout.REP.length()),
                    file.mimeType(),
                    file.size(),
                    createdAt.getOrDefault(file.id(), aip.history().getFirst().createdAt()),
                    file.sha256());
        }
        xml.end().end();
        xml.start("structMap")
                .attribute("ID", "SM-CSIP")
                .attribute("TYPE", "PHYSICAL")
                .attribute("LABEL", "CSIP");
        xml.start("div").attribute("ID", "DIV-rep1").attribute("LABEL", "rep1");
        xml.start("div")
                .attribute("ID", "DIV-Metadata")
                .attribute("LABEL", "Metadata")
                .attribute("DMDID", form.eark() ? descriptions() : null)
                .attribute("ADMID", form.preserved() ? "AMD-PREMIS" : null)
                .end();
        xml.start("div").attribute("ID", "DIV-Data").attribute("LABEL", "Data");
        stored.forEach(file -> fptr(xml, fileId(file.id())));
        xml.end();
        xml.start("div").attribute("ID", "DIV-Link").attribute("LABEL", "MetadataLink/File");
        int place = 0;
        for (Aip.Document document : aip.documents()) {
            xml.start("div")
                    .attribute("ORDER", Integer.toString(++place))
                    .attribute("ORDERLABEL", pageRanges(document))
                    .attribute("DMDID", "DMD-" + AipLayout.number(place));
            document.files().forEach(file -> fptr(xml, fileId(file.whole().id())));
            xml.end();
        }
        return xml.end().end().end().end().bytes();
    }

    private String descriptions() {
        return IntStream.rangeClosed(1, aip.documents().size())
                .mapToObj(place -> "DMD-" + AipLayout.number(place))
                .collect(Collectors.joining(" "));
    }

    /** {@code 4-6} for pages of a file that documents share, in the order of its files, or null. */
    private static @Nullable String pageRanges(Aip.Document document) {
        String ranges =
                document.files().stream()
                        .map(ContentFile::pageRange)
                        .filter(range -> !range.isEmpty())
                        .collect(Collectors.joining(" "));
        return ranges.isEmpty() ? null : ranges;
    }

    private XmlText start(String schema, String objId) {
        return new XmlText()
                .start("mets")
                .attribute("xmlns", "http://www.loc.gov/METS/")
                .attribute("xmlns:csip", "https://DILCIS.eu/XML/METS/CSIPExtensionMETS")
                .attribute("xmlns:xlink", "http://www.w3.org/1999/xlink")
                .attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
                .attribute(
                        "xsi:schemaLocation",
                        form.eark() ? null : "http://www.loc.gov/METS/ " + schema)
                .attribute("OBJID", objId)
                .attribute("TYPE", "Mixed")
                .attribute("csip:CONTENTINFORMATIONTYPE", form.eark() ? "MIXED" : null)
                .attribute("PROFILE", form.profile());
    }

    private void dmd(
            XmlText xml, String id, String base, String path, SortedMap<String, byte[]> metadata) {
        xml.start("dmdSec").attribute("ID", id).attribute("CREATED", Times.write(head.createdAt()));
        xml.attribute("STATUS", form.eark() ? "CURRENT" : null);
        mdRef(xml, base, path, "OTHER", "simpledc", metadata.get(path));
        xml.end();
    }

    private void amd(
            XmlText xml, String id, String base, String path, SortedMap<String, byte[]> metadata) {
        xml.start("amdSec").start("digiprovMD").attribute("ID", id);
        xml.attribute("CREATED", Times.write(head.createdAt()));
        mdRef(xml, base, path, "PREMIS", null, metadata.get(path));
        xml.end().end();
    }

    private void mdRef(
            XmlText xml,
            String base,
            String path,
            String type,
            @Nullable String otherType,
            byte @Nullable [] bytes) {
        byte[] content = present(path, bytes);
        xml.start("mdRef")
                .attribute("LOCTYPE", "URL")
                .attribute("xlink:type", "simple")
                .attribute("xlink:href", href(path.substring(base.length())))
                .attribute("MDTYPE", type)
                .attribute("OTHERMDTYPE", otherType)
                .attribute("MIMETYPE", "text/xml")
                .attribute("SIZE", Integer.toString(content.length))
                .attribute("CREATED", Times.write(written))
                .attribute("CHECKSUM", Digest.of(DigestAlgorithm.SHA256, content).hex())
                .attribute("CHECKSUMTYPE", DigestAlgorithm.SHA256.javaName())
                .end();
    }

    private void file(
            XmlText xml, String path, String relative, String mimeType, byte @Nullable [] bytes) {
        byte[] content = present(path, bytes);
        fileElement(
                xml,
                fileId(path),
                relative,
                mimeType,
                content.length,
                written,
                Digest.of(DigestAlgorithm.SHA256, content));
    }

    private static byte[] present(String path, byte @Nullable [] bytes) {
        if (bytes == null) {
            throw new IllegalArgumentException("METS is written after " + path);
        }
        return bytes;
    }

    private static void fileElement(
            XmlText xml,
            String id,
            String path,
            String mimeType,
            long size,
            Instant created,
            Digest sha256) {
        xml.start("file")
                .attribute("ID", id)
                .attribute("MIMETYPE", mimeType)
                .attribute("SIZE", Long.toString(size))
                .attribute("CREATED", Times.write(created))
                .attribute("CHECKSUM", sha256.hex())
                .attribute("CHECKSUMTYPE", sha256.algorithm().javaName())
                .start("FLocat")
                .attribute("LOCTYPE", "URL")
                .attribute("xlink:type", "simple")
                .attribute("xlink:href", href(path))
                .end()
                .end();
    }

    private static void fptr(XmlText xml, String fileId) {
        xml.start("fptr").attribute("FILEID", fileId).end();
    }

    private String fileId(String path) {
        return fileId(ContentFileId.derive(aip.id(), path));
    }

    private static String fileId(ContentFileId id) {
        return "ID-" + AipLayout.upper(id.value());
    }

    /** A relative reference: every byte of UTF-8 that RFC 3986 does not let stand is escaped. */
    private static String href(String path) {
        StringBuilder href = new StringBuilder(path.length() + 16);
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || "-._~/".indexOf(c) >= 0) {
                href.append(c);
            } else {
                href.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return href.toString();
    }

    /** What the package's METS alone tells. */
    record Header(FondsId fonds, String fondsCode, @Nullable String seriesCode, String fileCode) {}

    static Header readHeader(XmlNode mets) throws IOException {
        Map<String, String> ids = new HashMap<>();
        XmlNode header = mets.child("metsHdr");
        for (XmlNode id : header.children("altRecordID")) {
            ids.put(id.required("TYPE"), id.text());
        }
        String fondsCode = null;
        for (XmlNode agent : header.children("agent")) {
            XmlNode note = agent.find("note");
            if (note != null && "IDENTIFICATIONCODE".equals(note.attribute("NOTETYPE"))) {
                fondsCode = note.text();
            }
        }
        String fonds = ids.get(FONDS_ID);
        String fileCode = ids.get(FILE_CODE);
        if (fonds == null || fileCode == null || fondsCode == null) {
            throw new IOException("METS.xml does not name fonds and file code");
        }
        return new Header(FondsId.of(fonds), fondsCode, ids.get(SERIES_CODE), fileCode);
    }

    /** Logical paths of the content files by id, from the METS of the representation. */
    static Map<ContentFileId, String> readFiles(XmlNode mets) throws IOException {
        Map<ContentFileId, String> paths = new HashMap<>();
        for (XmlNode group : List.copyOf(mets.child("fileSec").children("fileGrp"))) {
            for (XmlNode file : group.children("file")) {
                String href = file.child("FLocat").required("href");
                // A plus sign is itself in a path, unlike in a form.
                String path = URLDecoder.decode(href.replace("+", "%2B"), StandardCharsets.UTF_8);
                paths.put(
                        ContentFileId.of(file.required("ID").substring("ID-".length())),
                        AipLayout.REP + path);
            }
        }
        return paths;
    }
}
