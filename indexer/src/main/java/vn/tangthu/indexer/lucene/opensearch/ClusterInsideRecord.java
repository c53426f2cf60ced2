package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;
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
import vn.tangthu.indexer.lucene.Widening;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/**
 * Where inside one record a question is met: the cluster gives the pages that may have it some at a
 * time, with their texts, in the order of reading. A request costs what is looked at, whatever the
 * record holds.
 */
final class ClusterInsideRecord implements InsideRecord {
    /** Texts that are read for one answer, as with Lucene's own index. */
    private static final int MOST_READ = 200;

    /** Pages of one request; a text is at most some 30,000 characters. */
    static final int AT_ONCE = 50;

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
        return inside(
                record,
                query,
                reader,
                Found.NOTHING,
                pages -> pages.walk(only, from, backwards, Math.clamp(limit, 1, MOST)));
    }

    /** What the words may have been misread as is asked once for all of it. */
    @Override
    public Around around(AipId record, Position at, String query, int limit, Reader reader)
            throws IOException {
        return inside(
                record,
                query,
                reader,
                new Around(Found.NOTHING, Found.NOTHING, Found.NOTHING),
                pages ->
                        new Around(
                                pages.walk(at.document(), null, false, Math.clamp(limit, 1, MOST)),
                                pages.walk(null, at, true, 1),
                                pages.walk(null, at, false, 1)));
    }

    private interface Walking<T> {
        T through(Pages pages) throws IOException;
    }

    private <T> T inside(AipId record, String query, Reader reader, T nothing, Walking<T> walking)
            throws IOException {
        String typed = query.substring(0, Math.min(query.length(), SearchRequest.MAX_QUERY));
        Question question = reading.read(typed);
        // As this reader sees it now: documents that were closed since are not looked into.
        if (question.isEmpty()
                || !(catalogue.record(record, reader).orElse(null)
                        instanceof RecordView.Full full)) {
            return nothing;
        }
        try (Turns.Turn turn = turns.take()) {
            ClusterSeen seen = new ClusterSeen(index, index.rights(reader));
            Query here =
                    new BooleanQuery.Builder()
                            .add(Scope.of(reader), Occur.FILTER)
                            .add(
                                    new TermQuery(new Term(Schema.AIP, record.toString())),
                                    Occur.FILTER)
                            .add(new TermQuery(new Term(Schema.KIND, Schema.PAGE)), Occur.FILTER)
                            .build();
            Question asked =
                    new Widening(seen).within(question, varied -> seen.nearest(varied, here));
            return walking.through(new Pages(full, asked, reader));
        }
    }

    /** Pages of the record that may answer. */
    private final class Pages {
        private final RecordView.Full record;
        private final Set<DocumentId> open;
        private final Asked asked;
        private final Question question;
        private final Marker marker;

        Pages(RecordView.Full record, Question question, Reader reader) {
            this.record = record;
            this.open =
                    record.documents().stream()
                            .map(ArchivalDocument::id)
                            .collect(Collectors.toSet());
            this.question = question;
            this.marker = new Marker(question, analysis);
            Query scope =
                    new BooleanQuery.Builder()
                            .add(Scope.of(reader), Occur.FILTER)
                            .add(new TermQuery(new Term(Schema.KIND, Schema.PAGE)), Occur.FILTER)
                            .build();
            this.asked = new Asked(index, question, scope, false);
        }

        Found walk(@Nullable DocumentId only, @Nullable Position from, boolean backwards, int limit)
                throws IOException {
            Integer bound = from == null ? null : before(from, backwards);
            if (backwards && from != null && bound == null) {
                return Found.NOTHING;
            }
            // What comes before a place begins with the last part before it.
            Integer next = backwards && bound != null ? Integer.valueOf(bound + 1) : bound;
            int size = Math.min(AT_ONCE, 2 * limit + 8);
            List<PageHit> hits = new ArrayList<>();
            @Nullable Position last = from;
            int read = 0;
            while (true) {
                List<Asked.Part> parts = some(only, next, backwards, size);
                for (Asked.Part part : parts) {
                    next = part.order();
                    Position here = position(part);
                    if (!open.contains(here.document())) {
                        continue; // closed a moment ago, which the index does not know yet
                    }
                    if (hits.size() == limit || read++ == MOST_READ) {
                        return new Found(hits, last);
                    }
                    last = here;
                    if (!hits.isEmpty() && hits.getLast().at().equals(here)) {
                        continue; // a further piece of a long page
                    }
                    Matches met = marker.in(text(part)).meant(question);
                    if (!met.isEmpty()) {
                        hits.add(new PageHit(here, met.line()));
                    }
                }
                if (parts.size() < size) {
                    return new Found(hits, null);
                }
                size = AT_ONCE;
            }
        }

        /**
         * The first parts after one of this order, or the last before it.
         *
         * @param order null for the beginning, backwards for the end
         */
        private List<Asked.Part> some(
                @Nullable DocumentId only, @Nullable Integer order, boolean backwards, int most)
                throws IOException {
            ObjectNode all = QueryJson.object();
            var filter =
                    all.putArray("filter").add(asked.scoped()).add(is(Schema.AIP, record.id()));
            if (only != null) {
                filter.add(is(Schema.DOCUMENT_ID, only.value()));
            }
            if (order != null) {
                filter.add(range(IndexBody.ORDER, backwards ? "lt" : "gt", order));
            }
            return asked.inOrder(record.id(), QueryJson.node("bool", all), backwards, most, true);
        }

        /**
         * The order of the last part up to this place, which may have no find; null where the index
         * does not have its document. The document itself stands before its pages.
         *
         * @param without the page itself
         */
        private @Nullable Integer before(Position at, boolean without) throws IOException {
            ObjectNode files = QueryJson.object();
            var earlier = files.putArray(IndexBody.part(Schema.FILE_ID));
            for (ArchivalDocument document : record.documents()) {
                for (ContentFile file : document.files()) {
                    if (!document.id().equals(at.document()) || file.id().equals(at.file())) {
                        break;
                    }
                    earlier.add(file.id().toString());
                }
            }
            ObjectNode page = QueryJson.object();
            page.putArray("filter")
                    .add(is(Schema.FILE_ID, at.file().value()))
                    .add(range(Schema.PAGE_NUMBER, without ? "lt" : "lte", at.page()));
            ObjectNode all = QueryJson.object().put("minimum_should_match", 1);
            all.putArray("filter")
                    .add(is(Schema.AIP, record.id()))
                    .add(is(Schema.DOCUMENT_ID, at.document().value()));
            all.putArray("should")
                    .add(is(Schema.KIND, Schema.DOCUMENT))
                    .add(QueryJson.node("terms", files))
                    .add(QueryJson.node("bool", page));
            return asked.inOrder(record.id(), QueryJson.node("bool", all), true, 1, false).stream()
                    .map(Asked.Part::order)
                    .findFirst()
                    .orElse(null);
        }
    }

    private static ObjectNode is(String field, Object value) {
        return QueryJson.node(
                "term", QueryJson.object().put(IndexBody.part(field), value.toString()));
    }

    private static ObjectNode range(String field, String how, int value) {
        return QueryJson.node(
                "range", QueryJson.node(IndexBody.part(field), QueryJson.object().put(how, value)));
    }

    private static Position position(Asked.Part part) {
        Showing.Page page = part.page();
        DocumentId document = part.document();
        if (page == null || document == null) {
            throw new IllegalStateException("A page without its file: " + part.order());
        }
        return new Position(document, page.file(), page.number());
    }

    private static String text(Asked.Part part) {
        Showing.Page page = part.page();
        return page == null ? "" : page.text();
    }
}
