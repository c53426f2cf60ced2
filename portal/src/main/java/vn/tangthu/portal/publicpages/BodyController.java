package vn.tangthu.portal.publicpages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Bodies.Lineage;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.BodyNames;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Succession;
import vn.tangthu.repository.VietnameseOrder;

/** The register of bodies: a list by names, and the page of one with all before and after it. */
@Controller
class BodyController {
    private static final int PAGE_SIZE = 50;
    private static final int LONGEST = 200;

    /** Deeper than this the page of the next body goes on. */
    private static final int DEEPEST = 6;

    private static final int MOST_BRANCHES = 300;
    private final Bodies bodies;
    private final Catalogue catalogue;
    private final BodyTexts texts;
    private final PublicSettings settings;
    private final Clock clock;
    private final Words words;

    BodyController(
            Bodies bodies,
            Catalogue catalogue,
            BodyTexts texts,
            PublicSettings settings,
            Words words,
            Clock clock) {
        this.bodies = bodies;
        this.catalogue = catalogue;
        this.texts = texts;
        this.settings = settings;
        this.words = words;
        this.clock = clock;
    }

    record Row(String name, String about, String url) {}

    /**
     * A body before or after, with those before or after it.
     *
     * @param how kind, day and instrument of the succession
     */
    record Branch(
            Row body, String how, @Nullable String scope, boolean partly, List<Branch> branches) {}

    record Dated(String value, String period, @Nullable String url) {}

    record Event(LocalDate day, String text, @Nullable Row body) {}

