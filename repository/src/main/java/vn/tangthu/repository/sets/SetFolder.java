package vn.tangthu.repository.sets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of one set. Below it the archive's own keys ({@code ocfl/}, {@code log/}), the tables
 * of the database in {@code kept/}, the manifests and, written last, the signed note.
 */
record SetFolder(Path path) {
    static final String NOTE = "set.txt";
    static final String MANIFEST = "manifest.csv";

    /** As {@code sha512sum -c} reads it. */
    static final String SUMS = "manifest-sha512.txt";

    static final String OBJECTS = "objects.csv";
    static final String VKEY = "public-key.vkey";
    static final String KEPT = "kept";

    /** Work of a set that is not finished; gone when it is. */
    static final String UNFINISHED = ".unfinished";

    /** Of the store that writes into the folder. */
    private static final String STORE_TEMPORARIES = ".tangthu-tmp";

    /** What the note itself vouches for by digest, and so no manifest names. */
    static final Set<String> NOTED = Set.of(NOTE, MANIFEST, SUMS);

    Path file(String name) {
        return path.resolve(name);
    }

    boolean isSigned() {
        return Files.isRegularFile(file(NOTE));
    }

    /** Every file by its path below the folder, but those of work; the caller closes it. */
    Stream<String> files() throws IOException {
        return Files.walk(path)
                .filter(Files::isRegularFile)
                .map(file -> path.relativize(file).toString().replace('\\', '/'))
                .filter(name -> !name.startsWith(UNFINISHED + "/"))
                .filter(name -> !name.startsWith(STORE_TEMPORARIES + "/"));
    }

    /** Bytes that are there already, of work too. */
    long bytes() throws IOException {
        if (!Files.isDirectory(path)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile).mapToLong(SetFolder::size).sum();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole or not at all, and on the medium when this returns. */
    static void write(Path file, byte[] bytes) throws IOException {
        Path written = file.resolveSibling("." + file.getFileName() + ".new");
        Files.write(written, bytes);
        force(written);
        Files.move(
                written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    }

    static void force(Path path) throws IOException {
        boolean directory = Files.isDirectory(path);
        try (FileChannel channel =
                FileChannel.open(
                        path, directory ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    void removeTemporaries() throws IOException {
        remove(file(UNFINISHED));
        remove(file(STORE_TEMPORARIES));
        force(path);
    }

    static void remove(Path tree) throws IOException {
        var unused = org.springframework.util.FileSystemUtils.deleteRecursively(tree);
    }
}
