package vn.tangthu.repository.validation.bagit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.validation.Sets;

/** Bags of our own, each spoilt in one way; the verdict must name exactly that. */
class OwnBagsTest {
    private static final String DIGEST = "0".repeat(128);

    /** Spoils a bag that lies there. */
    interface Spoiling {
        void in(Path bag) throws IOException;
    }

    record Case(
            String name,
            BagMaker maker,
            Spoiling spoiling,
            Set<String> errors,
            Set<String> warnings) {}

    private final List<Case> cases = new ArrayList<>();

    private void add(String name, BagMaker maker, Spoiling spoiling, String expected) {
        Set<String> errors = new TreeSet<>();
        Set<String> warnings = new TreeSet<>();
        for (String word : expected.split(" ")) {
            if (word.startsWith("!")) {
                errors.add("BAG_" + word.substring(1));
            } else if (!word.isEmpty()) {
                warnings.add("BAG_" + word);
            }
        }
        cases.add(new Case(name, maker, spoiling, errors, warnings));
    }

    private static Spoiling nothing() {
        return bag -> {};
    }

    private static Spoiling then(BagMaker maker, Spoiling spoiling) {
        return bag -> {
            spoiling.in(bag);
            maker.seal(bag);
        };
    }

    private static Spoiling append(String file, String text) {
        return bag ->
                Files.writeString(
                        bag.resolve(file),
                        (Files.exists(bag.resolve(file)) ? Files.readString(bag.resolve(file)) : "")
                                + text);
    }

    private static Spoiling replace(String file, String from, String to) {
        return bag ->
                Files.writeString(
                        bag.resolve(file), Files.readString(bag.resolve(file)).replace(from, to));
    }

    private void spoil(String name, Spoiling spoiling, String expected) {
        BagMaker maker = BagMaker.bag();
        add(name, maker, then(maker, spoiling), expected);
    }

    private void spoil097(String name, Spoiling spoiling, String expected) {
        BagMaker maker = BagMaker.bag().version("0.97");
        add(name, maker, then(maker, spoiling), expected);
    }

    @TestFactory
    List<DynamicTest> eachFlawIsNamedAndNothingElse(@TempDir Path home) {
        cases();
        List<DynamicTest> tests = new ArrayList<>();
        for (Case each : cases) {
            Path root = home.resolve("bag" + tests.size());
            tests.add(
                    DynamicTest.dynamicTest(
                            each.name(),
                            () -> {
                                each.maker().write(root);
                                each.spoiling().in(root);
                                Sets.Verdict verdict = Sets.judge(root, Validation.Kind.BAGIT);
                                assertThat(verdict.errors())
                                        .as(verdict.toString())
                                        .isEqualTo(each.errors());
                                assertThat(verdict.warnings())
                                        .as(verdict.toString())
                                        .isEqualTo(each.warnings());
                                assertThat(verdict.valid()).isEqualTo(each.errors().isEmpty());
                            }));
        }
        assertThat(tests).hasSizeGreaterThan(70);
        return tests;
    }

    private void cases() {
        sound();
        declaration();
        info();
        manifests();
        paths();
        names();
        fetch();
        links();
    }

