package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import vn.tangthu.portal.papers.InventoryPapers;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ClosureTerms;
import vn.tangthu.repository.Corrections;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Inventories;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordSummary;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Series;
import vn.tangthu.repository.SeriesId;

/** A fonds with its series, and the hồ sơ of one series or of none; any number of them. */
@Route("kho/phong/:id")
@RolesAllowed("ARCHIVIST")
class FondsView extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;

    /** What {@link Inventories.Of.TheRecords} takes. */
    private static final int MOST_CHOSEN = 1_000;

    private final transient Catalogue catalogue;
    private final transient Holdings holdings;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;
    private final transient InventoryPapers papers;
    private final transient Corrections corrections;
    private final transient FondsCertifying certifying;
    private final transient ClosureTerms terms;

    /** Hồ sơ that somebody ticked, for a spreadsheet of just these. */
    private transient volatile List<AipId> chosen = List.of();

    FondsView(
            Catalogue catalogue,
            Holdings holdings,
            CurrentReader current,
            ActivityLog activity,
            InventoryPapers papers,
            Corrections corrections,
            FondsCertifying certifying,
            ClosureTerms terms) {
        this.terms = terms;
        this.certifying = certifying;
        this.catalogue = catalogue;
        this.holdings = holdings;
        this.current = current;
        this.activity = activity;
        this.papers = papers;
        this.corrections = corrections;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Reader reader = current.reader();
        FondsId id;
        SeriesId series;
        try {
            id = new FondsId(UUID.fromString(event.getRouteParameters().get("id").orElse("")));
            series =
                    event.getLocation()
                            .getQueryParameters()
                            .getSingleParameter("muc-luc")
                            .map(text -> new SeriesId(UUID.fromString(text)))
                            .orElse(null);
        } catch (IllegalArgumentException e) {
            throw new NotFoundException();
        }
        Fonds fonds = catalogue.fonds(id, reader).orElseThrow(NotFoundException::new);
        clear();
        chosen = List.of();
        title(fonds.title());
        add(
                row(
                        new Anchor("/app/kho", t("holdings.back")),
                        Marks.access(fonds.rights().access(), words())));
        add(new Paragraph(t("fonds.line", fonds.code(), words().number(fonds.recordCount()))));
        if (fonds.history() != null) {
            add(hint(fonds.history()));
        }
        ClosureFields.line(fonds.rights(), words()).map(PageView::hint).ifPresent(this::add);
        add(row(editFonds(fonds), createSeries(fonds), certify(fonds)));
        LocalDate closed = fonds.closedOn();
        if (closed != null) {
            add(new Paragraph(t("fonds.closed", words().day(closed))));
            add(new AfterClosingPanel(closed, () -> late(fonds, closed), words()));
        }
        add(section(t("series.list"), seriesGrid(fonds, reader)));
        var records = section(t("record.list"));
        records.setId("ho-so");
        Slices.Source<RecordSummary> source =
                series == null
                        ? (offset, limit) ->
                                catalogue.recordsWithoutSeries(id, offset, limit, reader)
                        : (offset, limit) -> catalogue.records(series, offset, limit, reader);
        CorrectionLinks corrected =
                new CorrectionLinks(
                        series == null
                                ? new Inventories.Of.TheFonds(id)
                                : new Inventories.Of.TheSeries(id, series),
                        series == null ? fonds.recordCount() : source.get(0, 1).total(),
                        fonds.code(),
                        corrections,
                        current,
                        activity,
                        words());
        Anchor chosenOnly =
                corrected.link(
                        "bulk.export.chosen",
                        () -> chosen.isEmpty() ? null : new Inventories.Of.TheRecords(chosen),
                        true);
        chosenOnly.setVisible(false);
        records.add(
                new H3(series == null ? t("series.without") : t("series.chosen")),
                recordGrid(source, chosenOnly),
                chosenOnly);
        add(records);
        add(section(t("bulk.title"), corrected));
        add(
                section(
                        t("inventory.title"),
                        new InventoryLinks(
                                series == null
                                        ? new Inventories.Of.TheFonds(id)
                                        : new Inventories.Of.TheSeries(id, series),
                                fonds.title(),
                                fonds.code(),
                                papers,
                                current,
                                activity,
                                words())));
    }

    private Button editFonds(Fonds fonds) {
        return new Button(
                t("fonds.edit"),
                e ->
                        new FondsDialog(
                                        words(),
                                        fonds,
                                        terms,
                                        day -> late(fonds, day),
                                        changed -> {
                                            holdings.updateFonds(
                                                    fonds.id(),
                                                    changed,
                                                    current.require(Role.ARCHIVIST));
                                            saved("FONDS_CHANGED", fonds, changed.title());
                                        })
                                .open());
    }

    private Holdings.AfterClosing late(Fonds fonds, LocalDate day) {
        return holdings.afterClosing(fonds.id(), day, current.require(Role.ARCHIVIST));
    }

    /** Goes on in the background; the register shows how far it is. */
    private Button certify(Fonds fonds) {
        return new Button(
                t("certificate.issue.fonds"),
                e -> {
                    if (certifying.start(
                            fonds.id(), IssueButtons.origin(), current.require(Role.ARCHIVIST))) {
                        getUI().ifPresent(ui -> ui.navigate(CertificatesView.class));
                    } else {
                        Notices.failed(t("certificate.fonds.busy"));
                    }
                });
    }

    private Button createSeries(Fonds fonds) {
        return new Button(
                t("series.create"),
                e ->
                        new SeriesDialog(
                                        words(),
                                        (code, title) -> {
                                            holdings.createSeries(
                                                    fonds.id(),
                                                    code,
                                                    title,
                                                    current.require(Role.ARCHIVIST));
                                            saved("SERIES_CREATED", fonds, code);
                                        })
                                .open());
    }

    private void saved(String action, Fonds fonds, String detail) {
        activity.record(current.reader(), action, fonds.code(), detail);
        Notices.done(t("saved"));
        getUI().ifPresent(ui -> ui.refreshCurrentRoute(false));
    }

    private Grid<Series> seriesGrid(Fonds fonds, Reader reader) {
        Grid<Series> grid = new Grid<>();
        grid.addColumn(Series::code).setHeader(t("series.code")).setWidth("7rem").setFlexGrow(0);
        grid.addColumn(
                        new ComponentRenderer<>(
                                s ->
                                        new Anchor(
                                                "/app/kho/phong/"
                                                        + fonds.id().value()
                                                        + "?muc-luc="
                                                        + s.id().value(),
                                                s.title())))
                .setHeader(t("series.title"))
                .setFlexGrow(3)
                .setWidth("14rem");
        grid.addColumn(s -> words().number(s.recordCount()))
                .setHeader(t("fonds.records"))
                .setWidth("7rem")
                .setFlexGrow(0);
        grid.setDataProvider(
                Slices.of((offset, limit) -> catalogue.series(fonds.id(), offset, limit, reader)));
        Slices.fit(grid, 16);
        grid.setEmptyStateText(t("series.none"));
        grid.getElement().setAttribute("aria-label", t("series.list"));
        return grid;
    }

    private Grid<RecordSummary> recordGrid(Slices.Source<RecordSummary> source, Anchor chosenOnly) {
        Grid<RecordSummary> grid = new Grid<>();
        grid.addColumn(
                        new ComponentRenderer<>(
                                r ->
                                        new Anchor(
                                                "/app/kho/ho-so/" + r.id(),
                                                r.title() == null
                                                        ? t("record.untitled")
                                                        : r.title())))
                .setHeader(t("field.title"))
                .setFlexGrow(4)
                .setWidth("14rem");
        grid.addColumn(RecordSummary::arcFileCode).setHeader(t("record.code")).setWidth("11rem");
        grid.addColumn(r -> words().years(r.startYear(), r.endYear()))
                .setHeader(t("record.years"))
                .setWidth("7rem")
                .setFlexGrow(0);
        grid.addColumn(new ComponentRenderer<>(r -> Marks.access(r.access(), words())))
                .setHeader(t("rights.access"))
                .setWidth("9rem");
        grid.addColumn(new ComponentRenderer<>(r -> Marks.fixity(r.fixity(), words())))
                .setHeader(t("fixity.column"))
                .setWidth("15rem");
        grid.setDataProvider(Slices.of(source));
        Slices.fit(grid, 32);
        grid.setSelectionMode(Grid.SelectionMode.MULTI);
        grid.addSelectionListener(
                e -> {
                    chosen =
                            e.getAllSelectedItems().stream()
                                    .limit(MOST_CHOSEN)
                                    .map(RecordSummary::id)
                                    .toList();
                    chosenOnly.setVisible(!chosen.isEmpty());
                    chosenOnly.setText(t("bulk.export.chosen", words().number(chosen.size())));
                });
        grid.setEmptyStateText(t("record.none"));
        grid.getElement().setAttribute("aria-label", t("record.list"));
        return grid;
    }
}
