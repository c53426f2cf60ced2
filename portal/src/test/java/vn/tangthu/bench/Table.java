package vn.tangthu.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Collects what was measured and prints it as a Markdown table. */
final class Table {
    private final List<String> rows = new ArrayList<>();
    private int missed;

    /** A ratio that should be at least {@code limit}; the median of the runs counts. */
    void ratio(String what, String ours, String rival, double limit, double... ratios) {
        double[] sorted = ratios.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        row(
                what,
                ours,
                rival,
                String.format(
                        Locale.ROOT,
                        "%.2f× (%.2f–%.2f)",
                        median,
                        sorted[0],
                        sorted[sorted.length - 1]),
                String.format(Locale.ROOT, "≥ %.2f×", limit),
                median >= limit);
    }

    /** A figure that should be at most {@code limit}. */
    void atMost(String what, String ours, String unit, double figure, double limit) {
        row(
                what,
                ours,
                "–",
                String.format(Locale.ROOT, "%.1f %s", figure, unit),
                String.format(Locale.ROOT, "≤ %.1f %s", limit, unit),
                figure <= limit);
    }

    /** A figure that should be at least {@code limit}. */
    void atLeast(String what, double figure, double limit) {
        row(
                what,
                String.format(Locale.ROOT, "%.3f", figure),
                "–",
                String.format(Locale.ROOT, "%.3f", figure),
                String.format(Locale.ROOT, "≥ %.3f", limit),
                figure >= limit);
    }

    /** A share that should be at most {@code limit}. */
    void atMost(String what, double figure, double limit) {
        row(
                what,
                String.format(Locale.ROOT, "%.3f", figure),
                "–",
                String.format(Locale.ROOT, "%.3f", figure),
                String.format(Locale.ROOT, "≤ %.3f", limit),
                figure <= limit);
    }

    /**
     * Two ways of doing the same.
     *
     * @param figure not a number where there is none
     * @param limit not a number where there is none
     */
    void compared(
            String what,
            String ours,
            String rival,
            double figure,
            String unit,
            double limit,
            boolean atLeast) {
        String sign = atLeast ? "≥ " : "≤ ";
        boolean limited = !Double.isNaN(limit);
        row(
                what,
                ours,
                rival,
                Double.isNaN(figure) ? "–" : String.format(Locale.ROOT, "%.2f %s", figure, unit),
                limited ? String.format(Locale.ROOT, "%s%.2f %s", sign, limit, unit) : "–",
                !limited || (atLeast ? figure >= limit : figure <= limit));
    }

    /** A figure without a limit, for the record. */
    void note(String what, String ours) {
        rows.add("| " + what + " | " + ours + " | – | – | – | – |");
        System.out.println(rows.getLast());
    }

    private void row(
            String what, String ours, String rival, String figure, String limit, boolean met) {
        rows.add(
                "| "
                        + what
                        + " | "
                        + ours
                        + " | "
                        + rival
                        + " | "
                        + figure
                        + " | "
                        + limit
                        + " | "
                        + (met ? "met" : "MISSED")
                        + " |");
        System.out.println(rows.getLast());
        if (!met) {
            missed++;
        }
    }

    /**
     * @return how many limits were missed
     */
    int print() {
        System.out.println();
        System.out.println("| work | ours | rival | figure | limit | |");
        System.out.println("|---|---|---|---|---|---|");
        rows.forEach(System.out::println);
        return missed;
    }
}
