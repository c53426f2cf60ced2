package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import vn.tangthu.indexer.IndexableRecord;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.storage.TangThuHome;

/**
 * How long a search takes over an index of many pages that the product's own writer made: rights,
 * counts, facets, ranking, 20 hits with their places and snippets. Beside it plain Lucene finds the
 * ten best documents for the same words in the same index, in turns: no rights, no counts, no
 * facets, no texts. The catalogue stands in memory, so its queries are not in the figures.
 */
public final class SearchBenchmark {
    private static final int ROUNDS = 12;

    /**
     * A kind of search, as several people would type it.
     *
     * @param offset of the first hit
     */
    private record Kind(
            String name, List<String> queries, SearchRequest.Filters filters, int offset) {
        Kind(String name, List<String> queries) {
            this(name, queries, SearchRequest.Filters.NONE, 0);
        }
    }

    private final LuceneRecordIndex index;
    private final LuceneSearch search;
    private final QuestionReader reading;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private SearchBenchmark(Path home, Catalogue catalogue) throws IOException {
        VietnameseAnalyzer analyzer = new VietnameseAnalyzer();
        index = new LuceneRecordIndex(new TangThuHome(home), analyzer);
        Spellings spellings = new Spellings(new Analysis(analyzer), null);
        search = new LuceneSearch(index, catalogue, analyzer, spellings);
        reading = new QuestionReader(new Analysis(analyzer), spellings);
    }

    /**
     * Builds the index below {@code home}, unless a run that kept it left it there, and measures.
     *
     * @param records the n-th record, 0 up to {@code count} - 1
     * @param numbers which record an id is that of
     * @param words queries by kind: {@code number}, {@code frequent}, {@code toned}, {@code name},
     *     {@code misread}, {@code misspelt name}, {@code phrase}
     * @return for each kind: median and 99th percentile of our CPU time warm, the same of wall
     *     time, the same cold, the same of plain Lucene warm; milliseconds
     */
    public static Map<String, double[]> run(
            int count,
            Path home,
            IntFunction<IndexableRecord> records,
            ToIntFunction<AipId> numbers,
            Map<String, List<String>> words)
            throws IOException, InterruptedException {
        Catalogue catalogue = catalogue(records, numbers);
        Path done = home.resolve("built-" + count);
        if (!Files.exists(done)) {
            build(count, home, catalogue, records);
            Files.createFile(done);
        }
        evict(home);
        Map<String, double[]> figures = new LinkedHashMap<>();
        SearchBenchmark cold = new SearchBenchmark(home, catalogue);
        List<Kind> kinds = kinds(words);
        Map<String, List<Double>> first = new LinkedHashMap<>();
        for (Kind kind : kinds) {
            first.put(kind.name() + ", anonymous", cold.once(kind, Reader.ANONYMOUS));
        }
        for (Kind kind : kinds) {
            for (Reader reader : List.of(Reader.ANONYMOUS, Reader.OPERATOR)) {
                String name = kind.name() + ", " + reader.name();
                double[] warm = cold.warm(kind, reader);
                List<Double> before = first.getOrDefault(name, List.of());
                warm[4] = percentile(before, 0.5);
                warm[5] = percentile(before, 0.99);
                figures.put(name, warm);
                System.out.printf(
                        Locale.ROOT,
                        "%-34s cpu %7.1f %7.1f  wall %7.1f %7.1f  cold wall %7.1f %7.1f  plain %6.2f"
                                + " %6.2f  ×%.1f  found %d%n",
                        name,
                        warm[0],
                        warm[1],
                        warm[2],
                        warm[3],
                        warm[4],
                        warm[5],
                        warm[6],
                        warm[7],
                        warm[0] / Math.max(0.001, warm[6]),
                        (long) warm[8]);
            }
        }
        cold.index.close();
        return figures;
    }

    private static void build(
            int count, Path home, Catalogue catalogue, IntFunction<IndexableRecord> records)
            throws IOException {
        SearchBenchmark fresh = new SearchBenchmark(home, catalogue);
        long start = System.nanoTime();
        for (int n = 0; n < count; n++) {
            fresh.index.current().put(records.apply(n));
            if (n % 5_000 == 4_999) {
                fresh.index.current().refresh();
                System.out.printf(
                        Locale.ROOT,
                        "%d records after %.0f s%n",
                        n + 1,
                        (System.nanoTime() - start) / 1e9);
            }
        }
        fresh.index.current().commit(new RecordIndex.Cursor(new UUID(1, 1), count), List.of());
        fresh.index.close();
        try (Stream<Path> files = Files.walk(home)) {
            long bytes =
                    files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
            System.out.printf(
                    Locale.ROOT,
                    "built in %.0f s, %.2f GB%n",
                    (System.nanoTime() - start) / 1e9,
                    bytes / 1e9);
        }
    }

