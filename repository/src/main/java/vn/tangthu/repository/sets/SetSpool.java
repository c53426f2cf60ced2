package vn.tangthu.repository.sets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a set has so far: the manifest's lines of each package that was read back, and a note of
 * progress that is written after them. After a kill what the note names is there and needs no
 * second reading; what stands behind it is cut off. Safe for many threads.
 */
final class SetSpool implements AutoCloseable {
    private static final int AT_ONCE = 50;

    private final FileChannel lines;
    private final FileChannel progress;
    private final Path linesFile;
    private final Map<UUID, Done> done = new LinkedHashMap<>();
    private final List<String> waiting = new ArrayList<>();

    /** A package and where its lines stand. */
    record Done(SetObject object, long from, long to) {}

    SetSpool(SetFolder folder) throws IOException {
        Path directory = Files.createDirectories(folder.file(SetFolder.UNFINISHED));
        linesFile = directory.resolve("lines");
        Path progressFile = directory.resolve("progress");
        long end = 0;
        long sound = 0;
        if (Files.exists(progressFile)) {
            String text = Files.readString(progressFile, StandardCharsets.UTF_8);
            int whole = text.lastIndexOf('\n') + 1;
            for (String line : text.substring(0, whole).split("\n", -1)) {
                Done read = read(line);
                if (read != null) {
                    done.put(read.object().id(), read);
                    end = Math.max(end, read.to());
                }
            }
            sound = text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length;
        }
        lines = open(linesFile, end);
        progress = open(progressFile, sound);
        SetFolder.force(directory);
    }

    private static @Nullable Done read(String line) {
        String[] parts = line.split(" ", 3);
        SetObject object = parts.length == 3 ? SetObject.read(parts[2]) : null;
        return object == null
                ? null
                : new Done(object, Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    private static FileChannel open(Path file, long length) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        FileChannel unused = channel.truncate(length).position(length);
        return channel;
    }

    /** A package whose files were read back from the medium. */
    synchronized void add(SetObject object, List<ManifestLine> of) throws IOException {
        long from = lines.position();
        StringBuilder text = new StringBuilder();
        of.forEach(line -> text.append(line.csv()));
        write(lines, text.toString());
        Done entry = new Done(object, from, lines.position());
        done.put(object.id(), entry);
        waiting.add(entry.from() + " " + entry.to() + " " + object.csv());
        if (waiting.size() >= AT_ONCE) {
            flush();
        }
    }

    /** The lines first, so that progress never names what is not there. */
    synchronized void flush() throws IOException {
        if (!waiting.isEmpty()) {
            lines.force(false);
            write(progress, String.join("", waiting));
            progress.force(false);
            waiting.clear();
        }
    }

    private static void write(FileChannel to, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            int unused = to.write(bytes);
        }
    }

    /** 0 when it is not in the set. */
    synchronized int version(UUID object) {
        Done entry = done.get(object);
        return entry == null ? 0 : entry.object().version();
    }

    synchronized int size() {
        return done.size();
    }

    synchronized void forget(UUID object) {
        done.remove(object);
    }

    synchronized List<SetObject> objects() {
        return done.values().stream().map(Done::object).toList();
    }

    /** The manifest's lines of every package that is in the set. */
    void each(Consumer<ManifestLine> taker) throws IOException {
        flush();
        for (Done entry : List.copyOf(done.values())) {
            try (InputStream in = Files.newInputStream(linesFile)) {
                in.skipNBytes(entry.from());
                byte[] bytes = in.readNBytes(Math.toIntExact(entry.to() - entry.from()));
                try (BufferedReader reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        new java.io.ByteArrayInputStream(bytes),
                                        StandardCharsets.UTF_8))) {
                    for (String line; (line = reader.readLine()) != null; ) {
                        ManifestLine read = ManifestLine.read(line);
                        if (read == null) {
                            throw new IOException("A line of the unfinished set cannot be read");
                        }
                        taker.accept(read);
                    }
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        flush();
        lines.close();
        progress.close();
    }
}
