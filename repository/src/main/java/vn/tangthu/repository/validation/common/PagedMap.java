package vn.tangthu.repository.validation.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.TangThuHome;

/**
 * A map of texts in the order they came, on the heap while they are few and then in files mapped
 * into memory, so that the heap does not grow with what a foreign inventory lists. The files have
 * no name any more once they are open: nothing is left behind, however the process ends. Nothing is
 * removed from it; not for several threads at once.
 */
public final class PagedMap extends AbstractMap<String, String> {
    /** Inventories of ordinary objects stay on the heap: mapping files costs more than they do. */
    static final int ON_THE_HEAP = 20_000;

    private @Nullable Map<String, String> few = new LinkedHashMap<>();
    private @Nullable Pages pages;

    /** A set of the same kind. */
    public static Set<String> newSet() {
        return new KeySet(new PagedMap());
    }

    @Override
    public @Nullable String put(String key, String value) {
        Map<String, String> heap = few;
        if (heap != null) {
            String before = heap.put(key, value);
            if (heap.size() > ON_THE_HEAP) {
                Pages moved = new Pages();
                heap.forEach(moved::put);
                pages = moved;
                few = null;
            }
            return before;
        }
        return pages().put(key, value);
    }

    private Pages pages() {
        return Objects.requireNonNull(pages);
    }

    @Override
    public @Nullable String get(@Nullable Object key) {
        Map<String, String> heap = few;
        if (heap != null) {
            return heap.get(key);
        }
        return key instanceof String text ? pages().get(text) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        Map<String, String> heap = few;
        if (heap != null) {
            return heap.containsKey(key);
        }
        return key instanceof String text && pages().find(text) != 0;
    }

