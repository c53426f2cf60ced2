package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
import vn.tangthu.portal.papers.PreservationPapers;
import vn.tangthu.portal.papers.PreservationPapers.Form;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.BackupRuns;
import vn.tangthu.repository.BackupRuns.BackupRun;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.PreservationMinutes;
import vn.tangthu.repository.PreservationMinutes.Kind;
import vn.tangthu.repository.PreservationMinutes.Minutes;

/** The journal of back-ups, and the minutes that were made of checks, back-ups and incidents. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class PreservationPanel extends Div {
    private static final long serialVersionUID = 1L;
    private static final int RUNS = 50;

    private final transient PreservationMinutes minutes;
    private final transient PreservationPapers papers;
    private final transient BackupRuns runs;
    private final transient ActivityLog activity;
    private final transient CurrentReader current;
    private final transient Clock clock;
    private transient Words words = Words.in(null);
    private final Grid<BackupRun> journal = new Grid<>();
    private final Grid<Minutes> made = new Grid<>();

    PreservationPanel(
            PreservationMinutes minutes,
            PreservationPapers papers,
            BackupRuns runs,
            ActivityLog activity,
            CurrentReader current,
            Clock clock) {
        this.minutes = minutes;
        this.papers = papers;
        this.runs = runs;
        this.activity = activity;
        this.current = current;
        this.clock = clock;
    }

    /** In the words of who looks. */
    PreservationPanel in(Words language) {
        words = language;
        journal();
        made();
        add(
                new H3(words.of("backup.journal")),
                year(),
                journal,
                new H3(words.of("preservation.made")),
                made);
        refresh();
        return this;
    }

    void refresh() {
        journal.setItems(runs.telling(RUNS));
        made.setItems(minutes.newest(PreservationMinutesDialog.reader(current)));
    }

    /** Opens the minutes of a check, a back-up or an incident. */
    Button button(Kind kind, UUID subject, String of) {
        Button button =
                new Button(
                        words.of("preservation.minutes"),
                        e ->
                                new PreservationMinutesDialog(
                                                minutes,
                                                papers,
                                                activity,
                                                current,
                                                words,
                                                kind,
                                                subject,
                                                this::refresh)
                                        .open());
        button.addThemeVariants(ButtonVariant.LUMO_SMALL);
        button.getElement()
                .setAttribute(
                        "aria-label", words.of("preservation.minutes." + kind.name()) + ": " + of);
        return button;
    }

    private void journal() {
        journal.addColumn(run -> words.minute(run.startedAt()))
                .setHeader(words.of("run.started"))
                .setWidth("9rem");
        journal.addColumn(run -> run.place())
                .setHeader(words.of("copy.name"))
                .setTooltipGenerator(BackupRun::location)
                .setWidth("8rem");
        journal.addColumn(run -> words.of("backup.form." + run.form().name()))
                .setHeader(words.of("backup.form"))
                .setWidth("8rem");
        journal.addColumn(run -> run.outcome() == null ? "" : copied(run.outcome()))
                .setHeader(words.of("backup.copied"))
                .setWidth("9rem");
        journal.addColumn(
                        new ComponentRenderer<>(
                                run ->
                                        run.outcome() == null
                                                ? Marks.mark(
                                                        words.of("backup.open"), Marks.Tone.WARN)
                                                : Marks.mark(
                                                        words.of(
                                                                "copy.state."
                                                                        + run.outcome()
                                                                                .state()
                                                                                .name()),
                                                        run.outcome().state()
                                                                        == Copies.State.COMPLETE
                                                                ? Marks.Tone.OK
                                                                : Marks.Tone.WARN)))
                .setHeader(words.of("run.state"))
                .setWidth("9rem");
        journal.addColumn(BackupRun::actor).setHeader(words.of("backup.actor")).setWidth("7rem");
        journal.addColumn(
                        new ComponentRenderer<>(
                                run ->
                                        run.outcome() == null
                                                ? new Span("")
                                                : button(
                                                        Kind.BACKUP,
                                                        run.id(),
                                                        run.place()
                                                                + " "
                                                                + words.minute(run.startedAt()))))
                .setHeader("")
                .setWidth("8rem");
        few(journal, "backup.journal", "backup.none");
    }

    private String copied(BackupRuns.Outcome outcome) {
        return words.of(
                "backup.copied.of", words.number(outcome.copied()), words.bytes(outcome.bytes()));
    }

    private void made() {
        made.addColumn(papers::number).setHeader(words.of("preservation.number")).setWidth("8rem");
        made.addColumn(one -> words.of("preservation.minutes." + one.kind().name()))
                .setHeader(words.of("preservation.kind"))
                .setWidth("14rem");
        made.addColumn(one -> words.minute(one.madeAt()))
                .setHeader(words.of("preservation.at"))
                .setWidth("9rem");
        made.addColumn(Minutes::madeBy).setHeader(words.of("backup.actor")).setWidth("7rem");
        made.addColumn(new ComponentRenderer<>(this::downloads))
                .setHeader(words.of("log.download"))
                .setWidth("14rem");
        few(made, "preservation.made", "preservation.none");
    }

    private Div downloads(Minutes one) {
        Div row = new Div();
        row.addClassName("tt-row");
        for (Form form : Form.values()) {
            row.add(PreservationMinutesDialog.download(minutes, papers, current, words, one, form));
        }
        return row;
    }

    private void few(Grid<?> grid, String label, String empty) {
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        Slices.fit(grid, 20);
        grid.setEmptyStateText(words.of(empty));
        grid.getElement().setAttribute("aria-label", words.of(label));
    }

    /** The journal of a whole year as a paper. */
    private Div year() {
        int now = clock.instant().atZone(Words.ZONE).getYear();
        IntegerField year = new IntegerField(words.of("backup.year"));
        year.setMin(2_000);
        year.setMax(now);
        year.setValue(now);
        year.setStepButtonsVisible(true);
        Div row = new Div(year);
        row.addClassNames("tt-row", "tt-fields");
        for (Form form : Form.values()) {
            DownloadHandler handler =
                    event -> {
                        var unused = PreservationMinutesDialog.reader(current);
                        int of =
                                Math.clamp(
                                        Objects.requireNonNullElse(year.getValue(), now),
                                        2_000,
                                        now);
                        event.setFileName("nhat-ky-sao-luu-" + of + form.ending());
                        event.setContentType(form.type());
                        papers.journal(of, runs, form, event.getOutputStream());
                    };
            String called = words.of("paper." + form.name().toLowerCase(Locale.ROOT));
            Anchor anchor = new Anchor(handler, called);
            anchor.getElement().setAttribute("download", true);
            anchor.getElement()
                    .setAttribute("aria-label", words.of("backup.journal") + ", " + called);
            row.add(anchor);
        }
        return row;
    }
}
