package vn.tangthu.portal.desk;

import java.util.List;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.HoldingFigures.By;
import vn.tangthu.repository.HoldingFigures.Line;
import vn.tangthu.repository.Maintenance;

/** What the keys of figures are called. */
record FigureWords(Words words) {
    String heading(By by) {
        return words.of("figures." + by.name());
    }

    List<String> columns() {
        return List.of(
                words.of("figures.records"),
                words.of("figures.documents"),
                words.of("figures.pages"));
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
