package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import vn.tangthu.portal.desk.UseTables.Table;
import vn.tangthu.portal.papers.DestructionPapers.Form;
import vn.tangthu.portal.papers.FiguresPaper;
import vn.tangthu.portal.papers.UseReport;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.UseFigures;
import vn.tangthu.repository.UseFigures.Agencies;
import vn.tangthu.repository.UseFigures.Figures;
import vn.tangthu.repository.UseFigures.Grain;
import vn.tangthu.repository.UseFigures.Period;

/** How the archive was used, by months, quarters or years: charts, tables, spreadsheet, report. */
@Route("su-dung")
@RolesAllowed({"ARCHIVIST", "AUDITOR", "ADMINISTRATOR"})
class UseView extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    private final transient UseFigures figures;
    private final transient UseReport report;
    private final transient ActivityLog activity;
    private final transient CurrentReader current;
    private final transient Clock clock;

    UseView(
            UseFigures figures,
            UseReport report,
            ActivityLog activity,
            CurrentReader current,
            Clock clock) {
        this.figures = figures;
        this.report = report;
        this.activity = activity;
        this.current = current;
        this.clock = clock;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters asked = event.getLocation().getQueryParameters();
        LocalDate today = LocalDate.ofInstant(clock.instant(), Words.ZONE);
        Grain grain = grain(asked.getSingleParameter("ky").orElse(""));
        LocalDate last = day(asked.getSingleParameter("den").orElse(""), today);
        clear();
        show(grain, last, today);
    }

    private static Grain grain(String name) {
        return switch (name) {
            case "quy" -> Grain.QUARTER;
            case "nam" -> Grain.YEAR;
            default -> Grain.MONTH;
        };
    }

    private static String name(Grain grain) {
        return switch (grain) {
            case MONTH -> "thang";
            case QUARTER -> "quy";
            case YEAR -> "nam";
        };
    }

    /** A day that is none, or is still to come, is today. */
    private static LocalDate day(String text, LocalDate today) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.isAfter(today) || day.isBefore(EARLIEST) ? today : day;
        } catch (DateTimeParseException e) {
            return today;
        }
    }

    /** As many as are compared at a glance. */
    private static int periods(Grain grain) {
        return switch (grain) {
            case MONTH -> 12;
            case QUARTER -> 8;
            case YEAR -> 5;
        };
    }

    private record Shown(Figures figures, Agencies agencies, boolean whole, List<Table> tables) {}

    private Shown read(Grain grain, LocalDate last, Reader reader) {
        UseTables tables = new UseTables(words());
        Figures read = figures.of(grain, last, periods(grain), reader);
        boolean whole = UseFigures.mayHaveSmall(reader);
        Agencies agencies = figures.agencies(grain.of(last), whole, reader);
        return new Shown(
                read,
                agencies,
                whole,
                List.of(
                        tables.requests(read),
                        tables.terms(read),
                        tables.kinds(read.periods().getLast()),
                        tables.byTerm(read.periods().getLast()),
                        tables.agencies(grain.of(last), agencies, whole),
                        tables.copies(read),
                        tables.orders(read),
                        tables.accesses(read)));
    }

    private void show(Grain grain, LocalDate last, LocalDate today) {
        Reader reader = current.reader();
        UseTables names = new UseTables(words());
        Period period = grain.of(last);
        Shown shown = read(grain, last, reader);
        title(t("use.title", names.period(period)));
        add(hint(t("use.hint")), choose(grain, last, today, names), counted(shown.figures()));
        UseFigures.Backlog now = figures.backlog(reader);
        add(
                hint(
                        t(
                                "use.backlog",
                                words().number(now.inTime()),
                                words().number(now.late()),
                                words().number(now.waiting()))));
        add(downloads(grain, last, names.period(period)));
        for (Table table : shown.tables()) {
            add(part(table));
        }
        if (!shown.whole()) {
            add(hint(t("use.small", words().number(UseFigures.SMALL))));
        }
        if (reader.is(Role.ARCHIVIST) || reader.is(Role.ADMINISTRATOR)) {
            Button again = new Button(t("use.recount"), e -> recount());
            add(section(t("use.counting"), hint(t("use.recount.hint")), again));
        }
    }

    private void recount() {
        figures.recount(current.reader());
        Notices.done(t("use.recounting"));
    }

    private Div counted(Figures read) {
        LocalDate through = read.through();
        return through == null
                ? Notices.box(Marks.Tone.WARN, t("use.uncounted"))
                : row(
                        hint(
                                t(
                                        "use.counted",
                                        words().day(through),
                                        words().minute(read.countedAt()))));
    }

    private Div choose(Grain grain, LocalDate last, LocalDate today, UseTables names) {
        Div ways = row();
        for (Grain each : Grain.values()) {
            String text = t("use.grain." + each);
            if (each == grain) {
                Span here = new Span(text);
                here.getElement().setAttribute("aria-current", "true");
                ways.add(here);
            } else {
                ways.add(new Anchor(address(each, last), text));
            }
        }
        Period before = grain.of(last).before(1);
        ways.add(new Anchor(address(grain, before.from()), "← " + names.period(before)));
        LocalDate next = grain.of(last).until();
        if (!next.isAfter(today)) {
            ways.add(new Anchor(address(grain, next), names.period(grain.of(next)) + " →"));
        }
        return ways;
    }

    private static String address(Grain grain, LocalDate day) {
        return "/app/su-dung?ky=" + name(grain) + "&den=" + day;
    }

    private Div downloads(Grain grain, LocalDate last, String of) {
        Div ways = row(new Span(t("use.report")));
        for (Form form : List.of(Form.DOCX, Form.PDF)) {
            ways.add(link(form, of, grain, last));
        }
        ways.add(new Span(t("use.sheet")));
        ways.add(link(Form.XLSX, of, grain, last));
        return ways;
    }

    private Anchor link(Form form, String of, Grain grain, LocalDate last) {
        DownloadHandler handler =
                event -> {
                    Reader reader = current.reader();
                    Shown now = read(grain, last, reader); // refuses before the first byte
                    String file =
                            "su-dung-tai-lieu-%s-%s%s"
                                    .formatted(name(grain), grain.of(last).from(), form.ending());
                    event.setFileName(file);
                    event.setContentType(form.type());
                    activity.record(reader, "USE_REPORT", null, file);
                    if (form == Form.XLSX) {
                        FiguresPaper.write(
                                t("use.title", of),
                                t("use.sheet.name"),
                                List.of(
                                        t(
                                                "use.counted",
                                                words().day(now.figures().through()),
                                                words().minute(now.figures().countedAt()))),
                                now.tables().stream().map(Table::sheet).toList(),
                                event.getOutputStream());
                    } else {
                        report.write(
                                now.figures().periods().getLast(),
                                // It leaves the house: small numbers stay in it.
                                figures.agencies(grain.of(last), false, reader),
                                now.figures().through(),
                                form,
                                event.getOutputStream());
                    }
                };
        Anchor anchor = new Anchor(handler, t("paper." + form.name().toLowerCase(Locale.ROOT)));
        anchor.getElement().setAttribute("download", true);
        anchor.getElement()
                .setAttribute(
                        "aria-label",
                        t(form == Form.XLSX ? "use.sheet" : "use.report")
                                + " "
                                + of
                                + ", "
                                + anchor.getText());
        return anchor;
    }

    private Section part(Table table) {
        Section part = section(table.heading());
        if (!table.bars().isEmpty()) {
            Div chart = new Div(new Svg(FigureBars.svg(table.bars(), words())));
            chart.addClassName("tt-bars");
            chart.getElement().setAttribute("aria-hidden", "true"); // the table says the same
            part.add(hint(t("use.drawn", table.drawn())), chart);
        }
        part.getElement()
                .appendChild(
                        FigureTable.of(
                                table.heading(),
                                table.columns(),
                                table.texts(),
                                table.shown(words()),
                                List.of()));
        return part;
    }
}
