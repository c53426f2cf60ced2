package vn.tangthu.storage;

import java.util.UUID;
import java.util.function.Consumer;

/**
 * Some numbers for each id of one work over the whole archive, outside the heap ({@link
 * ScratchLongs}): eight bytes for each number and 24 for the id, a third to two thirds more for
 * places that are free. Ids must be as good as random. Written by one thread; read by many once it
 * is whole.
 */
public final class ScratchIds {
    private static final int MORE = 3;

    private final int width;
    private ScratchLongs table;
    private long size;

    /**
     * @param columns how many numbers each id has
     */
    public ScratchIds(int columns) {
        width = columns + MORE;
        table = new ScratchLongs((long) width << 8);
    }

    public long size() {
        return size;
    }

    public boolean has(UUID id) {
        return table.get(place(table, id)) != 0;
    }

    /** Zero where the id is not, or has none. */
    public long get(UUID id, int column) {
        return table.get(place(table, id) + MORE + column);
    }

    /** Adds the id where it is not. */
    public void set(UUID id, int column, long number) {
        long place = place(table, id);
        if (table.get(place) == 0) {
            if (++size > table.length() / width * 3 / 4) {
                grow();
                place = place(table, id);
            }
            table.set(place, 1);
            table.set(place + 1, id.getMostSignificantBits());
            table.set(place + 2, id.getLeastSignificantBits());
        }
        table.set(place + MORE + column, number);
    }

    /** In no order. */
    public void forEach(Consumer<UUID> taker) {
        for (long place = 0; place < table.length(); place += width) {
            if (table.get(place) != 0) {
                taker.accept(id(place));
            }
        }
    }

    private UUID id(long place) {
        return new UUID(table.get(place + 1), table.get(place + 2));
    }

    private void grow() {
        ScratchLongs larger = new ScratchLongs(table.length() * 2);
        for (long from = 0; from < table.length(); from += width) {
            if (table.get(from) != 0) {
                long to = place(larger, id(from));
                for (int i = 0; i < width; i++) {
                    larger.set(to + i, table.get(from + i));
                }
            }
        }
        table.replaced();
        table = larger;
    }

    /** Where it is, or where it would be put. */
    private long place(ScratchLongs in, UUID id) {
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        long places = in.length() / width;
        long place = (high ^ low) * 0x9E3779B97F4A7C15L >>> 32 & places - 1;
        while (in.get(place * width) != 0
                && (in.get(place * width + 1) != high || in.get(place * width + 2) != low)) {
            place = place + 1 & places - 1;
        }
        return place * width;
    }
}
