package vn.tangthu.repository.validation.ocfl;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tangthu.repository.validation.ocfl.ObjectMaker.A;
import static vn.tangthu.repository.validation.ocfl.ObjectMaker.B;
import static vn.tangthu.repository.validation.ocfl.ObjectMaker.put;
import static vn.tangthu.repository.validation.ocfl.ObjectMaker.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.validation.Sets;

/** For each code a case of our own, made from a sound object or storage root. */
class OwnObjectsTest {
    interface Spoiling {
        void in(Path place) throws IOException;
    }

    record Case(String codes, String name, boolean root, String spec, Spoiling spoiling) {}

    private static final List<Case> CASES = new ArrayList<>();

    private static void object(String codes, String name, Spoiling spoiling) {
        CASES.add(new Case(codes, name, false, "1.1", spoiling));
    }

    private static void root(String codes, String name, Spoiling spoiling) {
        CASES.add(new Case(codes, name, true, "1.1", spoiling));
    }

    /** Changes the current inventory, at the root and in v2, with right digest files. */
    private static Spoiling json(UnaryOperator<String> change) {
        return at -> {
            String old = Files.readString(at.resolve("inventory.json"));
            String changed = change.apply(old);
            assertThat(changed).isNotEqualTo(old);
            for (Path directory : new Path[] {at, at.resolve("v2")}) {
                put(directory, "inventory.json", changed);
                seal(directory);
            }
        };
    }

    private static Spoiling json(String from, String to) {
        return json(text -> text.replace(from, to));
    }

    /** Changes one inventory only. */
    private static Spoiling in(String directory, String from, String to) {
        return at -> {
            Path place = directory.isEmpty() ? at : at.resolve(directory);
            String old = Files.readString(place.resolve("inventory.json"));
            assertThat(old).contains(from);
            put(place, "inventory.json", old.replace(from, to));
            seal(place);
        };
    }

    private static Spoiling file(String path, String text) {
        return at -> put(at, path, text);
    }

    private static Spoiling move(String from, String to) {
        return at -> {
            Files.createDirectories(at.resolve(to).getParent());
            Files.move(at.resolve(from), at.resolve(to));
        };
    }

    static {
        declarations();
        versions();
        contents();
        inventories();
        paths();
        histories();
        warnings();
        roots();
    }

    private static void declarations() {
        String name = "0=ocfl_object_1.1";
        object(
                "E002",
                "declaration is a directory",
                at -> {
                    Files.delete(at.resolve(name));
                    Files.createDirectory(at.resolve(name));
                });
        object("E003", "none", at -> Files.delete(at.resolve(name)));
        object("E003", "two", file("0=ocfl_object_1.0", "ocfl_object_1.0\n"));
        object("E004 E005", "tag 1", move(name, "1=ocfl_object_1.1"));
        object("E004 E006", "other value", move(name, "0=object_1.1"));
        object("E006", "version 9.9", move(name, "0=ocfl_object_9.9"));
        object("E007", "no line feed", file(name, "ocfl_object_1.1"));
        object("E007", "CRLF", file(name, "ocfl_object_1.1\r\n"));
    }

