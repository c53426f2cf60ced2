package vn.tangthu.repository.validation.common;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A package that is the head version of an OCFL object: what its inventory calls the logical files.
 * Whether the object itself is sound is asked elsewhere. Its paths are held in memory.
 */
final class ObjectFiles implements PackageFiles {
    private static final String INVENTORY = "inventory.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A hundred thousand files of a hồ sơ; no inventory of ours comes near. */
    private static final long LARGEST = 64L << 20;

    private final Path root;
    private final Map<String, Path> contents = new HashMap<>();
    private final String damage;

    ObjectFiles(Path root) throws IOException {
        this.root = root.toRealPath();
        this.damage = read();
    }

    static boolean is(Path folder) {
        return Files.isRegularFile(folder.resolve(INVENTORY), LinkOption.NOFOLLOW_LINKS)
                && (Files.exists(folder.resolve("0=ocfl_object_1.0"))
                        || Files.exists(folder.resolve("0=ocfl_object_1.1")));
    }

    private String read() throws IOException {
        Path file = root.resolve(INVENTORY);
        if (Files.size(file) > LARGEST) {
            return INVENTORY + " > " + LARGEST;
        }
        try {
            JsonNode inventory = JSON.readTree(Files.readAllBytes(file));
            Map<String, String> stored = new HashMap<>();
            inventory
                    .path("manifest")
                    .forEachEntry(
                            (digest, paths) -> stored.put(digest, paths.path(0).asString("")));
            String head = inventory.path("head").asString("");
            inventory
                    .path("versions")
                    .path(head)
                    .path("state")
                    .forEachEntry((digest, paths) -> state(paths, stored.getOrDefault(digest, "")));
        } catch (JacksonException e) {
            return String.valueOf(e.getOriginalMessage());
        }
        return contents.isEmpty() ? INVENTORY + ": state?" : "";
    }

    private void state(JsonNode logical, String content) {
        Path path = root.resolve(content).normalize();
        boolean sound = !content.isEmpty() && path.startsWith(root);
        for (JsonNode one : logical) {
            if (sound) {
                contents.put(one.asString(""), path);
            }
        }
    }

    @Override
    public void list(Troubles troubles, Lister lister) throws IOException {
        if (!damage.isEmpty()) {
            troubles.trouble(Trouble.DAMAGED, "", damage);
            return;
        }
        for (Map.Entry<String, Path> one : contents.entrySet()) {
            if (Files.isRegularFile(one.getValue(), LinkOption.NOFOLLOW_LINKS)) {
                long size = Files.size(one.getValue());
                lister.item(new Item(one.getKey(), false, size, Place.NONE));
            }
        }
    }

    @Override
    public InputStream open(Item item) throws IOException {
        Path path = contents.get(item.path());
        if (path == null) {
            throw new java.nio.file.NoSuchFileException(item.path());
        }
        return Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** An object's folder is called by a digest, which says nothing of the package. */
    @Override
    public String name() {
        return "";
    }

    @Override
    public boolean archive() {
        return false;
    }

    @Override
    public void close() {}
}
