package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The store's files read with nothing of the product: OCFL 1.1 as its text has it. */
record StoredObjects(Path store) {
    private static final String NAMASTE = "0=ocfl_object_1.1";

    /** Object roots, in the order in which a walk comes upon them. */
    List<Path> roots() throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(file -> file.endsWith(NAMASTE)).map(Path::getParent).toList();
        }
    }

    /** Object roots of hồ sơ, in the order in which a walk comes upon their first file. */
    List<Path> walkedRecords() throws IOException {
        Set<Path> roots = Set.copyOf(roots());
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(Files::isRegularFile)
                    .flatMap(file -> Stream.iterate(file, p -> p != null, Path::getParent))
                    .filter(roots::contains)
                    .distinct()
                    .filter(root -> !pdfs(root).isEmpty())
                    .toList();
        }
    }

    static List<Path> pdfs(Path root) {
        try {
            return StormDelivery.files(root).stream()
                    .filter(file -> file.toString().endsWith(".pdf"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @return how many objects, of fonds and of hồ sơ
     */
    int assertValid() throws Exception {
        List<Path> roots = roots();
        for (Path root : roots) {
            byte[] inventory = Files.readAllBytes(root.resolve("inventory.json"));
            assertThat(Files.readString(root.resolve("inventory.json.sha512")))
                    .startsWith(sha512(inventory));
            JsonNode json = JsonMapper.shared().readTree(inventory);
            Set<String> content = new TreeSet<>();
            for (var entry : json.get("manifest").properties()) {
                for (JsonNode path : entry.getValue()) {
                    content.add(path.asString());
                    assertThat(sha512(Files.readAllBytes(root.resolve(path.asString()))))
                            .isEqualTo(entry.getKey());
                }
            }
            Set<String> present = new TreeSet<>();
            for (Path file : StormDelivery.files(root)) {
                String name = root.relativize(file).toString();
                if (name.contains("/content/")) {
                    present.add(name);
                }
            }
            assertThat(present).as("content in the inventory of %s", root).isEqualTo(content);
            String head = json.get("head").asString();
            assertThat(Files.readAllBytes(root.resolve(head).resolve("inventory.json")))
                    .isEqualTo(inventory);
            try (Stream<Path> children = Files.list(root)) {
                assertThat(children.map(path -> path.getFileName().toString()).toList())
                        .containsExactlyInAnyOrder(
                                versions(head, NAMASTE, "inventory.json", "inventory.json.sha512"));
            }
        }
        return roots.size();
    }

    /** Head version of the object of a hồ sơ. */
    int head(String id) throws IOException {
        return Integer.parseInt(inventory(root(id)).get("head").asString().substring(1));
    }

    /** How often the PREMIS of its head version says that it was withdrawn. */
    int withdrawals(String id) {
        try {
            Path root = root(id);
            JsonNode inventory = inventory(root);
            JsonNode state =
                    inventory.at("/versions/" + inventory.get("head").asString() + "/state");
            for (var entry : state.properties()) {
                for (JsonNode path : entry.getValue()) {
                    if (path.asString().endsWith("metadata/preservation/PREMIS.xml")) {
                        JsonNode stored = inventory.get("manifest").get(entry.getKey()).get(0);
                        String premis = Files.readString(root.resolve(stored.asString()));
                        return premis.split(">deaccession<", -1).length - 1;
                    }
                }
            }
            throw new AssertionError("No PREMIS.xml in " + root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path root(String id) throws IOException {
        for (Path root : roots()) {
            // What a kill left of a package that was about to be written is not there yet.
            if (Files.exists(root.resolve("inventory.json"))
                    && inventory(root).get("id").asString().equals("urn:uuid:" + id)) {
                return root;
            }
        }
        throw new AssertionError("No object of " + id);
    }

    private static JsonNode inventory(Path root) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(root.resolve("inventory.json")));
    }

    private static String[] versions(String head, String... more) {
        List<String> names = new ArrayList<>(List.of(more));
        for (int i = 1; i <= Integer.parseInt(head.substring(1)); i++) {
            names.add("v" + i);
        }
        return names.toArray(String[]::new);
    }

    private static String sha512(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
    }
}
