package vn.tangthu.repository.validation.eark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.validation.Archives;
import vn.tangthu.repository.validation.Sets;

/** For each MUST of CSIP and SIP a package that does not meet it, and only it. */
class OwnSipsTest {
    interface Spoiling {
        void in(Path root) throws IOException;
    }

    record Case(String codes, String name, Spoiling spoiling) {}

    private static final List<Case> CASES = new ArrayList<>();

    private static void xml(String codes, String name, UnaryOperator<String> change) {
        CASES.add(
                new Case(
                        codes,
                        name,
                        root -> {
                            String old = Files.readString(root.resolve("METS.xml"));
                            String changed = change.apply(old);
                            assertThat(changed).isNotEqualTo(old);
                            SipMaker.put(root, "METS.xml", changed);
                        }));
    }

    private static void xml(String codes, String name, String from, String to) {
        xml(codes, name, text -> text.replace(from, to));
    }

    private static void with(String codes, String name, Spoiling spoiling) {
        CASES.add(new Case(codes, name, spoiling));
    }

    /** Removes an attribute of the n-th element of a name, or gives it another value. */
    private static UnaryOperator<String> attribute(
            String element, int nth, String attribute, String value) {
        return text -> {
            int at = -1;
            for (int i = 0; i < nth; i++) {
                at = text.indexOf("<" + element + " ", at + 1);
            }
            int end = text.indexOf('>', at);
            String tag = text.substring(at, end);
            String changed =
                    tag.replaceFirst(
                            " " + attribute + "=\"[^\"]*\"",
                            value.isEmpty() ? "" : " " + attribute + "=\"" + value + "\"");
            return text.substring(0, at) + changed + text.substring(end);
        };
    }

    private static void each(
            String element, int nth, int first, String[] attributes, String... wrong) {
        for (int i = 0; i < attributes.length; i++) {
            String code = "CSIP" + (first + i);
            xml(
                    code,
                    element + " without " + attributes[i],
                    attribute(element, nth, attributes[i], ""));
            if (!wrong[i].isEmpty()) {
                xml(
                        code,
                        element + " " + attributes[i] + "=" + wrong[i],
                        attribute(element, nth, attributes[i], wrong[i]));
            }
        }
    }

    private static final String[] REFERENCE = {
        "LOCTYPE",
        "xlink:type",
        "xlink:href",
        "MDTYPE",
        "MIMETYPE",
        "SIZE",
        "CREATED",
        "CHECKSUM",
        "CHECKSUMTYPE"
    };
    private static final String[] WRONG = {
        "HANDLE", "locator", "metadata/none.xml", "EAD2", "xml", "7", "hôm nay", "00", "sha-256"
    };

    static {
        root();
        agents();
        sections();
        files();
        maps();
        structure();
        schema();
    }

