package vn.tangthu.bench;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Indexing and searching many pages beside plain Lucene, and beside OpenSearch: the indexer's own
 * benchmarks. The index of the former stays for the next run with {@code -Dtangthu.bench.keep=true}
 * in {@code TANGTHU_JAVA_OPTS}, which goes on with it: asked for more pages it adds them.
 */
final class PagesBench {
    private static final String BENCHMARK = "vn.tangthu.indexer.lucene.PagesBenchmark";
    private static final String REINDEX = "vn.tangthu.indexer.lucene.ReindexBenchmark";
    private static final String ENGINES = "vn.tangthu.indexer.lucene.EnginesBenchmark";

    private final Path work;
    private final Table table;

    PagesBench(Path work, Table table) {
        this.work = work;
        this.table = table;
    }

    void run(int pages) throws IOException, ReflectiveOperationException {
        measure(BENCHMARK, pages, work.resolve("pages"), Boolean.getBoolean("tangthu.bench.keep"));
    }

    /** The index below the home and OpenSearch, in turns; the latter stands under "rival". */
    void engines(int pages) throws IOException, ReflectiveOperationException {
        measure(ENGINES, pages, work.resolve("engines"), false);
    }

    /** An index that is built anew while it is searched. */
    void reindex(int pages) throws IOException, ReflectiveOperationException {
        measure(REINDEX, pages, work.resolve("reindex"), false);
    }

    private void measure(String benchmark, int pages, Path directory, boolean keep)
            throws IOException, ReflectiveOperationException {
        if (!keep) {
            Archive.delete(directory);
        }
        Files.createDirectories(directory);
        Consumer<Object> lines = this::row;
        try {
            // By name: the portal's tests do not depend on the indexer's; the script adds them.
            Class.forName(benchmark)
                    .getMethod("run", int.class, Path.class, Consumer.class)
                    .invoke(null, pages, directory, lines);
        } finally {
            if (!keep) {
                Archive.delete(directory);
            }
        }
    }

    private void row(Object line) {
        double figure = (double) of(line, "figure");
        double limit = (double) of(line, "limit");
        String what = (String) of(line, "what");
        String ours = (String) of(line, "ours");
        String rival = (String) of(line, "rival");
        String unit = (String) of(line, "unit");
        table.compared(what, ours, rival, figure, unit, limit, (boolean) of(line, "atLeast"));
    }

    private static Object of(Object line, String name) {
        try {
            return line.getClass().getMethod(name).invoke(line);
        } catch (IllegalAccessException | InvocationTargetException | NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
