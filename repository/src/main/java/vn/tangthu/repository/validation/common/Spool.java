package vn.tangthu.repository.validation.common;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.TangThuHome;

/**
 * Records parted by the hash of a key, in memory while they are few and in temporary files
 * otherwise: everything about one key can then be looked at together, a part at a time (a hash join
 * after Grace).
 */
public final class Spool implements Closeable {
    private static final int PARTS = 512;
    private static final long MEMORY_BYTES = 8L * 1024 * 1024;

    private final ByteArrayOutputStream[] parts = new ByteArrayOutputStream[PARTS];
    private long inMemory;
    private @Nullable Path directory;

    /** Writes one record; must write at least one byte. */
    @FunctionalInterface
    public interface RecordWriter {
        void write(DataOutputStream out) throws IOException;
    }

    /** Reads the records of one part until {@code in.read()} answers -1 at the start of one. */
    @FunctionalInterface
    public interface PartReader {
        void read(DataInputStream in) throws IOException;
    }

    public Spool() {
        for (int i = 0; i < PARTS; i++) {
            parts[i] = new ByteArrayOutputStream(0);
        }
    }

    public synchronized void add(String key, RecordWriter record) throws IOException {
        ByteArrayOutputStream part = parts[Math.floorMod(spread(key.hashCode()), PARTS)];
        int before = part.size();
        record.write(new DataOutputStream(part));
        inMemory += part.size() - before;
        if (inMemory > MEMORY_BYTES) {
            spill();
        }
    }

    private static int spread(int hash) {
        return hash * 0x9E3779B9 >>> 8;
    }

    private void spill() throws IOException {
        if (directory == null) {
            directory = Files.createTempDirectory(TangThuHome.ofValidation());
        }
        for (int i = 0; i < PARTS; i++) {
            try (OutputStream out =
                    Files.newOutputStream(
                            file(directory, i),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND)) {
                parts[i].writeTo(out);
            }
            parts[i].reset();
        }
        inMemory = 0;
    }

    private static Path file(Path directory, int part) {
        return directory.resolve("part-" + part);
    }

    /** Part by part; the spool may be read again and again but not be added to meanwhile. */
    public void read(PartReader reader) throws IOException {
        for (int i = 0; i < PARTS; i++) {
            InputStream memory = new ByteArrayInputStream(parts[i].toByteArray());
            if (directory == null) {
                reader.read(new DataInputStream(memory));
                continue;
            }
            try (InputStream disk =
                    new BufferedInputStream(Files.newInputStream(file(directory, i)), 65_536)) {
                reader.read(
                        new DataInputStream(
                                new BufferedInputStream(new SequenceInputStream(disk, memory))));
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (directory != null) {
            for (int i = 0; i < PARTS; i++) {
                Files.deleteIfExists(file(directory, i));
            }
            Files.deleteIfExists(directory);
        }
    }
}
