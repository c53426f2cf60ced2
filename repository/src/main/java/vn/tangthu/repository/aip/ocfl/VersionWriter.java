package vn.tangthu.repository.aip.ocfl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;

/**
 * Writes a version of one object, under its lease. The order is what makes it safe: content, then
 * the version's inventory and sidecar, then the root inventory (the commit), then its sidecar.
 */
final class VersionWriter {
    private static final Logger log = LoggerFactory.getLogger(VersionWriter.class);

    private static final byte[] DECLARATION = "ocfl_object_1.1\n".getBytes(StandardCharsets.UTF_8);

    private final ObjectStore store;
    private final ParallelPuts puts;
    private final String objectId;
    private final StoreKey root;
    private final StoredObject object;

    VersionWriter(ObjectStore store, ParallelPuts puts, String objectId) {
        this.store = store;
        this.puts = puts;
        this.objectId = objectId;
        this.root = ObjectLayout.rootOf(objectId);
        this.object = new StoredObject(store, root);
    }

    void write(int expectedHead, NewVersion version) throws IOException {
        SortedMap<String, Long> there = object.list();
        StoredObject.Head found = there.isEmpty() ? null : repairRoot();
        Inventory before = found == null ? null : found.inventory();
        int head = before == null ? 0 : before.head();
        if (head != expectedHead) {
            throw new StoreException.Conflict(root);
        }
        Plan plan = plan(before, version);
        removeLeftovers(before, plan, there.keySet());
        install(found, plan, there.keySet());
    }

    /**
     * What is to be written.
     *
     * @param content by path below the object root
     */
    private record Plan(
            int number,
            Inventory inventory,
            byte[] bytes,
            Digest digest,
            SortedMap<String, NewVersion.File> content) {}

    private Plan plan(@Nullable Inventory before, NewVersion version) throws IOException {
        int number = before == null ? 1 : before.head() + 1;
        SortedMap<String, String> manifest = new TreeMap<>();
        SortedMap<String, String> fixity = new TreeMap<>();
        List<Inventory.Version> versions = new ArrayList<>();
        Set<String> held = new HashSet<>();
        if (before != null) {
            manifest.putAll(before.manifest());
            fixity.putAll(before.fixity());
            versions.addAll(before.versions());
            held.addAll(before.manifest().values());
        }
        SortedMap<String, NewVersion.File> content = new TreeMap<>();
        SortedMap<String, String> state = new TreeMap<>();
        for (Map.Entry<String, NewVersion.File> entry : version.files().entrySet()) {
            NewVersion.File file = entry.getValue();
            String digest = file.sha512().hex();
            state.put(entry.getKey(), digest);
            if (!held.add(digest)) {
                continue;
            }
            if (file.bytes() == null) {
                throw new StoreException(
                        "No earlier version of " + objectId + " holds " + entry.getKey());
            }
            String path = "v" + number + "/" + InventoryJson.CONTENT + "/" + entry.getKey();
            manifest.put(path, digest);
            if (file.sha256() != null) {
                fixity.put(path, file.sha256().hex());
            }
            content.put(path, file);
        }
        versions.add(
                new Inventory.Version(version.created(), version.message(), version.user(), state));
        Inventory inventory = new Inventory(objectId, manifest, fixity, versions);
        byte[] bytes = InventoryJson.write(inventory);
        InventoryJson.read(bytes); // what cannot be read again must not be written
        return new Plan(
                number, inventory, bytes, Digest.of(DigestAlgorithm.SHA512, bytes), content);
    }

    private void removeLeftovers(@Nullable Inventory before, Plan plan, Set<String> there)
            throws IOException {
        for (String path : there) {
            boolean committed = before != null && ObjectSurvey.accountsFor(before, path);
            if (!committed && !plan.content().containsKey(path) && !isOwn(plan, path)) {
                store.delete(root.resolve(path));
            }
        }
    }

    private static boolean isOwn(Plan plan, String path) {
        String directory = "v" + plan.number() + "/";
        return path.equals(ObjectLayout.OBJECT_DECLARATION)
                || path.equals(directory + StoredObject.INVENTORY)
                || path.equals(directory + StoredObject.SIDECAR);
    }

