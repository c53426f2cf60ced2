package vn.tangthu.portal.shell;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Words of the interface, Vietnamese first, from {@code
 * vaadin-i18n/translations_{vi,en}.properties}. {0}, {1} … are replaced as they are: no pattern
 * language, so an apostrophe is an apostrophe.
 */
@Component
public class Translations implements I18NProvider {
    private static final long serialVersionUID = 1L;
    public static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    private static final String BUNDLE = "vaadin-i18n.translations";
    private static final ResourceBundle.Control CONTROL =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    @Override
    public List<Locale> getProvidedLocales() {
        return List.of(VIETNAMESE, Locale.ENGLISH);
    }

    @Override
    public Locale getDefaultLocale() {
        return VIETNAMESE;
    }

    @Override
    public String getTranslation(String key, Locale locale, Object... params) {
        return text(key, locale, params);
    }

    /** All keys that begin so. */
    static Set<String> keys(String prefix, Locale locale) {
        return ResourceBundle.getBundle(BUNDLE, language(locale), CONTROL).keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Locale language(Locale locale) {
        return locale.getLanguage().equals("en") ? Locale.ENGLISH : VIETNAMESE;
    }

    /** The words of the key; a key without words shows itself between question marks. */
    static String text(String key, Locale locale, Object... params) {
        Locale language = language(locale);
        String text;
        try {
            text = ResourceBundle.getBundle(BUNDLE, language, CONTROL).getString(key);
        } catch (MissingResourceException e) {
            return "?" + key + "?";
        }
        for (int i = 0; i < params.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(params[i]));
        }
        return text;
    }
}
