package vn.tangthu.indexer.lucene;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.Suggestions;
import vn.tangthu.indexer.lucene.opensearch.OpenSearchForTests;
import vn.tangthu.indexer.lucene.opensearch.OpenSearchServer;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Reader;

/**
 * The same generated pages in the index below the home and on a real OpenSearch of one node on this
 * machine, filled in turns and asked the same in turns: what moving past one machine costs.
 *
 * <p>Times of questions are by the clock, since one engine works in this process and the other in
 * its own. Processor time stands beside: of the thread that asks, for OpenSearch with all that its
 * server used meanwhile. The catalogue stands in memory, so the database's part is in no figure.
 */
public final class EnginesBenchmark {
    /** Heap of the server: small, as beside a service on one machine. */
    static final String HEAP = "1g";

    private static final int BLOCKS = 20;
    private static final int ROUNDS = 4;
    private static final int WARMING = 1;
    private static final int PAGE = 20;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean OS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final GeneratedRecords records = new GeneratedRecords();
    private final Catalogue catalogue = new GeneratedCatalogue(records).catalogue();
    private final int count;
    private final OpenSearchServer server;
    private final Consumer<PagesBenchmark.Line> lines;

    private EnginesBenchmark(
            int count, OpenSearchServer server, Consumer<PagesBenchmark.Line> lines) {
        this.count = count;
        this.server = server;
        this.lines = lines;
    }

    /**
     * @param pages rounded down to whole records; at least 2,000
     * @param home an empty directory
     * @param lines told each line as soon as it is known: first Lucene, then OpenSearch, then
     *     OpenSearch over Lucene
     */
    public static void run(int pages, Path home, Consumer<PagesBenchmark.Line> lines)
            throws IOException {
        OpenSearchServer server = OpenSearchServer.withHeap(HEAP);
        try (OpenSearchForTests cluster = server.index()) {
            EnginesBenchmark benchmark =
                    new EnginesBenchmark(pages / GeneratedRecords.PAGES, server, lines);
            try (IndexForTests lucene = new IndexForTests(home)) {
                benchmark.build(lucene, home, cluster);
            }
            // Opened again, as after a restart: no merge is under way.
            try (IndexForTests lucene = new IndexForTests(home)) {
                benchmark.ask(lucene, cluster);
            }
        } finally {
            server.discard();
        }
    }

    // --- filling

    /** Processor seconds and seconds by the clock. */
    private static final class Spent {
        private double cpu;
        private double clock;
    }

    private void build(IndexForTests lucene, Path home, OpenSearchForTests cluster)
            throws IOException {
        double made = PagesBuilding.generating(records, count) * count;
        double before = server();
        Spent below = new Spent();
        Spent beside = new Spent();
        for (int block = 0; block < BLOCKS; block++) {
            int from = (int) ((long) count * block / BLOCKS);
            int to = (int) ((long) count * (block + 1) / BLOCKS);
            boolean luceneFirst = block % 2 == 0;
            put(luceneFirst ? lucene : cluster, from, to, luceneFirst ? below : beside);
            put(luceneFirst ? cluster : lucene, from, to, luceneFirst ? beside : below);
        }
        long bytes = cluster.settledBytes();
        double served = server() - before;
        long luceneBytes = PagesBuilding.size(home);
        below.cpu -= made;
        beside.cpu -= made;
        double pages = (double) count * GeneratedRecords.PAGES;
        line(
                "indexing, pages a CPU-second",
                String.format(
                        Locale.ROOT,
                        "%.0f; %.0f s by the clock, %.2f GB",
                        pages / below.cpu,
                        below.clock,
                        luceneBytes / 1e9),
                String.format(
                        Locale.ROOT,
                        "%.0f; %.0f s by the clock, %.2f GB; CPU of the feeder %.0f s, of the"
                                + " server %.0f s",
                        pages / (beside.cpu + served),
                        beside.clock,
                        bytes / 1e9,
                        beside.cpu,
                        served),
                below.cpu / (beside.cpu + served));
    }

    /** As the feed does it: put, and committed from time to time. */
    private void put(EngineForTests engine, int from, int to, Spent spent) throws IOException {
        long began = System.nanoTime();
        long used = OS.getProcessCpuTime();
        RecordIndex.Generation generation = engine.index().current();
        for (int n = from; n < to; n++) {
            generation.put(records.record(n));
        }
        generation.commit(new RecordIndex.Cursor(new UUID(1, 1), to), List.of());
        generation.refresh();
        spent.cpu += (OS.getProcessCpuTime() - used) / 1e9;
        spent.clock += (System.nanoTime() - began) / 1e9;
    }

    /** Processor seconds of the server since it began. */
    private double server() throws IOException {
        return server.cpu().toMillis() / 1e3;
    }

    // --- asking

    private interface Asking<T> {
        Object of(T query) throws IOException;
    }

