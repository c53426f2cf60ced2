package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.Acknowledgements.Acknowledged;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.ExpectedFile;
import vn.tangthu.repository.AipStore.Inspection;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.fixity.CopyRows.Held;
import vn.tangthu.repository.fixity.ObjectCheck.Found;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;

/**
 * Brings one package into a copy and reads back what is there. The order is that of a write: what
 * inventories name, then the inventories of versions, then the inventory that makes the newest the
 * head; cut off anywhere, the copy has the version before or the new one.
 */
final class ObjectCopying {
    private static final String INVENTORY = "inventory.json";

    /** Of an inventory of half a million files. */
    private static final int MOST_INVENTORY = 1 << 28;

    private final AipStore aips;
    private final ObjectStore archive;
    private final ObjectStore copy;

    /** What became of a package. */
    enum Outcome {
        COPIED,
        /** It could not be read or written just now, and the stores are there; the run says so. */
        FAILED,
        /** It is being changed just now; the next run takes it. */
        LATER,
        /** The archive's own is not what was taken in: nothing of it was copied further. */
        DAMAGED_HERE,
        /** The copy has other bytes; they stay. */
        DAMAGED_THERE
    }

    /**
     * @param files that the copy must have of it
     * @param bytes that were read back
     */
    record Result(Held object, Outcome outcome, int files, long bytes, List<Found> findings) {
        static Result here(Held object, Outcome outcome, List<Found> findings) {
            return new Result(object, outcome, 0, 0, findings);
        }
    }

    ObjectCopying(AipStore aips, ObjectStore archive, ObjectStore copy) {
        this.aips = aips;
        this.archive = archive;
        this.copy = copy;
    }

    /** What became of it so far. */
    sealed interface Bringing {
        /** Nothing is to be read back. */
        record Ended(Result result) implements Bringing {}

        /**
         * @param here as the archive has it
         * @param wrong keys at which the copy has other bytes
         */
        record There(Inspection here, Map<String, Found> wrong) implements Bringing {}
    }

    /**
     * @param known what the catalogue has of it
     * @param word what was acknowledged of it, or null
     * @throws IOException when one of the stores does not answer
     */
    Result copy(Held object, KnownObjects.Known known, @Nullable Acknowledged word)
            throws IOException {
        return switch (bring(object, known, word)) {
            case Bringing.Ended ended -> ended.result();
            case Bringing.There(Inspection here, Map<String, Found> there) -> {
                wordOf(object, there);
                ObjectCheck.Result read =
                        new ObjectCheck(aips, copy, new RateLimit(0))
                                .check(
                                        aips.on(copy).inspect(here.object()),
                                        known.files(),
                                        known.version(),
                                        word);
                read.findings().forEach(found -> there.putIfAbsent(found.path(), found));
                yield new Result(
                        object,
                        there.isEmpty() ? Outcome.COPIED : Outcome.DAMAGED_THERE,
                        read.files(),
                        read.bytes(),
                        List.copyOf(there.values()));
            }
        };
    }

    /** Writes what the copy has not; nothing is read back yet. */
    Bringing bring(Held object, KnownObjects.Known known, @Nullable Acknowledged word)
            throws IOException {
        if (!known.acknowledged() || known.underWay()) {
            return new Bringing.Ended(Result.here(object, Outcome.LATER, List.of()));
        }
        ObjectRef ref = new ObjectRef(object.id(), object.kind(), aips.rootOf(object.id()));
        Inspection here = aips.inspect(ref);
        ObjectCheck check = new ObjectCheck(aips, archive, new RateLimit(0));
        List<Found> wrong = check.compare(here, known.files(), known.version(), word);
        if (!wrong.isEmpty() || here.head() == 0) {
            return new Bringing.Ended(Result.here(object, Outcome.DAMAGED_HERE, wrong));
        }
        if (here.head() != object.version()) {
            return new Bringing.Ended(Result.here(object, Outcome.LATER, List.of()));
        }
        Map<String, Found> there = new LinkedHashMap<>();
        try {
            for (ExpectedFile file : ordered(here)) {
                put(here, file, there);
            }
        } catch (StoreException.DigestMismatch | StoreException.NotFound e) {
            // What was read of the archive is not what its inventory says. Is it?
            List<Found> found = check.check(ref, known.files(), known.version(), word).findings();
            return new Bringing.Ended(
                    Result.here(
                            object, found.isEmpty() ? Outcome.LATER : Outcome.DAMAGED_HERE, found));
        }
        return new Bringing.There(here, there);
    }

