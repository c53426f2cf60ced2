package vn.tangthu.portal.desk;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.springframework.beans.factory.ObjectProvider;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.OpenMatters;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Contractors;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Delivery;

/** What contractors and agencies hand in: upload, dry run, and everything on its way. */
@Route("giao-nop")
@RolesAllowed("ARCHIVIST")
class DeliveriesView extends LiveView {
    private static final long serialVersionUID = 1L;

    private final transient Deliveries deliveries;
    private final UploadedList uploaded;
    private final LinePanel line;
    private final MatterNotices told;
    private final Grid<Delivery> grid = new Grid<>();
    private final CallbackDataProvider<Delivery, Void> rows;

    DeliveriesView(
            Deliveries deliveries,
            Uploads uploads,
            Contractors contractors,
            CurrentReader current,
            ActivityLog activity,
            ObjectProvider<OpenMatters> matters) {
        this.deliveries = deliveries;
        title(t("nav.deliveries"));
        uploaded = new UploadedList(uploads, contractors, current, words(), this::follow);
        add(
                section(
                        t("deliveries.upload"),
                        hint(t("deliveries.upload.hint")),
                        row(new Anchor("/app/don-vi-giao-nop", t("contractors.title"))),
                        new Sending(words(), this::follow)));
        add(uploaded);
        DeliveryProgress progress = new DeliveryProgress(words());
        line = new LinePanel(deliveries, current, activity, progress, words(), this::follow);
        told = new MatterNotices(matters, words());
        add(line, told);
        rows = Slices.of(deliveries::list);
        grid.addColumn(
                        new ComponentRenderer<>(
                                d -> new Anchor("/app/giao-nop/" + d.id().value(), d.name())))
                .setHeader(t("deliveries.name"))
                .setFlexGrow(2)
                .setWidth("12rem");
        grid.addColumn(new ComponentRenderer<>(progress::state))
                .setHeader(t("deliveries.state"))
                .setWidth("11rem");
        grid.addColumn(d -> words().number(d.records()))
                .setHeader(t("deliveries.records"))
                .setWidth("5rem")
                .setFlexGrow(0);
        grid.addColumn(new ComponentRenderer<>(this::findings))
                .setHeader(t("deliveries.findings"))
                .setWidth("9rem");
        grid.addColumn(Delivery::submitter).setHeader(t("deliveries.submitter")).setWidth("8rem");
        grid.addColumn(d -> words().minute(d.receivedAt()))
                .setHeader(t("deliveries.received"))
                .setWidth("11.5rem")
                .setFlexGrow(0);
        grid.setDataProvider(rows);
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        Slices.fit(grid, 28);
        grid.setEmptyStateText(t("deliveries.none"));
        grid.getElement().setAttribute("aria-label", t("deliveries.list"));
        add(section(t("deliveries.list"), grid));
    }

    private Span findings(Delivery delivery) {
        if (delivery.blocking() > 0) {
            return Marks.mark(
                    t("deliveries.blocking", words().number(delivery.blocking())),
                    Marks.Tone.ERROR);
        }
        return delivery.warnings() > 0
                ? Marks.mark(
                        t("deliveries.warnings", words().number(delivery.warnings())),
                        Marks.Tone.WARN)
                : new Span("–");
    }

    @Override
    boolean refresh() {
        boolean checking = uploaded.refresh();
        line.refresh();
        told.refresh();
        rows.refreshAll();
        return checking
                || deliveries.list(0, 20).items().stream().anyMatch(DeliveryProgress::moves);
    }
}