    private void ask(IndexForTests lucene, OpenSearchForTests cluster) throws IOException {
        PagesQueries queries = new PagesQueries(records, count);
        EngineForTests.First below = lucene.first(catalogue);
        EngineForTests.First beside = cluster.first(catalogue);
        for (Kind kind :
                List.of(
                        new Kind("default query with tones", queries.usual()),
                        new Kind("default query without tones", queries.withoutTones()),
                        new Kind("a phrase", queries.phrases()),
                        new Kind("a number", queries.numbers()))) {
            pair(
                    kind.name + ", the first 20 alone",
                    kind.queries,
                    query -> below.count(request(query), Reader.ANONYMOUS),
                    query -> beside.count(request(query), Reader.ANONYMOUS));
        }
        Search one = lucene.search(catalogue);
        Search other = cluster.search(catalogue);
        whole("with total, facets, 20 hits with texts", queries.usual(), one, other);
        whole("the same without tones", queries.withoutTones(), one, other);
        SearchRequest.Filters filters = queries.filters();
        pair(
                "with ten years, two types, online only, complete",
                queries.usual(),
                query -> one.search(narrowed(query, filters), Reader.ANONYMOUS),
                query -> other.search(narrowed(query, filters), Reader.ANONYMOUS));
        List<String> misread = queries.misread().stream().map(PagesQueries.Misread::typed).toList();
        whole("two words misread, complete", misread, one, other);
        Suggestions suggesting = lucene.suggestions(catalogue);
        Suggestions suggestingToo = cluster.suggestions(catalogue);
        pair(
                "suggestions while typing",
                queries.typed(),
                typed -> suggesting.of(typed, Reader.ANONYMOUS),
                typed -> suggestingToo.of(typed, Reader.ANONYMOUS));
        same("default query with tones", queries.usual(), one, other);
        same("default query without tones", queries.withoutTones(), one, other);
        same("a phrase", queries.phrases(), one, other);
        same("a number", queries.numbers(), one, other);
        same("two words misread", misread, one, other);
    }

    private record Kind(String name, List<String> queries) {}

    private static SearchRequest request(String query) {
        return narrowed(query, SearchRequest.Filters.NONE);
    }

    private static SearchRequest narrowed(String query, SearchRequest.Filters filters) {
        return new SearchRequest(query, filters, SearchRequest.Sort.RELEVANCE, 0, PAGE);
    }

    private void whole(String what, List<String> queries, Search one, Search other)
            throws IOException {
        pair(
                what,
                queries,
                query -> one.search(request(query), Reader.ANONYMOUS),
                query -> other.search(request(query), Reader.ANONYMOUS));
    }

    /** In turns, who comes first alternating. */
    private <T> void pair(String what, List<T> queries, Asking<T> below, Asking<T> beside)
            throws IOException {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        double ourCpu = 0;
        double theirCpu = 0;
        double served = 0;
        int unanswered = 0;
        for (int round = 0; round < ROUNDS; round++) {
            if (round == WARMING) {
                served = server();
            }
            boolean counts = round >= WARMING;
            for (T query : queries) {
                boolean luceneFirst = round % 2 == 0;
                for (boolean turn : new boolean[] {luceneFirst, !luceneFirst}) {
                    long began = System.nanoTime();
                    long used = THREADS.getCurrentThreadCpuTime();
                    try {
                        Object unused = turn ? below.of(query) : beside.of(query);
                    } catch (IOException | UncheckedIOException e) {
                        if (turn) {
                            throw e;
                        }
                        // A machine with other work to do: the server's ten seconds are over.
                        unanswered += counts ? 1 : 0;
                    }
                    double cpu = (THREADS.getCurrentThreadCpuTime() - used) / 1e6;
                    double clock = (System.nanoTime() - began) / 1e6;
                    if (counts) {
                        (turn ? ours : theirs).add(clock);
                        ourCpu += turn ? cpu : 0;
                        theirCpu += turn ? 0 : cpu;
                    }
                }
            }
        }
        double[] own = Pair.sorted(ours);
        double[] other = Pair.sorted(theirs);
        served = 1e3 * (server() - served);
        line(
                what,
                String.format(Locale.ROOT, "%s; CPU %.1f", Pair.figures(own), ourCpu / ours.size()),
                String.format(
                        Locale.ROOT,
                        "%s; CPU %.1f + %.1f%s",
                        Pair.figures(other),
                        theirCpu / theirs.size(),
                        served / theirs.size(),
                        unanswered == 0 ? "" : "; without an answer " + unanswered),
                Pair.percentile(other, 0.5) / Math.max(0.001, Pair.percentile(own, 0.5)));
    }

    /** Whether both say the same: how many there are, and which ten come first. */
    private void same(String what, List<String> queries, Search one, Search other) {
        int totals = 0;
        int common = 0;
        int most = 0;
        for (String query : queries) {
            SearchPage below = one.search(request(query), Reader.ANONYMOUS);
            SearchPage beside = other.search(request(query), Reader.ANONYMOUS);
            totals += below.total() == beside.total() ? 1 : 0;
            List<UUID> first = firstTen(below);
            most += first.size();
            first.retainAll(firstTen(beside));
            common += first.size();
        }
        line(
                what + ": the same total; of the first ten the same hồ sơ",
                totals + " of " + queries.size(),
                common + " of " + most,
                Double.NaN);
    }

    private static List<UUID> firstTen(SearchPage page) {
        List<UUID> ids = new ArrayList<>();
        page.hits().stream().limit(10).forEach(hit -> ids.add(hit.id().value()));
        return ids;
    }

    private void line(String what, String lucene, String cluster, double figure) {
        lines.accept(
                new PagesBenchmark.Line(what, lucene, cluster, figure, "×", Double.NaN, false));
    }
}
