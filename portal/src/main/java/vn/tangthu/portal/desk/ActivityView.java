package vn.tangthu.portal.desk;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Deliveries;

/** Who did what, newest first. */
@Route("nhat-ky")
@RolesAllowed({"AUDITOR", "ADMINISTRATOR"})
class ActivityView extends PageView {
    private static final long serialVersionUID = 1L;

    ActivityView(
            ActivityLog log, Catalogue catalogue, Deliveries deliveries, CurrentReader current) {
        title(t("nav.activity"));
        ActivityWords told = new ActivityWords(words(), current.reader(), catalogue, deliveries);
        Grid<ActivityLog.Entry> grid = new Grid<>();
        grid.addColumn(e -> words().minute(e.at()))
                .setHeader(t("activity.at"))
                .setWidth("11.5rem")
                .setFlexGrow(0);
        grid.addColumn(ActivityLog.Entry::actor).setHeader(t("activity.actor")).setWidth("9rem");
        grid.addColumn(told::did)
                .setHeader(t("activity.action"))
                .setTooltipGenerator(ActivityLog.Entry::action)
                .setWidth("12rem");
        grid.addColumn(told::subject)
                .setHeader(t("activity.subject"))
                .setTooltipGenerator(ActivityLog.Entry::subject)
                .setFlexGrow(2)
                .setWidth("14rem");
        grid.addColumn(told::detail)
                .setHeader(t("activity.detail"))
                .setFlexGrow(2)
                .setWidth("14rem");
        grid.setDataProvider(Slices.of(log::list));
        Slices.fit(grid, 40);
        grid.setEmptyStateText(t("activity.none"));
        grid.getElement().setAttribute("aria-label", t("nav.activity"));
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        add(grid);
    }
}