    @GetMapping("/co-quan")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String sau,
            Model model,
            Locale locale) {
        String asked = q.length() > LONGEST ? q.substring(0, LONGEST) : q.strip();
        Body.Line after =
                sau.isEmpty()
                        ? null
                        : bodies.byCode(sau, today())
                                .flatMap(b -> bodies.lines(List.of(b.id())).stream().findFirst())
                                .orElse(null);
        List<Body.Line> found = bodies.named(asked, after, PAGE_SIZE + 1);
        List<Body.Line> shown = found.subList(0, Math.min(PAGE_SIZE, found.size()));
        // Written with diacritics, those written so come first.
        String accented = BodyNames.accented(asked);
        List<Row> rows =
                shown.stream()
                        .sorted(
                                Comparator.comparing(
                                        (Body.Line b) ->
                                                !BodyNames.accented(b.name()).contains(accented)))
                        .map(line -> row(line, locale))
                        .toList();
        model.addAttribute("q", asked);
        model.addAttribute("rows", rows);
        model.addAttribute(
                "next",
                found.size() > PAGE_SIZE
                        ? "/co-quan?q="
                                + SearchQuery.encode(asked)
                                + "&sau="
                                + SearchQuery.encode(shown.getLast().reference())
                        : null);
        return "public/bodies";
    }

    @GetMapping("/co-quan/{code}")
    String body(@PathVariable String code, Model model, Locale locale) {
        Body body = bodies.byCode(code, today()).orElseThrow(NotHere::new);
        Body.Line line = bodies.lines(List.of(body.id())).getFirst();
        Lineage lineage = bodies.lineage(body.id(), today());
        List<Fonds> fonds =
                body.fonds().stream()
                        .map(id -> catalogue.fonds(id, Reader.ANONYMOUS))
                        .flatMap(Optional::stream)
                        .sorted(Comparator.comparing(Fonds::title, VietnameseOrder.BY_NAME))
                        .toList();
        model.addAttribute("body", body);
        model.addAttribute("line", line);
        model.addAttribute("period", texts.period(body.from(), body.until(), locale));
        model.addAttribute("kind", kind(body.kind(), locale));
        model.addAttribute("ended", body.until() != null && !body.until().isAfter(today()));
        var now = bodies.responsible(body.id(), today());
        model.addAttribute("now", now.bodies().stream().map(b -> row(b, locale)).toList());
        model.addAttribute("partly", now.partly());
        model.addAttribute("names", dated(body.names(), locale));
        model.addAttribute("codes", dated(body.codes(), locale));
        model.addAttribute("addresses", dated(body.addresses(), locale));
        model.addAttribute(
                "superiors",
                body.superiors().stream()
                        .map(
                                s ->
                                        new Dated(
                                                s.name(),
                                                texts.period(s.from(), s.until(), locale),
                                                BodyTexts.url(s.reference())))
                        .toList());
        int[] left = {MOST_BRANCHES};
        model.addAttribute(
                "before", branches(lineage, body.id(), true, locale, new HashSet<>(), left));
        left[0] = MOST_BRANCHES;
        model.addAttribute(
                "after", branches(lineage, body.id(), false, locale, new HashSet<>(), left));
        model.addAttribute("events", events(body, lineage, locale));
        model.addAttribute("fonds", fonds);
        model.addAttribute("permanent", Frame.origin(settings) + BodyTexts.url(body.reference()));
        return "public/body";
    }

    private List<Branch> branches(
            Lineage lineage,
            BodyId of,
            boolean before,
            Locale locale,
            Set<BodyId> path,
            int[] left) {
        if (path.size() >= DEEPEST || !path.add(of)) {
            return List.of();
        }
        List<Branch> branches = new ArrayList<>();
        for (Succession one : before ? lineage.before() : lineage.after()) {
            BodyId near = before ? one.successor() : one.predecessor();
            BodyId far = before ? one.predecessor() : one.successor();
            if (!of.equals(near)) {
                continue;
            }
            Body.Line line = far == null ? null : lineage.bodies().get(far);
            if (line == null || left[0]-- <= 0) {
                continue;
            }
            branches.add(
                    new Branch(
                            row(line, locale),
                            how(one, locale),
                            one.scope(),
                            one.partly(),
                            branches(lineage, line.id(), before, locale, path, left)));
        }
        boolean unused = path.remove(of);
        return branches;
    }

    private String how(Succession one, Locale locale) {
        Formats formats = new Formats(locale);
        String kind = formats.isEnglish() ? one.kind().english() : one.kind().vietnamese();
        StringBuilder how = new StringBuilder(kind);
        how.append(", ")
                .append(words.get(locale, "body.effective", formats.day(one.effectiveDay())));
        if (one.instrument() != null) {
            how.append(", ").append(one.instrument());
            if (one.legalDay() != null) {
                how.append(' ')
                        .append(words.get(locale, "body.legal", formats.day(one.legalDay())));
            }
        }
        return how.toString();
    }

    /** What happened to it, in order. */
    private List<Event> events(Body body, Lineage lineage, Locale locale) {
        List<Event> events = new ArrayList<>();
        if (body.from() != null) {
            events.add(new Event(body.from(), words.get(locale, "body.event.began"), null));
        }
        for (Body.Dated name : body.names()) {
            if (name.from() != null && !name.from().equals(body.from())) {
                events.add(
                        new Event(
                                name.from(),
                                words.get(locale, "body.event.named", name.value()),
                                null));
            }
        }
        for (Body.Superior one : body.superiors()) {
            if (one.from() != null && !one.from().equals(body.from())) {
                events.add(
                        new Event(
                                one.from(),
                                words.get(locale, "body.event.superior", one.name()),
                                null));
            }
        }
        Stream.concat(lineage.before().stream(), lineage.after().stream())
                .filter(s -> body.id().equals(s.successor()) || body.id().equals(s.predecessor()))
                .forEach(
                        s -> {
                            boolean came = body.id().equals(s.successor());
                            BodyId other = came ? s.predecessor() : s.successor();
                            Body.Line line = other == null ? null : lineage.bodies().get(other);
                            String key = came ? "body.event.came" : "body.event.went";
                            String kind =
                                    locale.getLanguage().equals("en")
                                            ? s.kind().english()
                                            : s.kind().vietnamese();
                            events.add(
                                    new Event(
                                            s.effectiveDay(),
                                            words.get(locale, key, kind),
                                            line == null ? null : row(line, locale)));
                        });
        if (body.until() != null) {
            events.add(new Event(body.until(), words.get(locale, "body.event.ended"), null));
        }
        return events.stream().distinct().sorted(Comparator.comparing(Event::day)).toList();
    }

    private List<Dated> dated(List<Body.Dated> values, Locale locale) {
        return values.stream()
                .map(v -> new Dated(v.value(), texts.period(v.from(), v.until(), locale), null))
                .toList();
    }

    private Row row(Body.Line line, Locale locale) {
        return new Row(line.name(), texts.about(line, locale), BodyTexts.url(line));
    }

    private static String kind(BodyKind kind, Locale locale) {
        return locale.getLanguage().equals("en") ? kind.english() : kind.vietnamese();
    }

    private LocalDate today() {
        return Formats.today(clock);
    }
}
