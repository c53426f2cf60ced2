package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.UUID;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.Destructions;
import vn.tangthu.repository.Destructions.DestructionList;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/** The lists of what is considered for destruction, and where one begins. */
@Route("xet-huy")
@RolesAllowed("ARCHIVIST")
class DestructionsView extends PageView {
    private static final long serialVersionUID = 1L;

    DestructionsView(Destructions destructions, CurrentReader current) {
        title(t("destruction.title"));
        TextField name = new TextField(t("destruction.name"));
        name.setMaxLength(Destructions.LONGEST);
        name.setHelperText(t("destruction.name.help"));
        Div refusals = new Div();
        Button begin =
                new Button(
                        t("destruction.begin"),
                        e -> {
                            refusals.removeAll();
                            try {
                                UUID id =
                                        destructions.create(
                                                name.getValue(), current.require(Role.ARCHIVIST));
                                e.getSource().getUI().ifPresent(ui -> ui.navigate("xet-huy/" + id));
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words()));
                            }
                        });
        begin.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Grid<DestructionList> rows = new Grid<>();
        rows.addColumn(
                        new ComponentRenderer<>(
                                one -> {
                                    Anchor to =
                                            new Anchor(
                                                    "/app/xet-huy/" + one.id(),
                                                    one.notation() + " · " + one.title());
                                    to.addClassName("tt-tap");
                                    return to;
                                }))
                .setHeader(t("destruction.list"))
                .setFlexGrow(3)
                .setWidth("14rem");
        rows.addColumn(new ComponentRenderer<>(one -> DestructionWords.mark(one.state(), words())))
                .setHeader(t("destruction.state"))
                .setWidth("10rem");
        rows.addColumn(one -> words().number(one.records()))
                .setHeader(t("destruction.records"))
                .setWidth("6rem");
        rows.addColumn(
                        one ->
                                t(
                                        "contractors.byAt",
                                        one.created().by(),
                                        words().minute(one.created().at())))
                .setHeader(t("destruction.created"))
                .setWidth("12rem");
        CallbackDataProvider<DestructionList, Void> source =
                Slices.of((offset, limit) -> destructions.list(offset, limit, current.reader()));
        rows.setDataProvider(source);
        Slices.fit(rows, 32);
        rows.setEmptyStateText(t("destruction.none"));
        rows.getElement().setAttribute("aria-label", t("destruction.title"));
        add(
                hint(t("destruction.hint")),
                row(name, begin),
                refusals,
                rows,
                row(new Anchor("/app/xoa-vinh-vien", t("erasures.title"))));
    }
}
