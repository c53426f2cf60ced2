package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.tangthu.indexer.RecordIndex;

/**
 * How far an index is filled, as a document in each of its own shards: whatever is put back from a
 * snapshot, lost or begun empty takes its cursor with it, and the least of them is the index's. A
 * snapshot is of one moment in each shard, but not of several indices.
 *
 * <p>It is written only in the place of what was read or written here before, in the index that was
 * opened here. So it does not go on where another feeder wrote since, nor where an older state was
 * put back or a stale copy became the first under a running feeder; then the index must be opened
 * again.
 */
final class ClusterCursor {
    static final String FIELD = "cursor";

    private static final String TERM = "term";
    private static final String EPOCH = "epoch";
    private static final String SEQUENCE = "sequence";
    static final String PARKED = "parked";
    static final String AIP = "aip";

    /** Ids of the documents, of which as many are tried as it takes to have one in each shard. */
    private static final String ID = "cursor-";

    private static final int MOST_TRIED = 10_000;
    private static final int CONFLICT = 409;

    /** So much is sent at once, or one document that is larger: what is parked may be megabytes. */
    private static final int FULL = 5 << 20;

    private static final byte[] LINE = "\n".getBytes(StandardCharsets.UTF_8);

    private final Cluster cluster;
    private final String name;
    private final String path;
    private final String identity;
    private final List<String> ids;

    /** As they are in the index, by what this feeder knows; without those that are missing. */
    private final Map<String, Kept> kept = new HashMap<>();

    /** What was sent since all were acknowledged last; may have arrived. */
    private final Set<String> sent = new HashSet<>();

    /** Makes what is written here unlike what any other wrote. */
    private final UUID feeder = UUID.randomUUID();

    private long writes;
    private @Nullable ObjectNode state;

    /**
     * @param sequence which change of the shard it was
     * @param term of the shard's primary at that time
     */
    private record Kept(String text, long sequence, long term) {}

    /** The index is not what this feeder left: to be opened again. */
    static final class OvertakenException extends IOException {
        private static final long serialVersionUID = 1L;

        OvertakenException(String name) {
            super(
                    "Chỉ mục đã được khôi phục hoặc một máy chủ khác ghi vào / The index was"
                            + " restored, or another server writes to it: "
                            + name);
        }
    }

    /**
     * @param alias through which the index is written
     */
    ClusterCursor(Cluster cluster, String name, String alias) throws IOException {
        this.cluster = cluster;
        this.name = name;
        // Who waited long for a first copy would write to another than was looked at before.
        this.path = alias + "/_bulk?require_alias=true&timeout=5s";
        this.ids = ids();
        this.identity = identity();
        read(ids);
        state = least();
    }

    /**
     * The index, and of each shard the history of its first copy. A copy that is in step goes on
     * with the same when it takes the place of the first; one that is put back from a snapshot,
     * begun empty or forced to be the first though it is stale begins another.
     *
     * @throws IOException also while a shard has no first copy
     */
    private String identity() throws IOException {
        JsonNode index =
                cluster.get(
                                name
                                        + "/_stats/docs?level=shards&filter_path=error,"
                                        + "indices.*.uuid,indices.*.shards.*.routing.primary,"
                                        + "indices.*.shards.*.commit.user_data.history_uuid")
                        .path("indices")
                        .path(name);
        Map<String, String> histories = new TreeMap<>();
        for (Map.Entry<String, JsonNode> shard : index.path("shards").properties()) {
            for (JsonNode copy : shard.getValue()) {
                String history = copy.at("/commit/user_data/history_uuid").asString("");
                if (copy.at("/routing/primary").asBoolean(false) && !history.isEmpty()) {
                    histories.put(shard.getKey(), history);
                }
            }
        }
        if (histories.size() != ids.size()) {
            throw new IOException("OpenSearch: a shard without its first copy: " + name);
        }
        return index.path("uuid").asString("") + histories;
    }

    private List<String> ids() throws IOException {
        int shards = cluster.get(name + "/_search_shards").path("shards").size();
        if (shards == 1) {
            return List.of(ID + 0);
        }
        Map<Integer, String> byShard = new LinkedHashMap<>();
        for (int i = 0; byShard.size() < shards; i++) {
            JsonNode shard =
                    cluster.get(name + "/_search_shards?routing=" + ID + i).at("/shards/0/0/shard");
            if (!shard.isNumber() || i == MOST_TRIED) {
                throw new IOException("OpenSearch: a shard without a copy: " + name);
            }
            byShard.putIfAbsent(shard.asInt(), ID + i);
        }
        return List.copyOf(byShard.values());
    }

    private void read(List<String> some) throws IOException {
        ObjectNode body = QueryJson.object();
        ArrayNode wanted = body.putArray("docs");
        some.forEach(id -> wanted.addObject().put("_id", id).putArray("stored_fields").add(FIELD));
        for (JsonNode each : cluster.post(name + "/_mget", body).path("docs")) {
            if (each.has("error")) {
                throw new IOException("OpenSearch: " + Cluster.reason(each));
            }
            String id = each.path("_id").asString();
            kept.remove(id);
            if (each.path("found").asBoolean(false)) {
                kept.put(
                        id,
                        new Kept(
                                each.path("fields").path(FIELD).path(0).asString(),
                                each.path("_seq_no").asLong(),
                                each.path("_primary_term").asLong()));
            }
        }
    }

