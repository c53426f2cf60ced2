package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.tangthu.indexer.InsideRecord;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.lucene.Analysis;
import vn.tangthu.indexer.lucene.Marker;
import vn.tangthu.indexer.lucene.Matches;
import vn.tangthu.indexer.lucene.Question;
import vn.tangthu.indexer.lucene.QuestionReader;
import vn.tangthu.indexer.lucene.Schema;
import vn.tangthu.indexer.lucene.Scope;
import vn.tangthu.indexer.lucene.Showing;
import vn.tangthu.indexer.lucene.Spellings;
import vn.tangthu.indexer.lucene.Turns;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/**
 * Where inside one record a question is met: the cluster tells which pages may have it, the texts
 * of those that are shown are fetched some at a time.
 */
final class ClusterInsideRecord implements InsideRecord {
    /** Texts that are read for one answer, as with Lucene's own index. */
    private static final int MOST_READ = 200;

    private static final int AT_ONCE = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ClusterRecordIndex index;
    private final Catalogue catalogue;
    private final Analysis analysis;
    private final QuestionReader reading;

    /** As searches: more at once than this only wait for each other. */
    private final Turns turns =
            new Turns(Math.max(2, 2 * Runtime.getRuntime().availableProcessors()), PATIENCE);

    ClusterInsideRecord(
            ClusterRecordIndex index, Catalogue catalogue, Analyzer analyzer, Spellings spellings) {
        this.index = index;
        this.catalogue = catalogue;
        this.analysis = new Analysis(analyzer);
        this.reading = new QuestionReader(analysis, spellings);
    }

    @Override
    public Found find(
            AipId record,
            @Nullable DocumentId only,
            String query,
            @Nullable Position from,
            boolean backwards,
            int limit,
            Reader reader)
            throws IOException {
        String typed = query.substring(0, Math.min(query.length(), SearchRequest.MAX_QUERY));
        Question question = reading.read(typed);
        // As this reader sees it now: documents that were closed since are not looked into.
        if (question.isEmpty()
                || !(catalogue.record(record, reader).orElse(null)
                        instanceof RecordView.Full full)) {
            return Found.NOTHING;
        }
        try (Turns.Turn turn = turns.take()) {
            return find(full, only, typed, question, from, backwards, limit, reader);
        }
    }

    private Found find(
            RecordView.Full full,
            @Nullable DocumentId only,
            String typed,
            Question question,
            @Nullable Position from,
            boolean backwards,
            int limit,
            Reader reader)
            throws IOException {
        Question asked = new ClusterSeen(index, Scope.of(reader)).widened(typed, question);
        Map<DocumentId, Integer> ranks = new HashMap<>();
        for (ArchivalDocument document : full.documents()) {
            if (only == null || document.id().equals(only)) {
                ranks.put(document.id(), ranks.size());
            }
        }
        Pages pages = new Pages(full.id(), asked, reader, full);
        List<Asked.Part> parts = new ArrayList<>(pages.all());
        parts.removeIf(part -> part.document() == null || !ranks.containsKey(part.document()));
        if (from != null) {
            parts.removeIf(
                    part ->
                            backwards
                                    ? pages.compare(position(part), from) >= 0
                                    : pages.compare(position(part), from) <= 0);
        }
        if (backwards) {
            parts = parts.reversed();
        }
        return walk(pages, parts, asked, from, Math.clamp(limit, 1, MOST));
    }

    private Found walk(
            Pages pages, List<Asked.Part> parts, Question asked, @Nullable Position from, int limit)
            throws IOException {
        Marker marker = new Marker(asked, analysis);
        List<PageHit> hits = new ArrayList<>();
        Map<Integer, String> texts = new HashMap<>();
        @Nullable Position last = from;
        for (int at = 0; at < parts.size(); at++) {
            if (hits.size() == limit || at == MOST_READ) {
                return new Found(hits, last);
            }
            Asked.Part part = parts.get(at);
            Position here = position(part);
            last = here;
            if (!hits.isEmpty() && hits.getLast().at().equals(here)) {
                continue; // a further piece of a long page
            }
            if (!texts.containsKey(part.order())) {
                texts = pages.texts(parts.subList(at, Math.min(parts.size(), at + AT_ONCE)));
            }
            Matches met = marker.in(texts.getOrDefault(part.order(), "")).meant(asked);
            if (!met.isEmpty()) {
                hits.add(new PageHit(here, met.line()));
            }
        }
        return new Found(hits, null);
    }

    private static Position position(Asked.Part part) {
        Showing.Page page = part.page();
        DocumentId document = part.document();
        if (page == null || document == null) {
            throw new IllegalStateException("A page without its file: " + part.order());
        }
        return new Position(document, page.file(), page.number());
    }

    /** Pages of the record that may answer. */
    private final class Pages {
        private final AipId record;
        private final Asked asked;
        private final Map<Object, Integer> ranks = new HashMap<>();

        Pages(AipId record, Question question, Reader reader, RecordView.Full full) {
            this.record = record;
            Query scope =
                    new BooleanQuery.Builder()
                            .add(Scope.of(reader), Occur.FILTER)
                            .add(new TermQuery(new Term(Schema.KIND, Schema.PAGE)), Occur.FILTER)
                            .build();
            this.asked = new Asked(index, question, scope);
            for (ArchivalDocument document : full.documents()) {
                ranks.put(document.id(), ranks.size());
                document.files().forEach(file -> ranks.put(file.id(), ranks.size()));
            }
        }

        /** In the order of reading, without their texts. */
        List<Asked.Part> all() throws IOException {
            return parts(asked.scoped(), IndexBody.MOST_INNER, false);
        }

        Map<Integer, String> texts(List<Asked.Part> some) throws IOException {
            ObjectNode own = QueryJson.object();
            ArrayNode orders = own.putArray(IndexBody.part(IndexBody.ORDER));
            some.forEach(part -> orders.add(part.order()));
            ObjectNode filter = QueryJson.object();
            filter.putArray("filter").add(asked.scoped()).add(QueryJson.node("terms", own));
            Map<Integer, String> texts = new HashMap<>();
            for (Asked.Part part : parts(QueryJson.node("bool", filter), some.size(), true)) {
                Showing.Page page = part.page();
                texts.put(part.order(), page == null ? "" : page.text());
            }
            return texts;
        }

        private List<Asked.Part> parts(ObjectNode query, int most, boolean texts)
                throws IOException {
            return asked
                    .parts(List.of(record), query, most, texts)
                    .getOrDefault(record, List.of())
                    .stream()
                    .sorted(Comparator.comparingInt(Asked.Part::order))
                    .toList();
        }

        int compare(Position one, Position other) {
            int order = Integer.compare(rank(one.document()), rank(other.document()));
            order = order == 0 ? Integer.compare(rank(one.file()), rank(other.file())) : order;
            return order == 0 ? Integer.compare(one.page(), other.page()) : order;
        }

        private int rank(Object id) {
            return ranks.getOrDefault(id, 0);
        }
    }
}
