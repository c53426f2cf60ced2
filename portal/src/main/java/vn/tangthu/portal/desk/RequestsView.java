package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AnswerLetters;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.OnlineReadings;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SecondDecisions;

/**
 * Requests of citizens and agencies: the open ones by the working time that is left, or those of a
 * status, the newest first.
 */
@Route("yeu-cau")
@RolesAllowed("ARCHIVIST")
class RequestsView extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private final transient AccessRequests requests;
    private final transient Catalogue catalogue;
    private final transient CurrentReader current;
    private final transient Fees fees;
    private final transient SecondPerson second;
    private final Select<Status> filter = new Select<>();
    private final Grid<Request> grid = new Grid<>();

    RequestsView(
            AccessRequests requests,
            GrantedCopies copies,
            OnlineReadings readings,
            SecondDecisions decisions,
            Fees fees,
            AgencyOrders orders,
            AnswerLetters answers,
            Catalogue catalogue,
            CurrentReader current) {
        this.fees = fees;
        second = new SecondPerson(decisions, current, words());
        this.requests = requests;
        this.catalogue = catalogue;
        this.current = current;
        title(t("nav.requests"));
        answers.skipped()
                .forEach(
                        one ->
                                add(
                                        Notices.box(
                                                Marks.Tone.WARN,
                                                t(
                                                        "letters.skipped",
                                                        one.numbers(),
                                                        one.year(),
                                                        words().minute(one.at()),
                                                        AnswerLetters.SKIPPED_DAYS))));
        filter.setLabel(t("requests.status"));
        filter.setEmptySelectionAllowed(true);
        filter.setEmptySelectionCaption(t("requests.openOnes"));
        filter.setItems(Status.values());
        filter.setItemLabelGenerator(s -> s == null ? t("requests.openOnes") : words().of(s));
        filter.addValueChangeListener(
                e -> {
                    if (e.isFromClient()) {
                        QueryParameters chosen =
                                e.getValue() == null
                                        ? QueryParameters.empty()
                                        : QueryParameters.of("trang-thai", e.getValue().name());
                        getUI().ifPresent(ui -> ui.navigate("yeu-cau", chosen));
                    }
                });
        add(
                row(
                        filter,
                        new Button(t("requests.paper"), e -> onPaper()),
                        new Anchor(
                                "/app/de-nghi-co-quan",
                                t("order.desk.waits", words().number(orders.waits()))),
                        new Anchor("/app/bieu-phi", t("fees.table")),
                        new Anchor("/app/giay-to-het-han", t("papers.over"))),
                grid);
        grid.addColumn(
                        new ComponentRenderer<>(
                                r ->
                                        new Anchor(
                                                "/app/yeu-cau/" + r.reference().value(),
                                                r.reference().value())))
                .setHeader(t("requests.reference"))
                .setWidth("12rem")
                .setFlexGrow(0);
        grid.addColumn(new ComponentRenderer<>(r -> Deadline.mark(r, words())))
                .setHeader(t("requests.due"))
                .setWidth("12rem")
                .setFlexGrow(0);
        grid.addColumn(r -> words().of(r.request().kind()))
                .setHeader(t("requests.kind"))
                .setWidth("9rem");
        grid.addColumn(
                        r ->
                                r.items().size() > 1
                                        ? t("requests.items", r.items().size())
                                                + " "
                                                + r.request().wanted()
                                        : r.request().wanted())
                .setHeader(t("requests.wanted"))
                .setFlexGrow(3)
                .setWidth("11rem");
        grid.addColumn(r -> r.request().name()).setHeader(t("requests.name")).setWidth("8rem");
        grid.addColumn(new ComponentRenderer<>(this::status))
                .setHeader(t("requests.status"))
                .setWidth("8rem");
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        Slices.fit(grid, 34);
        grid.setEmptyStateText(t("requests.none"));
        grid.getElement().setAttribute("aria-label", t("nav.requests"));
        Proposed proposed =
                new Proposed(copies.proposed(), readings.proposed(), requests, second, words());
        if (!proposed.isEmpty()) {
            add(section(t("second.title"), hint(t("second.hint")), proposed));
        }
    }

    /** With whom it waits for; the queue has no steps, so what was proposed is looked up. */
    private Div status(Request request) {
        Div marks = row(Marks.mark(words().of(request.status()), tone(request.status())));
        if (request.items().stream().anyMatch(item -> item.status() == Status.PROPOSED)) {
            requests.find(request.reference().value()).flatMap(second::mark).ifPresent(marks::add);
        }
        return marks;
    }

    private void onPaper() {
        new PaperRequestDialog(
                        words(),
                        code -> catalogue.resolve(code, current.reader()),
                        day ->
                                fees.onPaper(day)
                                        .map(table -> table.of().reliefs())
                                        .orElse(List.of()),
                        (request, claimed) -> {
                            AccessRequests.Reference reference =
                                    requests.submit(
                                            request, claimed, current.require(Role.ARCHIVIST));
                            getUI().ifPresent(ui -> ui.navigate("yeu-cau/" + reference.value()));
                        })
                .open();
    }

    static Marks.Tone tone(Status status) {
        return switch (status) {
            case RECEIVED, SUPPLEMENTED, PROPOSED, APPEALED -> Marks.Tone.WARN;
            case IN_PROGRESS, NEEDS_MORE -> Marks.Tone.INFO;
            case GRANTED -> Marks.Tone.OK;
            case REFUSED -> Marks.Tone.ERROR;
            case WITHDRAWN -> Marks.Tone.PLAIN;
        };
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        @Nullable Status status =
                event.getLocation()
                        .getQueryParameters()
                        .getSingleParameter("trang-thai")
                        .flatMap(
                                name ->
                                        Arrays.stream(Status.values())
                                                .filter(s -> s.name().equals(name))
                                                .findFirst())
                        .orElse(null);
        filter.setValue(status);
        grid.setDataProvider(
                Slices.of(
                        (offset, limit) ->
                                status == null
                                        ? requests.queue(offset, limit)
                                        : requests.inbox(status, offset, limit)));
    }
}
