package vn.tangthu.repository.aip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.ScanFacts;
import vn.tangthu.storage.Digest;

/** docs/aip-layout.md says the truth. */
class AipLayoutDocumentTest {

    private static final Path GOLDEN =
            Path.of("src/test/resources/vn/tangthu/repository/aip/golden/digitised");
    private static final Pattern ROW =
            Pattern.compile("\\| `([^`]+)` \\| `([^`]+)` \\| `([^`]+)` \\| .+ \\|");

    @Test
    void every_field_stands_in_the_table_once_and_where_the_table_says() throws IOException {
        Map<String, String> expected = valuesOfTheGoldenAip();
        List<String> seen = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("../docs/aip-layout.md"))) {
            Matcher row = ROW.matcher(line);
            if (!row.matches()) {
                continue;
            }
            String field = row.group(1);
            seen.add(field);
            assertThat(read(row.group(2), row.group(3))).as(field).isEqualTo(expected.get(field));
        }
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen).containsExactlyInAnyOrderElementsOf(expected.keySet());
    }

    private static Map<String, String> valuesOfTheGoldenAip() {
        Aip aip = new GoldenAips().digitised();
        Aip.Document document = aip.documents().getFirst();
        Map<String, String> values = new TreeMap<>();
        put(values, "Aip", aip);
        put(values, "FileDescription", aip.description());
        put(values, "Document", document);
        put(values, "DocumentDescription", document.description());
        put(values, "ContentFile", document.files().getFirst());
        put(values, "Origin", aip.origin());
        put(values, "Bag", Objects.requireNonNull(aip.origin().bag()));
        put(values, "RecordVersion", aip.history().getFirst());
        values.replaceAll(
                (field, value) ->
                        switch (field) {
                            case "Aip.id" -> "urn:uuid:" + value.toUpperCase(Locale.ROOT);
                            case "Document.id" -> value.toUpperCase(Locale.ROOT);
                            case "ContentFile.id" -> "ID-" + value.toUpperCase(Locale.ROOT);
                            case "RecordVersion.number" -> "v" + value;
                            case "RecordVersion.kind" -> "information package creation";
                            default -> value;
                        });
        return values;
    }

    private static void put(Map<String, String> values, String name, Record of) {
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
            assertThat(value).as(field + " is set in the golden AIP").isNotNull();
            switch (value) {
                case Rights rights -> {
                    values.put(field + ".access", rights.access().name().toLowerCase(Locale.ROOT));
                    values.put(
                            field + ".titlePublic", rights.titlePublic() ? "public" : "withheld");
                    values.put(field + ".basis", Objects.toString(rights.basis(), ""));
                }
                case Boolean yes when field.endsWith("Status") ->
                        values.put(field, yes ? "01" : "02");
                case Boolean yes -> values.put(field, yes ? "1" : "0");
                case Instant time -> values.put(field, Times.write(time));
                case ScanFacts s ->
                        values.put(field, "a4=12; lowestDpi=200; colour=10; grey=1; bitonal=0");
                case Digest digest -> values.put(field, digest.hex());
                case CodeListEntry entry -> values.put(field, entry.code());
                case List<?> list
                        when !list.isEmpty() && list.getFirst() instanceof CodeListEntry ->
                        values.put(field, EadField.write(list));
                case List<?> more -> assertThat(more).isNotEmpty(); // its elements have their rows
                case Record more
                        when more.getClass().getPackage() == Aip.class.getPackage()
                                && (more instanceof Aip.Origin
                                        || more instanceof Aip.Bag
                                        || component.getName().equals("description")) ->
                        assertThat(more).isNotNull(); // it has its own rows
                default -> values.put(field, value.toString());
            }
        }
    }

    private static String read(String file, String place) throws IOException {
        if (file.equals("inventory.json")) {
            JsonNode node = JsonMapper.shared().readTree(Files.readAllBytes(GOLDEN.resolve(file)));
            for (String key : place.split("/")) {
                node = node.required(key);
            }
            return place.endsWith("/created")
                    ? Times.write(OffsetDateTime.parse(node.stringValue()).toInstant())
                    : node.stringValue();
        }
        XmlNode root =
                XmlNode.parse(file, Files.readAllBytes(GOLDEN.resolve("v1/content/" + file)));
        String[] steps = place.split("/(?![^\\[]*\\])");
        String first =
                steps[0].contains("@") ? steps[0].substring(0, steps[0].indexOf('@')) : steps[0];
        assertThat(root.name()).isEqualTo(first);
        List<XmlNode> nodes = List.of(root);
        for (int i = 1; i < steps.length; i++) {
            nodes = step(nodes, steps[i]);
        }
        assertThat(nodes).as(file + " " + place).isNotEmpty();
        String last = steps[steps.length - 1];
        if (!last.contains("@")) {
            return nodes.getFirst().text();
        }
        String name = last.substring(last.indexOf('@') + 1);
        String value = nodes.getFirst().required(name);
        return name.equals("href")
                ? AipLayout.REP + URLDecoder.decode(value, StandardCharsets.UTF_8)
                : value;
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
