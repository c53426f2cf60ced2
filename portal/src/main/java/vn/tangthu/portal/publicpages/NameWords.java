package vn.tangthu.portal.publicpages;

import java.time.LocalDate;
import java.util.Locale;
import vn.tangthu.portal.inside.ToldName;

/** Under which name a record was found, in the words of the public pages. */
record NameWords(Words words, Locale locale) implements ToldName.Wording {
    @Override
    public String of(String key, Object... values) {
        return words.get(locale, "why.name." + key, values);
    }

    @Override
    public String day(LocalDate day) {
        return new Formats(locale).day(day);
    }

    @Override
    public boolean english() {
        return new Formats(locale).isEnglish();
    }
}
