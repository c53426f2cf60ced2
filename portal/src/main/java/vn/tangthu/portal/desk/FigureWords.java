package vn.tangthu.portal.desk;

import java.util.List;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.HoldingFigures.By;
import vn.tangthu.repository.HoldingFigures.Line;
import vn.tangthu.repository.HoldingFigures.Measures;
import vn.tangthu.repository.Maintenance;

/** What the keys of figures are called. */
record FigureWords(Words words) {
    String heading(By by) {
        return words.of("figures." + by.name());
    }

    /** Of {@link #cells}. */
    List<String> columns() {
        return List.of(
                words.of("figures.records"),
                words.of("figures.documents"),
                words.of("figures.pages"),
                words.of("figures.a4"),
                words.of("figures.sheets"),
                words.of("figures.bytes"));
    }

    /** As the page shows them; what is not known stands beside what is. */
    List<String> cells(Line line) {
        Measures measures = line.measures();
        return List.of(
                words.number(line.records()),
                words.number(line.documents()),
                words.number(line.pages()),
                known(measures.a4(), measures.unmeasured(), "figures.a4.unmeasured"),
                known(measures.sheets(), measures.sheetsUntold(), "figures.sheets.untold"),
                words.bytes(measures.bytes()));
    }

    private String known(long amount, long unknown, String key) {
        String known = words.number(amount);
        return unknown == 0 ? known : known + " (" + words.of(key, words.number(unknown)) + ")";
    }

    /** Of {@link #numbers}. */
    List<String> sheetColumns() {
        return List.of(
                words.of("figures.records"),
                words.of("figures.documents"),
                words.of("figures.pages"),
                words.of("figures.a4"),
                words.of("figures.sheet.unmeasured"),
                words.of("figures.sheets"),
                words.of("figures.sheet.untold"),
                words.of("figures.sheet.bytes"));
    }

    /** As the spreadsheet has them, for adding up. */
    static List<Long> numbers(Line line) {
        Measures measures = line.measures();
        return List.of(
                line.records(),
                line.documents(),
                line.pages(),
                measures.a4(),
                measures.unmeasured(),
                measures.sheets(),
                measures.sheetsUntold(),
                measures.bytes());
    }

    /** Of lines that are left out. */
    String more(int lines) {
        return words.of("figures.more", words.number(lines));
    }

    String label(By by, Line line) {
        String key = line.key();
        return switch (by) {
            case FONDS -> key + " – " + line.label();
            case SUBMITTER -> key.isBlank() ? words.of("figures.unknown") : key;
            case YEAR -> key.equals("0") ? words.of("figures.unknown") : key;
            case MAINTENANCE ->
                    key.isEmpty()
                            ? words.of("figures.unknown")
                            : words.code(Maintenance.valueOf(key));
            case ACCESS -> words.of(Access.valueOf(key));
            case ORIGIN ->
                    key.isEmpty()
                            ? words.of("figures.unknown")
                            : words.code(ConfidenceLevel.valueOf(key));
        };
    }
}
