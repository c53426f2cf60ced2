package vn.tangthu.repository.validation.eark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.validation.Sets;

/**
 * What is an error and what advice, by the text of the requirements and by the version that a
 * package declares; and shapes of package that are sound. The traits are those of the public test
 * corpus, the packages our own.
 */
class EarkLevelsTest {
    private static final String MIXED = "csip:CONTENTINFORMATIONTYPE=\"MIXED\" PROFILE";
    private static final String REFERENCE = "xlink:href=\"metadata/descriptive/ead.xml\"";

    /**
     * @param before codes of errors, all of them, with a profile that names no version
     * @param since22 the same with 2.2
     */
    private record Case(String name, String before, String since22, UnaryOperator<String> change) {
        Case then(UnaryOperator<String> more) {
            return new Case(name, before, since22, text -> more.apply(change.apply(text)));
        }

        Case atFirst(String codes) {
            return new Case(name, codes, since22, change);
        }
    }

    private static Case both(String codes, String name, String from, String to) {
        return new Case(name, codes, codes, text -> replaced(text, from, to));
    }

    private static Case older(String codes, String name, String from, String to) {
        return new Case(name, codes, "", text -> replaced(text, from, to));
    }

    private static Case without(String codes, String name, String regex) {
        return new Case(name, codes, codes, text -> text.replaceFirst("(?s)" + regex, ""));
    }

    private static String replaced(String text, String from, String to) {
        int at = text.indexOf(from);
        assertThat(at).as(from).isNotNegative();
        return text.substring(0, at) + to + text.substring(at + from.length());
    }

    private static List<Case> cases() {
        List<Case> all = new ArrayList<>();
        String type = "TYPE=\"Mixed\"";
        all.add(both("CSIP2 CSIP3", "Other without a word", type, "TYPE=\"Other\""));
        all.add(
                both(
                        "CSIP3",
                        "a word of the list",
                        type,
                        "TYPE=\"OTHER\" csip:OTHERTYPE=\"Dataset\""));
        all.add(both("CSIP3", "a word beside another", type, type + " csip:OTHERTYPE=\"x\""));
        all.add(both("", "a word of its own", type, "TYPE=\"OTHER\" csip:OTHERTYPE=\"Hồ sơ\""));
        all.add(both("", "no word", type, type + " csip:OTHERTYPE=\"\""));
        all.addAll(contentTypes());
        String group = "csip:CONTENTINFORMATIONTYPE=\"MIXED\">";
        all.add(both("CSIP62", "a representation without its type", group, ">"));
        all.add(both("CSIP62", "of no list", group, group.replace("MIXED", "x")));
        all.add(both("CSIP63", "OTHER and nothing", group, group.replace("MIXED", "OTHER")));
        all.add(both("CSIP8", "changed in the future", "RECORDSTATUS", ahead()));
        String note = "<note csip:NOTETYPE=\"SOFTWARE VERSION\">0.1</note>";
        all.add(both("CSIP15", "two notes", note, note + note));
        String status = " STATUS=\"CURRENT\"";
        all.add(both("CSIP20", "status of no list", status, " STATUS=\"current\""));
        all.add(both("", "no status", status, ""));
        all.add(
                both(
                        "CSIP34",
                        "",
                        "<digiprovMD ID=\"p1\"" + status,
                        "<digiprovMD ID=\"p1\" STATUS=\"x\""));
        all.add(
                both(
                        "CSIP47",
                        "",
                        "<rightsMD ID=\"r1\"" + status,
                        "<rightsMD ID=\"r1\" STATUS=\"x\""));
        all.addAll(metadata());
        all.addAll(maps());
        return all;
    }

    private static List<Case> contentTypes() {
        String other = "csip:CONTENTINFORMATIONTYPE=\"OTHER\" csip:OTHERCONTENTINFORMATIONTYPE=";
        String named = " csip:OTHERCONTENTINFORMATIONTYPE=\"x\" PROFILE";
        return List.of(
                both("CSIP4", "type of no list", MIXED, MIXED.replace("MIXED", "x")),
                both("", "no type", MIXED, "PROFILE"),
                both("CSIP5", "OTHER and nothing", MIXED, MIXED.replace("MIXED", "OTHER")),
                both("CSIP5", "OTHER and empty", MIXED, other + "\"\" PROFILE"),
                both("CSIP5", "OTHER and one of the first list", MIXED, other + "\"ERMS\" PROFILE"),
                both("", "OTHER and a later one", MIXED, other + "\"citsehpj_v1_0\" PROFILE"),
                both("CSIP5", "a name beside a type", MIXED, MIXED.replace(" PROFILE", named)));
    }

