package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.tangthu.indexer.lucene.Question;
import vn.tangthu.indexer.lucene.Ranking;
import vn.tangthu.indexer.lucene.Schema;
import vn.tangthu.indexer.lucene.Showing;
import vn.tangthu.indexer.lucene.Together;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;

/**
 * Which records come first, as {@link Ranking} orders them: cheap questions find the candidates,
 * whose parts are then scored closely. Candidates are records here and not Lucene documents, so no
 * volume takes the places of others with its pages.
 */
final class Asked {
    private final ClusterRecordIndex index;
    private final Question question;
    private final Query scope;
    private final boolean oldestFirst;
    private final ObjectNode scoped;

    /** The best cheap score of a candidate. */
    private float best;

    /** What the parts of candidates are scored by; made once the best cheap score is known. */
    private @Nullable ObjectNode close;

    /**
     * @param scope rights and filters
     * @param oldestFirst at equal worth; else the newer comes first
     */
    Asked(ClusterRecordIndex index, Question question, Query scope, boolean oldestFirst) {
        this.index = index;
        this.question = question;
        this.scope = scope;
        this.oldestFirst = oldestFirst;
        this.scoped =
                QueryJson.of(
                        new BooleanQuery.Builder()
                                .add(question.matching(false), Occur.FILTER)
                                .add(scope, Occur.FILTER)
                                .build());
    }

    /** A record with the score of its best part. */
    record Ranked(AipId id, float score) {}

    /** A part of a record, as it was found. */
    record Part(
            String kind,
            float score,
            int order,
            @Nullable DocumentId document,
            Showing.@Nullable Page page)
            implements Showing.Part {
        @Override
        public boolean isRecord() {
            return kind.equals(Schema.RECORD);
        }
    }

    /** What matches, without scores. */
    ObjectNode scoped() {
        return scoped.deepCopy();
    }

    /** The first {@code count} records, fewer when there are no more. */
    List<Ranked> first(int count) throws IOException {
        return question.beside() ? asTypedFirst(count) : byWorth(count);
    }

    /** What stands as it was typed, in the order it has by itself; behind it all the rest. */
    private List<Ranked> asTypedFirst(int count) throws IOException {
        Asked typed = new Asked(index, question.strict(), asTyped(), oldestFirst);
        List<Ranked> order = new ArrayList<>(typed.first(count));
        Set<AipId> first = order.stream().map(Ranked::id).collect(Collectors.toSet());
        float least = order.isEmpty() ? 1 : order.getLast().score();
        for (Ranked other : byWorth(count)) {
            if (order.size() < count && !first.contains(other.id())) {
                order.add(new Ranked(other.id(), least * other.score() / (1 + other.score())));
            }
        }
        return order;
    }

    /** What has the words together as they were typed. */
    Query asTyped() {
        return new BooleanQuery.Builder()
                .add(scope, Occur.FILTER)
                .add(question.strict().together(), Occur.FILTER)
                .build();
    }

    private List<Ranked> byWorth(int count) throws IOException {
        Map<AipId, Float> cheap = candidates();
        if (cheap.isEmpty()) {
            // All that comes near lies outside the filters; what was typed was counted and may not.
            return question.widened()
                    ? new Asked(index, question.strict(), scope, oldestFirst).first(count)
                    : List.of();
        }
        ObjectNode query = among(cheap.keySet().stream().toList(), close());
        List<Ranked> ranked = ranked(query, Math.min(count, cheap.size()));
        if (ranked.size() >= count || cheap.size() < Ranking.WINDOW && !question.widened()) {
            return ranked;
        }
        return beyond(count, ranked);
    }

    /** Adds records in cheap order. */
    private List<Ranked> beyond(int count, List<Ranked> ranked) throws IOException {
        Map<AipId, Ranked> all = new LinkedHashMap<>();
        ranked.forEach(each -> all.put(each.id(), each));
        float least = ranked.isEmpty() ? 1 : ranked.getLast().score();
        int place = 0;
        int most = Math.min(IndexBody.MOST_HITS, count + Ranking.WINDOW);
        for (Ranked each : ranked(QueryJson.ofRecords(way(question.matching(false))), most)) {
            if (all.size() == count) {
                break;
            }
            if (!all.containsKey(each.id())) {
                all.put(each.id(), new Ranked(each.id(), least / (2 + place++)));
            }
        }
        return List.copyOf(all.values());
    }

    private Map<AipId, Float> candidates() throws IOException {
        Map<AipId, Float> found = new LinkedHashMap<>();
        BooleanQuery keys = question.numbers();
        if (!keys.clauses().isEmpty()) {
            Query numbered =
                    new BooleanQuery.Builder()
                            .add(question.matching(false), Occur.MUST)
                            .add(keys, Occur.FILTER)
                            .build();
            add(found, numbered, 50);
        }
        if (question.nearest() != null) {
            add(found, question.nearest(), Ranking.WINDOW);
            return found;
        }
        if (question.accented()) {
            for (Question way : question.parted()) {
                add(found, way.matching(true), Ranking.WINDOW);
            }
        }
        if (found.size() < Ranking.WINDOW) {
            for (Question way : question.parted()) {
                add(found, way.matching(false), Ranking.WINDOW);
            }
        }
        if (found.size() >= Ranking.WINDOW && question.hasNeighbours()) {
            add(found, question.besides(), Together.ENOUGH);
        }
        return found;
    }

    private int add(Map<AipId, Float> found, Query query, int most) throws IOException {
        List<Ranked> some = ranked(QueryJson.ofRecords(way(query)), most);
        some.forEach(each -> found.merge(each.id(), each.score(), Math::max));
        best = Math.max(best, some.isEmpty() ? 0 : some.getFirst().score());
        return some.size();
    }

