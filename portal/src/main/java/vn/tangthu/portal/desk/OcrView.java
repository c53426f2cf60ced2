package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.indexer.OcrAvailability;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.TextLine;
import vn.tangthu.repository.TextWork;
import vn.tangthu.repository.TextWorkers;

/**
 * The reading of page images as a production line: what waits, how fast it goes and until when,
 * which fonds goes first, which pages could not be read or were read badly.
 */
@Route("nhan-dang-chu")
@RolesAllowed("ARCHIVIST")
class OcrView extends LiveView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(OcrView.class);

    /** Polls between two looks at the list of fonds. */
    private static final int FONDS_EVERY = 5;

    private final transient TextLine line;
    private final transient TextWork work;
    private final transient IndexStatus index;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;
    private final Div now = new Div();
    private final Button stop = new Button();
    private final OcrFondsPanel fonds;
    private final OcrWorkersPanel workers;
    private final OcrPagesPanel failed;
    private final OcrPagesPanel worst;
    private final OcrPagesPanel blank;
    private final Select<String> model = new Select<>();
    private final Button againInFonds = new Button();
    private transient @Nullable FondsId only;
    private boolean paused;
    private int looks;

    OcrView(
            TextLine line,
            TextWork work,
            IndexStatus index,
            ObjectProvider<OcrAvailability> ocr,
            TextWorkers machines,
            CurrentReader current,
            ActivityLog activity) {
        this.line = line;
        this.work = work;
        this.index = index;
        this.current = current;
        this.activity = activity;
        title(t("nav.ocr"));
        stop.addClickListener(e -> stopOrGoOn());
        Button retry = new Button(t("text.retry"), e -> retry());
        fonds = new OcrFondsPanel(line, words(), this::prioritise);
        workers = new OcrWorkersPanel(machines, words());
        failed = new OcrPagesPanel(line::failed, words(), "ocr.again", this::again);
        List<String> models = ocr.stream().flatMap(each -> each.models().stream()).toList();
        model.setLabel(t("ocr.model"));
        model.setItems(models);
        if (!models.isEmpty()) {
            model.setValue(models.getLast());
        }
        againInFonds.setText(t("ocr.model.fonds", TextWork.BAD_BELOW));
        againInFonds.addClickListener(e -> againInFonds());
        worst = byModel(line::worst, models);
        blank = byModel(line::blank, models);
        Div otherModel = row(model, againInFonds);
        otherModel.setVisible(!models.isEmpty());
        add(
                now,
                row(stop, retry, new Anchor("/app/van-ban", t("nav.text"))),
                section(t("ocr.fonds"), hint(t("ocr.fonds.hint")), fonds),
                section(t("ocr.workers"), hint(t("ocr.workers.hint")), workers),
                section(t("ocr.failed"), failed),
                section(
                        t("ocr.worst"),
                        hint(t("ocr.worst.hint", TextWork.BAD_BELOW)),
                        otherModel,
                        worst),
                section(t("ocr.blank"), hint(t("ocr.blank.hint")), blank));
    }

    private OcrPagesPanel byModel(OcrPagesPanel.Source source, List<String> models) {
        return models.isEmpty()
                ? new OcrPagesPanel(source, words(), "", null)
                : new OcrPagesPanel(source, words(), "ocr.model.file", this::better);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        only =
                event.getLocation()
                        .getQueryParameters()
                        .getSingleParameter("phong")
                        .map(OcrView::fonds)
                        .orElse(null);
        againInFonds.setVisible(only != null);
        failed.show(only);
        worst.show(only);
        blank.show(only);
    }

    private static @Nullable FondsId fonds(String id) {
        try {
            return new FondsId(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw new NotFoundException();
        }
    }

    private void stopOrGoOn() {
        Reader archivist = current.require(Role.ARCHIVIST);
        if (paused) {
            line.resume(archivist);
            activity.record(archivist, "TEXT_RESUMED", null, null);
        } else {
            line.pause(archivist);
            activity.record(archivist, "TEXT_PAUSED", null, null);
        }
        follow();
    }

    private void retry() {
        Reader archivist = current.require(Role.ARCHIVIST);
        int again = work.retryFailed();
        activity.record(archivist, "TEXT_RETRY", null, String.valueOf(again));
        Notices.done(t("text.retried", again));
        follow();
    }

    private void prioritise(TextLine.FondsLine of, TextLine.Priority priority) {
        Reader archivist = current.require(Role.ARCHIVIST);
        line.prioritise(of.fonds(), priority, archivist);
        activity.record(archivist, "TEXT_PRIORITY", of.code(), priority.name());
        fonds.refresh();
    }

    private void again(TextLine.PageLine page) {
        Reader archivist = current.require(Role.ARCHIVIST);
        if (line.again(page.file(), archivist)) {
            activity.record(archivist, "TEXT_RETRY", page.aip().toString(), page.file().toString());
            Notices.done(t("text.retried", 1));
        } else {
            Notices.failed(t("ocr.again.not"));
        }
        follow();
    }

    private void better(TextLine.PageLine page) {
        Reader archivist = current.require(Role.ARCHIVIST);
        String with = model.getValue();
        told(
                line.readAgain(page.file(), with, archivist),
                archivist,
                page.aip().toString(),
                page.file() + ", " + with);
    }

    /**
     * A fonds may have a million files: the tiles tell how many are in line, more with each look.
     */
    private void againInFonds() {
        FondsId in = only;
        if (in != null) {
            Reader archivist = current.require(Role.ARCHIVIST);
            String with = model.getValue();
            Object unused =
                    Thread.ofPlatform()
                            .daemon()
                            .name("ocr-again")
                            .start(() -> againInFonds(in, with, archivist));
            Notices.done(t("ocr.model.begun"));
            follow();
        }
    }

    private void againInFonds(FondsId in, String with, Reader archivist) {
        try {
            int files = line.readAgain(in, with, TextWork.BAD_BELOW, archivist);
            note(files, archivist, in.value().toString(), with);
        } catch (RuntimeException e) {
            LOG.error("Fonds {} is not in line for {} as a whole", in, with, e);
        }
    }

    private void note(int files, Reader archivist, String about, String detail) {
        activity.record(archivist, "TEXT_AGAIN", about, detail + ": " + files);
    }

    private void told(int files, Reader archivist, String about, String detail) {
        note(files, archivist, about, detail);
        if (files > 0) {
            Notices.done(t("text.retried", files));
        } else {
            Notices.failed(t("ocr.again.not"));
        }
        follow();
    }

    @Override
    boolean refresh() {
        TextLine.Status status = line.status();
        IndexStatus.Status found = index.status();
        now.removeAll();
        now.add(tiles(status));
        TextWork.Totals totals = work.totals();
        double part = totals.pages() == 0 ? 1 : (double) totals.pagesWithText() / totals.pages();
        ProgressBar bar = new ProgressBar(0, 1, Math.clamp(part, 0, 1));
        bar.getElement().setAttribute("aria-label", t("text.pages"));
        now.add(bar);
        if (status.paused()) {
            now.add(
                    Notices.box(
                            Marks.Tone.WARN,
                            t(
                                    "ocr.paused",
                                    status.pausedBy() == null ? "" : status.pausedBy(),
                                    words().minute(status.pausedAt()))));
        }
        if (status.again() > 0) {
            now.add(
                    Notices.box(
                            Marks.Tone.INFO,
                            t("ocr.model.waiting", words().number(status.again()))));
        }
        workers.refresh();
        boolean reads = found.ocrAvailable() || workers.isHelped();
        if (!reads) {
            now.add(Notices.box(Marks.Tone.WARN, t("text.noocr")));
        }
        paused = status.paused();
        stop.setText(t(paused ? "ocr.resume" : "ocr.pause"));
        stop.setThemeVariant(ButtonVariant.LUMO_PRIMARY, paused);
        if (looks++ % FONDS_EVERY == 0) {
            fonds.refresh();
        }
        return !paused && reads && status.pagesWaiting() + status.again() > 0
                || status.filesWaiting() > 0 && !paused;
    }

    private Tiles tiles(TextLine.Status status) {
        Tiles tiles = new Tiles();
        tiles.tile(
                t("text.waiting"),
                words().number(status.pagesWaiting()),
                status.chosen() == 0
                        ? t("ocr.files", words().number(status.filesWaiting()))
                        : t(
                                "ocr.files.chosen",
                                words().number(status.filesWaiting()),
                                words().number(status.chosen())),
                null);
        tiles.tile(
                t("ocr.pace"),
                status.perHour() == 0 ? "–" : words().number(status.perHour()),
                t("ocr.pace.hour", words().number(status.pagesLastHour())),
                null);
        tiles.tile(
                t("ocr.through"),
                status.through() != null
                        ? words().minute(status.through())
                        : status.pagesWaiting() == 0 ? t("ocr.through.now") : "–",
                status.paused() ? t("ocr.through.paused") : t("ocr.through.hint"),
                null);
        tiles.tile(
                t("text.failed"),
                words().number(status.pagesFailed()),
                t("text.failed.files", words().number(status.filesFailed())),
                null);
        return tiles;
    }
}
