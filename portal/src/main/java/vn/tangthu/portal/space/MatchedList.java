package vn.tangthu.portal.space;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.papers.TablePaper;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.ReferenceMatching.Found;
import vn.tangthu.repository.ReferenceMatching.Match;
import vn.tangthu.repository.ReferenceMatching.Outcome;

/** What became of each line of a list of references: counted, on the page, and as a spreadsheet. */
final class MatchedList extends Div {
    private static final long serialVersionUID = 1L;

    /** Bodies that are named of those that answer. */
    private static final int MOST = 3;

    MatchedList(List<Match> matches, Words words) {
        Div counts = new Div();
        counts.addClassName("tt-row");
        counts(matches)
                .forEach(
                        (outcome, lines) ->
                                counts.add(
                                        Marks.mark(
                                                name(outcome, words) + ": " + words.number(lines),
                                                tone(outcome))));
        counts.getElement().setAttribute("role", "status");
        Grid<Match> grid = new Grid<>();
        grid.addColumn(match -> match.asked().place())
                .setHeader(words.of("retrieve.place"))
                .setWidth("8rem")
                .setFlexGrow(0);
        grid.addColumn(match -> match.asked().typed())
                .setHeader(words.of("retrieve.typed"))
                .setWidth("12rem");
        grid.addColumn(
                        new ComponentRenderer<>(
                                match ->
                                        Marks.mark(
                                                name(match.outcome(), words),
                                                tone(match.outcome()))))
                .setHeader(words.of("retrieve.outcome"))
                .setWidth("11rem")
                .setFlexGrow(0);
        grid.addColumn(new ComponentRenderer<>(match -> found(match, words)))
                .setHeader(words.of("retrieve.found"))
                .setFlexGrow(3)
                .setWidth("14rem");
        grid.addColumn(match -> answering(match, words))
                .setHeader(words.of("retrieve.answering"))
                .setWidth("11rem");
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setItems(matches);
        boolean few = matches.size() <= 10;
        grid.setAllRowsVisible(few);
        grid.setHeight(few ? null : "34rem");
        grid.getElement().setAttribute("aria-label", words.of("retrieve.list"));
        add(counts, grid);
    }

    static Map<Outcome, Long> counts(List<Match> matches) {
        return matches.stream()
                .collect(
                        Collectors.groupingBy(Match::outcome, TreeMap::new, Collectors.counting()));
    }

    private static String name(Outcome outcome, Words words) {
        return words.of("retrieve.outcome." + outcome);
    }

    private static Marks.Tone tone(Outcome outcome) {
        return switch (outcome) {
            case MATCHED -> Marks.Tone.OK;
            case RESTRICTED, SEVERAL -> Marks.Tone.WARN;
            case ELSEWHERE, ON_PAPER -> Marks.Tone.INFO;
            case REPEATED -> Marks.Tone.PLAIN;
            case NOT_FOUND -> Marks.Tone.ERROR;
        };
    }

    private static Div found(Match match, Words words) {
        Div cell = new Div();
        Found found = match.found();
        if (found != null) {
            Anchor way = new Anchor("/app/ho-so/" + found.record(), found.code());
            cell.add(way, new Span(" " + described(found, words)));
        }
        return cell;
    }

    private static String described(Found found, Words words) {
        String years = words.years(found.startYear(), found.endYear());
        String title = Objects.requireNonNullElse(found.title(), "");
        return title + (years.isEmpty() ? "" : " (" + years + ")");
    }

    private static String answering(Match match, Words words) {
        List<Body.Line> bodies = match.answering();
        String names =
                bodies.stream().limit(MOST).map(Body.Line::name).collect(Collectors.joining(", "));
        String more = bodies.size() > MOST ? ", …" : "";
        return match.partly() ? words.of("retrieve.partly", names + more) : names + more;
    }

    /** The same as a spreadsheet, with what to do about each line. */
    static void write(List<Match> matches, Words words, OutputStream out) throws IOException {
        List<String> headings = new ArrayList<>();
        for (String key :
                List.of(
                        "retrieve.place",
                        "retrieve.typed",
                        "retrieve.outcome",
                        "retrieve.todo",
                        "retrieve.code",
                        "retrieve.title.column",
                        "retrieve.years",
                        "retrieve.answering")) {
            headings.add(words.of(key));
        }
        try (TablePaper paper =
                new TablePaper(
                        out,
                        "Ket qua doi chieu",
                        words.of("retrieve.list"),
                        headings,
                        List.of(14, 30, 22, 46, 28, 50, 12, 30))) {
            for (Match match : matches) {
                paper.row(row(match, words));
            }
        }
    }

    private static List<String> row(Match match, Words words) {
        @Nullable Found found = match.found();
        return List.of(
                match.asked().place(),
                match.asked().typed(),
                name(match.outcome(), words),
                words.of("retrieve.todo." + match.outcome()),
                found == null ? "" : found.code(),
                found == null ? "" : Objects.requireNonNullElse(found.title(), ""),
                found == null ? "" : words.years(found.startYear(), found.endYear()),
                answering(match, words));
    }
}
