package vn.tangthu.storage.filesystem;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.StoreException;

/**
 * Makes directories so that they survive a power cut, and removes empty ones. A directory that
 * another thread has just made may not be on disk yet, so existing is not enough: only directories
 * whose entry this process has forced count as durable. The last {@value #REMEMBERED} of them are
 * remembered.
 */
final class Directories {
    private static final int REMEMBERED = 4096;

    private final Path root;
    private final ReentrantReadWriteLock pruning = new ReentrantReadWriteLock();
    private final Set<Path> durable =
            Collections.synchronizedSet(
                    Collections.newSetFromMap(
                            new LinkedHashMap<>(256, 0.75f, true) {
                                private static final long serialVersionUID = 1L;

                                @Override
                                protected boolean removeEldestEntry(
                                        Map.Entry<Path, Boolean> eldest) {
                                    return size() > REMEMBERED;
                                }
                            }));

    Directories(Path root) {
        this.root = root;
    }

    /** Something that may throw. */
    interface Action {
        void run() throws IOException;
    }

    /** Runs while no directory of this store is being removed by this process. */
    void whileNothingIsPruned(Action action) throws IOException {
        pruning.readLock().lock();
        try {
            action.run();
        } finally {
            pruning.readLock().unlock();
        }
    }

    /**
     * Makes the directory below the root where it is missing, and forces the entries that hold it.
     */
    void makeDurable(Path directory) throws IOException {
        if (directory.equals(root) || durable.contains(directory)) {
            return;
        }
        if (!directory.startsWith(root)) {
            throw new StoreException("Outside of the store: " + directory);
        }
        Path parent = parentOf(directory);
        makeDurable(parent);
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new StoreException("Not a directory of the store: " + directory, e);
            }
        }
        force(parent);
        durable.add(directory);
    }

    /** Drops what is remembered of the directory and of all above it. */
    void forget(Path directory) {
        for (Path at = directory;
                at != null && at.startsWith(root) && !at.equals(root);
                at = at.getParent()) {
            durable.remove(at);
        }
    }

    /** Drops all of it: another disk may have the same names. */
    void forgetAll() {
        durable.clear();
    }

    /** Forces the directory after a removal, and removes it and those above it while empty. */
    void pruneUpwards(Path directory) throws IOException {
        pruning.writeLock().lock();
        try {
            Path at = directory;
            while (!at.equals(root)) {
                try {
                    Files.delete(at);
                } catch (DirectoryNotEmptyException e) {
                    break;
                } catch (NoSuchFileException e) {
                    // removed by somebody else; look further up
                }
                durable.remove(at);
                at = parentOf(at);
            }
            force(at);
        } finally {
            pruning.writeLock().unlock();
        }
    }

    /** Makes a directory and those above it that are missing, each forced into its parent. */
    static void createDurably(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        @Nullable Path parent = directory.getParent();
        if (parent == null) {
            throw new NoSuchFileException(directory.toString());
        }
        createDurably(parent);
        Files.createDirectories(directory);
        force(parent);
    }

    /** The directory that holds it; only the root of a file system has none. */
    static Path parentOf(Path path) {
        return Objects.requireNonNull(path.getParent(), "The root of a file system");
    }

    /** fsync of a directory. A platform that cannot open one (Windows) keeps its entries itself. */
    static void force(Path directory) throws IOException {
        if (File.separatorChar == '\\') {
            return;
        }
        forceFile(directory);
    }

    static void forceFile(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
