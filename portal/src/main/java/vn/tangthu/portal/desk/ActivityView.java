package vn.tangthu.portal.desk;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Objects;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivityLog;

/** Who did what, newest first. */
@Route("nhat-ky")
@RolesAllowed({"AUDITOR", "ADMINISTRATOR"})
class ActivityView extends PageView {
    private static final long serialVersionUID = 1L;

    ActivityView(ActivityLog log) {
        title(t("nav.activity"));
        Grid<ActivityLog.Entry> grid = new Grid<>();
        grid.addColumn(e -> words().minute(e.at()))
                .setHeader(t("activity.at"))
                .setWidth("10rem")
                .setFlexGrow(0);
        grid.addColumn(ActivityLog.Entry::actor).setHeader(t("activity.actor")).setWidth("9rem");
        grid.addColumn(e -> did(words(), e.action()))
                .setHeader(t("activity.action"))
                .setTooltipGenerator(ActivityLog.Entry::action)
                .setWidth("12rem");
        grid.addColumn(e -> Objects.toString(e.subject(), ""))
                .setHeader(t("activity.subject"))
                .setFlexGrow(2)
                .setWidth("14rem");
        grid.addColumn(e -> Objects.toString(e.detail(), ""))
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

    /** The action in words; one that has none yet shows its code. */
    static String did(Words words, String action) {
        String key = "activity.did." + action;
        String text = words.of(key);
        return text.equals("?" + key + "?") ? action : text;
    }
}