    private static String ahead() {
        return "LASTMODDATE=\"2100-01-01T00:00:00\" RECORDSTATUS";
    }

    private static List<Case> metadata() {
        return List.of(
                without("CSIP17", "a description in no section", "<dmdSec.*</dmdSec>")
                        .then(text -> text.replace(" DMDID=\"d1\"", "")),
                without("CSIP21", "a section without reference", "<mdRef[^>]*/>"),
                without("CSIP31 CSIP32", "PREMIS in no section", "<amdSec.*</amdSec>")
                        .then(text -> text.replace(" ADMID=\"p1 r1\"", "")),
                without("CSIP32", "PREMIS in no digiprovMD", "<digiprovMD.*</digiprovMD>")
                        .then(text -> text.replace("p1 r1", "r1")),
                both("CSIP24", "an empty reference", REFERENCE, "xlink:href=\"\""),
                older("CSIP26", "no registered type", "\"text/plain\"", "\"other/plain\""),
                both(
                        "CSIP26",
                        "a type too long",
                        "\"text/plain\"",
                        "\"text/" + "x".repeat(200) + "\""),
                older("CSIP91", "half the administrative metadata", "\"p1 r1\"", "\"p1\""),
                older("CSIP91", "a description among it", "\"p1 r1\"", "\"p1 r1 d1\""),
                both("", "the section that holds it", "<amdSec>", "<amdSec ID=\"a1\">")
                        .then(text -> text.replace("\"p1 r1\"", "\"a1\"")),
                both(
                        "",
                        "a description named in a division of its own",
                        " DMDID=\"d1\" ADMID=\"p1 r1\"/>",
                        " ADMID=\"p1 r1\"/><div ID=\"n\" LABEL=\"Metadata/Other\" DMDID=\"d1\"/>"),
                older("CSIP92", "no description", " DMDID=\"d1\"", ""));
    }

    private static List<Case> maps() {
        String metadata = "<div ID=\"m1\" LABEL=\"Metadata\"";
        String documentation = "<div ID=\"m2\" LABEL=\"Documentation\">";
        String second =
                "<structMap ID=\"t\" TYPE=\"PHYSICAL\" LABEL=\"CSIP\"><div ID=\"u\"/></structMap></mets>";
        return List.of(
                both(
                        "CSIP64",
                        "a group of no folder",
                        "USE=\"Representations/rep1\"",
                        "USE=\"Representations/rep9\""),
                both("CSIP80 CSIP82", "two maps", "</mets>", second),
                both("", "a map of another name", "</mets>", second.replace("CSIP", "Kho")),
                both(
                        "CSIP88 CSIP90",
                        "two of metadata",
                        metadata,
                        "<div ID=\"n\" LABEL=\"Metadata\"/>" + metadata),
                both(
                        "CSIP93",
                        "two of documentation",
                        documentation,
                        "<div ID=\"n\" LABEL=\"Documentation\"/>" + documentation),
                older("CSIP96 CSIP116", "a group in no division", "<fptr FILEID=\"gd\"/>", ""),
                both("CSIP116", "no group at all", "<fptr FILEID=\"gd\"/>", "<fptr/>")
                        .atFirst("CSIP96 CSIP116"),
                both(
                        "",
                        "the path of the METS document",
                        "LABEL=\"Representations/rep1\"",
                        "LABEL=\"representations/rep1/METS.xml\""));
    }

