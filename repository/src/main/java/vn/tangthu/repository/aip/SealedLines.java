package vn.tangthu.repository.aip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** JSON lines of a log object, the last of which has the SHA-512 of all before it. */
final class SealedLines {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SealedLines() {}

    static byte[] write(List<Map<String, @Nullable Object>> lines) {
        StringBuilder out = new StringBuilder();
        for (Map<String, @Nullable Object> line : lines) {
            out.append(JSON.writeValueAsString(line)).append('\n');
        }
        String seal = Digest.of(DigestAlgorithm.SHA512, utf8(out.toString())).hex();
        return utf8(out + JSON.writeValueAsString(Map.of("sha512", seal)) + "\n");
    }

    /** The lines without the seal, or null when they are not as they were written. */
    static @Nullable List<JsonNode> read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int last = text.lastIndexOf('\n', text.length() - 2) + 1;
        String before = text.substring(0, last);
        try {
            String seal = JSON.readTree(text.substring(last)).path("sha512").asString();
            if (!Digest.of(DigestAlgorithm.SHA512, utf8(before)).hex().equals(seal)) {
                return null;
            }
            List<JsonNode> lines = new ArrayList<>();
            before.lines().forEach(line -> lines.add(JSON.readTree(line)));
            return lines;
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
