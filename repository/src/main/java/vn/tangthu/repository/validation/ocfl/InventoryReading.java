package vn.tangthu.repository.validation.ocfl;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import vn.tangthu.repository.validation.common.PagedMap;

/**
 * Reads an inventory token by token: keys that appear twice, unknown keys and values of the wrong
 * kind are findings, not exceptions. Independent of the reader that the archive itself uses.
 */
final class InventoryReading {
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    // names are digests: remembering them would only fill the memory
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(100)
                                    .maxStringLength(1_000_000)
                                    .build())
                    .build();

    private final Findings findings;
    private final String file;
    private final Inventory inventory = new Inventory();
    private final JsonParser json;

    private InventoryReading(Findings findings, String file, JsonParser json) {
        this.findings = findings;
        this.file = file;
        this.json = json;
    }

    /** Null when it is not JSON at all. */
    static @Nullable Inventory read(Path path, String file, Findings findings) {
        try (Reader in = strict(Files.newInputStream(path));
                JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
            InventoryReading reading = new InventoryReading(findings, file, json);
            return reading.document() ? reading.inventory : null;
        } catch (JacksonException | IOException e) {
            findings.error("E033", file, firstLine(e));
            return null;
        }
    }

    /** Jackson would put U+FFFD where bytes are not UTF-8. */
    private static Reader strict(InputStream in) {
        return new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private void error(String code, String detail) {
        findings.error(code, file, detail);
    }

    private boolean document() {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            error("E033", "{…}");
            return false;
        }
        Set<String> seen = new HashSet<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            json.nextToken();
            if (!seen.add(key)) {
                error("E033", key + " × 2");
            }
            top(key);
        }
        if (json.nextToken() != null) {
            error("E033", "…}…");
        }
        for (String key : new String[] {"id", "type", "digestAlgorithm", "head"}) {
            if (!seen.contains(key)) {
                error("E036", key);
            }
        }
        if (!seen.contains("manifest")) {
            error("E041", "manifest");
        }
        if (!seen.contains("versions")) {
            error("E041", "versions");
            error("E043", "versions");
            error("E044", "versions");
        }
        return true;
    }

    private void top(String key) {
        switch (key) {
            case "id" -> inventory.id = string("E037", key);
            case "type" -> inventory.type = string("E038", key);
            case "digestAlgorithm" -> inventory.digestAlgorithm = string("E025", key);
            case "head" -> inventory.head = string("E040", key);
            case "contentDirectory" -> inventory.contentDirectory = string("E033", key);
            case "manifest" -> manifest();
            case "versions" -> versions();
            case "fixity" -> fixity();
            default -> {
                error("E102", key);
                json.skipChildren();
            }
        }
    }

    private @Nullable String string(String code, String key) {
        if (json.currentToken() != JsonToken.VALUE_STRING || json.getString().isEmpty()) {
            error(code, key);
            json.skipChildren();
            return null;
        }
        return json.getString();
    }

    private boolean isObject() {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            return true;
        }
        json.skipChildren();
        return false;
    }

    private interface PathReader {
        void path(String digest, String path);
    }

    /**
     * A block of digests, each with an array of paths.
     *
     * @param wrong code for values that are no arrays of strings
     * @param twice code for digests that appear twice, in whatever case
     */
    private void digests(String wrong, String twice, String block, PathReader reader) {
        Set<String> seen = PagedMap.newSet();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String digest = json.currentName();
            if (!seen.add(digest.toLowerCase(Locale.ROOT))) {
                error(twice, digest);
            }
            if (json.nextToken() != JsonToken.START_ARRAY) {
                error(wrong, block + " " + digest);
                json.skipChildren();
                continue;
            }
            int count = 0;
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() == JsonToken.VALUE_STRING) {
                    count++;
                    reader.path(digest, json.getString());
                } else {
                    error(wrong, block + " " + digest);
                    json.skipChildren();
                }
            }
            if (count == 0) {
                reader.path(digest, "");
            }
        }
    }

    private void manifest() {
        if (!isObject()) {
            findings.since11("E106", "E041", file, "manifest");
            return;
        }
        digests(
                "E092",
                "E096",
                "manifest",
                (digest, path) -> {
                    if (path.isEmpty()) {
                        error("E092", "manifest " + digest + " []");
                        inventory.manifest.put("\0" + digest, digest);
                    } else if (inventory.manifest.put(path, digest) != null) {
                        error("E101", path);
                    }
                });
    }

    private void fixity() {
        if (!isObject()) {
            findings.since11("E111", "E057", file, "fixity");
            return;
        }
        Set<String> seen = new HashSet<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String algorithm = json.currentName();
            if (!seen.add(algorithm)) {
                error("E033", "fixity " + algorithm + " × 2");
            }
            if (json.nextToken() != JsonToken.START_OBJECT) {
                error("E057", "fixity " + algorithm);
                json.skipChildren();
                continue;
            }
            digests(
                    "E057",
                    "E097",
                    "fixity " + algorithm,
                    (digest, path) -> {
                        if (!path.isEmpty()) {
                            inventory.add(new Inventory.Fixity(algorithm, digest, path));
                        }
                    });
        }
    }

    private void versions() {
        if (!isObject()) {
            error("E045", "versions");
            return;
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            Inventory.Version version = new Inventory.Version();
            if (inventory.versions.put(name, version) != null) {
                error("E033", name + " × 2");
            }
            if (json.nextToken() == JsonToken.START_OBJECT) {
                version(name, version);
            } else {
                error("E047", name);
                json.skipChildren();
            }
        }
        if (inventory.versions.isEmpty()) {
            error("E008", "versions {}");
        }
    }

    private void version(String name, Inventory.Version version) {
        Set<String> seen = new HashSet<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            if (!seen.add(key)) {
                error("E033", name + " " + key + " × 2");
            }
            json.nextToken();
            switch (key) {
                case "created" -> {
                    version.created = string("E049", name + " created");
                    if (version.created != null && !Times.isInternetTime(version.created)) {
                        error("E049", name + " " + version.created);
                    }
                }
                case "state" -> {
                    if (isObject()) {
                        state(name, version);
                    } else {
                        error("E050", name + " state");
                    }
                }
                case "message" -> {
                    if (json.currentToken() == JsonToken.VALUE_STRING) {
                        version.message = json.getString();
                    } else {
                        error("E094", name + " message");
                        json.skipChildren();
                    }
                }
                case "user" -> user(name, version);
                default -> {
                    error("E102", name + " " + key);
                    json.skipChildren();
                }
            }
        }
        for (String key : new String[] {"created", "state"}) {
            if (!seen.contains(key)) {
                error("E048", name + " " + key);
            }
        }
        for (String key : new String[] {"message", "user"}) {
            if (!seen.contains(key)) {
                findings.warn("W007", file, name + " " + key);
            }
        }
    }

    private void state(String name, Inventory.Version version) {
        digests(
                "E051",
                "E050",
                name + " state",
                (digest, path) -> {
                    if (path.isEmpty()) {
                        error("E052", name + " state \"\"");
                    } else if (version.state.put(path, digest) != null) {
                        error("E095", name + " " + path);
                    }
                });
    }

    private void user(String name, Inventory.Version version) {
        if (!isObject()) {
            error("E054", name + " user");
            return;
        }
        Set<String> seen = new HashSet<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            if (!seen.add(key)) {
                error("E033", name + " user " + key + " × 2");
            }
            json.nextToken();
            switch (key) {
                case "name" -> version.userName = string("E054", name + " user name");
                case "address" -> {
                    version.userAddress = string("W009", name + " user address");
                }
                default -> {
                    error("E102", name + " user " + key);
                    json.skipChildren();
                }
            }
        }
        if (!seen.contains("name")) {
            error("E054", name + " user name");
        }
        if (!seen.contains("address")) {
            findings.warn("W008", file, name);
        } else if (version.userAddress != null && !Times.isUri(version.userAddress)) {
            findings.warn("W009", file, name + " " + version.userAddress);
        }
    }
}
