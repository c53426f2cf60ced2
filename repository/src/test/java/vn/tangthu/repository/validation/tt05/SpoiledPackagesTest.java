package vn.tangthu.repository.validation.tt05;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.validation.Sets;

/** One defect each in a package that has none; it is found, under its code, and nothing else. */
class SpoiledPackagesTest {
    interface After {
        void in(Path root) throws IOException;
    }

    record Case(
            String codes,
            String name,
            PackageKind kind,
            Consumer<PackageMaker> before,
            After after) {}

    private static final List<Case> CASES = new ArrayList<>();
    private static final PackageKind SIP = PackageKind.SIP_HOSO;
    private static final PackageKind AIP = PackageKind.AIP_HOSO;

    @TempDir Path directory;

    private static void before(
            String codes, PackageKind kind, String name, Consumer<PackageMaker> spoil) {
        CASES.add(new Case(codes, name, kind, spoil, root -> {}));
    }

    private static void after(String codes, PackageKind kind, String name, After spoil) {
        CASES.add(new Case(codes, name, kind, maker -> {}, spoil));
    }

    private static void root(String codes, PackageKind kind, String from, String to) {
        before(
                codes,
                kind,
                "METS: " + from + " → " + to,
                maker -> maker.rootEdits.add(text -> text.replaceFirst("(?s)" + from, to)));
    }

    private static void rep(String codes, PackageKind kind, String from, String to) {
        before(
                codes,
                kind,
                "rep1: " + from + " → " + to,
                maker -> maker.repEdits.add(text -> text.replaceFirst("(?s)" + from, to)));
    }

    private static void ead(String codes, PackageKind kind, String from, String to) {
        before(
                codes,
                kind,
                "EAD: " + from + " → " + to,
                maker -> maker.change(Layout.EAD, from, to));
    }

    private static void doc(String codes, PackageKind kind, String from, String to) {
        before(
                codes,
                kind,
                "EAD_doc: " + from + " → " + to,
                maker -> maker.change(PackageMaker.doc(1), from, to));
    }

    private static void premis(String codes, String path, String from, String to) {
        before(codes, AIP, "PREMIS: " + from + " → " + to, maker -> maker.change(path, from, to));
    }

    static {
        structure();
        header();
        references();
        maps();
        description();
        documents();
        preservation();
    }

    private static void structure() {
        after("METS_MISSING", SIP, "no METS", root -> Files.delete(root.resolve("METS.xml")));
        after(
                "METS_MISSING FILE_MISSING",
                SIP,
                "no METS of rep1",
                root -> Files.delete(root.resolve(Layout.REP_METS)));
        after(
                "EAD_MISSING FILE_MISSING",
                SIP,
                "no EAD.xml",
                root -> Files.delete(root.resolve(Layout.EAD)));
        after(
                "PREMIS_MISSING FILE_MISSING",
                AIP,
                "no PREMIS",
                root -> Files.delete(root.resolve(Layout.PREMIS)));
        after(
                "FILE_MISSING",
                SIP,
                "a record is not there",
                root -> Files.delete(root.resolve(PackageMaker.data(2))));
        after(
                "SCHEMA_MISSING FILE_MISSING",
                SIP,
                "no schema",
                root -> Files.delete(root.resolve("schemas/METS.xsd")));
        after(
                "FILE_UNREFERENCED DATA_NAME",
                SIP,
                "a file nobody lists",
                root -> PackageMaker.put(root, Layout.DATA + "x.pdf", "%PDF-"));
        after(
                "FILE_UNREFERENCED_BESIDE",
                SIP,
                "documentation nobody lists",
                root -> PackageMaker.put(root, "documentation/x.txt", "x"));
        after(
                "FILE_STRAY FILE_UNREFERENCED_BESIDE",
                SIP,
                "a file outside the tree",
                root -> PackageMaker.put(root, "notes.txt", "x"));
        after(
                "SYSTEM_FILE",
                SIP,
                "Thumbs.db",
                root -> PackageMaker.put(root, Layout.DATA + "Thumbs.db", "x"));
        after(
                "REPRESENTATION_OTHER FILE_UNREFERENCED_BESIDE",
                SIP,
                "a rep2",
                root -> PackageMaker.put(root, "representations/rep2/data/a.pdf", "%PDF-"));
        after(
                "LINK",
                SIP,
                "a link",
                root ->
                        Files.createSymbolicLink(
                                root.resolve("documentation"), Path.of("METS.xml")));
        after(
                "PREMIS_NOT_EXPECTED FILE_UNREFERENCED",
                SIP,
                "PREMIS in a SIP",
                root -> PackageMaker.put(root, Layout.PREMIS, "<premis/>"));
        after(
                "SIZE_WRONG CHECKSUM_WRONG",
                SIP,
                "a byte more",
                root ->
                        Files.writeString(
                                root.resolve(PackageMaker.data(1)),
                                "x",
                                java.nio.file.StandardOpenOption.APPEND));
        after(
                "CHECKSUM_WRONG",
                SIP,
                "a byte changed",
                root -> {
                    byte[] bytes = Files.readAllBytes(root.resolve(PackageMaker.data(1)));
                    bytes[bytes.length - 2] ^= 1;
                    Files.write(root.resolve(PackageMaker.data(1)), bytes);
                });
        after(
                "FOLDER_NAME",
                SIP,
                "the folder has another name",
                root -> Files.move(root, root.resolveSibling("goi")));
        before(
                "FETCH_PLACE",
                PackageKind.SIP_TAILIEU,
                "fetch of loose documents",
                maker -> maker.files.put(Layout.DATA + "a.fetch.txt", "H32.05.1\n"));
        before(
                "FETCH_FONDS",
                AIP,
                "fetch from another fonds",
                maker -> maker.files.put(Layout.DATA + "a.fetch.txt", "H01.02.3\n"));
        before(
                "FETCH_LINE",
                SIP,
                "an empty line",
                maker -> maker.files.put(Layout.DATA + "a.fetch.txt", "a\n\nb\n"));
    }

