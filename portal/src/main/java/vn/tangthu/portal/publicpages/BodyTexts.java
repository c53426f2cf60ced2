package vn.tangthu.portal.publicpages;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import vn.tangthu.repository.Body;

/** Bodies in words: what tells homonyms apart. */
@Component
final class BodyTexts {
    private final Words words;

    BodyTexts(Words words) {
        this.words = words;
    }

    /** "Xã Ninh Phước (Thị xã Ninh Hòa, Tỉnh Khánh Hòa; đến 30/06/2025)". */
    String line(Body.Line body, Locale locale) {
        String about = about(body, locale);
        return about.isEmpty() ? body.name() : body.name() + " (" + about + ")";
    }

    String about(Body.Line body, Locale locale) {
        String period = period(body.from(), body.until(), locale);
        if (body.within().isEmpty()) {
            return period;
        }
        return period.isEmpty() ? body.within() : body.within() + "; " + period;
    }

    /** "từ 01/11/2024 đến 30/06/2025"; empty where neither day is known. */
    String period(@Nullable LocalDate from, @Nullable LocalDate until, Locale locale) {
        Formats formats = new Formats(locale);
        String first = from == null ? "" : formats.day(from);
        String last = until == null ? "" : formats.day(until.minusDays(1));
        if (from != null && until != null) {
            return words.get(locale, "body.fromTo", first, last);
        }
        if (from != null) {
            return words.get(locale, "body.from", first);
        }
        return until == null ? "" : words.get(locale, "body.to", last);
    }

    static String url(Body.Line body) {
        return url(body.reference());
    }

    static String url(String reference) {
        return "/co-quan/" + UriUtils.encodePathSegment(reference, StandardCharsets.UTF_8);
    }
}
