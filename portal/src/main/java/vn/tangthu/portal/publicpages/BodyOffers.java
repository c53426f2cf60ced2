package vn.tangthu.portal.publicpages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Bodies.Lineage;
import vn.tangthu.repository.Bodies.Mention;
import vn.tangthu.repository.Bodies.Responsible;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.Succession;

/**
 * Who searches by the name of a body is offered the names before and after it: records bear the
 * name of their time.
 */
@Component
final class BodyOffers {
    /** The most bodies of one search; names that more bodies have lead to the register. */
    private static final int MOST = 4;

    private static final int MOST_LINKS = 12;
    private final Bodies bodies;
    private final BodyTexts texts;
    private final Words words;
    private final Clock clock;

    BodyOffers(Bodies bodies, BodyTexts texts, Words words, Clock clock) {
        this.bodies = bodies;
        this.texts = texts;
        this.words = words;
        this.clock = clock;
    }

    /**
     * @param body name with what tells it from its homonyms
     * @param url of its page
     */
    record Offer(String body, String url, List<Names> names) {}

    /**
     * @param label "Trước 01/7/2025"
     */
    record Names(String label, List<Link> links, boolean more) {}

    /** The same search with this name in the other's place. */
    record Link(String name, String within, String url) {}

    List<Offer> of(SearchQuery query, Locale locale) {
        if (query.q().isBlank() || query.page() > 1) {
            return List.of();
        }
        List<Offer> offers = new ArrayList<>();
        for (Mention mention : bodies.mentioned(query.q(), MOST)) {
            List<Names> names = names(query, mention, locale);
            if (!names.isEmpty()) {
                offers.add(
                        new Offer(
                                texts.line(mention.body(), locale),
                                BodyTexts.url(mention.body()),
                                names));
            }
        }
        return offers;
    }

    private List<Names> names(SearchQuery query, Mention mention, Locale locale) {
        LocalDate today = LocalDate.now(clock.withZone(Formats.ZONE));
        Formats formats = new Formats(locale);
        Body.Line body = mention.body();
        Lineage lineage = bodies.lineage(body.id(), today);
        Map<LocalDate, List<Body.Line>> before = new TreeMap<>();
        for (Succession one : lineage.before()) {
            Body.Line line = lineage.bodies().get(one.predecessor());
            if (line != null) {
                List<Body.Line> of =
                        before.computeIfAbsent(one.effectiveDay(), x -> new ArrayList<>());
                if (!of.contains(line)) {
                    of.add(line);
                }
            }
        }
        List<Names> names = new ArrayList<>();
        Responsible now = bodies.responsible(body.id(), today);
        List<Body.Line> others =
                now.bodies().stream().filter(b -> !b.id().equals(body.id())).toList();
        if (!others.isEmpty()) {
            names.add(
                    group(
                            words.get(locale, now.partly() ? "body.now.partly" : "body.now"),
                            others,
                            query,
                            mention));
        }
        before.forEach(
                (day, lines) ->
                        names.add(
                                group(
                                        words.get(locale, "body.before", formats.day(day)),
                                        lines,
                                        query,
                                        mention)));
        return names;
    }

    private static Names group(
            String label, List<Body.Line> lines, SearchQuery query, Mention mention) {
        return new Names(
                label,
                lines.stream()
                        .limit(MOST_LINKS)
                        .map(
                                line ->
                                        new Link(
                                                line.name(),
                                                line.within(),
                                                "/tim?q="
                                                        + SearchQuery.encode(
                                                                renamed(
                                                                        query.q(),
                                                                        mention,
                                                                        line.name()))))
                        .toList(),
                lines.size() > MOST_LINKS);
    }

    /** The words of the search with another name in place of the one that was found in them. */
    static String renamed(String q, Mention mention, String name) {
        List<String> typed = Arrays.asList(q.strip().split("\\s+"));
        List<String> renamed = new ArrayList<>(typed.subList(0, mention.start()));
        renamed.add(name);
        renamed.addAll(typed.subList(mention.end(), typed.size()));
        return String.join(" ", renamed);
    }
}
