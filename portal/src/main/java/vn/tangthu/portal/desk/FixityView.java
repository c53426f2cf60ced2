package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.outgoing.Purposes;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.repository.Alarms;
import vn.tangthu.repository.AuditBudget;
import vn.tangthu.repository.BackupSets;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FixityAudits.Incident;
import vn.tangthu.repository.FixityAudits.Options;
import vn.tangthu.repository.FixityAudits.Run;
import vn.tangthu.repository.FixityAudits.Summary;
import vn.tangthu.repository.FormatScans;
import vn.tangthu.repository.PreservationMinutes.Kind;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Repairs;
import vn.tangthu.repository.RestoreDrills;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.repository.VirusScans;

/** Are the bytes those that were taken in? The runs, what they found, and how old the answer is. */
@Route("kiem-tra")
@RolesAllowed({"ARCHIVIST", "AUDITOR"})
class FixityView extends LiveView {
    private static final long serialVersionUID = 1L;
    private static final long MB = 1_000_000;
    private final transient FixityAudits audits;
    private final transient CurrentReader current;
    private final Div summary = new Div();
    private final Div running = new Div();
    private final Div start = new Div();
    private final CallbackDataProvider<Run, Void> runs;
    private final CallbackDataProvider<Incident, Void> incidents;
    private final CopiesPanel copies;
    private final BudgetPanel budget;
    private final AlarmsPanel alarms;
    private final RepairActions repairs;
    private final PreservationPanel preservation;
    private final FormatsAgainPanel formats;
    private boolean wasRunning;

    FixityView(
            FixityAudits audits,
            AuditBudget budget,
            Alarms alarms,
            Copies copies,
            Repairs repairs,
            VirusScans scans,
            VirusScanner scanner,
            FormatScans formats,
            PreservationPanel preservation,
            BackupSets sets,
            RestoreDrills drills,
            CurrentReader current) {
        this.audits = audits;
        this.repairs = new RepairActions(repairs, current, words(), this::repaired);
        this.current = current;
        this.preservation = preservation.in(words());
        runs = Slices.of(audits::history);
        incidents = Slices.of(audits::incidents);
        title(t("nav.fixity"));
        running.getElement().setAttribute("aria-live", "polite");
        add(summary, this.repairs, running);
        if (current.is(Role.ARCHIVIST)) {
            start(copies);
            add(start);
        }
        this.copies = new CopiesPanel(copies, current, words(), this::follow);
        this.budget = new BudgetPanel(budget, words());
        add(section(t("budget.title"), this.budget));
        add(section(t("copy.title"), this.copies));
        this.alarms = new AlarmsPanel(alarms, current, words());
        add(section(t("alarm.title"), this.alarms));
        add(section(t("sets.title"), new SetsPanel(sets, drills, words())));
        add(section(t("fixity.incidents"), incidentGrid()));
        add(section(t("fixity.history"), runGrid()));
        add(section(t("preservation.title"), this.preservation));
        add(new VirusPanel(scans, scanner, words()));
        this.formats = new FormatsAgainPanel(formats, current, words(), this::follow);
        add(section(t("formats.again.title"), this.formats));
    }

    private void start(Copies known) {
        Select<String> place = new Select<>();
        place.setLabel(t("fixity.place"));
        List<String> places = new ArrayList<>(List.of(FixityAudits.PRIMARY));
        known.all().forEach(copy -> places.add(copy.name()));
        place.setItems(places);
        place.setItemLabelGenerator(name -> CopiesPanel.name(name, words()));
        place.setValue(FixityAudits.PRIMARY);
        place.setVisible(places.size() > 1);
        IntegerField threads = new IntegerField(t("fixity.threads"));
        threads.setValue(2);
        threads.setMin(1);
        threads.setMax(64);
        threads.setStepButtonsVisible(true);
        IntegerField rate = new IntegerField(t("fixity.rate"));
        rate.setValue(0);
        rate.setMin(0);
        rate.setMax(100_000);
        Button go =
                new Button(
                        t("fixity.run"),
                        e -> {
                            Reader actor = current.require(Role.ARCHIVIST);
                            UUID unused =
                                    audits.start(
                                            new Options(
                                                    Objects.requireNonNullElse(
                                                            place.getValue(), FixityAudits.PRIMARY),
                                                    Math.clamp(or(threads.getValue(), 2), 1, 64),
                                                    Math.max(0, or(rate.getValue(), 0)) * MB),
                                            actor);
                            follow();
                        });
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Div line = row(place, threads, rate, go);
        line.addClassName("tt-fields");
        start.add(line);
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return Objects.requireNonNullElse(value, otherwise);
    }

