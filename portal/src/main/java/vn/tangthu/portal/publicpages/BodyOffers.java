package vn.tangthu.portal.publicpages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Bodies.Lineage;
import vn.tangthu.repository.Bodies.Mention;
import vn.tangthu.repository.Bodies.Responsible;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Succession;

/**
 * Who searches by the name of a body is offered the names before and after it: records bear the
 * name of their time.
 */
@Component
final class BodyOffers {
    /** The most bodies of one search; names that more bodies have lead to the register. */
    private static final int MOST = 4;

    /** The most of which it is looked whom they followed. */
    private static final int LOOKED_AT = 60;

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

    List<Offer> of(SearchQuery query, Locale locale) {
        if (query.q().isBlank() || query.page() > 1) {
            return List.of();
        }
        LocalDate today = LocalDate.now(clock.withZone(Formats.ZONE));
        List<Mention> mentions = bodies.mentioned(query.q(), LOOKED_AT);
        Map<BodyId, Lineage> lineages =
                bodies.lineages(mentions.stream().map(m -> m.body().id()).toList(), today);
        Map<String, List<Offer>> typed = new LinkedHashMap<>();
        for (Mention mention : mentions) {
            Lineage lineage = lineages.get(mention.body().id());
            List<Names> names =
                    lineage == null ? List.of() : names(query, mention, lineage, today, locale);
            // Who has nobody before or after it takes no place of a homonym that has.
            if (!names.isEmpty()) {
                typed.computeIfAbsent(typed(query.q(), mention), x -> new ArrayList<>())
                        .add(
                                new Offer(
                                        texts.line(mention.body(), locale),
                                        BodyTexts.url(mention.body()),
                                        names,
                                        null));
            }
        }
        List<Offer> offers = new ArrayList<>();
        typed.forEach(
                (name, all) -> {
                    // Each name that was typed has one at least.
                    int most = Math.min(all.size(), Math.max(1, MOST - offers.size()));
                    offers.addAll(all.subList(0, most));
                    if (most < all.size()) {
                        Offer last = offers.removeLast();
                        offers.add(
                                new Offer(
                                        last.body, last.url, last.names, Register.of(name)));
                    }
                });
        return offers;
    }

    private List<Names> names(
            SearchQuery query, Mention mention, Lineage lineage, LocalDate today, Locale locale) {
        Formats formats = new Formats(locale);
        Body.Line body = mention.body();
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
        Responsible now = Responsible.of(List.of(lineage), today);
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
        between(lineage, today)
                .forEach(
                        (period, lines) ->
                                names.add(
                                        group(
                                                words.get(
                                                        locale,
                                                        "body.between",
                                                        formats.day(period.from),
                                                        formats.day(period.until.minusDays(1))),
                                                lines,
                                                query,
                                                mention)));
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

    private record Period(LocalDate from, LocalDate until) {}

    /**
     * Whom the records came to and who is no more, the first first: what was written meanwhile
     * bears these names.
     */
    private static Map<Period, List<Body.Line>> between(Lineage lineage, LocalDate today) {
        Map<Period, List<Body.Line>> between =
                new TreeMap<>(Comparator.comparing(Period::from).thenComparing(Period::until));
        for (Succession one : lineage.withRecords(today)) {
            BodyId successor = one.successor();
            Body.Line line = successor == null ? null : lineage.bodies().get(successor);
            LocalDate until = line == null ? null : line.until();
            if (line != null && until != null && !line.livesOn(today)) {
                List<Body.Line> of =
                        between.computeIfAbsent(
                                new Period(one.effectiveDay(), until), x -> new ArrayList<>());
                if (!of.contains(line) && !line.id().equals(lineage.of())) {
                    of.add(line);
                }
            }
        }
        between.values().removeIf(List::isEmpty);
        return between;
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
        List<String> typed = words(q);
        List<String> renamed = new ArrayList<>(typed.subList(0, mention.start()));
        renamed.add(name);
        renamed.addAll(typed.subList(mention.end(), typed.size()));
        return String.join(" ", renamed);
    }

    /** The words of the search that the name was found in. */
    private static String typed(String q, Mention mention) {
        return String.join(" ", words(q).subList(mention.start(), mention.end()));
    }

    private static List<String> words(String q) {
        return Arrays.asList(q.strip().split("\\s+"));
    }
}
