package vn.tangthu.storage.filesystem;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.ErasingStore;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.PutOutcome;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/**
 * Each object is one plain file whose path below the root is its key, so that an archive can be
 * read without this software.
 *
 * <p>A write goes to a temporary file in {@code .tangthu-tmp} below the same root, is digested on
 * the way, forced to disk, and only then linked to its name, which fails if the name is taken; the
 * directory, and each directory made for it, is forced after that. A crash leaves at most temporary
 * files, which the next opening removes. A disk that is mounted at the root later is written to as
 * if it had been there from the start; whether it is the right one is for others to ask.
 *
 * <p>What it costs: two forces per object (file and directory), one more for each new directory.
 * What it cannot do: hold both {@code a} and {@code a/b}. Symbolic links are never followed below
 * the root and never listed.
 */
public final class FileSystemObjectStore implements ObjectStore, ErasingStore {
    private static final int LOCKS = 64;
    private static final int ATTEMPTS_AGAINST_PRUNING = 20;

    private final Path root;
    private final Directories directories;
    private final Object[] locks = new Object[LOCKS];
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Disk disk;

    /** What lies at the root; another one from the moment at which another is mounted there. */
    private record Disk(TemporaryFiles temporaries, boolean linksWork) {
        static Disk at(Path root) throws IOException {
            TemporaryFiles temporaries = TemporaryFiles.open(root);
            return new Disk(temporaries, temporaries.canLink());
        }
    }

