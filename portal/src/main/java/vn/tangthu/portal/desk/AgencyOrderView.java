package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.tangthu.portal.outgoing.Purposes;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.AgencyDeliveries;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AgencyOrders.Counts;
import vn.tangthu.repository.AgencyOrders.Holder;
import vn.tangthu.repository.AgencyOrders.Line;
import vn.tangthu.repository.AgencyOrders.LineState;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.AgencyOrders.State;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SecondDecisions;
import vn.tangthu.repository.SecondDecisions.Standing;

/** An order of an agency: its letter, its lines, and what is decided of all or of those chosen. */
@Route("de-nghi-co-quan/:number")
@RolesAllowed("ARCHIVIST")
class AgencyOrderView extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private final transient AgencyOrders orders;
    private final transient AgencyDeliveries deliveries;
    private final transient SecondDecisions decisions;
    private final transient CurrentReader current;
    private String number = "";

    AgencyOrderView(
            AgencyOrders orders,
            AgencyDeliveries deliveries,
            SecondDecisions decisions,
            CurrentReader current) {
        this.decisions = decisions;
        this.orders = orders;
        this.deliveries = deliveries;
        this.current = current;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        number = event.getRouteParameters().get("number").orElse("");
        show();
    }

    private void show() {
        Order order = orders.find(number).orElseThrow(NotFoundException::new);
        clear();
        title(order.number() + " · " + order.bodyName());
        Counts counts = orders.counts(number);
        add(
                row(
                        new Anchor("/app/de-nghi-co-quan", t("order.desk")),
                        Marks.mark(
                                t("order.state." + order.state()),
                                AgencyOrdersView.tone(order.state()))),
                hint(
                        t(
                                "order.sent",
                                order.letterNumber(),
                                words().day(order.letterDay()),
                                words().minute(order.sentAt()),
                                order.sentBy())),
                new Paragraph(t("order.purpose") + ": " + order.purpose()),
                row(letter(order)),
                hint(t("order.checked", order.checked())),
                new Paragraph(
                        t(
                                "order.counts",
                                words().number(counts.open() + counts.proposed()),
                                words().number(counts.granted()),
                                words().number(counts.refused()),
                                words().number(counts.fetched()))));
        if (order.withdrawnWhy() != null) {
            add(Notices.box(Marks.Tone.ERROR, t("order.withdrawn", order.withdrawnWhy())));
        }
        if (counts.again() > 0) {
            add(Notices.box(Marks.Tone.WARN, t("order.again", words().number(counts.again()))));
        }
        if (order.expiresAt() != null) {
            add(hint(t("order.until", words().minute(order.expiresAt()))));
        }
        delivery(order);
        if (order.receivedAt() != null) {
            add(
                    Notices.box(
                            Marks.Tone.OK,
                            t(
                                    "order.received",
                                    words().minute(order.receivedAt()),
                                    Objects.requireNonNullElse(order.receivedBy(), ""))));
        }
        Grid<Line> grid = grid(counts);
        boolean open = order.state() == State.WAITING || order.state() == State.OPEN;
        if (open) {
            Holder holder = orders.holder(order);
            ended(holder);
            add(acts(grid, order, counts, holder));
        }
        add(section(t("order.lines"), grid));
    }

    /** Where the body that sent it is no more, who has the order now. */
    private void ended(Holder holder) {
        LocalDate ended = holder.endedOn();
        if (ended == null) {
            return;
        }
        String who =
                holder.followers().stream()
                        .map(
                                one ->
                                        one.within().isEmpty()
                                                ? one.name()
                                                : one.name() + " (" + one.within() + ")")
                        .collect(Collectors.joining("; "));
        String then =
                holder.whole()
                        ? t("order.body.heir", who)
                        : holder.followers().isEmpty()
                                ? t("order.body.nobody")
                                : t("order.body.parted", who);
        add(
                Notices.box(
                        holder.whole() ? Marks.Tone.WARN : Marks.Tone.ERROR,
                        t("order.body.ended", words().day(ended)) + " " + then));
    }

    /** How far what the agency fetches is made; an archivist may stop it. */
    private void delivery(Order order) {
        AgencyDeliveries.Delivery delivery = deliveries.find(order).orElse(null);
        if (delivery == null) {
            return;
        }
        add(
                new Paragraph(
                        t("delivery.state." + delivery.state())
                                + " · "
                                + t(
                                        "delivery.progress",
                                        words().number(delivery.linesDone()),
                                        words().number(delivery.lines()),
                                        words().bytes(delivery.bytes()))
                                + " · "
                                + delivery.orderedBy()));
        if (delivery.problem() != null) {
            add(Notices.findings(List.of(delivery.problem()), words()));
        }
        if (delivery.state().canBeCancelled()) {
            add(
                    row(
                            new Button(
                                    t("delivery.cancel"),
                                    e -> {
                                        deliveries.cancel(order, null, archivist());
                                        Notices.done(t("saved"));
                                        show();
                                    })));
        }
    }

    private Anchor letter(Order order) {
        DownloadHandler handler =
                event -> {
                    current.require(Role.ARCHIVIST);
                    event.setFileName(order.number() + "-cong-van.pdf");
                    event.setContentType("application/pdf");
                    event.getOutputStream().write(orders.letter(order));
                };
        Anchor anchor = new Anchor(handler, t("order.letter.open"));
        anchor.getElement().setAttribute("download", true);
        return anchor;
    }

    private Div acts(Grid<Line> grid, Order order, Counts counts, Holder holder) {
        Div acts = new Div(hint(t("order.decide.hint")));
        boolean left = counts.approver() > 0 && !isApprover();
        Div waits = new Div();
        waits.setId("second-decision");
        if (left) {
            waits.add(
                    Notices.box(
                            Marks.Tone.WARN,
                            t("order.approver", words().number(counts.approver()))
                                    + ". "
                                    + t("second.APPROVERS")));
        }
        acts.add(waits);
        Button all = new Button(t("order.grant.all"), e -> decide(Set.of(), true));
        all.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        all.setVisible(
                holder.whole()
                        && (order.state() == State.WAITING
                                || counts.proposed() > 0
                                || counts.again() > 0));
        // Nothing else is to be granted: disabled, with the reason above.
        enable(
                all,
                !left
                        || counts.again() > 0
                        || counts.open() + counts.proposed() > counts.approver());
        Button none = new Button(t("order.refuse.all"), e -> decide(Set.of(), false));
        none.setVisible(order.state() == State.WAITING);
        Button some = new Button(t("order.grant.some"), e -> chosen(grid, true));
        some.setVisible(holder.whole());
        grid.addSelectionListener(
                e ->
                        enable(
                                some,
                                e.getAllSelectedItems().isEmpty()
                                        || e.getAllSelectedItems().stream()
                                                .anyMatch(line -> !isLeft(line))));
        Button refuse = new Button(t("order.refuse.some"), e -> chosen(grid, false));
        Button withdraw =
                new Button(
                        t("order.withdraw"),
                        e ->
                                ask(
                                        "order.withdraw",
                                        why -> orders.withdraw(number, why, archivist())));
        withdraw.addThemeVariants(ButtonVariant.LUMO_ERROR);
        acts.add(row(all, some, refuse, none, withdraw));
        return acts;
    }

    private static void enable(Button button, boolean enabled) {
        button.setEnabled(enabled);
        if (enabled) {
            button.getElement().removeAttribute("aria-describedby");
        } else {
            button.getElement().setAttribute("aria-describedby", "second-decision");
        }
    }

    private boolean isApprover() {
        return decisions.approvers().contains(current.reader().name());
    }

    /** Whether its second decision is left to approvers, of whom this is none. */
    private boolean isLeft(Line line) {
        String by = line.proposedBy();
        return line.state() == LineState.PROPOSED
                && by != null
                && !line.again()
                && decisions.standing(current.reader(), Set.of(by)) == Standing.APPROVERS;
    }

    private Reader archivist() {
        return current.require(Role.ARCHIVIST);
    }

    private void chosen(Grid<Line> grid, boolean grant) {
        Set<Integer> some =
                grid.getSelectedItems().stream().map(Line::n).collect(Collectors.toSet());
        if (some.isEmpty()) {
            Notices.failed(t("order.choose"));
        } else {
            decide(some, grant);
        }
    }

    private void decide(Set<Integer> some, boolean grant) {
        ask(
                grant ? "order.grant" : "order.refuse",
                why -> orders.decide(number, some, grant, why, archivist()));
    }

    private void ask(String key, SerializableConsumer<String> act) {
        new ReasonDialog(
                        words(),
                        t(key),
                        t("order.reason"),
                        t(key),
                        why -> {
                            act.accept(why);
                            Notices.done(t("saved"));
                            show();
                        })
                .open();
    }

    private Grid<Line> grid(Counts counts) {
        Grid<Line> grid = new Grid<>();
        grid.setSelectionMode(Grid.SelectionMode.MULTI);
        grid.addColumn(Line::n).setHeader("#").setWidth("5rem").setFlexGrow(0);
        grid.addColumn(Line::asked).setHeader(t("retrieve.typed")).setWidth("12rem");
        grid.addColumn(
                        new ComponentRenderer<>(
                                line ->
                                        new Anchor(
                                                Purposes.evident(
                                                        "/app/ho-so/" + line.record(),
                                                        new ReadingPurpose(
                                                                ReadingPurpose.Kind.AGENCY_WORK,
                                                                number)),
                                                line.code())))
                .setHeader(t("retrieve.code"))
                .setWidth("12rem");
        grid.addColumn(
                        new ComponentRenderer<>(
                                line ->
                                        line.restricted()
                                                ? Marks.mark(
                                                        t("retrieve.outcome.RESTRICTED"),
                                                        Marks.Tone.WARN)
                                                : new Div()))
                .setHeader(t("order.restricted"))
                .setWidth("8rem");
        grid.addColumn(
                        new ComponentRenderer<>(
                                line ->
                                        Marks.mark(
                                                t("order.line." + state(line)),
                                                line.again()
                                                        ? Marks.Tone.WARN
                                                        : tone(line.state()))))
                .setHeader(t("retrieve.outcome"))
                .setWidth("10rem");
        grid.addColumn(
                        line ->
                                Stream.of(
                                                line.proposedBy(),
                                                line.proposedWhy(),
                                                line.decidedBy(),
                                                line.reason(),
                                                line.refusedBy(),
                                                line.refusedWhy())
                                        .filter(Objects::nonNull)
                                        .collect(Collectors.joining(" · ")))
                .setHeader(t("reason"))
                .setWidth("12rem");
        grid.addColumn(Line::fetched).setHeader(t("order.fetched")).setWidth("6rem");
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setDataProvider(Slices.of((offset, limit) -> orders.lines(number, offset, limit)));
        Slices.fit(grid, 34);
        grid.getElement().setAttribute("aria-label", t("order.lines") + " " + counts.lines());
        return grid;
    }

    private String state(Line line) {
        String by = line.proposedBy();
        if (line.again()) {
            return "AGAIN";
        }
        return line.state() == LineState.PROPOSED
                        && by != null
                        && decisions.leftToApprovers(Set.of(by))
                ? "PROPOSED.approver"
                : line.state().name();
    }

    private static Marks.Tone tone(LineState state) {
        return switch (state) {
            case OPEN -> Marks.Tone.INFO;
            case PROPOSED -> Marks.Tone.WARN;
            case GRANTED -> Marks.Tone.OK;
            case REFUSED -> Marks.Tone.ERROR;
        };
    }
}
