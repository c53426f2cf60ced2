package vn.tangthu.repository;

import java.util.Optional;
import java.util.UUID;

/**
 * Files of records that are blocked by an open suspicion: what an officer has to look at to decide,
 * and nobody else gets.
 */
public interface SuspectFiles {
    /** Empty for all but officers, and for every file that no open suspicion names. */
    Optional<ContentFile> find(UUID file, Reader reader);
}
