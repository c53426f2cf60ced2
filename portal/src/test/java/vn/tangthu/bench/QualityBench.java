package vn.tangthu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How good the answers of the search are: the indexer's judged queries, docs/search-quality.md. */
final class QualityBench {
    private static final String QUALITY = "vn.tangthu.indexer.quality.SearchQuality";
    private static final String ABLATIONS = "vn.tangthu.indexer.quality.Ablations";

    /** Queries of each kind. */
    private static final int EACH = 40;

    private final Path work;
    private final Table table;

    QualityBench(Path work, Table table) {
        this.work = work;
        this.table = table;
    }

    void run(int records) throws IOException, ReflectiveOperationException {
        if (command(QUALITY, records) instanceof Map<?, ?> bars) {
            bars.forEach((name, row) -> row(String.valueOf(name), (double[]) row));
        } else {
            throw new IllegalStateException("No bars");
        }
    }

    /** Each step of the search left out in turn: figures, no bars. */
    void ablations(int records) throws IOException, ReflectiveOperationException {
        if (command(ABLATIONS, records) != null) {
            throw new IllegalStateException("Bars of ablations");
        }
    }

    private @Nullable Object command(String name, int records)
            throws IOException, ReflectiveOperationException {
        Path directory = work.resolve("quality-" + records);
        Archive.delete(directory);
        Files.createDirectories(directory);
        try {
            // By name: the portal's tests do not depend on the indexer's; the script adds them.
            return Class.forName(name)
                    .getMethod("run", int.class, int.class, Path.class)
                    .invoke(null, records, EACH, directory);
        } finally {
            Archive.delete(directory);
        }
    }

    private void row(String name, double[] row) {
        if (row[2] > 0) {
            table.atLeast(name, row[0], row[1]);
        } else {
            table.atMost(name, row[0], row[1]);
        }
    }
}
