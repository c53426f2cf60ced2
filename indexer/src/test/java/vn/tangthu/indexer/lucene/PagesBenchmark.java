package vn.tangthu.indexer.lucene;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.FSDirectory;
import vn.tangthu.indexer.ExtractedTexts;
import vn.tangthu.indexer.IndexableRecord;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.TangThuHome;

/**
 * An index of as many generated pages as wanted, built by the product's own writer after plain
 * Lucene built the same, and each kind of question asked of it in turns with plain Lucene on the
 * same directory. Times of questions are processor time of the thread that asks, so that a busy
 * machine falsifies no ratio; wall time stands beside where the index is cold.
 *
 * <p>The catalogue stands in memory, so the database's part is in no figure.
 */
public final class PagesBenchmark {
    private static final int ROUNDS = 10;
    private static final int WARMING = 3;
    private static final long COMMIT_NANOS = 60_000_000_000L;

    /**
     * A line of the report.
     *
     * @param limit not a number where there is none
     * @param atLeast whether the figure should be no less than the limit; otherwise no more
     */
    public record Line(
            String what,
            String ours,
            String rival,
            double figure,
            String unit,
            double limit,
            boolean atLeast) {}

    private interface Work {
        Object run() throws IOException;
    }

    /** Processor milliseconds of two ways of doing the same, asked in turns. */
    private record Pair(double[] ours, double[] plain) {
        double p50() {
            return percentile(ours, 0.5);
        }

        double p99() {
            return percentile(ours, 0.99);
        }

        double ratio(double share) {
            return percentile(ours, share) / Math.max(0.001, percentile(plain, share));
        }

        String ourFigures() {
            return figures(ours);
        }

        String plainFigures() {
            return figures(plain);
        }

        private static String figures(double[] times) {
            return String.format(
                    Locale.ROOT, "%.2f / %.2f ms", percentile(times, 0.5), percentile(times, 0.99));
        }
    }

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final GeneratedRecords records = new GeneratedRecords();
    private final VietnameseAnalyzer analyzer = new VietnameseAnalyzer();
    private final Analysis analysis = new Analysis(analyzer);
    private final PlainLucene plain = new PlainLucene(analyzer);
    private final Catalogue catalogue = catalogue();
    private final int count;
    private final Path home;
    private final Consumer<Line> lines;

    private PagesBenchmark(int count, Path home, Consumer<Line> lines) {
        this.count = count;
        this.home = home;
        this.lines = lines;
    }

    /**
     * @param pages rounded down to whole records; at least 2,000
     * @param home an index that an earlier run left below it is used again, and indexing is then
     *     not measured
     * @param lines told each line as soon as it is known
     */
    public static void run(int pages, Path home, Consumer<Line> lines)
            throws IOException, InterruptedException {
        int count = pages / GeneratedRecords.PAGES;
        PagesBenchmark benchmark = new PagesBenchmark(count, home, lines);
        Path done = home.resolve("built-" + count);
        if (!Files.exists(done)) {
            benchmark.build();
            Files.createFile(done);
        }
        benchmark.search();
    }

    // --- building

    private void build() throws IOException, InterruptedException {
        Path rival = Files.createDirectories(home.resolve("plain"));
        double made = generating();
        double[] theirs = measured(rival, () -> plain.build(rival, count, records::record), made);
        double size = size(rival) / 1e9;
        LuceneGeneration.delete(rival);
        Path index = Files.createDirectories(new TangThuHome(home).index());
        double[] ours = measured(index, this::buildOurs, made);
        double pages = (double) count * GeneratedRecords.PAGES;
        lines.accept(
                new Line(
                        String.format(
                                Locale.ROOT, "indexing %.0f pages, pages a CPU-second", pages),
                        String.format(
                                Locale.ROOT,
                                "%.0f; %.0f s, %.2f GB, at most %.2f GB on the way",
                                pages / ours[0],
                                ours[1],
                                size(index) / 1e9,
                                ours[2]),
                        String.format(
                                Locale.ROOT,
                                "%.0f; %.0f s, %.2f GB, at most %.2f GB",
                                pages / theirs[0],
                                theirs[1],
                                size,
                                theirs[2]),
                        theirs[0] / ours[0],
                        "×",
                        0.8,
                        true));
    }

