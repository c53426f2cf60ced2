package vn.tangthu.repository;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.tangthu.storage.Digest;

/**
 * A place from which a record is erased, in the room that knows the place. Steps are taken in the
 * order of {@link #place}; each may be taken again, after a kill or to look once more.
 */
public interface ErasureStep {
    enum Place {
        /** Rows of the catalogue, and what other tables say of its content. */
        ROWS,
        /** Text and other derivatives in the store, images, copies and texts on the local disk. */
        DERIVED,
        /** The index, with what deleted documents leave in its files. */
        INDEX
    }

    Place place();

    /**
     * Erases what there is; durable on return.
     *
     * @throws IOException when something of it could not be erased and has to be tried again
     */
    void erase(List<Erased> some) throws IOException;

    /**
     * @param digests SHA-512 of its content files, of all versions, that no record holds that is
     *     not erased itself
     * @param deliveries that brought it
     */
    record Erased(
            UUID object,
            String reference,
            Tombstones.Cause cause,
            Set<Digest> digests,
            Set<UUID> deliveries) {
        public Erased {
            digests = Set.copyOf(digests);
            deliveries = Set.copyOf(deliveries);
        }
    }
}