    private static void header() {
        root("OBJID_MISSING", SIP, " OBJID=\"[^\"]*\"", "");
        root("OBJID_FORM FOLDER_NAME", SIP, " OBJID=\"[^\"]*\"", " OBJID=\"goi-1\"");
        root("OBJID_STYLE FOLDER_NAME", SIP, " OBJID=\"uuid-", " OBJID=\"urn:uuid:");
        root("OBJID_STYLE FOLDER_NAME", AIP, " OBJID=\"urn:uuid:", " OBJID=\"uuid-");
        root("METS_TYPE", SIP, " TYPE=\"Mixed\"", "");
        root("METS_TYPE_VALUE", SIP, " TYPE=\"Mixed\"", " TYPE=\"Hồ sơ\"");
        root("PROFILE_MISSING", SIP, " PROFILE=\"[^\"]*\"", "");
        root(
                "PROFILE_VALUE",
                AIP,
                " PROFILE=\"[^\"]*\"",
                " PROFILE=\"https://earkaip.dilcis.eu/profile/E-ARK-AIP.xml\"");
        root("PACKAGE_TYPE_MISSING", SIP, " csip:OAISPACKAGETYPE=\"SIP\"", "");
        root("PACKAGE_TYPE", SIP, "OAISPACKAGETYPE=\"SIP\"", "OAISPACKAGETYPE=\"AIP\"");
        root(
                "PACKAGE_TYPE_AS_PRINTED",
                PackageKind.DIP,
                "OAISPACKAGETYPE=\"DIP\"",
                "OAISPACKAGETYPE=\"SIP\"");
        root("HEADER_MISSING", SIP, "<metsHdr.*</metsHdr>", "");
        root("TIME", SIP, "CREATEDATE=\"[^\"]*\"", "CREATEDATE=\"21/11/2026\"");
        root("TIME_FORM", SIP, "CREATEDATE=\"[^\"]*\"", "CREATEDATE=\"2026-11-21T05:00:00Z\"");
        root("RECORD_STATUS", SIP, "RECORDSTATUS=\"NEW\"", "RECORDSTATUS=\"MỚI\"");
        root("RECORD_STATUS_MISSING", SIP, " RECORDSTATUS=\"NEW\"", "");
        root("FONDS_CODE", SIP, ">H32.05<", "><");
        root("SOFTWARE", SIP, "OTHERTYPE=\"SOFTWARE\"", "OTHERTYPE=\"MAN\"");
        root("XML", SIP, "</mets>", "");
        root("XML", SIP, "^", "<!DOCTYPE mets [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>");
        root("XML", SIP, "http://www.loc.gov/METS/", "http://www.loc.gov/METS/v2");
    }

