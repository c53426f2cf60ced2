package vn.tangthu.indexer.quality;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import vn.tangthu.indexer.lucene.Ablation;
import vn.tangthu.indexer.lucene.IndexForTests;

/** The judged queries asked again and again, each time without one step of the search. */
public final class Ablations {
    private Ablations() {}

    /** The command: prints a row for each step, with the kind of query that loses most by it. */
    public static void run(int records, int each, Path home) throws IOException {
        SearchQuality quality = new SearchQuality(records, each);
        try (IndexForTests index = new IndexForTests(home.resolve("whole"))) {
            SearchQuality.build(index, records);
            Map<String, SearchQuality.Row> all = quality.measure(index);
            System.out.println("| without | nDCG@10 | recall@10 | MRR | loses most, in nDCG@10 |");
            System.out.println("|---|---|---|---|---|");
            System.out.printf(
                    Locale.ROOT, "| nothing: all steps | %s | |%n", figures(all.values()));
            for (Ablation step : Ablation.values()) {
                Map<String, SearchQuality.Row> rest = quality.without(step, index, records, home);
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %s |%n",
                        step.said(),
                        figures(rest.values()),
                        loser(all, rest));
            }
        }
    }

    /** Means over all queries. */
    private static String figures(Collection<SearchQuality.Row> rows) {
        return String.format(
                Locale.ROOT,
                "%.3f | %.3f | %.3f",
                mean(rows, SearchQuality.Row::ndcg),
                mean(rows, SearchQuality.Row::recall),
                mean(rows, SearchQuality.Row::mrr));
    }

    private static double mean(
            Collection<SearchQuality.Row> rows, ToDoubleFunction<SearchQuality.Row> figure) {
        double sum = 0;
        int queries = 0;
        for (SearchQuality.Row row : rows) {
            sum += row.queries() * figure.applyAsDouble(row);
            queries += row.queries();
        }
        return sum / queries;
    }

    private static String loser(
            Map<String, SearchQuality.Row> all, Map<String, SearchQuality.Row> rest) {
        SearchQuality.Row worst =
                rest.values().stream()
                        .max(Comparator.comparingDouble(row -> loss(all, row)))
                        .orElseThrow();
        double loss = loss(all, worst);
        return loss < 0.0005
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "%s: %.3f → %.3f",
                        worst.kind(),
                        worst.ndcg() + loss,
                        worst.ndcg());
    }

    private static double loss(Map<String, SearchQuality.Row> all, SearchQuality.Row row) {
        return Objects.requireNonNull(all.get(row.kind())).ndcg() - row.ndcg();
    }
}