    private static void root() {
        xml("CSIP1", "no OBJID", text -> text.replaceFirst(" OBJID=\"[^\"]*\"", ""));
        xml("CSIP2", "no TYPE", text -> text.replaceFirst(" TYPE=\"Mixed\"", ""));
        xml("CSIP2", "TYPE of no list", "TYPE=\"Mixed\"", "TYPE=\"Hồ sơ\"");
        xml("CSIP3", "other without a word", "TYPE=\"Mixed\"", "TYPE=\"Other\"");
        xml(
                "CSIP4",
                "no content information type",
                text -> text.replaceFirst(" csip:CONTENTINFORMATIONTYPE=\"MIXED\"", ""));
        xml(
                "CSIP5",
                "OTHER without a word",
                text ->
                        text.replaceFirst(
                                "csip:CONTENTINFORMATIONTYPE=\"MIXED\"",
                                "csip:CONTENTINFORMATIONTYPE=\"OTHER\""));
        xml("CSIP6", "no PROFILE", text -> text.replaceFirst(" PROFILE=\"[^\"]*\"", ""));
        xml(
                "SIP2",
                "PROFILE of CSIP",
                text ->
                        text.replaceFirst(
                                "earksip.dilcis.eu/profile/E-ARK-SIP-v2-2-0",
                                "earkcsip.dilcis.eu/profile/E-ARK-CSIP"));
        xml("CSIP117 ", "no header", text -> text.replaceFirst("(?s)<metsHdr.*</metsHdr>", ""));
        xml("CSIP7", "no CREATEDATE", attribute("metsHdr", 1, "CREATEDATE", ""));
        xml("CSIP7", "a day is no time", attribute("metsHdr", 1, "CREATEDATE", "2026-11-21"));
        xml("CSIP9 SIP4", "no package type", attribute("metsHdr", 1, "csip:OAISPACKAGETYPE", ""));
        xml(
                "CSIP9 SIP4",
                "unknown package type",
                attribute("metsHdr", 1, "csip:OAISPACKAGETYPE", "ZIP"));
        xml("SIP4", "an AIP", attribute("metsHdr", 1, "csip:OAISPACKAGETYPE", "AIP"));
        xml("SIP3", "status", "RECORDSTATUS=\"NEW\"", "RECORDSTATUS=\"MỚI\"");
        xml("EARK_XML", "not well-formed", "</mets>", "");
        xml(
                "EARK_XML",
                "a DTD",
                text -> "<!DOCTYPE mets [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + text);
        xml("EARK_XML", "not METS", "http://www.loc.gov/METS/", "http://www.loc.gov/MODS/");
    }

    private static void schema() {
        xml("EARK_SCHEMA", "sections in another order", OwnSipsTest::mapsFirst);
        xml("EARK_SCHEMA", "an element of nobody", "</metsHdr>", "<remark/></metsHdr>");
        xml("EARK_SCHEMA", "an attribute of nobody", "<fileSec ", "<fileSec NOTE=\"x\" ");
        xml("EARK_SCHEMA", "an id that is nowhere", "ADMID=\"p1 r1\"", "ADMID=\"p1 r1 zz\"");
        xml(
                "EARK_SCHEMA",
                "a schema of its own choice",
                text ->
                        text.replaceFirst(
                                        " OBJID=",
                                        " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                                + " xsi:schemaLocation=\"http://www.loc.gov/METS/"
                                                + " schemas/METS.xsd\" OBJID=")
                                .replace("</metsHdr>", "<remark/></metsHdr>"));
    }

    private static String mapsFirst(String text) {
        String files = text.substring(text.indexOf("<fileSec"), text.indexOf("<structMap"));
        return text.replace(files, "").replace("</mets>", files + "</mets>");
    }

    private static void agents() {
        xml(
                "CSIP10 SIP15 SIP16 SIP17",
                "no agent",
                text -> text.replaceFirst("(?s)<agent.*</agent>", ""));
        xml("CSIP11", "role", attribute("agent", 1, "ROLE", "EDITOR"));
        xml("CSIP12", "type", attribute("agent", 1, "TYPE", "INDIVIDUAL"));
        xml("CSIP13", "other type", attribute("agent", 1, "OTHERTYPE", "MAN"));
        xml("CSIP14", "name", text -> text.replaceFirst("<name>Tàng Thư</name>", ""));
        xml(
                "CSIP15 CSIP16",
                "note",
                text ->
                        text.replaceFirst(
                                "<note csip:NOTETYPE=\"SOFTWARE VERSION\">0.1</note>", ""));
        xml(
                "CSIP16",
                "note's type",
                text -> text.replaceFirst(" csip:NOTETYPE=\"SOFTWARE VERSION\"", ""));
        xml(
                "SIP15 SIP16 SIP17",
                "no submitting agent",
                text ->
                        text.replaceFirst(
                                "<agent ROLE=\"CREATOR\" TYPE=\"ORGANIZATION\">",
                                "<agent ROLE=\"EDITOR\" TYPE=\"ORGANIZATION\">"));
        for (String[] agent :
                new String[][] {
                    {"SIP18", "CREATOR\" TYPE=\"ORGANIZATION"},
                    {"SIP12", "ARCHIVIST\" TYPE=\"INDIVIDUAL"},
                    {"SIP29", "PRESERVATION\" TYPE=\"ORGANIZATION"}
                }) {
            xml(
                    agent[0],
                    "an agent without a name",
                    text -> text.replaceFirst("(ROLE=\"" + agent[1] + "\"><name>)[^<]*<", "$1<"));
        }
        xml(
                "SIP20",
                "submitting agent's note",
                text -> text.replaceFirst("\"IDENTIFICATIONCODE\">SNV", "\"CODE\">SNV"));
        xml("SIP11", "archival creator's type", attribute("agent", 3, "TYPE", "OTHER"));
        xml("SIP28", "preservation agent's type", attribute("agent", 4, "TYPE", "INDIVIDUAL"));
        xml(
                "SIP31",
                "preservation agent's note",
                text -> text.replaceFirst("\"IDENTIFICATIONCODE\">LT", "\"CODE\">LT"));
        xml(
                "SIP24",
                "contact without a name",
                text ->
                        text.replaceFirst(
                                "</metsHdr>",
                                "<agent ROLE=\"CREATOR\" TYPE=\"INDIVIDUAL\"/></metsHdr>"));
        xml(
                "SIP14",
                "archival creator's note",
                text ->
                        text.replaceFirst(
                                "<name>x</name></agent>", "<name>x</name><note>1</note></agent>"));
    }

    private static void sections() {
        xml("CSIP18", "dmdSec without ID", attribute("dmdSec", 1, "ID", ""));
        xml("CSIP18", "ID is no name", attribute("dmdSec", 1, "ID", "1"));
        xml("CSIP19", "dmdSec without CREATED", attribute("dmdSec", 1, "CREATED", ""));
        xml("CSIP20", "status", attribute("dmdSec", 1, "STATUS", "OLD"));
        xml("CSIP20", "no status", attribute("dmdSec", 1, "STATUS", ""));
        xml("CSIP17", "no dmdSec", text -> text.replaceFirst("(?s)<dmdSec.*</dmdSec>", ""));
        xml("CSIP31", "no amdSec", text -> text.replaceFirst("(?s)<amdSec.*</amdSec>", ""));
        xml("CSIP21", "no mdRef", text -> text.replaceFirst("<mdRef[^>]*/>", ""));
        xml("CSIP33", "digiprovMD without ID", attribute("digiprovMD", 1, "ID", ""));
        xml("CSIP46", "rightsMD without ID", attribute("rightsMD", 1, "ID", ""));
        xml("CSIP46", "an ID twice", attribute("rightsMD", 1, "ID", "d1"));
        each("mdRef", 1, 22, REFERENCE, WRONG);
        each("mdRef", 3, 36, REFERENCE, WRONG);
        each("mdRef", 2, 49, REFERENCE, WRONG);
        for (String href :
                new String[] {
                    "../../etc/passwd",
                    "/etc/passwd",
                    "file:///etc/passwd",
                    "http://example.org/x",
                    "metadata\\\\x",
                    "%2e%2e/x"
                }) {
            xml(
                    "CSIP24",
                    "a reference out of the package " + href,
                    attribute("mdRef", 1, "xlink:href", href));
        }
        with(
                "CSIP27 CSIP29",
                "another file",
                root -> SipMaker.put(root, "metadata/descriptive/ead.xml", "<ead></ead>"));
        with(
                "CSIP43",
                "another file of one length",
                root -> SipMaker.put(root, "metadata/preservation/premis.xml", "<Premis/>"));
        with(
                "CSIP24",
                "the file is gone",
                root -> Files.delete(root.resolve("metadata/descriptive/ead.xml")));
    }

    private static void files() {
        xml("CSIP59", "fileSec without ID", attribute("fileSec", 1, "ID", ""));
        xml("CSIP60", "no Documentation", "USE=\"Documentation\"", "USE=\"Docs\"");
        xml("CSIP113", "no Schemas", "USE=\"Schemas\"", "USE=\"XSD\"");
        xml("CSIP114", "no Representations", "USE=\"Representations/rep1\"", "USE=\"Content\"");
        xml(
                "CSIP62",
                "no content information type",
                attribute("fileGrp", 3, "csip:CONTENTINFORMATIONTYPE", ""));
        xml("CSIP64", "no USE", attribute("fileGrp", 1, "USE", ""));
        xml("CSIP65", "fileGrp without ID", attribute("fileGrp", 2, "ID", ""));
        xml("CSIP66", "no file", text -> text.replaceFirst("(?s)<file ID=\"f2\".*?</file>", ""));
        xml("CSIP67", "file without ID", attribute("file", 1, "ID", ""));
        each(
                "file",
                2,
                68,
                new String[] {"MIMETYPE", "SIZE", "CREATED", "CHECKSUM", "CHECKSUMTYPE"},
                "xml",
                "x",
                "hôm nay",
                "00",
                "SHA3");
        xml("CSIP76", "no FLocat", text -> text.replaceFirst("<FLocat[^>]*/>", ""));
        each(
                "FLocat",
                2,
                77,
                new String[] {"LOCTYPE", "xlink:type", "xlink:href"},
                "URN",
                "x",
                "nowhere.txt");
        with(
                "CSIP69 CSIP71",
                "in the representation",
                root -> SipMaker.put(root, SipMaker.REPRESENTATION + "data/a.txt", "khác hẳn"));
        with(
                "CSIP79",
                "gone from the representation",
                root -> Files.delete(root.resolve(SipMaker.REPRESENTATION + "data/a.txt")));
        with(
                "EARK_FILE_UNREFERENCED",
                "a file nobody names",
                root -> SipMaker.put(root, SipMaker.REPRESENTATION + "data/b.txt", "x"));
    }

    private static void maps() {
        xml(
                "CSIP80",
                "no structMap",
                text -> text.replaceFirst("(?s)<structMap.*</structMap>", ""));
        xml("CSIP81", "type", "TYPE=\"PHYSICAL\"", "TYPE=\"LOGICAL\"");
        xml("CSIP82", "label", "LABEL=\"CSIP\"", "LABEL=\"CSIP structMap\"");
        xml("CSIP83", "structMap without ID", attribute("structMap", 1, "ID", ""));
        xml(
                "CSIP84",
                "two main divisions",
                "</div></structMap>",
                "</div><div ID=\"z\" LABEL=\"z\"/></structMap>");
        xml("CSIP85", "main division without ID", attribute("div", 1, "ID", ""));
        xml("CSIP86", "main division without LABEL", before21(attribute("div", 1, "LABEL", "")));
        xml("CSIP86", "LABEL is not the package's", before21(attribute("div", 1, "LABEL", "x")));
        xml("CSIP88 CSIP90", "no Metadata", "LABEL=\"Metadata\"", "LABEL=\"Meta\"");
        xml("CSIP89", "Metadata without ID", attribute("div", 2, "ID", ""));
        xml("CSIP91", "amd not referenced", attribute("div", 2, "ADMID", "p1"));
        xml("CSIP92", "dmd not referenced", attribute("div", 2, "DMDID", ""));
        xml("CSIP93", "no Documentation", text -> text.replaceFirst("<div ID=\"m2\".*?</div>", ""));
        xml("CSIP94", "Documentation without ID", attribute("div", 3, "ID", ""));
        xml("CSIP116", "Documentation with another group", "FILEID=\"gd\"", "FILEID=\"gs\"");
        xml("CSIP118", "Schemas with another group", "FILEID=\"gs\"", "FILEID=\"gd\"");
        xml("CSIP119", "Representations with another group", content("<fptr FILEID=\"gs\"/>"));
        xml(
                "CSIP96",
                "Documentation without a group, a MUST before 2.2",
                before21(text -> text.replace("<fptr FILEID=\"gd\"/>", "")));
        xml("CSIP104", "Representations without a group", before21(content("")));
        xml("CSIP98", "Schemas without ID", attribute("div", 4, "ID", ""));
        xml("CSIP100", "Schemas without its group", "<fptr FILEID=\"gs\"/>", "");
        xml("CSIP106", "representation without ID", attribute("div", 5, "ID", ""));
        xml("CSIP107", "representation without LABEL", attribute("div", 5, "LABEL", ""));
        xml("CSIP108", "representation without its group", attribute("mptr", 1, "xlink:title", ""));
        xml(
                "CSIP108",
                "representation with another group",
                attribute("mptr", 1, "xlink:title", "gd"));
        xml("CSIP107", "representation of another name", attribute("div", 5, "LABEL", "rep1"));
        xml("CSIP109", "no mptr", text -> text.replaceFirst("<mptr[^>]*/>", ""));
        xml(
                "CSIP110",
                "mptr to nothing",
                attribute("mptr", 1, "xlink:href", "representations/rep2/METS.xml"));
        xml("CSIP111", "mptr's type", attribute("mptr", 1, "xlink:type", "x"));
        xml("CSIP112", "mptr's LOCTYPE", attribute("mptr", 1, "LOCTYPE", ""));
        xml(
                "CSIP102",
                "Representations without ID",
                "<div ID=\"m2\"",
                "<div LABEL=\"Representations\"/><div ID=\"m2\"");
    }

    /** The same with a profile that names no version, as before 2.1. */
    private static UnaryOperator<String> before21(UnaryOperator<String> change) {
        return text -> change.apply(text).replace("E-ARK-SIP-v2-2-0.xml", "E-ARK-SIP.xml");
    }

    /** A package without representations: its files lie in one division. */
    private static UnaryOperator<String> content(String files) {
        return text ->
                text.replaceFirst(
                        "(?s)<div ID=\"m4\".*?</div>",
                        "<div ID=\"m4\" LABEL=\"Representations\">" + files + "</div>");
    }

    private static void structure() {
        with(
                "CSIPSTR4",
                "no METS.xml",
                root -> Files.move(root.resolve("METS.xml"), root.resolve("mets.xml")));
        with(
                "EARK_LINK",
                "a link",
                root -> Files.createSymbolicLink(root.resolve("metadata/l"), Path.of("ead.xml")));
        with(
                "CSIPSTR12 CSIPSTR11",
                "a bare representation",
                root -> SipMaker.put(root, "representations/rep2/x", "x"));
    }

    @TestFactory
    List<DynamicTest> eachRequirementThatIsNotMetIsNamed(@TempDir Path home) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Case each : CASES) {
            Path place = home.resolve("sip" + tests.size());
            tests.add(
                    DynamicTest.dynamicTest(
                            each.codes() + " " + each.name(), () -> judge(each, place)));
        }
        return tests;
    }

    private static void judge(Case each, Path place) throws IOException {
        SipMaker.write(place);
        Sets.Verdict before = Sets.judge(place, Validation.Kind.SIP);
        assertThat(before.findings()).as(before.toString()).isEmpty();
        each.spoiling().in(place);
        Sets.Verdict verdict = Sets.judge(place, Validation.Kind.SIP);
        Set<String> all = new TreeSet<>(verdict.errors());
        all.addAll(verdict.warnings());
        assertThat(all).as(verdict.toString()).contains(each.codes().strip().split(" "));
        assertThat(EarkCode.ALL).containsAll(all);
    }

    @Test
    void aCsipNeedsNoSubmitter(@TempDir Path home) throws IOException {
        Path root = SipMaker.write(home.resolve("csip"));
        SipMaker.put(
                root,
                "METS.xml",
                Files.readString(root.resolve("METS.xml"))
                        .replaceFirst(
                                "earksip.dilcis.eu/profile/E-ARK-SIP-v2-2-0",
                                "earkcsip.dilcis.eu/profile/E-ARK-CSIP")
                        .replace("csip:OAISPACKAGETYPE=\"SIP\"", "csip:OAISPACKAGETYPE=\"AIP\""));
        assertThat(Validation.load().recognise(root)).contains(Validation.Kind.CSIP);
        assertThat(Sets.judge(root, Validation.Kind.CSIP).findings()).isEmpty();
        assertThat(Sets.judge(root, Validation.Kind.SIP).errors()).contains("SIP2", "SIP4");
    }

    /** The same verdict on a folder, a ZIP and a tar file, none of them unpacked. */
    @ParameterizedTest
    @ValueSource(strings = {"zip", "tar"})
    void anArchiveIsJudgedWhereItLies(String kind, @TempDir Path home) throws IOException {
        Path root = SipMaker.write(home.resolve("sip"));
        Path sound = Archives.pack(root, home.resolve("sip." + kind), "sip/");
        assertThat(Validation.load().recognise(sound)).contains(Validation.Kind.SIP);
        assertThat(Sets.judge(sound, Validation.Kind.SIP).findings()).isEmpty();

        Path flat = Archives.pack(root, home.resolve("flat." + kind), "");
        assertThat(Sets.judge(flat, Validation.Kind.SIP).errors()).containsExactly("CSIPSTR1");

        SipMaker.put(root, SipMaker.REPRESENTATION + "data/a.txt", "mốt"); // as long as before
        Path other = Archives.pack(root, home.resolve("other." + kind), "sip/");
        assertThat(Sets.judge(other, Validation.Kind.SIP).errors()).containsExactly("CSIP71");

        Path cut = home.resolve("cut." + kind);
        byte[] bytes = Files.readAllBytes(sound);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(Sets.judge(cut, Validation.Kind.SIP).errors()).contains("EARK_ARCHIVE_DAMAGED");
        Path outside = Archives.pack(root, home.resolve("outside." + kind), "sip/../../");
        assertThat(Sets.judge(outside, Validation.Kind.SIP).errors()).contains("EARK_PATH_OUTSIDE");
    }

    @Test
    void everyMandatoryRequirementIsTried() {
        Set<String> tried = new TreeSet<>();
        CASES.forEach(each -> tried.addAll(List.of(each.codes().strip().split(" "))));
        assertThat(tried).containsAll(EarkCode.MANDATORY);
    }
}
