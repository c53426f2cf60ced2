package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.lucene.Counted;
import vn.tangthu.indexer.lucene.Schema;
import vn.tangthu.repository.AipId;

/** Counts the records that match and how many of them have a part with each value. */
final class ClusterCounting implements Counted {
    private static final String PARTS = "parts";
    private static final String MATCHING = "matching";
    private static final String RECORDS = "records";

    /** The public faces of what is listed, counted beside what opens at once. */
    private static final String LISTED = "LISTED";

    /** Of which the most frequent are shown; places and bodies are counted from all. */
    private static final int MOST_FONDS = 10_000;

    private static final int MOST_VALUES = 2_000;

    private static final Map<Facet.Kind, String> FIELDS =
            new EnumMap<>(
                    Map.of(
                            Facet.Kind.FONDS,
                            Schema.FONDS,
                            Facet.Kind.AGENCY,
                            Schema.AGENCY,
                            Facet.Kind.YEAR,
                            Schema.YEAR,
                            Facet.Kind.TYPE,
                            Schema.TYPE,
                            Facet.Kind.LANGUAGE,
                            Schema.LANGUAGE,
                            Facet.Kind.CARRIER,
                            Schema.CARRIER,
                            Facet.Kind.ACCESS,
                            Schema.ONLINE));

    private static final Query LISTED_FACE = new TermQuery(new Term(Schema.KIND, Facet.ON_REQUEST));

    private final Map<Facet.Kind, Map<String, Long>> counts = new EnumMap<>(Facet.Kind.class);
    private final List<AipId> byDate = new ArrayList<>();
    private final long records;

    private ClusterCounting(JsonNode answer) {
        this.records = answer.at("/hits/total/value").asLong();
        for (JsonNode hit : answer.path("hits").path("hits")) {
            byDate.add(Asked.id(hit));
        }
        JsonNode matching = answer.at("/aggregations/" + PARTS + "/" + MATCHING);
        for (Facet.Kind kind : FIELDS.keySet()) {
            Map<String, Long> values = new HashMap<>();
            for (JsonNode bucket : matching.path(kind.name()).path("buckets")) {
                values.put(
                        bucket.path("key").asString(),
                        bucket.path(RECORDS).path("doc_count").asLong());
            }
            counts.put(kind, values);
        }
        long listed = matching.path(LISTED).path(RECORDS).path("doc_count").asLong();
        if (listed > 0) {
            counts.getOrDefault(Facet.Kind.ACCESS, new HashMap<>()).put(Facet.ON_REQUEST, listed);
        }
    }

    /** How many, and nothing else. */
    static long total(ClusterRecordIndex index, Asked asked) throws IOException {
        return new ClusterCounting(index.search(body(asked, EnumSet.noneOf(Facet.Kind.class), 0)))
                .records();
    }

    static ClusterCounting withFacets(ClusterRecordIndex index, Asked asked) throws IOException {
        return new ClusterCounting(index.search(body(asked, FIELDS.keySet(), 0)));
    }

    /** What could be chosen beside the values of a facet that are. */
    static ClusterCounting beside(ClusterRecordIndex index, Asked asked, Facet.Kind kind)
            throws IOException {
        return new ClusterCounting(index.search(body(asked, EnumSet.of(Counted.by(kind)), 0)));
    }

    /** The same, with the first {@code keep} records by date. */
    static ClusterCounting ordered(
            ClusterRecordIndex index, Asked asked, int keep, SearchRequest.Sort sort)
            throws IOException {
        ObjectNode body = body(asked, FIELDS.keySet(), keep);
        var order = body.putArray("sort");
        order.addObject()
                .putObject(Schema.DAY)
                .put("order", sort.oldestFirst() ? "asc" : "desc")
                .put("missing", "_last");
        order.addObject().put(Schema.AIP, "asc");
        return new ClusterCounting(index.search(body));
    }

    private static ObjectNode body(Asked asked, Collection<Facet.Kind> facets, int size) {
        ObjectNode body = QueryJson.first(size).put("track_total_hits", true);
        ObjectNode filter = QueryJson.object();
        filter.putArray("filter").add(QueryJson.ofRecords(asked.scoped()));
        body.set("query", QueryJson.node("bool", filter));
        if (facets.isEmpty()) {
            return body;
        }
        ObjectNode parts = body.putObject("aggs").putObject(PARTS);
        parts.putObject("nested").put("path", IndexBody.PART);
        ObjectNode matching = parts.putObject("aggs").putObject(MATCHING);
        // Rights and filters hold for each part by itself: others of the record are not counted.
        matching.set("filter", asked.scoped());
        ObjectNode each = matching.putObject("aggs");
        for (Facet.Kind kind : facets) {
            String field = FIELDS.get(kind);
            if (field == null) {
                continue;
            }
            ObjectNode facet = each.putObject(kind.name());
            facet.putObject("terms")
                    .put("field", IndexBody.part(field))
                    .put("size", kind == Facet.Kind.FONDS ? MOST_FONDS : MOST_VALUES)
                    .putObject("order")
                    .put(RECORDS, "desc");
            facet.putObject("aggs").putObject(RECORDS).putObject("reverse_nested");
        }
        if (facets.contains(Facet.Kind.ACCESS)) {
            ObjectNode listed = each.putObject(LISTED);
            listed.set("filter", QueryJson.of(LISTED_FACE));
            listed.putObject("aggs").putObject(RECORDS).putObject("reverse_nested");
        }
        return body;
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public Map<String, Long> counts(Facet.Kind kind) {
        return counts.getOrDefault(kind, Map.of());
    }

    List<AipId> byDate() {
        return byDate;
    }
}
