package vn.tangthu.indexer.quality;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** What the search must reach on the judged set. */
final class Bars {
    private final Map<String, SearchQuality.Row> rows;
    private final Map<String, double[]> bars = new LinkedHashMap<>();

    private Bars(Map<String, SearchQuality.Row> rows) {
        this.rows = rows;
    }

    /** By name: the figure, the bar, and 1 when the figure must be at least that, else 0. */
    static Map<String, double[]> of(Map<String, SearchQuality.Row> rows) {
        Bars bars = new Bars(rows);
        bars.atLeast("known number as printed stands first", "number as printed", 0.95);
        bars.atLeast(
                "known number in other spellings stands first", "number in other spellings", 0.95);
        for (String kind : new String[] {"title", "name and place"}) {
            bars.loss(kind, "without tones", 0.02);
            bars.bars.put(
                    kind + ": MRR with tones over MRR without",
                    new double[] {
                        bars.of(kind + ", with tones", SearchQuality.Row::mrr)
                                - bars.of(kind + ", without tones", SearchQuality.Row::mrr),
                        0,
                        1
                    });
            bars.loss(kind, "a wrong tone in each word", 0.05);
            bars.loss(kind, "a scanner's error in each word", 0.05);
        }
        bars.misread("page with a scanner's error in each word", "with tones");
        bars.misread("the same, asked without tones", "without tones");
        bars.bars.put(
                "misspelt name: the right one is offered",
                new double[] {
                    bars.of("name, one word misspelt", SearchQuality.Row::offered), 0.9, 1
                });
        // 1 - 0.95 is a little more than 0.05 where numbers are binary.
        bars.bars.values().forEach(bar -> bar[0] = Math.round(1e6 * bar[0]) / 1e6);
        return bars.bars;
    }

    private void atLeast(String name, String kind, double bar) {
        bars.put(name, new double[] {of(kind, SearchQuality.Row::first), bar, 1});
    }

    private void loss(String kind, String how, double bar) {
        bars.put(
                kind + ", " + how + ": recall lost",
                new double[] {
                    of(kind + ", with tones", SearchQuality.Row::recall)
                            - of(kind + ", " + how, SearchQuality.Row::recall),
                    bar,
                    0
                });
    }

    private void misread(String name, String how) {
        double clean = of("witness on page 2, clean, " + how, SearchQuality.Row::recall);
        double found =
                of("witness on page 2, each word misread, " + how, SearchQuality.Row::recall);
        bars.put(name + ": recall lost", new double[] {clean - found, 0.05, 0});
    }

    private double of(String kind, ToDoubleFunction<SearchQuality.Row> figure) {
        return figure.applyAsDouble(Objects.requireNonNull(rows.get(kind), kind));
    }
}
