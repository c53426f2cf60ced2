package vn.tangthu.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    void theDocumentListsThemAll() throws IOException {
        Properties vietnamese = words("vi");
        Properties english = words("en");
        StringBuilder page =
                new StringBuilder(
                        "# Findings\n\nWhat a check may find, in both languages; kept true by"
                                + " `FindingsTest`. `{0}`, `{1}` stand for values. A delivery in a bag may also have"
                                + " the findings that [validation.md](validation.md) lists under BagIt; what"
                                + " is an error there blocks here.\n\n"
                                + "| Code | Vietnamese | Remedy | English | Remedy |\n"
                                + "|---|---|---|---|---|\n");
        Set<String> codes = new TreeSet<>();
        vietnamese.stringPropertyNames().forEach(key -> codes.add(key.replaceAll("\\..*", "")));
        for (String code : codes) {
            page.append("| `").append(code).append("` |");
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
