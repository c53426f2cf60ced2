package vn.tangthu.indexer.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.lucene.Ablation;
import vn.tangthu.indexer.lucene.EngineForTests;
import vn.tangthu.indexer.lucene.IndexForTests;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/** Asks the judged queries of an index that the product's own writer made, and measures. */
public final class SearchQuality {
    private static final int MOST_TRIES = 5;

    private final List<Judged> queries;
    private final Catalogue catalogue = catalogue();

    SearchQuality(int records, int each) {
        this.queries = JudgedQueries.of(records, each);
    }

    /**
     * Measures of a kind.
     *
     * @param first share of the queries whose first answer is right
     * @param offered share of the misspelt ones for which the right spelling was offered
     * @param cpu median milliseconds of CPU of a search
     */
    record Row(
            String kind,
            int queries,
            double ndcg,
            double recall,
            double mrr,
            double first,
            double offered,
            double cpu) {}

    /**
     * The command: prints a row for each kind, beside it the recall without the table of spellings,
     * without looking for misread words, and without either in an index of the same schema that
     * Lucene's standard analysis made.
     *
     * @return for each line of the report: name, figure, bar, 1 if a higher figure is better
     */
    public static Map<String, double[]> run(int records, int each, Path home) throws IOException {
        SearchQuality quality = new SearchQuality(records, each);
        Map<String, Row> rows;
        try (IndexForTests index = new IndexForTests(home)) {
            build(index, records);
            rows = quality.measure(index, true, true);
            Map<String, Row> noSpellings = quality.measure(index, false, true);
            Map<String, Row> noWidening = quality.measure(index, true, false);
            try (IndexForTests stock = IndexForTests.stock(home.resolve("stock"))) {
                build(stock, records);
                print(rows, noSpellings, noWidening, quality.measure(stock, false, false));
            }
        }
        return Bars.of(rows);
    }

