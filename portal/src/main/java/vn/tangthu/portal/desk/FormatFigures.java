package vn.tangthu.portal.desk;

import java.util.List;
import vn.tangthu.portal.papers.FiguresPaper.Further;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.HoldingFigures.FormatLine;

/** What formats the holdings are in, as a table of the page and of the spreadsheet. */
record FormatFigures(List<FormatLine> lines, Words words) {
    String heading() {
        return words.of("figures.formats");
    }

    List<String> columns() {
        return List.of(
                words.of("figures.format"),
                words.of("figures.format.files"),
                words.of("figures.format.bytes"));
    }

    List<String> cells(FormatLine line) {
        return List.of(label(line), words.number(line.files()), words.bytes(line.bytes()));
    }

    /** The registry's name is English everywhere; its key says which one is meant. */
    private String label(FormatLine line) {
        String puid = line.puid();
        if (puid == null) {
            return words.of("figures.format.notLooked");
        }
        if (puid.isEmpty()) {
            return words.of("figures.format.unknown");
        }
        return line.called().isEmpty() ? puid : line.called() + " (" + puid + ")";
    }

    Further sheet() {
        return new Further(
                heading(),
                List.of(
                        words.of("figures.format"),
                        words.of("figures.format.files"),
                        words.of("figures.sheet.bytes")),
                lines.stream()
                        .map(
                                line ->
                                        List.of(
                                                label(line),
                                                Long.toString(line.files()),
                                                Long.toString(line.bytes())))
                        .toList());
    }
}
