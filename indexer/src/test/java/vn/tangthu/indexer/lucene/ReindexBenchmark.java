package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.feed.FeedForTests;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Reader;
import vn.tangthu.storage.TangThuHome;

/**
 * An index that is built anew by the product's own feed while one person searches and new hồ sơ
 * come in: whether all is found all the time, what the searches cost meanwhile, and how long it
 * takes. The texts are made when they are asked for, where the product reads and unpacks them.
 */
public final class ReindexBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** A person who searches again and again; the feed has the rest of the machine. */
    private static final long PAUSE_MILLIS = 100;

    private static final long LATE_NANOS = 3_000_000_000L;
    private static final int WARMING = 3;
    private static final int ROUNDS_BEFORE = 8;

    private final GeneratedRecords records = new GeneratedRecords();
    private final VietnameseAnalyzer analyzer = new VietnameseAnalyzer();
    private final GeneratedJournal journal;
    private final int count;
    private final LuceneRecordIndex index;
    private final FeedForTests feed;
    private final LuceneSearch search;
    private final Consumer<PagesBenchmark.Line> lines;

    /** How many hồ sơ each question found before; null where that is an estimate. */
    private final List<@Nullable Long> expected = new ArrayList<>();

    private int lost;
    private double slowestToBeFound;

    private ReindexBenchmark(int count, Path home, Consumer<PagesBenchmark.Line> lines)
            throws IOException {
        this.count = count;
        this.lines = lines;
        journal = new GeneratedJournal(count);
        Files.createDirectories(new TangThuHome(home).index());
        index = new LuceneRecordIndex(new TangThuHome(home), analyzer);
        // Each thread has a catalogue: what is known of it is a map.
        GeneratedCatalogue ofFeed = new GeneratedCatalogue(records);
        feed = new FeedForTests(index, journal, ofFeed.catalogue(), ofFeed.texts, 64);
        search =
                new LuceneSearch(
                        index,
                        new GeneratedCatalogue(records).catalogue(),
                        analyzer,
                        new Spellings(new Analysis(analyzer), null));
    }

    /**
     * @param pages rounded down to whole records; at least 2,000
     * @param lines told each line as soon as it is known
     */
    public static void run(int pages, Path home, Consumer<PagesBenchmark.Line> lines)
            throws IOException, InterruptedException {
        ReindexBenchmark benchmark =
                new ReindexBenchmark(pages / GeneratedRecords.PAGES, home, lines);
        try {
            benchmark.measure();
        } finally {
            benchmark.index.close();
        }
    }

    private void measure() throws IOException, InterruptedException {
        List<String> queries = new PagesQueries(records, count).usual();
        feed.catchUp();
        for (String query : queries) {
            SearchPage page = ask(query);
            expected.add(page.totalIsEstimate() ? null : page.total());
        }
        List<Double> cpuBefore = new ArrayList<>();
        List<Double> clockBefore = new ArrayList<>();
        for (int round = -WARMING; round < ROUNDS_BEFORE; round++) {
            for (int i = 0; i < queries.size(); i++) {
                boolean warming = round < 0;
                asked(
                        i,
                        queries,
                        warming ? new ArrayList<>() : cpuBefore,
                        warming ? new ArrayList<>() : clockBefore);
            }
        }
        var old = index.current();
        feed.rebuild();
        AtomicBoolean over = new AtomicBoolean();
        Thread feeding = Thread.ofPlatform().name("feed").start(() -> feed(over));
        long start = System.nanoTime();
        List<Double> cpu = new ArrayList<>();
        List<Double> clock = new ArrayList<>();
        long late = start;
        int waited = -1;
        long since = 0;
        for (int i = 0; index.current() == old || feed.rebuilding(); i++) {
            asked(i % queries.size(), queries, cpu, clock);
            if (waited >= 0 && found(waited)) {
                slowestToBeFound = Math.max(slowestToBeFound, (System.nanoTime() - since) / 1e9);
                waited = -1;
            }
            if (waited < 0 && System.nanoTime() - late > LATE_NANOS) {
                late = System.nanoTime();
                since = late;
                waited = journal.stored();
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        over.set(true);
        feeding.join();
        feed.catchUp(); // what came in with the last search
        for (int n = count; n < journal.head(); n++) {
            lost += GeneratedRecords.access(n) == Access.PUBLIC && !found(n) ? 1 : 0;
        }
        report(
                seconds,
                Pair.sorted(cpuBefore),
                Pair.sorted(clockBefore),
                Pair.sorted(cpu),
                Pair.sorted(clock));
    }

    private void report(
            double seconds,
            double[] cpuBefore,
            double[] clockBefore,
            double[] cpu,
            double[] clock) {
        long pages = (long) count * GeneratedRecords.PAGES;
        lines.accept(
                new PagesBenchmark.Line(
                        String.format(
                                Locale.ROOT,
                                "%d pages built anew while the old index answers",
                                pages),
                        String.format(
                                Locale.ROOT,
                                "%.0f s, %.0f pages a second",
                                seconds,
                                pages / seconds),
                        "–",
                        seconds,
                        "s",
                        Double.NaN,
                        false));
        lines.accept(
                new PagesBenchmark.Line(
                        "searches meanwhile that missed a hồ sơ, and new hồ sơ that are not in the new index",
                        cpu.length + " searches, " + (journal.head() - count) + " new hồ sơ",
                        "–",
                        lost,
                        "",
                        0,
                        false));
        lines.accept(
                new PagesBenchmark.Line(
                        String.format(
                                Locale.ROOT,
                                "complete search meanwhile, p99 (by the clock %s; before %s)",
                                Pair.figures(clock),
                                Pair.figures(clockBefore)),
                        Pair.figures(cpu),
                        "before: " + Pair.figures(cpuBefore),
                        Pair.percentile(cpu, 0.99) / Pair.percentile(cpuBefore, 0.99),
                        "×",
                        1.2,
                        false));
        lines.accept(
                new PagesBenchmark.Line(
                        "from the line of a new hồ sơ to its being found meanwhile, the slowest",
                        "–",
                        "–",
                        slowestToBeFound,
                        "s",
                        10,
                        false));
    }

    private SearchPage ask(String query) {
        return search.search(SearchRequest.of(query), Reader.ANONYMOUS);
    }

    private void asked(int i, List<String> queries, List<Double> cpu, List<Double> clock) {
        long used = THREADS.getCurrentThreadCpuTime();
        long began = System.nanoTime();
        SearchPage page = ask(queries.get(i));
        clock.add((System.nanoTime() - began) / 1e6);
        cpu.add((THREADS.getCurrentThreadCpuTime() - used) / 1e6);
        Long before = expected.get(i);
        if (page.hits().isEmpty() || (before != null && page.total() < before)) {
            lost++;
        }
    }

    /** By the number of its first document, as a stranger would. */
    private boolean found(int n) {
        return GeneratedRecords.access(n) != Access.PUBLIC
                || ask(GeneratedRecords.printedNumber(n, 0)).hits().stream()
                        .anyMatch(hit -> hit.id().equals(GeneratedRecords.id(n)));
    }

    private void feed(AtomicBoolean over) {
        try {
            while (!over.get()) {
                if (!feed.step()) {
                    Thread.sleep(50);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
