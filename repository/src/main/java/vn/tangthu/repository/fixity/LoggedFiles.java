package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.FixityAudits.Incident;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.StoreKey;

/**
 * How the log of audits names a content file: the log is for ever, and a file may be erased one
 * day. So it has neither code nor name nor digest, but the ids of package and incident, and a
 * digest over the incident's id and the path, by which the file is found again as long as its
 * package is there.
 */
@Component
class LoggedFiles {
    private static final Pattern CONTENT = Pattern.compile("(.*/v[0-9]+/content)/.+");

    private final AipStore aips;
    private final JdbcClient jdbc;

    /** The paths of the package that was asked for last: what is damaged stands together. */
    private @Nullable AipId last;

    private List<String> lastPaths = List.of();

    LoggedFiles(AipStore aips, JdbcClient jdbc) {
        this.aips = aips;
        this.jdbc = jdbc;
    }

    /** What the log says of where it is; of what is no file of a package, all there is to say. */
    static void put(Map<String, @Nullable Object> line, Incident incident) {
        Matcher content = CONTENT.matcher(incident.path());
        if (incident.aip() == null || !content.matches()) {
            line.put("path", incident.path());
            line.put("detail", incident.detail());
            return;
        }
        line.put("path", content.group(1));
        line.put("file", mark(incident.id(), incident.path()));
        line.put("detail", ""); // it tells digests, and names of other files
    }

    private static String mark(UUID incident, String path) {
        return Digest.of(
                        DigestAlgorithm.SHA256,
                        (incident + "\n" + path).getBytes(StandardCharsets.UTF_8))
                .hex();
    }

    /** The path, or where it was if the package does not have such a file any more. */
    synchronized String path(JsonNode line, UUID incident, @Nullable AipId aip) {
        String path = line.path("path").asString();
        String mark = line.path("file").asString("");
        if (aip == null || mark.isEmpty()) {
            return path;
        }
        if (!aip.equals(last)) {
            last = aip;
            lastPaths = paths(aip);
        }
        return lastPaths.stream()
                .filter(each -> mark(incident, each).equals(mark))
                .findFirst()
                .orElse(path + "/" + mark);
    }

    private List<String> paths(AipId aip) {
        try {
            var found =
                    aips.inspect(
                            new ObjectRef(
                                    aip.value(), ObjectRef.Kind.AIP, aips.rootOf(aip.value())));
            return Stream.concat(
                            found.expected().stream().map(AipStore.ExpectedFile::key),
                            found.extra().stream())
                    .map(StoreKey::value)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** As it is now; logs of before have it written down. */
    @Nullable String code(JsonNode line, @Nullable AipId aip) {
        JsonNode written = line.path("arcFileCode");
        if (written.isString()) {
            return written.asString();
        }
        return aip == null
                ? null
                : jdbc.sql("select arc_file_code from projection.record where id = ?")
                        .param(aip.value())
                        .query(String.class)
                        .optional()
                        .orElse(null);
    }
}
