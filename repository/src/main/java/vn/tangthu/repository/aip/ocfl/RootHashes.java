package vn.tangthu.repository.aip.ocfl;

import java.util.HashSet;
import java.util.Set;
import vn.tangthu.storage.StoreKey;

/**
 * The object roots that were seen, in eight to sixteen bytes each: the first 64 bits of the digest
 * that a root ends with. Among a million objects the odds that two share them are 1 to 37 million.
 */
final class RootHashes {

    private long[] table = new long[1 << 10];
    private int size;
    private boolean zero;
    private final Set<StoreKey> others = new HashSet<>();

    /** Whether it was not seen before. */
    boolean add(StoreKey root) {
        String last = root.lastSegment();
        if (last.length() != 64 || root.segments().size() != 5) {
            return others.add(root);
        }
        long hash;
        try {
            hash = Long.parseUnsignedLong(last, 0, 16, 16);
        } catch (NumberFormatException e) {
            return others.add(root);
        }
        if (hash == 0) {
            boolean added = !zero;
            zero = true;
            return added;
        }
        if (!insert(table, hash)) {
            return false;
        }
        if (++size > table.length / 2) {
            long[] larger = new long[table.length * 2];
            for (long old : table) {
                if (old != 0) {
                    insert(larger, old);
                }
            }
            table = larger;
        }
        return true;
    }

    private static boolean insert(long[] table, long hash) {
        int mask = table.length - 1;
        for (int i = (int) hash & mask; ; i = (i + 1) & mask) {
            if (table[i] == hash) {
                return false;
            }
            if (table[i] == 0) {
                table[i] = hash;
                return true;
            }
        }
    }
}