    /** The same queries of Lucene's index below the home and of another engine, side by side. */
    public static Map<String, double[]> compare(
            int records, int each, EngineForTests other, Path home) throws IOException {
        SearchQuality quality = new SearchQuality(records, each);
        build(other, records);
        Map<String, Row> others = quality.measure(patient(other.search(quality.catalogue)));
        Map<String, Row> rows;
        try (IndexForTests index = new IndexForTests(home)) {
            build(index, records);
            rows = quality.measure(index);
        }
        System.out.println(
                "| kind | queries | nDCG@10 | recall@10 | MRR | first | offered |"
                        + " other nDCG@10 | recall@10 | MRR | first | offered |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (Row row : rows.values()) {
            Row beside = Objects.requireNonNull(others.get(row.kind()));
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %s | %s |%n",
                    row.kind(),
                    row.queries(),
                    figures(row),
                    figures(beside));
        }
        return Bars.of(others);
    }

    /** A cluster on a machine with other work to do may answer the second time only. */
    private static Search patient(Search search) {
        return (request, reader) -> {
            for (int again = 0; ; again++) {
                try {
                    return search.search(request, reader);
                } catch (UncheckedIOException e) {
                    if (again == MOST_TRIES) {
                        throw e;
                    }
                    System.out.println("asked again: " + request.query());
                }
            }
        };
    }

    private static String figures(Row row) {
        return String.format(
                Locale.ROOT,
                "%.3f | %.3f | %.3f | %.3f | %.3f",
                row.ndcg(),
                row.recall(),
                row.mrr(),
                row.first(),
                row.offered());
    }

    static void build(EngineForTests index, int records) throws IOException {
        long start = System.nanoTime();
        RecordIndex.Generation generation = index.index().current();
        for (int n = 0; n < records; n++) {
            generation.put(JudgedRecords.record(n));
        }
        generation.refresh();
        generation.commit(new RecordIndex.Cursor(new UUID(1, 1), records), List.of());
        System.out.printf(
                Locale.ROOT,
                "%d records indexed in %.0f s%n",
                records,
                (System.nanoTime() - start) / 1e9);
    }

    Map<String, Row> measure(EngineForTests index, boolean spellings, boolean widening) {
        return measure(index.search(catalogue, spellings, widening));
    }

    /** The same of one index with all it does. */
    Map<String, Row> measure(EngineForTests index) {
        return measure(index, true, true);
    }

    /** The same without a step; an index is made for it where it is one of the index. */
    Map<String, Row> without(Ablation step, IndexForTests whole, int records, Path home)
            throws IOException {
        if (!step.isOfTheIndex()) {
            return measure(whole.search(catalogue, step));
        }
        try (IndexForTests index = IndexForTests.without(home.resolve(step.name()), step)) {
            build(index, records);
            return measure(index.search(catalogue, step));
        }
    }

    private Map<String, Row> measure(Search search) {
        Map<String, List<Judged>> kinds = new LinkedHashMap<>();
        for (Judged judged : queries) {
            kinds.computeIfAbsent(judged.kind(), k -> new ArrayList<>()).add(judged);
        }
        Map<String, Row> rows = new LinkedHashMap<>();
        kinds.forEach(
                (kind, all) -> {
                    Row row = row(kind, all, search);
                    rows.put(kind, row);
                    if (Boolean.getBoolean("tangthu.quality.verbose")) {
                        System.out.println(row);
                    }
                });
        return rows;
    }

    private static Row row(String kind, List<Judged> all, Search search) {
        double ndcg = 0;
        double recall = 0;
        double mrr = 0;
        double first = 0;
        double offered = 0;
        List<Double> cpu = new ArrayList<>();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (Judged judged : all) {
            long used = threads.getCurrentThreadCpuTime();
            SearchPage page = search.search(SearchRequest.of(judged.query()), Reader.ANONYMOUS);
            cpu.add((threads.getCurrentThreadCpuTime() - used) / 1e6);
            List<Integer> found =
                    page.hits().stream().map(hit -> JudgedRecords.number(hit.id())).toList();
            double rank = Measures.reciprocalRank(found, judged.gains());
            ndcg += Measures.ndcg(found, judged.gains());
            recall += Measures.recall(found, judged.gains());
            mrr += rank;
            first += rank == 1 ? 1 : 0;
            offered += offers(page, judged.meant()) ? 1 : 0;
            if (Boolean.getBoolean("tangthu.quality.verbose") && rank < 1) {
                System.out.printf(
                        Locale.ROOT,
                        "%s | %s | %s of %d %s %s %s%n",
                        kind,
                        judged.query(),
                        judged.gains().keySet(),
                        page.total(),
                        page.widened() ? "widened" : "",
                        found,
                        page.relaxations().stream().map(way -> way.request().query()).toList());
            }
        }
        int n = all.size();
        cpu.sort(null);
        return new Row(
                kind, n, ndcg / n, recall / n, mrr / n, first / n, offered / n, cpu.get(n / 2));
    }

    private static boolean offers(SearchPage page, @Nullable String meant) {
        return meant != null
                && page.relaxations().stream()
                        .anyMatch(way -> way.request().query().equalsIgnoreCase(meant));
    }

    private static void print(
            Map<String, Row> rows,
            Map<String, Row> noSpellings,
            Map<String, Row> noWidening,
            Map<String, Row> stock) {
        System.out.println(
                "| kind | queries | nDCG@10 | recall@10 | MRR | first | CPU ms"
                        + " | without spellings | without widening | standard analysis |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (Row row : rows.values()) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.3f | %.3f | %.3f | %.3f | %.1f | %s | %s | %s |%n",
                    row.kind(),
                    row.queries(),
                    row.ndcg(),
                    row.recall(),
                    row.mrr(),
                    row.first(),
                    row.cpu(),
                    other(row, noSpellings),
                    other(row, noWidening),
                    other(row, stock));
        }
    }

    /** Empty where nothing changes. */
    private static String other(Row row, Map<String, Row> without) {
        Row other = Objects.requireNonNull(without.get(row.kind()));
        return Math.abs(other.recall() - row.recall()) < 0.0005
                ? ""
                : String.format(Locale.ROOT, "%.3f", other.recall());
    }

    private static Catalogue catalogue() {
        return (Catalogue)
                Proxy.newProxyInstance(
                        Catalogue.class.getClassLoader(),
                        new Class<?>[] {Catalogue.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("fonds")) {
                                return Optional.empty();
                            }
                            Map<AipId, RecordView> views = new LinkedHashMap<>();
                            for (Object each : (Collection<?>) arguments[0]) {
                                AipId id = (AipId) each;
                                int n = JudgedRecords.number(id);
                                if (!Facts.of(n).hidden()) {
                                    views.put(id, JudgedRecords.record(n).all());
                                }
                            }
                            return views;
                        });
    }
}
