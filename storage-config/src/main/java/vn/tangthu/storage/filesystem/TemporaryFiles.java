package vn.tangthu.storage.filesystem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;

/**
 * Files that are not objects yet, in a directory of this opening's own with a lock in it: another
 * opening removes what has no living owner and leaves the rest.
 */
final class TemporaryFiles implements AutoCloseable {
    static final String DIRECTORY = ".tangthu-tmp";
    private static final String LOCK = "lock";
    private static final int BUFFER_BYTES = 128 * 1024;

    /**
     * The directories this process holds. Needed because a process that opens and closes its own
     * lock file a second time loses the POSIX lock on it.
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel lockChannel;
    private final AtomicLong counter = new AtomicLong();

    private TemporaryFiles(Path directory, FileChannel lockChannel) {
        this.directory = directory;
        this.lockChannel = lockChannel;
    }

    static TemporaryFiles open(Path root) throws IOException {
        Path all = root.resolve(DIRECTORY);
        if (Files.exists(all, LinkOption.NOFOLLOW_LINKS)
                && !Files.isDirectory(all, LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreException("Not a directory: " + all);
        }
        Files.createDirectories(all);
        try (DirectoryStream<Path> owners = Files.newDirectoryStream(all)) {
            for (Path owner : owners) {
                removeIfDead(owner);
            }
        }
        Path own = Files.createDirectory(all.resolve(UUID.randomUUID().toString()));
        OURS.add(own);
        FileChannel channel =
                FileChannel.open(
                        own.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            throw new StoreException("Cannot lock " + own);
        }
        return new TemporaryFiles(own, channel);
    }

    private static void removeIfDead(Path owner) throws IOException {
        if (OURS.contains(owner)) {
            return;
        }
        if (!Files.isDirectory(owner, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(owner);
            return;
        }
        Path lock = owner.resolve(LOCK);
        if (Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                    FileLock held = channel.tryLock()) {
                if (held == null) {
                    return;
                }
            } catch (OverlappingFileLockException e) {
                return;
            }
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(owner)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(owner);
    }

    /** Whether its directory is still where it was made. */
    boolean isThere() {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether this file system can give a file a second name, which is how objects appear. */
    boolean canLink() throws IOException {
        Path first = Files.createFile(next());
        Path second = next();
        try {
            Files.createLink(second, first);
            return true;
        } catch (UnsupportedOperationException | FileSystemException e) {
            return false;
        } finally {
            Files.deleteIfExists(second);
            Files.deleteIfExists(first);
        }
    }

    /** Writes and forces a temporary file if its bytes have the digest. */
    Path write(StoreKey key, ByteSource content, Digest expected) throws IOException {
        Path file = next();
        boolean done = false;
        try (FileChannel out =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                InputStream in = content.open()) {
            MessageDigest digest = expected.algorithm().newMessageDigest();
            byte[] buffer = new byte[(int) Math.clamp(content.size(), 1, BUFFER_BYTES)];
            for (int read; (read = in.read(buffer)) >= 0; ) {
                digest.update(buffer, 0, read);
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            Digest actual = Digest.fromBytes(expected.algorithm(), digest.digest());
            if (!actual.equals(expected)) {
                throw new StoreException.DigestMismatch(key, expected, actual);
            }
            out.force(true);
            done = true;
            return file;
        } finally {
            if (!done) {
                Files.deleteIfExists(file);
            }
        }
    }

    static Digest digest(InputStream in, DigestAlgorithm algorithm) throws IOException {
        MessageDigest digest = algorithm.newMessageDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read; (read = in.read(buffer)) >= 0; ) {
            digest.update(buffer, 0, read);
        }
        return Digest.fromBytes(algorithm, digest.digest());
    }

    private Path next() {
        return directory.resolve(Long.toString(counter.incrementAndGet()));
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(directory.resolve(LOCK));
            lockChannel.close();
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            // A write is still going on; the next opening removes what it leaves.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            OURS.remove(directory);
        }
    }
}
