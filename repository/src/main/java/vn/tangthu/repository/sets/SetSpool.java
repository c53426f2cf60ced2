package vn.tangthu.repository.sets;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.ScratchIds;

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
    private final Path progressFile;

    /** Of each package its version, 0 when it was forgotten, and where its last note stands. */
    private final ScratchIds done = new ScratchIds(2);

    private static final int VERSION = 0;
    private static final int NOTE = 1;

    private final List<String> waiting = new ArrayList<>();
    private long size;
    private long nextNote;

    /** A package and where its lines stand. */
    private record Done(SetObject object, long from, long to) {}

    /** What takes something that is read of the set. */
    interface Taker<T> {
        void take(T one) throws IOException;
    }

    SetSpool(SetFolder folder) throws IOException {
        Path directory = Files.createDirectories(folder.file(SetFolder.UNFINISHED));
        linesFile = directory.resolve("lines");
        progressFile = directory.resolve("progress");
        long end = 0;
        if (Files.exists(progressFile)) {
            end = readProgress();
        }
        lines = open(linesFile, end);
        progress = open(progressFile, nextNote);
        SetFolder.force(directory);
    }

    /** Whole notes count; returns how far their lines reach. */
    private long readProgress() throws IOException {
        long[] end = {0};
        nextNote =
                notes(
                        (note, at) -> {
                            Done read = read(note);
                            if (read != null) {
                                note(read.object(), at);
                                end[0] = Math.max(end[0], read.to());
                            }
                        });
        return end[0];
    }

    private interface NoteTaker {
        void take(String note, long at) throws IOException;
    }

    /**
     * Every whole line of the progress with its place in bytes.
     *
     * @return where the last one ends
     */
    private long notes(NoteTaker taker) throws IOException {
        long at = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(progressFile))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int read; (read = in.read()) >= 0; ) {
                if (read != '\n') {
                    line.write(read);
                    continue;
                }
                taker.take(line.toString(StandardCharsets.UTF_8), at);
                at += line.size() + 1;
                line.reset();
            }
        }
        return at;
    }

    private void note(SetObject object, long at) {
        if (done.get(object.id(), VERSION) == 0) {
            size++;
        }
        done.set(object.id(), VERSION, object.version());
        done.set(object.id(), NOTE, at);
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
        String note = from + " " + lines.position() + " " + object.csv();
        note(object, nextNote);
        nextNote += note.getBytes(StandardCharsets.UTF_8).length;
        waiting.add(note);
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
        return (int) done.get(object, VERSION);
    }

    synchronized long size() {
        return size;
    }

    synchronized void forget(UUID object) {
        if (done.get(object, VERSION) != 0) {
            done.set(object, VERSION, 0);
            size--;
        }
    }

    /** Every package that is in the set. */
    synchronized void objects(Taker<SetObject> taker) throws IOException {
        eachDone(entry -> taker.take(entry.object()));
    }

    /** The manifest's lines of every package that is in the set. */
    synchronized void each(Taker<ManifestLine> taker) throws IOException {
        eachDone(
                entry -> {
                    ByteBuffer bytes =
                            ByteBuffer.allocate(Math.toIntExact(entry.to() - entry.from()));
                    while (bytes.hasRemaining()
                            && lines.read(bytes, entry.from() + bytes.position()) >= 0) {}
                    String text =
                            new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
                    for (String line : text.lines().toList()) {
                        ManifestLine read = ManifestLine.read(line);
                        if (read == null) {
                            throw new IOException("A line of the unfinished set cannot be read");
                        }
                        taker.take(read);
                    }
                });
    }

    private void eachDone(Taker<Done> taker) throws IOException {
        flush();
        long unused =
                notes(
                        (note, at) -> {
                            Done entry = read(note);
                            if (entry != null
                                    && version(entry.object().id()) != 0
                                    && done.get(entry.object().id(), NOTE) == at) {
                                taker.take(entry);
                            }
                        });
    }

    @Override
    public void close() throws IOException {
        flush();
        lines.close();
        progress.close();
    }
}
