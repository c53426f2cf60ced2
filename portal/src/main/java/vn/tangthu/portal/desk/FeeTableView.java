package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.Fees.NewTable;
import vn.tangthu.repository.Fees.Table;
import vn.tangthu.repository.Role;

/**
 * The tables of fees: the one in force, those before it and those to come. Archivists read it, an
 * administrator enters the next one.
 */
@Route("bieu-phi")
@RolesAllowed({"ADMINISTRATOR", "ARCHIVIST"})
class FeeTableView extends PageView {
    /** Tables that are listed. */
    private static final int TABLES = 50;

    private static final long serialVersionUID = 1L;
    private final transient Fees fees;
    private final transient CurrentReader current;

    FeeTableView(Fees fees, CurrentReader current) {
        this.fees = fees;
        this.current = current;
        show();
    }

    private void show() {
        clear();
        title(t("fees.table"));
        add(hint(t("fees.table.hint")));
        List<Table> all = fees.tables(TABLES);
        if (current.reader().is(Role.ADMINISTRATOR)) {
            add(row(new Button(t("fees.table.enter"), e -> enter(all))));
        }
        fees.now()
                .ifPresentOrElse(
                        table ->
                                add(
                                        section(
                                                t(
                                                        "fees.table.now",
                                                        words().day(table.of().validFrom())),
                                                contents(table.of()))),
                        () -> add(new Paragraph(t("fees.table.none"))));
        if (!all.isEmpty()) {
            Div list = new Div();
            for (Table table : all) {
                list.add(
                        new Details(
                                t(
                                        "fees.table.one",
                                        table.number(),
                                        words().day(table.of().validFrom()),
                                        table.of().basis(),
                                        words().minute(table.at()),
                                        table.by()),
                                contents(table.of())));
            }
            add(section(t("fees.table.all"), list));
        }
    }

    private Div contents(NewTable table) {
        Div contents = new Div();
        contents.add(new Paragraph(table.basis()));
        if (table.rows().isEmpty()) {
            contents.add(new Paragraph(t("fees.table.free")));
            return contents;
        }
        contents.getElement()
                .appendChild(
                        FigureTable.of(
                                t("fees.table"),
                                List.of(
                                        t("fees.label"),
                                        t("requests.kind"),
                                        t("fees.unit"),
                                        t("fees.amount")),
                                2,
                                table.rows().stream()
                                        .map(
                                                row ->
                                                        List.of(
                                                                row.label(),
                                                                words().of(row.use()),
                                                                t("fees.unit." + row.unit()),
                                                                words().dong(row.amount())))
                                        .toList(),
                                List.of()));
        if (!table.reliefs().isEmpty()) {
            contents.getElement()
                    .appendChild(
                            FigureTable.of(
                                    t("fees.reliefs"),
                                    List.of(
                                            t("fees.relief.group"),
                                            t("fees.relief.basis"),
                                            t("fees.relief.show"),
                                            t("fees.relief.percent")),
                                    2,
                                    table.reliefs().stream()
                                            .map(
                                                    relief ->
                                                            List.of(
                                                                    words().code(relief.group()),
                                                                    relief.basis(),
                                                                    relief.evidence(),
                                                                    relief.percent() + " %"))
                                            .toList(),
                                    List.of()));
        }
        contents.add(
                new Paragraph(table.howToPay()),
                new Paragraph(t(table.holds() ? "fees.table.holds" : "fees.table.holds.not")));
        return contents;
    }

    private void enter(List<Table> all) {
        new FeeTableDialog(
                        words(),
                        all.isEmpty() ? null : all.getFirst().of(),
                        table -> {
                            fees.enter(table, current.require(Role.ADMINISTRATOR));
                            Notices.done(t("saved"));
                            show();
                        })
                .open();
    }
}