    private static void references() {
        root(
                "SECTION_MISSING DESCRIPTION_UNLISTED FILE_UNREFERENCED POINTER",
                SIP,
                "<dmdSec.*</dmdSec>",
                "");
        root("DESCRIPTION_UNLISTED FILE_UNREFERENCED", AIP, "<amdSec>.*</amdSec>", "");
        rep(
                "REFERENCE FILE_UNREFERENCED",
                SIP,
                "xlink:href=\"data/[^\"]*1.pdf\"",
                "xlink:href=\"../../../x.pdf\"");
        rep(
                "FILE_MISSING FILE_UNREFERENCED",
                SIP,
                "xlink:href=\"data/[^\"]*1.pdf\"",
                "xlink:href=\"file:///etc/passwd\"");
        rep("REFERENCE_FORM", SIP, "<FLocat LOCTYPE=\"URL\"", "<FLocat LOCTYPE=\"HANDLE\"");
        rep("MIMETYPE_MISSING", SIP, "MIMETYPE=\"application/pdf\"", "");
        rep("MIMETYPE_WRONG", SIP, "MIMETYPE=\"application/pdf\"", "MIMETYPE=\"image/tiff\"");
        rep(
                "FORMAT_NOT_LISTED",
                SIP,
                "MIMETYPE=\"application/pdf\"",
                "MIMETYPE=\"application/x-own\"");
        rep(
                "SIZE_MISSING",
                SIP,
                "application/pdf\" SIZE=\"[0-9]*\"",
                "application/pdf\" SIZE=\"\"");
        rep("SIZE_WRONG", SIP, "application/pdf\" SIZE=\"[0-9]*\"", "application/pdf\" SIZE=\"7\"");
        rep("CHECKSUM_MISSING", SIP, "CHECKSUM=\"[0-9a-f]*\"", "CHECKSUM=\"00\"");
        rep("CHECKSUM_WRONG", SIP, "CHECKSUM=\"[0-9a-f]{8}", "CHECKSUM=\"00000000");
        rep("CHECKSUM_TYPE", SIP, "CHECKSUMTYPE=\"SHA-256\"", "CHECKSUMTYPE=\"ROT13\"");
        rep(
                "CHECKSUM_OTHER CHECKSUM_WRONG",
                SIP,
                "CHECKSUM=\"[0-9a-f]*\" CHECKSUMTYPE=\"SHA-256\"",
                "CHECKSUM=\"" + "0".repeat(32) + "\" CHECKSUMTYPE=\"MD5\"");
        rep("CREATED_MISSING", SIP, "(<file [^>]*) CREATED=\"[^\"]*\"", "$1");
        rep("TIME", SIP, "(<file [^>]*) CREATED=\"[^\"]*\"", "$1 CREATED=\"hôm nay\"");
        rep("ID_MISSING POINTER", SIP, "<file ID=\"[^\"]*\"", "<file");
        rep("REFERENCE_TWICE ID_TWICE", SIP, "(<file ID.*?</file>)", "$1$1");
    }

    private static void maps() {
        root("SECTION_MISSING", SIP, "<structMap.*</structMap>", "");
        root("STRUCT_MAP", SIP, "LABEL=\"CSIP\"", "LABEL=\"CSIP structMap\"");
        root("DIV_ADVISED", SIP, "<div ID=\"D1\".*?/>", "");
        root("DIV_MISSING MPTR", SIP, "<div ID=\"D3\".*?</div>", "");
        root(
                "MPTR",
                SIP,
                "xlink:href=\"representations/rep1/METS.xml\"/></div>",
                "xlink:href=\"representations/rep1/x.xml\"/></div>");
        root("GROUP_MISSING", SIP, "USE=\"Representations/rep1\"", "USE=\"Bản số hóa\"");
        root("GROUP_SCHEMAS", SIP, "USE=\"Schemas\"", "USE=\"Lược đồ\"");
        root("POINTER", SIP, "DMDID=\"DMD-EAD\"", "DMDID=\"DMD-KHÁC\"");
        rep("GROUP_MISSING", SIP, "USE=\"Data\"", "USE=\"Tệp\"");
        rep("DIV_MISSING", SIP, "LABEL=\"Data\"", "LABEL=\"Tệp\"");
        rep(
                "DIV_MISSING DOC_UNLINKED DATA_UNLINKED",
                SIP,
                "<div ID=\"D3\".*</div>\n</div></structMap>",
                "</div></structMap>");
        rep("DOC_UNLINKED DATA_UNLINKED", SIP, "<div ORDER=\"1\".*?</div>", "");
    }

