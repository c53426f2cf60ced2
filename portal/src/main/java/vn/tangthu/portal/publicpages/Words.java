package vn.tangthu.portal.publicpages;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/** The words of the public pages, in both languages, from {@code publicpages/messages_*}. */
@Component
final class Words {
    static final String BUNDLE = "publicpages.messages";
    private final ResourceBundleMessageSource source = new ResourceBundleMessageSource();

    Words() {
        source.setBasename(BUNDLE);
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        source.setDefaultLocale(PublicLocale.VIETNAMESE);
        // One rule for all: an apostrophe is always written twice.
        source.setAlwaysUseMessageFormat(true);
    }

    MessageSource source() {
        return source;
    }

    /** The words under the key; a missing key is an error that a test finds. */
    String get(Locale locale, String key, Object... values) {
        return source.getMessage(key, values, locale);
    }
}
