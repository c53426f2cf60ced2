package vn.tangthu.repository.aip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.memory.MemoryObjectStore;

/**
 * What we write, byte for byte, against directories that were looked at by a person: one OCFL
 * object each. A change here changes what the archive keeps for good: look at the difference, then
 * run with {@code -Dgolden.write=true}.
 */
class GoldenAipTest {

    private static final Path EXPECTED =
            Path.of("src/test/resources/vn/tangthu/repository/aip/golden");

    @TempDir Path directory;

    @Test
    void packages_are_written_byte_for_byte_as_expected() throws IOException {
        GoldenAips golden = new GoldenAips();
        assertThat(golden.all()).hasSizeGreaterThanOrEqualTo(5);
        for (Map.Entry<String, List<Aip>> entry : golden.all().entrySet()) {
            Map<String, byte[]> written = write(golden, entry.getValue());
            Path expected = EXPECTED.resolve(entry.getKey());
            if (Boolean.getBoolean("golden.write")) {
                for (Map.Entry<String, byte[]> file : written.entrySet()) {
                    Path path = expected.resolve(file.getKey());
                    Files.createDirectories(path.resolveSibling("."));
                    Files.write(path, file.getValue());
                }
            }
            Map<String, byte[]> wanted = read(expected);
            assertThat(written.keySet()).as(entry.getKey()).isEqualTo(wanted.keySet());
            wanted.forEach(
                    (path, bytes) ->
                            assertThat(new String(written.get(path), StandardCharsets.UTF_8))
                                    .as(entry.getKey() + "/" + path)
                                    .isEqualTo(new String(bytes, StandardCharsets.UTF_8)));
        }
    }

    private Map<String, byte[]> write(GoldenAips golden, List<Aip> versions) throws IOException {
        MemoryObjectStore store = new MemoryObjectStore();
        AipStore aips = new OcflAipStore(store, Clock.systemUTC(), "0.1.0");
        aips.store(versions.getFirst(), sources(golden, versions.getFirst()));
        for (Aip version : versions.subList(1, versions.size())) {
            aips.addVersion(version, version.version() - 1, sources(golden, version));
        }
        ObjectRef object;
        try (Stream<ObjectRef> objects = aips.objects()) {
            object = objects.findFirst().orElseThrow();
        }
        assertThat(aips.read(versions.getFirst().id())).isEqualTo(versions.getLast());
        Map<String, byte[]> files = new TreeMap<>();
        int cut = object.root().value().length() + 1;
        try (Stream<ObjectInfo> listed = store.list(StorePrefix.below(object.root()))) {
            for (ObjectInfo info : listed.toList()) {
                try (var in = store.open(info.key())) {
                    files.put(info.key().value().substring(cut), in.readAllBytes());
                }
            }
        }
        return files;
    }

    private Map<ContentFileId, Path> sources(GoldenAips golden, Aip aip) throws IOException {
        Map<ContentFileId, Path> sources = new HashMap<>();
        for (ContentFile file : aip.storedFiles()) {
            Path path = directory.resolve(file.id().toString());
            Files.write(path, golden.contents().getOrDefault(file.sha512(), new byte[0]));
            sources.put(file.id(), path);
        }
        for (Aip.Origin origin : aip.origins()) {
            Aip.Received received = origin.received();
            if (received != null) {
                String name = Aip.Received.path(origin.version());
                Path path = directory.resolve("received-" + origin.version());
                Files.write(path, golden.contents().getOrDefault(received.sha512(), new byte[0]));
                sources.put(ContentFileId.derive(aip.id(), name), path);
            }
        }
        return sources;
    }

    private static Map<String, byte[]> read(Path root) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(
                        root.relativize(path).toString().replace('\\', '/'),
                        Files.readAllBytes(path));
            }
        }
        return files;
    }
}
