package vn.tangthu.repository.dissemination;

import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ErasureStep;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.ErasingStore;
import vn.tangthu.storage.ObjectStore;

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
                // A lock that holds a derivative holds the object too, and is told there.
                var unused =
                        ErasingStore.eraseBelow(
                                store, StoredDerivatives.folderOf(digest), digest.hex() + ".");
            }
        }
    }
}
