package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.util.Objects;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivitySearch;
import vn.tangthu.repository.ReadingWatch;
import vn.tangthu.repository.ReadingWatch.Notice;
import vn.tangthu.repository.Role;

/** Reading that is not what an account does else, with the accesses behind it. */
@Route("doc-bat-thuong")
@RolesAllowed({"AUDITOR", "ADMINISTRATOR"})
class UnusualReadingView extends PageView {
    private static final long serialVersionUID = 1L;

    private final transient ReadingWatch watch;
    private final transient CurrentReader current;
    private final Grid<Notice> grid = new Grid<>();

    UnusualReadingView(ReadingWatch watch, CurrentReader current) {
        this.watch = watch;
        this.current = current;
        title(t("nav.watch"));
        grid.addColumn(Notice::number).setHeader(t("watch.number")).setWidth("5rem").setFlexGrow(0);
        grid.addColumn(notice -> t("watch.rule." + notice.rule()))
                .setHeader(t("watch.rule"))
                .setWidth("13rem");
        grid.addColumn(Notice::person).setHeader(t("activity.actor")).setWidth("9rem");
        grid.addColumn(
                        notice ->
                                words().number(notice.amount())
                                        + " / "
                                        + words().number(notice.usual())
                                        + " / "
                                        + words().number(notice.most()))
                .setHeader(t("watch.amounts"))
                .setWidth("11rem");
        grid.addColumn(
                        notice ->
                                words().minute(notice.since())
                                        + " – "
                                        + words().minute(notice.until()))
                .setHeader(t("watch.when"))
                .setWidth("14rem");
        grid.addColumn(new ComponentRenderer<>(this::behind))
                .setHeader(t("watch.behind"))
                .setWidth("10rem");
        grid.addColumn(new ComponentRenderer<>(this::state))
                .setHeader(t("watch.state"))
                .setFlexGrow(2)
                .setWidth("16rem");
        grid.setAllRowsVisible(true);
        grid.setEmptyStateText(t("watch.none"));
        grid.getElement().setAttribute("aria-label", t("nav.watch"));
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        add(hint(t("watch.hint")), grid);
        refresh();
    }

    private void refresh() {
        grid.setItems(watch.newest(ReadingWatch.MOST, current.reader()));
    }

    /** The lines of the log, of the person and the days. */
    private Component behind(Notice notice) {
        ActivitySearch.Kind kind =
                switch (notice.rule()) {
                    case REFUSALS -> ActivitySearch.Kind.REFUSED;
                    case DOWNLOADS, MANY_ROWS -> ActivitySearch.Kind.TAKEN;
                    case MANY_RECORDS, MANY_IN_A_DAY, NIGHT -> null;
                };
        Anchor anchor =
                new Anchor(
                        ActivityAsked.address(
                                new ActivitySearch.Asked(
                                        LocalDate.ofInstant(notice.since(), Words.ZONE),
                                        LocalDate.ofInstant(notice.until(), Words.ZONE),
                                        notice.person(),
                                        "",
                                        kind,
                                        "",
                                        null),
                                null),
                        t("watch.behind"));
        anchor.getElement().setAttribute("aria-label", t("watch.behind.of", "" + notice.number()));
        return anchor;
    }

    private Component state(Notice notice) {
        if (notice.seenAt() != null) {
            return new Span(
                    t(
                            "watch.seen",
                            words().minute(notice.seenAt()),
                            Objects.requireNonNullElse(notice.seenBy(), ""),
                            Objects.requireNonNullElse(notice.note(), "")));
        }
        if (!current.is(Role.ADMINISTRATOR)) {
            return Marks.mark(t("watch.open"), Marks.Tone.WARN);
        }
        String of = t("watch.see.of", "" + notice.number());
        Button see =
                new Button(
                        t("watch.see"),
                        e ->
                                new ReasonDialog(
                                                words(),
                                                of,
                                                t("watch.see.sure"),
                                                t("watch.see"),
                                                note -> see(notice.number(), note))
                                        .open());
        see.addThemeVariants(ButtonVariant.LUMO_SMALL);
        see.getElement().setAttribute("aria-label", of);
        return see;
    }

    private void see(long number, String note) {
        watch.seen(number, note, current.require(Role.ADMINISTRATOR));
        Notices.done(t("saved"));
        refresh();
    }
}