    private static void versions() {
        object("E001", "a file", file("x.txt", "x"));
        object("E001 E105", "v0", file("v0/content/x", "x"));
        object("E001 E104", "3", file("3/content/x", "x"));
        object(
                "E008",
                "no versions",
                json(text -> text.replaceAll("\"versions\": .*", "\"versions\": {}}")));
        object(
                "E009 E042 E092",
                "v1 is gone",
                at -> {
                    delete(at.resolve("v1"));
                    json(text -> text.replaceAll("\"v1\": \\{.*?\\}\\}, ", "")).in(at);
                });
        object("E010 E046", "directory v2 is gone", at -> delete(at.resolve("v2")));
        object("E046", "directory v3 is not listed", file("v3/content/x", "x"));
        object(
                "E011 E012 E013",
                "padded, then not",
                at -> {
                    move("v1", "v01").in(at);
                    json(text -> text.replace("v1/", "v01/").replace("\"v1\"", "\"v01\"")).in(at);
                });
        object(
                "E012 E013",
                "not padded, then padded",
                at -> {
                    move("v2", "v002").in(at);
                    Path v = at.resolve("v002");
                    String t = Files.readString(at.resolve("inventory.json")).replace("v2", "v002");
                    for (Path d : new Path[] {at, v}) {
                        put(d, "inventory.json", t);
                        seal(d);
                    }
                });
        object("E014", "padding in a path", json("v1/content", "v01/content"));
        object("E040", "head is the first", json("\"head\": \"v2\"", "\"head\": \"v1\""));
        object(
                "E082 E001",
                "an object in an object",
                at -> ObjectMaker.write(at.resolve("inner"), "1.1", "urn:x:2"));
    }

    private static void contents() {
        object("E015", "a file beside content", file("v1/x.txt", "x"));
        object("E016 E042", "content elsewhere", json("v2/content/b", "v2/files/b"));
        object("E023", "not listed", file("v1/content/x", "x"));
        object(
                "E024",
                "empty directory",
                at -> Files.createDirectories(at.resolve("v1/content/d")));
        object(
                "E024",
                "nested empty directory",
                at -> Files.createDirectories(at.resolve("v1/content/d/e")));
        object(
                "E090",
                "symbolic link",
                at -> Files.createSymbolicLink(at.resolve("v1/content/l"), Path.of("a.txt")));
        object(
                "E090",
                "link in the root",
                at -> Files.createSymbolicLink(at.resolve("logs"), at.getParent()));
        object(
                "E090",
                "hard link",
                at -> Files.createLink(at.resolve("v1/content/l"), at.resolve("v1/content/a.txt")));
        object("E092", "damaged", file("v1/content/a.txt", "mọt"));
        object("E092", "gone", at -> Files.delete(at.resolve("v1/content/a.txt")));
        object(
                "E093",
                "fixity wrong",
                json(
                        "\"versions\"",
                        "\"fixity\": {\"md5\": {\""
                                + "0".repeat(32)
                                + "\": [\"v1/content/a.txt\"]}}, \"versions\""));
        object("E067", "a file in extensions", file("extensions/x", "x"));
        object(
                "",
                "unknown algorithm is ignored",
                json(
                        "\"versions\"",
                        "\"fixity\": {\"whirl\": {\"00\": [\"v1/content/a.txt\"]}}, \"versions\""));
        object("", "logs are free", file("logs/x/y", "z"));
    }

