package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.Acknowledgements.Acknowledged;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.ExpectedFile;
import vn.tangthu.repository.AipStore.Inspection;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.AipStore.Problem;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;

/**
 * Reads every file of one object once and says what is wrong, by the object's inventories, by what
 * the database recorded and by what was acknowledged. Used by one thread.
 */
final class ObjectCheck {
    /** Fits the cache of a core; larger buffers were no faster. */
    private static final int BUFFER_BYTES = 128 * 1024;

    private final AipStore aips;
    private final ObjectStore store;
    private final RateLimit limit;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final MessageDigest sha512 = DigestAlgorithm.SHA512.newMessageDigest();

    /** What is wrong, and where. */
    record Found(String path, Damage damage, String detail) {}

    /**
     * @param version head of the object, 0 when unknown
     * @param files that had to be there
     * @param bytes how many were read
     */
    record Result(int version, int files, long bytes, List<Found> findings) {}

    /** What the database recorded of a content file when it was acknowledged. */
    record Recorded(ContentFileId id, String path, long size, Digest sha512) {}

    /**
     * @param digest null when it could not be read
     */
    private record Actual(long size, @Nullable Digest digest, @Nullable String failure) {}

    ObjectCheck(AipStore aips, ObjectStore store, RateLimit limit) {
        this.aips = aips;
        this.store = store;
        this.limit = limit;
    }

    /**
     * @param recorded the content files the database knows of it; empty for a fonds
     * @param version that the catalogue shows; 0 for a fonds or while it is being changed
     * @param word what the store's acknowledgements say of it, or null
     * @throws IOException when the store as a whole does not answer: that is no damage
     */
    Result check(
            ObjectRef object, List<Recorded> recorded, int version, @Nullable Acknowledged word)
            throws IOException {
        return check(aips.inspect(object), recorded, version, word);
    }

    Result check(
            Inspection inspection,
            List<Recorded> recorded,
            int version,
            @Nullable Acknowledged word)
            throws IOException {
        Map<String, Found> findings = problems(inspection);
        if (inspection.head() > 0) {
            for (StoreKey extra : inspection.extra()) {
                add(findings, extra, Damage.EXTRA, "No inventory names it");
            }
        }
        Map<StoreKey, Digest> expected = expected(inspection);
        Map<ContentFileId, ExpectedFile> content = content(inspection, recorded);
        Map<StoreKey, Long> sizes = new HashMap<>();
        for (Recorded file : recorded) {
            ExpectedFile known = content.get(file.id());
            if (known != null && known.digest().equals(file.sha512())) {
                sizes.put(known.key(), file.size());
            }
        }
        long bytes = 0;
        for (Map.Entry<StoreKey, Digest> entry : expected.entrySet()) {
            Actual actual = read(entry.getKey());
            bytes += actual.size();
            if (!entry.getValue().equals(actual.digest())) {
                judge(findings, entry.getKey(), entry.getValue(), actual, sizes, expected);
            }
        }
        compare(inspection, recorded, version, word, findings);
        return new Result(
                inspection.head(), expected.size(), bytes, new ArrayList<>(findings.values()));
    }

    /** What is wrong as far as inventories, database and acknowledgement tell: nothing is read. */
    List<Found> compare(
            Inspection inspection,
            List<Recorded> recorded,
            int version,
            @Nullable Acknowledged word)
            throws IOException {
        Map<String, Found> findings = problems(inspection);
        compare(inspection, recorded, version, word, findings);
        return new ArrayList<>(findings.values());
    }

    private void compare(
            Inspection inspection,
            List<Recorded> recorded,
            int version,
            @Nullable Acknowledged word,
            Map<String, Found> findings)
            throws IOException {
        ObjectRef object = inspection.object();
        if (inspection.head() == 0) {
            return;
        }
        compareWithDatabase(object, recorded, content(inspection, recorded), findings);
        if (version > inspection.head()) {
            add(
                    findings,
                    object.root().resolve("v" + version + "/inventory.json"),
                    Damage.MISSING,
                    "The catalogue shows version " + version + ", the package ends before");
        }
        if (word != null) {
            compareWithWord(object, word, expected(inspection), findings);
            wordOf(object, version, word, findings);
        }
    }

    private static Map<String, Found> problems(Inspection inspection) {
        Map<String, Found> findings = new LinkedHashMap<>();
        for (Problem problem : inspection.problems()) {
            add(findings, problem.key(), problem.damage(), problem.detail());
        }
        return findings;
    }

    private static Map<StoreKey, Digest> expected(Inspection inspection) {
        Map<StoreKey, Digest> expected = new LinkedHashMap<>();
        inspection.expected().forEach(file -> expected.put(file.key(), file.digest()));
        return expected;
    }

    private static Map<ContentFileId, ExpectedFile> content(
            Inspection inspection, List<Recorded> recorded) {
        Map<ContentFileId, ExpectedFile> content = new HashMap<>();
        Map<ContentFileId, Digest> now = new HashMap<>();
        recorded.forEach(file -> now.put(file.id(), file.sha512()));
        for (ExpectedFile file : inspection.expected()) {
            ContentFileId id = file.contentFile();
            // A replaced file stands there with its bytes of before too.
            if (id != null && (file.digest().equals(now.get(id)) || !content.containsKey(id))) {
                content.put(id, file);
            }
        }
        return content;
    }

