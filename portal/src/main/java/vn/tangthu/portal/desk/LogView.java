package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.Ledger.Checkpoint;
import vn.tangthu.repository.Ledger.Problem;
import vn.tangthu.repository.Ledger.Status;
import vn.tangthu.repository.Ledger.Verified;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/** The log that cannot be quietly rewritten: how far it is, its checkpoints, whether it is true. */
@Route("nhat-ky-bat-bien")
@RolesAllowed({"ARCHIVIST", "AUDITOR"})
class LogView extends LiveView {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(LogView.class);
    private static final int CHECKPOINTS = 50;
    private static final int MAX_NOTE = 64 * 1024;

    private final transient Ledger ledger;
    private final transient LogChecking checking;
    private final transient ActivityLog activity;
    private final transient CurrentReader current;
    private final Div summary = new Div();
    private final Div result = new Div();
    private final Div running = new Div();
    private final Div start = new Div();
    private final Grid<Checkpoint> checkpoints = new Grid<>();

    LogView(Ledger ledger, LogChecking checking, ActivityLog activity, CurrentReader current) {
        this.ledger = ledger;
        this.checking = checking;
        this.activity = activity;
        this.current = current;
        title(t("nav.log"));
        add(hint(t("log.hint")));
        running.getElement().setAttribute("aria-live", "polite");
        start();
        grid();
        add(summary, section(t("log.verify.heading"), start, running, result));
        add(section(t("log.checkpoints"), hint(t("log.checkpoints.hint")), checkpoints));
    }

    private void start() {
        TextArea outside = new TextArea(t("log.since"));
        outside.setHelperText(t("log.since.hint"));
        outside.setMaxLength(MAX_NOTE);
        outside.setWidthFull();
        Button go =
                new Button(
                        t("log.verify"),
                        e -> {
                            var actor = actor();
                            String note = outside.getValue().strip();
                            checking.start(actor, note.isEmpty() ? null : note + "\n");
                            follow();
                        });
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Div buttons = row(go);
        if (current.is(Role.ARCHIVIST)) { // an auditor changes nothing
            buttons.add(new Button(t("log.sign"), e -> sign()));
        }
        start.add(buttons, new Details(t("log.since.open"), outside));
    }

    private Reader actor() {
        return current.require(current.is(Role.ARCHIVIST) ? Role.ARCHIVIST : Role.AUDITOR);
    }

    private void sign() {
        var actor = current.require(Role.ARCHIVIST);
        try {
            Checkpoint made = ledger.checkpoint("ASKED");
            activity.record(actor, "LOG_CHECKPOINT", null, String.valueOf(made.number()));
            Notices.done(t("log.signed", words().number(made.number())));
        } catch (IOException e) {
            LOG.warn("No checkpoint", e);
            Notices.failed(t("log.not.signed"));
        }
        follow();
    }

    @Override
    boolean refresh() {
        Status status = ledger.status();
        summary.removeAll();
        Tiles tiles = new Tiles();
        tiles.tile(t("log.sum.entries"), words().number(status.entries()));
        tiles.tile(t("log.sum.waiting"), words().number(status.waiting()));
        Checkpoint last = status.last();
        tiles.tile(t("log.sum.last"), last == null ? "–" : words().minute(last.at()));
        summary.add(tiles);
        if (status.broken() != null) {
            summary.add(Notices.box(Marks.Tone.ERROR, t("log.broken", status.broken())));
        }
        if (status.key() != null) {
            Paragraph key =
                    new Paragraph(new Span(t("log.key") + " "), new Code(parts(status.key())));
            key.addClassName("tt-hint");
            summary.add(key);
        }
        checkpoints.setItems(ledger.checkpoints(CHECKPOINTS));
        running.removeAll();
        start.setVisible(!checking.isRunning());
        result.removeAll();
        if (checking.isRunning()) {
            ProgressBar bar = new ProgressBar(0, 1, checking.part());
            bar.getElement().setAttribute("aria-label", t("log.running"));
            Div box = Notices.box(Marks.Tone.INFO, t("log.running"));
            box.add(bar, new Div(new Button(t("log.stop"), e -> stop())));
            running.add(box);
            return true;
        }
        LogChecking.Result done = checking.last();
        if (done != null) {
            show(done);
        }
        return false;
    }