    private static void inventories() {
        object(
                "E017 E108",
                "slash in contentDirectory",
                json("\"head\"", "\"contentDirectory\": \"a/b\", \"head\""));
        object(
                "E018 E108",
                "contentDirectory ..",
                json("\"head\"", "\"contentDirectory\": \"..\", \"head\""));
        object("E025", "md5", json("\"sha512\"", "\"md5\""));
        object("E029", "sha1 in base64", fixity("sha1", "qUqP5cyxm6YcTAhz05Hph5gvu9M="));
        object(
                "E030",
                "sha256 in base64",
                fixity("sha256", "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="));
        object("E031", "sha512 in words", json(A, "một hai"));
        object("E032", "blake2b in words", fixity("blake2b-512", "xyz"));
        object("E033", "no JSON", json(text -> text.substring(0, 100)));
        object("E033", "an array", json(text -> "[" + text + "]"));
        object("E033", "a key twice", json("\"head\"", "\"id\": \"urn:x:1\", \"head\""));
        object("E033", "two documents", json(text -> text + "{}"));
        object(
                "E033",
                "not UTF-8",
                at -> {
                    byte[] bytes =
                            Files.readString(at.resolve("inventory.json"))
                                    .replace("\"m\"", "\"é\"")
                                    .getBytes(StandardCharsets.ISO_8859_1);
                    for (Path d : new Path[] {at, at.resolve("v2")}) {
                        Files.write(d.resolve("inventory.json"), bytes);
                        seal(d);
                    }
                });
        object("E034 E063", "other name", move("inventory.json", "Inventory.json"));
        object("E036", "no id", json("\"id\": \"urn:x:1\", ", ""));
        object("E037", "id is a number", json("\"urn:x:1\"", "7"));
        object("E038", "type", json("spec/#inventory", "spec/#x"));
        object("E039", "digest of another algorithm", json(A, ObjectMaker.hex("SHA-256", "một")));
        object(
                "E041",
                "no manifest",
                json(text -> text.replaceAll("\"manifest\": \\{.*?\\}, ", "")));
        object(
                "E041 E043 E044",
                "no versions",
                json(text -> text.replaceAll(", \"versions\": .*", "}")));
        object(
                "E045",
                "versions is a list",
                json(text -> text.replaceAll("\"versions\": .*", "\"versions\": []}")));
        object(
                "E047",
                "a version is a string",
                json(text -> text.replaceAll("\"v1\": \\{.*?\\}\\}, ", "\"v1\": \"x\", ")));
        object("E048", "no created", json("\"created\": \"2026-11-21T05:00:00+07:00\", ", ""));
        for (String time :
                new String[] {
                    "2026-11-21",
                    "2026-11-21T05:00Z",
                    "2026-11-21T05:00:00",
                    "2026-02-30T05:00:00Z",
                    "2026-11-21 05:00:00Z",
                    "21/11/2026"
                }) {
            object("E049", "created " + time, json("2026-11-21T05:00:00+07:00", time));
        }
        object(
                "E050",
                "digest unknown",
                json(text -> text.replaceAll(B + "(\": \\[\"b)", "ab".repeat(64) + "$1")));
        object("E051", "a path is a number", json("[\"a.txt\"]", "[7]"));
        object("E054", "user without a name", json("\"name\": \"n\", ", ""));
        object(
                "E057",
                "fixity block is a list",
                json("\"versions\"", "\"fixity\": {\"md5\": []}, \"versions\""));
        object("E057", "fixity of an unknown path", fixityOf("v1/content/z"));
        object("E058", "no digest file", at -> Files.delete(at.resolve("inventory.json.sha512")));
        object(
                "E058 E059",
                "digest file of another algorithm",
                move("inventory.json.sha512", "inventory.json.sha256"));
        object(
                "E060",
                "digest file is wrong",
                file("inventory.json.sha512", "00".repeat(64) + " inventory.json\n"));
        object(
                "E060",
                "v1's digest file is wrong",
                file("v1/inventory.json.sha512", "00".repeat(64) + " inventory.json\n"));
        object(
                "E061",
                "digest file without a name",
                file("inventory.json.sha512", "00".repeat(64) + "\n"));
        object("E094", "message is a number", json("\"message\": \"m\"", "\"message\": 7"));
        object(
                "E096",
                "digest in two cases",
                json(
                        "\"manifest\": {",
                        "\"manifest\": {\""
                                + A.toUpperCase(Locale.ROOT)
                                + "\": [\"v1/content/a.txt\"], "));
        object(
                "E097",
                "digest in two cases",
                json(
                        "\"versions\"",
                        "\"fixity\": {\"md5\": {\"ab\": [\"v1/content/a.txt\"], \"AB\": [\"v1/content/a.txt\"]}}, \"versions\""));
        object("E102", "a key of our own", json("\"head\"", "\"tangthu\": {\"a\": [1]}, \"head\""));
        object("E102", "a key in a version", json("\"message\"", "\"note\": 1, \"message\""));
        object("E102", "a key of the user", json("\"name\"", "\"role\": 1, \"name\""));
        object(
                "E106",
                "manifest is a list",
                json(text -> text.replaceAll("\"manifest\": \\{.*?\\}", "\"manifest\": []")));
        object(
                "E107",
                "digest not used",
                at -> {
                    put(at, "v2/content/x", "x");
                    json(
                                    "\"manifest\": {",
                                    "\"manifest\": {\""
                                            + ObjectMaker.hex("SHA-512", "x")
                                            + "\": [\"v2/content/x\"], ")
                            .in(at);
                });
        object("E111", "fixity is a list", json("\"versions\"", "\"fixity\": [], \"versions\""));
    }

