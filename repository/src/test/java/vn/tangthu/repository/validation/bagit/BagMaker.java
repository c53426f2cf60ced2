package vn.tangthu.repository.validation.bagit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.jcajce.provider.digest.Blake2b;

/** Makes a sound bag that a test then spoils in one way. */
final class BagMaker {
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    final Map<String, StringBuilder> manifests = new LinkedHashMap<>();
    String version = "1.0";
    String encodingName = "UTF-8";
    Charset encoding = StandardCharsets.UTF_8;
    String[] algorithms = {"sha512"};
    String info = "Bagging-Date: 2026-11-21\n";
    boolean tagManifest = true;

    static BagMaker bag() {
        BagMaker maker = new BagMaker();
        maker.files.put("data/a.txt", bytes("một"));
        maker.files.put("data/thư mục/b.txt", bytes("hai"));
        return maker;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    BagMaker file(String path, String text) {
        files.put(path, bytes(text));
        return this;
    }

    BagMaker without(String path) {
        files.remove(path);
        return this;
    }

    BagMaker algorithms(String... names) {
        algorithms = names;
        return this;
    }

    BagMaker version(String number) {
        version = number;
        return this;
    }

    static String hex(String algorithm, byte[] bytes) {
        String jca =
                switch (algorithm) {
                    case "md5" -> "MD5";
                    case "sha1" -> "SHA-1";
                    case "sha3256" -> "SHA3-256";
                    case "blake2b512" -> "blake";
                    default -> "SHA-" + algorithm.substring(3);
                };
        if (jca.equals("blake")) {
            return HexFormat.of().formatHex(new Blake2b.Blake2b512().digest(bytes));
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(jca).digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes files and manifests below the directory; the tag manifest is last. */
    Path write(Path root) {
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(root, file.getKey(), file.getValue());
            }
            Files.createDirectories(root.resolve("data"));
            put(
                    root,
                    "bagit.txt",
                    bytes(
                            "BagIt-Version: "
                                    + version
                                    + "\nTag-File-Character-Encoding: "
                                    + encodingName
                                    + "\n"));
            if (!info.isEmpty()) {
                put(root, "bag-info.txt", info.getBytes(encoding));
            }
            for (String algorithm : algorithms) {
                StringBuilder text = new StringBuilder();
                files.forEach(
                        (path, content) -> {
                            if (path.startsWith("data/")) {
                                text.append(hex(algorithm, content))
                                        .append("  ")
                                        .append(encoded(path))
                                        .append('\n');
                            }
                        });
                put(root, "manifest-" + algorithm + ".txt", text.toString().getBytes(encoding));
            }
            seal(root);
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String encoded(String path) {
        String breaks = path.replace("\n", "%0A").replace("\r", "%0D");
        return version.equals("1.0")
                ? path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
                : breaks;
    }

    /** Writes the tag manifest anew. */
    void seal(Path root) throws IOException {
        if (!tagManifest) {
            return;
        }
        StringBuilder text = new StringBuilder();
        try (var children = Files.list(root)) {
            for (Path child : (Iterable<Path>) children.sorted()::iterator) {
                String name = child.getFileName().toString();
                if (Files.isRegularFile(child) && !name.startsWith("tagmanifest")) {
                    text.append(hex(algorithms[0], Files.readAllBytes(child)))
                            .append("  ")
                            .append(name)
                            .append('\n');
                }
            }
        }
        put(root, "tagmanifest-" + algorithms[0] + ".txt", text.toString().getBytes(encoding));
    }

    static void put(Path root, String path, byte[] content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
