package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Collectors;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/**
 * Fonds whose makers all ended: proposed to be closed on the day from which that holds. Closed with
 * a click; from then on what is dated later is told by the checks of deliveries and corrections.
 */
final class FondsToClose extends Div {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 100;
    private final transient Bodies bodies;
    private final transient Catalogue catalogue;
    private final transient Holdings holdings;
    private final transient ActivityLog activity;
    private final transient CurrentReader current;
    private final Words words;

    FondsToClose(
            Bodies bodies,
            Catalogue catalogue,
            Holdings holdings,
            ActivityLog activity,
            CurrentReader current,
            Words words) {
        this.bodies = bodies;
        this.catalogue = catalogue;
        this.holdings = holdings;
        this.activity = activity;
        this.current = current;
        this.words = words;
        show();
    }

    private void show() {
        removeAll();
        Map<FondsId, LocalDate> ended = bodies.ended(LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")));
        if (ended.isEmpty()) {
            add(new Paragraph(words.of("bodies.closing.none")));
            return;
        }
        add(new Paragraph(words.of("bodies.closing.hint", words.number(ended.size()))));
        ended.entrySet().stream()
                .limit(MOST)
                .forEach(
                        one ->
                                catalogue
                                        .fonds(one.getKey(), current.reader())
                                        .ifPresent(fonds -> add(item(fonds, one.getValue()))));
    }

    private Div item(Fonds fonds, LocalDate day) {
        String makers =
                bodies.creators(fonds.id()).stream()
                        .map(Body.Line::name)
                        .collect(Collectors.joining(", "));
        Button close =
                new Button(
                        words.of("bodies.closing.close", words.day(day)),
                        e -> ask(fonds.id(), day));
        close.setAriaLabel(words.of("bodies.closing.closeOf", fonds.title(), words.day(day)));
        Div item =
                new Div(
                        new Anchor("/app/kho/phong/" + fonds.id(), fonds.title()),
                        new Span(" " + fonds.code() + " · " + makers + " "),
                        close);
        item.addClassName("tt-row");
        return item;
    }

    /** What is kept and dated later is told first: it may be a wrong day. */
    private void ask(FondsId id, LocalDate day) {
        Holdings.AfterClosing late =
                holdings.afterClosing(id, day, current.require(Role.ARCHIVIST));
        ConfirmDialog sure =
                new ConfirmDialog(
                        words.of("bodies.closing.close", words.day(day)),
                        late.isEmpty()
                                ? words.of("fonds.after.none")
                                : AfterClosingPanel.count(late, words),
                        words.of("bodies.closing.close", words.day(day)),
                        yes -> close(id, day));
        sure.setCancelable(true);
        sure.setCancelText(words.of("back"));
        sure.open();
    }

    private void close(FondsId id, LocalDate day) {
        Fonds fonds = catalogue.fonds(id, current.reader()).orElse(null);
        if (fonds != null && fonds.closedOn() == null) {
            try {
                holdings.updateFonds(
                        id,
                        new Holdings.NewFonds(
                                fonds.code(),
                                fonds.title(),
                                fonds.archiveCode(),
                                day,
                                fonds.history(),
                                fonds.rights()),
                        current.require(Role.ARCHIVIST));
            } catch (RefusedException refused) {
                Notices.failed(refused.findings().getFirst().message(words.locale()));
                return;
            }
            activity.record(current.reader(), "FONDS_CLOSED", fonds.code(), day.toString());
            Notices.done(words.of("saved"));
        }
        show();
    }
}
