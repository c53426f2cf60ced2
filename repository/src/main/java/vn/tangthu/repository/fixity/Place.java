package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Stream;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.storage.KnownStore;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/**
 * The archive itself or one of its copies.
 *
 * @param name of the copy, or {@link FixityAudits#PRIMARY}
 * @param aips its packages
 */
record Place(String name, ObjectStore store, AipStore aips) {
    boolean isPrimary() {
        return name.equals(FixityAudits.PRIMARY);
    }

    /**
     * Makes sure that the store as a whole is there, before what is not there is called damage: a
     * mount that went away looks like an archive of which every file is missing. A single file of
     * the storage root that is missing is damage like any other.
     *
     * @throws StoreGoneException when it knows that it is another, when none of the files is there
     *     that every storage root has, or nothing but them
     * @throws IOException when it does not answer
     */
    void assertThere() throws IOException {
        if (store instanceof KnownStore known) {
            try {
                known.assertThere();
            } catch (StoreException.NotThere e) {
                throw new StoreGoneException(name, e);
            }
        }
        Set<StoreKey> root = aips.rootFiles().keySet();
        boolean declared = false;
        for (StoreKey key : root) {
            declared = declared || store.info(key).isPresent();
        }
        if (!declared || (isEmpty("log", root) && isEmpty("ocfl", root))) {
            throw new StoreGoneException(name);
        }
    }

    private boolean isEmpty(String folder, Set<StoreKey> but) throws IOException {
        try (Stream<ObjectInfo> all = store.list(StorePrefix.below(new StoreKey(folder)))) {
            return all.map(ObjectInfo::key).allMatch(but::contains);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
