package vn.tangthu.storage.own;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.ErasingStore;
import vn.tangthu.storage.KnownStore;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.PutOutcome;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.StoreWitness;

/**
 * The archive's own store: before each write it makes sure that it is the one that it was. A disk
 * that is not mounted leaves an empty directory, and what is written there, a package, a tombstone,
 * a certificate, is hidden once the disk is back; what is erased there was not erased.
 *
 * <p>Each write of a directory reads the mark first, a small file; a disk that goes between the two
 * is not noticed by that write. Reading is not guarded: what is not there is not found.
 */
public final class OwnStore implements ObjectStore, ErasingStore, KnownStore {
    private final ObjectStore store;
    private final StoreIdentity identity;
    private final Duration trusted;
    private volatile @Nullable Seen seen;

    /**
     * @param at in nanoseconds of this process
     */
    private record Seen(UUID id, long at) {}

    /**
     * @param begun the file outside the store that remembers which store it is
     * @param trusted how long what was seen of it holds: none for a disk, which can be unmounted at
     *     any moment; a while for a bucket, which cannot, and where each look is a request
     */
    public OwnStore(ObjectStore store, Path begun, StoreWitness witness, Duration trusted) {
        this.store = store;
        this.identity = new StoreIdentity(store, begun, witness);
        this.trusted = trusted;
    }

    @Override
    public void assertThere() throws IOException {
        see(false);
    }

    private void see(boolean begins) throws IOException {
        Seen last = seen;
        long now = System.nanoTime();
        if (last != null && now - last.at() < trusted.toNanos()) {
            return;
        }
        if (last != null && identity.says(last.id())) {
            seen = new Seen(last.id(), now);
            return;
        }
        seen = null;
        seen = identity.identify(begins).map(id -> new Seen(id, now)).orElse(null);
    }

    @Override
    public PutOutcome putNew(StoreKey key, ByteSource content, Digest expected) throws IOException {
        see(true);
        return store.putNew(key, content, expected);
    }

    @Override
    public void replace(StoreKey key, Digest current, byte[] content) throws IOException {
        see(true);
        store.replace(key, current, content);
    }

    @Override
    public void delete(StoreKey key) throws IOException {
        see(true);
        store.delete(key);
    }

    @Override
    public Optional<Held> erase(StoreKey key) throws IOException {
        see(true);
        return ErasingStore.erase(store, key);
    }

    @Override
    public Optional<Held> eraseBelow(StoreKey folder, String beginning) throws IOException {
        see(true);
        return ErasingStore.eraseBelow(store, folder, beginning);
    }

    @Override
    public InputStream open(StoreKey key) throws IOException {
        return store.open(key);
    }

    @Override
    public InputStream openRange(StoreKey key, long offset, long length) throws IOException {
        return store.openRange(key, offset, length);
    }

    @Override
    public Optional<ObjectInfo> info(StoreKey key) throws IOException {
        return store.info(key);
    }

    @Override
    public Stream<ObjectInfo> list(StorePrefix prefix) throws IOException {
        return store.list(prefix);
    }

    @Override
    public String describe() {
        return store.describe();
    }

    @Override
    public void close() {
        store.close();
    }
}
