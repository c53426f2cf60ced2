package vn.tangthu.storage.memory;

import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.ObjectStoreContract;

class MemoryObjectStoreTest extends ObjectStoreContract {
    private final MemoryObjectStore opened = new MemoryObjectStore();

    @Override
    protected ObjectStore store() {
        return opened;
    }
}
