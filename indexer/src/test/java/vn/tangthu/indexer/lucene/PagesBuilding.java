package vn.tangthu.indexer.lucene;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import vn.tangthu.indexer.IndexableRecord;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.storage.TangThuHome;

/**
 * Builds the index, after plain Lucene built the same, or the first million pages of it: one after
 * the other.
 */
final class PagesBuilding {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long COMMIT_NANOS = 60_000_000_000L;

    /** A smaller index has fewer merges, so a larger one of ours is held against a better rate. */
    private static final int MOST_PLAIN_RECORDS = 1_000_000 / GeneratedRecords.PAGES;

    private final GeneratedRecords records;
    private final VietnameseAnalyzer analyzer;
    private final int count;
    private final Path home;
    private final Consumer<PagesBenchmark.Line> lines;

    PagesBuilding(
            GeneratedRecords records,
            VietnameseAnalyzer analyzer,
            int count,
            Path home,
            Consumer<PagesBenchmark.Line> lines) {
        this.records = records;
        this.analyzer = analyzer;
        this.count = count;
        this.home = home;
        this.lines = lines;
    }

    void build() throws IOException, InterruptedException {
        Files.createDirectories(new TangThuHome(home).index());
        int there = there();
        if (there > count) {
            throw new IllegalArgumentException(
                    "There are more pages already: " + (long) there * GeneratedRecords.PAGES);
        }
        if (there == count) {
            return;
        }
        Path rival = home.resolve("plain");
        LuceneGeneration.delete(rival); // of a run that was ended
        Files.createDirectories(rival);
        double made = generating(records, count);
        int plainCount = Math.min(count, MOST_PLAIN_RECORDS);
        double[] theirs =
                measured(
                        rival,
                        () -> new PlainLucene(analyzer).build(rival, plainCount, records::record),
                        made * plainCount);
        double size = size(rival) / 1e9;
        LuceneGeneration.delete(rival);
        Path index = new TangThuHome(home).index();
        double[] ours = measured(index, () -> buildOurs(there), made * (count - there));
        double pages = (double) (count - there) * GeneratedRecords.PAGES;
        double plainPages = (double) plainCount * GeneratedRecords.PAGES;
        lines.accept(
                new PagesBenchmark.Line(
                        String.format(
                                Locale.ROOT,
                                "indexing %.0f pages to %d, pages a CPU-second",
                                pages,
                                (long) count * GeneratedRecords.PAGES),
                        String.format(
                                Locale.ROOT,
                                "%.0f; %.0f s, %.2f GB, at most %.2f GB on the way",
                                pages / ours[0],
                                ours[1],
                                size(index) / 1e9,
                                ours[2]),
                        String.format(
                                Locale.ROOT,
                                "%.0f pages: %.0f; %.0f s, %.2f GB, at most %.2f GB",
                                plainPages,
                                plainPages / theirs[0],
                                theirs[1],
                                size,
                                theirs[2]),
                        pages / ours[0] / (plainPages / theirs[0]),
                        "×",
                        0.8,
                        true));
    }

    /** Records that an earlier run left, in an index that answers or in one it had begun. */
    private int there() throws IOException {
        LuceneRecordIndex index = new LuceneRecordIndex(new TangThuHome(home), analyzer);
        try {
            RecordIndex.Generation left = index.begun().orElse(index.current());
            return left.cursor().map(cursor -> (int) cursor.sequence()).orElse(0);
        } finally {
            index.close();
        }
    }

    /** Processor seconds that making the pages of a record costs, measured on a part. */
    static double generating(GeneratedRecords records, int count) throws IOException {
        int part = Math.min(count, 2_000);
        long sum = 0;
        long before = 0;
        for (int round = 0; round < 2; round++) {
            before = THREADS.getCurrentThreadCpuTime();
            for (int n = 0; n < part; n++) {
                IndexableRecord record = records.record(n);
                for (var document : record.all().documents()) {
                    for (ContentFile file : document.files()) {
                        sum += record.texts().of(file).orElseThrow().pages().size();
                    }
                }
            }
        }
        double seconds = (THREADS.getCurrentThreadCpuTime() - before) / 1e9;
        return sum > 0 ? seconds / part : 0;
    }

    private interface Building {
        void run() throws IOException;
    }

    /** Processor seconds without making the pages, seconds of the clock, most gigabytes on disk. */
    private double[] measured(Path directory, Building building, double made)
            throws IOException, InterruptedException {
        OperatingSystemMXBean os =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong most = new AtomicLong();
        Thread watching =
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    while (!over.get()) {
                                        most.accumulateAndGet(size(directory), Math::max);
                                        try {
                                            Thread.sleep(500);
                                        } catch (InterruptedException e) {
                                            return;
                                        }
                                    }
                                });
        long start = System.nanoTime();
        long used = os.getProcessCpuTime();
        building.run();
        double cpu = (os.getProcessCpuTime() - used) / 1e9 - made;
        double wall = (System.nanoTime() - start) / 1e9;
        over.set(true);
        watching.join();
        most.accumulateAndGet(size(directory), Math::max);
        return new double[] {cpu, wall, most.get() / 1e9};
    }

    /**
     * As a rebuild does it: beside the index that answers, committed once a minute, swapped; what
     * answers already is added to.
     */
    private void buildOurs(int there) throws IOException {
        LuceneRecordIndex index = new LuceneRecordIndex(new TangThuHome(home), analyzer);
        RecordIndex.Generation left = index.begun().orElse(null);
        boolean answers = left == null && there > 0;
        RecordIndex.Generation building =
                answers ? index.current() : left == null ? index.begin() : left;
        UUID epoch = new UUID(1, 1);
        long start = System.nanoTime();
        long committed = start;
        for (int n = there; n < count; n++) {
            building.put(records.record(n));
            if (System.nanoTime() - committed > COMMIT_NANOS) {
                building.commit(new RecordIndex.Cursor(epoch, n + 1), List.of(), count);
                committed = System.nanoTime();
                System.out.printf(
                        Locale.ROOT, "%d records after %.0f s%n", n, (committed - start) / 1e9);
            }
        }
        building.commit(new RecordIndex.Cursor(epoch, count), List.of(), count);
        if (!answers) {
            index.swap(building);
        }
        index.close();
    }

    static long size(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException e) {
            // A file went while it was looked at; the next look is as good.
            return 0;
        }
    }
}
