package vn.tangthu.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.ErasingStore;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreKey;

/**
 * Packages in the object store. The only port to them; what an inventory looks like is known behind
 * it only. One OCFL object for each hồ sơ and one for each fonds. Safe to call from many threads;
 * writes to one object are serialised by a lease.
 */
public interface AipStore {
    /**
     * Stores the first version: content first, then inventory, then its sidecar. Durable on return.
     * Calling it again with the same AIP after an interruption finishes the work: what is there and
     * right is not written again, leftovers are removed.
     *
     * @param sources for each content file, where its bytes lie now; they are digested while they
     *     stream and must have the digests the AIP says
     * @throws vn.tangthu.storage.StoreException.DigestMismatch when a source changed since it was
     *     checked
     */
    void store(Aip aip, Map<ContentFileId, Path> sources) throws IOException;

    /**
     * Stores the first version of a package that takes the place of another: its files are those of
     * the other, streamed from there and matched with the digests {@code aip} says. Durable on
     * return; again after an interruption: as {@link #store}.
     *
     * @param from the other, of which nothing is changed
     * @param sources of what the other does not have
     * @throws vn.tangthu.storage.StoreException.DigestMismatch when a file of the other is damaged
     */
    void storeRest(Aip aip, AipId from, Map<ContentFileId, Path> sources) throws IOException;

    /**
     * Adds a version: new description, rights or files. Files without a source are those of earlier
     * versions.
     *
     * @param expectedHead the version {@code aip} was made from
     * @throws RefusedException ({@code VERSION_CONFLICT}) when the head is another by now
     */
    void addVersion(Aip aip, int expectedHead, Map<ContentFileId, Path> sources) throws IOException;

    /**
     * Reads the head version from the store alone and matches METS, EAD and PREMIS against the
     * inventory's digests. With what was found of the formats of its files since ({@link
     * FormatChanges}).
     */
    Aip read(AipId id) throws IOException;

    /**
     * Reads an earlier version, or the head, in the same way.
     *
     * @throws vn.tangthu.storage.StoreException.NotFound when there is no such version
     */
    Aip read(AipId id, int version) throws IOException;

    /** The SHA-512 of the inventory that this version was committed with. */
    Digest inventory(AipId id, int version) throws IOException;

    /**
     * The stored bytes of a content file, not verified: {@link Retrieval} verifies.
     *
     * @throws vn.tangthu.storage.StoreException.NotFound when package or file is not there
     * @throws DamagedPackageException when no inventory of the package can be read
     */
    InputStream open(AipId id, ContentFile file) throws IOException;

    /** Every file of the head version by logical path. */
    List<PackageFile> headFiles(AipId id) throws IOException;

    /** Every file of a version by logical path, for export. */
    List<PackageFile> files(AipId id, int version) throws IOException;

    InputStream open(PackageFile file) throws IOException;

    /** Removes an object that was never acknowledged. Never call it for one that was. */
    void removeUnacknowledged(AipId id) throws IOException;

    /**
     * Removes a version that was never acknowledged, or what there is of it; the one before it is
     * the head again. Again, or where there is nothing of it: no effect.
     *
     * @param version the head, or the one after it; from 2
     */
    void removeUnacknowledged(AipId id, int version) throws IOException;

    /**
     * Removes what a write that was cut off left in the place of the version after the head, which
     * no inventory names. The head and what is before it stay. Only while nobody writes to the
     * object.
     *
     * @param object a package or a fonds
     * @param known the newest version that is known to be complete, from elsewhere; from 0
     * @return the head, or 0 when it has no version at all
     * @throws VersionLostException when the head is older than what is known: then inventories are
     *     damaged or the store is an older one, and nothing was touched
     */
    int removeUnfinished(UUID object, int known) throws IOException;

    /**
     * Erases an object for good, with every version of it. Only after its tombstone was written;
     * from then on {@link #addVersion} refuses it. Again, or where there is nothing: no effect.
     *
     * @return what the store holds of it still, by a lock or a policy; empty when nothing is left
     * @throws IllegalStateException when there is no sound tombstone of it
     */
    Optional<ErasingStore.Held> erase(UUID object) throws IOException;

    /** Creates or replaces by a new version the object of a fonds with its series. */
    void saveFonds(FondsObject fonds, String actor, String message) throws IOException;