    /** Each file once, the root's inventory and its sidecar last. */
    static List<ExpectedFile> ordered(Inspection here) {
        Map<StoreKey, ExpectedFile> files = new LinkedHashMap<>();
        here.expected().forEach(file -> files.putIfAbsent(file.key(), file));
        return files.values().stream()
                .sorted(
                        Comparator.comparingInt(
                                        (ExpectedFile file) -> rank(here.object(), file.key()))
                                .thenComparing(file -> file.key().value()))
                .toList();
    }

    private static int rank(ObjectRef object, StoreKey key) {
        boolean ofRoot = key.segments().size() == object.root().segments().size() + 1;
        boolean inventory = key.lastSegment().startsWith(INVENTORY);
        return !inventory ? 0 : !ofRoot ? 1 : key.lastSegment().equals(INVENTORY) ? 2 : 3;
    }

    private void put(Inspection here, ExpectedFile file, Map<String, Found> there)
            throws IOException {
        StoreKey key = file.key();
        boolean head = rank(here.object(), key) >= 2;
        // The head's own lies with its version too, where nobody writes any more.
        StoreKey from =
                head
                        ? here.object().root().resolve("v" + here.head() + "/" + key.lastSegment())
                        : key;
        try {
            Object unused = copy.putNew(key, new StoredBytes(archive, from), file.digest());
        } catch (StoreException.Exists e) {
            if (!head || !replaced(here, file, from)) {
                there.put(
                        key.value(),
                        different(
                                key,
                                file.digest(),
                                head ? Damage.INVENTORY_DAMAGED : Damage.CHANGED));
            }
        }
    }

    /** Whether the copy had the inventory of an earlier version, and has this one now. */
    private boolean replaced(Inspection here, ExpectedFile file, StoreKey from) throws IOException {
        byte[] was = read(copy, file.key());
        Digest current = Digest.of(DigestAlgorithm.SHA512, was);
        Set<Digest> earlier =
                here.expected().stream()
                        .filter(each -> rank(here.object(), each.key()) == 1)
                        .filter(each -> each.key().lastSegment().equals(from.lastSegment()))
                        .map(ExpectedFile::digest)
                        .collect(Collectors.toSet());
        if (!earlier.contains(current)) {
            return false;
        }
        byte[] bytes = read(archive, from);
        Digest digest = Digest.of(DigestAlgorithm.SHA512, bytes);
        if (!digest.equals(file.digest())) {
            throw new StoreException.DigestMismatch(from, file.digest(), digest);
        }
        copy.replace(file.key(), current, bytes);
        return true;
    }

    /** An archivist's version is acknowledged by a word of its own. */
    private void wordOf(Held object, Map<String, Found> there) throws IOException {
        StoreKey key = Acknowledgements.wordOf(new AipId(object.id()), object.version());
        if (object.kind() == ObjectRef.Kind.AIP && archive.info(key).isPresent()) {
            byte[] bytes = read(archive, key);
            Digest digest = Digest.of(DigestAlgorithm.SHA512, bytes);
            try {
                Object unused = copy.putNew(key, ByteSource.of(bytes), digest);
            } catch (StoreException.Exists e) {
                there.put(key.value(), different(key, digest, Damage.CHANGED));
            }
        }
    }

    private static Found different(StoreKey key, Digest digest, Damage damage) {
        return new Found(
                key.value(),
                damage,
                "The copy has other bytes than the archive, which has " + digest);
    }

    private static byte[] read(ObjectStore store, StoreKey key) throws IOException {
        try (InputStream in = store.open(key)) {
            return in.readNBytes(MOST_INVENTORY);
        }
    }
}
