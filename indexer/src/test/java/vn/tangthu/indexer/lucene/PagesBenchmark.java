package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.IndexableRecord;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.Reader;
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
    private static final int ROUNDS = 8;
    private static final int WARMING = 2;

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

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final GeneratedRecords records = new GeneratedRecords();
    private final VietnameseAnalyzer analyzer = new VietnameseAnalyzer();
    private final Analysis analysis = new Analysis(analyzer);
    private final PlainLucene plain = new PlainLucene(analyzer);
    private final GeneratedCatalogue catalogue = new GeneratedCatalogue(records);
    private final AnalysedPageTexts pageTexts =
            new AnalysedPageTexts(
                    catalogue.catalogue(),
                    catalogue.texts,
                    analyzer,
                    new Spellings(analysis, null));
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
     * @param home an index that an earlier run left below it is gone on with from its last commit,
     *     and what is missing is what indexing is measured on; nothing where it has as many
     * @param lines told each line as soon as it is known
     */
    public static void run(int pages, Path home, Consumer<Line> lines)
            throws IOException, InterruptedException {
        int count = pages / GeneratedRecords.PAGES;
        PagesBenchmark benchmark = new PagesBenchmark(count, home, lines);
        new PagesBuilding(benchmark.records, benchmark.analyzer, count, home, lines).build();
        benchmark.search();
    }

    // --- asking

    @SuppressWarnings("NullAway.Init") // when asking begins
    private LuceneRecordIndex index;

    @SuppressWarnings("NullAway.Init") // when asking begins
    private LuceneSearch search;

    @SuppressWarnings("NullAway.Init") // when asking begins
    private QuestionReader reading;

    @SuppressWarnings("NullAway.Init") // when asking begins
    private IndexSearcher rival;

    private void search() throws IOException, InterruptedException {
        Cold.evict(home);
        long start = System.nanoTime();
        long used = THREADS.getCurrentThreadCpuTime();
        index = new LuceneRecordIndex(new TangThuHome(home), analyzer);
        Spellings spellings = new Spellings(analysis, null);
        search = new LuceneSearch(index, catalogue.catalogue(), analyzer, spellings);
        reading = new QuestionReader(analysis, spellings);
        PagesQueries queries = new PagesQueries(records, count);
        double opened = (System.nanoTime() - start) / 1e9;
        first(queries.numbers().getFirst());
        double answered = (System.nanoTime() - start) / 1e9;
        double cpu = (THREADS.getCurrentThreadCpuTime() - used) / 1e9;
        lines.accept(
                new Line(
                        "from a restart, nothing in the page cache, to the first answer",
                        String.format(
                                Locale.ROOT, "opened after %.2f s; %.2f s of CPU", opened, cpu),
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
        double[] cold = Pair.sorted(clock);
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
        Pair pair = new Pair(Pair.sorted(own), Pair.sorted(other));
        if (!name.isEmpty()) {
            lines.accept(
                    new Line(
                            name
                                    + String.format(
                                            Locale.ROOT,
                                            " (first asked %.1f / %.1f ms, warm %.1f / %.1f ms by"
                                                    + " the clock)",
                                            Pair.percentile(cold, 0.5),
                                            Pair.percentile(cold, 0.99),
                                            Pair.percentile(Pair.sorted(wall), 0.5),
                                            Pair.percentile(Pair.sorted(wall), 0.99)),
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
                q -> first(q.typed()),
                q -> plain.top(rival, plain.fuzzy(reading.read(q.typed()))));
        lines.accept(
                new Line(
                        "misread words: what was meant is among the first 20, or offered",
                        queries.misread().size() + " asked",
                        "–",
                        meant(queries.misread()),
                        "",
                        0.9,
                        true));
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

    /** The share of the questions that find what was meant, or are told how it is written. */
    private double meant(List<PagesQueries.Misread> queries) {
        long found = queries.stream().filter(this::isMeant).count();
        return (double) found / queries.size();
    }

    private boolean isMeant(PagesQueries.Misread query) {
        SearchPage page = search.search(SearchRequest.of(query.typed()), Reader.ANONYMOUS);
        return page.hits().stream()
                        .map(hit -> records.facts(GeneratedRecords.number(hit.id())))
                        .anyMatch(query.meant())
                || page.relaxations().stream()
                        .anyMatch(way -> way.request().query().equalsIgnoreCase(query.right()));
    }

    private void bar(String what, double figure, String unit, double limit) {
        lines.accept(new Line(what, "–", "–", figure, unit, limit, false));
    }

    private Object plainWhole(String typed, SearchRequest.@Nullable Filters filters)
            throws IOException {
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
                        Set.of(Role.AGENCY),
                        Set.of(GeneratedRecords.fonds(1), GeneratedRecords.fonds(2)));
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
                            1.15,
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
        suggestions(queries);
    }

    /**
     * What is suggested while somebody types, and titles that begin so as plain Lucene finds them.
     */
    private void suggestions(PagesQueries queries) throws IOException {
        LuceneSuggestions suggestions =
                new LuceneSuggestions(
                        index, catalogue.catalogue(), analyzer, new Spellings(analysis, null));
        Pair typing =
                pair(
                        "suggestions while typing",
                        queries.typed(),
                        typed -> suggestions.of(typed, Reader.ANONYMOUS),
                        typed -> plain.top(rival, plainBeginning(typed)));
        lines.accept(
                new Line(
                        "suggestions while typing, p99",
                        typing.ourFigures(),
                        typing.plainFigures(),
                        Pair.percentile(typing.ours(), 0.99),
                        "ms",
                        50,
                        false));
    }

    private Query plainBeginning(String typed) {
        List<Analysis.Word> words = analysis.words(typed);
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (int at = 0; at < words.size(); at++) {
            Term term = new Term(Schema.TITLE, words.get(at).folded());
            query.add(
                    at == words.size() - 1 ? new PrefixQuery(term) : new TermQuery(term),
                    Occur.MUST);
        }
        return query.build();
    }

    private Ranking ranking(IndexSearcher searcher, String typed, Query rights) {
        return new Ranking(searcher, index.parents(), reading.read(typed), rights, false);
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
        double[] without = Pair.sorted(quiet);
        double[] with = Pair.sorted(busy);
        lines.accept(
                new Line(
                        "complete search while 20 records a second are put anew, p99",
                        Pair.figures(with),
                        "without: " + Pair.figures(without),
                        Pair.percentile(with, 0.99) / Pair.percentile(without, 0.99),
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
}
