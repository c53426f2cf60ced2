package vn.tangthu.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store that can remove an object for good, and not only from its listing: older versions with
 * it, and the bytes as far as the medium lets one. What the medium itself keeps (blocks that a
 * solid-state disk has put aside, snapshots below us, copies that others made) is not in its power.
 */
public interface ErasingStore {
    /**
     * Removes the object and every older version of it; no error when there is none. Durable on
     * return, and again after a crash.
     *
     * @return what still holds a version of it: a lock (governance mode is passed by where the keys
     *     may; compliance mode by nobody), or a policy that lets these keys remove no versions;
     *     empty when nothing is left
     */
    Optional<Held> erase(StoreKey key) throws IOException;

    /**
     * @param until when the lock ends, or null when only the operator of the store can tell
     */
    record Held(@Nullable Instant until) {
        /** The one that holds longer; what nobody can tell is longest. */
        public static Optional<Held> longer(Optional<Held> one, Optional<Held> other) {
            if (one.isEmpty() || other.isEmpty()) {
                return one.isEmpty() ? other : one;
            }
            Instant first = one.get().until();
            Instant second = other.get().until();
            if (first == null || second == null) {
                return Optional.of(new Held(null));
            }
            return first.isAfter(second) ? one : other;
        }
    }

    /**
     * Removes every object below a key, with every older version, also what was deleted before and
     * lies behind a marker; no error when there is none. Again while something is held: tells it
     * again.
     */
    Optional<Held> eraseBelow(StoreKey root) throws IOException;

    /** As {@link #eraseBelow(StoreKey)} where the store can, and deletes where it cannot. */
    static Optional<Held> eraseBelow(ObjectStore store, StoreKey root) throws IOException {
        if (store instanceof ErasingStore erasing) {
            return erasing.eraseBelow(root);
        }
        return eachBelow(store, root);
    }

    /** One after the other, as the listing has them. */
    static Optional<Held> eachBelow(ObjectStore store, StoreKey root) throws IOException {
        List<StoreKey> keys;
        try (Stream<ObjectInfo> all = store.list(StorePrefix.below(root))) {
            keys = all.map(ObjectInfo::key).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Optional<Held> held = Optional.empty();
        for (StoreKey key : keys) {
            held = Held.longer(held, erase(store, key));
        }
        return held;
    }

    /** Erases where the store can, and deletes where deleting is all there is. */
    static Optional<Held> erase(ObjectStore store, StoreKey key) throws IOException {
        if (store instanceof ErasingStore erasing) {
            return erasing.erase(key);
        }
        store.delete(key);
        return Optional.empty();
    }
}