    private void sound() {
        add("sound 1.0", BagMaker.bag(), nothing(), "");
        add("sound 0.97", BagMaker.bag().version("0.97"), nothing(), "");
        add("no tag manifest", noTags(), nothing(), "");
        add("no bag-info", noInfo(), nothing(), "");
        add(
                "empty payload",
                BagMaker.bag().without("data/a.txt").without("data/thư mục/b.txt"),
                nothing(),
                "");
        for (String algorithm :
                new String[] {
                    "md5", "sha1", "sha224", "sha256", "sha384", "sha3256", "blake2b512"
                }) {
            add(algorithm, BagMaker.bag().algorithms(algorithm), nothing(), "");
        }
        add(
                "several algorithms",
                BagMaker.bag().algorithms("sha512", "md5", "sha256"),
                nothing(),
                "");
        spoil(
                "upper-case digests",
                bag -> {
                    String text = Files.readString(bag.resolve("manifest-sha512.txt"));
                    StringBuilder upper = new StringBuilder();
                    for (String line : text.split("\n")) {
                        upper.append(line.substring(0, 128).toUpperCase(Locale.ROOT))
                                .append(line.substring(128))
                                .append('\n');
                    }
                    Files.writeString(bag.resolve("manifest-sha512.txt"), upper);
                },
                "");
        spoil("CRLF manifests", replace("manifest-sha512.txt", "\n", "\r\n"), "");
        spoil("CR manifests", replace("manifest-sha512.txt", "\n", "\r"), "");
        spoil("tabs in manifests", replace("manifest-sha512.txt", "  ", "\t"), "");
        spoil(
                "manifest without a last line end",
                bag -> {
                    String text = Files.readString(bag.resolve("manifest-sha512.txt"));
                    Files.writeString(bag.resolve("manifest-sha512.txt"), text.strip());
                },
                "");
        BagMaker latin = BagMaker.bag().without("data/thư mục/b.txt").file("data/é.txt", "x");
        latin.encodingName = "ISO-8859-1";
        latin.encoding = StandardCharsets.ISO_8859_1;
        add("tag files in ISO-8859-1", latin, nothing(), "");
        BagMaker wide = BagMaker.bag();
        wide.encodingName = "UTF-16";
        wide.encoding = StandardCharsets.UTF_16;
        add("tag files in UTF-16", wide, nothing(), "");
        add(
                "tag directories need no listing",
                BagMaker.bag().file("metadata/mods.xml", "<x/>"),
                nothing(),
                "");
        add(
                "a bag in a bag",
                BagMaker.bag()
                        .file("data/bag/bagit.txt", "x")
                        .file("data/bag/manifest-md5.txt", "y"),
                nothing(),
                "");
    }

    private static BagMaker noTags() {
        BagMaker maker = BagMaker.bag();
        maker.tagManifest = false;
        return maker;
    }

    private static BagMaker noInfo() {
        BagMaker maker = BagMaker.bag();
        maker.info = "";
        return maker;
    }

    private void declaration() {
        spoil(
                "bagit.txt missing",
                bag -> Files.delete(bag.resolve("bagit.txt")),
                "!DECLARATION_MISSING");
        spoil(
                "BOM",
                bag ->
                        Files.writeString(
                                bag.resolve("bagit.txt"),
                                "\uFEFF" + Files.readString(bag.resolve("bagit.txt"))),
                "!DECLARATION_BOM");
        spoil("three lines", append("bagit.txt", "X: y\n"), "!DECLARATION_MALFORMED");
        spoil("a blank third line", append("bagit.txt", "\n"), "!DECLARATION_MALFORMED");
        spoil(
                "one line",
                replace("bagit.txt", "Tag-File-Character-Encoding: UTF-8\n", ""),
                "!DECLARATION_MALFORMED");
        spoil(
                "lines swapped",
                bag ->
                        Files.writeString(
                                bag.resolve("bagit.txt"),
                                "Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n"),
                "!DECLARATION_MALFORMED");
        spoil(
                "space before the colon",
                replace("bagit.txt", "Version:", "Version :"),
                "!DECLARATION_MALFORMED");
        spoil(
                "two spaces",
                replace("bagit.txt", "Version: ", "Version:  "),
                "!DECLARATION_MALFORMED");
        spoil("space at the end", replace("bagit.txt", "1.0", "1.0 "), "!DECLARATION_MALFORMED");
        spoil(
                "no last line end",
                replace("bagit.txt", "UTF-8\n", "UTF-8"),
                "DECLARATION_MALFORMED");
        spoil("version 2.0", replace("bagit.txt", "1.0", "2.0"), "!VERSION_UNKNOWN");
        spoil("version 0.98", replace("bagit.txt", "1.0", "0.98"), "!VERSION_UNKNOWN");
        spoil("unknown encoding", replace("bagit.txt", "UTF-8", "TCVN-3"), "!ENCODING_UNKNOWN");
        spoil(
                "bytes that are not UTF-8",
                bag ->
                        Files.write(
                                bag.resolve("bag-info.txt"),
                                new byte[] {'A', ':', ' ', (byte) 0xe9, '\n'}),
                "!ENCODING_WRONG");
        spoil097(
                "space before the colon, 0.97",
                replace("bagit.txt", "Version:", "Version :"),
                "DECLARATION_MALFORMED");
    }

