package vn.tangthu.portal.desk;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.HoldingFigures.By;
import vn.tangthu.repository.HoldingFigures.Figures;
import vn.tangthu.repository.HoldingFigures.Line;

/** Bars of records, the longest at full width; a drawing and nothing that runs. */
final class FigureBars {
    static final int MOST = 20;
    private static final int LABEL = 330;
    private static final int BAR = 420;
    private static final int ROW = 26;
    private static final int LETTERS = 36;

    private FigureBars() {}

    /** What a bar is called and how long it is. */
    record Bar(String label, long amount) {}

    static String svg(By by, Figures figures, FigureWords labels) {
        return svg(
                chosen(figures.lines()).stream()
                        .map(line -> new Bar(labels.label(by, line), line.records()))
                        .toList(),
                labels.words());
    }

    static String svg(List<Bar> lines, Words words) {
        long longest = Math.max(1, lines.stream().mapToLong(Bar::amount).max().orElse(1));
        int width = LABEL + BAR + 100;
        int height = lines.size() * ROW + 4;
        StringBuilder svg =
                new StringBuilder(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" font-size=\"14\">"
                                .formatted(width, height, width, height));
        for (int i = 0; i < lines.size(); i++) {
            Bar line = lines.get(i);
            int y = i * ROW;
            long bar = Math.max(1, Math.round((double) BAR * line.amount() / longest));
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"currentColor\">%s</text>"
                                    + "<rect class=\"tt-bar\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"/>"
                                    + "<text x=\"%d\" y=\"%d\" fill=\"currentColor\">%s</text>",
                            LABEL - 8,
                            y + 18,
                            escape(shorten(line.label())),
                            LABEL,
                            y + 4,
                            bar,
                            ROW - 8,
                            LABEL + bar + 6,
                            y + 18,
                            escape(words.number(line.amount()))));
        }
        return svg.append("</svg>").toString();
    }

    /** Whether it shows not all of them. */
    static boolean isCut(Figures figures) {
        return figures.lines().size() > MOST;
    }

    /** The largest, in the order of the table. */
    private static List<Line> chosen(List<Line> lines) {
        return IntStream.range(0, lines.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -lines.get(i).records()))
                .limit(MOST)
                .sorted()
                .map(lines::get)
                .toList();
    }

    private static String shorten(String text) {
        return text.codePointCount(0, text.length()) <= LETTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LETTERS - 1)).strip() + "…";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
