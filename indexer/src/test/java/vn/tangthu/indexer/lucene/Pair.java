package vn.tangthu.indexer.lucene;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Processor milliseconds of two ways of doing the same, asked in turns. */
record Pair(double[] ours, double[] plain) {
    double p50() {
        return percentile(ours, 0.5);
    }

    double p99() {
        return percentile(ours, 0.99);
    }

    double ratio(double share) {
        return percentile(ours, share) / Math.max(0.001, percentile(plain, share));
    }

    String ourFigures() {
        return figures(ours);
    }

    String plainFigures() {
        return figures(plain);
    }

    static String figures(double[] times) {
        return String.format(
                Locale.ROOT, "%.2f / %.2f ms", percentile(times, 0.5), percentile(times, 0.99));
    }

    static double[] sorted(List<Double> times) {
        double[] sorted = times.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    static double percentile(double[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
    }
}
