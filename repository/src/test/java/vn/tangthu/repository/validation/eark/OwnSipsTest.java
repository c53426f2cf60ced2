package vn.tangthu.repository.validation.eark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Validation;
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
        xml("CSIP21", "no mdRef", text -> text.replaceFirst("<mdRef[^>]*/>", ""));
        xml("CSIP33", "digiprovMD without ID", attribute("digiprovMD", 1, "ID", ""));
        xml("CSIP46", "rightsMD without ID", attribute("rightsMD", 1, "ID", ""));
        xml("CSIP46", "an ID twice", attribute("rightsMD", 1, "ID", "p1"));
        each("mdRef", 1, 22, REFERENCE, WRONG);
        each("mdRef", 2, 36, REFERENCE, WRONG);
        each("mdRef", 3, 49, REFERENCE, WRONG);
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
        xml("CSIP82", "label", "LABEL=\"CSIP structMap\"", "LABEL=\"CSIP\"");
        xml("CSIP83", "structMap without ID", attribute("structMap", 1, "ID", ""));
        xml(
                "CSIP84",
                "two main divisions",
                "</div></structMap>",
                "</div><div ID=\"z\" LABEL=\"z\"/></structMap>");
        xml("CSIP85", "main division without ID", attribute("div", 1, "ID", ""));
        xml("CSIP86", "main division without LABEL", attribute("div", 1, "LABEL", ""));
        xml("CSIP86", "LABEL is not the package's", attribute("div", 1, "LABEL", "x"));
        xml("CSIP88 CSIP90", "no Metadata", "LABEL=\"Metadata\"", "LABEL=\"Meta\"");
        xml("CSIP89", "Metadata without ID", attribute("div", 2, "ID", ""));
        xml("CSIP91", "amd not referenced", attribute("div", 2, "ADMID", "p1"));
        xml("CSIP92", "dmd not referenced", attribute("div", 2, "DMDID", ""));
        xml("CSIP93", "no Documentation", text -> text.replaceFirst("<div ID=\"m2\".*?</div>", ""));
        xml("CSIP94", "Documentation without ID", attribute("div", 3, "ID", ""));
        xml("CSIP96", "Documentation without its group", "FILEID=\"gd\"", "FILEID=\"zz\"");
        xml("CSIP98", "Schemas without ID", attribute("div", 4, "ID", ""));
        xml("CSIP100", "Schemas without its group", "<fptr FILEID=\"gs\"/>", "");
        xml("CSIP106", "representation without ID", attribute("div", 5, "ID", ""));
        xml("CSIP107", "representation without LABEL", attribute("div", 5, "LABEL", ""));
        xml("CSIP108", "representation without its group", attribute("div", 5, "CONTENTIDS", ""));
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

    @Test
    void everyMandatoryRequirementIsTried() {
        Set<String> tried = new TreeSet<>();
        CASES.forEach(each -> tried.addAll(List.of(each.codes().strip().split(" "))));
        assertThat(tried).containsAll(EarkCode.MANDATORY);
    }
}