    FondsObject readFonds(FondsId id) throws IOException;

    /**
     * All objects in the store, from its listing, also ones that are incomplete; the caller closes
     * the stream.
     */
    Stream<ObjectRef> objects() throws IOException;

    /**
     * As {@link #objects()}, but nothing is opened yet: who takes an item opens it, on any thread.
     * An object comes a second time, and then is to be inspected again, when the store lists its
     * files far apart.
     */
    Stream<Listed> listed() throws IOException;

    /** Where the object with this id lies, or would lie: an audit looks there for what is lost. */
    StoreKey rootOf(UUID object);

    /**
     * What the object's own inventories say must be there, and what is wrong with the inventories
     * themselves, while nobody writes to the object. Reads inventories and the listing, not the
     * content.
     */
    Inspection inspect(ObjectRef object) throws IOException;

    /** Packages as a copy of the archive has them, for reading; ends with the copy's store. */
    AipStore on(ObjectStore copy);

    /**
     * The storage root's own files with their bytes, which never change: they tell a stranger what
     * lies below it and how.
     */
    Map<StoreKey, byte[]> rootFiles();

    /** Nobody writes to the object meanwhile, but the caller. */
    <T> T holding(UUID object, Held<T> work) throws IOException;

    /** What is done while nobody else writes. */
    interface Held<T> {
        T run() throws IOException;
    }

    /** An object as the store's listing showed it. */
    interface Listed {
        /** How many files the listing showed. */
        int files();

        /** Whether it came before. */
        boolean again();

        /** Reads the object's inventory. */
        Opened open() throws IOException;
    }

    /** An object whose inventory was read. */
    interface Opened {
        ObjectRef object();

        /**
         * As {@link AipStore#inspect}, of what the listing and the inventory said when they were
         * read; a version may have been written since, so that what is found wrong wants a second
         * look.
         */
        Inspection inspect() throws IOException;
    }

    /**
     * @param root key of the object's root
     */
    record ObjectRef(UUID id, Kind kind, StoreKey root) {
        public enum Kind {
            AIP,
            FONDS,
            /** Looks like an object but cannot be read as one. */
            UNKNOWN
        }
    }

    /**
     * @param contentFile the content file it holds, or null for metadata, inventories, sidecars,
     *     declarations
     */
    record ExpectedFile(StoreKey key, Digest digest, @Nullable ContentFileId contentFile) {}

    /**
     * @param expected every file that must be there, of every version, with the digest it must have
     * @param extra keys below the root that no inventory accounts for
     * @param problems what is wrong with inventories, sidecars or declarations
     */
    record Inspection(
            ObjectRef object,
            int head,
            List<ExpectedFile> expected,
            List<StoreKey> extra,
            List<Problem> problems) {}

    record Problem(StoreKey key, FixityAudits.Damage damage, String detail) {}

    record PackageFile(String logicalPath, StoreKey key, Digest sha512, long size) {}

    /** A fonds as its object keeps it. */
    record FondsObject(
            FondsId id,
            Holdings.NewFonds fonds,
            List<SeriesEntry> series,
            Instant createdAt,
            int version) {
        public FondsObject {
            series = List.copyOf(series);
        }

        public record SeriesEntry(SeriesId id, String code, String title) {}
    }

    /**
     * The newest version that can be read is older than one that was complete: inventories are
     * damaged, the store is an older one, or the object is gone. Nothing is written over it until
     * it is repaired or put back.
     */
    class VersionLostException extends IOException {
        private static final long serialVersionUID = 1L;
        private final int known;
        private final int head;

        /**
         * @param known was complete, by the catalogue or by what was acknowledged
         * @param head the newest that can be read, 0 for none
         */
        public VersionLostException(UUID object, int known, int head) {
            super(
                    "Version "
                            + known
                            + " of "
                            + object
                            + " was complete; now the newest is "
                            + head);
            this.known = known;
            this.head = head;
        }

        /** What to tell who wanted to change it, and what to do. */
        public Finding finding(String place) {
            return Finding.blocks(
                    "VERSION_LOST", place, Integer.toString(known), Integer.toString(head));
        }
    }

    /** The package's own inventories cannot be read. */
    class DamagedPackageException extends IOException {
        private static final long serialVersionUID = 1L;

        public DamagedPackageException(String message) {
            super(message);
        }

        public DamagedPackageException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
