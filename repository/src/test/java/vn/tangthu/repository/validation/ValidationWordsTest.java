package vn.tangthu.repository.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.validation.bagit.BagCode;
import vn.tangthu.repository.validation.eark.EarkCode;
import vn.tangthu.repository.validation.ocfl.OcflCode;
import vn.tangthu.repository.validation.tt05.Tt05Code;

/**
 * Words of validation findings. The tables of {@code docs/validation.md} are written when
 * TANGTHU_WRITE_DOCS is set.
 */
class ValidationWordsTest {
    private static final String MARK = "<!-- tables, written by ValidationWordsTest -->\n";

    @Test
    void everyCodeHasItsWordsInBothLanguages() throws IOException {
        SortedSet<String> codes = BagCode.all();
        codes.addAll(OcflCode.GIVEN);
        codes.addAll(EarkCode.ALL);
        codes.addAll(Tt05Code.all());
        assertThat(codes).hasSizeGreaterThan(150);
        for (String language : new String[] {"vi", "en"}) {
            SortedSet<String> keys = new TreeSet<>();
            for (String code : codes) {
                keys.add(code + ".message");
                keys.add(code + ".remedy");
            }
            assertThat(words(language).stringPropertyNames()).isEqualTo(keys);
        }
    }

    @Test
    void theDocumentListsThemAll() throws IOException {
        StringBuilder tables = new StringBuilder(MARK);
        table(tables, "BagIt", BagCode.all());
        table(tables, "OCFL", new TreeSet<>(OcflCode.GIVEN));
        tables.append("\nNot given:\n\n| Code | why not |\n|---|---|\n");
        new TreeMap<>(OcflCode.NOT_GIVEN)
                .forEach((code, why) -> tables.append("| `" + code + "` | " + why + " |\n"));
        table(tables, "E-ARK", new TreeSet<>(EarkCode.ALL));
        table(tables, "Thông tư 05/2025", Tt05Code.all());
        Path file = Path.of("../docs/validation.md");
        String page = Files.readString(file);
        String text = page.substring(0, page.indexOf(MARK)) + tables;
        if (System.getenv("TANGTHU_WRITE_DOCS") != null) {
            Files.writeString(file, text);
        }
        assertThat(Files.readString(file)).isEqualTo(text);
    }

    private static void table(StringBuilder page, String title, SortedSet<String> codes)
            throws IOException {
        page.append("\n## ").append(title).append("\n\n");
        page.append("| Code | Vietnamese | Remedy | English | Remedy |\n|---|---|---|---|---|\n");
        for (String code : codes) {
            page.append("| `").append(code).append("` |");
            for (String language : new String[] {"vi", "en"}) {
                Properties words = words(language);
                page.append(' ').append(cell(words.getProperty(code + ".message"))).append(" |");
                page.append(' ').append(cell(words.getProperty(code + ".remedy"))).append(" |");
            }
            page.append('\n');
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static Properties words(String language) throws IOException {
        Properties words = new Properties();
        try (var in =
                Files.newBufferedReader(
                        Path.of(
                                "src/main/resources/vn/tangthu/repository/validation_"
                                        + language
                                        + ".properties"))) {
            words.load(in);
        }
        return words;
    }
}
