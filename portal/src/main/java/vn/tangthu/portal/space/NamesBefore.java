package vn.tangthu.portal.space;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.portal.inside.OtherNames;
import vn.tangthu.portal.inside.ToldName;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;

/**
 * Names of other times behind the login: by which others the same can be searched, and of a hit,
 * under which it was found.
 */
final class NamesBefore {
    private static final int MOST_LINKS = 12;

    private final Words words;
    private final SearchRequest shown;
    private final boolean everywhere;
    private final OtherNames names;

    /**
     * @param everywhere as {@link SearchAddress#write(SearchRequest, boolean)} has it
     * @param asked the body by whose name was asked before, or null
     */
    NamesBefore(
            Bodies bodies,
            Words words,
            SearchRequest shown,
            boolean everywhere,
            @Nullable BodyId asked) {
        this.words = words;
        this.shown = shown;
        this.everywhere = everywhere;
        this.names = new OtherNames(bodies, shown.query(), asked, LocalDate.now(Words.ZONE));
    }

    /** A line for each group of names, empty where there is none. */
    List<Component> offered() {
        List<Component> lines = new ArrayList<>();
        for (OtherNames.Offered each : names.offered(shown.query())) {
            Body.Line body = each.mention().body();
            List<Component> groups = new ArrayList<>();
            if (!each.now().isEmpty()) {
                String now = each.partly() ? "search.names.parted" : "search.names.now";
                groups.add(group(each, words.of(now), named(each.now())));
            }
            if (!each.own().isEmpty()) {
                groups.add(group(each, words.of("search.names.also"), each.own()));
            }
            each.between()
                    .forEach(
                            (period, meanwhile) ->
                                    groups.add(
                                            group(
                                                    each,
                                                    words.of(
                                                            "search.names.between",
                                                            words.day(period.from()),
                                                            words.day(period.until().minusDays(1))),
                                                    named(meanwhile))));
            each.before()
                    .forEach(
                            (day, before) ->
                                    groups.add(
                                            group(
                                                    each,
                                                    words.of("search.names.before", words.day(day)),
                                                    named(before))));
            String within = body.within().isEmpty() ? "" : " (" + body.within() + ")";
            lines.add(new Paragraph(body.name() + within));
            lines.addAll(groups);
            if (each.more()) {
                lines.add(register(each.typed()));
            }
        }
        return lines;
    }

    /** Others of the name stand in the register, which is public. */
    private Anchor register(String name) {
        Anchor register =
                new Anchor(
                        "/co-quan?q=" + SearchAddress.encode(name),
                        words.of("search.names.register", name));
        register.getElement().setAttribute("router-ignore", true);
        return register;
    }

    private static List<String> named(List<Body.Line> bodies) {
        return bodies.stream().map(Body.Line::name).distinct().toList();
    }

    private Div group(OtherNames.Offered of, String label, List<String> named) {
        Div group = new Div(new Span(label + ":"));
        group.addClassName("tt-row");
        for (String name : named.subList(0, Math.min(MOST_LINKS, named.size()))) {
            SearchRequest other =
                    new SearchRequest(
                            OtherNames.renamed(shown.query(), of.mention(), name),
                            shown.filters(),
                            shown.within(),
                            shown.sort(),
                            0,
                            SearchAddress.PAGE);
            group.add(
                    new Anchor(
                            SearchAddress.asked(
                                    SearchAddress.write(other, everywhere),
                                    of.mention().body().id()),
                            name));
        }
        if (named.size() > MOST_LINKS) {
            group.add(new Span("…"));
        }
        return group;
    }

    /** What to say of a hit beside the fields that matched. */
    List<String> of(Hit hit) {
        ToldName.Wording wording =
                new ToldName.Wording() {
                    @Override
                    public String of(String key, Object... values) {
                        return words.of("search.name." + key, values);
                    }

                    @Override
                    public String day(LocalDate day) {
                        return words.day(day);
                    }

                    @Override
                    public boolean english() {
                        return words.locale().getLanguage().equals("en");
                    }
                };
        return names.of(hit).stream().map(name -> name.in(wording)).toList();
    }
}
