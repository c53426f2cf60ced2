package vn.tangthu.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.faults.FaultLedger;

/**
 * Passes calls on to another store, and at the nth call does what disks and networks do. Tests run
 * their work with n = 1, 2, 3 … until it succeeds ({@link #calls()} tells how far it came), and
 * look after each whether anything acknowledged is lost or anything half is visible.
 */
public final class FaultyObjectStore implements ObjectStore {
    /** What goes wrong. */
    public enum Fault {
        /** The call fails and nothing was done. */
        ERROR_BEFORE,
        /** All was done, then the call fails: an answer that was lost. */
        ERROR_AFTER,
        /** Writes: half the bytes are stored, then the call fails. Reads: the stream ends early. */
        SHORT,
        /** Writes and reads: one bit is flipped and nobody says so. */
        WRONG_BYTES,
        /** Listings: what was put last is not in them yet, and nobody says so. */
        STALE_LIST
    }

    private final ObjectStore store;
    private final AtomicLong calls = new AtomicLong();
    private volatile long failAt;
    private volatile Fault fault = Fault.ERROR_BEFORE;
    private volatile @Nullable StoreKey newest;

    public FaultyObjectStore(ObjectStore store) {
        this.store = store;
    }

    /** Starts counting anew; the {@code nth} call from now (1 is the next, 0 none) goes wrong. */
    public void failAt(long nth, Fault what) {
        this.fault = what;
        this.failAt = nth;
        calls.set(0);
        FaultLedger.trials(nth > 0 ? 1 : 0);
    }

    /** Calls since {@link #failAt}. */
    public long calls() {
        return calls.get();
    }

    private boolean now() {
        return calls.incrementAndGet() == failAt;
    }

    private static IOException broken() {
        return new StoreException("Injected fault");
    }

    private interface Write {
        void run() throws IOException;
    }

    private void write(boolean now, Write whole) throws IOException {
        if (now && fault == Fault.ERROR_BEFORE) {
            throw broken();
        }
        whole.run();
        if (now && fault == Fault.ERROR_AFTER) {
            throw broken();
        }
    }

    @Override
    public PutOutcome putNew(StoreKey key, ByteSource content, Digest expected) throws IOException {
        boolean now = now();
        newest = key;
        if (now && (fault == Fault.SHORT || fault == Fault.WRONG_BYTES)) {
            byte[] bad = damaged(content);
            store.putNew(key, ByteSource.of(bad), Digest.of(expected.algorithm(), bad));
            if (fault == Fault.SHORT) {
                throw broken();
            }
            return PutOutcome.STORED;
        }
        PutOutcome[] outcome = new PutOutcome[1];
        write(now, () -> outcome[0] = store.putNew(key, content, expected));
        return outcome[0];
    }

    @Override
    public void replace(StoreKey key, Digest current, byte[] content) throws IOException {
        boolean now = now();
        if (now && (fault == Fault.SHORT || fault == Fault.WRONG_BYTES)) {
            store.replace(key, current, damaged(ByteSource.of(content)));
            if (fault == Fault.SHORT) {
                throw broken();
            }
            return;
        }
        write(now, () -> store.replace(key, current, content));
    }

    private byte[] damaged(ByteSource content) throws IOException {
        byte[] bytes;
        try (InputStream in = content.open()) {
            bytes = in.readAllBytes();
        }
        return damaged(bytes);
    }

    private byte[] damaged(byte[] bytes) {
        if (fault == Fault.SHORT) {
            return Arrays.copyOf(bytes, bytes.length / 2);
        }
        byte[] copy = bytes.clone();
        if (copy.length > 0) {
            copy[copy.length / 2] ^= 1;
        }
        return copy;
    }

    private InputStream read(boolean now, InputStream in) throws IOException {
        if (!now) {
            return in;
        }
        try (in) {
            return switch (fault) {
                case ERROR_BEFORE, ERROR_AFTER -> throw broken();
                case STALE_LIST -> new ByteArrayInputStream(in.readAllBytes());
                case SHORT, WRONG_BYTES -> new ByteArrayInputStream(damaged(in.readAllBytes()));
            };
        }
    }

    @Override
    public InputStream open(StoreKey key) throws IOException {
        boolean now = now();
        return read(now, store.open(key));
    }

    @Override
    public InputStream openRange(StoreKey key, long offset, long length) throws IOException {
        boolean now = now();
        return read(now, store.openRange(key, offset, length));
    }

    @Override
    public Optional<ObjectInfo> info(StoreKey key) throws IOException {
        if (now() && fault != Fault.STALE_LIST) {
            throw broken();
        }
        return store.info(key);
    }

    @Override
    public Stream<ObjectInfo> list(StorePrefix prefix) throws IOException {
        if (!now()) {
            return store.list(prefix);
        }
        if (fault != Fault.STALE_LIST) {
            throw broken();
        }
        StoreKey missing = newest;
        return store.list(prefix).filter(object -> !object.key().equals(missing));
    }

    @Override
    public void delete(StoreKey key) throws IOException {
        write(now(), () -> store.delete(key));
    }

    @Override
    public String describe() {
        return "faulty, " + store.describe();
    }

    @Override
    public void close() {
        store.close();
    }
}
