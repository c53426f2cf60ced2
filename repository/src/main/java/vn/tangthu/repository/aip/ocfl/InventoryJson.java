package vn.tangthu.repository.aip.ocfl;

import java.io.ByteArrayOutputStream;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.StoreKey;

/**
 * Inventories as bytes. What is written is deterministic: the same inventory gives the same bytes.
 * What is read is checked against the rules of OCFL 1.1 that a reader relies on, and against what
 * we write ourselves: nobody else writes into the store.
 */
final class InventoryJson {

    static final String TYPE = "https://ocfl.io/1.1/spec/#inventory";
    static final String CONTENT = "content";

    /** As long as the root of an object in the store: {@code ocfl/abc/def/012/<64 digits>/}. */
    private static final String LONGEST_ROOT = "ocfl/abc/def/012/" + "0".repeat(64) + "/";

    /**
     * Most names are digests, each new: looking them up in a shared table costs and gains nothing.
     */
    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .disable(JsonFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /** The same line ends on every system: digests of inventories must not depend on it. */
    private static final DefaultPrettyPrinter LINES =
            new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter(" ", "\n"));

    private static final Set<String> KEYS =
            Set.of(
                    "id",
                    "type",
                    "digestAlgorithm",
                    "head",
                    "contentDirectory",
                    "fixity",
                    "manifest",
                    "versions");

    /** RFC 3339 with as many digits of a second as there are (OCFL 1.1, E049). */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .appendOffset("+HH:MM", "Z")
                    .toFormatter(Locale.ROOT);

    private InventoryJson() {}

