package vn.tangthu.storage.memory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.PutOutcome;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/** A store that lives as long as the process: for tests and trials, never for an archive. */
public final class MemoryObjectStore implements ObjectStore {
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record Held(byte[] bytes, Instant modified) {}

    private final ConcurrentSkipListMap<StoreKey, Held> objects = new ConcurrentSkipListMap<>();

    @Override
    public PutOutcome putNew(StoreKey key, ByteSource content, Digest expected) throws IOException {
        Held there = objects.get(key);
        if (there == null) {
            byte[] bytes;
            try (InputStream in = content.open()) {
                bytes = in.readAllBytes();
            }
            Digest actual = Digest.of(expected.algorithm(), bytes);
            if (!actual.equals(expected)) {
                throw new StoreException.DigestMismatch(key, expected, actual);
            }
            there = objects.putIfAbsent(key, new Held(bytes, Instant.now()));
            if (there == null) {
                return PutOutcome.STORED;
            }
        }
        if (Digest.of(expected.algorithm(), there.bytes()).equals(expected)) {
            return PutOutcome.ALREADY_THERE;
        }
        throw new StoreException.Exists(key);
    }

    @Override
    public void replace(StoreKey key, Digest current, byte[] content) throws IOException {
        Held there = held(key);
        if (!Digest.of(current.algorithm(), there.bytes()).equals(current)
                || !objects.replace(key, there, new Held(content.clone(), Instant.now()))) {
            throw new StoreException.Conflict(key);
        }
    }

    @Override
    public InputStream open(StoreKey key) throws IOException {
        return new ByteArrayInputStream(held(key).bytes());
    }

    @Override
    public InputStream openRange(StoreKey key, long offset, long length) throws IOException {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("Not a range: " + offset + "+" + length);
        }
        byte[] bytes = held(key).bytes();
        int from = (int) Math.min(offset, bytes.length);
        return new ByteArrayInputStream(bytes, from, (int) Math.min(length, bytes.length - from));
    }

    @Override
    public Optional<ObjectInfo> info(StoreKey key) {
        return Optional.ofNullable(objects.get(key)).map(held -> infoOf(key, held));
    }

    @Override
    public Stream<ObjectInfo> list(StorePrefix prefix) {
        @Nullable String below = prefix.below().map(key -> key.value() + "/").orElse(null);
        return objects.entrySet().stream()
                .filter(entry -> below == null || entry.getKey().value().startsWith(below))
                .map(entry -> infoOf(entry.getKey(), entry.getValue()));
    }

    @Override
    public void delete(StoreKey key) {
        objects.remove(key);
    }

    @Override
    public String describe() {
        return "memory (nothing is kept)";
    }

    @Override
    public void close() {}

    private Held held(StoreKey key) throws StoreException.NotFound {
        Held held = objects.get(key);
        if (held == null) {
            throw new StoreException.NotFound(key);
        }
        return held;
    }

    private static ObjectInfo infoOf(StoreKey key, Held held) {
        return new ObjectInfo(key, held.bytes().length, held.modified());
    }
}