    /** Processor seconds that making the pages costs, measured on a part and reckoned to all. */
    private double generating() throws IOException {
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
        return sum > 0 ? seconds * count / part : 0;
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

    /** As a rebuild does it: beside the index that answers, committed once a minute, swapped. */
    private void buildOurs() throws IOException {
        LuceneRecordIndex index = new LuceneRecordIndex(new TangThuHome(home), analyzer);
        RecordIndex.Generation building = index.begin();
        long start = System.nanoTime();
        long committed = start;
        for (int n = 0; n < count; n++) {
            building.put(records.record(n));
            if (System.nanoTime() - committed > COMMIT_NANOS) {
                building.commit(new RecordIndex.Cursor(new UUID(1, 1), n), List.of());
                committed = System.nanoTime();
                System.out.printf(
                        Locale.ROOT, "%d records after %.0f s%n", n, (committed - start) / 1e9);
            }
        }
        building.commit(new RecordIndex.Cursor(new UUID(1, 1), count), List.of());
        index.swap(building);
        index.close();
    }

    private static long size(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException e) {
            // A file went while it was looked at; the next look is as good.
            return 0;
        }
    }

    // --- asking

    private LuceneRecordIndex index;
    private LuceneSearch search;
    private QuestionReader reading;
    private IndexSearcher rival;

    private void search() throws IOException, InterruptedException {
        Cold.evict(home);
        long start = System.nanoTime();
        index = new LuceneRecordIndex(new TangThuHome(home), analyzer);
        Spellings spellings = new Spellings(analysis, null);
        search = new LuceneSearch(index, catalogue, analyzer, spellings);
        reading = new QuestionReader(analysis, spellings);
        PagesQueries queries = new PagesQueries(records, count);
        double opened = (System.nanoTime() - start) / 1e9;
        first(queries.numbers().getFirst());
        double answered = (System.nanoTime() - start) / 1e9;
        lines.accept(
                new Line(
                        "from a restart, nothing in the page cache, to the first answer",
                        String.format(Locale.ROOT, "opened after %.2f s", opened),
                        "–",
                        answered,
                        "s",
                        3,
                        false));
        try (FSDirectory directory =
                        FSDirectory.open(
                                new TangThuHome(home)
                                        .index()
                                        .resolve(((LuceneGeneration) index.current()).name()));
                DirectoryReader reader = DirectoryReader.open(directory)) {
            rival = new IndexSearcher(reader);
            rival.setQueryCache(null);
            kinds(queries);
            bars(queries);
        } finally {
            index.close();
        }
    }

    private List<Ranking.Ranked> first(String query) throws IOException {
        return first(query, SearchRequest.Filters.NONE, 0, Reader.ANONYMOUS);
    }

    private List<Ranking.Ranked> first(
            String query, SearchRequest.Filters filters, int offset, Reader reader)
            throws IOException {
        SearchRequest request =
                new SearchRequest(query, filters, SearchRequest.Sort.RELEVANCE, offset, 20);
        return index.searching(searcher -> search.first(searcher, request, reader));
    }

    private Object whole(String query, SearchRequest.Filters filters, int offset) {
        return search.search(
                new SearchRequest(query, filters, SearchRequest.Sort.RELEVANCE, offset, 20),
                Reader.ANONYMOUS);
    }

    private interface Asking<T> {
        Object of(T query) throws IOException;
    }

