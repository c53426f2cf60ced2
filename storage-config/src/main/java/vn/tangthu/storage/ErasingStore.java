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
     * The same of everything below a folder whose name begins so, and also of what was deleted
     * earlier and is kept as an older version only.
     *
     * @param beginning of the rest of the key, empty for all
     */
    Optional<Held> eraseBelow(StoreKey folder, String beginning) throws IOException;

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

    /** Erases where the store can, and deletes where deleting is all there is. */
    static Optional<Held> erase(ObjectStore store, StoreKey key) throws IOException {
        if (store instanceof ErasingStore erasing) {
            return erasing.erase(key);
        }
        store.delete(key);
        return Optional.empty();
    }

    /** As {@link #eraseBelow(StoreKey, String)}, where deleting is all there is. */
    static Optional<Held> eraseBelow(ObjectStore store, StoreKey folder, String beginning)
            throws IOException {
        return store instanceof ErasingStore erasing
                ? erasing.eraseBelow(folder, beginning)
                : eraseListed(store, folder, beginning);
    }

    /** Erases what the listing shows. */
    static Optional<Held> eraseListed(ObjectStore store, StoreKey folder, String beginning)
            throws IOException {
        List<StoreKey> keys;
        try (Stream<ObjectInfo> listed = store.list(StorePrefix.below(folder))) {
            keys =
                    listed.map(ObjectInfo::key)
                            .filter(key -> key.value().startsWith(folder + "/" + beginning))
                            .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Optional<Held> held = Optional.empty();
        for (StoreKey key : keys) {
            held = Held.longer(held, erase(store, key));
        }
        return held;
    }
}
