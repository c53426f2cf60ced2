package vn.tangthu.repository.validation.ocfl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Makes a sound object of two versions that a test then spoils in one way. */
final class ObjectMaker {
    static final String A = hex("SHA-512", "một");
    static final String B = hex("SHA-512", "hai");

    private ObjectMaker() {}

    static String hex(String algorithm, String text) {
        return hex(algorithm, text.getBytes(StandardCharsets.UTF_8));
    }

    static String hex(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path write(Path root, String spec, String id) throws IOException {
        put(root, "0=ocfl_object_" + spec, "ocfl_object_" + spec + "\n");
        put(root, "v1/content/a.txt", "một");
        put(root, "v2/content/b/c.txt", "hai");
        String v1 = version("v1", "\"" + A + "\": [\"a.txt\"]");
        String v2 = version("v2", "\"" + A + "\": [\"a.txt\"], \"" + B + "\": [\"b/c.txt\"]");
        String manifestA = "\"" + A + "\": [\"v1/content/a.txt\"]";
        String manifestB = ", \"" + B + "\": [\"v2/content/b/c.txt\"]";
        inventory(root, "v1", spec, id, "v1", manifestA, v1);
        inventory(root, "v2", spec, id, "v2", manifestA + manifestB, v1 + ", " + v2);
        inventory(root, "", spec, id, "v2", manifestA + manifestB, v1 + ", " + v2);
        return root;
    }

    private static String version(String name, String state) {
        return "\""
                + name
                + "\": {\"created\": \"2026-11-21T05:00:00+07:00\", \"message\": \"m\", \"user\": "
                + "{\"name\": \"n\", \"address\": \"mailto:n@example.org\"}, \"state\": {"
                + state
                + "}}";
    }

    private static void inventory(
            Path root,
            String directory,
            String spec,
            String id,
            String head,
            String manifest,
            String versions)
            throws IOException {
        String json =
                "{\"id\": \""
                        + id
                        + "\", \"type\": \"https://ocfl.io/"
                        + spec
                        + "/spec/#inventory\", \"digestAlgorithm\": \"sha512\", \"head\": \""
                        + head
                        + "\", \"manifest\": {"
                        + manifest
                        + "}, \"versions\": {"
                        + versions
                        + "}}";
        Path at = directory.isEmpty() ? root : root.resolve(directory);
        put(at, "inventory.json", json);
        seal(at);
    }

    /** Writes the digest file of a directory's inventory anew. */
    static void seal(Path directory) throws IOException {
        byte[] json = Files.readAllBytes(directory.resolve("inventory.json"));
        put(directory, "inventory.json.sha512", hex("SHA-512", json) + " inventory.json\n");
    }

    static void put(Path root, String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
