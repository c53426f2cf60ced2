package vn.tangthu.storage;

/**
 * Numbers that were seen in one work over the whole archive, 16 to 32 bytes each outside the heap
 * ({@link ScratchLongs}). They are looked for by their lower bits, which must be as good as random,
 * as those of a digest are. For one thread at a time.
 */
public final class ScratchLongSet {
    private ScratchLongs table = new ScratchLongs(1 << 10);
    private long size;
    private boolean zero;

    /** Whether it was not there before. */
    public boolean add(long number) {
        if (number == 0) {
            boolean added = !zero;
            zero = true;
            return added;
        }
        long place = place(table, number);
        if (table.get(place) == number) {
            return false;
        }
        table.set(place, number);
        if (++size > table.length() / 2) {
            grow();
        }
        return true;
    }

    public boolean contains(long number) {
        return number == 0 ? zero : table.get(place(table, number)) == number;
    }

    private void grow() {
        ScratchLongs larger = new ScratchLongs(table.length() * 2);
        for (long i = 0; i < table.length(); i++) {
            long number = table.get(i);
            if (number != 0) {
                larger.set(place(larger, number), number);
            }
        }
        table.replaced();
        table = larger;
    }

    /** Where it is, or where it would be put. */
    private static long place(ScratchLongs table, long number) {
        long mask = table.length() - 1;
        long place = number & mask;
        while (table.get(place) != 0 && table.get(place) != number) {
            place = place + 1 & mask;
        }
        return place;
    }
}