    @Override
    boolean refresh() {
        repairs.refresh();
        alarms.refresh();
        Summary all = audits.summary();
        summary.removeAll();
        Tiles tiles = new Tiles();
        tiles.tile(t("fixity.sum.sound"), words().number(all.sound()));
        tiles.tile(t("fixity.sum.never"), words().number(all.never()));
        tiles.tile(t("fixity.sum.damaged"), words().number(all.damaged()));
        tiles.tile(t("fixity.sum.open"), words().number(all.openIncidents()));
        tiles.tile(
                t("fixity.sum.oldest"),
                all.oldestCheck() == null ? "–" : words().day(all.oldestCheck()));
        summary.add(tiles);
        List<Run> atWork = audits.running();
        running.removeAll();
        atWork.forEach(this::show);
        boolean moves = copies.refresh() | budget.refresh() | formats.refresh() | !atWork.isEmpty();
        if (wasRunning != moves) {
            wasRunning = moves;
            runs.refreshAll();
            incidents.refreshAll();
            preservation.refresh();
        }
        return moves;
    }

    private void repaired() {
        incidents.refreshAll();
        follow();
    }

    private void show(Run run) {
        double part =
                run.bytesTotal() <= 0
                        ? 0
                        : Math.clamp((double) run.bytesDone() / run.bytesTotal(), 0, 1);
        ProgressBar bar = new ProgressBar(0, 1, part);
        bar.getElement().setAttribute("aria-label", t("fixity.running"));
        Div box =
                Notices.box(
                        run.problems() > 0 ? Marks.Tone.ERROR : Marks.Tone.INFO,
                        CopiesPanel.name(run.copy(), words())
                                + " – "
                                + t(
                                        "fixity.progress",
                                        words().number(run.objectsDone()),
                                        words().number(run.objectsTotal()),
                                        words().bytes(run.bytesDone()),
                                        words().bytes(run.bytesTotal()),
                                        words().number(run.problems())));
        box.add(bar);
        if (run.expectedRemaining() != null) {
            box.add(new Span(t("progress.remaining", words().duration(run.expectedRemaining()))));
        }
        if (current.is(Role.ARCHIVIST)) {
            box.add(new Div(new Button(t("fixity.cancel"), e -> cancel(run))));
        }
        running.add(box);
    }

    private void cancel(Run run) {
        ConfirmDialog sure =
                new ConfirmDialog(
                        t("fixity.cancel"),
                        t("fixity.cancel.sure"),
                        t("fixity.cancel"),
                        yes -> {
                            Reader actor = current.require(Role.ARCHIVIST);
                            audits.cancel(run.id(), actor);
                            follow();
                        });
        sure.setCancelable(true);
        sure.setCancelText(t("back"));
        sure.open();
    }

