package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import vn.tangthu.storage.TangThuHome;

/**
 * A file in the home that says that an index of this archive lies, or lay, on a cluster, and by
 * which number the cluster knows the archive. It stays when another engine searches: then only the
 * operator knows whether the cluster's index is gone.
 *
 * @param archive the number
 */
record ClusterMark(UUID archive) {
    private static final String NAME = "search-cluster";

    /** That of this home, made before anything is written to a cluster. */
    static ClusterMark in(TangThuHome home) throws IOException {
        Path file = home.root().resolve(NAME);
        if (!Files.exists(file)) {
            Files.createDirectories(home.root());
            Path fresh = home.root().resolve(NAME + ".new");
            try (FileChannel out =
                    FileChannel.open(
                            fresh,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                byte[] text = (UUID.randomUUID() + "\n").getBytes(StandardCharsets.UTF_8);
                int unused = out.write(ByteBuffer.wrap(text));
                out.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            return new ClusterMark(UUID.fromString(Files.readString(file).strip()));
        } catch (IllegalArgumentException e) {
            throw new IOException("Không đọc được / Cannot be read: " + file, e);
        }
    }

    /**
     * @throws IOException while the cluster's index may be there
     */
    static void refuseErasing(TangThuHome home) throws IOException {
        Path file = home.root().resolve(NAME);
        if (Files.exists(file)) {
            throw new IOException(
                    "Chỉ mục cũ trên cụm OpenSearch có thể vẫn giữ: xóa nó rồi xóa tệp / The"
                            + " former index on OpenSearch may still hold it: delete that, then"
                            + " the file "
                            + file);
        }
    }

    /** With all that is in it; nothing where there is none. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(directory)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
