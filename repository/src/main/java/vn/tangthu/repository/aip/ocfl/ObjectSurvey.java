package vn.tangthu.repository.aip.ocfl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.StoreKey;

/**
 * What an object's own inventories say, and what is wrong with the inventories.
 *
 * @param inventory the head's, or null where nothing can be trusted
 * @param expected digest by path below the root of every file that must be there, of all versions:
 *     content, declaration, inventories, sidecars
 * @param extra paths that no inventory accounts for
 * @param problems by path
 */
public record ObjectSurvey(
        StoreKey root,
        @Nullable Inventory inventory,
        SortedMap<String, Digest> expected,
        List<String> extra,
        List<Problem> problems) {

    /** What is wrong with an inventory, a sidecar or a declaration. */
    public record Problem(String path, Damage damage, String detail) {}

    private static final byte[] DECLARATION = "ocfl_object_1.1\n".getBytes(StandardCharsets.UTF_8);

    static boolean accountsFor(Inventory inventory, String path) {
        if (inventory.manifest().containsKey(path)
                || path.equals(ObjectLayout.OBJECT_DECLARATION)
                || path.equals(StoredObject.INVENTORY)
                || path.equals(StoredObject.SIDECAR)) {
            return true;
        }
        int version = InventoryJson.versionOf(path);
        return version >= 1
                && version <= inventory.head()
                && (path.equals("v" + version + "/" + StoredObject.INVENTORY)
                        || path.equals("v" + version + "/" + StoredObject.SIDECAR));
    }

    /**
     * @param paths below the root, everything that is there
     */
    static ObjectSurvey of(ObjectGlance glance, Collection<String> paths) throws IOException {
        StoredObject object = glance.object();
        StoreKey root = glance.root();
        StoredObject.Head head = glance.head();
        SortedMap<String, Digest> expected = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        if (head == null) {
            problems.add(
                    new Problem(
                            StoredObject.INVENTORY, Damage.INVENTORY_DAMAGED, glance.failure()));
            return new ObjectSurvey(
                    root, null, expected, paths.stream().sorted().toList(), List.copyOf(problems));
        }
        Inventory inventory = head.inventory();
        for (Map.Entry<String, String> entry : inventory.manifest().entrySet()) {
            expected.put(entry.getKey(), new Digest(DigestAlgorithm.SHA512, entry.getValue()));
        }
        expected.put(
                ObjectLayout.OBJECT_DECLARATION, Digest.of(DigestAlgorithm.SHA512, DECLARATION));
        expected.put(StoredObject.INVENTORY, head.digest());
        expected.put(StoredObject.SIDECAR, sidecarDigest(head.digest()));
        if (head.torn()) {
            checkRoot(object, head, problems);
        }
        for (int version = 1; version <= inventory.head(); version++) {
            checkVersion(object, head, version, expected, problems);
        }
        List<String> extra =
                paths.stream().filter(path -> !accountsFor(inventory, path)).sorted().toList();
        return new ObjectSurvey(root, inventory, expected, extra, List.copyOf(problems));
    }

    private static void checkRoot(
            StoredObject object, StoredObject.Head head, List<Problem> problems)
            throws IOException {
        byte[] inventory = object.read(StoredObject.INVENTORY);
        if (!Arrays.equals(inventory, head.bytes())) {
            problems.add(
                    new Problem(
                            StoredObject.INVENTORY,
                            Damage.INVENTORY_DAMAGED,
                            "The root inventory is not that of version "
                                    + head.inventory().head()));
        }
        if (!head.digest().equals(StoredObject.digestIn(object.read(StoredObject.SIDECAR)))) {
            problems.add(
                    new Problem(
                            StoredObject.SIDECAR,
                            Damage.INVENTORY_DAMAGED,
                            "The sidecar does not name the root inventory's digest"));
        }
    }

    /** A version's own inventory must tell the same history as the head's (OCFL 1.1, E066). */
    private static void checkVersion(
            StoredObject object,
            StoredObject.Head head,
            int version,
            SortedMap<String, Digest> expected,
            List<Problem> problems)
            throws IOException {
        String path = "v" + version + "/" + StoredObject.INVENTORY;
        String sidecarPath = "v" + version + "/" + StoredObject.SIDECAR;
        Inventory whole = head.inventory();
        Digest digest;
        if (version == whole.head()) {
            digest = head.digest();
        } else {
            byte[] bytes = object.read(path);
            Digest named = StoredObject.digestIn(object.read(sidecarPath));
            Digest written =
                    Digest.of(DigestAlgorithm.SHA512, InventoryJson.write(upTo(whole, version)));
            // A damaged sidecar may name a digest that looks like one: whoever agrees with what was
            // written is right, the other is named as damaged.
            boolean asWritten =
                    bytes != null && Digest.of(DigestAlgorithm.SHA512, bytes).equals(written);
            digest = named == null || asWritten ? written : named;
            if (bytes != null && !tells(bytes, upTo(whole, version))) {
                problems.add(
                        new Problem(
                                path,
                                Damage.INVENTORY_DAMAGED,
                                "It tells another history than the head's inventory"));
            }
        }
        expected.put(path, digest);
        expected.put(sidecarPath, sidecarDigest(digest));
    }

    private static boolean tells(byte[] bytes, Inventory history) {
        try {
            return InventoryJson.read(bytes).equals(history);
        } catch (BrokenInventoryException e) {
            return false;
        }
    }

    /** The inventory as it was when the version was written. */
    private static Inventory upTo(Inventory whole, int version) {
        SortedMap<String, String> manifest = new TreeMap<>(whole.manifest());
        manifest.keySet().removeIf(path -> InventoryJson.versionOf(path) > version);
        SortedMap<String, String> fixity = new TreeMap<>(whole.fixity());
        fixity.keySet().removeIf(path -> InventoryJson.versionOf(path) > version);
        return new Inventory(whole.id(), manifest, fixity, whole.versions().subList(0, version));
    }

    private static Digest sidecarDigest(Digest inventory) {
        return Digest.of(DigestAlgorithm.SHA512, StoredObject.sidecar(inventory));
    }
}
