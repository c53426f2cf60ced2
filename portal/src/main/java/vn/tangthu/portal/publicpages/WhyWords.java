package vn.tangthu.portal.publicpages;

import java.util.Locale;
import vn.tangthu.portal.inside.ReasonWords;
import vn.tangthu.repository.DocumentType;

/** Why a record was found, in the words of the public pages. */
record WhyWords(Words words, Locale locale) implements ReasonWords.Wording {
    @Override
    public String of(String key, Object... values) {
        return words.get(locale, "why." + key, values);
    }

    @Override
    public String type(DocumentType type) {
        return new Formats(locale).entry(type);
    }
}