    private static Spoiling fixity(String algorithm, String digest) {
        return json(
                "\"versions\"",
                "\"fixity\": {\""
                        + algorithm
                        + "\": {\""
                        + digest
                        + "\": [\"v1/content/a.txt\"]}}, \"versions\"");
    }

    private static Spoiling fixityOf(String path) {
        return json(
                "\"versions\"",
                "\"fixity\": {\"md5\": {\""
                        + ObjectMaker.hex("MD5", "một")
                        + "\": [\""
                        + path
                        + "\"]}}, \"versions\"");
    }

    private static void paths() {
        object("E035 E098", "backslashes", json("v1/content/a.txt", "v1\\\\content\\\\a.txt"));
        object("E042", "not below a version", json("v1/content/a.txt", "content/a.txt"));
        object("E052", "..", json("[\"a.txt\"]", "[\"x/../a.txt\"]"));
        object("E053", "slash first", json("[\"a.txt\"]", "[\"/a.txt\"]"));
        object("E053", "slash last", json("[\"a.txt\"]", "[\"a.txt/\"]"));
        object("E095", "twice", json("[\"b/c.txt\"]", "[\"b/c.txt\", \"a.txt\"]"));
        object("E095", "file and directory", json("[\"b/c.txt\"]", "[\"b/c.txt\", \"a.txt/x\"]"));
        object("E099", "..", json("v1/content/a.txt", "v1/content/../content/a.txt"));
        object("E099", "out of the object", json("v1/content/a.txt", "../../../../etc/passwd"));
        object("E100", "slash first", json("v1/content/a.txt", "/v1/content/a.txt"));
        object(
                "E101",
                "twice",
                json("[\"v2/content/b/c.txt\"]", "[\"v2/content/b/c.txt\", \"v1/content/a.txt\"]"));
        object(
                "E101",
                "file and directory",
                json("[\"v2/content/b/c.txt\"]", "[\"v2/content/b/c.txt\", \"v2/content/b\"]"));
    }

    private static void histories() {
        object(
                "E019",
                "contentDirectory appears",
                json("\"head\"", "\"contentDirectory\": \"content\", \"head\""));
        object(
                "E019 E020",
                "contentDirectory changes",
                in("v1", "\"head\"", "\"contentDirectory\": \"stuff\", \"head\""));
        object("E037 E110", "id changes", in("v1", "urn:x:1", "urn:x:2"));
        object("E040", "v1 has another head", in("v1", "\"head\": \"v1\"", "\"head\": \"v2\""));
        object("E064", "root and head differ", in("", "\"m\"", "\"other\""));
        object("E066", "state differs", in("v1", "[\"a.txt\"]", "[\"z.txt\"]"));
        object(
                "E103",
                "v2 is older than v1",
                at -> {
                    in("v1", "1.1/spec", "1.1/spec").in(at);
                    json("1.1/spec", "1.0/spec").in(at);
                });
        CASES.add(
                new Case(
                        "E038",
                        "v1 is newer than the object",
                        false,
                        "1.0",
                        in("v1", "1.0/spec", "1.1/spec")));
        CASES.add(
                new Case(
                        "E102",
                        "a key of our own, 1.0",
                        false,
                        "1.0",
                        json("\"head\"", "\"tangthu\": 1, \"head\"")));
        CASES.add(
                new Case(
                        "",
                        "a digest not used, 1.0",
                        false,
                        "1.0",
                        at -> {
                            put(at, "v2/content/x", "x");
                            json(
                                            "\"manifest\": {",
                                            "\"manifest\": {\""
                                                    + ObjectMaker.hex("SHA-512", "x")
                                                    + "\": [\"v2/content/x\"], ")
                                    .in(at);
                        }));
    }

