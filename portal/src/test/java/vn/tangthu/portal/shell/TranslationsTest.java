package vn.tangthu.portal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TranslationsTest {
    @Test
    void bothLanguagesHaveTheSameWordsWithTheSamePlaces() throws Exception {
        Properties vi = load("vi");
        Properties en = load("en");
        assertThat(vi.stringPropertyNames()).hasSizeGreaterThan(300);
        assertThat(en.stringPropertyNames()).isEqualTo(vi.stringPropertyNames());
        for (String key : vi.stringPropertyNames()) {
            assertThat(places(en.getProperty(key))).as(key).isEqualTo(places(vi.getProperty(key)));
        }
    }

    private static Set<String> places(String text) {
        return Pattern.compile("\\{\\d}")
                .matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toSet());
    }

    private static Properties load(String language) throws Exception {
        Properties properties = new Properties();
        String name = "/vaadin-i18n/translations_" + language + ".properties";
        try (InputStreamReader in =
                new InputStreamReader(
                        Objects.requireNonNull(TranslationsTest.class.getResourceAsStream(name)),
                        StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        return properties;
    }
}
