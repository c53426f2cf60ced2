package vn.tangthu.repository.aip.ocfl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ErasingStore;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/**
 * An OCFL 1.1 storage root below the key {@code ocfl} of an object store.
 *
 * <p>After a crash an object is as it was before the call or as it is after it; what the crash left
 * behind is removed by the next write to the object and shows in {@link #survey} until then.
 */
public final class OcflObjects implements AutoCloseable {

    private final ObjectStore store;
    private final ObjectLeases leases = new ObjectLeases();
    private final ParallelPuts puts;
    private volatile boolean initialised;

    /**
     * @param parallelPuts how many objects are put at the same time, over all callers: durable
     *     writes wait for the disk or the network most of their time
     */
    public OcflObjects(ObjectStore store, int parallelPuts) {
        this.store = store;
        this.puts = new ParallelPuts(store, parallelPuts);
    }

    /** What can be read of an object: its root, its inventory. */
    public record Found(StoreKey root, Inventory inventory) {
        public StoreKey key(String contentPath) {
            return root.resolve(contentPath);
        }
    }

    public Lease lease(String objectId) {
        return leases.take(objectId);
    }

    /** The object as committed, or empty; an object that is being written first is not there. */
    public Optional<Found> find(String objectId) throws IOException {
        Optional<Found> found = findAt(ObjectLayout.rootOf(objectId));
        if (found.isPresent() && !found.get().inventory().id().equals(objectId)) {
            throw new BrokenInventoryException(
                    "The object " + found.get().root() + " says it is another");
        }
        return found;
    }

    public Optional<Found> findAt(StoreKey root) throws IOException {
        return new StoredObject(store, root).head().map(head -> new Found(root, head.inventory()));
    }

    /**
     * @throws StoreException.NotFound when there is none, or none that is complete
     */
    public Found get(String objectId) throws IOException {
        return find(objectId)
                .orElseThrow(() -> new StoreException.NotFound(ObjectLayout.rootOf(objectId)));
    }

    /** As {@link #findAt}, but empty too where the inventories cannot be read. */
    public Optional<Found> identify(StoreKey root) throws IOException {
        try {
            return findAt(root);
        } catch (BrokenInventoryException e) {
            return Optional.empty();
        }
    }

    /** Size by path below the object's root of everything that is there. */
    public SortedMap<String, Long> sizes(StoreKey root) throws IOException {
        return new StoredObject(store, root).list();
    }

    /** Where the object lies, whether it is there or not. */
    public static StoreKey rootOf(String objectId) {
        return ObjectLayout.rootOf(objectId);
    }

    /** What tells of the storage root itself. */
    public static Map<StoreKey, byte[]> rootFiles() {
        Map<StoreKey, byte[]> files = new LinkedHashMap<>();
        StoreKey root = new StoreKey(ObjectLayout.PREFIX);
        ObjectLayout.ROOT_FILES.forEach(
                (path, text) ->
                        files.put(root.resolve(path), text.getBytes(StandardCharsets.UTF_8)));
        return files;
    }

    /** Whether an object can lie at this key; otherwise it is a stray file. */
    public static boolean isRoot(StoreKey key) {
        return ObjectLayout.rootAbove(key.resolve(StoredObject.INVENTORY))
                .filter(key::equals)
                .isPresent();
    }

    public InputStream open(StoreKey key) throws IOException {
        return store.open(key);
    }

    /**
     * Writes a version. What is there of it from an interrupted call and right is not written
     * again; leftovers are removed; a torn root is repaired first.
     *
     * @param expectedHead 0 for a new object
     * @throws StoreException.Conflict when the head is another
     * @throws StoreException.DigestMismatch when bytes do not have the promised digests
     */
    public void commit(String objectId, int expectedHead, NewVersion version) throws IOException {
        initialise();
        try (Lease lease = lease(objectId)) {
            new VersionWriter(store, puts, objectId).write(expectedHead, version);
        }
    }

    /** Completes the root of an object whose last write was cut off at the very end. */
    public void repair(String objectId) throws IOException {
        try (Lease lease = lease(objectId)) {
            new VersionWriter(store, puts, objectId).repairRoot();
        }
    }

