package vn.tangthu.repository.dissemination;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ErasureStep;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.ErasingStore;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/** Erases what was derived from bytes that are erased: text, page images, verified copies. */
@Component
final class ErasedCopies implements ErasureStep {
    private final ObjectStore store;
    private final PageCache pages;
    private final VerifiedCopies copies;

    ErasedCopies(ObjectStore store, PageCache pages, VerifiedCopies copies) {
        this.store = store;
        this.pages = pages;
        this.copies = copies;
    }

    @Override
    public Place place() {
        return Place.DERIVED;
    }

    @Override
    public void erase(List<Erased> some) throws IOException {
        for (Erased one : some) {
            for (Digest digest : one.digests()) {
                pages.forget(digest);
                copies.forget(digest);
                String name = digest.hex() + ".";
                try (Stream<ObjectInfo> near =
                        store.list(StorePrefix.below(StoredDerivatives.folderOf(digest)))) {
                    for (StoreKey key : near.map(ObjectInfo::key).toList()) {
                        if (key.lastSegment().startsWith(name)) {
                            // A lock that holds a derivative holds the object too, and is told
                            // there.
                            var unused = ErasingStore.erase(store, key);
                        }
                    }
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
            }
        }
    }
}