    private void info() {
        spoil("folded and repeated", append("bag-info.txt", "Note: a\n  b\n\tc\nNote: d\n"), "");
        spoil("no colon", append("bag-info.txt", "nonsense\n"), "!INFO_MALFORMED");
        spoil(
                "label with a space at its end",
                append("bag-info.txt", "A : b\n"),
                "!INFO_MALFORMED");
        spoil097("label with a space at its end, 0.97", append("bag-info.txt", "A : b\n"), "");
        spoil("wrong date", replace("bag-info.txt", "2026-11-21", "21/11/2026"), "INFO_VALUE");
        spoil("oxum right", append("bag-info.txt", "Payload-Oxum: 8.2\n"), "");
        spoil(
                "oxum twice",
                append("bag-info.txt", "Payload-Oxum: 8.2\nPayload-Oxum: 8.2\n"),
                "!INFO_REPEATED");
        spoil("oxum malformed", append("bag-info.txt", "payload-oxum: 8\n"), "!OXUM_MALFORMED");
        spoil("oxum bytes", append("bag-info.txt", "Payload-Oxum: 9.2\n"), "!OXUM_MISMATCH");
        spoil(
                "oxum fails fast: the damaged file is not read",
                bag -> {
                    Files.writeString(bag.resolve("data/a.txt"), "khác hẳn");
                    append("bag-info.txt", "Payload-Oxum: 8.2\n").in(bag);
                },
                "!OXUM_MISMATCH");
    }

