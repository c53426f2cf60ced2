package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.tangthu.indexer.lucene.Schema;
import vn.tangthu.indexer.lucene.Suggesting;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;

/** What is suggested is looked for in the cluster's index. */
final class ClusterLooking implements Suggesting.Engine {
    private static final String PARTS = "parts";
    private static final String MATCHING = "matching";
    private static final String NAMES = "names";
    private static final String ONE = "one";

    /** Names that are looked at. */
    private static final int MOST_NAMES = 50;

    private final ClusterRecordIndex index;

    ClusterLooking(ClusterRecordIndex index) {
        this.index = index;
    }

    @Override
    public <T> T looking(Reader reader, Suggesting.Work<T> work) throws IOException {
        return work.with(new Looking(index.rights(reader)));
    }

    private final class Looking implements Suggesting.Looking {
        private final Query rights;

        Looking(Query rights) {
            this.rights = rights;
        }

        @Override
        public Query beginning(String field, String start) {
            return new PrefixQuery(new Term(field, start));
        }

        private ObjectNode scoped(Query query, Collection<String> kinds) {
            BooleanQuery.Builder kind = new BooleanQuery.Builder();
            kinds.forEach(
                    each -> kind.add(new TermQuery(new Term(Schema.KIND, each)), Occur.SHOULD));
            return QueryJson.of(
                    new BooleanQuery.Builder()
                            .add(query, Occur.FILTER)
                            .add(rights, Occur.FILTER)
                            .add(kind.build(), Occur.FILTER)
                            .build());
        }

        @Override
        public List<Suggesting.Spot> first(Query query, Collection<String> kinds, int most)
                throws IOException {
            ObjectNode body = QueryJson.object().put("size", most).put("track_total_hits", false);
            ObjectNode nested = QueryJson.ofRecords(scoped(query, kinds));
            ObjectNode inner =
                    ((ObjectNode) nested.path("nested")).putObject("inner_hits").put("size", most);
            fields(inner);
            body.set("query", nested);
            List<Suggesting.Spot> spots = new ArrayList<>();
            for (JsonNode record : index.search(body).path("hits").path("hits")) {
                for (JsonNode part : record.at("/inner_hits/" + IndexBody.PART + "/hits/hits")) {
                    spots.add(spot(part));
                }
            }
            return spots.subList(0, Math.min(most, spots.size()));
        }

        @Override
        public Map<String, Suggesting.Named> agencies(Query query) throws IOException {
            ObjectNode body = QueryJson.object().put("size", 0).put("track_total_hits", false);
            ObjectNode parts = body.putObject("aggs").putObject(PARTS);
            parts.putObject("nested").put("path", IndexBody.PART);
            ObjectNode matching = parts.putObject("aggs").putObject(MATCHING);
            matching.set("filter", scoped(query, List.of(Schema.DOCUMENT)));
            ObjectNode names = matching.putObject("aggs").putObject(NAMES);
            names.putObject("terms")
                    .put("field", IndexBody.part(Schema.AGENCY))
                    .put("size", MOST_NAMES);
            ObjectNode one = names.putObject("aggs").putObject(ONE).putObject("top_hits");
            fields(one.put("size", 1));
            JsonNode answer = index.search(body).path("aggregations").path(PARTS).path(MATCHING);
            Map<String, Suggesting.Named> named = new HashMap<>();
            for (JsonNode bucket : answer.path(NAMES).path("buckets")) {
                Suggesting.Spot spot = spot(bucket.at("/" + ONE + "/hits/hits/0"));
                named.put(
                        bucket.path("key").asString(),
                        new Suggesting.Named(bucket.path("doc_count").asLong(), () -> spot));
            }
            return named;
        }
    }

    private static void fields(ObjectNode hits) {
        ArrayNode values = hits.putArray("docvalue_fields");
        for (String field : List.of(Schema.AIP, Schema.KIND, Schema.DOCUMENT_ID)) {
            values.add(IndexBody.part(field));
        }
    }

    private static Suggesting.Spot spot(JsonNode part) {
        String document = value(part, Schema.DOCUMENT_ID);
        return new Suggesting.Spot(
                AipId.of(value(part, Schema.AIP)),
                document.isEmpty() ? null : new DocumentId(UUID.fromString(document)),
                value(part, Schema.KIND).equals(Schema.RECORD));
    }

    private static String value(JsonNode part, String field) {
        return part.path("fields").path(IndexBody.part(field)).path(0).asString("");
    }
}
