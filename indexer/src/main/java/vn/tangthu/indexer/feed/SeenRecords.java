package vn.tangthu.indexer.feed;

import java.util.Arrays;
import java.util.UUID;

/**
 * A set of record ids that takes 16 bytes or less for each: during a rebuild of a large archive it
 * tells which records are done already.
 */
final class SeenRecords {
    private long[] slots = new long[1 << 10];
    private int size;

    /** Whether it was not there yet. */
    boolean add(UUID id) {
        if (2 * size >= slots.length) {
            grow();
        }
        if (!put(slots, hash(id))) {
            return false;
        }
        size++;
        return true;
    }

    boolean contains(UUID id) {
        long hash = hash(id);
        int at = slot(hash, slots);
        while (slots[at] != 0) {
            if (slots[at] == hash) {
                return true;
            }
            at = at + 1 & slots.length - 1;
        }
        return false;
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long hash : slots) {
            if (hash != 0) {
                put(larger, hash);
            }
        }
        slots = larger;
    }

    private static int slot(long hash, long[] in) {
        return (int) (hash >>> 20) & in.length - 1;
    }

    private static boolean put(long[] into, long hash) {
        int at = slot(hash, into);
        while (into[at] != 0) {
            if (into[at] == hash) {
                return false;
            }
            at = at + 1 & into.length - 1;
        }
        into[at] = hash;
        return true;
    }

    /** 64 of 122 random bits: two of a million records agree once in 10⁷ archives. */
    private static long hash(UUID id) {
        long mixed =
                (id.getMostSignificantBits() * 31 ^ id.getLeastSignificantBits())
                        * 0x9E3779B97F4A7C15L;
        return mixed == 0 ? 1 : mixed;
    }

    void clear() {
        Arrays.fill(slots, 0);
        size = 0;
    }
}
