package vn.tangthu.portal.space;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.indexer.Suggestions;
import vn.tangthu.indexer.Suggestions.Kind;
import vn.tangthu.indexer.Suggestions.Suggestion;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.Reader;

/**
 * Suggestions while somebody who is logged in types, from what this account may see now. What the
 * public box is answered with, by the same script, with ways into the portal; nothing of it is kept
 * here or by a cache on the way.
 */
@RestController
class OwnSuggestions {
    static final String ADDRESS = ContentFiles.ROOT + "/goi-y";
    private static final int BODIES = 3;

    private final Suggestions suggestions;
    private final Bodies bodies;
    private final CurrentReader current;

    OwnSuggestions(Suggestions suggestions, Bodies bodies, CurrentReader current) {
        this.suggestions = suggestions;
        this.bodies = bodies;
        this.current = current;
    }

    /**
     * @param kind in words
     * @param about may be empty
     */
    record Row(String kind, String text, String about, String url) {}

    @GetMapping(value = ADDRESS, produces = MediaType.APPLICATION_JSON_VALUE)
    List<Row> suggest(
            @RequestParam(defaultValue = "") String q,
            Locale locale,
            HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return rows(q, current.reader(), Words.in(locale));
    }

    /** Nothing for nobody: the public box is for those. */
    List<Row> rows(String q, Reader reader, Words words) {
        String typed = q.substring(0, Math.min(q.length(), Suggestions.LONGEST));
        if (reader.account() == null
                || typed.codePoints().filter(Character::isLetterOrDigit).count()
                        < Suggestions.SHORTEST) {
            return List.of();
        }
        List<Suggestion> found = suggestions.of(typed, reader);
        List<Row> rows = new ArrayList<>();
        found.stream()
                .filter(each -> each.kind() != Kind.RECORD)
                .forEach(each -> rows.add(row(each, words)));
        for (Body.Line body : bodies.named(typed, null, BODIES)) {
            rows.add(
                    new Row(
                            words.of("suggest.body"),
                            body.name(),
                            body.within(),
                            "/co-quan/"
                                    + UriUtils.encodePathSegment(
                                            body.reference(), StandardCharsets.UTF_8)));
        }
        found.stream()
                .filter(each -> each.kind() == Kind.RECORD)
                .forEach(each -> rows.add(row(each, words)));
        return rows;
    }

    private static Row row(Suggestion one, Words words) {
        String kind = words.of("suggest." + one.kind().name().toLowerCase(Locale.ROOT));
        String url =
                switch (one.kind()) {
                    case NUMBER -> SearchAddress.write(SearchRequest.of(one.text()));
                    case AGENCY ->
                            SearchAddress.write(
                                    SearchAddress.with(
                                            SearchRequest.of(""),
                                            Filters.NONE.withAgencies(Set.of(one.text()))));
                    case RECORD -> "/app/ho-so/" + one.record();
                };
        return new Row(kind, one.text(), one.about(), url);
    }
}