    private static void description() {
        ead("FIELD_MISSING", SIP, "<title>.*?</title>", "");
        ead("FIELD_MISSING", SIP, "<title>.*?</title>", "<title> </title>");
        ead("FIELD_MISSING", SIP, "<maintenance>.*?</maintenance>", "");
        ead("FIELD_MISSING", PackageKind.SIP_TAILIEU, "<title>.*?</title>", "");
        ead("FIELD_MISSING", PackageKind.AIP_TAILIEU, "<title>.*?</title>", "");
        ead("FIELD_MISSING", PackageKind.DIP, "<purpose>.*?</purpose>", "");
        ead("FIELD_ADVISED", SIP, "<endDate>.*?</endDate>", "");
        ead("FIELD_LENGTH", SIP, "trường học", "x".repeat(101));
        ead("FIELD_LENGTH", SIP, "<title>", "<title>" + "ờ".repeat(1000));
        ead("FIELD_NUMBER", SIP, "<numberOfPaper>3", "<numberOfPaper>3 tờ");
        ead("FIELD_LENGTH", SIP, "<numberOfPaper>3", "<numberOfPaper>31234567890");
        ead("FIELD_DATE", SIP, "02/01/2009", "30/02/2009");
        ead("FIELD_DATE_FORM", SIP, "02/01/2009", "2009-01-02");
        ead("FIELD_DATE_FORM", SIP, "02/01/2009", "2009");
        ead("FIELD_BOOLEAN", SIP, "<riskRecovery>1", "<riskRecovery>có");
        ead("FIELD_CODE", SIP, "<maintenance>01", "<maintenance>08");
        ead("FIELD_CODE", SIP, "<language>01;02", "<language>01;12");
        ead("FIELD_CODE_FORM", SIP, "<maintenance>01", "<maintenance>Vĩnh viễn");
        ead("FIELD_CODE_FORM", SIP, "<maintenance>01", "<maintenance>1");
        ead("FIELD_CODE", PackageKind.DIP, "<feeObjectType>01", "<feeObjectType>11");
        ead("FIELD_TWICE", SIP, "<mode>01</mode>", "<mode>01</mode><mode>01</mode>");
        ead("FIELD_NESTED", SIP, "không", "<p>không</p>");
        ead("FIELD_UNKNOWN", SIP, "<mode>", "<hộp>1</hộp><mode>");
        ead("FIELD_OF_OTHER", SIP, "<mode>", "<docCode>1</docCode><mode>");
        ead("DATES_ORDER", SIP, "30/12/2009", "30/12/2008");
        ead("RISK_STATUS", SIP, "<riskRecoveryStatus>01</riskRecoveryStatus>", "");
        ead("PAPER_CODE", SIP, "<paperFileCode>.*?</paperFileCode>", "");
        ead("PAPER_CODE_ADVISED", AIP, "<paperFileCode>.*?</paperFileCode>", "");
        ead("SECRET", SIP, "<mode>01", "<mode>03");
        ead("NOT_PERMANENT", SIP, "<maintenance>01", "<maintenance>03");
        ead("TOTAL_DOCUMENTS", SIP, "<totalDoc>2", "<totalDoc>3");
        ead("TOTAL_DOCUMENTS_STORED", AIP, "<totalDoc>2", "<totalDoc>3");
        ead("TOTAL_PAGES", SIP, "<numberOfPage>6", "<numberOfPage>7");
        ead("XML", SIP, "<simpledc>", "<ead>");
        ead("XML", SIP, "^", "<!DOCTYPE simpledc>");
    }

    private static void documents() {
        doc("FIELD_MISSING", SIP, "<subject>.*?</subject>", "");
        doc("FIELD_MISSING", SIP, "<docCode>.*?</docCode>", "");
        doc("FIELD_MISSING", AIP, "<docOrdinal>.*?</docOrdinal>", "");
        doc("FIELD_MISSING", PackageKind.DIP, "<arcDocCode>.*?</arcDocCode>", "");
        doc("FIELD_ADVISED", SIP, "<issuedDate>.*?</issuedDate>", "");
        doc("FIELD_CODE", SIP, "<typeName>02", "<typeName>33");
        doc("FIELD_CODE_FORM", SIP, "<typeName>02", "<typeName>02: Quyết định");
        doc("FIELD_LENGTH", SIP, "<codeNumber>12", "<codeNumber>123456789012");
        doc("FIELD_DATE", SIP, "01/02/2009", "1/2/9");
        doc("FIELD_DATE_FORM", SIP, "01/02/2009", "1/2/2009");
        doc("PROCESS_MISSING", SIP, "<process>1</process>", "");
        doc("PROCESS_ADVISED", AIP, "<process>1</process>", "");
        doc("DOC_CODE_TWICE", SIP, "0000001</docCode>", "0000002</docCode>");
        doc("DOC_CODE", SIP, "0000001</docCode>", "01</docCode>");
        doc("DOC_ID_TWICE", SIP, "<docId>D1", "<docId>D2");
        doc("ORDINAL_TWICE", AIP, "<docOrdinal>1", "<docOrdinal>02");
        doc("FILE_CODE_DIFFERS", AIP, "<arcFileCode>LS32", "<arcFileCode>LS33");
        doc("XML", SIP, "</simpledc>", "");
    }

