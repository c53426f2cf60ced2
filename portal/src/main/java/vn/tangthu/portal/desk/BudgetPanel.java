package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.function.ValueProvider;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.stream.Collectors;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AuditBudget;
import vn.tangthu.repository.AuditBudget.Age;
import vn.tangthu.repository.AuditBudget.Place;
import vn.tangthu.repository.AuditBudget.Policy;
import vn.tangthu.repository.AuditBudget.State;
import vn.tangthu.repository.AuditBudget.Status;

/**
 * The audit as a budget: whether the policy is held and can be, how old the last reads of each copy
 * are, what is wrong in which, at what pace, and when it will be through.
 */
final class BudgetPanel extends Div {
    private static final long serialVersionUID = 1L;

    private final transient AuditBudget budget;
    private final transient Words words;
    private final Div told = new Div();
    private final Div pictures = new Div();
    private final Grid<Place> matrix = new Grid<>();
    private final Div forecasts = new Div();

    BudgetPanel(AuditBudget budget, Words words) {
        this.budget = budget;
        this.words = words;
        pictures.addClassName("tt-ages");
        grid();
        add(told, pictures, legend(), matrix, forecasts);
    }

    private Component legend() {
        Div legend = new Div();
        legend.addClassName("tt-age-legend");
        for (String kind : new String[] {"sound", "fresh", "late", "damaged"}) {
            Span mark = new Span();
            mark.addClassNames("tt-age-mark", "tt-age-" + kind);
            legend.add(new Span(mark, new Span(words.of("budget.legend." + kind))));
        }
        return legend;
    }

    private void grid() {
        matrix.addColumn(new ComponentRenderer<>(this::place))
                .setHeader(words.of("copy.name"))
                .setWidth("8rem");
        number("budget.within", "5.5rem", place -> words.number(place.within()));
        number("budget.overdue", "5rem", place -> words.number(place.overdue()));
        number("budget.fresh", "5rem", place -> words.number(place.fresh()));
        number("budget.changed", "4.5rem", place -> words.number(place.changed()));
        number("budget.missing", "4rem", place -> words.number(place.missing()));
        number("budget.other", "4rem", place -> words.number(place.other()));
        number(
                "budget.files",
                "6rem",
                place -> words.number(place.filesWithin()) + "/" + words.number(place.files()));
        number("budget.oldest", "6.5rem", place -> words.day(place.oldest()));
        number("budget.pace", "7rem", this::pace);
        matrix.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        matrix.setAllRowsVisible(true);
        matrix.getElement().setAttribute("aria-label", words.of("budget.matrix"));
    }

    private void number(String header, String width, ValueProvider<Place, String> value) {
        matrix.addColumn(value).setHeader(words.of(header)).setWidth(width);
    }

    /** Whether something is being read now. */
    boolean refresh() {
        Status status = budget.status();
        Policy policy = status.policy();
        told.removeAll();
        Paragraph asked =
                new Paragraph(
                        words.of(
                                "budget.policy",
                                words.number(policy.days()),
                                policy.hours().isEmpty()
                                        ? words.of("budget.hours.all")
                                        : words.of("budget.hours", policy.hours()),
                                policy.bytesPerSecond() == 0
                                        ? words.of("budget.rate.none")
                                        : words.of(
                                                "budget.rate",
                                                words.bytes(policy.bytesPerSecond())),
                                words.number(policy.rest())));
        asked.addClassName("tt-hint");
        told.add(asked, verdict(status));
        pictures.removeAll();
        status.places().forEach(place -> pictures.add(picture(place, policy.days())));
        matrix.setItems(status.places());
        forecasts.removeAll();
        status.places().forEach(place -> forecasts.add(forecast(place)));
        return status.places().stream().anyMatch(place -> place.state() == State.READING);
    }

    private Component verdict(Status status) {
        Marks.Tone tone =
                switch (status.verdict()) {
                    case HOLDS -> Marks.Tone.OK;
                    case OVERDUE -> Marks.Tone.WARN;
                    case CANNOT_HOLD -> Marks.Tone.ERROR;
                };
        return Notices.box(
                tone,
                words.of(
                        "budget.verdict." + status.verdict().name(),
                        words.number(status.policy().days()),
                        words.bytes(status.needed()),
                        status.possible() == 0 ? "–" : words.bytes(status.possible()),
                        words.number(status.places().stream().mapToLong(Place::overdue).sum())));
    }

    private Component picture(Place place, int days) {
        Div chart = new Div(new Svg(AgeBars.svg(place.ages(), days, words)));
        chart.getElement().setAttribute("role", "img");
        chart.getElement()
                .setAttribute(
                        "aria-label",
                        place.ages().stream()
                                .map(age -> said(age))
                                .collect(Collectors.joining("; ")));
        Span share = new Span(words.of("budget.share", percent(place), words.number(days)));
        share.addClassName("tt-hint");
        Div picture = new Div(new H3(CopiesPanel.name(place.copy(), words)), new Div(share), chart);
        picture.addClassName("tt-age-picture");
        return picture;
    }

    private String said(Age age) {
        return AgeBars.label(age, words) + ": " + words.number(age.packages());
    }

    /** Rounded down: 100 % is said only of all. */
    private String percent(Place place) {
        NumberFormat format = NumberFormat.getNumberInstance(words.locale());
        format.setMaximumFractionDigits(1);
        return format.format(Math.floor(place.share() * 1000) / 10) + " %";
    }

    private Component place(Place place) {
        Div cell = new Div(new Span(CopiesPanel.name(place.copy(), words)));
        Marks.Tone tone =
                switch (place.state()) {
                    case READING -> Marks.Tone.INFO;
                    case RESTING, CLOSED -> Marks.Tone.PLAIN;
                    case OFF -> Marks.Tone.WARN;
                    case UNREACHABLE -> Marks.Tone.ERROR;
                };
        cell.add(new Div(Marks.mark(words.of("budget.state." + place.state().name()), tone)));
        if (place.problem() != null) {
            Span problem = new Span(place.problem());
            problem.addClassName("tt-hint");
            cell.add(new Div(problem));
        }
        return cell;
    }

    private String pace(Place place) {
        AuditBudget.Pace pace = place.pace();
        return pace.packages() == 0
                ? "–"
                : words.of(
                        "budget.paced",
                        words.bytes(pace.bytesPerSecond()),
                        words.bytes(
                                pace.over().compareTo(Duration.ofDays(1)) < 0
                                        ? pace.bytes()
                                        : pace.bytesPerDay()));
    }

    private Component forecast(Place place) {
        AuditBudget.Forecast forecast = place.forecast();
        String name = CopiesPanel.name(place.copy(), words);
        String due = words.bytes(forecast.due());
        String text =
                forecast.due() == 0
                        ? words.of("budget.forecast.none", name)
                        : forecast.through() == null
                                ? words.of("budget.forecast.unknown", name, due)
                                : words.of(
                                        "budget.forecast.through",
                                        name,
                                        due,
                                        words.day(forecast.through()));
        Paragraph line = new Paragraph(text);
        if (forecast.late() != null) {
            Span late =
                    new Span(" " + words.of("budget.forecast.late", words.day(forecast.late())));
            late.addClassName("tt-age-warned");
            line.add(late);
        }
        return line;
    }
}