    private ObjectNode way(Query query) {
        return QueryJson.of(
                new BooleanQuery.Builder().add(query, Occur.MUST).add(scope, Occur.FILTER).build());
    }

    /** How closely a part answers: the cheap score in proportion to the best, and what adds. */
    private ObjectNode close() {
        ObjectNode known = close;
        if (known != null) {
            return known.deepCopy();
        }
        ObjectNode cheap = QueryJson.object();
        ArrayNode ways = cheap.putArray("queries");
        if (question.nearest() == null) {
            for (Question way : question.parted()) {
                if (question.accented()) {
                    ways.add(QueryJson.of(way.matching(true)));
                }
                ways.add(QueryJson.of(way.matching(false)));
            }
            cheap.put("boost", best > 0 ? Ranking.BASE / best : 0);
        } else {
            ways.add(QueryJson.of(question.nearest()));
            ways.add(QueryJson.of(question.strict().matching(false)));
        }
        ObjectNode bool = QueryJson.object();
        bool.putArray("must").add(QueryJson.node("dis_max", cheap));
        bool.putArray("should").add(QueryJson.of(Ranking.rescoring(question)));
        bool.putArray("filter").add(QueryJson.of(scope));
        known = QueryJson.node("bool", bool);
        close = known;
        return known.deepCopy();
    }

    private static ObjectNode among(List<AipId> ids, ObjectNode parts) {
        ObjectNode bool = QueryJson.object();
        bool.putArray("must").add(QueryJson.ofRecords(parts));
        ArrayNode values = Cluster.JSON.createArrayNode();
        ids.forEach(id -> values.add(id.toString()));
        ObjectNode terms = QueryJson.object();
        terms.set(Schema.AIP, values);
        bool.putArray("filter").add(QueryJson.node("terms", terms));
        return QueryJson.node("bool", bool);
    }

    private List<Ranked> ranked(ObjectNode query, int most) throws IOException {
        ObjectNode body = QueryJson.first(most).put("track_total_hits", false);
        body.set("query", query);
        ArrayNode order = body.putArray("sort").add("_score");
        order.addObject()
                .putObject(Schema.DAY)
                .put("order", oldestFirst ? "asc" : "desc")
                .put("missing", "_last");
        // Of equal score and day the one order everywhere, whichever copy answers.
        order.addObject().put(Schema.AIP, "asc");
        List<Ranked> ranked = new ArrayList<>();
        for (JsonNode hit : index.search(body).path("hits").path("hits")) {
            ranked.add(new Ranked(id(hit), hit.path("_score").floatValue()));
        }
        return ranked;
    }

    static AipId id(JsonNode hit) {
        return AipId.of(hit.path("fields").path(Schema.AIP).path(0).asString());
    }

    /** The matching parts of these records, the best first; at most a few of each. */
    Map<AipId, List<Part>> parts(List<AipId> ids) throws IOException {
        ObjectNode inner = QueryJson.object().put("size", Showing.MAX_CLOSE);
        return parts(ids, question.isEmpty() ? scoped() : close(), inner, true);
    }

    /**
     * Parts of a record as they follow each other.
     *
     * @param backwards the last first
     * @param texts whether their texts are wanted
     */
    List<Part> inOrder(AipId id, ObjectNode query, boolean backwards, int most, boolean texts)
            throws IOException {
        ObjectNode inner = QueryJson.object().put("size", most);
        inner.putArray("sort")
                .addObject()
                .put(IndexBody.part(IndexBody.ORDER), backwards ? "desc" : "asc");
        return parts(List.of(id), query, inner, texts).getOrDefault(id, List.of());
    }

    private Map<AipId, List<Part>> parts(
            List<AipId> ids, ObjectNode query, ObjectNode inner, boolean texts) throws IOException {
        ObjectNode all = among(ids, query);
        ArrayNode values = inner.putArray("docvalue_fields");
        for (String field :
                List.of(
                        Schema.KIND,
                        Schema.DOCUMENT_ID,
                        Schema.FILE_ID,
                        Schema.PAGE_NUMBER,
                        IndexBody.ORDER)) {
            values.add(IndexBody.part(field));
        }
        if (texts) {
            inner.putArray("stored_fields").add(IndexBody.part(Schema.TEXT));
        }
        ((ObjectNode) all.at("/bool/must/0/nested")).set("inner_hits", inner);
        ObjectNode body = QueryJson.object().put("size", ids.size());
        body.set("query", all);
        body.putArray("docvalue_fields").add(Schema.AIP);
        Map<AipId, List<Part>> parts = new LinkedHashMap<>();
        for (JsonNode hit : index.search(body).path("hits").path("hits")) {
            List<Part> own = new ArrayList<>();
            for (JsonNode each : hit.at("/inner_hits/" + IndexBody.PART + "/hits/hits")) {
                own.add(part(each));
            }
            parts.put(id(hit), own);
        }
        return parts;
    }

    private static Part part(JsonNode hit) {
        String document = value(hit, Schema.DOCUMENT_ID).asString("");
        String file = value(hit, Schema.FILE_ID).asString("");
        String kind = value(hit, Schema.KIND).asString("");
        return new Part(
                kind,
                hit.path("_score").floatValue(0),
                value(hit, IndexBody.ORDER).asInt(0),
                document.isEmpty() ? null : new DocumentId(UUID.fromString(document)),
                file.isEmpty()
                        ? null
                        : new Showing.Page(
                                value(hit, Schema.TEXT).asString(""),
                                new ContentFileId(UUID.fromString(file)),
                                value(hit, Schema.PAGE_NUMBER).asInt(0)));
    }

    private static JsonNode value(JsonNode hit, String field) {
        return hit.path("fields").path(IndexBody.part(field)).path(0);
    }
}
