package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.portal.outgoing.Purposes;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.TextWork;

/** How much of the archive can be found by its words, and what stands in the way of the rest. */
@Route("van-ban")
@RolesAllowed("ARCHIVIST")
class TextView extends LiveView {
    private static final long serialVersionUID = 1L;

    /** Parked records that are listed. */
    private static final int PARKED = 100;

    private final transient TextWork work;
    private final transient IndexStatus index;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;
    private final Div now = new Div();

    TextView(TextWork work, IndexStatus index, CurrentReader current, ActivityLog activity) {
        this.work = work;
        this.index = index;
        this.current = current;
        this.activity = activity;
        title(t("nav.text"));
        Button retry =
                new Button(
                        t("text.retry"),
                        e -> {
                            int again = work.retryFailed();
                            activity.record(
                                    current.require(Role.ARCHIVIST),
                                    "TEXT_RETRY",
                                    null,
                                    String.valueOf(again));
                            Notices.done(t("text.retried", again));
                            follow();
                        });
        Button rebuild = new Button(t("text.rebuild"), e -> rebuild());
        add(now, row(retry, rebuild));
    }

    private void rebuild() {
        ConfirmDialog sure =
                new ConfirmDialog(
                        t("text.rebuild"),
                        t("text.rebuild.sure"),
                        t("text.rebuild"),
                        yes -> {
                            activity.record(
                                    current.require(Role.ARCHIVIST), "INDEX_REBUILD", null, null);
                            index.rebuildIndex();
                            follow();
                        });
        sure.setCancelable(true);
        sure.setCancelText(t("back"));
        sure.open();
    }

    @Override
    boolean refresh() {
        TextWork.Totals totals = work.totals();
        IndexStatus.Status status = index.status();
        now.removeAll();
        Tiles tiles = new Tiles();
        double part = totals.pages() == 0 ? 1 : (double) totals.pagesWithText() / totals.pages();
        tiles.tile(
                t("text.pages"),
                words().number(totals.pagesWithText()),
                t("text.of", words().number(totals.pages()), Math.round(part * 1_000) / 10.0),
                null);
        tiles.tile(t("text.waiting"), words().number(totals.pagesWaiting()));
        tiles.tile(
                t("text.failed"),
                words().number(totals.pagesFailed()),
                t("text.failed.files", words().number(totals.filesFailed())),
                null);
        tiles.tile(
                t("text.index"),
                words().number(status.records()),
                t("text.index.pages", words().number(status.pages())),
                null);
        tiles.tile(
                t("text.lag"),
                words().number(status.lag()),
                status.lastCommit() == null
                        ? null
                        : t("text.commit", words().minute(status.lastCommit())),
                null);
        ProgressBar bar = new ProgressBar(0, 1, part);
        bar.getElement().setAttribute("aria-label", t("text.pages"));
        now.add(tiles, bar);
        if (!status.ocrAvailable()) {
            now.add(Notices.box(Marks.Tone.WARN, t("text.noocr")));
        }
        if (status.rebuilding()) {
            now.add(Notices.box(Marks.Tone.INFO, t("text.rebuilding")));
        }
        for (IndexStatus.FondsPass pass : status.passes()) {
            String key = pass.withheld() ? "text.pass.withheld" : "text.pass";
            now.add(Notices.box(Marks.Tone.INFO, t(key, pass.code(), pass.percent())));
        }
        if (!status.parked().isEmpty()) {
            UnorderedList parked = new UnorderedList();
            status.parked().stream()
                    .limit(PARKED)
                    .forEach(
                            p ->
                                    parked.add(
                                            new ListItem(
                                                    new Anchor(
                                                            Purposes.checking(
                                                                    "/app/kho/ho-so/" + p.aip()),
                                                            p.aip()),
                                                    new Span(": " + p.reason()))));
            now.add(section(t("text.parked"), parked));
        }
        return status.lag() > 0
                || status.rebuilding()
                || (status.ocrAvailable() && totals.pagesWaiting() > 0)
                || totals.filesWaiting() > 0;
    }
}