    private void manifests() {
        spoil(
                "a damaged file",
                bag -> Files.writeString(bag.resolve("data/a.txt"), "mọt"),
                "!DIGEST_MISMATCH");
        BagMaker second = BagMaker.bag().algorithms("sha512", "md5");
        add(
                "only the second manifest is wrong",
                second,
                then(
                        second,
                        replace(
                                "manifest-md5.txt",
                                BagMaker.hex("md5", BagMaker.bytes("một")),
                                "0".repeat(32))),
                "!DIGEST_MISMATCH");
        add(
                "a damaged tag file",
                BagMaker.bag(),
                append("bag-info.txt", "A: b\n"),
                "!DIGEST_MISMATCH");
        spoil("a missing file", bag -> Files.delete(bag.resolve("data/a.txt")), "!FILE_MISSING");
        spoil(
                "an unlisted file",
                bag -> Files.writeString(bag.resolve("data/x"), "x"),
                "!FILE_UNLISTED");
        BagMaker less = BagMaker.bag().algorithms("sha512", "md5");
        add(
                "missing in one manifest",
                less,
                then(
                        less,
                        replace(
                                "manifest-md5.txt",
                                BagMaker.hex("md5", BagMaker.bytes("một")) + "  data/a.txt\n",
                                "")),
                "!FILE_NOT_IN_ALL");
        BagMaker less097 = BagMaker.bag().algorithms("sha512", "md5").version("0.97");
        add(
                "missing in one manifest, 0.97",
                less097,
                then(
                        less097,
                        replace(
                                "manifest-md5.txt",
                                BagMaker.hex("md5", BagMaker.bytes("một")) + "  data/a.txt\n",
                                "")),
                "FILE_NOT_IN_ALL");
        spoil(
                "twice with one digest",
                append(
                        "manifest-sha512.txt",
                        BagMaker.hex("sha512", BagMaker.bytes("một")) + "  data/a.txt\n"),
                "!ENTRY_TWICE");
        spoil097(
                "twice with one digest, 0.97",
                append(
                        "manifest-sha512.txt",
                        BagMaker.hex("sha512", BagMaker.bytes("một")) + "  data/a.txt\n"),
                "ENTRY_TWICE");
        spoil(
                "twice with ./",
                append(
                        "manifest-sha512.txt",
                        BagMaker.hex("sha512", BagMaker.bytes("một")) + "  ./data/a.txt\n"),
                "!ENTRY_TWICE PATH_NOT_PLAIN");
        spoil(
                "twice with two digests",
                append("manifest-sha512.txt", DIGEST + "  data/a.txt\n"),
                "!ENTRY_CONFLICT !DIGEST_MISMATCH");
        spoil(
                "no manifest",
                bag -> Files.delete(bag.resolve("manifest-sha512.txt")),
                "!MANIFEST_MISSING !FILE_UNLISTED");
        spoil(
                "no data",
                bag -> {
                    delete(bag.resolve("data"));
                    Files.writeString(bag.resolve("manifest-sha512.txt"), "");
                },
                "!DATA_MISSING");
        spoil(
                "a line without a path",
                append("manifest-sha512.txt", DIGEST + "\n"),
                "!MANIFEST_LINE");
        spoil("a blank line", append("manifest-sha512.txt", "\n"), "MANIFEST_BLANK_LINE");
        spoil(
                "a digest that is too short",
                append("manifest-sha512.txt", "abcd  data/a.txt\n"),
                "!DIGEST_MALFORMED !ENTRY_CONFLICT");
        spoil(
                "unknown algorithm beside a good one",
                append("manifest-whirlpool.txt", "00  data/a.txt\n00  data/thư mục/b.txt\n"),
                "ALGORITHM_UNKNOWN");
        spoil(
                "unknown algorithm alone",
                bag ->
                        Files.move(
                                bag.resolve("manifest-sha512.txt"),
                                bag.resolve("manifest-whirlpool.txt")),
                "!ALGORITHM_UNKNOWN");
        spoil(
                "manifest's name in capitals",
                bag ->
                        Files.move(
                                bag.resolve("manifest-sha512.txt"),
                                bag.resolve("manifest-SHA512.txt")),
                "!MANIFEST_NAME");
        spoil(
                "manifest's name with a hyphen",
                bag ->
                        Files.move(
                                bag.resolve("manifest-sha512.txt"),
                                bag.resolve("manifest-sha-512.txt")),
                "!MANIFEST_NAME");
        spoil(
                "BOM in a manifest",
                bag ->
                        Files.writeString(
                                bag.resolve("manifest-sha512.txt"),
                                "\uFEFF" + Files.readString(bag.resolve("manifest-sha512.txt"))),
                "TAG_FILE_BOM");
        add(
                "the tag manifest lists no manifest",
                BagMaker.bag(),
                bag -> Files.writeString(bag.resolve("tagmanifest-sha512.txt"), ""),
                "!TAG_MANIFEST_INCOMPLETE");
        add(
                "the tag manifest lists a payload file",
                BagMaker.bag(),
                append("tagmanifest-sha512.txt", DIGEST + "  data/a.txt\n"),
                "!PATH_IS_PAYLOAD");
        add(
                "the tag manifest lists itself",
                BagMaker.bag(),
                append("tagmanifest-sha512.txt", DIGEST + "  tagmanifest-sha512.txt\n"),
                "!TAG_MANIFEST_LISTED !DIGEST_MISMATCH");
        add(
                "the tag manifest lists a missing file",
                BagMaker.bag(),
                append("tagmanifest-sha512.txt", DIGEST + "  x.txt\n"),
                "!FILE_MISSING");
        spoil(
                "a manifest lists a tag file",
                append("manifest-sha512.txt", DIGEST + "  bagit.txt\n"),
                "!PATH_NOT_PAYLOAD");
    }

