package vn.tangthu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How much of real documents in TCVN3 and VNI comes out right: the indexer's own measurement. */
final class LegacyBench {
    private static final String CORPUS = "vn.tangthu.indexer.extract.worker.LegacyCorpus";

    private final Path work;
    private final Table table;

    LegacyBench(Path work, Table table) {
        this.work = work;
        this.table = table;
    }

    void run() throws IOException, ReflectiveOperationException {
        // By name: the portal's tests do not depend on the indexer's; the script adds them.
        Class<?> corpus = Class.forName(CORPUS);
        Optional<?> archive = (Optional<?>) corpus.getMethod("archive").invoke(null);
        if (archive.isEmpty()) {
            table.note("legacy encodings", "the corpus is not in ../shared/corpora");
            return;
        }
        Path directory = work.resolve("legacy");
        Archive.delete(directory);
        Files.createDirectories(directory);
        try {
            Object rows =
                    corpus.getMethod("measure", Path.class, Path.class)
                            .invoke(null, archive.get(), directory);
            System.out.println(corpus.getMethod("table", List.class).invoke(null, rows));
            table.ratio(
                    "legacy encodings, characters right",
                    "transcripts as they are",
                    "–",
                    0.98,
                    share(corpus, rows, "ofChars"));
            table.ratio(
                    "legacy encodings, letters with diacritics right",
                    "transcripts as they are",
                    "–",
                    0.97,
                    share(corpus, rows, "ofMarks"));
        } finally {
            Archive.delete(directory);
        }
    }

    private static double share(Class<?> corpus, Object rows, String part)
            throws ReflectiveOperationException {
        Object sum = corpus.getMethod("exact", List.class).invoke(null, rows);
        return (double) sum.getClass().getMethod(part).invoke(sum);
    }
}
