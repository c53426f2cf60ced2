package vn.tangthu.repository;

import java.util.UUID;

/**
 * Changes of packages and fonds that were cut off between store and catalogue. Each is noted; what
 * is noted is finished by the next change, the next start, or a repair.
 */
public interface CutOffVersions {
    /**
     * Finishes what is noted of a package or fonds; where nothing is: no effect. A change of it
     * that is at work ends before. Where it cannot be finished, since something of the package is
     * damaged or missing, the note stays as it is. Not for a caller who holds the object's lease.
     */
    void finish(UUID object);
}
