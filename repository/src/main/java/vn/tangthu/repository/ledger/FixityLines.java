package vn.tangthu.repository.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.StoreKey;

/**
 * The log of audits ({@code log/fixity/000000000001.jsonl} and on, see the fixity room) as a source
 * of events: each of its lines, whatever it tells of, with its digest.
 */
@Component
class FixityLines {
    static final String PREFIX = "log/fixity";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Segments objects;

    FixityLines(Segments objects) {
        this.objects = objects;
    }

    static StoreKey key(long number) {
        return new StoreKey(String.format(Locale.ROOT, "%s/%012d.jsonl", PREFIX, number));
    }

    /**
     * @param object from which object on
     * @param line how many of its lines are in the log already
     */
    List<Entry.Draft> after(long object, int line, Instant now, int limit) throws IOException {
        List<Entry.Draft> drafts = new ArrayList<>();
        int skip = line;
        for (long number = object; drafts.size() < limit; number++, skip = 0) {
            Segments.Lines read = objects.lines(key(number), skip, limit - drafts.size());
            if (read == null) {
                return drafts;
            }
            int place = skip;
            for (Iterator<byte[]> lines = read.lines().iterator(); lines.hasNext(); ) {
                byte[] each = lines.next();
                place++;
                drafts.add(draft(number, place, each, now, !lines.hasNext() && !read.more()));
            }
        }
        return drafts;
    }

    private static Entry.Draft draft(
            long object, int number, byte[] line, Instant now, boolean last) {
        JsonNode json = json(line);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("object", key(object).value());
        fields.put("line", number);
        fields.put("lastLine", last ? Boolean.TRUE : null);
        fields.put("action", text(json, "type"));
        fields.put("subject", text(json, "aip"));
        fields.put("copy", text(json, "copy"));
        fields.put("state", text(json, "state"));
        fields.put("sha512", sha512(line));
        return new Entry.Draft(
                Entry.Kind.FIXITY, key(object) + "#" + number, time(json, now), fields);
    }

    static String sha512(byte[] line) {
        return Digest.of(DigestAlgorithm.SHA512, line).hex();
    }

    /** Lines of one object, or null when it is gone. */
    @Nullable List<byte[]> lines(String object) {
        try {
            Segments.Lines read = objects.lines(new StoreKey(object), 0, Integer.MAX_VALUE);
            return read == null ? null : read.lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(byte[] line) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            return JSON.createObjectNode(); // damaged: its digest is logged all the same
        }
    }

    private static @Nullable String text(JsonNode json, String field) {
        String text = json.path(field).asString("");
        return text.isEmpty() || text.length() > 100 ? null : text;
    }

    private static Instant time(JsonNode json, Instant now) {
        for (String field : List.of("endedAt", "resolvedAt", "at", "foundAt")) {
            try {
                String text = json.path(field).asString("");
                if (!text.isEmpty()) {
                    return Instant.parse(text);
                }
            } catch (DateTimeParseException e) {
                // then it is the time at which it was met
            }
        }
        return now;
    }
}
