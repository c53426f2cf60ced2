package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/** Answers searches: rights and filters narrow, counting counts, ranking orders, places show. */
@Component
@BelowTheHome
class LuceneSearch implements Search {
    private static final int CHUNK = 50;

    private final LuceneRecordIndex index;
    private final Catalogue catalogue;
    private final Analysis analysis;
    private final QuestionReader reading;
    private final Labels labels;
    private final Units units;
    private final boolean widening;
    private final int counted;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Searches are CPU work: more at once than this only wait for each other. */
    private final Turns turns =
            new Turns(Math.max(2, 2 * Runtime.getRuntime().availableProcessors()), PATIENCE);

    @Autowired
    LuceneSearch(
            LuceneRecordIndex index,
            Catalogue catalogue,
            Units units,
            Analyzer analyzer,
            Spellings spellings) {
        this(index, catalogue, units, analyzer, spellings, true);
    }

    /** Without a register of bodies. */
    LuceneSearch(
            LuceneRecordIndex index, Catalogue catalogue, Analyzer analyzer, Spellings spellings) {
        this(index, catalogue, new Units(null), analyzer, spellings, true);
    }

    /**
     * @param widening whether misread words are looked for where little is found
     */
    LuceneSearch(
            LuceneRecordIndex index,
            Catalogue catalogue,
            Units units,
            Analyzer analyzer,
            Spellings spellings,
            boolean widening) {
        this(index, catalogue, units, analyzer, spellings, widening, Counting.COUNTED);
    }

    /**
     * @param counted so many matching Lucene documents are counted one by one
     */
    LuceneSearch(
            LuceneRecordIndex index,
            Catalogue catalogue,
            Units units,
            Analyzer analyzer,
            Spellings spellings,
            boolean widening,
            int counted) {
        this.index = index;
        this.counted = counted;
        this.units = units;
        this.catalogue = catalogue;
        this.widening = widening;
        this.analysis = new Analysis(analyzer);
        this.reading = new QuestionReader(analysis, spellings);
        this.labels = new Labels(catalogue, units);
    }

    @Override
    public SearchPage search(SearchRequest request, Reader reader) {
        try (Turns.Turn turn = turns.take()) {
            Query rights = index.rights(reader);
            return index.searching(searcher -> search(searcher, request, reader, rights));
        } catch (IOException e) {
            throw new UncheckedIOException("Chỉ mục không đọc được / The index cannot be read", e);
        }
    }

    private SearchPage search(
            IndexSearcher searcher, SearchRequest request, Reader reader, Query rights)
            throws IOException {
        Visible visible = visible(searcher, index.parents(), rights);
        Question question = read(visible, request);
        Query scope = scope(question, request.filters(), request.within(), rights);
        boolean ranked = request.sort().byWorth() && !question.isEmpty();
        int wanted = request.offset() + request.limit();
        Parents parents = index.parents();
        Counting counting =
                ranked
                        ? Counting.withFacets(parents, counted)
                        : Counting.ordered(parents, wanted + CHUNK, !request.sort().oldestFirst());
        counting.count(searcher, scoped(question, scope));
        List<Hit> hits = new ArrayList<>();
        Length length = new Length(counting.records(), counting.isEstimate(), false);
        // An estimate may be too low: then only the list itself tells where it ends.
        if (counting.isEstimate() || counting.records() > request.offset()) {
            Ranking ranking =
                    ranking(searcher, parents, question, scope, request.sort().oldestFirst());
            List<Ranking.Ranked> order = ranked ? ranking.first(wanted + CHUNK) : byDate(counting);
            length = length.seen(order.size(), wanted, wanted + CHUNK);
            Places places = new Places(searcher, parents, ranking, question, scope, analysis);
            hits = hits(searcher, request, reader, order, places, new Reasons(question, analysis));
        }
        Meant.Counts counts = other -> count(visible, other);
        List<SearchPage.Relaxation> waysOn = new ArrayList<>();
        if ((ranked || question.widened()) && request.offset() == 0) {
            waysOn.addAll(
                    new Meant(visible, reading, analysis, counts).of(request, question, hits));
        }
        if (counting.records() == 0 && !request.filters().equals(SearchRequest.Filters.NONE)) {
            SearchRequest open = request.unfiltered();
            List<Hit> others = firstHits(visible, question, open, reader);
            waysOn.addAll(new Meant(visible, reading, analysis, counts).of(open, question, others));
        }
        waysOn.addAll(new Relaxing(reading, counts).of(request, counting.records()));
        int asTyped =
                question.beside()
                        ? visible.records(Ranking.asTyped(question, scope), Widening.ENOUGH)
                        : 0;
        return new SearchPage(
                hits,
                length.total(),
                length.isEstimate(),
                labels.facets(
                        countings(visible, request, question, counting),
                        kinds(),
                        request.filters(),
                        reader),
                waysOn,
                question.beside()
                        ? asTyped == 0
                        : question.widened() && !visible.any(question.strict().matching(false)),
                request.offset() == 0 && asTyped < length.total() ? asTyped : 0,
                length.more());
    }

    /**
     * How long the list is, as far as it is known.
     *
     * @param more whether it goes on behind the page
     */
    private record Length(long total, boolean isEstimate, boolean more) {
        /**
         * @param listed so many records of the list were taken, of {@code asked} at most
         * @param wanted where the page ends
         */
        Length seen(int listed, int wanted, int asked) {
            if (!isEstimate) {
                return new Length(total, false, wanted < total);
            }
            return listed < asked
                    ? new Length(listed, false, wanted < listed)
                    : new Length(Math.max(total, listed), true, wanted < listed);
        }
    }