    static byte[] write(Inventory inventory) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = JSON.writer().with(LINES).createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("id", inventory.id());
            json.writeStringProperty("type", TYPE);
            json.writeStringProperty("digestAlgorithm", DigestAlgorithm.SHA512.ocflName());
            json.writeStringProperty("head", "v" + inventory.head());
            if (!inventory.fixity().isEmpty()) {
                json.writeObjectPropertyStart("fixity");
                json.writeName(DigestAlgorithm.SHA256.ocflName());
                writeByDigest(json, inventory.fixity());
                json.writeEndObject();
            }
            json.writeName("manifest");
            writeByDigest(json, inventory.manifest());
            json.writeObjectPropertyStart("versions");
            int number = 0;
            for (Inventory.Version version : inventory.versions()) {
                json.writeObjectPropertyStart("v" + ++number);
                json.writeStringProperty("created", TIME.format(version.created()));
                json.writeName("state");
                writeByDigest(json, version.state());
                json.writeStringProperty("message", version.message());
                json.writeObjectPropertyStart("user");
                json.writeStringProperty("name", version.user());
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void writeByDigest(JsonGenerator json, SortedMap<String, String> digestByPath) {
        Map<String, List<String>> pathsByDigest = new LinkedHashMap<>();
        digestByPath.forEach(
                (path, digest) ->
                        pathsByDigest.computeIfAbsent(digest, d -> new ArrayList<>()).add(path));
        json.writeStartObject();
        pathsByDigest.forEach(
                (digest, paths) -> {
                    json.writeArrayPropertyStart(digest);
                    paths.forEach(json::writeString);
                    json.writeEndArray();
                });
        json.writeEndObject();
    }

    static Inventory read(byte[] bytes) throws BrokenInventoryException {
        try {
            JsonNode json = JSON.readTree(bytes);
            require(json.isObject(), "not an object");
            for (String key : json.propertyNames()) {
                require(KEYS.contains(key), "unknown key " + key);
            }
            require(text(json, "type").equals(TYPE), "another type");
            require(
                    text(json, "digestAlgorithm").equals(DigestAlgorithm.SHA512.ocflName()),
                    "another digest algorithm");
            JsonNode directory = json.get("contentDirectory");
            require(
                    directory == null || CONTENT.equals(directory.stringValue(null)),
                    "another content directory");
            SortedMap<String, String> manifest =
                    byPath(json.get("manifest"), DigestAlgorithm.SHA512, "manifest");
            SortedMap<String, String> fixity = new TreeMap<>();
            JsonNode blocks = json.get("fixity");
            JsonNode block = blocks == null ? null : blocks.get(DigestAlgorithm.SHA256.ocflName());
            if (block != null) {
                fixity = byPath(block, DigestAlgorithm.SHA256, "fixity");
                require(manifest.keySet().containsAll(fixity.keySet()), "fixity of no content");
            }
            List<Inventory.Version> versions = versions(json);
            require(text(json, "head").equals("v" + versions.size()), "the head is not the last");
            Inventory inventory = new Inventory(text(json, "id"), manifest, fixity, versions);
            checkContent(inventory);
            return inventory;
        } catch (JacksonException | DateTimeParseException e) {
            throw new BrokenInventoryException("Not an inventory: " + e.getMessage(), e);
        }
    }

    private static List<Inventory.Version> versions(JsonNode json) throws BrokenInventoryException {
        JsonNode versions = json.get("versions");
        require(versions != null && versions.isObject() && !versions.isEmpty(), "no versions");
        List<Inventory.Version> read = new ArrayList<>();
        for (int n = 1; n <= versions.size(); n++) {
            JsonNode version = versions.get("v" + n);
            require(version != null && version.isObject(), "no version " + n);
            JsonNode user = version.get("user");
            require(user != null && user.isObject(), "no user of version " + n);
            read.add(
                    new Inventory.Version(
                            OffsetDateTime.parse(text(version, "created"), TIME),
                            text(version, "message"),
                            text(user, "name"),
                            byPath(version.get("state"), DigestAlgorithm.SHA512, "state")));
        }
        return read;
    }

    /** Every state has its content (E050) and all content has its use (E107). */
    private static void checkContent(Inventory inventory) throws BrokenInventoryException {
        Set<String> held = new HashSet<>(inventory.manifest().values());
        Set<String> used = new HashSet<>();
        for (Inventory.Version version : inventory.versions()) {
            used.addAll(version.state().values());
        }
        require(held.equals(used), "the manifest does not hold what the versions use");
        for (String path : inventory.manifest().keySet()) {
            int version = versionOf(path);
            require(
                    version >= 1
                            && version <= inventory.head()
                            && path.startsWith("v" + version + "/" + CONTENT + "/"),
                    "content of no version: " + path);
            require(isKey(path), "no store can keep it: " + path);
        }
    }

    private static SortedMap<String, String> byPath(
            JsonNode block, DigestAlgorithm algorithm, String name)
            throws BrokenInventoryException {
        require(block != null && block.isObject(), "no " + name);
        SortedMap<String, String> paths = new TreeMap<>();
        Set<String> digests = new HashSet<>();
        for (Map.Entry<String, JsonNode> entry : block.properties()) {
            String digest = entry.getKey().toLowerCase(Locale.ROOT);
            require(
                    digest.length() == algorithm.hexLength() && isHex(digest),
                    "not a digest in " + name + ": " + digest);
            require(digests.add(digest), "a digest twice in " + name);
            require(entry.getValue().isArray() && !entry.getValue().isEmpty(), "no paths");
            for (JsonNode path : entry.getValue()) {
                String value = path.stringValue("");
                require(isPlainPath(value), "not a path in " + name + ": " + value);
                require(paths.put(value, digest) == null, "a path twice in " + name);
            }
        }
        for (String path : paths.keySet()) {
            for (int at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
                require(!paths.containsKey(path.substring(0, at)), "a path below a file: " + path);
            }
        }
        return paths;
    }

    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlainPath(String path) {
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is a key below the root of an object. */
    private static boolean isKey(String path) {
        try {
            return !new StoreKey(LONGEST_ROOT + path).value().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The number in {@code v12/…}, or 0. */
    static int versionOf(String path) {
        int slash = path.indexOf('/');
        if (slash < 2 || slash > 8 || path.charAt(0) != 'v' || path.charAt(1) == '0') {
            return 0;
        }
        int number = 0;
        for (int i = 1; i < slash; i++) {
            int digit = path.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static String text(JsonNode json, String key) throws BrokenInventoryException {
        JsonNode value = json.get(key);
        require(value != null && value.isString(), "no " + key);
        return value.stringValue();
    }

    private static void require(boolean condition, String otherwise)
            throws BrokenInventoryException {
        if (!condition) {
            throw new BrokenInventoryException("Broken inventory: " + otherwise);
        }
    }
}
