package vn.tangthu.repository.aip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.ScanFacts;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.storage.Digest;

/** docs/aip-layout.md says the truth, of every package that is expected byte for byte. */
class AipLayoutDocumentTest {

    private static final Path GOLDEN =
            Path.of("src/test/resources/vn/tangthu/repository/aip/golden");
    private static final Pattern ROW =
            Pattern.compile("\\| `([^`]+)` \\| `([^`]+)` \\| `([^`]+)` \\| .+ \\|");

    @Test
    void every_field_stands_in_the_table_once_and_where_the_table_says() throws IOException {
        List<String> seen = new ArrayList<>();
        Map<String, Matcher> rows = rows(seen);
        assertThat(seen).doesNotHaveDuplicates();
        Map<String, @Nullable String> whole = values(new GoldenAips().digitised());
        values(new GoldenAips().bornDigital()) // it came in a package
                .forEach((field, value) -> whole.putIfAbsent(field, value));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(whole.keySet());
        assertThat(whole).as("every field is set in one of them").doesNotContainValue(null);
        for (Map.Entry<String, List<Aip>> golden : new GoldenAips().all().entrySet()) {
            Aip head = golden.getValue().getLast();
            for (Map.Entry<String, @Nullable String> value : values(head).entrySet()) {
                String field = value.getKey();
                Matcher row = Objects.requireNonNull(rows.get(field), field);
                List<String> found = read(golden.getKey(), row.group(2), row.group(3), true);
                assertThat(found.isEmpty() ? null : found.getFirst())
                        .as(golden.getKey() + " " + field)
                        .isEqualTo(value.getValue());
            }
        }
    }

    /** One event for each, in their order. */
    @Test
    void every_delivery_that_brought_a_version_stands_in_the_head() throws IOException {
        Map<String, Matcher> rows = rows(new ArrayList<>());
        Aip head = new GoldenAips().deliveredTwice().getLast();
        assertThat(head.origins()).hasSize(2);
        Map<String, List<String>> expected = new TreeMap<>();
        for (Aip.Origin origin : head.origins()) {
            Map<String, @Nullable String> one = new TreeMap<>();
            put(one, "Origin", origin);
            put(one, "Bag", Objects.requireNonNull(origin.bag()));
            one.forEach(
                    (field, value) -> {
                        List<String> all = expected.computeIfAbsent(field, f -> new ArrayList<>());
                        if (value != null) {
                            all.add(field.equals("Origin.version") ? "v" + value : value);
                        }
                    });
        }
        for (Map.Entry<String, List<String>> field : expected.entrySet()) {
            Matcher row = Objects.requireNonNull(rows.get(field.getKey()), field.getKey());
            List<String> found = read("delivered-twice", row.group(2), row.group(3), false);
            if (field.getKey().equals("Origin.submitter")) {
                assertThat(found).containsAll(field.getValue()); // the archive is one of them
            } else {
                assertThat(found).as(field.getKey()).isEqualTo(field.getValue());
            }
        }
    }

