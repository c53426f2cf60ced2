package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Collectors;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsClosings;
import vn.tangthu.repository.FondsClosings.Closing;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/**
 * Fonds whose makers all ended or are about to: closed by rule on the day from which that holds,
 * told until noted. An archivist says otherwise with a reason, and closes what is open after all.
 */
final class FondsToClose extends Div {
    private static final long serialVersionUID = 1L;
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private final transient FondsClosings closings;
    private final transient Bodies bodies;
    private final transient Catalogue catalogue;
    private final transient Holdings holdings;
    private final transient CurrentReader current;
    private final Words words;

    FondsToClose(
            FondsClosings closings,
            Bodies bodies,
            Catalogue catalogue,
            Holdings holdings,
            CurrentReader current,
            Words words) {
        this.closings = closings;
        this.bodies = bodies;
        this.catalogue = catalogue;
        this.holdings = holdings;
        this.current = current;
        this.words = words;
        show();
    }

    private void show() {
        removeAll();
        if (closings.list(0, 1).total() == 0) {
            add(new Paragraph(words.of("bodies.closing.none")));
            return;
        }
        add(new Paragraph(words.of("bodies.closing.hint")));
        int unnoted = closings.unnoted();
        if (unnoted > 0) {
            Button noted =
                    new Button(
                            words.of("closings.note"),
                            e -> {
                                closings.note(current.require(Role.ARCHIVIST));
                                show();
                            });
            add(
                    Notices.box(
                            Marks.Tone.WARN,
                            words.of("bodies.closing.unnoted", words.number(unnoted))),
                    noted);
        }
        Grid<Closing> grid = new Grid<>();
        grid.addColumn(new ComponentRenderer<>(this::fonds))
                .setHeader(words.of("bodies.closing.fonds"))
                .setFlexGrow(3)
                .setWidth("14rem");
        grid.addColumn(closing -> words.day(closing.endedOn()))
                .setHeader(words.of("bodies.closing.ended"))
                .setWidth("8rem")
                .setFlexGrow(0);
        grid.addColumn(this::state)
                .setHeader(words.of("bodies.closing.state"))
                .setFlexGrow(2)
                .setWidth("10rem");
        grid.addColumn(new ComponentRenderer<>(this::actions))
                .setHeader(words.of("accounts.actions"))
                .setWidth("13rem")
                .setFlexGrow(0);
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setDataProvider(Slices.of(closings::list));
        Slices.fit(grid, 24);
        grid.getElement().setAttribute("aria-label", words.of("bodies.closing"));
        add(grid);
    }

    private Div fonds(Closing closing) {
        Fonds fonds = catalogue.fonds(closing.fonds(), current.reader()).orElse(null);
        if (fonds == null) {
            return new Div(new Span(closing.fonds().toString()));
        }
        String makers =
                bodies.creators(fonds.id()).stream()
                        .map(Body.Line::name)
                        .collect(Collectors.joining(", "));
        return new Div(
                new Anchor("/app/kho/phong/" + fonds.id(), fonds.title()),
                new Span(" " + fonds.code() + " · " + makers));
    }

    private String state(Closing closing) {
        FondsClosings.KeptOpen kept = closing.keptOpen();
        if (kept != null) {
            String word = words.of("bodies.closing.kept", kept.reason(), kept.by());
            return closing.closedOn() == null
                    ? word
                    : word + ". " + words.of("fonds.closed", words.day(closing.closedOn()));
        }
        if (closing.isOpen()) {
            return words.of(ahead(closing) ? "bodies.closing.ahead" : "bodies.closing.open");
        }
        return closing.closedAt() == null
                ? words.of("fonds.closed", words.day(closing.closedOn()))
                : words.of("bodies.closing.closed", words.minute(closing.closedAt()));
    }

    private static boolean ahead(Closing closing) {
        return closing.endedOn().isAfter(LocalDate.now(ZONE));
    }

    private Div actions(Closing closing) {
        Div actions = new Div();
        String title =
                catalogue
                        .fonds(closing.fonds(), current.reader())
                        .map(Fonds::title)
                        .orElse(closing.fonds().toString());
        if (closing.closedOn() == null && !ahead(closing)) {
            Button close =
                    new Button(
                            words.of("bodies.closing.close", words.day(closing.endedOn())),
                            e -> ask(closing));
            close.setAriaLabel(
                    words.of("bodies.closing.closeOf", title, words.day(closing.endedOn())));
            close.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
            actions.add(close);
        }
        // Kept open and still closed for this end: what could not be opened then.
        if (closing.keptOpen() == null || closing.endedOn().equals(closing.closedOn())) {
            String act =
                    words.of(
                            closing.closedOn() == null
                                    ? "bodies.closing.keep"
                                    : "bodies.closing.reopen");
            Button keep =
                    new Button(
                            act,
                            e ->
                                    new ReasonDialog(
                                                    words,
                                                    act,
                                                    words.of("bodies.closing.keep.sure", title),
                                                    act,
                                                    reason -> keep(closing, reason))
                                            .open());
            keep.setAriaLabel(act + ": " + title);
            keep.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
            actions.add(keep);
        }
        return actions;
    }

    private void keep(Closing closing, String reason) {
        closings.keepOpen(
                closing.fonds(), closing.endedOn(), reason, current.require(Role.ARCHIVIST));
        Notices.done(words.of("saved"));
        show();
    }

    /** What is kept and dated later is told first: it may be a wrong day. */
    private void ask(Closing closing) {
        Holdings.AfterClosing late =
                holdings.afterClosing(
                        closing.fonds(), closing.endedOn(), current.require(Role.ARCHIVIST));
        String act = words.of("bodies.closing.close", words.day(closing.endedOn()));
        ConfirmDialog sure =
                new ConfirmDialog(
                        act,
                        late.isEmpty()
                                ? words.of("fonds.after.none")
                                : AfterClosingPanel.count(late, words),
                        act,
                        yes -> close(closing));
        sure.setCancelable(true);
        sure.setCancelText(words.of("back"));
        sure.open();
    }

    private void close(Closing closing) {
        try {
            closings.close(closing.fonds(), closing.endedOn(), current.require(Role.ARCHIVIST));
            Notices.done(words.of("saved"));
        } catch (RefusedException refused) {
            Notices.failed(refused.findings().getFirst().message(words.locale()));
        }
        show();
    }
}
