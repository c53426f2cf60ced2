package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.indexer.IndexableRecord;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.indexer.lucene.Analysis;
import vn.tangthu.indexer.lucene.Schema;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FondsId;

/**
 * An index of the cluster. Its changes are numbered: each feeder that writes to it begins above all
 * numbers of those before, so what one of them, or a node that stood still, lets arrive late is
 * older and does nothing. Its {@link ClusterCursor cursor} is written when all that it covers is
 * acknowledged: a feeder or a node that is killed leaves it behind what is in the index, never
 * before it, and what is taken in again takes the place of itself.
 */
final class ClusterGeneration implements RecordIndex.Generation {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterGeneration.class);

    /**
     * The server forgets what was deleted once all copies are in step, which it asks every 30 s.
     */
    private static final Duration EXPUNGING = Duration.ofMinutes(10);

    private static final Duration EXPUNGING_PAUSE = Duration.ofSeconds(2);

    /** The feeder's term above, two thousand million changes of it below. */
    private static final int TERM_SHIFT = 31;

    private final Cluster cluster;
    private final Analysis analysis;
    private final String name;
    private final ClusterCursor cursor;
    private final Bulk bulk;

    /** Of the last change; 0 until this feeder has begun its own. */
    private long number;

    /** Of the same index when it was opened here before; 0 for none. */
    private long formerTerm;

    private volatile boolean open = true;

    private final Object holding = new Object();

    /** Who waits for what was erased to be gone; meanwhile the cursor is held back. */
    private int waiting;

    private @Nullable ObjectNode held;

    ClusterGeneration(Cluster cluster, Analysis analysis, String name) throws IOException {
        this.cluster = cluster;
        this.analysis = analysis;
        this.name = name;
        this.cursor = new ClusterCursor(cluster, name, writing(name));
        this.bulk = new Bulk(cluster, writing(name), () -> ++number);
    }

    /** Of an index that was made just now. */
    ClusterGeneration begun() throws IOException {
        cursor.begin();
        return this;
    }

    /** Opened again: what is written here takes the place of what was written there. */
    ClusterGeneration after(ClusterGeneration former) {
        formerTerm = Math.max(former.number >> TERM_SHIFT, former.formerTerm);
        return this;
    }

    /** Whether it is known how far it is filled, if at all. */
    boolean isWhole() {
        return cursor.state() != null;
    }

    /** The alias through which it is written. */
    static String writing(String name) {
        return name + "-writing";
    }

    String name() {
        return name;
    }

    @Override
    public Optional<RecordIndex.Cursor> cursor() {
        JsonNode state = cursor.state();
        return state == null || !state.has("epoch")
                ? Optional.empty()
                : Optional.of(
                        new RecordIndex.Cursor(
                                UUID.fromString(state.path("epoch").asString()),
                                state.path("sequence").asLong(),
                                ClusterPasses.of(state)));
    }

    @Override
    public List<IndexStatus.Parked> parked() {
        List<IndexStatus.Parked> parked = new ArrayList<>();
        JsonNode state = cursor.state();
        if (state != null) {
            for (JsonNode one : state.path(ClusterCursor.PARKED)) {
                parked.add(
                        new IndexStatus.Parked(
                                one.path(ClusterCursor.AIP).asString(),
                                one.path("reason").asString()));
            }
        }
        return parked;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void put(IndexableRecord record) throws IOException {
        byte[] body = RecordJson.of(record, analysis);
        beginNumbers();
        writing(() -> bulk.put(record.all().id(), body));
    }

    /** Numbers of a feeder are a term, above that of the last feeder, and a count. */
    private void beginNumbers() throws IOException {
        if (number == 0) {
            synchronized (holding) {
                writing(() -> number = cursor.nextTerm(formerTerm) << TERM_SHIFT);
            }
        }
    }

    @Override
    public void remove(AipId id) throws IOException {
        beginNumbers();
        writing(() -> bulk.remove(id));
    }

    /** A question found that it is not there: the feed opens another. */
    void lost() {
        open = false;
    }

    private interface Work {
        void run() throws IOException;
    }

    /** What is not there, or not as it was left, takes nothing in any more. */
    private void writing(Work work) throws IOException {
        try {
            work.run();
        } catch (ClusterCursor.OvertakenException e) {
            open = false;
            throw e;
        } catch (Cluster.RefusedException e) {
            if (e.status == 404) {
                open = false;
            }
            throw e;
        }
    }

    @Override
    public Map<AipId, String> refused() {
        return bulk.refused();
    }

    @Override
    public void expunge(Collection<AipId> ids) throws IOException {
        for (AipId id : ids) {
            remove(id);
        }
        refresh();
    }

    /**
     * The cursor leaves deleted documents of its own with each commit, of which nobody could tell
     * that they are no records: so it is written when all is gone. A kill meanwhile leaves it so
     * much behind.
     */
    @Override
    public void awaitExpunged() throws IOException {
        synchronized (holding) {
            waiting++;
        }
        try {
            awaitNothingDeleted();
        } finally {
            synchronized (holding) {
                if (--waiting == 0) {
                    try {
                        writeHeld();
                    } catch (IOException e) {
                        LOG.warn("The cursor is written with the next commit", e);
                    }
                }
            }
        }
    }

    /** Merging is asked for as a task, which is looked at: no request waits for it to end. */
    private void awaitNothingDeleted() throws IOException {
        long end = System.nanoTime() + EXPUNGING.toNanos();
        while (true) {
            ofAllShards(cluster.post(name + "/_flush?force=true&wait_if_ongoing=true"));
            JsonNode begun =
                    cluster.post(
                            name
                                    + "/_forcemerge?only_expunge_deletes=true&flush=true"
                                    + "&wait_for_completion=false");
            awaitTask(begun.path("task").asString(), end);
            ofAllShards(cluster.post(name + "/_refresh"));
            // Of all copies, also those that are not the first.
            JsonNode stats = ofAllShards(cluster.get(name + "/_stats/docs"));
            JsonNode deleted = stats.at("/_all/total/docs/deleted");
            if (deleted.isNumber() && deleted.asLong() == 0) {
                return;
            }
            pause(end);
        }
    }

    private void awaitTask(String task, long end) throws IOException {
        while (true) {
            JsonNode state = cluster.get("_tasks/" + task);
            if (state.path("completed").asBoolean(false)) {
                if (state.has("error")) {
                    throw new IOException("OpenSearch: " + Cluster.reason(state));
                }
                ofAllShards(state.path("response"));
                return;
            }
            pause(end);
        }
    }

    private static void pause(long end) throws IOException {
        if (System.nanoTime() > end) {
            throw new IOException("OpenSearch still holds what was erased");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("Interrupted while OpenSearch erases");
        }
        LockSupport.parkNanos(EXPUNGING_PAUSE.toNanos());
    }

    private static JsonNode ofAllShards(JsonNode answer) throws IOException {
        return Cluster.ofAllShards(answer);
    }

    @Override
    public void refresh() throws IOException {
        writing(
                () -> {
                    bulk.flush();
                    ofAllShards(cluster.post(name + "/_refresh"));
                });
    }

    @Override
    public void commit(RecordIndex.Cursor cursor, List<IndexStatus.Parked> parked)
            throws IOException {
        commit(state(cursor, parked));
    }

    @Override
    public void commit(RecordIndex.Cursor cursor, List<IndexStatus.Parked> parked, long head)
            throws IOException {
        commit(state(cursor, parked).put("head", head));
    }

    private void commit(ObjectNode state) throws IOException {
        writing(bulk::flush);
        synchronized (holding) {
            held = state;
            if (waiting == 0) {
                writeHeld();
            }
        }
    }

    private void writeHeld() throws IOException {
        ObjectNode state = held;
        if (state != null) {
            writing(() -> cursor.write(state));
            held = null;
        }
    }

    private static ObjectNode state(RecordIndex.Cursor cursor, List<IndexStatus.Parked> parked) {
        ObjectNode state = QueryJson.object();
        state.put("schema", Schema.VERSION);
        state.put("epoch", cursor.epoch().toString()).put("sequence", cursor.sequence());
        ClusterPasses.put(state, cursor.passes());
        ArrayNode all = state.putArray(ClusterCursor.PARKED);
        for (IndexStatus.Parked one : parked) {
            all.addObject().put(ClusterCursor.AIP, one.aip()).put("reason", one.reason());
        }
        return state;
    }

    @Override
    public OptionalLong head() {
        JsonNode state = cursor.state();
        return state == null || !state.has("head")
                ? OptionalLong.empty()
                : OptionalLong.of(state.path("head").asLong());
    }

    @Override
    public List<AipId> recordsOf(FondsId fonds, @Nullable AipId after, int most)
            throws IOException {
        ObjectNode body = QueryJson.first(most);
        body.putArray("sort").addObject().put(Schema.AIP, "asc");
        body.putArray("search_after").add(after == null ? "" : after.toString());
        body.set(
                "query",
                QueryJson.node("term", QueryJson.object().put(Schema.FONDS, fonds.toString())));
        // All of it or nothing: records of a shard that does not answer would be passed by.
        JsonNode found = cluster.post(name + "/_search?allow_partial_search_results=false", body);
        List<AipId> ids = new ArrayList<>();
        for (JsonNode hit : found.path("hits").path("hits")) {
            ids.add(AipId.of(hit.path("fields").path(Schema.AIP).path(0).asString()));
        }
        return ids;
    }

    @Override
    public RecordIndex.Size size() throws IOException {
        ObjectNode body = QueryJson.object().put("size", 0).put("track_total_hits", true);
        // Cursors are no records.
        body.putObject("query").putObject("exists").put("field", Schema.AIP);
        body.putObject("aggs")
                .putObject(IndexBody.PAGES)
                .putObject("sum")
                .put("field", IndexBody.PAGES);
        Cluster.Answer sizes = cluster.ask(name + "/_search", Cluster.bytes(body));
        if (sizes.isMissing()) {
            lost();
        }
        if (!sizes.isGood()) {
            throw new Cluster.RefusedException(sizes.status(), Cluster.reason(sizes.body()));
        }
        JsonNode answer = sizes.body();
        return new RecordIndex.Size(
                answer.path("hits").path("total").path("value").asLong(),
                (long) answer.at("/aggregations/" + IndexBody.PAGES + "/value").asDouble());
    }

    @Override
    public void abandon() throws IOException {
        open = false;
        Cluster.Answer deleted = cluster.send("DELETE", name, null);
        if (!deleted.isGood() && !deleted.isMissing()) {
            throw new Cluster.RefusedException(deleted.status(), Cluster.reason(deleted.body()));
        }
    }
}
