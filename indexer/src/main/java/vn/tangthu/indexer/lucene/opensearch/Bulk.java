package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.tangthu.repository.AipId;

/**
 * Changes on their way to an index, a few megabytes at a time. Each is kept until the server
 * acknowledged it, so after a fault they are sent again; a record is one document under its own id,
 * so what arrives twice is there once, and under a number, so what arrives late, by a node that
 * stood still, takes the place of nothing newer. A server that has too much to do is given time.
 */
final class Bulk {
    private static final Logger LOG = LoggerFactory.getLogger(Bulk.class);

    /** So much is sent at once, or one record that is larger. */
    private static final int FULL = 5 << 20;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** A server that is busy for longer is a fault: the feed says so and comes again. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int CREATED = 300;
    private static final int MISSING = 404;

    /** Nothing helps here, all else may be taken another time. */
    private static final int WRONG = 400;

    private static final byte[] LINE = "\n".getBytes(StandardCharsets.UTF_8);

    private final Cluster cluster;
    private final String path;
    private final LongSupplier numbers;

    /** The last change of each record; without a body it is removed. */
    private final Map<AipId, Change> waiting = new LinkedHashMap<>();

    private final Map<AipId, String> refused = new LinkedHashMap<>();
    private long bytes;

    private record Change(AipId id, byte @Nullable [] body, long number) {
        int size() {
            return body == null ? 0 : body.length;
        }
    }

    /**
     * @param alias of the index: it would be made anew if it was named itself and had vanished
     * @param numbers of changes, each higher than all before
     */
    Bulk(Cluster cluster, String alias, LongSupplier numbers) {
        this.cluster = cluster;
        this.numbers = numbers;
        this.path = alias + "/_bulk?require_alias=true";
    }

    void put(AipId id, byte[] body) throws IOException {
        add(new Change(id, body, numbers.getAsLong()));
    }

    void remove(AipId id) throws IOException {
        add(new Change(id, null, numbers.getAsLong()));
    }

    private void add(Change change) throws IOException {
        if (bytes > 0 && bytes + change.size() > FULL) {
            flush();
        }
        Change before = waiting.remove(change.id());
        bytes += change.size() - (before == null ? 0 : before.size());
        waiting.put(change.id(), change);
    }

    /** What the server would not take since this was asked last, with its reason. */
    Map<AipId, String> refused() {
        Map<AipId, String> all = Map.copyOf(refused);
        refused.clear();
        return all;
    }

    /** Returns when the server has acknowledged all of it, on all copies that are in step. */
    void flush() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Duration pause = FIRST_PAUSE;
        int most = Integer.MAX_VALUE;
        while (!waiting.isEmpty()) {
            List<Change> sent = waiting.values().stream().limit(most).toList();
            Cluster.Answer answer = cluster.change(path, lines(sent));
            if (answer.isGood()) {
                if (take(sent, answer.body().path("items"))) {
                    continue;
                }
            } else if (answer.status() == Cluster.TOO_LARGE && sent.size() > 1) {
                most = sent.size() / 2;
                continue;
            } else if (answer.status() == Cluster.TOO_LARGE && sent.getFirst().body() != null) {
                refuse(sent.getFirst(), answer.status() + ": " + Cluster.reason(answer.body()));
                continue;
            } else if (!isBusy(answer.status())) {
                throw new Cluster.RefusedException(answer.status(), Cluster.reason(answer.body()));
            }
            if (System.nanoTime() > end) {
                throw new IOException("OpenSearch quá bận / is too busy: " + waiting.size());
            }
            LOG.debug("OpenSearch is busy; {} changes are sent again", waiting.size());
            sleep(pause);
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        }
    }

    private static void sleep(Duration pause) throws IOException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while OpenSearch was busy");
        }
    }

    private static boolean isBusy(int status) {
        return status == Cluster.BUSY || status >= 502 && status <= 504;
    }

    /**
     * What was acknowledged is done; what was refused for good is taken out of the index.
     *
     * @return false when something is to be sent again after a while
     * @throws IOException when the server could not do something, which it may another time
     */
    private boolean take(List<Change> sent, JsonNode items) throws IOException {
        if (items.size() != sent.size()) {
            throw new IOException("OpenSearch answered for " + items.size() + " of " + sent.size());
        }
        boolean all = true;
        IOException failed = null;
        for (int i = 0; i < sent.size(); i++) {
            Change change = sent.get(i);
            JsonNode item = items.get(i).path(change.body() == null ? "delete" : "index");
            int status = item.path("status").asInt(0);
            if (status > 0 && status < CREATED
                    || status == MISSING && "not_found".equals(item.path("result").asString(""))) {
                done(change);
            } else if (isBusy(status)) {
                all = false;
            } else if (change.body() != null && (status == WRONG || status == Cluster.TOO_LARGE)) {
                refuse(change, status + ": " + Cluster.reason(item));
            } else {
                failed = new Cluster.RefusedException(status, Cluster.reason(item));
            }
        }
        if (failed != null) {
            throw failed;
        }
        return all;
    }

    /** What the index had of it is taken out: it may tell what may no longer be told. */
    private void refuse(Change change, String reason) {
        refused.put(change.id(), reason);
        done(change);
        waiting.put(change.id(), new Change(change.id(), null, numbers.getAsLong()));
    }

    private void done(Change change) {
        waiting.remove(change.id());
        bytes -= change.size();
    }

    private static List<byte[]> lines(List<Change> changes) {
        List<byte[]> lines = new ArrayList<>();
        for (Change change : changes) {
            ObjectNode id =
                    QueryJson.object()
                            .put("_id", change.id().toString())
                            .put("version", change.number())
                            .put("version_type", "external_gte");
            String action = change.body() == null ? "delete" : "index";
            lines.add(Cluster.bytes(QueryJson.node(action, id)));
            lines.add(LINE);
            byte[] body = change.body();
            if (body != null) {
                lines.add(body);
                lines.add(LINE);
            }
        }
        return lines;
    }
}
