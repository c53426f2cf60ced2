package vn.tangthu.repository.aip.ocfl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/**
 * An object as it lies in the store, for writing and for inspection. Reading its inventory decides
 * what its head is:
 *
 * <ul>
 *   <li>root inventory and root sidecar agree: that is the head;
 *   <li>they do not, but the root inventory equals the complete version that it names, or the
 *       sidecar names a complete version's inventory, or the root inventory is damaged and a
 *       version is complete: that version is the head, the root is torn and can be repaired;
 *   <li>neither a root inventory nor a root sidecar: nothing was committed, the object is not
 *       there.
 * </ul>
 *
 * The root inventory is written after everything else and its sidecar last, so a root inventory
 * proves that its content was in place.
 */
final class StoredObject {

    static final String INVENTORY = "inventory.json";
    static final String SIDECAR = "inventory.json.sha512";

    /** Above this an inventory is not one of ours; a hồ sơ of 10,000 files stays far below. */
    private static final int MAX_INVENTORY_BYTES = 64 << 20;

    private final ObjectStore store;
    private final StoreKey root;

    StoredObject(ObjectStore store, StoreKey root) {
        this.store = store;
        this.root = root;
    }

    /**
     * The head.
     *
     * @param torn root inventory or root sidecar are not what they should be
     */
    record Head(Inventory inventory, byte[] bytes, Digest digest, boolean torn) {}

    /** Path below the root, with size, of everything that is there. */
    SortedMap<String, Long> list() throws IOException {
        SortedMap<String, Long> found = new TreeMap<>();
        int cut = root.value().length() + 1;
        try (Stream<ObjectInfo> objects = store.list(StorePrefix.below(root))) {
            objects.forEach(info -> found.put(info.key().value().substring(cut), info.size()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return found;
    }

    /** The head without a listing where the root is as it should be: two reads. */
    Optional<Head> head() throws IOException {
        byte[] bytes = read(INVENTORY);
        byte[] sidecar = read(SIDECAR);
        if (bytes == null && sidecar == null) {
            return Optional.empty();
        }
        if (bytes != null) {
            Digest digest = Digest.of(DigestAlgorithm.SHA512, bytes);
            if (digest.equals(digestIn(sidecar))) {
                return Optional.of(new Head(InventoryJson.read(bytes), bytes, digest, false));
            }
        }
        return Optional.of(tornHead(bytes, sidecar));
    }

    private Head tornHead(byte @Nullable [] rootInventory, byte @Nullable [] rootSidecar)
            throws IOException {
        SortedMap<String, Long> there = list();
        TreeSet<Integer> numbers = new TreeSet<>();
        for (String path : there.keySet()) {
            int version = InventoryJson.versionOf(path);
            if (version > 0 && path.equals("v" + version + "/" + INVENTORY)) {
                numbers.add(version);
            }
        }
        Digest ofRoot =
                rootInventory == null ? null : Digest.of(DigestAlgorithm.SHA512, rootInventory);
        Digest promised = digestIn(rootSidecar);
        Head newest = null;
        Head bySidecar = null;
        for (int number : numbers.descendingSet()) {
            Head complete = versionHead(number);
            if (complete == null) {
                continue;
            }
            if (complete.digest().equals(ofRoot)) {
                return complete;
            }
            if (complete.digest().equals(promised)) {
                bySidecar = complete;
            }
            // Only the root's own word proves that the content of a version was in place.
            if (newest == null
                    && there.keySet().containsAll(complete.inventory().manifest().keySet())) {
                newest = complete;
            }
        }
        Head head = bySidecar != null ? bySidecar : newest;
        if (head == null) {
            throw new BrokenInventoryException("No complete inventory below " + root);
        }
        return head;
    }

    private @Nullable Head versionHead(int number) throws IOException {
        String directory = "v" + number + "/";
        byte[] bytes = read(directory + INVENTORY);
        if (bytes == null) {
            return null;
        }
        Digest digest = Digest.of(DigestAlgorithm.SHA512, bytes);
        if (!digest.equals(digestIn(read(directory + SIDECAR)))) {
            return null;
        }
        try {
            Inventory inventory = InventoryJson.read(bytes);
            return inventory.head() == number ? new Head(inventory, bytes, digest, true) : null;
        } catch (BrokenInventoryException e) {
            return null;
        }
    }

    byte @Nullable [] read(String path) throws IOException {
        try (var in = store.open(root.resolve(path))) {
            byte[] bytes = in.readNBytes(MAX_INVENTORY_BYTES + 1);
            if (bytes.length > MAX_INVENTORY_BYTES) {
                throw new BrokenInventoryException("Too long: " + root.resolve(path));
            }
            return bytes;
        } catch (StoreException.NotFound e) {
            return null;
        }
    }

    static byte[] sidecar(Digest digest) {
        return (digest.hex() + " " + INVENTORY + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The digest in a sidecar, or null where it is not one (OCFL 1.1, section 3.7). */
    static @Nullable Digest digestIn(byte @Nullable [] sidecar) {
        if (sidecar == null || sidecar.length > 1024) {
            return null;
        }
        String[] parts = new String(sidecar, StandardCharsets.UTF_8).strip().split("\\s+");
        if (parts.length != 2 || !parts[1].equals(INVENTORY)) {
            return null;
        }
        try {
            return new Digest(DigestAlgorithm.SHA512, parts[0]);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