    @Override
    public int size() {
        Map<String, String> heap = few;
        return heap != null ? heap.size() : pages().size;
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        Map<String, String> heap = few;
        if (heap != null) {
            return heap.entrySet();
        }
        Pages all = pages();
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, String>> iterator() {
                return all.iterator();
            }

            @Override
            public int size() {
                return all.size;
            }
        };
    }

    private static final class KeySet extends AbstractSet<String> {
        private final PagedMap map;

        KeySet(PagedMap map) {
            this.map = map;
        }

        @Override
        public boolean add(String text) {
            return map.put(text, "") == null;
        }

        @Override
        public boolean contains(@Nullable Object text) {
            return map.containsKey(text);
        }

        @Override
        public Iterator<String> iterator() {
            return map.keySet().iterator();
        }

        @Override
        public int size() {
            return map.size();
        }
    }

    /**
     * Records one behind the other in chunks (hash, length of key and value, 1 where it was
     * replaced, the bytes), and an open hash table of their places, counted from 1.
     */
    private static final class Pages {
        private static final long CHUNK = 16L << 20;
        private static final int HEAD = Long.BYTES + 2 * Integer.BYTES + 1;
        private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
        private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
        private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

        private final long seed = ThreadLocalRandom.current().nextLong();
        private final List<MemorySegment> chunks = new ArrayList<>();

        /** Where each chunk starts; a record lies in one. */
        private final List<Long> starts = new ArrayList<>();

        private long end;
        private MemorySegment table = mapped((long) ON_THE_HEAP * 8 * Long.BYTES);
        private int size;

        private static MemorySegment mapped(long bytes) {
            try {
                Path file = Files.createTempFile(TangThuHome.ofValidation(), ".pages");
                try (FileChannel channel =
                        FileChannel.open(
                                file,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.DELETE_ON_CLOSE)) {
                    // Unmapped when nobody holds it any more.
                    return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, Arena.ofAuto());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private long hash(byte[] key) {
            long hash = seed;
            for (byte b : key) {
                hash = (hash ^ b) * 0x100000001B3L;
                hash ^= hash >>> 29;
            }
            return hash * 0x9E3779B97F4A7C15L;
        }

        /** The record's place from 1; 0 when there is none. */
        long find(String key) {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            return table.get(LONG, slot(bytes, hash(bytes)) * Long.BYTES);
        }

        private long slot(byte[] key, long hash) {
            long slots = table.byteSize() / Long.BYTES;
            long slot = Long.remainderUnsigned(hash >>> 8, slots);
            while (true) {
                long place = table.get(LONG, slot * Long.BYTES);
                if (place == 0 || isAt(place - 1, key, hash)) {
                    return slot;
                }
                slot = slot + 1 == slots ? 0 : slot + 1;
            }
        }

        private boolean isAt(long record, byte[] key, long hash) {
            int number = chunk(record);
            MemorySegment chunk = chunks.get(number);
            long at = record - starts.get(number);
            return chunk.get(LONG, at) == hash
                    && chunk.get(INT, at + Long.BYTES) == key.length
                    && MemorySegment.mismatch(
                                    chunk,
                                    at + HEAD,
                                    at + HEAD + key.length,
                                    MemorySegment.ofArray(key),
                                    0,
                                    key.length)
                            < 0;
        }

        private int chunk(long record) {
            int low = 0;
            int high = starts.size() - 1;
            while (low < high) {
                int middle = (low + high + 1) >>> 1;
                if (starts.get(middle) <= record) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return low;
        }

        @Nullable String get(String key) {
            long place = find(key);
            return place == 0 ? null : value(place - 1);
        }

        private String value(long record) {
            int number = chunk(record);
            MemorySegment chunk = chunks.get(number);
            long at = record - starts.get(number);
            int key = chunk.get(INT, at + Long.BYTES);
            return text(chunk, at + HEAD + key, chunk.get(INT, at + Long.BYTES + Integer.BYTES));
        }

        private static String text(MemorySegment chunk, long at, int length) {
            return new String(chunk.asSlice(at, length).toArray(BYTE), StandardCharsets.UTF_8);
        }

        @Nullable String put(String key, String value) {
            byte[] name = key.getBytes(StandardCharsets.UTF_8);
            byte[] content = value.getBytes(StandardCharsets.UTF_8);
            long hash = hash(name);
            long slot = slot(name, hash);
            long place = table.get(LONG, slot * Long.BYTES);
            String before = null;
            if (place != 0) {
                before = value(place - 1);
                int number = chunk(place - 1);
                chunks.get(number).set(BYTE, place - 1 - starts.get(number) + HEAD - 1, (byte) 1);
            } else if (++size > table.byteSize() / Long.BYTES * 6 / 10) {
                widen();
                slot = slot(name, hash);
            }
            table.set(LONG, slot * Long.BYTES, append(name, content, hash) + 1);
            return before;
        }

        private long append(byte[] key, byte[] value, long hash) {
            long length = HEAD + (long) key.length + value.length;
            long start = starts.isEmpty() ? 0 : starts.getLast();
            if (chunks.isEmpty() || end - start + length > chunks.getLast().byteSize()) {
                chunks.add(mapped(Math.max(CHUNK, length)));
                starts.add(end);
                start = end;
            }
            MemorySegment chunk = chunks.getLast();
            long at = end - start;
            chunk.set(LONG, at, hash);
            chunk.set(INT, at + Long.BYTES, key.length);
            chunk.set(INT, at + Long.BYTES + Integer.BYTES, value.length);
            MemorySegment.copy(key, 0, chunk, BYTE, at + HEAD, key.length);
            MemorySegment.copy(value, 0, chunk, BYTE, at + HEAD + key.length, value.length);
            long record = end;
            end += length;
            return record;
        }

        private void widen() {
            MemorySegment old = table;
            table = mapped(old.byteSize() * 4);
            long slots = table.byteSize() / Long.BYTES;
            for (long i = 0; i < old.byteSize(); i += Long.BYTES) {
                long place = old.get(LONG, i);
                if (place != 0) {
                    int number = chunk(place - 1);
                    long hash = chunks.get(number).get(LONG, place - 1 - starts.get(number));
                    long slot = Long.remainderUnsigned(hash >>> 8, slots);
                    while (table.get(LONG, slot * Long.BYTES) != 0) {
                        slot = slot + 1 == slots ? 0 : slot + 1;
                    }
                    table.set(LONG, slot * Long.BYTES, place);
                }
            }
        }

        Iterator<Map.Entry<String, String>> iterator() {
            return new Iterator<>() {
                private long at;
                private int number;

                @Override
                public boolean hasNext() {
                    while (at < end) {
                        if (number + 1 < starts.size() && at == starts.get(number + 1)) {
                            number++;
                        }
                        MemorySegment chunk = chunks.get(number);
                        long record = at - starts.get(number);
                        if (chunk.get(BYTE, record + HEAD - 1) == 0) {
                            return true;
                        }
                        at += length(chunk, record); // replaced by a later one
                    }
                    return false;
                }

                @Override
                public Map.Entry<String, String> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    MemorySegment chunk = chunks.get(number);
                    long record = at - starts.get(number);
                    int key = chunk.get(INT, record + Long.BYTES);
                    int value = chunk.get(INT, record + Long.BYTES + Integer.BYTES);
                    at += length(chunk, record);
                    return Map.entry(
                            text(chunk, record + HEAD, key),
                            text(chunk, record + HEAD + key, value));
                }
            };
        }

        private static long length(MemorySegment chunk, long record) {
            return HEAD
                    + (long) chunk.get(INT, record + Long.BYTES)
                    + chunk.get(INT, record + Long.BYTES + Integer.BYTES);
        }
    }
}
