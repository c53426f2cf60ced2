package vn.tangthu.repository.validation.eark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Makes a sound E-ARK SIP with one representation, whose METS documents a test then spoils. */
final class SipMaker {
    private static final String NAMESPACES =
            "xmlns=\"http://www.loc.gov/METS/\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                    + " xmlns:csip=\"https://DILCIS.eu/XML/METS/CSIPExtensionMETS\"";
    private static final String TIME = "2026-11-21T05:00:00+07:00";
    static final String REPRESENTATION = "representations/rep1/";

    private SipMaker() {}

    static Path write(Path root) throws IOException {
        put(root, "metadata/descriptive/ead.xml", "<ead/>");
        put(root, "metadata/preservation/premis.xml", "<premis/>");
        put(root, "metadata/other/rights.xml", "<rights/>");
        put(root, "documentation/đọc tôi.txt", "tài liệu");
        put(root, "schemas/METS.xsd", "<schema/>");
        put(root, REPRESENTATION + "data/a.txt", "một");
        String inner =
                "<fileSec ID=\"rfs\"><fileGrp ID=\"rg\" USE=\"Data\">"
                        + file(root, REPRESENTATION, "data/a.txt", "rf1")
                        + "</fileGrp></fileSec>"
                        + "<structMap ID=\"rs\" TYPE=\"PHYSICAL\" LABEL=\"CSIP\">"
                        + "<div ID=\"rd\" LABEL=\"rep1\"><div ID=\"rm\" LABEL=\"Metadata\"/>"
                        + "<div ID=\"rdata\" LABEL=\"Data\"><fptr FILEID=\"rg\"/></div></div></structMap>";
        put(root, REPRESENTATION + "METS.xml", mets("rep1") + header() + inner + "</mets>");
        String id = String.valueOf(root.getFileName());
        String outer =
                section(
                                root,
                                "dmdSec",
                                " CREATED=\"" + TIME + "\"",
                                "d1",
                                "EAD",
                                "metadata/descriptive/ead.xml")
                        + "<amdSec>"
                        + section(root, "rightsMD", "", "r1", "OTHER", "metadata/other/rights.xml")
                        + section(
                                root,
                                "digiprovMD",
                                "",
                                "p1",
                                "PREMIS",
                                "metadata/preservation/premis.xml")
                        + "</amdSec>"
                        + "<fileSec ID=\"fs\">"
                        + "<fileGrp ID=\"gd\" USE=\"Documentation\">"
                        + file(root, "", "documentation/đọc tôi.txt", "f1")
                        + "</fileGrp><fileGrp ID=\"gs\" USE=\"Schemas\">"
                        + file(root, "", "schemas/METS.xsd", "f2")
                        + "</fileGrp><fileGrp ID=\"gr\" USE=\"Representations/rep1\" csip:CONTENTINFORMATIONTYPE=\"MIXED\">"
                        + file(root, "", REPRESENTATION + "METS.xml", "f3")
                        + "</fileGrp></fileSec>"
                        + "<structMap ID=\"s\" TYPE=\"PHYSICAL\" LABEL=\"CSIP\"><div ID=\"m\" LABEL=\""
                        + id
                        + "\"><div ID=\"m1\" LABEL=\"Metadata\" DMDID=\"d1\" ADMID=\"p1 r1\"/>"
                        + "<div ID=\"m2\" LABEL=\"Documentation\"><fptr FILEID=\"gd\"/></div>"
                        + "<div ID=\"m3\" LABEL=\"Schemas\"><fptr FILEID=\"gs\"/></div>"
                        + "<div ID=\"m4\" LABEL=\"Representations/rep1\"><mptr LOCTYPE=\"URL\""
                        + " xlink:type=\"simple\" xlink:title=\"gr\" xlink:href=\"representations/rep1/METS.xml\"/></div>"
                        + "</div></structMap>";
        put(root, "METS.xml", mets(id) + header() + outer + "</mets>");
        return root;
    }

    private static String mets(String id) {
        return "<mets "
                + NAMESPACES
                + " OBJID=\""
                + id
                + "\" TYPE=\"Mixed\" csip:CONTENTINFORMATIONTYPE=\"MIXED\""
                + " PROFILE=\"https://earksip.dilcis.eu/profile/E-ARK-SIP-v2-2-0.xml\">\n";
    }

    private static String header() {
        return "<metsHdr CREATEDATE=\""
                + TIME
                + "\" csip:OAISPACKAGETYPE=\"SIP\" RECORDSTATUS=\"NEW\">"
                + "<agent ROLE=\"CREATOR\" TYPE=\"OTHER\" OTHERTYPE=\"SOFTWARE\"><name>Tàng Thư</name>"
                + "<note csip:NOTETYPE=\"SOFTWARE VERSION\">0.1</note></agent>\n"
                + "<agent ROLE=\"CREATOR\" TYPE=\"ORGANIZATION\"><name>Sở Nội vụ</name>"
                + "<note csip:NOTETYPE=\"IDENTIFICATIONCODE\">SNV</note></agent>\n"
                + "<agent ROLE=\"ARCHIVIST\" TYPE=\"INDIVIDUAL\"><name>x</name></agent>\n"
                + "<agent ROLE=\"PRESERVATION\" TYPE=\"ORGANIZATION\"><name>x</name>"
                + "<note csip:NOTETYPE=\"IDENTIFICATIONCODE\">LT</note></agent>\n"
                + "</metsHdr>\n";
    }

    private static String described(Path root, String base, String path) throws IOException {
        byte[] bytes = Files.readAllBytes(root.resolve(base + path));
        return " MIMETYPE=\"text/plain\" SIZE=\""
                + bytes.length
                + "\" CREATED=\""
                + TIME
                + "\" CHECKSUM=\""
                + sha256(bytes)
                + "\" CHECKSUMTYPE=\"SHA-256\"";
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String href(String path) {
        StringBuilder href = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ') {
                href.append((char) b);
            } else {
                href.append("%%%02X".formatted(b & 0xff));
            }
        }
        return " LOCTYPE=\"URL\" xlink:type=\"simple\" xlink:href=\"" + href + "\"";
    }

    private static String section(
            Path root, String name, String attributes, String id, String type, String path)
            throws IOException {
        return "<"
                + name
                + " ID=\""
                + id
                + "\""
                + attributes
                + " STATUS=\"CURRENT\"><mdRef"
                + href(path)
                + " MDTYPE=\""
                + type
                + "\""
                + described(root, "", path)
                + "/></"
                + name
                + ">\n";
    }

    private static String file(Path root, String base, String path, String id) throws IOException {
        return "<file ID=\""
                + id
                + "\""
                + described(root, base, path)
                + "><FLocat"
                + href(path)
                + "/></file>\n";
    }

    static void put(Path root, String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