    /** First once each, cold or as warm as the kinds before left it; then in turns. */
    private <T> Pair pair(String name, List<T> queries, Asking<T> ours, Asking<T> theirs)
            throws IOException {
        List<Double> clock = new ArrayList<>();
        for (T query : queries) {
            long start = System.nanoTime();
            ours.of(query);
            clock.add((System.nanoTime() - start) / 1e6);
        }
        double[] cold = sorted(clock);
        List<Double> own = new ArrayList<>();
        List<Double> other = new ArrayList<>();
        List<Double> wall = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (T query : queries) {
                boolean oursFirst = round % 2 == 0;
                for (boolean turn : new boolean[] {oursFirst, !oursFirst}) {
                    Work work = turn ? () -> ours.of(query) : () -> theirs.of(query);
                    long began = System.nanoTime();
                    double time = cpu(work);
                    if (round >= WARMING) {
                        (turn ? own : other).add(time);
                        if (turn) {
                            wall.add((System.nanoTime() - began) / 1e6);
                        }
                    }
                }
            }
        }
        Pair pair = new Pair(sorted(own), sorted(other));
        if (!name.isEmpty()) {
            lines.accept(
                    new Line(
                            name
                                    + String.format(
                                            Locale.ROOT,
                                            " (first asked %.1f / %.1f ms, warm %.1f / %.1f ms by"
                                                    + " the clock)",
                                            percentile(cold, 0.5),
                                            percentile(cold, 0.99),
                                            percentile(sorted(wall), 0.5),
                                            percentile(sorted(wall), 0.99)),
                            pair.ourFigures(),
                            pair.plainFigures(),
                            pair.ratio(0.5),
                            "×",
                            Double.NaN,
                            false));
        }
        return pair;
    }

    private static double cpu(Work work) throws IOException {
        long used = THREADS.getCurrentThreadCpuTime();
        Object unused = work.run();
        return (THREADS.getCurrentThreadCpuTime() - used) / 1e6;
    }

    private Query plainQuery(String typed) {
        return plain.all(reading.read(typed));
    }

    private TopDocs plainTop(String typed) throws IOException {
        return plain.top(rival, plainQuery(typed));
    }

    private void kinds(PagesQueries queries) throws IOException {
        SearchRequest.Filters none = SearchRequest.Filters.NONE;
        SearchRequest.Filters filters = queries.filters();
        pair("frequent term", queries.frequentTerms(), this::first, this::plainTop);
        pair(
                "number look-up",
                queries.numbers(),
                this::first,
                q -> plain.top(rival, PlainLucene.key(q, analysis)));
        Pair toned =
                pair(
                        "2–4 words with tones (default query)",
                        queries.usual(),
                        this::first,
                        this::plainTop);
        Pair folded =
                pair(
                        "2–4 words without tones (default query)",
                        queries.withoutTones(),
                        this::first,
                        this::plainTop);
        Pair whole =
                pair(
                        "default query with total, facets, 20 highlights; plain: AND alone",
                        queries.usual(),
                        q -> whole(q, none, 0),
                        this::plainTop);
        pair(
                "default query with total, facets, 20 highlights; plain: the same",
                queries.usual(),
                q -> whole(q, none, 0),
                q -> plainWhole(q, null));
        pair(
                "with filter and facets, 20 highlights; plain: the same",
                queries.usual(),
                q -> whole(q, filters, 0),
                q -> plainWhole(q, filters));
        pair("phrase", queries.phrases(), this::first, this::plainTop);
        pair(
                "misread words; plain: FuzzyQuery of one letter",
                queries.misread(),
                this::first,
                q -> plain.top(rival, plain.fuzzy(reading.read(q))));
        pair("hits in one record", queries.opened(), this::inRecord, this::plainInRecord);
        pair(
                "page 10 of the default query, complete; plain: AND alone",
                queries.usual(),
                q -> whole(q, none, 180),
                this::plainTop);
        pair(
                "page 100, complete; plain: AND alone",
                queries.usual(),
                q -> whole(q, none, 1_980),
                this::plainTop);
        bar("default query over plain AND, with tones, p50", toned.ratio(0.5), "×", 3);
        bar("default query over plain AND, without tones, p50", folded.ratio(0.5), "×", 3);
        bar(
                "default query with facets and 20 highlights over plain AND, p50",
                whole.ratio(0.5),
                "×",
                6);
        bar("default query, p99", Math.max(toned.p99(), folded.p99()), "ms", 100);
    }

    private void bar(String what, double figure, String unit, double limit) {
        lines.accept(new Line(what, "–", "–", figure, unit, limit, false));
    }

    private Object plainWhole(String typed, SearchRequest.Filters filters) throws IOException {
        Query query = plainQuery(typed);
        if (filters != null) {
            BooleanQuery.Builder narrowed = new BooleanQuery.Builder().add(query, Occur.MUST);
            Scope.narrow(narrowed, filters);
            query = narrowed.build();
        }
        TopDocs top = plain.top(rival, query);
        return List.of(
                plain.facets(rival, query), plain.highlights(rival, top, reading.read(typed)));
    }

    private Object inRecord(Integer n) throws IOException {
        GeneratedRecords.Facts facts = records.facts(n);
        IndexableRecord record = records.record(n);
        ContentFile file = record.all().documents().getFirst().files().getFirst();
        return pageTexts.find(file.id(), facts.matter(), 20, Reader.ANONYMOUS);
    }

    private Object plainInRecord(Integer n) throws IOException {
        GeneratedRecords.Facts facts = records.facts(n);
        IndexableRecord record = records.record(n);
        Question question = reading.read(facts.matter());
        Query query =
                new BooleanQuery.Builder()
                        .add(plain.all(question), Occur.MUST)
                        .add(
                                new TermQuery(
                                        new Term(
                                                Schema.AIP,
                                                Schema.bytes(record.all().id().value()))),
                                Occur.FILTER)
                        .build();
        return plain.highlights(rival, plain.top(rival, query), question);
    }

    // --- what one part costs

    private void bars(PagesQueries queries) throws IOException, InterruptedException {
        List<String> usual = queries.usual();
        Reader agency =
                new Reader(
                        null,
                        "agency",
                        java.util.Set.of(Role.AGENCY),
                        java.util.Set.of(GeneratedRecords.fonds(1), GeneratedRecords.fonds(2)));
        for (Reader reader : List.of(Reader.ANONYMOUS, agency)) {
            Pair access =
                    pair(
                            "",
                            usual,
                            q -> ranked(q, Scope.of(reader)),
                            q -> ranked(q, new MatchAllDocsQuery()));
            lines.accept(
                    new Line(
                            "access filter, " + reader.name() + ", p50",
                            access.ourFigures(),
                            "everything: " + access.plainFigures(),
                            access.ratio(0.5),
                            "×",
                            2.5,
                            false));
        }
        Query everybody = Scope.of(Reader.ANONYMOUS);
        Pair grouping = pair("", usual, q -> grouped(q, everybody), q -> ungrouped(q, everybody));
        lines.accept(
                new Line(
                        "grouping by record, p50",
                        grouping.ourFigures(),
                        "Lucene documents: " + grouping.plainFigures(),
                        grouping.ratio(0.5),
                        "×",
                        1.3,
                        false));
        List<String> all = new ArrayList<>(usual);
        all.addAll(queries.withoutTones());
        all.addAll(queries.phrases());
        all.addAll(queries.frequentTerms());
        Pair same =
                pair(
                        "",
                        all,
                        q -> index.searching(s -> plain.top(s, plainQuery(q))),
                        this::plainTop);
        lines.accept(
                new Line(
                        "the same Lucene query through the engine, p50",
                        same.ourFigures(),
                        same.plainFigures(),
                        same.ratio(0.5),
                        "×",
                        1.25,
                        false));
        lines.accept(
                new Line(
                        "the same Lucene query through the engine, p99",
                        same.ourFigures(),
                        same.plainFigures(),
                        same.ratio(0.99),
                        "×",
                        1.5,
                        false));
        updates(usual);
        lines.accept(
                new Line(
                        "suggestions while typing",
                        "not measured here",
                        "–",
                        Double.NaN,
                        "ms",
                        Double.NaN,
                        false));
    }

    private Ranking ranking(IndexSearcher searcher, String typed, Query rights) {
        return new Ranking(searcher, index.parents(), reading.read(typed), rights);
    }

    private Object ranked(String typed, Query rights) throws IOException {
        return index.searching(searcher -> ranking(searcher, typed, rights).first(20));
    }

    private Object grouped(String typed, Query rights) throws IOException {
        return index.searching(
                searcher -> {
                    Counting counting = Counting.total(index.parents());
                    counting.count(searcher, matching(typed, rights));
                    return List.of(counting.records(), ranking(searcher, typed, rights).first(20));
                });
    }

    private Object ungrouped(String typed, Query rights) throws IOException {
        return index.searching(
                searcher -> {
                    Ranking ranking = ranking(searcher, typed, rights);
                    return List.of(
                            searcher.count(matching(typed, rights)),
                            ranking.rescored(ranking.candidates()));
                });
    }

    private Query matching(String typed, Query rights) {
        return new BooleanQuery.Builder()
                .add(reading.read(typed).matching(false), Occur.FILTER)
                .add(rights, Occur.FILTER)
                .build();
    }

    /** Records are put anew, 20 a second, searchable once a second, while somebody searches. */
    private void updates(List<String> usual) throws IOException, InterruptedException {
        List<Double> quiet = new ArrayList<>();
        List<Double> busy = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            asked(usual, quiet);
            AtomicBoolean over = new AtomicBoolean();
            Thread writing = Thread.ofPlatform().start(() -> write(over));
            Thread.sleep(1_500);
            asked(usual, busy);
            over.set(true);
            writing.join();
        }
        double[] without = sorted(quiet);
        double[] with = sorted(busy);
        lines.accept(
                new Line(
                        "complete search while 20 records a second are put anew, p99",
                        Pair.figures(with),
                        "without: " + Pair.figures(without),
                        percentile(with, 0.99) / percentile(without, 0.99),
                        "×",
                        1.2,
                        false));
    }

    private void asked(List<String> usual, List<Double> times) throws IOException {
        for (int i = 0; i < 4; i++) {
            for (String query : usual) {
                times.add(cpu(() -> whole(query, SearchRequest.Filters.NONE, 0)));
            }
        }
    }

    private void write(AtomicBoolean over) {
        try {
            for (int n = 0; !over.get(); n++) {
                index.current().put(records.record(n * 37 % count));
                if (n % 20 == 19) {
                    index.current().refresh();
                }
                Thread.sleep(50);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double[] sorted(List<Double> times) {
        double[] sorted = times.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double percentile(double[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
    }

    // --- the catalogue, in memory

    private final Map<AipId, IndexableRecord> known =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<AipId, IndexableRecord> eldest) {
                    return size() > 20_000;
                }
            };

    private final ExtractedTexts texts =
            file ->
                    known(
                                    new AipId(
                                            new UUID(
                                                    GeneratedRecords.id(0)
                                                            .value()
                                                            .getMostSignificantBits(),
                                                    file.id().value().getLeastSignificantBits())))
                            .texts()
                            .of(file);

    private final AnalysedPageTexts pageTexts =
            new AnalysedPageTexts(catalogue, texts, analyzer, new Spellings(analysis, null));

    private IndexableRecord known(AipId id) {
        return known.computeIfAbsent(id, each -> records.record(GeneratedRecords.number(each)));
    }

    private RecordView view(AipId id, Reader reader) {
        IndexableRecord record = known(id);
        return reader.mayRead(record.all().fonds().id(), record.access())
                ? record.all()
                : record.listed();
    }

    private Catalogue catalogue() {
        return (Catalogue)
                Proxy.newProxyInstance(
                        Catalogue.class.getClassLoader(),
                        new Class<?>[] {Catalogue.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "fonds" -> Optional.empty();
                                    case "recordOf" ->
                                            Optional.of(
                                                    new AipId(
                                                            new UUID(
                                                                    GeneratedRecords.id(0)
                                                                            .value()
                                                                            .getMostSignificantBits(),
                                                                    ((ContentFileId) arguments[0])
                                                                            .value()
                                                                            .getLeastSignificantBits())));
                                    case "record" ->
                                            Optional.ofNullable(
                                                    view(
                                                            (AipId) arguments[0],
                                                            (Reader) arguments[1]));
                                    default -> {
                                        Map<AipId, RecordView> views = new LinkedHashMap<>();
                                        for (Object id : (Collection<?>) arguments[0]) {
                                            RecordView view =
                                                    view((AipId) id, (Reader) arguments[1]);
                                            if (view != null) {
                                                views.put((AipId) id, view);
                                            }
                                        }
                                        yield views;
                                    }
                                });
    }
}
