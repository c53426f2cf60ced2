package vn.tangthu.portal.space;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.Inheritance.Estate;
import vn.tangthu.repository.Inheritance.Ground;
import vn.tangthu.repository.Inheritance.Item;
import vn.tangthu.repository.Succession;

/** "Cơ quan của tôi": whose records an agency's people read, and by what ground. */
@Route("co-quan")
@RolesAllowed("AGENCY")
class AgencyView extends PageView {
    private static final long serialVersionUID = 1L;

    /** Predecessors that are named; more stand in the public page's tree. */
    private static final int MOST = 100;

    AgencyView(AgencyScope scope, Catalogue catalogue, CurrentReader current) {
        title(t("agency.title"));
        Body.Line body = scope.body().orElse(null);
        if (body == null) {
            add(Notices.box(Marks.Tone.INFO, t("agency.none")));
            return;
        }
        title(body.name());
        String period = period(body);
        Anchor page = new Anchor("/co-quan/" + body.reference(), t("agency.page"));
        page.setRouterIgnore(true);
        add(
                hint(
                        Stream.of(body.within(), period)
                                .filter(text -> !text.isEmpty())
                                .collect(Collectors.joining(" · "))),
                row(
                        page,
                        new Anchor("/app/tim", t("agency.search")),
                        new Anchor("/app/co-quan/lay-ho-so", t("agency.retrieve"))));
        Estate estate = scope.estate().orElse(null);
        if (estate == null) {
            add(Notices.box(Marks.Tone.WARN, t("agency.not.now")));
            return;
        }
        add(hint(t("agency.rule")));
        for (Ground ground : Ground.values()) {
            List<Item> items =
                    estate.items().stream().filter(item -> item.ground() == ground).toList();
            List<ListItem> lines = new ArrayList<>();
            for (Item item : items) {
                catalogue
                        .fonds(item.fonds(), current.reader())
                        .ifPresent(fonds -> lines.add(line(fonds, item)));
            }
            if (!lines.isEmpty()) {
                OrderedList list = new OrderedList();
                list.addClassName("tt-hits");
                lines.forEach(list::add);
                Div part = new Div();
                if (ground == Ground.UNDECIDED) {
                    part.add(Notices.box(Marks.Tone.INFO, t("agency.undecided")));
                }
                part.add(list);
                add(section(words().of(ground), part));
            }
        }
        if (!estate.predecessors().isEmpty()) {
            UnorderedList all = new UnorderedList();
            estate.predecessors().stream()
                    .limit(MOST)
                    .forEach(
                            one -> {
                                Anchor way = new Anchor("/co-quan/" + one.reference(), one.name());
                                way.setRouterIgnore(true);
                                all.add(new ListItem(way, new Span(" " + told(one))));
                            });
            add(section(t("agency.predecessors", estate.predecessors().size()), all));
        }
    }

    private ListItem line(Fonds fonds, Item item) {
        Anchor way = new Anchor("/app/tim?phong=" + fonds.id(), fonds.title());
        ListItem line = new ListItem(new H3(way));
        Paragraph maker = hint(t("agency.maker", item.maker().name() + " " + told(item.maker())));
        line.add(maker);
        Succession by = item.by();
        if (by != null) {
            String instrument = by.instrument();
            line.add(
                    hint(
                            t(
                                    "agency.by",
                                    instrument == null ? "—" : instrument,
                                    words().day(by.effectiveDay()))));
            String more =
                    Stream.of(by.scope(), item.reason())
                            .filter(Objects::nonNull)
                            .collect(Collectors.joining("; "));
            if (!more.isEmpty()) {
                line.add(hint(more));
            }
        }
        return line;
    }

    /** Enough to tell homonyms apart. */
    private String told(Body.Line body) {
        String text =
                Stream.of(body.within(), period(body))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", "));
        return text.isEmpty() ? "" : "(" + text + ")";
    }

    private String period(Body.Line body) {
        var until = body.until();
        return body.from() == null && until == null
                ? ""
                : (body.from() == null ? "…" : words().day(body.from()))
                        + " – "
                        + (until == null ? "…" : words().day(until.minusDays(1)));
    }
}
