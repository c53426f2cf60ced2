package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/**
 * The part of a copy's audit that looks after log objects and the files of the storage root. What a
 * log object was is told by the database where it noted it, else by the archive's own, which its
 * own audit chains and matches.
 */
@Component
class CopiedLogs {
    private static final int AT_ONCE = 500;

    private final ObjectStore archive;
    private final AipStore aips;
    private final CopyRows rows;
    private final RepairRows repairs;

    CopiedLogs(ObjectStore archive, AipStore aips, CopyRows rows, RepairRows repairs) {
        this.archive = archive;
        this.aips = aips;
        this.rows = rows;
        this.repairs = repairs;
    }

    List<ObjectCheck.Found> check(Place place) throws IOException {
        List<ObjectCheck.Found> found = new ArrayList<>();
        checkRoot(place, found);
        String after = "";
        List<String> keys;
        while (!(keys = rows.logsAfter(place.name(), after, AT_ONCE)).isEmpty()) {
            after = keys.getLast();
            Map<String, Digest> written = new HashMap<>(repairs.copied(keys));
            written.putAll(rows.written(keys));
            for (String each : keys) {
                StoreKey key = new StoreKey(each);
                Digest digest = written.get(each);
                if (digest == null && archive.info(key).isPresent()) {
                    digest = StoredBytes.digest(archive, key);
                }
                if (digest != null) {
                    compare(place, key, digest, found);
                }
            }
        }
        strays(place, found);
        return found;
    }

    /** The storage root's own files. */
    void checkRoot(Place place, List<ObjectCheck.Found> found) throws IOException {
        for (Map.Entry<StoreKey, byte[]> file : aips.rootFiles().entrySet()) {
            if (archive.info(file.getKey()).isPresent() || !place.isPrimary()) {
                compare(
                        place,
                        file.getKey(),
                        Digest.of(DigestAlgorithm.SHA512, file.getValue()),
                        found);
            }
        }
    }

    /**
     * Which objects of the log of audits are not what was copied: where its chain is broken, this
     * names them, as far as there are copies.
     */
    List<ObjectCheck.Found> changed(String prefix) throws IOException {
        List<ObjectCheck.Found> found = new ArrayList<>();
        Place primary = new Place(FixityAudits.PRIMARY, archive, aips);
        for (Map.Entry<String, Digest> each : repairs.copiedBelow(prefix).entrySet()) {
            compare(primary, new StoreKey(each.getKey()), each.getValue(), found);
        }
        return found;
    }

    static void compare(Place place, StoreKey key, Digest expected, List<ObjectCheck.Found> found)
            throws IOException {
        try {
            Digest digest = StoredBytes.digest(place.store(), key);
            if (!digest.equals(expected)) {
                found.add(
                        new ObjectCheck.Found(
                                key.value(),
                                Damage.CHANGED,
                                "It has " + digest + " and should have " + expected));
            }
        } catch (StoreException.NotFound e) {
            found.add(
                    new ObjectCheck.Found(
                            key.value(), Damage.MISSING, "It should have " + expected));
        }
    }

    /** Log objects that were never copied there. */
    private void strays(Place place, List<ObjectCheck.Found> found) throws IOException {
        try (Stream<ObjectInfo> logs = place.store().list(StorePrefix.below("log"))) {
            Iterator<ObjectInfo> all = logs.iterator();
            List<String> keys = new ArrayList<>();
            while (all.hasNext()) {
                keys.add(all.next().key().value());
                if (keys.size() == AT_ONCE || !all.hasNext()) {
                    Set<String> copied = rows.logs(place.name(), keys);
                    for (String key : keys) {
                        if (!copied.contains(key) && archive.info(new StoreKey(key)).isEmpty()) {
                            found.add(
                                    new ObjectCheck.Found(
                                            key, Damage.EXTRA, "The archive has no such object"));
                        }
                    }
                    keys = new ArrayList<>();
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