    private void paths() {
        for (String path :
                new String[] {
                    "/etc/passwd",
                    "../x",
                    "data/../../x",
                    "~/x",
                    "~root/x",
                    "C:\\x",
                    "C:/x",
                    "c:x",
                    "\\\\server\\x",
                    "//server/x",
                    "data\\..\\..\\x",
                    "%HomeDrive%\\x",
                    "data/%0A/../../x"
                }) {
            spoil(
                    "out of the bag: " + path,
                    append("manifest-sha512.txt", DIGEST + "  " + path + "\n"),
                    "!PATH_OUTSIDE");
        }
        spoil("a tag path out of the bag", bag -> {}, "");
        add(
                "tag manifest out of the bag",
                BagMaker.bag(),
                append("tagmanifest-sha512.txt", DIGEST + "  ../x\n"),
                "!PATH_OUTSIDE");
        spoil(
                "./",
                replace("manifest-sha512.txt", "  data/a.txt", "  ./data/a.txt"),
                "PATH_NOT_PLAIN");
        spoil(
                "md5sum's *",
                replace("manifest-sha512.txt", "  data/a.txt", " *data/a.txt"),
                "PATH_BINARY_MARK");
        add(
                "a line feed, a return and a percent sign are encoded",
                BagMaker.bag().file("data/x\ny\rz%25.txt", "x"),
                nothing(),
                "NAME_NOT_PORTABLE");
        add(
                "%0A in a name is not a line feed",
                BagMaker.bag().file("data/x%0Ay", "x").file("data/100%", "y"), nothing(), "");
        BagMaker raw = BagMaker.bag().file("data/100%.txt", "x");
        add(
                "a percent sign that is not encoded",
                raw,
                then(raw, replace("manifest-sha512.txt", "%25", "%")),
                "PATH_PERCENT");
        BagMaker over = BagMaker.bag().file("data/x y", "x");
        add(
                "nothing else is encoded",
                over,
                then(over, replace("manifest-sha512.txt", "data/x y", "data/x%20y")),
                "!FILE_MISSING !FILE_UNLISTED");
        add(
                "0.97 encodes line feeds",
                BagMaker.bag().version("0.97").file("data/x\ny%", "x"),
                nothing(),
                "NAME_NOT_PORTABLE");
    }

    private void names() {
        String nfd = Normalizer.normalize("data/văn bản.txt", Normalizer.Form.NFD);
        String nfc = Normalizer.normalize(nfd, Normalizer.Form.NFC);
        BagMaker mac = BagMaker.bag().file(nfd, "x");
        add(
                "NFC manifest, NFD file",
                mac,
                then(mac, replace("manifest-sha512.txt", nfd, nfc)),
                "NAME_NORMALISED");
        BagMaker other = BagMaker.bag().file(nfc, "x");
        add(
                "NFD manifest, NFC file",
                other,
                then(other, replace("manifest-sha512.txt", nfc, nfd)),
                "NAME_NORMALISED");
        add(
                "NFC and NFD are two files",
                BagMaker.bag().file(nfd, "x").file(nfc, "y"),
                nothing(),
                "NAMES_ALIKE");
        add(
                "names that differ by case",
                BagMaker.bag().file("data/A.TXT", "y"),
                nothing(),
                "NAMES_ALIKE");
        spoil(
                "case differs from the manifest's",
                replace("manifest-sha512.txt", "data/a.txt", "data/A.txt"),
                "!FILE_MISSING !FILE_UNLISTED");
        for (String name : new String[] {"CON", "aux.tif", "Nul.tar.gz", "COM1", "lpt9.x"}) {
            add(
                    "device " + name,
                    BagMaker.bag().file("data/" + name, "x"),
                    nothing(),
                    "!NAME_RESERVED");
        }
        add(
                "not a device",
                BagMaker.bag().file("data/console.txt", "x").file("data/com10", "y"),
                nothing(),
                "");
        for (String name :
                new String[] {
                    "a:b", "a?b", "a*b", "a\\b", "ends.", "ends ", "a\"b", "a|b", "a<b"
                }) {
            add(
                    "not portable " + name,
                    BagMaker.bag().file("data/" + name, "x"),
                    nothing(),
                    "NAME_NOT_PORTABLE");
        }
        add(
                "~ inside is a name",
                BagMaker.bag().file("data/~x", "x").file("data/x~/y", "x"),
                nothing(),
                "");
        spoil(
                "Mac leavings in data/",
                bag -> Files.writeString(bag.resolve("data/._a.txt"), "x"),
                "!SYSTEM_FILE_UNLISTED");
        spoil(
                "Mac leavings beside data/",
                bag -> Files.writeString(bag.resolve("._bagit.txt"), "x"),
                "SYSTEM_FILE");
        add(
                "Mac leavings that were packed",
                BagMaker.bag().file("data/.DS_Store", "x"),
                nothing(),
                "SYSTEM_FILE");
    }

