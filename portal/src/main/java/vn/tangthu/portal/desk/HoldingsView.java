package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ClosureTerms;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/** All fonds; from here down to series and hồ sơ, a screenful at a time. */
@Route("kho")
@RolesAllowed("ARCHIVIST")
class HoldingsView extends PageView {
    private static final long serialVersionUID = 1L;

    HoldingsView(
            Catalogue catalogue,
            Holdings holdings,
            CurrentReader current,
            ActivityLog activity,
            ClosureTerms terms) {
        title(t("nav.holdings"));
        Reader reader = current.reader();
        CallbackDataProvider<Fonds, Void> rows =
                Slices.of((offset, limit) -> catalogue.fonds(offset, limit, reader));
        TextField code = new TextField(t("holdings.goto"));
        code.setHelperText(t("holdings.goto.help"));
        Button go =
                new Button(
                        t("holdings.open"),
                        e ->
                                catalogue
                                        .resolve(code.getValue().strip(), reader)
                                        .ifPresentOrElse(
                                                id ->
                                                        e.getSource()
                                                                .getUI()
                                                                .ifPresent(
                                                                        ui ->
                                                                                ui.navigate(
                                                                                        "kho/ho-so/"
                                                                                                + id)),
                                                () -> Notices.failed(t("error.notfound.detail"))));
        Button create =
                new Button(
                        t("fonds.create"),
                        e ->
                                new FondsDialog(
                                                words(),
                                                null,
                                                terms,
                                                day -> new Holdings.AfterClosing(0, 0, List.of()),
                                                fonds -> {
                                                    holdings.createFonds(
                                                            fonds, current.require(Role.ARCHIVIST));
                                                    activity.record(
                                                            reader,
                                                            "FONDS_CREATED",
                                                            fonds.code(),
                                                            fonds.title());
                                                    rows.refreshAll();
                                                    Notices.done(t("saved"));
                                                })
                                        .open());
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        var line = row(code, go, create);
        add(line);
        Grid<Fonds> grid = new Grid<>();
        grid.addColumn(
                        new ComponentRenderer<>(
                                f -> new Anchor("/app/kho/phong/" + f.id().value(), f.title())))
                .setHeader(t("fonds.title"))
                .setFlexGrow(3)
                .setWidth("14rem");
        grid.addColumn(Fonds::code).setHeader(t("fonds.code")).setWidth("9rem");
        grid.addColumn(f -> words().number(f.recordCount()))
                .setHeader(t("fonds.records"))
                .setWidth("7rem")
                .setFlexGrow(0);
        grid.addColumn(new ComponentRenderer<>(f -> Marks.access(f.rights().access(), words())))
                .setHeader(t("rights.access"))
                .setWidth("9rem");
        grid.setDataProvider(rows);
        Slices.fit(grid, 32);
        grid.setEmptyStateText(t("fonds.none"));
        grid.getElement().setAttribute("aria-label", t("nav.holdings"));
        add(
                grid,
                row(
                        new Anchor("/app/kho/co-quan", t("bodies.title")),
                        new Anchor("/app/kho/ho-so-giay", t("paper.title")),
                        new Anchor("/app/kho/sua-bang-tinh", t("bulk.title")),
                        new Anchor("/app/kho/da-rut", t("withdrawn.title")),
                        new Anchor("/app/kho/den-han-mo", t("closures.title")),
                        new Anchor("/app/bi-mat", t("secrets.title")),
                        new Anchor("/app/xet-huy", t("destruction.title")),
                        new Anchor("/app/xoa-vinh-vien", t("erasures.title"))));
    }
}
