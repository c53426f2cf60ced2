package vn.tangthu.portal.desk;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.Erasures;
import vn.tangthu.repository.Erasures.Erasure;
import vn.tangthu.repository.Erasures.State;

/** What was erased for good: reference and decision, how far it is, what a store still holds. */
@Route("xoa-vinh-vien")
@RolesAllowed({"ARCHIVIST", "AUDITOR", "ADMINISTRATOR", "SECRETS_OFFICER"})
class ErasuresView extends PageView {
    private static final long serialVersionUID = 1L;

    ErasuresView(Erasures erasures, CurrentReader current) {
        title(t("erasures.title"));
        Grid<Erasure> rows = new Grid<>();
        rows.addColumn(new ComponentRenderer<>(this::record))
                .setHeader(t("record.code"))
                .setFlexGrow(2)
                .setWidth("10rem");
        rows.addColumn(one -> words().of(one.cause()))
                .setHeader(t("erasures.cause"))
                .setWidth("9rem");
        rows.addColumn(one -> t("erasures.of", one.decision(), words().day(one.decidedOn())))
                .setHeader(t("erasures.decision"))
                .setFlexGrow(3)
                .setWidth("12rem");
        rows.addColumn(one -> String.join(", ", one.deciders()))
                .setHeader(t("erasures.deciders"))
                .setWidth("10rem");
        rows.addColumn(one -> t("contractors.byAt", one.actor(), words().minute(one.orderedAt())))
                .setHeader(t("erasures.ordered"))
                .setWidth("11rem");
        rows.addColumn(new ComponentRenderer<>(this::state))
                .setHeader(t("erasures.state"))
                .setFlexGrow(2)
                .setWidth("12rem");
        rows.setDataProvider(
                Slices.of((offset, limit) -> erasures.list(offset, limit, current.reader())));
        Slices.fit(rows, 32);
        rows.setEmptyStateText(t("erasures.none"));
        rows.getElement().setAttribute("aria-label", t("erasures.title"));
        add(hint(t("erasures.hint")), rows);
        if (current.reader().is(vn.tangthu.repository.Role.ARCHIVIST)) {
            add(row(new Anchor("/app/kho", t("nav.holdings"))));
        }
    }

    /** With what stays of it, for those who may see records. */
    private Div record(Erasure one) {
        Div cell = new Div(new Span(one.reference()));
        cell.addClassName("tt-wrap");
        if (one.successor() != null) {
            Anchor rest =
                    new Anchor(
                            "/app/ho-so/" + one.successor(),
                            t("erasures.rest", words().number(one.documents())));
            rest.addClassName("tt-tap");
            cell.add(new Div(rest));
        }
        return cell;
    }

    private Div state(Erasure one) {
        Div cell = new Div();
        cell.addClassName("tt-wrap");
        if (one.state() == State.ORDERED) {
            cell.add(
                    Marks.mark(
                            t(one.failure() == null ? "erasures.going" : "erasures.waiting"),
                            one.failure() == null ? Marks.Tone.INFO : Marks.Tone.ERROR));
            if (one.failure() != null) {
                cell.add(new Span(" " + one.failure()));
            }
        } else if (one.held()) {
            cell.add(
                    Marks.mark(
                            one.heldUntil() == null
                                    ? t("erasures.held")
                                    : t("erasures.held.until", words().day(one.heldUntil())),
                            Marks.Tone.WARN));
        } else {
            cell.add(Marks.mark(t("erasures.done"), Marks.Tone.OK));
        }
        for (Erasures.InCopy copy : one.copies()) {
            if (copy.erasedAt() == null || copy.held()) {
                cell.add(Marks.mark(inCopy(copy), Marks.Tone.WARN));
            }
        }
        return cell;
    }

    private String inCopy(Erasures.InCopy copy) {
        if (copy.erasedAt() == null) {
            return t("erasures.copy.not", copy.copy());
        }
        return copy.heldUntil() == null
                ? t("erasures.copy.held", copy.copy())
                : t("erasures.copy.held.until", copy.copy(), words().day(copy.heldUntil()));
    }
}