    private void stop() {
        var unused = actor();
        checking.cancel();
        follow();
    }

    private void show(LogChecking.Result done) {
        Verified verified = done.verified();
        if (verified == null) {
            result.add(Notices.box(Marks.Tone.ERROR, t("log.failed", words().minute(done.at()))));
            return;
        }
        boolean sound = verified.problems() == 0;
        result.add(
                Notices.box(
                        sound ? Marks.Tone.OK : Marks.Tone.ERROR,
                        t(
                                sound ? "log.sound" : "log.unsound",
                                words().minute(done.at()),
                                words().number(verified.entries()),
                                words().number(verified.checkpoints()),
                                words().number(verified.versions()),
                                words().number(verified.rows()),
                                words().number(verified.problems()))));
        if (verified.notCompared() > 0) {
            result.add(
                    Notices.box(
                            Marks.Tone.WARN,
                            t("log.restored", words().number(verified.notCompared()))));
        }
        if (!done.problems().isEmpty()) {
            result.add(problems(done.problems()));
        }
    }

    private Grid<Problem> problems(List<Problem> problems) {
        Grid<Problem> grid = new Grid<>();
        boolean english = locale().getLanguage().equals("en");
        grid.addColumn(p -> english ? p.fault().english() : p.fault().vietnamese())
                .setHeader(t("log.problem"))
                .setWidth("18rem");
        grid.addColumn(Problem::place).setHeader(t("log.problem.place")).setWidth("14rem");
        grid.addColumn(Problem::detail).setHeader(t("log.problem.detail")).setWidth("14rem");
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setItems(problems);
        grid.setAllRowsVisible(problems.size() <= 10);
        grid.getElement().setAttribute("aria-label", t("log.problems"));
        return grid;
    }

    private void grid() {
        checkpoints
                .addColumn(c -> words().number(c.number()))
                .setHeader(t("log.number"))
                .setWidth("6rem")
                .setFlexGrow(0);
        checkpoints.addColumn(c -> words().minute(c.at())).setHeader(t("log.at")).setWidth("10rem");
        checkpoints
                .addColumn(c -> words().number(c.entries()))
                .setHeader(t("log.entries"))
                .setWidth("7rem");
        checkpoints
                .addColumn(c -> c.key().substring(0, Math.min(16, c.key().length())))
                .setHeader(t("log.signedBy"))
                .setTooltipGenerator(Checkpoint::key)
                .setWidth("11rem");
        checkpoints
                .addColumn(c -> words().minute(c.stampedAt()))
                .setHeader(t("log.stamped"))
                .setWidth("10rem");
        checkpoints
                .addColumn(new ComponentRenderer<>(this::download))
                .setHeader(t("log.download"))
                .setWidth("9rem");
        checkpoints.setAllRowsVisible(true);
        checkpoints.setEmptyStateText(t("log.none"));
        checkpoints.getElement().setAttribute("aria-label", t("log.checkpoints"));
    }

    /** Eight digits at a time: it is read aloud and compared, and wraps on a phone. */
    private static String parts(String fingerprint) {
        return fingerprint.replaceAll("(.{8})(?=.)", "$1 ");
    }

    private Anchor download(Checkpoint checkpoint) {
        long number = checkpoint.number();
        DownloadHandler note =
                event -> {
                    var unused = actor();
                    event.setFileName(String.format(Locale.ROOT, "nhat-ky-%09d.note", number));
                    event.setContentType("text/plain; charset=utf-8");
                    event.getOutputStream()
                            .write(ledger.note(number).getBytes(StandardCharsets.UTF_8));
                };
        Anchor link = new Anchor(note, t("log.download"));
        link.getElement().setAttribute("download", true);
        link.getElement().setAttribute("aria-label", t("log.download.of", words().number(number)));
        return link;
    }
}
