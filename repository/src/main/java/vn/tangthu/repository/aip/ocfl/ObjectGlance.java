package vn.tangthu.repository.aip.ocfl;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreKey;

/**
 * An object whose inventory was read, once: enough to say which object it is, and kept so that what
 * is asked next need not read it again. What it says is of one moment, and nobody was kept from
 * writing meanwhile.
 */
public final class ObjectGlance {
    private final StoreKey root;
    private final StoredObject object;
    private final @Nullable List<String> paths;
    private final StoredObject.@Nullable Head head;
    private final String failure;

    /**
     * @param paths everything that is there below the root, or null to list it when it is asked for
     */
    ObjectGlance(ObjectStore store, StoreKey root, @Nullable List<String> paths)
            throws IOException {
        this.root = root;
        this.object = new StoredObject(store, root);
        this.paths = paths;
        StoredObject.Head found = null;
        String wrong = "No root inventory: the object was never completed, or lost it";
        try {
            found = object.head().orElse(null);
        } catch (BrokenInventoryException e) {
            wrong = String.valueOf(e.getMessage());
        }
        this.head = found;
        this.failure = wrong;
    }

    /** The head's inventory, or null where nothing can be trusted. */
    public @Nullable Inventory inventory() {
        return head == null ? null : head.inventory();
    }

    /** What the object's inventories say must be there, and what is wrong with them. */
    public ObjectSurvey survey() throws IOException {
        return ObjectSurvey.of(this, paths == null ? object.list().keySet() : paths);
    }

    StoreKey root() {
        return root;
    }

    StoredObject object() {
        return object;
    }

    StoredObject.@Nullable Head head() {
        return head;
    }

    /** Why there is no head. */
    String failure() {
        return failure;
    }
}