    private void install(StoredObject.@Nullable Head before, Plan plan, Set<String> there)
            throws IOException {
        List<ParallelPuts.Put> content = new ArrayList<>();
        if (before == null) {
            content.add(put(ObjectLayout.OBJECT_DECLARATION, DECLARATION, there));
        }
        List<MatchingSource> matched = new ArrayList<>();
        for (Map.Entry<String, NewVersion.File> entry : plan.content().entrySet()) {
            NewVersion.File file = entry.getValue();
            StoreKey key = root.resolve(entry.getKey());
            ByteSource bytes = Objects.requireNonNull(file.bytes());
            if (file.sha256() != null) {
                MatchingSource source = new MatchingSource(key, bytes, file.sha256());
                matched.add(source);
                bytes = source;
            }
            content.add(
                    new ParallelPuts.Put(
                            key, bytes, file.sha512(), there.contains(entry.getKey())));
        }
        puts.putAll(content);
        for (MatchingSource source : matched) {
            source.check();
        }
        String directory = "v" + plan.number() + "/";
        byte[] sidecar = StoredObject.sidecar(plan.digest());
        puts.putAll(
                List.of(
                        put(directory + StoredObject.INVENTORY, plan.bytes(), there),
                        put(directory + StoredObject.SIDECAR, sidecar, there)));
        if (before == null) {
            puts.putAll(List.of(put(StoredObject.INVENTORY, plan.bytes(), Set.of())));
            puts.putAll(List.of(put(StoredObject.SIDECAR, sidecar, Set.of())));
        } else {
            // The bytes this version was made from, compared again by the store: no lost update.
            byte[] oldSidecar = Objects.requireNonNull(object.read(StoredObject.SIDECAR));
            store.replace(root.resolve(StoredObject.INVENTORY), before.digest(), plan.bytes());
            store.replace(
                    root.resolve(StoredObject.SIDECAR),
                    Digest.of(DigestAlgorithm.SHA512, oldSidecar),
                    sidecar);
        }
    }

    private ParallelPuts.Put put(String path, byte[] bytes, Set<String> there) {
        return new ParallelPuts.Put(
                root.resolve(path),
                ByteSource.of(bytes),
                Digest.of(DigestAlgorithm.SHA512, bytes),
                there.contains(path));
    }

    /** Makes root inventory and sidecar those of the head; the head, or null if there is none. */
    StoredObject.@Nullable Head repairRoot() throws IOException {
        Optional<StoredObject.Head> head = object.head();
        if (head.isEmpty()) {
            return null;
        }
        if (head.get().torn()) {
            log.warn("The root inventory of {} is written anew, as its head has it", root);
            overwrite(StoredObject.INVENTORY, head.get().bytes());
            overwrite(StoredObject.SIDECAR, StoredObject.sidecar(head.get().digest()));
        }
        return head.get();
    }

    /**
     * The root first: from then on the version before is the head, whatever is left of this one.
     *
     * @throws StoreException.Conflict when there are later versions
     */
    void removeVersion(int version) throws IOException {
        StoredObject.Head head = repairRoot();
        if (head == null || version < 2) {
            throw new StoreException.NotFound(root);
        }
        int number = head.inventory().head();
        if (number > version || number < version - 1) {
            throw new StoreException.Conflict(root);
        }
        if (number == version) {
            byte[] before = object.read("v" + (version - 1) + "/" + StoredObject.INVENTORY);
            if (before == null || InventoryJson.read(before).head() != version - 1) {
                throw new BrokenInventoryException("No inventory before version " + version);
            }
            overwrite(StoredObject.INVENTORY, before);
            Digest digest = Digest.of(DigestAlgorithm.SHA512, before);
            overwrite(StoredObject.SIDECAR, StoredObject.sidecar(digest));
        }
        removeFiles(version);
    }

    /**
     * Whatever lies in the place of the version after the head, which no inventory names.
     *
     * @param known is complete, whatever the inventories say
     * @return the head; less than what is known when nothing was touched; or 0
     */
    int removeUnfinished(int known) throws IOException {
        int head = object.head().map(found -> found.inventory().head()).orElse(0);
        if (head > 0 && head >= known) {
            var unused = repairRoot();
            removeFiles(head + 1);
        }
        return head;
    }

    private void removeFiles(int version) throws IOException {
        for (String path : object.list().keySet()) {
            if (path.startsWith("v" + version + "/")) {
                store.delete(root.resolve(path));
            }
        }
    }

    private void overwrite(String path, byte[] bytes) throws IOException {
        StoreKey key = root.resolve(path);
        byte[] current = object.read(path);
        if (current == null) {
            store.putNew(key, ByteSource.of(bytes), Digest.of(DigestAlgorithm.SHA512, bytes));
        } else if (!Arrays.equals(current, bytes)) {
            store.replace(key, Digest.of(DigestAlgorithm.SHA512, current), bytes);
        }
    }
}