    private static Catalogue catalogue(
            IntFunction<IndexableRecord> records, ToIntFunction<AipId> numbers) {
        Map<Integer, RecordView> known =
                new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Integer, RecordView> eldest) {
                        return size() > 2_000;
                    }
                };
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
                                Reader reader = (Reader) arguments[1];
                                IndexableRecord record = records.apply(numbers.applyAsInt(id));
                                RecordView view =
                                        reader.mayRead(record.all().fonds().id(), record.access())
                                                ? known.computeIfAbsent(
                                                        numbers.applyAsInt(id), n -> record.all())
                                                : record.listed();
                                if (view != null) {
                                    views.put(id, view);
                                }
                            }
                            return views;
                        });
    }

    /** Takes the index out of the page cache, as after a restart of the machine. */
    private static void evict(Path home) throws IOException, InterruptedException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(home)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            new ProcessBuilder(
                            "dd",
                            "of=" + file,
                            "oflag=nocache",
                            "conv=notrunc,fdatasync",
                            "count=0",
                            "status=none")
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }

    private static List<Kind> kinds(Map<String, List<String>> words) {
        List<String> frequent = words.getOrDefault("frequent", List.of());
        SearchRequest.Filters filters =
                new SearchRequest.Filters(Set.of(), Set.of(), 1990, 1999, Set.of(), true);
        List<Kind> kinds = new ArrayList<>();
        words.forEach((name, queries) -> kinds.add(new Kind(name, queries)));
        kinds.add(new Kind("frequent, years, online", frequent, filters, 0));
        kinds.add(new Kind("frequent, page 10", frequent, SearchRequest.Filters.NONE, 180));
        kinds.add(new Kind("frequent, page 100", frequent, SearchRequest.Filters.NONE, 1_980));
        return kinds;
    }

    private List<Double> once(Kind kind, Reader reader) {
        List<Double> times = new ArrayList<>();
        for (String query : kind.queries()) {
            long start = System.nanoTime();
            ask(kind, query, reader);
            times.add((System.nanoTime() - start) / 1e6);
        }
        return times;
    }

    private SearchPage ask(Kind kind, String query, Reader reader) {
        return search.search(
                new SearchRequest(
                        query, kind.filters(), SearchRequest.Sort.RELEVANCE, kind.offset(), 20),
                reader);
    }

    private double[] warm(Kind kind, Reader reader) throws IOException {
        List<Double> cpu = new ArrayList<>();
        List<Double> wall = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        long found = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (String query : kind.queries()) {
                long start = System.nanoTime();
                long used = threads.getCurrentThreadCpuTime();
                SearchPage page = ask(kind, query, reader);
                if (round > 1) {
                    cpu.add((threads.getCurrentThreadCpuTime() - used) / 1e6);
                    wall.add((System.nanoTime() - start) / 1e6);
                }
                found = Math.max(found, page.total());
                Query rival = rival(query);
                used = threads.getCurrentThreadCpuTime();
                index.searching(
                        searcher ->
                                searcher.search(rival, new TopScoreDocCollectorManager(10, 10)));
                if (round > 1) {
                    plain.add((threads.getCurrentThreadCpuTime() - used) / 1e6);
                }
            }
        }
        return new double[] {
            percentile(cpu, 0.5),
            percentile(cpu, 0.99),
            percentile(wall, 0.5),
            percentile(wall, 0.99),
            0,
            0,
            percentile(plain, 0.5),
            percentile(plain, 0.99),
            found
        };
    }

    /** The same words as plain Lucene would be asked for them. */
    private Query rival(String typed) {
        Question question = reading.read(typed);
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (Question.Group group : question.groups()) {
            PhraseQuery.Builder phrase = new PhraseQuery.Builder();
            group.ways()
                    .getFirst()
                    .forEach(word -> phrase.add(new Term(Schema.WORDS, word.folded())));
            PhraseQuery words = phrase.build();
            all.add(
                    words.getTerms().length == 1 ? new TermQuery(words.getTerms()[0]) : words,
                    Occur.MUST);
        }
        return all.build();
    }

    private static double percentile(List<Double> times, double share) {
        double[] sorted = times.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
    }
}