    private static void warnings() {
        object("W002", "a directory beside content", file("v1/other/x", "x"));
        object(
                "W003",
                "empty content",
                at -> {
                    delete(at.resolve("v2/content"));
                    Files.createDirectory(at.resolve("v2/content"));
                    json(text ->
                                    text.replace(", \"" + B + "\": [\"v2/content/b/c.txt\"]", "")
                                            .replace(", \"" + B + "\": [\"b/c.txt\"]", ""))
                            .in(at);
                });
        object(
                "W005",
                "id",
                at -> {
                    for (String d : new String[] {"v1", "v2", ""}) {
                        in(d, "urn:x:1", "một").in(at);
                    }
                });
        object(
                "W007",
                "no message",
                at -> {
                    for (String d : new String[] {"v1", "v2", ""}) {
                        in(d, "\"message\": \"m\", ", "").in(at);
                    }
                });
        object(
                "W008",
                "no address",
                at -> {
                    for (String d : new String[] {"v1", "v2", ""}) {
                        in(d, ", \"address\": \"mailto:n@example.org\"", "").in(at);
                    }
                });
        object(
                "W009",
                "address",
                at -> {
                    for (String d : new String[] {"v1", "v2", ""}) {
                        in(d, "mailto:n", "n").in(at);
                    }
                });
        object(
                "W010",
                "no inventory in v1",
                at -> {
                    Files.delete(at.resolve("v1/inventory.json"));
                    Files.delete(at.resolve("v1/inventory.json.sha512"));
                });
        object("W011", "message changed", in("v1", "\"m\"", "\"other\""));
        object("W013", "extension", file("extensions/x/y", "z"));
    }

    private static void roots() {
        String name = "0=ocfl_1.1";
        root("E069 E076", "no declaration", at -> Files.delete(at.resolve(name)));
        root("E076", "two declarations", file("0=ocfl_1.0", "ocfl_1.0\n"));
        root(
                "E075",
                "declaration is a directory",
                at -> {
                    Files.delete(at.resolve(name));
                    Files.createDirectory(at.resolve(name));
                    put(at, name + "/x", "x");
                });
        root("E077 E078", "tag 1", move(name, "1=ocfl_1.1"));
        root("E077 E079", "version 9.9", move(name, "0=ocfl_9.9"));
        root("E080", "text", file(name, "ocfl_1.1"));
        root(
                "E070",
                "layout without description",
                file(
                        "ocfl_layout.json",
                        "{\"extension\": \"0004-hashed-n-tuple-storage-layout\"}"));
        root("E070", "layout is no JSON", file("ocfl_layout.json", "x"));
        root(
                "E071",
                "layout not registered",
                file("ocfl_layout.json", "{\"extension\": \"mine\", \"description\": \"d\"}"));
        root(
                "",
                "layout is right",
                file(
                        "ocfl_layout.json",
                        "{\"extension\": \"0004-hashed-n-tuple-storage-layout\", \"description\": \"d\"}"));
        root("", "files of the root are ignored", file("README.txt", "x"));
        root("E072 E084", "a file on the way", file("a/x.txt", "x"));
        root("E072 E084 E085 E088", "a directory of files", file("c/d/x.txt", "x"));
        root(
                "E085",
                "an object that lost its declaration",
                at -> Files.delete(at.resolve("a/one/0=ocfl_object_1.1")));
        root("E073", "empty directory", at -> Files.createDirectories(at.resolve("a/empty")));
        root("E074", "a root in the root", file("c/0=ocfl_1.1", "ocfl_1.1\n"));
        root(
                "E081",
                "object newer than root",
                at -> {
                    Files.delete(at.resolve(name));
                    put(at, "0=ocfl_1.0", "ocfl_1.0\n");
                });
        root("E082", "the root is an object", file("0=ocfl_object_1.1", "ocfl_object_1.1\n"));
        root(
                "E083 E037",
                "one id twice",
                at -> ObjectMaker.write(at.resolve("b/three"), "1.1", "urn:x:1"));
        root(
                "E090",
                "symbolic link",
                at -> Files.createSymbolicLink(at.resolve("a/l"), at.resolve("b")));
        root(
                "E090",
                "hard link between objects",
                at ->
                        Files.createLink(
                                at.resolve("b/two/logs"), at.resolve("a/one/v1/content/a.txt")));
        root("E112", "a file in extensions", file("extensions/x", "x"));
        root("E092", "a damaged object", file("a/one/v1/content/a.txt", "x"));
        root("W014", "depths", at -> ObjectMaker.write(at.resolve("c/d/three"), "1.1", "urn:x:3"));
        root(
                "W014 W015",
                "an object at the top",
                at -> ObjectMaker.write(at.resolve("three"), "1.1", "urn:x:3"));
        root("W016", "extension", file("extensions/x/y", "z"));
    }

