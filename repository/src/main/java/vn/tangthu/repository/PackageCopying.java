package vn.tangthu.repository;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.tangthu.repository.AipStore.ExpectedFile;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.ObjectStore;

/**
 * Packages of the archive on their way to another place: only what is acknowledged and is as it was
 * taken in, by inventories, catalogue and acknowledgement. Damage that is met on the way becomes an
 * incident of the archive, and is repaired where there are copies.
 */
public interface PackageCopying {
    /** By id, all that was acknowledged and not erased, also what nobody may see at the moment. */
    List<Held> held(UUID after, int limit);

    /** How many there are. */
    long count();

    /** The words of acknowledgement are read once for it. */
    Run begin();

    /** What log objects were when they were written, as far as the database noted it. */
    Map<String, Digest> written(Collection<String> logKeys);

    /** One walk over the archive. Safe to call from many threads. */
    interface Run {
        /**
         * Writes the package to the other store, where it does not have it yet; content first, the
         * root's inventory last.
         *
         * @throws IOException when one of the stores does not answer
         */
        Outcome copy(Held object, ObjectStore to) throws IOException;

        /**
         * Compares what another place has of a package with what the catalogue and the
         * acknowledgement say of it, reading every byte there.
         *
         * @return what is wrong there; empty when it is as it was taken in, or when the archive has
         *     a later version by now, of which only the inventory is compared
         */
        List<Wrong> compare(Held object, ObjectStore place) throws IOException;
    }

    record Held(UUID id, ObjectRef.Kind kind, int version) {}

    /** What became of a package. */
    sealed interface Outcome {
        /**
         * It is there; who called reads it back.
         *
         * @param files everything it consists of, with the digests it was taken in with
         * @param wrong files that were there with other bytes, and stay
         */
        record Brought(int version, List<ExpectedFile> files, List<Wrong> wrong)
                implements Outcome {}

        /** It is being changed just now. */
        record Later() implements Outcome {}

        /** The archive's own is not what was taken in; it is not copied further. */
        record Damaged(List<Wrong> wrong) implements Outcome {}
    }

    record Wrong(String path, FixityAudits.Damage damage, String detail) {}
}
