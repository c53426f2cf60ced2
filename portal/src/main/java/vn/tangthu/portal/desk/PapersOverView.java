package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Set;
import java.util.stream.Collectors;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.AttachmentTerms;
import vn.tangthu.repository.AttachmentTerms.Over;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/** Papers of applicants whose term is over: proposed here, erased when an archivist confirms it. */
@Route("giay-to-het-han")
@RolesAllowed("ARCHIVIST")
class PapersOverView extends PageView {
    private static final long serialVersionUID = 1L;
    private final transient AttachmentTerms terms;
    private final transient CurrentReader current;
    private final Grid<Over> grid = new Grid<>();
    private final Button erase = new Button();

    PapersOverView(AttachmentTerms terms, CurrentReader current) {
        this.terms = terms;
        this.current = current;
        title(t("papers.over"));
        add(
                row(new Anchor("/app/yeu-cau", t("requests.back"))),
                hint(
                        terms.years() == 0
                                ? t("papers.over.never")
                                : t("papers.over.hint", terms.years())));
        erase.setText(t("papers.over.erase"));
        erase.addThemeVariants(ButtonVariant.LUMO_ERROR);
        erase.setEnabled(false);
        erase.addClickListener(e -> sure(chosen()));
        CallbackDataProvider<Over, Void> rows = Slices.of(terms::over);
        grid.setSelectionMode(Grid.SelectionMode.MULTI);
        grid.addColumn(
                        new ComponentRenderer<>(
                                one ->
                                        new Anchor(
                                                "/app/yeu-cau/" + one.reference(),
                                                one.reference())))
                .setHeader(t("requests.reference"))
                .setWidth("12rem");
        grid.addColumn(one -> words().day(one.endedAt()))
                .setHeader(t("papers.over.ended"))
                .setWidth("9rem");
        grid.addColumn(one -> words().number(one.files()))
                .setHeader(t("papers.over.files"))
                .setWidth("7rem");
        grid.addColumn(one -> words().bytes(one.bytes()))
                .setHeader(t("papers.over.size"))
                .setWidth("7rem");
        grid.addSelectionListener(e -> erase.setEnabled(!e.getAllSelectedItems().isEmpty()));
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setDataProvider(rows);
        Slices.fit(grid, 34);
        grid.setEmptyStateText(t("papers.over.none"));
        grid.getElement().setAttribute("aria-label", t("papers.over"));
        add(row(erase), grid);
    }

    private Set<String> chosen() {
        return grid.getSelectedItems().stream()
                .limit(AttachmentTerms.MOST)
                .map(Over::reference)
                .collect(Collectors.toSet());
    }

    private void sure(Set<String> references) {
        ConfirmDialog sure =
                new ConfirmDialog(
                        t("papers.over.erase"),
                        t("papers.over.sure", references.size()),
                        t("papers.over.erase"),
                        yes -> erase(references));
        sure.setCancelable(true);
        sure.setCancelText(t("back"));
        sure.setConfirmButtonTheme("error primary");
        sure.open();
    }

    /** What is no longer due by now is left as it is; how many went is told. */
    void erase(Set<String> references) {
        try {
            int erased = terms.erase(references, current.require(Role.ARCHIVIST));
            Notices.done(t("papers.over.erased", erased));
        } catch (RefusedException refused) {
            Notices.failed(refused.findings().getFirst().message(locale()));
        }
        grid.deselectAll();
        grid.getDataProvider().refreshAll();
    }
}
