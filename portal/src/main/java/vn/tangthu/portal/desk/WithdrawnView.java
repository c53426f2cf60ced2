package vn.tangthu.portal.desk;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.Withdrawals;
import vn.tangthu.repository.Withdrawals.Withdrawn;

/** What was withdrawn, by whom and why; each leads to its history. */
@Route("kho/da-rut")
@RolesAllowed({"ARCHIVIST", "AUDITOR", "ADMINISTRATOR"})
class WithdrawnView extends PageView {
    private static final long serialVersionUID = 1L;

    WithdrawnView(Withdrawals withdrawals, CurrentReader current) {
        title(t("withdrawn.title"));
        Grid<Withdrawn> rows = new Grid<>();
        rows.addColumn(one -> words().minute(one.at())).setHeader(t("withdrawn.at"));
        rows.addComponentColumn(
                        one ->
                                new Anchor(
                                        "/app/kho/ho-so/" + one.id() + "/phien-ban",
                                        one.arcFileCode()))
                .setHeader(t("record.code"))
                .setAutoWidth(true);
        rows.addColumn(one -> one.titleOrNull() == null ? t("record.untitled") : one.titleOrNull())
                .setHeader(t("field.title"));
        rows.addColumn(Withdrawn::actor).setHeader(t("withdrawn.by"));
        rows.addColumn(Withdrawn::reason).setHeader(t("reason"));
        rows.setDataProvider(
                Slices.of(
                        (offset, limit) -> withdrawals.withdrawn(offset, limit, current.reader())));
        Slices.fit(rows, 32);
        rows.setEmptyStateText(t("withdrawn.none"));
        rows.getElement().setAttribute("aria-label", t("withdrawn.title"));
        add(hint(t("withdrawn.hint")), rows);
    }
}