    /** The digest of the inventory that a version was committed with. */
    public Digest versionInventory(String objectId, int version) throws IOException {
        StoreKey root = ObjectLayout.rootOf(objectId);
        String path = "v" + version + "/" + StoredObject.INVENTORY;
        byte[] bytes = new StoredObject(store, root).read(path);
        if (bytes == null) {
            throw new StoreException.NotFound(root.resolve(path));
        }
        return Digest.of(DigestAlgorithm.SHA512, bytes);
    }

    /** Makes the version before it the head and removes what there is of this one. */
    public void removeVersion(String objectId, int version) throws IOException {
        try (Lease lease = lease(objectId)) {
            new VersionWriter(store, puts, objectId).removeVersion(version);
        }
    }

    /**
     * As {@link vn.tangthu.repository.AipStore#removeUnfinished}; a head that is less than what is
     * known says that nothing was touched.
     */
    public int removeUnfinished(String objectId, int known) throws IOException {
        try (Lease lease = lease(objectId)) {
            return new VersionWriter(store, puts, objectId).removeUnfinished(known);
        }
    }

    /** Removes an object whole: the root inventory first, so that no half of it can be read. */
    public void remove(String objectId) throws IOException {
        try (Lease lease = lease(objectId)) {
            StoreKey root = ObjectLayout.rootOf(objectId);
            store.delete(root.resolve(StoredObject.SIDECAR));
            store.delete(root.resolve(StoredObject.INVENTORY));
            for (String path : new StoredObject(store, root).list().keySet()) {
                store.delete(root.resolve(path));
            }
        }
    }

    /**
     * Erases an object for good: the root inventory first, so that no half of it can be read.
     *
     * @return what the store holds of it still
     */
    public Optional<ErasingStore.Held> erase(String objectId) throws IOException {
        try (Lease lease = lease(objectId)) {
            StoreKey root = ObjectLayout.rootOf(objectId);
            Optional<ErasingStore.Held> held =
                    ErasingStore.Held.longer(
                            ErasingStore.erase(store, root.resolve(StoredObject.SIDECAR)),
                            ErasingStore.erase(store, root.resolve(StoredObject.INVENTORY)));
            return ErasingStore.Held.longer(held, ErasingStore.eraseBelow(store, root, ""));
        }
    }

    /**
     * The roots of all objects, complete or not, and the keys of stray files that lie in no object;
     * lazily from the listing. Costs eight bytes of memory and a bit for each object.
     */
    public Stream<StoreKey> roots() throws IOException {
        return listed().filter(listed -> !listed.again()).map(ObjectRoots.Listed::root);
    }

    /** What the listing shows of each object; lazily, at the same cost. */
    public Stream<ObjectRoots.Listed> listed() throws IOException {
        return ObjectRoots.of(store.list(StorePrefix.below(ObjectLayout.PREFIX)));
    }

    /**
     * What the object's inventories say must be there, and what is wrong with them, while nobody
     * writes to the object {@code objectId}.
     */
    public ObjectSurvey survey(String objectId, StoreKey root) throws IOException {
        try (Lease lease = lease(objectId)) {
            return new ObjectGlance(store, root, null).survey();
        }
    }

    /**
     * Reads the object's inventory.
     *
     * @param paths all there is below the root, as a listing showed it; null to list it anew when
     *     it is asked for
     */
    public ObjectGlance glance(StoreKey root, @Nullable List<String> paths) throws IOException {
        return new ObjectGlance(store, root, paths);
    }

    private void initialise() throws IOException {
        if (initialised) {
            return;
        }
        for (Map.Entry<StoreKey, byte[]> file : rootFiles().entrySet()) {
            putRootFile(file.getKey(), file.getValue());
        }
        initialised = true;
    }

    /** The storage root's own files never change: one that a crash tore is written again. */
    private void putRootFile(StoreKey key, byte[] bytes) throws IOException {
        try {
            store.putNew(key, ByteSource.of(bytes), Digest.of(DigestAlgorithm.SHA512, bytes));
        } catch (StoreException.Exists e) {
            try (InputStream in = store.open(key)) {
                byte[] torn = in.readNBytes(1 << 16);
                store.replace(key, Digest.of(DigestAlgorithm.SHA512, torn), bytes);
            }
        }
    }

    @Override
    public void close() {
        puts.close();
    }
}
