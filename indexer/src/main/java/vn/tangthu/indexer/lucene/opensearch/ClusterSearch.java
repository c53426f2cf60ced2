package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.Query;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.lucene.Analysis;
import vn.tangthu.indexer.lucene.Labels;
import vn.tangthu.indexer.lucene.Meant;
import vn.tangthu.indexer.lucene.Question;
import vn.tangthu.indexer.lucene.QuestionReader;
import vn.tangthu.indexer.lucene.Reasons;
import vn.tangthu.indexer.lucene.Relaxing;
import vn.tangthu.indexer.lucene.Scope;
import vn.tangthu.indexer.lucene.Showing;
import vn.tangthu.indexer.lucene.Spellings;
import vn.tangthu.indexer.lucene.Turns;
import vn.tangthu.indexer.lucene.Units;
import vn.tangthu.indexer.lucene.Widening;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/** Answers searches as Lucene's own search does, step by step, with the work done by a cluster. */
final class ClusterSearch implements Search {
    private static final int CHUNK = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ClusterRecordIndex index;
    private final Catalogue catalogue;
    private final Units units;
    private final Analysis analysis;
    private final QuestionReader reading;
    private final Labels labels;
    private final boolean widening;

    /** As below the home: the questions are written, and the answers marked, by this machine. */
    private final Turns turns =
            new Turns(Math.max(2, 2 * Runtime.getRuntime().availableProcessors()), PATIENCE);

    /**
     * @param widening whether misread words are looked for where little is found
     */
    ClusterSearch(
            ClusterRecordIndex index,
            Catalogue catalogue,
            Units units,
            Analyzer analyzer,
            Spellings spellings,
            boolean widening) {
        this.index = index;
        this.catalogue = catalogue;
        this.units = units;
        this.analysis = new Analysis(analyzer);
        this.reading = new QuestionReader(analysis, spellings);
        this.labels = new Labels(catalogue, units);
        this.widening = widening;
    }

    @Override
    public SearchPage search(SearchRequest request, Reader reader) {
        try (Turns.Turn turn = turns.take()) {
            return asked(request, reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Chỉ mục không đọc được / The index cannot be read", e);
        }
    }

    private SearchPage asked(SearchRequest request, Reader reader) throws IOException {
        Query rights = index.rights(reader);
        ClusterSeen seen = new ClusterSeen(index, rights);
        Question question = read(seen, request);
        Asked asked = asked(question, request, request.filters(), rights);
        boolean ranked = request.sort().byWorth() && !question.isEmpty();
        int wanted = request.offset() + request.limit();
        ClusterCounting counting =
                ranked
                        ? ClusterCounting.withFacets(index, asked)
                        : ClusterCounting.ordered(index, asked, wanted + CHUNK, request.sort());
        List<Hit> hits = new ArrayList<>();
        if (counting.records() > request.offset()) {
            List<Asked.Ranked> order =
                    ranked
                            ? asked.first(wanted + CHUNK)
                            : counting.byDate().stream()
                                    .map(id -> new Asked.Ranked(id, 1))
                                    .toList();
            hits = hits(request, reader, order, asked, question);
        }
        Meant.Counts counts = other -> count(seen, other, rights);
        List<SearchPage.Relaxation> waysOn = new ArrayList<>();
        if ((ranked || question.widened()) && request.offset() == 0) {
            waysOn.addAll(new Meant(seen, reading, analysis, counts).of(request, question, hits));
        }
        if (counting.records() == 0 && !request.filters().equals(SearchRequest.Filters.NONE)) {
            SearchRequest open = request.unfiltered();
            Asked wider = asked(question, open, open.filters(), rights);
            List<Hit> others = hits(open, reader, wider.first(open.limit()), wider, question);
            waysOn.addAll(new Meant(seen, reading, analysis, counts).of(open, question, others));
        }
        waysOn.addAll(new Relaxing(reading, counts).of(request, counting.records()));
        int asTyped = question.beside() ? seen.records(asked.asTyped(), Widening.ENOUGH) : 0;
        return new SearchPage(
                hits,
                counting.records(),
                false,
                labels.facets(
                        countings(request, question, rights, counting),
                        EnumSet.allOf(Facet.Kind.class),
                        request.filters(),
                        reader),
                waysOn,
                question.beside()
                        ? asTyped == 0
                        : question.widened() && !seen.any(question.strict().matching(false)),
                request.offset() == 0 && asTyped < counting.records() ? asTyped : 0,
                wanted < counting.records());
    }

    /** The first records of a search and nothing else: no counts, no facets, no texts. */
    List<Asked.Ranked> first(SearchRequest request, Reader reader) throws IOException {
        Query rights = index.rights(reader);
        Question question = read(new ClusterSeen(index, rights), request);
        return asked(question, request, request.filters(), rights)
                .first(request.offset() + request.limit());
    }

    private Asked asked(
            Question question, SearchRequest request, SearchRequest.Filters filters, Query rights) {
        Query scope = Scope.of(question, filters, units, request.within(), rights);
        return new Asked(index, question, scope, request.sort().oldestFirst());
    }

    /** A facet that narrows is counted without its own filter, each of the others with it. */
    private Function<Facet.Kind, ClusterCounting> countings(
            SearchRequest request, Question question, Query rights, ClusterCounting all)
            throws IOException {
        Map<Facet.Kind, ClusterCounting> own = new EnumMap<>(Facet.Kind.class);
        for (Facet.Kind kind : Facet.Kind.values()) {
            SearchRequest.Filters others = request.filters().without(kind);
            if (!others.equals(request.filters())) {
                Asked beside = asked(question, request, others, rights);
                own.put(kind, ClusterCounting.beside(index, beside, kind));
            }
        }
        return kind -> own.getOrDefault(kind, all);
    }

    private long count(ClusterSeen seen, SearchRequest request, Query rights) throws IOException {
        Question question = read(seen, request);
        return ClusterCounting.total(index, asked(question, request, request.filters(), rights));
    }

    private Question read(ClusterSeen seen, SearchRequest request) throws IOException {
        Question typed = reading.read(request.query());
        boolean ranked = request.sort().byWorth();
        return widening && (ranked || !seen.any(typed.matching(false)))
                ? seen.widened(request.query(), typed)
                : typed;
    }

    /** The page of hits; each is asked of the catalogue again, as this reader, before it leaves. */
    private List<Hit> hits(
            SearchRequest request,
            Reader reader,
            List<Asked.Ranked> order,
            Asked asked,
            Question question)
            throws IOException {
        Showing showing = new Showing(question, analysis);
        Reasons reasons = new Reasons(question, analysis);
        List<Hit> hits = new ArrayList<>();
        int at = request.offset();
        while (hits.size() < request.limit() && at < order.size()) {
            int end = Math.min(order.size(), at + request.limit() - hits.size());
            List<Asked.Ranked> next = order.subList(at, end);
            at = end;
            List<AipId> ids = next.stream().map(Asked.Ranked::id).toList();
            Map<AipId, RecordView> views = catalogue.found(ids, reader);
            Map<AipId, List<Asked.Part>> parts = asked.parts(ids);
            for (Asked.Ranked each : next) {
                RecordView view = views.get(each.id());
                if (view == null) {
                    continue;
                }
                Showing.Found found = showing.in(parts.getOrDefault(each.id(), List.of()), view);
                if (found.allowed()) {
                    hits.add(
                            new Hit(
                                    view,
                                    each.score(),
                                    found.places(),
                                    reasons.of(view, found.places())));
                }
            }
        }
        return hits;
    }
}
