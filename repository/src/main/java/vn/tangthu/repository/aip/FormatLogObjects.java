package vn.tangthu.repository.aip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.FormatChanges.Change;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.FormatIdentification.Basis;
import vn.tangthu.repository.FormatLog;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/**
 * {@code log/formats/20261122/034501123-<uuid>.jsonl}: one object for each part, named by its time,
 * so that their keys are in the order of time and none is written twice.
 */
@Component
final class FormatLogObjects implements FormatLog {
    private static final String PREFIX = "log/formats";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd/HHmmssSSS").withZone(ZoneOffset.UTC);

    private final ObjectStore store;

    FormatLogObjects(ObjectStore store) {
        this.store = store;
    }

    @Override
    public void write(Part part) throws IOException {
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        Map<String, @Nullable Object> head = new LinkedHashMap<>();
        head.put("type", "formats");
        head.put("run", part.run().toString());
        head.put("signatures", part.signatures());
        head.put("at", part.at().toString());
        lines.add(head);
        for (Seen seen : part.seen()) {
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put("aip", seen.aip().toString());
            line.put("files", seen.files());
            lines.add(line);
        }
        part.changes().forEach(change -> lines.add(line(change)));
        byte[] bytes = SealedLines.write(lines);
        StoreKey key =
                new StoreKey(
                        PREFIX + "/" + NAME.format(part.at()) + "-" + UUID.randomUUID() + ".jsonl");
        var unused =
                store.putNew(key, ByteSource.of(bytes), Digest.of(DigestAlgorithm.SHA512, bytes));
    }

    private static Map<String, @Nullable Object> line(Change change) {
        FormatIdentification now = change.now();
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("file", change.file().toString());
        line.put("of", change.aip().toString());
        line.put("print", change.print());
        line.put("before", change.before());
        line.put("puid", now.puid());
        line.put("name", now.name());
        line.put("version", now.version());
        line.put("basis", now.basis().name());
        return line;
    }

    @Override
    public List<String> read(Taker taker) throws IOException {
        List<StoreKey> keys;
        try (Stream<ObjectInfo> all = store.list(StorePrefix.below(PREFIX))) {
            keys = all.map(ObjectInfo::key).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        List<String> damaged = new ArrayList<>();
        for (StoreKey key : keys) {
            byte[] bytes;
            try (InputStream in = store.open(key)) {
                bytes = in.readAllBytes();
            }
            Part part = part(SealedLines.read(bytes));
            if (part == null) {
                damaged.add(key.value());
            } else {
                taker.take(part);
            }
        }
        return damaged;
    }

    private static @Nullable Part part(@Nullable List<JsonNode> lines) {
        if (lines == null || lines.isEmpty()) {
            return null;
        }
        try {
            JsonNode head = lines.getFirst();
            String signatures = head.path("signatures").asString();
            Instant at = Instant.parse(head.path("at").asString());
            List<Seen> seen = new ArrayList<>();
            List<Change> changes = new ArrayList<>();
            for (JsonNode line : lines.subList(1, lines.size())) {
                if (line.has("file")) {
                    changes.add(change(line, signatures, at));
                } else {
                    seen.add(
                            new Seen(
                                    AipId.of(line.path("aip").asString()),
                                    line.path("files").asInt()));
                }
            }
            return new Part(
                    UUID.fromString(head.path("run").asString()), signatures, at, seen, changes);
        } catch (RuntimeException e) {
            return null; // sealed, but by somebody who does not know what stands in one
        }
    }

    private static Change change(JsonNode line, String signatures, Instant at) {
        JsonNode before = line.path("before");
        return new Change(
                AipId.of(line.path("of").asString()),
                new ContentFileId(UUID.fromString(line.path("file").asString())),
                line.path("print").asString(),
                before.isString() ? before.asString() : null,
                new FormatIdentification(
                        line.path("puid").asString(),
                        line.path("name").asString(),
                        line.path("version").asString(),
                        Basis.valueOf(line.path("basis").asString()),
                        signatures),
                at);
    }
}