    /**
     * That of the shard that is furthest behind, with all that is parked, and all passes that were
     * under way, in any: of shards that were put back to several moments the one may lack what
     * another tells to be done.
     */
    private @Nullable ObjectNode least() {
        if (!kept.keySet().containsAll(ids)) {
            return null;
        }
        List<ObjectNode> all = new ArrayList<>();
        for (String id : ids) {
            all.add((ObjectNode) Cluster.JSON.readTree(Objects.requireNonNull(kept.get(id)).text));
        }
        ObjectNode least = all.getFirst();
        long term = 0;
        Set<String> epochs = new HashSet<>();
        Map<String, JsonNode> parked = new LinkedHashMap<>();
        List<List<RecordIndex.Pass>> passes = new ArrayList<>();
        for (ObjectNode each : all) {
            if (each.path(SEQUENCE).asLong(-1) < least.path(SEQUENCE).asLong(-1)) {
                least = each;
            }
            term = Math.max(term, each.path(TERM).asLong(0));
            if (each.has(EPOCH)) {
                epochs.add(each.path(EPOCH).asString());
            }
            each.path(PARKED).forEach(one -> parked.putIfAbsent(one.path(AIP).asString(), one));
            passes.add(ClusterPasses.of(each));
        }
        if (epochs.size() > 1) {
            return null;
        }
        ObjectNode state = least.deepCopy().put(TERM, term);
        state.putArray(PARKED).addAll(parked.values());
        ClusterPasses.put(state, ClusterPasses.least(passes));
        return state;
    }

    /**
     * The last state that was written to all shards; null where one has none or they are of several
     * epochs, so that nobody knows how far the index is filled.
     */
    @Nullable ObjectNode state() {
        return state;
    }

    /** Of the last feeder, above which the next one begins; 0 for none. */
    long term() {
        ObjectNode known = state;
        return known == null ? 0 : known.path(TERM).asLong(0);
    }

    /** Of a new index. */
    void begin() throws IOException {
        write(QueryJson.object(), 0);
    }

    /**
     * Takes the next term for this feeder: numbers of all others are lower. An older state that was
     * put back has an older term, and in it may be what a feeder that did not notice wrote later;
     * so it is no lower than the clock either, in seconds.
     *
     * @param last known otherwise; 0 for none
     */
    long nextTerm(long last) throws IOException {
        ObjectNode known = state;
        long term = Math.max(Math.max(term(), last) + 1, Instant.now().getEpochSecond());
        write(known == null ? QueryJson.object() : known.deepCopy(), term);
        return term;
    }

    /**
     * Returns when all copies of all shards that are in step have it.
     *
     * @throws OvertakenException when the index is not what was opened here
     */
    void write(ObjectNode fresh) throws IOException {
        write(fresh, term());
    }

    private void write(ObjectNode fresh, long term) throws IOException {
        if (!identity().equals(identity)) {
            throw new OvertakenException(name);
        }
        fresh.put(TERM, term).put("feeder", feeder.toString()).put("write", ++writes);
        String text = fresh.toString();
        sent.add(text);
        Set<String> left = new LinkedHashSet<>(ids);
        left.removeAll(send(left, text));
        if (!left.isEmpty()) {
            // What was sent before may have arrived without its answer; anything else is foreign.
            read(List.copyOf(left));
            for (String id : Set.copyOf(left)) {
                Kept other = kept.get(id);
                if (other == null || !sent.contains(other.text)) {
                    throw new OvertakenException(name);
                }
                if (other.text.equals(text)) {
                    left.remove(id);
                }
            }
            left.removeAll(send(left, text));
            if (!left.isEmpty()) {
                throw new OvertakenException(name);
            }
        }
        sent.clear();
        sent.add(text);
        state = fresh;
    }

    /**
     * @return those that were written; the others stand there otherwise than is known here
     */
    private Set<String> send(Set<String> some, String text) throws IOException {
        byte[] body = Cluster.bytes(QueryJson.object().put(FIELD, text));
        Set<String> done = new HashSet<>();
        List<byte[]> lines = new ArrayList<>();
        long bytes = 0;
        for (String id : some) {
            Kept before = kept.get(id);
            ObjectNode place = QueryJson.object().put("_id", id);
            if (before != null) {
                place.put("if_seq_no", before.sequence).put("if_primary_term", before.term);
            }
            if (bytes > 0 && bytes + body.length > FULL) {
                done.addAll(send(lines, text));
                lines.clear();
                bytes = 0;
            }
            String action = before == null ? "create" : "index";
            lines.addAll(List.of(Cluster.bytes(QueryJson.node(action, place)), LINE, body, LINE));
            bytes += body.length;
        }
        if (!lines.isEmpty()) {
            done.addAll(send(lines, text));
        }
        return done;
    }

    private Set<String> send(List<byte[]> lines, String text) throws IOException {
        Cluster.Answer answer = cluster.change(path, lines);
        if (!answer.isGood()) {
            throw new Cluster.RefusedException(answer.status(), Cluster.reason(answer.body()));
        }
        Set<String> done = new HashSet<>();
        for (JsonNode item : answer.body().path("items")) {
            JsonNode one = item.iterator().next();
            String id = one.path("_id").asString("");
            int status = one.path("status").asInt(0);
            if (status > 0 && status < 300) {
                done.add(id);
                kept.put(
                        id,
                        new Kept(
                                text,
                                one.path("_seq_no").asLong(),
                                one.path("_primary_term").asLong()));
            } else if (status != CONFLICT) {
                throw new Cluster.RefusedException(status, Cluster.reason(one));
            }
        }
        return done;
    }
}