    @TestFactory
    Stream<DynamicTest> eachIsAnErrorWhereTheTextHasAMust(@TempDir Path home) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Case each : cases()) {
            for (boolean is22 : new boolean[] {false, true}) {
                Path place = home.resolve("sip" + tests.size());
                String codes = is22 ? each.since22() : each.before();
                tests.add(
                        DynamicTest.dynamicTest(
                                codes + " " + each.name() + (is22 ? " 2.2" : ""),
                                () -> judge(place, codes, is22, each.change())));
            }
        }
        return tests.stream();
    }

    private static void judge(Path place, String codes, boolean is22, UnaryOperator<String> change)
            throws IOException {
        SipMaker.write(place);
        edit(place, "METS.xml", text -> change.apply(is22 ? text : unversioned(text)));
        Sets.Verdict verdict = Sets.judge(place, Validation.Kind.SIP);
        assertThat(verdict.errors()).as(verdict.toString()).isEqualTo(words(codes));
        assertThat(verdict.valid()).isEqualTo(codes.isEmpty());
    }

    private static Set<String> words(String codes) {
        return codes.isEmpty() ? Set.of() : new TreeSet<>(List.of(codes.split(" ")));
    }

    private static String unversioned(String text) {
        return text.replace("E-ARK-SIP-v2-2-0.xml", "E-ARK-SIP.xml");
    }

    private static void edit(Path root, String path, UnaryOperator<String> change)
            throws IOException {
        String text = Files.readString(root.resolve(path));
        String changed = change.apply(text);
        SipMaker.put(root, path, changed);
    }

    /** A package without METS documents of representations: their files lie in its own groups. */
    private static void withoutInnerDocuments(Path root) throws IOException {
        Path inner = root.resolve(SipMaker.REPRESENTATION + "METS.xml");
        String file = between(Files.readString(inner), "<file ", "</file>");
        Files.delete(inner);
        edit(
                root,
                "METS.xml",
                text ->
                        replaced(
                                text.replace(between(text, "<file ID=\"f3\"", "</file>"), file)
                                        .replace(
                                                "\"data/a.txt", "\"representations/rep1/data/a.txt")
                                        .replace("rep1\" csip", "rep1/data\" csip"),
                                between(text, "<mptr", "/>"),
                                "<div ID=\"m5\" LABEL=\"Representations/rep1/data\">"
                                        + "<fptr FILEID=\"gr\"/></div>"));
    }

    /** One division for all of a package's representations, with one METS document. */
    private static void withOneDivision(Path root) throws IOException {
        edit(
                root,
                "METS.xml",
                text -> text.replace("\"Representations/rep1\"", "\"Representations\""));
    }

    /** Groups inside a group: the requirements speak of those in the file section. */
    private static void withInnerGroups(Path root) throws IOException {
        String group = "<fileGrp ID=\"rg\" USE=\"Data\">";
        edit(
                root,
                SipMaker.REPRESENTATION + "METS.xml",
                text ->
                        replaced(text, group, group + "<fileGrp ID=\"rn\">")
                                .replace("</fileGrp>", "</fileGrp></fileGrp>"));
        seal(root);
    }

    private static String between(String text, String from, String to) {
        int at = text.indexOf(from);
        return text.substring(at, text.indexOf(to, at) + to.length());
    }

    /** Gives the reference to the inner METS document its size and digest again. */
    private static void seal(Path root) throws IOException {
        byte[] inner = Files.readAllBytes(root.resolve(SipMaker.REPRESENTATION + "METS.xml"));
        String digest = SipMaker.sha256(inner);
        edit(
                root,
                "METS.xml",
                text -> {
                    String old = between(text, "<file ID=\"f3\"", ">");
                    return text.replace(
                            old,
                            old.replaceFirst("SIZE=\"[0-9]+", "SIZE=\"" + inner.length)
                                    .replaceFirst("CHECKSUM=\"[0-9a-f]+", "CHECKSUM=\"" + digest));
                });
    }

    private interface Shape {
        void of(Path root) throws IOException;
    }

    @TestFactory
    Stream<DynamicTest> packagesOfOtherShapesAreSound(@TempDir Path home) {
        return Stream.of(
                        Map.<String, Shape>entry("inner", EarkLevelsTest::withoutInnerDocuments),
                        Map.<String, Shape>entry("division", EarkLevelsTest::withOneDivision),
                        Map.<String, Shape>entry("groups", EarkLevelsTest::withInnerGroups))
                .flatMap(
                        shape ->
                                Stream.of(true, false)
                                        .map(
                                                is22 ->
                                                        DynamicTest.dynamicTest(
                                                                shape.getKey() + " 2.2 " + is22,
                                                                () ->
                                                                        sound(
                                                                                home.resolve(
                                                                                        shape
                                                                                                        .getKey()
                                                                                                + is22),
                                                                                shape.getValue(),
                                                                                is22))));
    }

    private static void sound(Path place, Shape shape, boolean is22) throws IOException {
        SipMaker.write(place);
        shape.of(place);
        edit(place, "METS.xml", text -> is22 ? text : unversioned(text));
        Sets.Verdict verdict = Sets.judge(place, Validation.Kind.SIP);
        assertThat(verdict.errors()).as(verdict.toString()).isEmpty();
    }

    @Test
    void theMetsDocumentOfARepresentationNamesItsTypeAndItsFolder(@TempDir Path home)
            throws IOException {
        Path root = SipMaker.write(home.resolve("sip"));
        edit(
                root,
                SipMaker.REPRESENTATION + "METS.xml",
                text -> replaced(replaced(text, MIXED, "PROFILE"), "\"rep1\"", "\"bản 1\""));
        seal(root);
        Sets.Verdict verdict = Sets.judge(root, Validation.Kind.SIP);
        assertThat(verdict.errors()).containsExactly("CSIP4");
        assertThat(verdict.warnings()).containsExactly("CSIP1");
    }

    @Test
    void whatIsAdvisedIsAWarning(@TempDir Path home) throws IOException {
        Path root = SipMaker.write(home.resolve("sip"));
        edit(
                root,
                "METS.xml",
                text ->
                        replaced(
                                replaced(
                                        text, "USE=\"Schemas\"", "USE=\"Schemas\" ADMID=\"p1 d1\""),
                                "\"p1 r1\"",
                                "\"r1\""));
        Sets.Verdict verdict = Sets.judge(root, Validation.Kind.SIP);
        assertThat(verdict.errors()).isEmpty();
        assertThat(verdict.warnings()).containsExactly("CSIP61", "CSIP91");

        edit( // a section that another has followed need not be named
                root,
                "METS.xml",
                text ->
                        replaced(text, "ADMID=\"p1 d1\"", "ADMID=\"p1\"")
                                .replace(
                                        "<digiprovMD ID=\"p1\" STATUS=\"CURRENT\"",
                                        "<digiprovMD ID=\"p1\" STATUS=\"SUPERSEDED\""));
        assertThat(Sets.judge(root, Validation.Kind.SIP).findings()).isEmpty();
    }

    @Test
    void aHiddenFileThatKeepsAFolderIsNoMetadata(@TempDir Path home) throws IOException {
        Path root = SipMaker.write(home.resolve("sip"));
        Files.delete(root.resolve("metadata/descriptive/ead.xml"));
        SipMaker.put(root, "metadata/descriptive/.gitkeep", "");
        edit(
                root,
                "METS.xml",
                text ->
                        text.replaceFirst("(?s)<dmdSec.*</dmdSec>", "")
                                .replace(" DMDID=\"d1\"", ""));
        Sets.Verdict verdict = Sets.judge(root, Validation.Kind.SIP);
        assertThat(verdict.errors()).isEmpty();
        assertThat(verdict.warnings()).contains("CSIP17");
    }

    /** The profiles of AIP and DIP extend that of CSIP. */
    @ParameterizedTest
    @ValueSource(strings = {"aip", "dip"})
    void otherPackagesOfTheFamilyAreJudgedAsCsip(String kind, @TempDir Path home)
            throws IOException {
        Path root = SipMaker.write(home.resolve("package"));
        edit(
                root,
                "METS.xml",
                text ->
                        text.replace(
                                        "earksip.dilcis.eu/profile/E-ARK-SIP-v2-2-0",
                                        "eark"
                                                + kind
                                                + ".dilcis.eu/profile/E-ARK-"
                                                + kind.toUpperCase(Locale.ROOT))
                                .replace(
                                        "PACKAGETYPE=\"SIP\"",
                                        "PACKAGETYPE=\"" + kind.toUpperCase(Locale.ROOT) + "\""));
        assertThat(Validation.load().recognise(root)).contains(Validation.Kind.CSIP);
        assertThat(Sets.judge(root, Validation.Kind.CSIP).errors()).isEmpty();
    }
}
