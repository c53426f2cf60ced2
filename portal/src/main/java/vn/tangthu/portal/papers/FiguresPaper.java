package vn.tangthu.portal.papers;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import vn.tangthu.portal.papers.Paper.Align;
import vn.tangthu.portal.papers.Paper.Column;
import vn.tangthu.portal.papers.Paper.Weight;
import vn.tangthu.repository.HoldingFigures.By;
import vn.tangthu.repository.HoldingFigures.Figures;
import vn.tangthu.repository.HoldingFigures.Line;

/** The holdings in figures as a spreadsheet, one table below the other. */
public final class FiguresPaper {
    private FiguresPaper() {}

    /**
     * A table of its own kind below the others.
     *
     * @param columns the first is text, the rest are numbers
     * @param rows as many cells as columns
     */
    public record Further(String heading, List<String> columns, List<List<String>> rows) {
        public Further {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /**
     * @param columns what the figures of a line are called
     * @param numbers the figures of a line
     * @param more says how many lines are left out
     * @param further below all others
     */
    public static void write(
            String title,
            Map<By, Figures> all,
            Function<By, String> heading,
            BiFunction<By, Line, String> label,
            List<String> columns,
            Function<Line, List<Long>> numbers,
            IntFunction<String> more,
            List<Further> further,
            OutputStream out)
            throws IOException {
        try (Paper paper = new XlsxPaper(out, "Số liệu", false)) {
            paper.title(title);
            for (By by : By.values()) {
                Figures figures = all.get(by);
                if (figures == null) {
                    continue;
                }
                paper.space(1);
                List<Column> table = new ArrayList<>();
                table.add(new Column(heading.apply(by), 60, Align.LEFT));
                columns.forEach(name -> table.add(new Column(name, 16, Align.RIGHT)));
                paper.table(table);
                for (Line line : figures.lines()) {
                    List<String> cells = new ArrayList<>(List.of(label.apply(by, line)));
                    numbers.apply(line).forEach(number -> cells.add(Long.toString(number)));
                    paper.row(cells, Weight.PLAIN);
                }
                if (figures.more() > 0) {
                    List<String> cells = new ArrayList<>(List.of(more.apply(figures.more())));
                    columns.forEach(name -> cells.add(""));
                    paper.row(cells, Weight.ITALIC);
                }
                paper.endTable();
            }
            for (Further one : further) {
                table(paper, one);
            }
        }
    }

    /** Tables below each other, and nothing else. */
    public static void write(
            String title, String sheet, List<String> notes, List<Further> tables, OutputStream out)
            throws IOException {
        try (Paper paper = new XlsxPaper(out, sheet, false)) {
            paper.title(title);
            for (String note : notes) {
                paper.paragraph(note, Align.LEFT, Weight.PLAIN);
            }
            for (Further one : tables) {
                table(paper, one);
            }
        }
    }

    private static void table(Paper paper, Further one) throws IOException {
        paper.space(1);
        List<Column> table = new ArrayList<>();
        table.add(new Column(one.heading(), 60, Align.LEFT));
        one.columns().stream()
                .skip(1)
                .forEach(name -> table.add(new Column(name, 16, Align.RIGHT)));
        paper.table(table);
        for (List<String> row : one.rows()) {
            paper.row(row, Weight.PLAIN);
        }
        paper.endTable();
    }
}