    private static void delete(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }

    @TestFactory
    List<DynamicTest> eachCodeIsGiven(@TempDir Path home) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Case each : CASES) {
            Path place = home.resolve("case" + tests.size());
            tests.add(
                    DynamicTest.dynamicTest(
                            each.codes() + " " + each.name(), () -> judge(each, place)));
        }
        return tests;
    }

    private static void judge(Case each, Path place) throws IOException {
        if (each.root()) {
            put(place, "0=ocfl_1.1", "ocfl_1.1\n");
            ObjectMaker.write(place.resolve("a/one"), each.spec(), "urn:x:1");
            ObjectMaker.write(place.resolve("b/two"), each.spec(), "urn:x:2");
        } else {
            ObjectMaker.write(place, each.spec(), "urn:x:1");
        }
        Validation.Kind kind = each.root() ? Validation.Kind.OCFL_ROOT : Validation.Kind.OCFL;
        assertThat(Sets.judge(place, kind).findings()).as("before").isEmpty();
        each.spoiling().in(place);
        Sets.Verdict verdict = Sets.judge(place, kind);
        Set<String> all = new TreeSet<>(verdict.errors());
        all.addAll(verdict.warnings());
        Set<String> expected = each.codes().isEmpty() ? Set.of() : Set.of(each.codes().split(" "));
        assertThat(all).as(verdict.toString()).containsAll(expected);
        assertThat(verdict.valid())
                .as(verdict.toString())
                .isEqualTo(expected.stream().noneMatch(code -> code.startsWith("E")));
        assertThat(OcflCode.GIVEN).containsAll(all);
    }

    @Test
    void everyCodeOfTheSpecificationIsEitherTriedOrExplained() {
        Set<String> tried = new TreeSet<>();
        CASES.forEach(each -> tried.addAll(List.of(each.codes().split(" "))));
        tried.addAll(Set.of("W001", "W004")); // in the public set
        tried.addAll(Set.of("OCFL_UNREADABLE", "OCFL_TOO_DEEP")); // ours
        tried.remove("");
        assertThat(tried).containsAll(OcflCode.GIVEN);
        Set<String> all = new TreeSet<>(OcflCode.GIVEN);
        all.addAll(OcflCode.NOT_GIVEN.keySet());
        for (int i = 1; i <= 112; i++) {
            if (!Set.of(65, 68, 86, 91, 109).contains(i)) { // never assigned
                assertThat(all).contains("E%03d".formatted(i));
            }
        }
    }
}