    private static Map<String, Matcher> rows(List<String> seen) throws IOException {
        Map<String, Matcher> rows = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("../docs/aip-layout.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                seen.add(row.group(1));
                rows.put(row.group(1), row);
            }
        }
        return rows;
    }

    private static Map<String, @Nullable String> values(Aip aip) {
        Aip.Document document = aip.documents().getFirst();
        Map<String, @Nullable String> values = new TreeMap<>();
        put(values, "Aip", aip);
        put(values, "FileDescription", aip.description());
        put(values, "Document", document);
        put(values, "DocumentDescription", document.description());
        put(values, "ContentFile", document.files().getFirst().whole());
        put(values, "Origin", aip.origin());
        Aip.Bag bag = aip.origin().bag();
        if (bag != null) {
            put(values, "Bag", bag);
        }
        Aip.Received received = aip.origin().received();
        if (received != null) {
            put(values, "Received", received);
        }
        put(values, "RecordVersion", aip.history().getFirst());
        values.replaceAll(
                (field, value) ->
                        value == null
                                ? null
                                : switch (field) {
                                    case "Aip.id" -> "urn:uuid:" + value.toUpperCase(Locale.ROOT);
                                    case "Document.id" -> value.toUpperCase(Locale.ROOT);
                                    case "ContentFile.id" -> "ID-" + value.toUpperCase(Locale.ROOT);
                                    case "Origin.version" -> "v" + value;
                                    case "RecordVersion.number" -> "v" + aip.version();
                                    case "RecordVersion.kind" -> "information package creation";
                                    default -> value;
                                });
        return values;
    }

    private static void put(Map<String, @Nullable String> values, String name, Record of) {
        for (RecordComponent component : of.getClass().getRecordComponents()) {
            String field = name + "." + component.getName();
            if (field.equals("ContentFile.part")) {
                continue; // told below the table; in the golden AIP of a shared file
            }
            Object value;
            try {
                value = component.getAccessor().invoke(of);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
            switch (value) {
                case null -> {
                    if (!field.equals("Origin.bag") && !field.equals("Origin.received")) {
                        values.put(field, null);
                    }
                }
                case Rights rights -> {
                    values.put(field + ".access", rights.access().name().toLowerCase(Locale.ROOT));
                    values.put(
                            field + ".titlePublic", rights.titlePublic() ? "public" : "withheld");
                    values.put(field + ".basis", rights.basis());
                    AccessGround ground = rights.ground();
                    LocalDate until = rights.closedUntil();
                    values.put(field + ".ground", ground == null ? null : ground.name());
                    values.put(
                            field + ".closedUntil", until == null ? null : "closed until " + until);
                }
                case Boolean yes when field.endsWith("Status") ->
                        values.put(field, yes ? "01" : "02");
                case Boolean yes -> values.put(field, yes ? "1" : "0");
                case Instant time -> values.put(field, Times.write(time));
                case ScanFacts s ->
                        values.put(field, "a4=12; lowestDpi=200; colour=10; grey=1; bitonal=0");
                case VirusCheck check ->
                        values.put(
                                field,
                                check.outcome() + "; " + check.detail() + "; " + check.engine());
                case FormatIdentification format -> values.put(field, format.puid());
                case Digest digest -> values.put(field, digest.hex());
                case CodeListEntry entry -> values.put(field, entry.code());
                case List<?> list
                        when !list.isEmpty() && list.getFirst() instanceof ContentCheck check ->
                        values.put(field, check.tool() + "\n" + check.detail());
                case List<?> list
                        when !list.isEmpty() && list.getFirst() instanceof CodeListEntry ->
                        values.put(field, EadField.write(list));
                case List<?> more when more.isEmpty() -> values.put(field, null);
                case List<?> more -> assertThat(more).isNotEmpty(); // its elements have their rows
                case Record more
                        when more.getClass().getPackage() == Aip.class.getPackage()
                                && (more instanceof Aip.Origin
                                        || more instanceof Aip.Bag
                                        || more instanceof Aip.Received
                                        || component.getName().equals("description")) ->
                        assertThat(more).isNotNull(); // it has its own rows
                default -> values.put(field, value.toString());
            }
        }
    }

    /**
     * What stands in the place, in its order.
     *
     * @param first only what stands below the first of each element on the way
     */
    private static List<String> read(String golden, String file, String place, boolean first)
            throws IOException {
        if (file.equals("inventory.json")) {
            JsonNode node =
                    JsonMapper.shared()
                            .readTree(Files.readAllBytes(GOLDEN.resolve(golden).resolve(file)));
            for (String key : place.split("/")) {
                node = node.required(key);
            }
            return List.of(
                    place.endsWith("/created")
                            ? Times.write(OffsetDateTime.parse(node.stringValue()).toInstant())
                            : node.stringValue());
        }
        XmlNode root = XmlNode.parse(file, Files.readAllBytes(newest(golden, file)));
        String[] steps = place.split("/(?![^\\[]*\\])");
        assertThat(root.name()).isEqualTo(steps[0].replaceFirst("@.*", ""));
        List<XmlNode> nodes = List.of(root);
        for (int i = 1; i < steps.length; i++) {
            nodes = step(nodes, steps[i]);
            nodes = first ? nodes.stream().limit(1).toList() : nodes;
        }
        String last = steps[steps.length - 1];
        List<String> found = new ArrayList<>();
        for (XmlNode node : nodes) {
            if (!last.contains("@")) {
                found.add(node.text());
                continue;
            }
            String name = last.substring(last.indexOf('@') + 1);
            String value = node.required(name);
            found.add(
                    name.equals("href")
                            ? AipLayout.REP + URLDecoder.decode(value, StandardCharsets.UTF_8)
                            : value);
        }
        return found;
    }

    /** A later version holds only what changed. */
    private static Path newest(String golden, String file) {
        for (int version = 9; version > 1; version--) {
            Path path = GOLDEN.resolve(golden).resolve("v" + version + "/content/" + file);
            if (Files.exists(path)) {
                return path;
            }
        }
        return GOLDEN.resolve(golden).resolve("v1/content/" + file);
    }

    private static List<XmlNode> step(List<XmlNode> nodes, String step) {
        Matcher parts =
                Pattern.compile("(\\w+)(?:\\[(\\w+)=([^\\]]+)\\])?(?:@\\w+)?").matcher(step);
        assertThat(parts.matches()).as(step).isTrue();
        List<XmlNode> found = new ArrayList<>();
        for (XmlNode node : nodes) {
            for (XmlNode child : node.children(parts.group(1))) {
                String key = parts.group(2);
                if (key == null
                        || parts.group(3).equals(child.attribute(key))
                        || parts.group(3).equals(child.textOf(key))) {
                    found.add(child);
                }
            }
        }
        return found;
    }
}
