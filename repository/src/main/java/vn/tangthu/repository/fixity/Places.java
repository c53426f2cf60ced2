package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreCopies;
import vn.tangthu.storage.StoreCopy;

/** Where packages lie: the archive and its copies. */
@Component
class Places {
    private final Place archive;
    private final StoreCopies copies;
    private final CopyIdentity identity;

    Places(ObjectStore store, AipStore aips, StoreCopies copies, CopyIdentity identity) {
        this.archive = new Place(FixityAudits.PRIMARY, store, aips);
        this.copies = copies;
        this.identity = identity;
    }

    /** A place as long as it is needed. */
    record Open(Place place) implements AutoCloseable {
        @Override
        public void close() {
            if (!place.isPrimary()) {
                place.store().close();
            }
        }
    }

    /** The archive first. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of(FixityAudits.PRIMARY));
        copies.all().forEach(copy -> names.add(copy.name()));
        return names;
    }

    Place archive() {
        return archive;
    }

    /**
     * Opens a copy and makes sure that it is the one; nothing to open for the archive.
     *
     * @throws IOException when it does not answer or is another
     */
    Open open(String name) throws IOException {
        if (name.equals(FixityAudits.PRIMARY)) {
            return new Open(archive);
        }
        StoreCopy copy =
                copies.all().stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("There is no copy " + name));
        ObjectStore store = copy.opening().open();
        boolean right = false;
        try {
            identity.check(name, store);
            right = true;
            return new Open(new Place(name, store, archive.aips().on(store)));
        } finally {
            if (!right) {
                store.close();
            }
        }
    }
}
