package vn.tangthu.portal.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * The files of one package while it arrives. Each has its bytes in a file of its own and beside it
 * a note: the bytes that are durable, in twenty digits, and on the next line what was announced.
 * The note is written after the bytes are on the disk, so what it says holds after a kill and after
 * a power cut; bytes beyond it are cut off when the file goes on.
 */
final class FileSlots {
    private static final String NOTE = ".json";
    private static final int DIGITS = 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path folder;

    FileSlots(Path folder) {
        this.folder = folder;
    }

    /** What a note says beside the offset. */
    private record Announced(String path, long size, long modified) {}

    /** The same path has the same key, so that whoever begins a file again finds it. */
    static String key(String path) {
        byte[] sha =
                DigestAlgorithm.SHA256
                        .newMessageDigest()
                        .digest(path.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha, 0, 16);
    }

    Path bytes(IncomingFile file) {
        return folder.resolve(file.key());
    }

    /** Begins a file, from its first byte even where it was begun before. */
    IncomingFile begin(String path, long size, long modified) throws IOException {
        IncomingFile file = new IncomingFile(key(path), path, size, modified, 0);
        String note =
                digits(0) + "\n" + JSON.writeValueAsString(new Announced(path, size, modified));
        try (FileChannel bytes =
                FileChannel.open(
                        bytes(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            bytes.truncate(0);
        }
        try (FileChannel out =
                FileChannel.open(
                        note(file.key()),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            write(out, note);
            out.force(true);
        }
        sync(folder);
        return file;
    }

    Optional<IncomingFile> find(String key) throws IOException {
        if (!key.matches("[0-9a-f]{32}")) {
            return Optional.empty();
        }
        try {
            return read(key, Files.readString(note(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** From now on these bytes of it count. They must be on the disk already. */
    IncomingFile commit(IncomingFile file, long offset) throws IOException {
        try (FileChannel out = FileChannel.open(note(file.key()), StandardOpenOption.WRITE)) {
            write(out, digits(offset));
            out.force(false);
        }
        return file.at(offset);
    }

    void remove(IncomingFile file) throws IOException {
        Files.deleteIfExists(note(file.key()));
        Files.deleteIfExists(bytes(file));
    }

    /** To be closed. A note that was torn while it was begun was never answered for. */
    Stream<IncomingFile> all() throws IOException {
        return Files.list(folder)
                .map(path -> path.getFileName().toString())
                .filter(name -> name.endsWith(NOTE))
                .flatMap(
                        name -> {
                            try {
                                return find(name.substring(0, name.length() - NOTE.length()))
                                        .stream();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }

    private Path note(String key) {
        return folder.resolve(key + NOTE);
    }

    private static Optional<IncomingFile> read(String key, String note) {
        try {
            Announced announced = JSON.readValue(note.substring(DIGITS + 1), Announced.class);
            return Optional.of(
                    new IncomingFile(
                            key,
                            announced.path(),
                            announced.size(),
                            announced.modified(),
                            Long.parseLong(note.substring(0, DIGITS))));
        } catch (JacksonException | IndexOutOfBoundsException | NumberFormatException torn) {
            return Optional.empty();
        }
    }

    private static String digits(long offset) {
        return String.format(Locale.ROOT, "%020d", offset);
    }

    private static void write(FileChannel out, String text) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
            int unused = out.write(bytes);
        }
    }

    /** So that the names in a folder outlast a power cut. */
    static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
