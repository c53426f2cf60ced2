package vn.tangthu.portal.desk;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.papers.FiguresPaper.Further;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.FormatRisks;
import vn.tangthu.repository.FormatRisks.Risk;
import vn.tangthu.repository.HoldingFigures.FormatLine;
import vn.tangthu.repository.HoldingFigures.Formats;

/**
 * What formats the holdings are in and which are at risk, as a table of the page and of the
 * spreadsheet; what is at the highest risk first.
 */
record FormatFigures(Formats formats, FormatRisks risks, Words words) {
    String heading() {
        return words.of("figures.formats");
    }

    List<FormatLine> lines() {
        return formats.lines().stream()
                .sorted(
                        Comparator.comparing((FormatLine line) -> risks.of(line.puid()).level())
                                .thenComparing(line -> -line.files()))
                .toList();
    }

    List<String> columns() {
        return List.of(
                words.of("figures.format"),
                words.of("figures.format.risk"),
                words.of("figures.format.files"),
                words.of("figures.format.bytes"),
                words.of("figures.format.why"));
    }

    List<String> cells(FormatLine line) {
        return List.of(
                label(line),
                words.of(risks.of(line.puid()).level()),
                words.number(line.files()),
                words.bytes(line.bytes()),
                why(line));
    }

    private String why(FormatLine line) {
        Risk risk = risks.of(line.puid());
        String reason = risk.reason(words.locale());
        return reason.isEmpty() ? "" : reason + " (" + risk.source() + ")";
    }

    private String label(FormatLine line) {
        return label(line.puid(), line.called(), words);
    }

    /** The registry's name is English everywhere; its key says which one is meant. */
    static String label(@Nullable String puid, String called, Words words) {
        if (puid == null) {
            return words.of("figures.format.notLooked");
        }
        if (puid.isEmpty()) {
            return words.of("figures.format.unknown");
        }
        return called.isEmpty() ? puid : called + " (" + puid + ")";
    }

    /** The format in an address. */
    static String key(@Nullable String puid) {
        return puid == null ? FormatRisks.NOT_LOOKED : puid.isEmpty() ? FormatRisks.UNKNOWN : puid;
    }

    /** Bars of files, in the order of the table. */
    String chart() {
        return FigureBars.svg(
                lines().stream()
                        .limit(FigureBars.MOST)
                        .map(
                                line ->
                                        new FigureBars.Bar(
                                                words.of(risks.of(line.puid()).level())
                                                        + ": "
                                                        + label(line),
                                                line.files()))
                        .toList(),
                words);
    }

    Further sheet() {
        return new Further(
                heading(),
                List.of(
                        words.of("figures.format"),
                        words.of("figures.format.files"),
                        words.of("figures.sheet.bytes"),
                        words.of("figures.format.risk"),
                        words.of("figures.format.why")),
                lines().stream()
                        .map(
                                line ->
                                        List.of(
                                                label(line),
                                                Long.toString(line.files()),
                                                Long.toString(line.bytes()),
                                                words.of(risks.of(line.puid()).level()),
                                                why(line)))
                        .toList());
    }
}
