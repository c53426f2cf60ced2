package vn.tangthu.portal.desk;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Corrections;
import vn.tangthu.repository.Corrections.Correction;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.TangThuHome;

/**
 * Corrections by spreadsheet: an edited list is handed in here; what was handed in stands below.
 */
@Route("kho/sua-bang-tinh")
@RolesAllowed("ARCHIVIST")
class CorrectionsView extends PageView {
    private static final long serialVersionUID = 1L;
    private final transient Corrections corrections;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;

    CorrectionsView(
            Corrections corrections,
            CurrentReader current,
            ActivityLog activity,
            TangThuHome home) {
        this.corrections = corrections;
        this.current = current;
        this.activity = activity;
        title(t("bulk.title"));
        add(
                row(new Anchor("/app/kho", t("nav.holdings"))),
                new OrderedList(
                        new ListItem(t("bulk.step.export")),
                        new ListItem(t("bulk.step.edit")),
                        new ListItem(t("bulk.step.look")),
                        new ListItem(t("bulk.step.apply"))),
                new OneFile(
                        home,
                        current,
                        words(),
                        "bulk.upload",
                        this::look,
                        ".xlsx",
                        ".ods",
                        ".xls",
                        ".csv"));
        Grid<Correction> rows = new Grid<>();
        rows.addComponentColumn(one -> new Anchor("/app/kho/sua-bang-tinh/" + one.id(), one.name()))
                .setHeader(t("bulk.name"))
                .setWidth("14rem")
                .setFlexGrow(3);
        rows.addComponentColumn(one -> CorrectionWords.mark(one.state(), words()))
                .setHeader(t("bulk.state"))
                .setWidth("10rem");
        rows.addColumn(
                        one ->
                                t(
                                        "bulk.count",
                                        words().number(one.done()),
                                        words().number(one.records())))
                .setHeader(t("bulk.records"))
                .setWidth("9rem");
        rows.addColumn(one -> words().minute(one.createdAt()))
                .setHeader(t("activity.at"))
                .setWidth("10rem");
        rows.addColumn(Correction::actor).setHeader(t("activity.actor")).setWidth("9rem");
        rows.setDataProvider(
                Slices.of(
                        (offset, limit) ->
                                corrections.list(offset, limit, current.require(Role.ARCHIVIST))));
        Slices.fit(rows, 32);
        rows.setEmptyStateText(t("bulk.none"));
        rows.getElement().setAttribute("aria-label", t("bulk.handed"));
        add(section(t("bulk.handed"), rows));
    }

    private Div look(OneFile file) {
        Path list = file.file();
        if (list == null) {
            return new Div();
        }
        Reader archivist = current.require(Role.ARCHIVIST);
        try {
            UUID id = corrections.look(list, file.name(), archivist);
            activity.record(archivist, "CORRECTIONS_CHECKED", file.name(), null);
            file.forget();
            getUI().ifPresent(ui -> ui.navigate("kho/sua-bang-tinh/" + id));
            return new Div();
        } catch (IOException e) {
            return Notices.box(Marks.Tone.ERROR, t("late.failed"));
        }
    }
}
