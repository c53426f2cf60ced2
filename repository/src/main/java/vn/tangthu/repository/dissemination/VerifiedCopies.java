package vn.tangthu.repository.dissemination;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.Digest;

/**
 * Private copies of content files whose every byte was matched, by digest. The longest unused go
 * first when there are more bytes than the limit; one that is being read stays. A copy whose file
 * changed on the disk is matched again before it is given out. Many threads may ask at once; those
 * that ask for the same file wait for the one that fetches it.
 */
final class VerifiedCopies {

    private final Path directory;
    private final long limit;
    private final AtomicLong names = new AtomicLong();

    /** In order of use, the longest unused first; guarded by itself, as is all in the copies. */
    private final LinkedHashMap<Digest, Copy> copies = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    /** Guards the fetching of a digest: striped, so that it needs no cleaning up. */
    private final Object[] fetching = new Object[64];

    /**
     * @param directory is emptied
     * @param limit bytes
     */
    VerifiedCopies(Path directory, long limit) throws IOException {
        this.directory = CacheDirectory.emptied(directory);
        this.limit = limit;
        for (int i = 0; i < fetching.length; i++) {
            fetching[i] = new Object();
        }
    }

    /** A copy that stays until it is closed. */
    static final class Lent implements Closeable {
        private final VerifiedCopies owner;
        private final Copy copy;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Lent(VerifiedCopies owner, Copy copy) {
            this.owner = owner;
            this.copy = copy;
        }

        Path path() {
            return copy.path;
        }

        @Override
        public void close() throws IOException {
            if (closed.compareAndSet(false, true)) {
                owner.giveBack(copy);
            }
        }
    }

    private static final class Copy {
        private final Path path;
        private final long size;
        private final FileTime modified;
        private final @Nullable Object fileKey;
        private int readers;
        private boolean dropped;

        Copy(Path path, BasicFileAttributes attributes) {
            this.path = path;
            this.size = attributes.size();
            this.modified = attributes.lastModifiedTime();
            this.fileKey = attributes.fileKey();
        }

        boolean untouched() {
            try {
                BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
                return now.isRegularFile()
                        && now.size() == size
                        && now.lastModifiedTime().equals(modified)
                        && Objects.equals(now.fileKey(), fileKey);
            } catch (IOException e) {
                return false;
            }
        }
    }

    /**
     * @param fresh do not trust a copy: fetch again
     * @param size bytes
     * @throws BadBytesException when what the source gives is not what is expected
     */
    Lent lend(
            Digest sha512,
            @Nullable Digest sha256,
            long size,
            boolean fresh,
            VerifiedTransfer.Source source)
            throws IOException {
        synchronized (fetching[Math.floorMod(sha512.hashCode(), fetching.length)]) {
            Copy there = fresh ? null : take(sha512);
            if (there != null) {
                if (there.untouched()) {
                    return new Lent(this, there);
                }
                giveBack(there);
            }
            drop(sha512);
            Path path = directory.resolve("copy-" + names.incrementAndGet());
            VerifiedTransfer.copy(source, path, size, sha512, sha256);
            Copy copy = new Copy(path, Files.readAttributes(path, BasicFileAttributes.class));
            copy.readers = 1;
            List<Path> evicted;
            synchronized (copies) {
                copies.put(sha512, copy);
                bytes += copy.size;
                evicted = evict();
            }
            delete(evicted);
            return new Lent(this, copy);
        }
    }

    private @Nullable Copy take(Digest sha512) {
        synchronized (copies) {
            Copy copy = copies.get(sha512);
            if (copy != null) {
                copy.readers++;
            }
            return copy;
        }
    }

    /** Forgets a copy that nobody may have any more; its file goes when the last reader is done. */
    void forget(Digest sha512) throws IOException {
        synchronized (fetching[Math.floorMod(sha512.hashCode(), fetching.length)]) {
            drop(sha512);
        }
    }

    /** Forgets a copy; its file goes when the last reader is done. */
    private void drop(Digest sha512) throws IOException {
        Path unread = null;
        synchronized (copies) {
            Copy copy = copies.remove(sha512);
            if (copy != null) {
                bytes -= copy.size;
                copy.dropped = true;
                unread = copy.readers == 0 ? copy.path : null;
            }
        }
        if (unread != null) {
            Files.deleteIfExists(unread);
        }
    }

    private void giveBack(Copy copy) throws IOException {
        List<Path> gone;
        synchronized (copies) {
            copy.readers--;
            gone = copy.dropped && copy.readers == 0 ? List.of(copy.path) : evict();
        }
        delete(gone);
    }

    private List<Path> evict() {
        List<Path> evicted = new ArrayList<>();
        Iterator<Map.Entry<Digest, Copy>> oldest = copies.entrySet().iterator();
        while (bytes > limit && oldest.hasNext()) {
            Copy copy = oldest.next().getValue();
            if (copy.readers == 0) {
                oldest.remove();
                bytes -= copy.size;
                copy.dropped = true;
                evicted.add(copy.path);
            }
        }
        return evicted;
    }

    private static void delete(List<Path> paths) throws IOException {
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    /** Bytes of all copies. */
    long bytes() {
        synchronized (copies) {
            return bytes;
        }
    }
}
