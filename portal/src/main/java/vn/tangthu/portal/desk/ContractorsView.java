package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Contractors;
import vn.tangthu.repository.Contractors.Confirmed;
import vn.tangthu.repository.Contractors.Field;
import vn.tangthu.repository.Role;

/** Contractors and what was confirmed of the headings of their lists; each can be taken back. */
@Route("don-vi-giao-nop")
@RolesAllowed("ARCHIVIST")
class ContractorsView extends PageView {
    private static final long serialVersionUID = 1L;
    private final transient Contractors contractors;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;
    private final Select<String> choice = new Select<>();
    private final Div confirmed = new Div();

    ContractorsView(Contractors contractors, CurrentReader current, ActivityLog activity) {
        this.contractors = contractors;
        this.current = current;
        this.activity = activity;
        title(t("contractors.title"));
        add(row(new Anchor("/app/giao-nop", t("deliveries.back"))), hint(t("contractors.hint")));
        choice.setLabel(t("contractor.label"));
        choice.setWidth("22rem");
        choice.setMaxWidth("100%");
        choice.addValueChangeListener(e -> show(e.getValue()));
        add(choice, confirmed);
        start();
    }

    private void start() {
        List<String> names = contractors.names();
        choice.setItems(names);
        choice.setPlaceholder(t("contractors.none"));
        choice.setEnabled(!names.isEmpty());
        if (names.isEmpty()) {
            show(null);
        } else {
            choice.setValue(names.getFirst());
        }
    }

    private void show(@Nullable String contractor) {
        confirmed.removeAll();
        if (contractor == null) {
            return;
        }
        Grid<Confirmed> grid = new Grid<>();
        grid.addColumn(c -> words().of(c.list())).setHeader(t("contractors.list")).setWidth("9rem");
        grid.addColumn(Confirmed::heading)
                .setHeader(t("contractors.heading"))
                .setFlexGrow(2)
                .setWidth("10rem");
        grid.addColumn(this::field)
                .setHeader(t("contractors.field"))
                .setFlexGrow(2)
                .setWidth("10rem");
        grid.addColumn(c -> t("contractors.byAt", c.by(), words().minute(c.at())))
                .setHeader(t("contractors.by"))
                .setWidth("11rem");
        grid.addColumn(new ComponentRenderer<>(c -> remove(contractor, c)))
                .setHeader(t("accounts.actions"))
                .setWidth("7rem")
                .setFlexGrow(0);
        grid.setItems(contractors.confirmed(contractor));
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        Slices.fit(grid, 28);
        grid.setEmptyStateText(t("contractors.nothing"));
        grid.getElement().setAttribute("aria-label", t("contractors.title"));
        Button forget = new Button(t("contractors.forget"), e -> askToForget(contractor));
        forget.addThemeVariants(ButtonVariant.LUMO_ERROR, ButtonVariant.LUMO_TERTIARY);
        confirmed.add(grid, forget);
    }

    private String field(Confirmed of) {
        return contractors.fields(of.list()).stream()
                .filter(f -> f.name().equals(of.field()))
                .map(Field::heading)
                .findFirst()
                .orElse(t("columns.ignore"));
    }

    private Button remove(String contractor, Confirmed of) {
        Button remove =
                new Button(
                        t("contractors.remove"),
                        e -> {
                            contractors.remove(
                                    contractor,
                                    of.list(),
                                    of.heading(),
                                    current.require(Role.ARCHIVIST));
                            activity.record(
                                    current.reader(), "COLUMN_REMOVED", contractor, of.heading());
                            show(contractor);
                        });
        remove.setAriaLabel(t("contractors.removeOf", of.heading()));
        remove.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        return remove;
    }

    private void askToForget(String contractor) {
        ConfirmDialog sure =
                new ConfirmDialog(
                        t("contractors.forget"),
                        t("contractors.forget.sure", contractor),
                        t("contractors.forget"),
                        yes -> {
                            contractors.forget(contractor, current.require(Role.ARCHIVIST));
                            activity.record(
                                    current.reader(), "CONTRACTOR_FORGOTTEN", contractor, null);
                            start();
                        });
        sure.setCancelable(true);
        sure.setCancelText(t("back"));
        sure.setConfirmButtonTheme("error primary");
        sure.open();
    }
}
