package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Closures;
import vn.tangthu.repository.Closures.Over;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/** What was closed until a day that is over: a person looks at it, and opens what is ticked. */
@Route("kho/den-han-mo")
@RolesAllowed("ARCHIVIST")
class ClosuresView extends PageView {
    private static final Logger log = LoggerFactory.getLogger(ClosuresView.class);

    private static final long serialVersionUID = 1L;
    private final transient Closures closures;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;
    private final Grid<Over> grid = new Grid<>();
    private final Button open = new Button();

    ClosuresView(Closures closures, CurrentReader current, ActivityLog activity) {
        this.closures = closures;
        this.current = current;
        this.activity = activity;
        Reader reader = current.reader();
        title(t("closures.title"));
        add(row(new Anchor("/app/kho", t("holdings.back"))), hint(t("closures.hint")));
        open.setText(t("closures.open"));
        open.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        open.setEnabled(false);
        open.addClickListener(e -> sure(chosen()));
        grid.setSelectionMode(Grid.SelectionMode.MULTI);
        grid.addColumn(new ComponentRenderer<>(this::link))
                .setHeader(t("closures.what"))
                .setFlexGrow(3)
                .setWidth("16rem");
        grid.addColumn(one -> words().day(one.rights().closedUntil()))
                .setHeader(t("rights.closedUntil"))
                .setWidth("9rem");
        grid.addColumn(one -> ClosureFields.line(one.rights(), words()).orElse(""))
                .setHeader(t("rights.ground"))
                .setFlexGrow(2)
                .setWidth("14rem");
        grid.addColumn(
                        new ComponentRenderer<Component, Over>(
                                one -> Marks.access(one.rights().access(), words())))
                .setHeader(t("closures.now"))
                .setWidth("9rem");
        grid.addColumn(
                        new ComponentRenderer<Component, Over>(
                                one -> Marks.access(one.stays(), words())))
                .setHeader(t("closures.then"))
                .setWidth("9rem");
        grid.addSelectionListener(e -> open.setEnabled(!e.getAllSelectedItems().isEmpty()));
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setDataProvider(Slices.of((offset, limit) -> closures.over(offset, limit, reader)));
        Slices.fit(grid, 34);
        grid.setEmptyStateText(t("closures.none"));
        grid.getElement().setAttribute("aria-label", t("closures.title"));
        add(row(open), grid);
    }

    private Component link(Over one) {
        String address =
                one.record() == null
                        ? "/app/kho/phong/" + one.fonds().value()
                        : "/app/kho/ho-so/" + one.record();
        return row(
                new Span(t("closures.level." + one.level())),
                new Anchor(address, one.code() + " · " + one.title()));
    }

    private List<Over> chosen() {
        return grid.getSelectedItems().stream().limit(Closures.MOST).toList();
    }

    private void sure(List<Over> chosen) {
        new ReasonDialog(
                        words(),
                        t("closures.open"),
                        t("closures.sure", words().number(chosen.size())),
                        t("closures.open"),
                        reason -> open(chosen, reason))
                .open();
    }

    /** One after the other; what cannot be opened, or is not as it was shown, is told. */
    void open(List<Over> chosen, String reason) {
        Reader actor = current.require(Role.ARCHIVIST);
        int opened = 0;
        int changed = 0;
        for (Over one : chosen) {
            try {
                if (closures.open(one, reason, actor)) {
                    opened++;
                    note(one, reason, actor);
                } else {
                    changed++;
                }
            } catch (RefusedException refused) {
                Notices.failed(one.code() + ": " + refused.findings().getFirst().message(locale()));
            } catch (UncheckedIOException e) { // its package; the others are none the worse
                log.warn("{} was not opened", one.code(), e);
                Notices.failed(t("closures.failed", one.code()));
            }
        }
        if (opened > 0) {
            Notices.done(t("closures.opened", words().number(opened)));
        }
        if (changed > 0) {
            Notices.failed(t("closures.changed", words().number(changed)));
        }
        grid.deselectAll();
        grid.getDataProvider().refreshAll();
    }

    /** As where the rights of one are changed by hand. */
    private void note(Over one, String reason, Reader actor) {
        String detail = Access.PUBLIC + ": " + reason;
        switch (one.level()) {
            case FONDS -> activity.record(actor, "RESTRICT_FONDS", one.code(), detail);
            case RECORD -> activity.record(actor, "RESTRICT", one.id().toString(), detail);
            case DOCUMENT ->
                    activity.record(
                            actor,
                            "RESTRICT_DOCUMENT",
                            String.valueOf(one.record()),
                            one.code() + " " + detail);
        }
    }
}
