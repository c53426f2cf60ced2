package vn.tangthu.portal.publicpages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.portal.inside.OtherNames;
import vn.tangthu.repository.Bodies.Mention;
import vn.tangthu.repository.Body;

/**
 * Who searches by the name of a body is offered the names before and after it: records bear the
 * name of their time.
 */
@Component
final class BodyOffers {
    private static final int MOST_LINKS = 12;
    private final BodyTexts texts;
    private final Words words;

    BodyOffers(BodyTexts texts, Words words) {
        this.texts = texts;
        this.words = words;
    }

    /**
     * @param body name with what tells it from its homonyms
     * @param url of its page
     * @param register where all others of this name stand, after the last one that is shown; null
     *     where none was left out
     */
    record Offer(String body, String url, List<Names> names, @Nullable Register register) {}

    /**
     * @param name as it was typed
     * @param url of the register
     */
    record Register(String name, String url) {
        static Register of(String name) {
            return new Register(name, "/co-quan?q=" + SearchQuery.encode(name));
        }
    }

    /**
     * @param label "Trước 01/7/2025", "Từ 01/11/2024 đến 30/06/2025"
     */
    record Names(String label, List<Link> links, boolean more) {}

    /** The same search with this name in the other's place. */
    record Link(String name, String within, String url) {}

    List<Offer> of(SearchQuery query, OtherNames names, Locale locale) {
        if (query.q().isBlank() || query.page() > 1) {
            return List.of();
        }
        return names.offered(query.q()).stream().map(one -> offer(one, query, locale)).toList();
    }

    private Offer offer(OtherNames.Offered each, SearchQuery query, Locale locale) {
        Formats formats = new Formats(locale);
        Body.Line body = each.mention().body();
        List<Names> groups = new ArrayList<>();
        if (!each.now().isEmpty()) {
            String label = words.get(locale, each.partly() ? "body.now.partly" : "body.now");
            groups.add(group(label, each.now(), query, each.mention()));
        }
        if (!each.own().isEmpty()) {
            List<Link> own =
                    each.own().stream()
                            .limit(MOST_LINKS)
                            .map(name -> link(name, body.within(), query, each.mention()))
                            .toList();
            boolean more = each.own().size() > MOST_LINKS;
            groups.add(new Names(words.get(locale, "body.also"), own, more));
        }
        each.between()
                .forEach(
                        (period, lines) ->
                                groups.add(
                                        group(
                                                words.get(
                                                        locale,
                                                        "body.between",
                                                        formats.day(period.from()),
                                                        formats.day(period.until().minusDays(1))),
                                                lines,
                                                query,
                                                each.mention())));
        each.before()
                .forEach(
                        (day, lines) ->
                                groups.add(
                                        group(
                                                words.get(locale, "body.before", formats.day(day)),
                                                lines,
                                                query,
                                                each.mention())));
        return new Offer(
                texts.line(body, locale),
                BodyTexts.url(body),
                groups,
                each.more() ? Register.of(each.typed()) : null);
    }

    private static Names group(
            String label, List<Body.Line> lines, SearchQuery query, Mention mention) {
        return new Names(
                label,
                lines.stream()
                        .limit(MOST_LINKS)
                        .map(line -> link(line.name(), line.within(), query, mention))
                        .toList(),
                lines.size() > MOST_LINKS);
    }

    /** What is found there says that it was found by another name of what was asked. */
    private static Link link(String name, String within, SearchQuery query, Mention mention) {
        String q = OtherNames.renamed(query.q(), mention, name);
        return new Link(
                name,
                within,
                "/tim?q=" + SearchQuery.encode(q) + "&" + SearchQuery.ASKED + mention.body().id());
    }
}
