package vn.tangthu.storage.filesystem;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.StoreKey;

/**
 * Walks the files below a directory, holding one open directory per level and nothing else. What
 * vanishes while it walks is left out; links and names that are no keys are left out with a warning
 * in the log.
 */
final class Listing implements Iterator<ObjectInfo>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listing.class);

    private record Level(DirectoryStream<Path> stream, Iterator<Path> entries) {}

    private final Path root;
    private final Deque<Level> levels = new ArrayDeque<>();
    private @Nullable ObjectInfo next;

    private Listing(Path root) {
        this.root = root;
    }

    static Stream<ObjectInfo> stream(Path root, Path start) throws IOException {
        Listing listing = new Listing(root);
        if (start.equals(root) || isReached(Directories.parentOf(start))) {
            listing.descend(start);
        }
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                listing, Spliterator.NONNULL | Spliterator.DISTINCT),
                        false)
                .onClose(listing::close);
    }

    /** Whether no symbolic link stands between root and directory. */
    private static boolean isReached(Path directory) throws IOException {
        try {
            return directory.toRealPath().equals(directory);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void descend(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            DirectoryStream<Path> stream = Files.newDirectoryStream(directory);
            levels.push(new Level(stream, stream.iterator()));
        } catch (NoSuchFileException | NotDirectoryException e) {
            // pruned meanwhile
        }
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null && !levels.isEmpty()) {
                advance();
            }
        } catch (DirectoryIteratorException e) {
            throw new UncheckedIOException(e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return next != null;
    }

    private void advance() throws IOException {
        Level level = levels.getFirst();
        if (!level.entries().hasNext()) {
            levels.pop().stream().close();
            return;
        }
        Path entry = level.entries().next();
        BasicFileAttributes attributes;
        try {
            attributes =
                    Files.readAttributes(
                            entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return;
        }
        if (attributes.isDirectory()) {
            if (!entry.equals(root.resolve(TemporaryFiles.DIRECTORY))) {
                descend(entry);
            }
        } else if (attributes.isRegularFile()) {
            next = toInfo(entry, attributes);
        } else {
            LOG.warn("Not an object, not followed: {}", entry);
        }
    }

    private @Nullable ObjectInfo toInfo(Path file, BasicFileAttributes attributes) {
        String name = root.relativize(file).toString().replace(File.separatorChar, '/');
        try {
            return new ObjectInfo(
                    new StoreKey(name),
                    attributes.size(),
                    attributes.lastModifiedTime().toInstant());
        } catch (IllegalArgumentException e) {
            LOG.warn("A file in the store has a name that is no key: {}", file);
            return null;
        }
    }

    @Override
    public ObjectInfo next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        ObjectInfo result = next;
        next = null;
        return result;
    }

    @Override
    public void close() {
        IOException first = null;
        while (!levels.isEmpty()) {
            try {
                levels.pop().stream().close();
            } catch (IOException e) {
                first = e;
            }
        }
        if (first != null) {
            throw new UncheckedIOException(first);
        }
    }
}
