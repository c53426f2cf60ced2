package vn.tangthu.repository.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Names, each as the first 64 bits of its SHA-256: 16 bytes of memory for one. */
final class LongSet {
    private long[] table = new long[1024];
    private int size;

    private static long of(String name) {
        long hash = ByteBuffer.wrap(Merkle.sha256(name.getBytes(StandardCharsets.UTF_8))).getLong();
        return hash == 0 ? 1 : hash;
    }

    void add(String name) {
        if (size > table.length / 2) {
            long[] before = table;
            table = new long[before.length * 2];
            size = 0;
            for (long hash : before) {
                if (hash != 0) {
                    put(hash);
                }
            }
        }
        put(of(name));
    }

    boolean contains(String name) {
        long hash = of(name);
        return table[slot(hash)] == hash;
    }

    private void put(long hash) {
        int slot = slot(hash);
        if (table[slot] == 0) {
            table[slot] = hash;
            size++;
        }
    }

    private int slot(long hash) {
        int slot = (int) hash & (table.length - 1);
        while (table[slot] != 0 && table[slot] != hash) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }
}
