package vn.tangthu.portal.space;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.annotation.security.RolesAllowed;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.AgencyDeliveries;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AgencyOrders.Counts;
import vn.tangthu.repository.AgencyOrders.Line;
import vn.tangthu.repository.AgencyOrders.LineState;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.AgencyOrders.State;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/** One order of an agency: where it stands, what can be fetched, and that it was received. */
@Route("co-quan/de-nghi/:number")
@RolesAllowed("AGENCY")
class OwnOrderView extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private final transient AgencyOrders orders;
    private final transient AgencyDeliveries deliveries;
    private final transient CurrentReader current;
    private String number = "";

    OwnOrderView(AgencyOrders orders, AgencyDeliveries deliveries, CurrentReader current) {
        this.orders = orders;
        this.deliveries = deliveries;
        this.current = current;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        number = event.getRouteParameters().get("number").orElse("");
        show();
    }

    /** The role is asked each time: it may have been taken away since the session began. */
    private @Nullable Order theirs() {
        Reader reader = current.require(Role.AGENCY);
        return orders.find(number)
                .filter(order -> orders.theirs(order, current.account(), reader))
                .orElse(null);
    }

    private void show() {
        Order order = theirs();
        if (order == null) {
            throw new NotFoundException();
        }
        clear();
        title(order.number());
        Counts counts = orders.counts(number);
        add(
                row(
                        new Anchor("/app/co-quan/de-nghi", t("order.own")),
                        Marks.mark(
                                t("order.state." + order.state()),
                                OwnOrdersView.tone(order.state()))),
                hint(
                        t(
                                "order.sent",
                                order.letterNumber(),
                                words().day(order.letterDay()),
                                words().minute(order.sentAt()),
                                order.sentBy())),
                order.body().equals(current.account().body())
                        ? new Div()
                        : hint(t("order.inherited", order.bodyName())),
                hint(order.purpose()),
                new Paragraph(
                        t(
                                "order.counts",
                                words().number(counts.open() + counts.proposed()),
                                words().number(counts.granted()),
                                words().number(counts.refused()),
                                words().number(counts.fetched()))));
        String why = order.withdrawnWhy();
        if (why != null) {
            add(Notices.box(Marks.Tone.ERROR, t("order.withdrawn", why)));
        }
        if (order.state() == State.OPEN) {
            add(fetch(order));
        }
        if (order.receivedAt() != null) {
            add(
                    Notices.box(
                            Marks.Tone.OK,
                            t(
                                    "order.received",
                                    words().minute(order.receivedAt()),
                                    Objects.requireNonNullElse(order.receivedBy(), ""))));
        } else if (counts.fetched() > 0) {
            Button receipt =
                    new Button(
                            t("order.receive"),
                            e -> {
                                orders.received(
                                        number, current.account(), current.require(Role.AGENCY));
                                show();
                            });
            add(row(receipt));
        }
        add(section(t("order.lines"), grid(order, counts)));
        boolean runs = order.state() == State.WAITING || order.state() == State.OPEN;
        if (runs && orders.mayWithdraw(order, current.require(Role.AGENCY))) {
            add(withdrawal());
        }
    }

    /** With a reason, which the desk reads. */
    private Div withdrawal() {
        TextField why = new TextField(t("reason"));
        why.setMaxLength(500);
        why.setRequiredIndicatorVisible(true);
        why.setErrorMessage(t("reason.required"));
        Button withdraw =
                new Button(
                        t("order.withdraw"),
                        e -> {
                            if (why.getValue().isBlank()) {
                                why.setInvalid(true);
                                why.focus();
                                return;
                            }
                            orders.withdraw(number, why.getValue(), current.require(Role.AGENCY));
                            Notices.done(t("saved"));
                            show();
                        });
        withdraw.addThemeVariants(ButtonVariant.LUMO_ERROR);
        return row(why, withdraw);
    }

    /** Goes on looking while something is being made. */
    private Div fetch(Order order) {
        DeliveryBox box =
                new DeliveryBox(
                        deliveries,
                        order,
                        words(),
                        () -> start(order),
                        () ->
                                deliveries.cancel(
                                        order, current.account(), current.require(Role.AGENCY)));
        return new Div(hint(t("order.until", words().minute(order.expiresAt()))), box);
    }

    private void start(Order order) {
        String origin =
                VaadinService.getCurrentRequest() instanceof VaadinServletRequest request
                        ? request.getRequestURL().toString().replaceFirst("/app(/.*|$)", "")
                        : "";
        deliveries.start(order, current.account(), current.require(Role.AGENCY), origin);
    }

    private static Anchor download(String address, String text) {
        Anchor link = new Anchor(address, text);
        link.getElement().setAttribute("download", true);
        link.setRouterIgnore(true);
        return link;
    }

    private Grid<Line> grid(Order order, Counts counts) {
        Grid<Line> grid = new Grid<>();
        grid.addColumn(Line::n).setHeader("#").setWidth("5rem").setFlexGrow(0);
        grid.addColumn(Line::asked).setHeader(t("retrieve.typed")).setWidth("12rem");
        grid.addColumn(Line::code).setHeader(t("retrieve.code")).setWidth("12rem");
        grid.addColumn(
                        new ComponentRenderer<>(
                                line ->
                                        Marks.mark(
                                                t("order.line." + shown(line)),
                                                available(line)
                                                        ? Marks.Tone.OK
                                                        : Marks.Tone.PLAIN)))
                .setHeader(t("retrieve.outcome"))
                .setWidth("9rem");
        grid.addColumn(
                        line ->
                                line.state() == LineState.REFUSED
                                        ? Objects.requireNonNullElse(line.refusedWhy(), "")
                                        : "")
                .setHeader(t("reason"))
                .setWidth("12rem");
        grid.addColumn(
                        new ComponentRenderer<>(
                                line ->
                                        order.state() == State.OPEN && available(line)
                                                ? new Div(
                                                        download(
                                                                OrderFiles.ROOT
                                                                        + "/"
                                                                        + order.number()
                                                                        + "/"
                                                                        + line.n(),
                                                                t("order.fetch.one")))
                                                : new Div()))
                .setHeader(t("order.fetch"))
                .setWidth("9rem");
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setItems(
                query -> {
                    int offset = query.getOffset();
                    int limit = Math.min(1_000, query.getLimit());
                    return theirs() == null
                            ? Stream.empty()
                            : orders.lines(number, offset, limit).items().stream();
                },
                query -> {
                    int unusedOffset = query.getOffset();
                    int unusedLimit = query.getLimit();
                    return (int) counts.lines();
                });
        grid.getElement().setAttribute("aria-label", t("order.lines"));
        return grid;
    }

    /** What one archivist proposed is between archivists. */
    private static String shown(Line line) {
        return switch (line.state()) {
            case OPEN, PROPOSED -> LineState.OPEN.name();
            case GRANTED -> line.again() ? "AGAIN" : LineState.GRANTED.name();
            case REFUSED -> LineState.REFUSED.name();
        };
    }

    private static boolean available(Line line) {
        return line.state() == LineState.GRANTED && !line.again();
    }
}
