package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccountClosings;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Delivery;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FondsClosings;
import vn.tangthu.repository.Holidays;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.TextWork;

/** What needs somebody today, each leading on to where it is done. */
@Route("ban-lam-viec")
@RolesAllowed({"ARCHIVIST", "AUDITOR", "ADMINISTRATOR"})
class DeskHomeView extends PageView {
    private static final long serialVersionUID = 1L;

    /** Newest deliveries and open requests that are looked at for the day's work. */
    private static final int LOOKED_AT = 200;

    DeskHomeView(
            CurrentReader current,
            Deliveries deliveries,
            AccessRequests requests,
            FixityAudits audits,
            IndexStatus index,
            TextWork text,
            AccountClosings closings,
            FondsClosings fonds,
            AgencyOrders orders,
            Holidays holidays) {
        title(t("nav.desk"));
        Reader reader = current.reader();
        Tiles tiles = new Tiles();
        if (reader.is(Role.ARCHIVIST) || reader.is(Role.ADMINISTRATOR)) {
            holidays(holidays.status());
        }
        if (reader.is(Role.ARCHIVIST)) {
            deliveries(tiles, deliveries.list(0, LOOKED_AT).items());
            requests(tiles, requests);
            tiles.tile(
                    t("order.desk"),
                    words().number(orders.waits()),
                    t("home.orders"),
                    new Anchor("/app/de-nghi-co-quan", t("home.orders.go")));
            int closed = fonds.unnoted();
            tiles.tile(
                    t("home.fonds"),
                    closed == 0 ? "→" : words().number(closed),
                    closed == 0 ? null : t("home.fonds.closed"),
                    new Anchor("/app/kho/co-quan", t("home.fonds.go")));
        }
        if (reader.is(Role.ARCHIVIST) || reader.is(Role.AUDITOR)) {
            fixity(tiles, audits.summary());
        }
        if (reader.is(Role.ARCHIVIST)) {
            index(tiles, index.status(), text.totals());
        }
        if (reader.is(Role.ADMINISTRATOR)) {
            int closed = closings.unnoted();
            tiles.tile(
                    t("nav.accounts"),
                    closed == 0 ? "→" : words().number(closed),
                    closed == 0 ? null : t("home.closings"),
                    new Anchor("/app/nguoi-dung", t("home.accounts")));
        }
        if (reader.is(Role.AUDITOR) || reader.is(Role.ADMINISTRATOR)) {
            tiles.tile(
                    t("nav.activity"), "→", null, new Anchor("/app/nhat-ky", t("home.activity")));
        }
        add(tiles);
    }

    /** Due dates are promised by them, and nobody but the archive hears what is decided. */
    private void holidays(Holidays.Status status) {
        if (!status.problems().isEmpty()) {
            Div told = Notices.box(Marks.Tone.ERROR, t("home.holidays.wrong"));
            UnorderedList list = new UnorderedList();
            boolean english = words().locale().getLanguage().equals("en");
            for (Holidays.Problem one : status.problems()) {
                String what = english ? one.english() : one.vietnamese();
                String line = words().number(one.line());
                list.add(
                        new ListItem(one.line() == 0 ? what : t("home.holidays.line", line, what)));
            }
            told.add(list);
            add(told);
        }
        if (status.endsSoon()) {
            add(
                    Notices.box(
                            Marks.Tone.WARN,
                            t("home.holidays.soon", words().day(status.decidedUntil()))));
        }
    }

    private void deliveries(Tiles tiles, List<Delivery> newest) {
        long waiting =
                newest.stream()
                        .filter(
                                d ->
                                        d.state() == State.WAITING
                                                || d.state() == State.INTERRUPTED
                                                || d.state() == State.PAUSED
                                                || (d.state() == State.CHECKED
                                                        && d.finishedAt() != null)
                                                || d.state() == State.FAILED)
                        .count();
        long running = newest.stream().filter(DeliveryProgress::moves).count();
        tiles.tile(
                t("home.deliveries"),
                words().number(waiting),
                t("home.deliveries.running", words().number(running)),
                new Anchor("/app/giao-nop", t("home.deliveries.go")));
    }

    private void requests(Tiles tiles, AccessRequests port) {
        Slice<Request> queue = port.queue(0, LOOKED_AT);
        List<Request> running =
                queue.items().stream().filter(request -> request.pausedOn() == null).toList();
        long due = running.stream().filter(request -> request.daysLeft() <= 1).count();
        long over = running.stream().filter(request -> request.daysLeft() < 0).count();
        if (over > 0) {
            add(Notices.box(Marks.Tone.ERROR, t("home.requests.over", words().number(over))));
        }
        tiles.tile(
                t("home.requests"),
                words().number(due),
                t("home.requests.open", words().number(queue.total())),
                new Anchor("/app/yeu-cau", t("home.requests.go")));
    }

    private void fixity(Tiles tiles, FixityAudits.Summary summary) {
        if (summary.openIncidents() > 0) {
            add(
                    Notices.box(
                            Marks.Tone.ERROR,
                            t("home.incidents", words().number(summary.openIncidents()))));
        }
        String incidents = t("home.fixity.incidents", words().number(summary.openIncidents()));
        Anchor go = new Anchor("/app/kiem-tra", t("home.fixity.go"));
        // What asks for work stands in the large number.
        if (summary.damaged() > 0) {
            tiles.tile(t("fixity.sum.damaged"), words().number(summary.damaged()), incidents, go);
        } else if (summary.never() > 0) {
            tiles.tile(t("home.fixity.never"), words().number(summary.never()), incidents, go);
        } else {
            tiles.tile(
                    t("fixity.sum.sound"),
                    words().number(summary.sound()),
                    summary.oldestCheck() == null
                            ? incidents
                            : t("home.fixity.oldest", words().day(summary.oldestCheck())),
                    go);
        }
    }

    private void index(Tiles tiles, IndexStatus.Status status, TextWork.Totals totals) {
        boolean ocr = totals.pagesWaiting() > 0;
        String lag = t("home.text.lag", words().number(status.lag()));
        tiles.tile(
                ocr ? t("home.text.waiting") : t("text.lag"),
                words().number(ocr ? totals.pagesWaiting() : status.lag()),
                ocr ? lag : null,
                new Anchor("/app/van-ban", t("home.text.go")));
    }
}
