package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.tangthu.indexer.FindAmong;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.lucene.Analysis;
import vn.tangthu.indexer.lucene.Matched;
import vn.tangthu.indexer.lucene.Question;
import vn.tangthu.indexer.lucene.QuestionReader;
import vn.tangthu.indexer.lucene.Schema;
import vn.tangthu.indexer.lucene.Scope;
import vn.tangthu.indexer.lucene.Spellings;
import vn.tangthu.indexer.lucene.Units;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/** The search's own question, narrowed to some records, asked of the cluster. */
final class ClusterFindAmong implements FindAmong {
    /**
     * Records of one question: documents are counted in two kinds of part, those that describe and
     * pages, so that 25 · 2 · 1,000 values stay below the server's 65,535.
     */
    static final int AT_ONCE = 25;

    /** Kinds of part. */
    private static final int KINDS = 10;

    static final int MOST_DOCUMENTS = 1_000;

    private final ClusterRecordIndex index;
    private final Catalogue catalogue;
    private final Units units;
    private final QuestionReader reading;

    ClusterFindAmong(
            ClusterRecordIndex index,
            Catalogue catalogue,
            Units units,
            Analyzer analyzer,
            Spellings spellings) {
        this.index = index;
        this.catalogue = catalogue;
        this.units = units;
        this.reading = new QuestionReader(new Analysis(analyzer), spellings);
    }

    @Override
    public Map<AipId, Match> among(
            SearchRequest request, Collection<AipId> records, Reader reader) {
        if (records.size() > MOST) {
            throw new IllegalArgumentException("Too many records at once: " + records.size());
        }
        Question question = reading.read(request.query());
        Query scope =
                Scope.of(
                        question, request.filters(), units, request.within(), index.rights(reader));
        Query asked =
                new BooleanQuery.Builder()
                        .add(question.matching(false), Occur.FILTER)
                        .add(scope, Occur.FILTER)
                        .build();
        Map<AipId, Matched> found = new HashMap<>();
        List<AipId> all = List.copyOf(records);
        try {
            for (int from = 0; from < all.size(); from += AT_ONCE) {
                look(asked, all.subList(from, Math.min(all.size(), from + AT_ONCE)), found);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Chỉ mục không đọc được / The index cannot be read", e);
        }
        if (found.isEmpty()) {
            return Map.of();
        }
        // Asked again before it is said, as each hit is.
        Map<AipId, RecordView> views = catalogue.records(found.keySet(), reader);
        return found.entrySet().stream()
                .filter(each -> Matched.isIn(views.get(each.getKey()), each.getValue()))
                .collect(
                        Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, each -> each.getValue().match()));
    }

    private void look(Query asked, List<AipId> records, Map<AipId, Matched> found)
            throws IOException {
        ObjectNode own = QueryJson.object();
        ArrayNode ids = own.putArray(IndexBody.part(Schema.AIP));
        records.forEach(id -> ids.add(id.toString()));
        ObjectNode filter = QueryJson.object();
        filter.putArray("filter").add(QueryJson.of(asked)).add(QueryJson.node("terms", own));
        ObjectNode scoped = QueryJson.node("bool", filter);
        ObjectNode body = QueryJson.object().put("size", 0).put("track_total_hits", false);
        body.set("query", QueryJson.ofRecords(scoped.deepCopy()));
        ObjectNode parts = body.putObject("aggs").putObject("parts");
        parts.putObject("nested").put("path", IndexBody.PART);
        ObjectNode matching = parts.putObject("aggs").putObject("matching");
        matching.set("filter", scoped);
        ObjectNode of = terms(matching.putObject("aggs"), "records", Schema.AIP, AT_ONCE);
        ObjectNode kind = terms(of, "kinds", Schema.KIND, KINDS);
        terms(kind, "documents", Schema.DOCUMENT_ID, MOST_DOCUMENTS);
        JsonNode answer = index.search(body).at("/aggregations/parts/matching/records/buckets");
        for (JsonNode record : answer) {
            boolean whole = false;
            boolean listed = false;
            boolean described = false;
            Set<DocumentId> documents = new HashSet<>();
            for (JsonNode each : record.at("/kinds/buckets")) {
                String kindOf = each.path("key").asString();
                whole |= kindOf.equals(Schema.RECORD);
                listed |= kindOf.equals(Schema.LISTED);
                described |= !kindOf.equals(Schema.PAGE);
                for (JsonNode document : each.at("/documents/buckets")) {
                    documents.add(new DocumentId(UUID.fromString(document.path("key").asString())));
                }
            }
            found.put(
                    AipId.of(record.path("key").asString()),
                    new Matched(whole, listed, described, documents));
        }
    }

    /**
     * @return where what is counted in each value goes
     */
    private static ObjectNode terms(ObjectNode in, String name, String field, int most) {
        ObjectNode terms = in.putObject(name);
        terms.putObject("terms").put("field", IndexBody.part(field)).put("size", most);
        return terms.putObject("aggs");
    }
}
