package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Delivery;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryPairs;
import vn.tangthu.repository.DeliveryPairs.Count;
import vn.tangthu.repository.DeliveryPairs.Decided;
import vn.tangthu.repository.DeliveryPairs.Found;
import vn.tangthu.repository.DeliveryPairs.Kind;
import vn.tangthu.repository.DeliveryPairs.Pair;
import vn.tangthu.repository.DeliveryPairs.Side;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;

/** What a delivery has twice: the pairs by kind, and two of them side by side. */
@Route("giao-nop/:id/trung-lap")
@RolesAllowed("ARCHIVIST")
class DuplicatesView extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private static final int AT_ONCE = 25;

    private final transient Deliveries deliveries;
    private final transient DeliveryPairs pairs;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;

    DuplicatesView(
            Deliveries deliveries,
            DeliveryPairs pairs,
            CurrentReader current,
            ActivityLog activity) {
        this.deliveries = deliveries;
        this.pairs = pairs;
        this.current = current;
        this.activity = activity;
    }

    static String address(DeliveryId delivery) {
        return "/app/giao-nop/" + delivery.value() + "/trung-lap";
    }

    static String address(DeliveryId delivery, String key) {
        return address(delivery) + "?cap=" + key;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Reader reader = current.require(Role.ARCHIVIST);
        Delivery delivery = delivery(event);
        QueryParameters asked = event.getLocation().getQueryParameters();
        clear();
        title(t("pairs.title", delivery.name()));
        Optional<Pair> pair =
                asked.getSingleParameter("cap")
                        .filter(key -> key.matches("[0-9a-f]{64}"))
                        .flatMap(key -> pairs.find(delivery.id(), key, reader));
        Div ways = row(new Anchor("/app/giao-nop/" + delivery.id().value(), t("pairs.delivery")));
        add(ways);
        if (pair.isPresent()) {
            ways.add(new Anchor(address(delivery.id()), t("pairs.all")));
            add(new PairPanel(delivery.id(), pair.get().key(), pairs, current, activity, words()));
        } else {
            lists(delivery, asked, reader);
        }
    }

    private Delivery delivery(BeforeEnterEvent event) {
        try {
            String id = event.getRouteParameters().get("id").orElse("");
            return deliveries
                    .find(new DeliveryId(UUID.fromString(id)))
                    .orElseThrow(NotFoundException::new);
        } catch (IllegalArgumentException e) {
            throw new NotFoundException();
        }
    }

    private void lists(Delivery delivery, QueryParameters asked, Reader reader) {
        Map<Kind, Count> counts = pairs.counts(delivery.id(), reader);
        Optional<Kind> only =
                asked.getSingleParameter("loai")
                        .flatMap(
                                name ->
                                        Arrays.stream(Kind.values())
                                                .filter(kind -> kind.name().equals(name))
                                                .findFirst());
        String from = asked.getSingleParameter("tu").orElse("");
        int offset = only.isPresent() && from.matches("[0-9]{1,6}") ? Integer.parseInt(from) : 0;
        if (counts.isEmpty()) {
            add(hint(t("pairs.none")));
            return;
        }
        add(hint(t("pairs.hint")));
        pairs.nextUndecided(delivery.id(), reader)
                .filter(next -> pairs.open(delivery.id(), reader))
                .ifPresent(
                        next ->
                                add(
                                        row(
                                                new Anchor(
                                                        address(delivery.id(), next.key()),
                                                        t("pairs.next")))));
        counts.forEach(
                (kind, count) -> {
                    if (only.isEmpty() || only.get() == kind) {
                        add(list(delivery.id(), kind, count, offset, reader));
                    }
                });
    }

    private Component list(DeliveryId id, Kind kind, Count count, int offset, Reader reader) {
        Slice<Pair> some = pairs.list(id, kind, offset, AT_ONCE, reader);
        OrderedList list = new OrderedList();
        list.addClassName("tt-pairs");
        list.getElement().setAttribute("start", String.valueOf(offset + 1));
        some.items().forEach(pair -> list.add(item(id, pair)));
        Div ways = row();
        if (offset > 0) {
            ways.add(more(id, kind, Math.max(0, offset - AT_ONCE), "pairs.before"));
        }
        if (offset + some.items().size() < some.total()) {
            ways.add(more(id, kind, offset + AT_ONCE, "pairs.more"));
        }
        return section(
                t("pairs.kind", words().of(kind), words().number(count.pairs())),
                hint(
                        kind == Kind.SAME_CODE
                                ? t("pairs.code.hint")
                                : t("pairs.undecided", words().number(count.undecided()))),
                list,
                ways);
    }

    private Anchor more(DeliveryId id, Kind kind, int from, String key) {
        return new Anchor(address(id) + "?loai=" + kind + "&tu=" + from, t(key));
    }

    private ListItem item(DeliveryId id, Pair pair) {
        Found found = pair.found();
        Anchor link =
                new Anchor(
                        address(id, pair.key()),
                        t("pairs.item", name(found.one()), name(found.other())));
        ListItem item = new ListItem(link, new Span(" "));
        if (found.kind() == Kind.SAME_TEXT) {
            item.add(
                    new Span(
                            t(
                                            "pairs.likeness",
                                            words().number(Math.round(found.likeness() * 100)),
                                            words().number(found.pages()))
                                    + " "));
        }
        if (found.kind() == Kind.SAME_IMAGE) {
            item.add(new Span(t("pairs.onescan", words().number(found.pages())) + " "));
        }
        item.add(mark(pair, words()));
        return item;
    }

    private String name(Side side) {
        String name = side.name();
        String where = t(side.kept() ? "pairs.in.kept" : "pairs.in.delivery", side.record());
        return name.equals(side.record()) || side.record().isEmpty() ? name : name + " " + where;
    }

    /** Where the decision stands. */
    static Span mark(Pair pair, Words words) {
        Decided decided = pair.decided();
        if (decided != null) {
            return Marks.mark(
                    words.of(decided.decision()),
                    decided.decision() == DeliveryPairs.Decision.KEEP_BOTH
                            ? Marks.Tone.OK
                            : Marks.Tone.WARN);
        }
        if (pair.leftOut()) {
            return Marks.mark(words.of("pairs.leftOut"), Marks.Tone.WARN);
        }
        return pair.found().decidable()
                ? Marks.mark(words.of("pairs.open"), Marks.Tone.INFO)
                : Marks.mark(words.of("pairs.mend"), Marks.Tone.PLAIN);
    }
}
