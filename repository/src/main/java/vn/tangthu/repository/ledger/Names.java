package vn.tangthu.repository.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import vn.tangthu.storage.ScratchLongSet;

/** Names, each as the first 64 bits of its SHA-256. */
final class Names {
    private final ScratchLongSet seen = new ScratchLongSet();

    void add(String name) {
        boolean unused = seen.add(of(name));
    }

    boolean contains(String name) {
        return seen.contains(of(name));
    }

    private static long of(String name) {
        return ByteBuffer.wrap(Merkle.sha256(name.getBytes(StandardCharsets.UTF_8))).getLong();
    }
}
