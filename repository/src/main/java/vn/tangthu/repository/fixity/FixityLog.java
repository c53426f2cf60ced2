package vn.tangthu.repository.fixity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.FixityAudits.Incident;
import vn.tangthu.repository.FixityAudits.Run;
import vn.tangthu.repository.FixityAudits.RunState;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/**
 * The history of audits and incidents as objects in the store, {@code
 * log/fixity/000000000001.jsonl} and on: one object for each run and for each incident that was
 * found on the way out. Each line is JSON and holds the SHA-512 of the line before it, over the
 * borders of objects too, so that no line can be changed, removed or put between without breaking
 * all that follow. Nothing protects the end: who can delete the newest objects can hide them.
 */
@Component
class FixityLog {
    static final String PREFIX = "log/fixity";

    /** What the first line of all says came before it. */
    static final String BEGINNING = "0".repeat(DigestAlgorithm.SHA512.hexLength());

    private static final int RACES = 10;

    private final ObjectStore store;
    private final JsonMapper json = JsonMapper.builder().build();

    /** The newest object this process wrote: were it damaged since, what follows it must not be. */
    private @Nullable StoreKey written;

    private String writtenHash = BEGINNING;

    FixityLog(ObjectStore store) {
        this.store = store;
    }

    /** Where the chain is broken. */
    record Break(String path, String detail) {}

    /**
     * @param lines of all objects in order, without those from a break on
     */
    record Content(List<JsonNode> lines, Optional<Break> broken) {}

    static Map<String, @Nullable Object> incidentLine(Incident incident) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("type", "incident");
        line.put("id", incident.id().toString());
        line.put("copy", incident.copy());
        line.put("aip", incident.aip() == null ? null : incident.aip().toString());
        LoggedFiles.put(line, incident);
        line.put("damage", incident.damage().name());
        line.put("foundAt", incident.foundAt().toString());
        if (incident.resolvedAt() != null) {
            line.put("resolvedAt", incident.resolvedAt().toString());
            line.put("repairedFrom", incident.repairedFrom());
        }
        return line;
    }

    static Map<String, @Nullable Object> runLine(Run run, String actor) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("type", "run");
        line.put("id", run.id().toString());
        line.put("copy", run.copy());
        line.put("state", run.state().name());
        line.put("actor", actor);
        line.put("startedAt", run.startedAt().toString());
        line.put("endedAt", String.valueOf(run.endedAt()));
        line.put("objects", run.objectsDone());
        line.put("bytes", run.bytesDone());
        line.put("problems", run.problems());
        return line;
    }

    /**
     * A slice of the budget.
     *
     * @param floor nothing of the archive was unread for longer when it ended; null says nothing
     */
    static Map<String, @Nullable Object> sliceLine(
            Run run, String node, int problems, Instant endedAt, @Nullable Instant floor) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("type", "budget");
        line.put("id", run.id().toString());
        line.put("copy", run.copy());
        line.put("state", RunState.PART_READ.name());
        line.put("node", node);
        line.put("startedAt", run.startedAt().toString());
        line.put("endedAt", endedAt.toString());
        line.put("objects", run.objectsDone());
        line.put("objectsTotal", run.objectsTotal());
        line.put("bytes", run.bytesDone());
        line.put("bytesTotal", run.bytesTotal());
        line.put("problems", problems);
        line.put("nothingUnreadBefore", floor == null ? null : floor.toString());
        return line;
    }

    /** Appends one object with these lines; durable on return. */
    synchronized void append(List<Map<String, @Nullable Object>> lines) throws IOException {
        for (int race = 0; ; race++) {
            StoreKey last = last(race > 0);
            long sequence = last == null ? 1 : sequence(last) + 1;
            String previous =
                    last == null ? BEGINNING : last.equals(written) ? writtenHash : lastHash(last);
            StringBuilder text = new StringBuilder();
            for (Map<String, @Nullable Object> line : lines) {
                Map<String, @Nullable Object> chained = new LinkedHashMap<>();
                chained.put("previous", previous);
                chained.putAll(line);
                String written = json.writeValueAsString(chained);
                text.append(written).append('\n');
                previous = hash(written);
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            StoreKey key =
                    new StoreKey(String.format(Locale.ROOT, "%s/%012d.jsonl", PREFIX, sequence));
            try {
                store.putNew(key, ByteSource.of(bytes), Digest.of(DigestAlgorithm.SHA512, bytes));
                written = key;
                writtenHash = previous;
                return;
            } catch (StoreException.Exists e) {
                if (race == RACES) {
                    throw e;
                }
            }
        }
    }

    /**
     * The newest object. All are listed only where another may have written since: one that it
     * wrote after ours is in the way of what is put then, and nothing is overwritten.
     */
    private @Nullable StoreKey last(boolean another) throws IOException {
        StoreKey ours = written;
        if (!another && ours != null && store.info(ours).isPresent()) {
            return ours;
        }
        List<StoreKey> keys = keys();
        return keys.isEmpty() ? null : keys.getLast();
    }

    /** Everything, checked. Runs are few and damage is rare: it fits memory. */
    Content read() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        String previous = BEGINNING;
        long expected = 1;
        for (StoreKey key : keys()) {
            if (sequence(key) != expected++) {
                return broken(all, key, "An object of the log before this one is missing");
            }
            try (BufferedReader lines = reader(key)) {
                for (String line; (line = lines.readLine()) != null; ) {
                    JsonNode node;
                    try {
                        node = json.readTree(line);
                    } catch (RuntimeException e) {
                        return broken(all, key, "A line cannot be read");
                    }
                    if (!previous.equals(node.path("previous").asString(""))) {
                        return broken(all, key, "A line does not follow the one before it");
                    }
                    all.add(node);
                    previous = hash(line);
                }
            }
        }
        return new Content(all, Optional.empty());
    }

    private static Content broken(List<JsonNode> all, StoreKey key, String detail) {
        return new Content(all, Optional.of(new Break(key.value(), detail)));
    }

    private List<StoreKey> keys() throws IOException {
        try (Stream<ObjectInfo> objects = store.list(StorePrefix.below(PREFIX))) {
            return objects.map(ObjectInfo::key)
                    .filter(key -> key.lastSegment().matches("[0-9]{12}\\.jsonl"))
                    .sorted()
                    .toList();
        }
    }

    private static long sequence(StoreKey key) {
        return Long.parseLong(key.lastSegment().substring(0, 12));
    }

    private String lastHash(StoreKey key) throws IOException {
        String last = "";
        try (BufferedReader lines = reader(key)) {
            for (String line; (line = lines.readLine()) != null; ) {
                last = line;
            }
        }
        return hash(last);
    }

    private BufferedReader reader(StoreKey key) throws IOException {
        return new BufferedReader(new InputStreamReader(store.open(key), StandardCharsets.UTF_8));
    }

    private static String hash(String line) {
        return Digest.of(DigestAlgorithm.SHA512, line.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