    private Grid<Incident> incidentGrid() {
        Grid<Incident> grid = new Grid<>();
        grid.addColumn(
                        new ComponentRenderer<>(
                                i ->
                                        i.resolvedAt() == null
                                                ? Marks.mark(t("incident.open"), Marks.Tone.ERROR)
                                                : Marks.mark(
                                                        i.repairedFrom() == null
                                                                ? t(
                                                                        "incident.resolved",
                                                                        words().day(i.resolvedAt()))
                                                                : t(
                                                                        "incident.repaired",
                                                                        CopiesPanel.name(
                                                                                i.repairedFrom(),
                                                                                words()),
                                                                        words().day(
                                                                                        i
                                                                                                .resolvedAt())),
                                                        Marks.Tone.OK)))
                .setHeader(t("incident.state"))
                .setWidth("9rem");
        grid.addColumn(i -> words().of(i.damage()))
                .setHeader(t("incident.damage"))
                .setWidth("8rem");
        grid.addColumn(i -> CopiesPanel.name(i.copy(), words()))
                .setHeader(t("incident.copy"))
                .setWidth("7rem");
        grid.addColumn(
                        new ComponentRenderer<>(
                                i ->
                                        i.aip() == null
                                                ? new Span("–")
                                                : new Anchor(
                                                        Purposes.checking(
                                                                "/app/kho/ho-so/" + i.aip()),
                                                        Objects.toString(i.arcFileCode(), "–"))))
                .setHeader(t("record.code"))
                .setWidth("8rem");
        grid.addColumn(Incident::path)
                .setHeader(t("incident.path"))
                .setTooltipGenerator(Incident::path)
                .setWidth("8rem");
        grid.addColumn(i -> words().minute(i.foundAt()))
                .setHeader(t("incident.found"))
                .setWidth("8rem");
        // What the kind means, in words of the reader; digests and sizes for who repairs it.
        grid.addColumn(i -> t("incident.means." + i.damage().name()))
                .setHeader(t("incident.detail"))
                .setTooltipGenerator(Incident::detail)
                .setWidth("12rem");
        if (current.is(Role.ARCHIVIST)) {
            grid.addColumn(new ComponentRenderer<>(repairs::of)).setHeader("").setWidth("12rem");
        }
        grid.addColumn(
                        new ComponentRenderer<>(
                                i -> preservation.button(Kind.INCIDENT, i.id(), i.path())))
                .setHeader("")
                .setWidth("8rem");
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setDataProvider(incidents);
        Slices.fit(grid, 20);
        grid.setEmptyStateText(t("incident.none"));
        grid.getElement().setAttribute("aria-label", t("fixity.incidents"));
        return grid;
    }

    private Grid<Run> runGrid() {
        Grid<Run> grid = new Grid<>();
        grid.addColumn(r -> words().minute(r.startedAt()))
                .setHeader(t("run.started"))
                .setWidth("10rem");
        grid.addColumn(r -> CopiesPanel.name(r.copy(), words()))
                .setHeader(t("incident.copy"))
                .setWidth("8rem");
        grid.addColumn(
                        new ComponentRenderer<>(
                                r ->
                                        Marks.mark(
                                                words().of(r.state()),
                                                switch (r.state()) {
                                                    case SOUND -> Marks.Tone.OK;
                                                    case DAMAGE_FOUND -> Marks.Tone.ERROR;
                                                    case RUNNING -> Marks.Tone.INFO;
                                                    case INTERRUPTED -> Marks.Tone.WARN;
                                                    case CANCELLED -> Marks.Tone.PLAIN;
                                                    case PART_READ ->
                                                            r.problems() > 0
                                                                    ? Marks.Tone.ERROR
                                                                    : Marks.Tone.PLAIN;
                                                })))
                .setHeader(t("run.state"))
                .setWidth("11rem");
        grid.addColumn(
                        r ->
                                words().number(r.objectsDone())
                                        + "/"
                                        + words().number(r.objectsTotal()))
                .setHeader(t("run.objects"))
                .setWidth("8rem");
        grid.addColumn(r -> words().bytes(r.bytesDone()))
                .setHeader(t("run.bytes"))
                .setWidth("8rem");
        grid.addColumn(r -> words().number(r.problems()))
                .setHeader(t("run.problems"))
                .setWidth("7rem");
        grid.addColumn(r -> words().minute(r.endedAt()))
                .setHeader(t("run.ended"))
                .setWidth("10rem");
        grid.addColumn(
                        new ComponentRenderer<>(
                                r ->
                                        r.endedAt() == null
                                                ? new Span("")
                                                : preservation.button(
                                                        Kind.CHECK,
                                                        r.id(),
                                                        words().minute(r.startedAt()))))
                .setHeader("")
                .setWidth("8rem");
        grid.setDataProvider(runs);
        Slices.fit(grid, 20);
        grid.setEmptyStateText(t("run.none"));
        grid.getElement().setAttribute("aria-label", t("fixity.history"));
        return grid;
    }
}
