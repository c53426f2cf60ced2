package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import vn.tangthu.indexer.Suggestions;
import vn.tangthu.indexer.Suggestions.Kind;
import vn.tangthu.indexer.Suggestions.Suggestion;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Reader;

/**
 * Suggestions while somebody types: what stands in open descriptions, and bodies and places of the
 * register by any name they ever had. Nothing of it is kept, here or by a cache on the way: what
 * was closed is not suggested any more.
 */
@Controller
class SuggestController {
    private static final int BODIES = 3;
    private final Suggestions suggestions;
    private final Bodies bodies;
    private final BodyTexts texts;
    private final Words words;

    SuggestController(Suggestions suggestions, Bodies bodies, BodyTexts texts, Words words) {
        this.suggestions = suggestions;
        this.bodies = bodies;
        this.texts = texts;
        this.words = words;
    }

    /**
     * @param kind in words
     * @param about may be empty
     */
    record Row(String kind, String text, String about, String url) {}

    @GetMapping(value = "/goi-y", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    List<Row> suggest(
            @RequestParam(defaultValue = "") String q,
            Locale locale,
            HttpServletResponse response) {
        String typed = q.substring(0, Math.min(q.length(), Suggestions.LONGEST));
        List<Row> rows = new ArrayList<>();
        // Signs are no name: every body begins with none of them.
        if (typed.codePoints().filter(Character::isLetterOrDigit).count() >= Suggestions.SHORTEST) {
            List<Suggestion> found = suggestions.of(typed, Reader.ANONYMOUS);
            found.stream()
                    .filter(each -> each.kind() != Kind.RECORD)
                    .forEach(each -> rows.add(row(each, locale)));
            bodies.named(typed, null, BODIES)
                    .forEach(
                            body ->
                                    rows.add(
                                            new Row(
                                                    words.get(locale, "suggest.body"),
                                                    body.name(),
                                                    texts.about(body, locale),
                                                    BodyTexts.url(body))));
            found.stream()
                    .filter(each -> each.kind() == Kind.RECORD)
                    .forEach(each -> rows.add(row(each, locale)));
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.VARY, "Cookie");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        return rows;
    }

    private Row row(Suggestion one, Locale locale) {
        String kind = words.get(locale, "suggest." + one.kind().name().toLowerCase(Locale.ROOT));
        String url =
                switch (one.kind()) {
                    case NUMBER -> "/tim?q=" + SearchQuery.encode(one.text());
                    case AGENCY -> "/tim?q=&coquan=" + SearchQuery.encode(one.text());
                    case RECORD -> "/ho-so/" + one.record();
                };
        return new Row(kind, one.text(), one.about(), url);
    }
}
