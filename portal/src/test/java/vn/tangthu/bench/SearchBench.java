package vn.tangthu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import vn.tangthu.indexer.IndexableRecord;
import vn.tangthu.portal.samples.SampleRecords;
import vn.tangthu.repository.AipId;

/**
 * How long searches take over many pages: the indexer's own benchmark with records in the sentences
 * of the sample deliveries. The index stays for the next run with {@code -Dtangthu.bench.keep=true}
 * in {@code TANGTHU_JAVA_OPTS}.
 */
final class SearchBench {
    private static final String BENCHMARK = "vn.tangthu.indexer.lucene.SearchBenchmark";

    private final Path work;
    private final Table table;

    SearchBench(Path work, Table table) {
        this.work = work;
        this.table = table;
    }

    /**
     * @param bar milliseconds of CPU that 99 of 100 searches for frequent syllables may take
     */
    void run(int pages, double bar) throws IOException, ReflectiveOperationException {
        Path directory = work.resolve("search-" + pages);
        boolean keep = Boolean.getBoolean("tangthu.bench.keep");
        if (!keep) {
            Archive.delete(directory);
        }
        Files.createDirectories(directory);
        SampleRecords records = new SampleRecords();
        int count = pages / SampleRecords.PAGES;
        IntFunction<IndexableRecord> record = records::record;
        ToIntFunction<AipId> number = SampleRecords::number;
        try {
            // By name: the portal's tests do not depend on the indexer's; the script adds them.
            Object figures =
                    Class.forName(BENCHMARK)
                            .getMethod(
                                    "run",
                                    int.class,
                                    Path.class,
                                    IntFunction.class,
                                    ToIntFunction.class,
                                    Map.class)
                            .invoke(null, count, directory, record, number, queries(count));
            ((Map<?, ?>) figures).forEach((name, row) -> row(pages, bar, name, (double[]) row));
        } finally {
            if (!keep) {
                Archive.delete(directory);
            }
        }
    }

    private void row(int pages, double bar, Object name, double[] row) {
        table.atMost(
                "search in "
                        + pages
                        + " pages: "
                        + name
                        + String.format(
                                Locale.ROOT,
                                " (median %.1f ms; plain Lucene %.1f, p99 %.1f ms; cold %.0f ms)",
                                row[0],
                                row[6],
                                row[7],
                                row[5]),
                String.format(Locale.ROOT, "p99 %.1f ms CPU", row[1]),
                "ms",
                row[1],
                bar);
    }

    private static Map<String, List<String>> queries(int count) {
        Map<String, List<String>> queries = new LinkedHashMap<>();
        queries.put(
                "number",
                IntStream.of(3, 5, 7)
                        .mapToObj(n -> SampleRecords.printedNumber(count / n / 20 * 20, 1))
                        .toList());
        queries.put("frequent", List.of("uy ban nhan dan", "ho gia dinh", "dat o tai"));
        queries.put("toned", List.of("Ủy ban nhân dân", "hộ gia đình", "quyết định giao đất"));
        queries.put(
                "name",
                IntStream.range(0, count)
                        .mapToObj(SampleRecords::rareName)
                        .filter(Objects::nonNull)
                        .limit(4)
                        .toList());
        queries.put("misread", List.of("uy bau nhan dan", "hộ gla dình", "quyềt địuh giao đât"));
        queries.put(
                "misspelt name",
                queries.get("name").stream()
                        .map(name -> name + name.charAt(name.length() - 1))
                        .toList());
        queries.put("phrase", List.of("\"ủy ban nhân dân\"", "\"quyen su dung dat\""));
        return queries;
    }
}
