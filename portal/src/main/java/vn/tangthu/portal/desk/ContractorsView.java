package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.stream.Collectors;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Contractors;
import vn.tangthu.repository.Contractors.Confirmed;
import vn.tangthu.repository.Contractors.Field;
import vn.tangthu.repository.FormatPolicies;
import vn.tangthu.repository.FormatRules;
import vn.tangthu.repository.FormatRules.Rule;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.ScanRules;

/**
 * Contractors: what was confirmed of the headings of their lists, and what their contracts ask of
 * scans and formats; each can be taken back.
 */
@Route("don-vi-giao-nop")
@RolesAllowed("ARCHIVIST")
class ContractorsView extends PageView {
    private static final long serialVersionUID = 1L;
    private static final int MOST_TOLD = 1_000;
    private final transient Contractors contractors;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;
    private final Div choice = new Div();
    private final Div confirmed = new Div();
    private final transient FormatPolicies formats;

    ContractorsView(
            Contractors contractors,
            FormatPolicies formats,
            CurrentReader current,
            ActivityLog activity) {
        this.contractors = contractors;
        this.formats = formats;
        this.current = current;
        this.activity = activity;
        title(t("contractors.title"));
        add(row(new Anchor("/app/giao-nop", t("deliveries.back"))), hint(t("contractors.hint")));
        Div archive = new Div();
        add(choice, confirmed, archive);
        start();
        archive.add(ofArchive());
    }

    private void start() {
        List<String> names = contractors.names();
        start(names.isEmpty() ? "" : names.getFirst());
    }

    /** One who is not known yet can be written: a contract is there before the first delivery. */
    private void start(String contractor) {
        choice.removeAll();
        ContractorField field = new ContractorField(contractors, contractor, words(), this::show);
        field.setPlaceholder(contractors.names().isEmpty() ? t("contractors.none") : "");
        choice.add(field);
        show(contractor);
    }

    private void show(String contractor) {
        confirmed.removeAll();
        if (contractor.isEmpty()) {
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
        forget.setVisible(contractors.names().contains(contractor));
        ContractScans scans =
                new ContractScans(
                        contractors.scans(contractor),
                        contractors.usualScans(),
                        words(),
                        rules -> save(contractor, rules));
        ContractFormats taken =
                new ContractFormats(
                        t("contractors.formats"),
                        t("contractors.formats.hint", String.join(", ", FormatRules.WORDS)),
                        formats.said(contractor),
                        words(),
                        rules -> save(contractor, rules));
        confirmed.add(grid, scans, taken, forget);
    }

    private ContractFormats ofArchive() {
        return new ContractFormats(
                t("contractors.formats.archive"),
                t("contractors.formats.archive.hint"),
                formats.said(FormatPolicies.ARCHIVE),
                words(),
                rules -> save(FormatPolicies.ARCHIVE, rules));
    }

    private void save(String contractor, List<Rule> rules) {
        try {
            formats.say(contractor, rules, current.require(Role.ARCHIVIST));
        } catch (RefusedException e) {
            Notices.failed(e.findings().getFirst().message(locale()));
            return;
        }
        String said =
                rules.stream()
                        .map(rule -> rule.key() + " " + rule.standing())
                        .collect(Collectors.joining(", "));
        activity.record(
                current.reader(),
                "CONTRACT_FORMATS",
                contractor.isEmpty() ? "*" : contractor,
                said.length() <= MOST_TOLD ? said : said.substring(0, MOST_TOLD) + "…");
        Notices.done(t("contractors.formats.saved"));
        if (!contractor.isEmpty()) {
            start(contractor);
        }
    }

    private void save(String contractor, ScanRules rules) {
        contractors.scans(contractor, rules, current.require(Role.ARCHIVIST));
        activity.record(
                current.reader(),
                "CONTRACT_SCANS",
                contractor,
                rules.dpi()
                        + " dpi, "
                        + rules.mapDpi()
                        + " dpi, "
                        + rules.colours()
                        + ", "
                        + rules.breach());
        Notices.done(t("contractors.scans.saved"));
        start(contractor);
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