    /** The best hits and nothing else: for another spelling, which they show. */
    private List<Hit> firstHits(
            Visible visible, Question question, SearchRequest request, Reader reader)
            throws IOException {
        IndexSearcher searcher = visible.searcher();
        Query scope = scope(question, request.filters(), request.within(), visible.rights());
        Parents parents = index.parents();
        Ranking ranking = ranking(searcher, parents, question, scope, false);
        Places places = new Places(searcher, parents, ranking, question, scope, analysis);
        return hits(
                searcher,
                request,
                reader,
                ranking.first(request.limit()),
                places,
                new Reasons(question, analysis));
    }

    /** An index of an older schema has these of what came in lately only: better none. */
    private Set<Facet.Kind> kinds() {
        Set<Facet.Kind> kinds = EnumSet.allOf(Facet.Kind.class);
        if (index.current() instanceof LuceneGeneration one) {
            if (!one.knowsLanguages()) {
                kinds.remove(Facet.Kind.LANGUAGE);
            }
            if (!one.knowsCarriers()) {
                kinds.remove(Facet.Kind.CARRIER);
            }
        }
        return kinds;
    }

    /** The first records of a search and nothing else: no counts, no facets, no texts. */
    List<Ranking.Ranked> first(IndexSearcher searcher, SearchRequest request, Reader reader)
            throws IOException {
        Visible visible = visible(searcher, index.parents(), Scope.of(reader));
        Question question = read(visible, request);
        Query scope = scope(question, request.filters(), request.within(), visible.rights());
        return ranking(searcher, index.parents(), question, scope, request.sort().oldestFirst())
                .first(request.offset() + request.limit());
    }

    /** A facet that narrows is counted without its own filter, each of the others with it. */
    private Function<Facet.Kind, Counting> countings(
            Visible visible, SearchRequest request, Question question, Counting all)
            throws IOException {
        Map<Facet.Kind, Counting> own = new EnumMap<>(Facet.Kind.class);
        for (Facet.Kind kind : Facet.Kind.values()) {
            SearchRequest.Filters others = request.filters().without(kind);
            if (!others.equals(request.filters())) {
                Counting beside = Counting.beside(index.parents(), kind);
                Query scope = scope(question, others, request.within(), visible.rights());
                beside.count(visible.searcher(), scoped(question, scope));
                own.put(kind, beside);
            }
        }
        return kind -> own.getOrDefault(kind, all);
    }

    private static List<Ranking.Ranked> byDate(Counting counting) {
        return counting.byDate().stream().map(d -> new Ranking.Ranked(d.doc(), 1)).toList();
    }

    /** How many records the request would find. */
    long count(Visible visible, SearchRequest request) throws IOException {
        Question question = read(visible, request);
        Counting counting = Counting.total(index.parents());
        Query scope = scope(question, request.filters(), request.within(), visible.rights());
        counting.count(visible.searcher(), scoped(question, scope));
        return counting.records();
    }

    /** As typed. */
    Question read(String query) {
        return reading.read(query);
    }

    // These and the one above: what each step is good for is measured by leaving one out.

    Visible visible(IndexSearcher searcher, Parents parents, Query rights) {
        return new Visible(searcher, parents, rights);
    }

    Ranking ranking(
            IndexSearcher searcher,
            Parents parents,
            Question question,
            Query scope,
            boolean oldestFirst) {
        return new Ranking(searcher, parents, question, scope, oldestFirst);
    }

    /**
     * As it is asked: with variants of the words where this reader would find little without. In
     * the order of dates what was only misread would stand between the rest, so there it comes only
     * when there is no rest.
     */
    private Question read(Visible visible, SearchRequest request) throws IOException {
        Question typed = read(request.query());
        boolean ranked = request.sort().byWorth();
        return widening && (ranked || visible.records(typed.matching(false), 1) == 0)
                ? visible.widened(request.query(), typed)
                : typed;
    }

    private Query scope(
            Question question, SearchRequest.Filters filters, Set<FondsId> within, Query rights) {
        return Scope.of(question, filters, units, within, rights);
    }

    private static Query scoped(Question question, Query scope) {
        return new ConstantScoreQuery(
                new BooleanQuery.Builder()
                        .add(question.matching(false), Occur.FILTER)
                        .add(scope, Occur.FILTER)
                        .build());
    }

    /**
     * The page of hits. Each record is asked of the catalogue again, as this reader, before it
     * leaves; those behind move up for what is dropped.
     */
    private List<Hit> hits(
            IndexSearcher searcher,
            SearchRequest request,
            Reader reader,
            List<Ranking.Ranked> order,
            Places places,
            Reasons reasons)
            throws IOException {
        List<Hit> hits = new ArrayList<>();
        int at = request.offset();
        while (hits.size() < request.limit() && at < order.size()) {
            int end = Math.min(order.size(), at + request.limit() - hits.size());
            List<Ranking.Ranked> next = order.subList(at, end);
            at = end;
            List<AipId> ids = new ArrayList<>();
            for (Ranking.Ranked record : next) {
                ids.add(index.idOf(searcher, record.parent()));
            }
            Map<AipId, RecordView> views = catalogue.found(ids, reader);
            Map<Integer, List<ScoreDoc>> matching =
                    places.matching(next.stream().map(Ranking.Ranked::parent).toList());
            for (int i = 0; i < next.size(); i++) {
                RecordView view = views.get(ids.get(i));
                if (view == null) {
                    continue;
                }
                Showing.Found found =
                        places.in(
                                next.get(i).parent(),
                                matching.getOrDefault(next.get(i).parent(), List.of()),
                                view);
                if (found.allowed()) {
                    hits.add(
                            new Hit(
                                    view,
                                    next.get(i).score(),
                                    found.places(),
                                    reasons.of(view, found.places())));
                }
            }
        }
        return hits;
    }
}