    private static void add(
            Map<String, Found> findings, StoreKey key, Damage damage, String detail) {
        findings.putIfAbsent(key.value(), new Found(key.value(), damage, detail));
    }

    private static void judge(
            Map<String, Found> findings,
            StoreKey key,
            Digest expected,
            Actual actual,
            Map<StoreKey, Long> sizes,
            Map<StoreKey, Digest> all) {
        if (actual.failure() != null) {
            add(findings, key, Damage.CHANGED, "It cannot be read: " + actual.failure());
            return;
        }
        Digest digest = actual.digest();
        if (digest == null) {
            add(findings, key, Damage.MISSING, "It should have " + expected);
            return;
        }
        String detail = "It has " + digest + " and should have " + expected;
        Long size = sizes.get(key);
        if (isInventory(key)) {
            add(findings, key, Damage.INVENTORY_DAMAGED, detail);
        } else if (actual.size() == 0 || (size != null && actual.size() < size)) {
            String length = size == null ? "" : " of " + size;
            add(findings, key, Damage.TRUNCATED, actual.size() + length + " bytes. " + detail);
        } else {
            String whose =
                    all.entrySet().stream()
                            .filter(other -> other.getValue().equals(digest))
                            .findFirst()
                            .map(other -> ". These are the bytes of " + other.getKey())
                            .orElse("");
            add(findings, key, Damage.CHANGED, detail + whose);
        }
    }

    private static boolean isInventory(StoreKey key) {
        String name = key.lastSegment();
        return name.equals("inventory.json") || name.equals("inventory.json.sha512");
    }

    /** The inventory may have been altered together with the file: then only the database knows. */
    private static void compareWithDatabase(
            ObjectRef object,
            List<Recorded> recorded,
            Map<ContentFileId, ExpectedFile> content,
            Map<String, Found> findings) {
        for (Recorded file : recorded) {
            ExpectedFile known = content.get(file.id());
            if (known == null) {
                add(
                        findings,
                        object.root().resolve(file.path()),
                        Damage.MISSING,
                        "The database recorded it with "
                                + file.sha512()
                                + ", the inventory does not name it");
            } else if (!known.digest().equals(file.sha512())) {
                add(
                        findings,
                        known.key(),
                        Damage.CHANGED,
                        "The inventory says "
                                + known.digest()
                                + ", the database recorded "
                                + file.sha512()
                                + " when it was taken in");
            }
        }
    }

    /**
     * A package that was exchanged for another with inventories, sidecars and metadata of its own
     * is whole in itself: only what was written when its delivery was acknowledged tells. The bytes
     * of the version's inventory were matched with what is expected before.
     */
    private static void compareWithWord(
            ObjectRef object,
            Acknowledged word,
            Map<StoreKey, Digest> expected,
            Map<String, Found> findings) {
        StoreKey key = object.root().resolve("v" + word.version() + "/inventory.json");
        Digest inventory = expected.get(key);
        String acknowledged = "an acknowledgement names version " + word.version();
        if (inventory == null) {
            add(findings, key, Damage.MISSING, "Not in the package, but " + acknowledged);
        } else if (word.inventory() != 0
                && Long.parseUnsignedLong(inventory.hex(), 0, 16, 16) != word.inventory()) {
            add(
                    findings,
                    key,
                    Damage.INVENTORY_DAMAGED,
                    "It is sound in itself, but "
                            + acknowledged
                            + String.format(
                                    Locale.ROOT,
                                    " with an inventory whose digest begins with %016x, and this"
                                            + " one has ",
                                    word.inventory())
                            + inventory);
        }
    }

    /** The words were read when the audit began: one that was given since is looked for. */
    private void wordOf(
            ObjectRef object, int version, Acknowledged word, Map<String, Found> findings)
            throws IOException {
        if (version <= word.version()) {
            return;
        }
        StoreKey key = Acknowledgements.wordOf(new AipId(object.id()), version);
        if (store.info(key).isEmpty()) {
            add(
                    findings,
                    key,
                    Damage.MISSING,
                    "The catalogue shows version "
                            + version
                            + ", which no acknowledgement names: were it lost too, nobody would"
                            + " know");
        }
    }

    private Actual read(StoreKey key) throws IOException {
        long size = 0;
        sha512.reset();
        try (InputStream in = store.open(key)) {
            for (int read; (read = in.read(buffer)) >= 0; ) {
                sha512.update(buffer, 0, read);
                size += read;
                limit.pass(read);
            }
        } catch (StoreException.NotFound e) {
            return new Actual(0, null, null);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            // One file that cannot be read is damage; a store that does not answer is not.
            store.info(key);
            return new Actual(size, null, Objects.toString(e.getMessage(), e.toString()));
        }
        return new Actual(size, Digest.fromBytes(DigestAlgorithm.SHA512, sha512.digest()), null);
    }
}
