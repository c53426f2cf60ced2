package vn.tangthu.repository.dissemination;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import vn.tangthu.repository.PageRenderer.Rendered;
import vn.tangthu.storage.Digest;

/**
 * Page images on the local disk, within a number of bytes; the longest unused go first. Each is
 * checked by its checksum when it is read; a bad one is as good as none.
 */
final class PageCache {

    private static final int HEADER = 4 + 4 + 8;

    private final Path directory;
    private final long limit;
    private final AtomicLong names = new AtomicLong();
    private final LinkedHashMap<Page, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * @param directory is emptied
     * @param limit bytes
     */
    PageCache(Path directory, long limit) throws IOException {
        this.directory = CacheDirectory.emptied(directory);
        this.limit = limit;
    }

    /** A page of the file with this digest at a width in pixels. */
    record Page(Digest sha512, int number, int width) {}

    private record Entry(Path path, long size) {}

    Optional<Rendered> get(Page page) {
        Entry entry;
        synchronized (entries) {
            entry = entries.get(page);
        }
        if (entry == null) {
            return Optional.empty();
        }
        try {
            ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(entry.path()));
            int width = file.getInt();
            int height = file.getInt();
            long checksum = file.getLong();
            byte[] jpeg = new byte[file.remaining()];
            file.get(jpeg);
            if (checksum == checksum(jpeg)) {
                return Optional.of(new Rendered(jpeg, width, height));
            }
        } catch (IOException | BufferUnderflowException e) {
            // evicted meanwhile, or damaged: rendered again
            return Optional.empty();
        }
        return Optional.empty();
    }

    void put(Page page, Rendered image) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(HEADER + image.jpeg().length);
        file.putInt(image.width()).putInt(image.height()).putLong(checksum(image.jpeg()));
        file.put(image.jpeg());
        Path path = directory.resolve("page-" + names.incrementAndGet());
        Files.write(path, file.array());
        List<Path> gone = new ArrayList<>();
        synchronized (entries) {
            Entry old = entries.put(page, new Entry(path, file.capacity()));
            bytes += file.capacity();
            if (old != null) {
                bytes -= old.size();
                gone.add(old.path());
            }
            Iterator<Map.Entry<Page, Entry>> oldest = entries.entrySet().iterator();
            while (bytes > limit && oldest.hasNext()) {
                Entry entry = oldest.next().getValue();
                oldest.remove();
                bytes -= entry.size();
                gone.add(entry.path());
            }
        }
        for (Path old : gone) {
            Files.deleteIfExists(old);
        }
    }

    /** Forgets and removes every page of the file with this digest. */
    void forget(Digest sha512) throws IOException {
        List<Path> gone = new ArrayList<>();
        synchronized (entries) {
            for (var all = entries.entrySet().iterator(); all.hasNext(); ) {
                Map.Entry<Page, Entry> one = all.next();
                if (one.getKey().sha512().equals(sha512)) {
                    all.remove();
                    bytes -= one.getValue().size();
                    gone.add(one.getValue().path());
                }
            }
        }
        for (Path path : gone) {
            Files.deleteIfExists(path);
        }
    }

    long bytes() {
        synchronized (entries) {
            return bytes;
        }
    }

    private static long checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return crc.getValue();
    }
}