    private FileSystemObjectStore(Path root, Disk disk) {
        this.root = root;
        this.disk = disk;
        this.directories = new Directories(root);
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    /**
     * Opens the store below {@code root}, makes the directory if there is none, and removes the
     * temporary files that dead processes left.
     */
    public static FileSystemObjectStore open(Path root) throws IOException {
        Path absolute = root.toAbsolutePath().normalize();
        Directories.createDurably(absolute);
        Path real = absolute.toRealPath();
        return new FileSystemObjectStore(real, Disk.at(real));
    }

    /** What was mounted, or emptied by hand, since it was opened is opened anew. */
    private Disk disk() throws IOException {
        Disk last = disk;
        if (last.temporaries().isThere() || closed.get()) {
            return last;
        }
        synchronized (locks) {
            if (!disk.temporaries().isThere() && !closed.get()) {
                if (!Files.isDirectory(root)) {
                    throw new NoSuchFileException(root.toString());
                }
                Disk found = Disk.at(root);
                directories.forgetAll();
                disk.temporaries().close();
                disk = found;
            }
            return disk;
        }
    }

    @Override
    public PutOutcome putNew(StoreKey key, ByteSource content, Digest expected) throws IOException {
        Path target = pathOf(key);
        if (exists(target)) {
            return alreadyThere(key, target, expected);
        }
        Disk on = disk();
        Path temporary = on.temporaries().write(key, content, expected);
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    place(temporary, target, on.linksWork());
                    return PutOutcome.STORED;
                } catch (FileAlreadyExistsException e) {
                    if (!exists(target)) {
                        // Not the object itself: a parent is a file, or it vanished again.
                        throw new StoreException("Cannot store " + key + " below an object", e);
                    }
                    return alreadyThere(key, target, expected);
                } catch (NoSuchFileException e) {
                    // Another process pruned the directory between its making and the link.
                    directories.forget(Directories.parentOf(target));
                    if (attempt == ATTEMPTS_AGAINST_PRUNING) {
                        throw e;
                    }
                }
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void place(Path temporary, Path target, boolean linksWork) throws IOException {
        directories.whileNothingIsPruned(
                () -> {
                    directories.makeDurable(Directories.parentOf(target));
                    if (linksWork) {
                        Files.createLink(target, temporary);
                    } else {
                        synchronized (lockOf(target)) {
                            if (exists(target)) {
                                throw new FileAlreadyExistsException(target.toString());
                            }
                            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
                        }
                    }
                    Directories.force(Directories.parentOf(target));
                });
    }

    /** Compares, and forces: whoever wrote it may have died before it did. */
    private PutOutcome alreadyThere(StoreKey key, Path target, Digest expected) throws IOException {
        if (!digestOf(key, expected).equals(expected)) {
            throw new StoreException.Exists(key);
        }
        Directories.forceFile(target);
        directories.whileNothingIsPruned(
                () -> {
                    directories.makeDurable(Directories.parentOf(target));
                    Directories.force(Directories.parentOf(target));
                });
        return PutOutcome.ALREADY_THERE;
    }

    @Override
    public void replace(StoreKey key, Digest current, byte[] content) throws IOException {
        Path target = pathOf(key);
        Digest expected = Digest.of(current.algorithm(), content);
        Path temporary = disk().temporaries().write(key, ByteSource.of(content), expected);
        try {
            synchronized (lockOf(target)) {
                if (!digestOf(key, current).equals(current)) {
                    throw new StoreException.Conflict(key);
                }
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
                Directories.force(Directories.parentOf(target));
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public InputStream open(StoreKey key) throws IOException {
        return Channels.newInputStream(channel(key));
    }

    @Override
    public InputStream openRange(StoreKey key, long offset, long length) throws IOException {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("Not a range: " + offset + "+" + length);
        }
        SeekableByteChannel channel = channel(key);
        channel.position(offset);
        return new Bounded(Channels.newInputStream(channel), length);
    }

    private SeekableByteChannel channel(StoreKey key) throws IOException {
        Path path = pathOf(key);
        if (!exists(path)) {
            throw new StoreException.NotFound(key);
        }
        try {
            return Files.newByteChannel(
                    path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            throw new StoreException.NotFound(key);
        }
    }

    @Override
    public Optional<ObjectInfo> info(StoreKey key) throws IOException {
        Optional<BasicFileAttributes> attributes = attributes(pathOf(key));
        return attributes.map(a -> new ObjectInfo(key, a.size(), a.lastModifiedTime().toInstant()));
    }

    @Override
    public Stream<ObjectInfo> list(StorePrefix prefix) throws IOException {
        Path start = prefix.below().isPresent() ? pathOf(prefix.below().get()) : root;
        return Listing.stream(root, start);
    }

    @Override
    public void delete(StoreKey key) throws IOException {
        Path path = pathOf(key);
        if (!exists(path)) {
            return;
        }
        synchronized (lockOf(path)) {
            try {
                Files.deleteIfExists(path);
            } catch (DirectoryNotEmptyException e) {
                return; // became a directory meanwhile: then there is no such object
            }
        }
        directories.pruneUpwards(Directories.parentOf(path));
    }

    /**
     * Writes zeros over the bytes before the file goes, where no other name leads to them (a copy
     * made by hard links keeps its own). What the medium keeps aside is not reached by that.
     */
    @Override
    public Optional<Held> erase(StoreKey key) throws IOException {
        Path path = pathOf(key);
        if (exists(path) && isOnlyName(path)) {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                long size = channel.size();
                ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(size, 1 << 16));
                for (long at = 0; at < size; ) {
                    zeros.clear().limit((int) Math.min(zeros.capacity(), size - at));
                    at += channel.write(zeros, at);
                }
                channel.force(true);
            } catch (NoSuchFileException e) {
                return Optional.empty(); // removed meanwhile
            }
        }
        delete(key);
        return Optional.empty();
    }

    @Override
    public Optional<Held> eraseBelow(StoreKey folder, String beginning) throws IOException {
        return ErasingStore.eraseListed(this, folder, beginning);
    }

    private static boolean isOnlyName(Path path) throws IOException {
        try {
            return Files.getAttribute(path, "unix:nlink").equals(1);
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String describe() {
        return "file system, " + root;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            synchronized (locks) {
                disk.temporaries().close();
            }
        }
    }

    private Digest digestOf(StoreKey key, Digest like) throws IOException {
        try (InputStream in = open(key)) {
            return TemporaryFiles.digest(in, like.algorithm());
        }
    }

    private Path pathOf(StoreKey key) throws StoreException {
        if (key.segments().getFirst().equals(TemporaryFiles.DIRECTORY)) {
            throw new StoreException("The store keeps this name for itself: " + key);
        }
        return root.resolve(key.value());
    }

    private boolean exists(Path path) throws IOException {
        return attributes(path).isPresent();
    }

    /** Of the regular file at the path; empty when a directory or a link is in its place. */
    private Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        try {
            Path parent = Directories.parentOf(path);
            if (!parent.toRealPath().equals(parent)) {
                return Optional.empty(); // a symbolic link stands between root and object
            }
            BasicFileAttributes attributes =
                    Files.readAttributes(
                            path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() ? Optional.of(attributes) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            // ENOTDIR: a parent of the key is itself an object.
            if (Files.isRegularFile(nearestExisting(path), LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Path nearestExisting(Path path) {
        Path at = path;
        while (!at.equals(root) && !Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
            at = Directories.parentOf(at);
        }
        return at;
    }

    private Object lockOf(Path path) {
        return locks[Math.floorMod(path.hashCode(), LOCKS)];
    }

    /** At most so many bytes of a stream. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left <= 0) {
                return length == 0 ? 0 : -1;
            }
            int read = in.read(buffer, offset, (int) Math.min(length, left));
            if (read > 0) {
                left -= read;
            }
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = in.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(in.available(), left);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
