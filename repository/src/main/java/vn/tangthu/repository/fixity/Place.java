package vn.tangthu.repository.fixity;

import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.storage.ObjectStore;

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
}
