package vn.tangthu.repository.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of the log: JSON with {@code index}, {@code previous} (SHA-256 of the line before), then
 * {@code kind}, {@code id}, {@code at} and what the kind has (docs/log.md). The line as bytes,
 * without its newline, is the leaf of the tree.
 */
record Entry(byte[] line, long index, String previous, Kind kind, String id, JsonNode json) {
    static final String BEGINNING = "0".repeat(64);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    enum Kind {
        /** The first line of a log. */
        BEGIN,
        /** A key that signs checkpoints from here on. */
        KEY,
        /** A row of a table: who did what; a request; a step of one. */
        ROW,
        /** A version of a hồ sơ that became visible. */
        VERSION,
        /** A version of a fonds. */
        FONDS,
        /** An object that acknowledges a delivery. */
        ACKNOWLEDGED,
        /** A tombstone: what was erased by right. */
        ERASED,
        /** A line of the log of audits: runs, incidents, repairs. */
        FIXITY,
        /** The last entry that a checkpoint covers. */
        CHECKPOINT,
        /** The database was put back: it does not know the entries from – to. */
        RESTORED
    }

    /** What is to become an entry. */
    record Draft(Kind kind, String id, Instant at, Map<String, @Nullable Object> fields) {}

    static Entry of(Draft draft, long index, String previous) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("index", index);
        line.put("previous", previous);
        line.put("kind", draft.kind().name());
        line.put("id", draft.id());
        line.put("at", draft.at().toString());
        draft.fields()
                .forEach(
                        (name, value) -> {
                            if (value != null) {
                                line.put(name, value);
                            }
                        });
        byte[] bytes = JSON.writeValueAsBytes(line);
        return new Entry(bytes, index, previous, draft.kind(), draft.id(), JSON.readTree(bytes));
    }

    /** Null when it is no line of the log. */
    static @Nullable Entry read(byte[] line) {
        try {
            JsonNode json = JSON.readTree(line);
            return new Entry(
                    line,
                    json.path("index").asLong(-1),
                    json.path("previous").asString(""),
                    Kind.valueOf(json.path("kind").asString("")),
                    json.path("id").asString(""),
                    json);
        } catch (JacksonException | IllegalArgumentException e) {
            return null;
        }
    }

    /** What the next line says came before it. */
    String hash() {
        return PublicKey.hex(Merkle.sha256(line));
    }

    byte[] leaf() {
        return Merkle.leaf(line);
    }

    String text(String field) {
        return json.path(field).asString("");
    }

    long number(String field) {
        return json.path(field).asLong(0);
    }

    String asText() {
        return new String(line, StandardCharsets.UTF_8);
    }
}