    private static void preservation() {
        premis("PREMIS_NAMESPACE", Layout.PREMIS, "premis/v3", "premis/v2");
        premis("PREMIS_VERSION", Layout.PREMIS, " version=\"3.0\"", " version=\"2.2\"");
        premis("PREMIS_OBJECT", Layout.PREMIS, "<object.*</object>", "");
        premis("PREMIS_EVENT_CREATION", Layout.PREMIS, "information package creation", "accession");
        premis("PREMIS_EVENT_TRANSFER", Layout.PREMIS, ">transfer<", ">scan<");
        premis("PREMIS_EVENT_TYPE", Layout.REP_PREMIS, "<eventType>.*?</eventType>", "");
        premis("TIME", Layout.PREMIS, "<eventDateTime>", "<eventDateTime>x");
        premis("PREMIS_IDENTIFIER", Layout.PREMIS, "<eventIdentifier>.*?</eventIdentifier>", "");
        premis("PREMIS_AGENT", Layout.PREMIS, "<agent>.*</agent>", "");
        premis(
                "PREMIS_NO_AGENT",
                Layout.PREMIS,
                "<linkingAgentIdentifier>.*?</linkingAgentIdentifier>",
                "");
        premis("PREMIS_ROLE", Layout.PREMIS, "executing program", "boss");
        premis("PREMIS_FIXITY", Layout.REP_PREMIS, "<fixity>.*?</fixity>", "");
        premis("PREMIS_FIXITY_OTHER", Layout.REP_PREMIS, "SHA-256", "SHA-512");
        premis(
                "PREMIS_DIGEST",
                Layout.REP_PREMIS,
                "<messageDigest>[0-9a-f]{8}",
                "<messageDigest>00000000");
        premis("PREMIS_SIZE", Layout.REP_PREMIS, "<size>", "<size>1");
        premis(
                "PREMIS_FILE_MISSING",
                Layout.REP_PREMIS,
                "<object xsi:type=\"file\">.*?</object>",
                "");
        before(
                "PREMIS_EVENT",
                AIP,
                "no event at all",
                maker -> {
                    maker.change(Layout.PREMIS, "<event>.*</event>", "");
                    maker.change(Layout.REP_PREMIS, "<event>.*</event>", "");
                    maker.change(Layout.EAD, "<confidenceLevel>02", "<confidenceLevel>01");
                });
        premis(
                "PREMIS_FILE_UNKNOWN",
                Layout.REP_PREMIS,
                "(?=<event>)",
                "<object xsi:type=\"file\"><objectIdentifier><objectIdentifierValue>q</objectIdentifierValue></objectIdentifier>"
                        + "<objectCharacteristics><fixity><messageDigestAlgorithm>SHA-256</messageDigestAlgorithm><messageDigest>00</messageDigest>"
                        + "</fixity></objectCharacteristics></object>");
    }

    @TestFactory
    Stream<DynamicTest> each_defect_is_found_under_its_code_and_nothing_else() {
        return CASES.stream()
                .map(
                        one ->
                                DynamicTest.dynamicTest(
                                        one.codes() + ": " + one.kind() + ", " + one.name(),
                                        () -> {
                                            PackageMaker maker = new PackageMaker(one.kind());
                                            one.before().accept(maker);
                                            Path parent = Files.createTempDirectory(directory, "p");
                                            Path root = maker.write(parent);
                                            one.after().in(root);
                                            Path found =
                                                    Files.exists(root)
                                                            ? root
                                                            : parent.resolve("goi");
                                            assertThat(
                                                            Sets.judge(
                                                                            found,
                                                                            vn.tangthu.repository
                                                                                    .Validation.Kind
                                                                                    .TT05)
                                                                    .codes())
                                                    .containsExactlyInAnyOrderElementsOf(
                                                            expected(one.codes()));
                                        }));
    }

    private static SortedSet<String> expected(String codes) {
        SortedSet<String> all = new TreeSet<>();
        Arrays.stream(codes.split(" ")).forEach(code -> all.add("TT05_" + code));
        return all;
    }

    @Test
    void there_are_many_defects() {
        assertThat(CASES).hasSizeGreaterThan(110);
    }
}
