package vn.tangthu.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Words of findings. {@code docs/findings.md} is written when TANGTHU_WRITE_DOCS is set. */
class FindingsTest {
    private static final Pattern USED =
            Pattern.compile(
                    "(?:Finding\\s*\\.\\s*(?:blocks|warns|notes)|new Finding)\\(\\s*\"([A-Z_0-9]+)\""
                            + "|(?:block|warn)\\(\\w+, \"([A-Z_0-9]+)\"");

    @Test
    void everyCodeHasItsWordsInBothLanguages() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Matcher matcher = USED.matcher(Files.readString(file));
                while (matcher.find()) {
                    used.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
                }
            }
        }
        Properties vietnamese = words("vi");
        Properties english = words("en");
        assertThat(used).hasSizeGreaterThan(60);
        assertThat(used)
                .allSatisfy(
                        code -> {
                            assertThat(vietnamese)
                                    .containsKeys(code + ".message", code + ".remedy");
                            assertThat(english).containsKeys(code + ".message", code + ".remedy");
                        });
        assertThat(english.keySet()).isEqualTo(vietnamese.keySet());
        Finding finding = Finding.blocks("UNKNOWN_SERIES", "dòng 2", "03", "H32.16");
        assertThat(finding.message(Locale.ENGLISH)).isEqualTo("The fonds H32.16 has no series 03.");
        assertThat(finding.message(Locale.forLanguageTag("vi"))).contains("mục lục số 03");
    }

    @Test
    void theDocumentListsThemAllWithTheirSeverities() throws IOException {
        Properties vietnamese = words("vi");
        Properties english = words("en");
        Map<String, Set<Severity>> severities = severities();
        StringBuilder page =
                new StringBuilder(
                        """
                        # Findings

                        What a check may find, in both languages; kept true by `FindingsTest`. `{0}`, `{1}` \
                        stand for values.
                        What **blocks** keeps its hồ sơ out, and the whole delivery unless only what is \
                        sound is wanted;
                        what **warns** is taken in and should be looked at; **notes** ask for nothing.
                        What **may be accepted** blocks until an archivist takes the delivery in as it is, \
                        with a reason: everything
                        delivered is kept, only it is not what the list declares, the contract asks or the \
                        closing of the fonds lets
                        expect. The reason stands in the delivery, in the log, on the minutes of acceptance \
                        and in the PREMIS of the
                        hồ sơ. What would lose, change or mix up something cannot be accepted. Resolution \
                        and colours block where the
                        terms of the contractor say so (the page of contractors), else they warn. Of a \
                        correction or a late file all
                        of it warns: that has its reason anyway.
                        A delivery in a bag may also have the findings that [validation.md](validation.md) \
                        lists under BagIt; what
                        is an error there blocks here.

                        | Code | Severity | Vietnamese | Remedy | English | Remedy |
                        |---|---|---|---|---|---|
                        """);
        Set<String> codes = new TreeSet<>();
        vietnamese.stringPropertyNames().forEach(key -> codes.add(key.replaceAll("\\..*", "")));
        for (String code : codes) {
            Set<Severity> has = new TreeSet<>(severities.getOrDefault(code, Set.of()));
            assertThat(has).as("severities of " + code + " in the sources").isNotEmpty();
            boolean acceptable = Finding.blocks(code, "").acceptable();
            if (acceptable) {
                has.add(Severity.BLOCKS);
            }
            page.append("| `").append(code).append("` | ");
            page.append(
                    has.stream()
                            .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(" or ")));
            page.append(acceptable ? ", may be accepted" : "");
            page.append(" |");
            for (Properties words : new Properties[] {vietnamese, english}) {
                page.append(' ').append(cell(words.getProperty(code + ".message"))).append(" |");
                page.append(' ').append(cell(words.getProperty(code + ".remedy"))).append(" |");
            }
            page.append('\n');
        }
        Path file = Path.of("../docs/findings.md");
        if (System.getenv("TANGTHU_WRITE_DOCS") != null) {
            Files.writeString(file, page);
        }
        assertThat(Files.readString(file)).isEqualTo(page.toString());
    }

    /** Codes that only a race or a fault between two of our own steps can bring about. */
    private static final Set<String> NOT_PROVOKED =
            Set.of("BAG_FILE_CHANGED", "DOCUMENT_CODE_KEPT", "RECORD_CODE_KEPT_TWICE");

    /** A code that no test names may be one that nothing finds. */
    @Test
    void everyCodeIsNamedByATest() throws IOException {
        Set<String> missing = new TreeSet<>();
        words("vi").stringPropertyNames().forEach(key -> missing.add(key.replaceAll("\\..*", "")));
        missing.removeAll(NOT_PROVOKED);
        Pattern named = Pattern.compile("\\b[A-Z][A-Z_0-9]+\\b");
        for (String tests : List.of("src/test/java", "../portal/src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(tests))) {
                for (Path file :
                        (Iterable<Path>)
                                files.filter(
                                                f ->
                                                        f.toString().endsWith("Test.java")
                                                                || f.toString().endsWith("IT.java"))
                                        ::iterator) {
                    Matcher matcher = named.matcher(Files.readString(file));
                    while (matcher.find()) {
                        missing.remove(matcher.group());
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static final Pattern SEVERITY =
            Pattern.compile(
                    "Finding\\s*\\.\\s*(?<made>blocks|warns|notes)\\(\\s*\"(?<code1>[A-Z_0-9]+)\""
                            + "|new Finding\\(\\s*\"(?<code2>[A-Z_0-9]+)\",(?<either>[^;]*?),\\s*\""
                            + "|\\b(?<column>block|warn|count)\\(\\s*(?:\\w+,\\s*)?\"(?<code3>[A-Z_0-9]+)\""
                            + "|(?:refused|\\badd|FAILED,)\\s*\\(?\\s*\"(?<code4>[A-Z_0-9]+)\"");

    /** As the sources give them; a code that is found in two ways may have two. */
    private static Map<String, Set<Severity>> severities() throws IOException {
        Map<String, Set<Severity>> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Matcher found = SEVERITY.matcher(Files.readString(file));
                while (found.find()) {
                    if (found.group("code1") != null) {
                        put(all, found.group("code1"), found.group("made"));
                    } else if (found.group("code2") != null) {
                        for (Severity severity : Severity.values()) {
                            if (found.group("either").contains("Severity." + severity)) {
                                put(all, found.group("code2"), severity.name());
                            }
                        }
                    } else if (found.group("code3") != null) {
                        String how = found.group("column");
                        put(all, found.group("code3"), how.equals("count") ? "notes" : how + "s");
                    } else {
                        put(all, found.group("code4"), "blocks");
                    }
                }
            }
        }
        return all;
    }

    private static void put(Map<String, Set<Severity>> all, String code, String severity) {
        all.computeIfAbsent(code, unused -> new TreeSet<>())
                .add(Severity.valueOf(severity.toUpperCase(Locale.ROOT)));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static Properties words(String language) throws IOException {
        Properties words = new Properties();
        try (var in =
                Files.newBufferedReader(
                        Path.of(
                                "src/main/resources/vn/tangthu/repository/findings_"
                                        + language
                                        + ".properties"),
                        StandardCharsets.UTF_8)) {
            words.load(in);
        }
        return words;
    }
}
