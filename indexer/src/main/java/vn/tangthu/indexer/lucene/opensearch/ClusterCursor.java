package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far an index is filled, as a document in each of its own shards: whatever is put back from a
 * snapshot, lost or begun empty takes its cursor with it, and the least of them is the index's. A
 * snapshot is of one moment in each shard, but not of several indices.
 *
 * <p>It is written only in the place of what was read or written here before, in the index that was
 * opened here. So it does not go on where another feeder wrote since, nor where an older state was
 * put back under a running feeder; then the index must be opened again.
 */
final class ClusterCursor {
    static final String FIELD = "cursor";

    private static final String TERM = "term";
    private static final String EPOCH = "epoch";
    private static final String SEQUENCE = "sequence";
    private static final String PARKED = "parked";

    /** Ids of the documents, of which as many are tried as it takes to have one in each shard. */
    private static final String ID = "cursor-";

    private static final int MOST_TRIED = 10_000;
    private static final int CONFLICT = 409;
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
        this.path = alias + "/_bulk?require_alias=true";
        this.identity = identity();
        this.ids = ids();
        read(ids);
        state = least();
    }

    /** The server gives an index another when it is restored, whether it was there or not. */
    private String identity() throws IOException {
        JsonNode settings =
                cluster.get(name + "/_settings?flat_settings=true").path(name).path("settings");
        return settings.path("index.uuid").asString("")
                + settings.path("index.history.uuid").asString("");
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

    /** That of the shard that is furthest behind; what is parked stands in the first alone. */
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
        for (ObjectNode each : all) {
            if (each.path(SEQUENCE).asLong(-1) < least.path(SEQUENCE).asLong(-1)) {
                least = each;
            }
            term = Math.max(term, each.path(TERM).asLong(0));
            if (each.has(EPOCH)) {
                epochs.add(each.path(EPOCH).asString());
            }
        }
        if (epochs.size() > 1) {
            return null;
        }
        ObjectNode state = least.deepCopy().put(TERM, term);
        state.set(PARKED, all.getFirst().path(PARKED).deepCopy());
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

    /** Takes the next term for this feeder: numbers of all others are lower. */
    long nextTerm() throws IOException {
        ObjectNode known = state;
        long term = term() + 1;
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
        ObjectNode others = fresh.deepCopy();
        others.remove(PARKED);
        Map<String, String> texts = new LinkedHashMap<>();
        ids.forEach(id -> texts.put(id, (texts.isEmpty() ? fresh : others).toString()));
        sent.addAll(texts.values());
        Set<String> left = new LinkedHashSet<>(ids);
        left.removeAll(send(left, texts));
        if (!left.isEmpty()) {
            // What was sent before may have arrived without its answer; anything else is foreign.
            read(List.copyOf(left));
            for (String id : Set.copyOf(left)) {
                Kept other = kept.get(id);
                if (other == null || !sent.contains(other.text)) {
                    throw new OvertakenException(name);
                }
                if (other.text.equals(texts.get(id))) {
                    left.remove(id);
                }
            }
            left.removeAll(send(left, texts));
            if (!left.isEmpty()) {
                throw new OvertakenException(name);
            }
        }
        sent.clear();
        sent.addAll(texts.values());
        state = fresh;
    }

    /**
     * @return those that were written; the others stand there otherwise than is known here
     */
    private Set<String> send(Set<String> some, Map<String, String> texts) throws IOException {
        if (some.isEmpty()) {
            return Set.of();
        }
        List<byte[]> lines = new ArrayList<>();
        for (String id : some) {
            Kept before = kept.get(id);
            ObjectNode place = QueryJson.object().put("_id", id);
            if (before != null) {
                place.put("if_seq_no", before.sequence).put("if_primary_term", before.term);
            }
            String action = before == null ? "create" : "index";
            lines.add(Cluster.bytes(QueryJson.node(action, place)));
            lines.add(LINE);
            lines.add(Cluster.bytes(QueryJson.object().put(FIELD, texts.get(id))));
            lines.add(LINE);
        }
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
                                Objects.requireNonNull(texts.get(id)),
                                one.path("_seq_no").asLong(),
                                one.path("_primary_term").asLong()));
            } else if (status != CONFLICT) {
                throw new Cluster.RefusedException(status, Cluster.reason(one));
            }
        }
        return done;
    }
}
