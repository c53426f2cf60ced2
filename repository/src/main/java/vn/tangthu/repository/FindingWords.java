package vn.tangthu.repository;

import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * What findings say, in both languages: {@code CODE.message} and {@code CODE.remedy} of a bundle,
 * with the values put in for {0}, {1} … as they are.
 *
 * @param bundle base name of the properties
 * @param others where a code has its words that has none here, or null
 */
record FindingWords(String bundle, @Nullable String others) {
    String message(String code, List<String> values, Locale locale) {
        return text(code, ".message", values, locale);
    }

    String remedy(String code, List<String> values, Locale locale) {
        return text(code, ".remedy", values, locale);
    }

    /** Vietnamese unless English is asked for. */
    private String text(String code, String part, List<String> values, Locale locale) {
        Locale language =
                locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.forLanguageTag("vi");
        String text = words(bundle, code + part, language);
        if (text == null && others != null) {
            text = words(others, code + part, language);
        }
        if (text == null) {
            return code + " " + values;
        }
        for (int i = 0; i < values.size(); i++) {
            text = text.replace("{" + i + "}", values.get(i));
        }
        return text;
    }

    private static @Nullable String words(String bundle, String key, Locale language) {
        try {
            return ResourceBundle.getBundle(
                            bundle,
                            language,
                            ResourceBundle.Control.getNoFallbackControl(
                                    ResourceBundle.Control.FORMAT_PROPERTIES))
                    .getString(key);
        } catch (MissingResourceException e) {
            return null;
        }
    }
}