    private void fetch() {
        String one = "https://example.org/a - data/a.txt\n";
        spoil("fetched", append("fetch.txt", one), "");
        spoil("fetched, length right", append("fetch.txt", one.replace(" - ", " 5 ")), "");
        spoil(
                "fetched, length wrong",
                append("fetch.txt", one.replace(" - ", " 6 ")),
                "!FETCH_LENGTH");
        spoil(
                "not fetched",
                bag -> {
                    append("fetch.txt", one).in(bag);
                    Files.delete(bag.resolve("data/a.txt"));
                },
                "!FILE_NOT_FETCHED");
        spoil(
                "not in a manifest",
                append("fetch.txt", one.replace("a.txt", "z.txt")),
                "!FETCH_UNLISTED");
        spoil(
                "scheme",
                append("fetch.txt", one.replace("https://example.org", "file:///etc")),
                "!FETCH_URL");
        spoil("no URL", append("fetch.txt", one.replace("https://", "")), "!FETCH_URL");
        spoil("length is a word", append("fetch.txt", one.replace(" - ", " five ")), "!FETCH_LINE");
        spoil(
                "a tag file",
                append("fetch.txt", one.replace("data/a.txt", "bag-info.txt")),
                "!PATH_NOT_PAYLOAD");
        for (String path : new String[] {"/tmp/x", "~/x", "data/../../x", "C:\\x"}) {
            spoil(
                    "fetch out of the bag: " + path,
                    append("fetch.txt", one.replace("data/a.txt", path)),
                    "!PATH_OUTSIDE");
        }
    }

    private void links() {
        spoil(
                "a link out of the bag",
                bag -> {
                    Path outside = bag.resolveSibling(bag.getFileName() + "-outside.txt");
                    Files.writeString(outside, "một");
                    Files.delete(bag.resolve("data/a.txt"));
                    Files.createSymbolicLink(bag.resolve("data/a.txt"), outside);
                },
                "!LINK !FILE_MISSING");
        spoil(
                "a link to nothing",
                bag -> Files.createSymbolicLink(bag.resolve("data/x"), Path.of("nowhere")),
                "!LINK");
        spoil(
                "a directory link in a circle",
                bag -> Files.createSymbolicLink(bag.resolve("data/x"), bag),
                "!LINK");
        spoil(
                "a link inside",
                bag -> {
                    Files.move(bag.resolve("data/a.txt"), bag.resolve("real.txt"));
                    Files.createSymbolicLink(bag.resolve("data/a.txt"), Path.of("../real.txt"));
                },
                "LINK_INSIDE");
    }

    private static void delete(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}
