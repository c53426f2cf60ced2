package vn.tangthu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Indexing pages, against plain Lucene with the same fields: the indexer's own benchmark. */
final class IndexBench {
    private static final String BENCHMARK = "vn.tangthu.indexer.lucene.IndexingBenchmark";

    private final Path work;
    private final Table table;

    IndexBench(Path work, Table table) {
        this.work = work;
        this.table = table;
    }

    void run(int pages) throws IOException, ReflectiveOperationException {
        Path directory = work.resolve("index");
        Archive.delete(directory);
        Files.createDirectories(directory);
        try {
            // By name: the portal's tests do not depend on the indexer's; the script adds them.
            Object result =
                    Class.forName(BENCHMARK)
                            .getMethod("run", int.class, Path.class)
                            .invoke(null, pages, directory);
            table.ratio(
                    "indexing " + pages + " pages, pages per CPU-second",
                    String.format(Locale.ROOT, "%.0f", figure(result, "ours")),
                    String.format(
                            Locale.ROOT,
                            "plain Lucene, the same fields: %.0f",
                            figure(result, "plain")),
                    0.8,
                    figure(result, "ratio"));
        } finally {
            Archive.delete(directory);
        }
    }

    private static double figure(Object result, String name) throws ReflectiveOperationException {
        return (double) result.getClass().getMethod(name).invoke(result);
    }
}
