package vn.tangthu.repository.aip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.FormatChanges;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.aip.ocfl.Lease;
import vn.tangthu.repository.aip.ocfl.NewVersion;
import vn.tangthu.repository.aip.ocfl.OcflObjects;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ErasingStore;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;

/**
 * Packages as OCFL 1.1 objects. Each has the AIP_hoso tree as its content (docs/aip-layout.md); a
 * fonds is an object with one file, {@code fonds.json}.
 */
@Component
@InWorkers
final class OcflAipStore implements AipStore, AutoCloseable {

    static final String URN = "urn:uuid:";

    /** How many objects are put at the same time, over all callers; they wait more than work. */
    private static final int PARALLEL_PUTS = 8;

    private final OcflObjects objects;
    private final ObjectStore store;
    private final Clock clock;
    private final String softwareVersion;

    /** What was found of formats since; none where only a store is read. */
    private @Nullable ObjectProvider<FormatChanges> formats;

    @Autowired
    OcflAipStore(ObjectStore store, Clock clock, ObjectProvider<FormatChanges> formats) {
        this(store, clock, version());
        this.formats = formats;
    }

    OcflAipStore(ObjectStore store, Clock clock, String softwareVersion) {
        this.objects = new OcflObjects(store, PARALLEL_PUTS);
        this.store = store;
        this.clock = clock;
        this.softwareVersion = softwareVersion;
    }

    /** Of this software. */
    static String version() {
        String version = OcflAipStore.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Where the bytes of a new version lie. */
    private interface Sources {
        /** Null for what an earlier version of the object holds. */
        @Nullable ByteSource of(ContentFileId id, Digest sha512, long size) throws IOException;
    }

    private static Sources in(Map<ContentFileId, Path> sources) {
        return (id, sha512, size) -> {
            Path source = sources.get(id);
            return source == null ? null : ByteSource.of(source);
        };
    }

    @Override
    public void store(Aip aip, Map<ContentFileId, Path> sources) throws IOException {
        storeFirst(aip, in(sources));
    }

    @Override
    public void storeRest(Aip aip, AipId from, Map<ContentFileId, Path> sources)
            throws IOException {
        OcflObjects.Found other = objects.get(from.urn());
        Map<String, StoreKey> keys = new HashMap<>();
        other.inventory().manifest().forEach((path, sha512) -> keys.put(sha512, other.key(path)));
        storeFirst(
                aip,
                (id, sha512, size) -> {
                    Path source = sources.get(id);
                    if (source != null) {
                        return ByteSource.of(source);
                    }
                    StoreKey key = keys.get(sha512.hex());
                    if (key == null) {
                        throw new StoreException.NotFound(other.key(id.toString()));
                    }
                    return new StoredSource(objects, key, size);
                });
    }

    /** Bytes of another object. */
    private record StoredSource(OcflObjects objects, StoreKey key, long size)
            implements ByteSource {
        @Override
        public InputStream open() throws IOException {
            return objects.open(key);
        }
    }

    private void storeFirst(Aip aip, Sources sources) throws IOException {
        check(aip);
        if (aip.version() != 1) {
            throw new IllegalArgumentException("A new package has version 1");
        }
        String id = aip.id().urn();
        try (Lease lease = objects.lease(id)) {
            Optional<OcflObjects.Found> found = objects.find(id);
            if (found.isPresent()) {
                if (!read(found.get(), aip.id()).equals(aip)) {
                    throw new StoreException.Exists(found.get().root());
                }
                objects.repair(id);
                return;
            }
            objects.commit(id, 0, version(aip, Map.of(), sources));
        }
    }

    @Override
    public void addVersion(Aip aip, int expectedHead, Map<ContentFileId, Path> sources)
            throws IOException {
        check(aip);
        String id = aip.id().urn();
        try (Lease lease = objects.lease(id)) {
            if (TombstoneLog.isThere(store, aip.id().value())) {
                throw new RefusedException(
                        Finding.blocks(
                                "RECORD_ERASED",
                                aip.description().arcFileCode(),
                                aip.description().arcFileCode()));
            }
            OcflObjects.Found found = objects.get(id);
            int head = found.inventory().head();
            if (head == expectedHead + 1
                    && aip.version() == head
                    && isWritten(read(found, aip.id()), aip)) {
                objects.repair(id);
                return;
            }
            List<RecordVersion> before = AipReading.history(found.inventory());
            boolean follows = aip.version() == head + 1 && told(aip, head).equals(before);
            if (head != expectedHead || !follows) {
                throw new RefusedException(
                        Finding.blocks(
                                "VERSION_CONFLICT",
                                aip.description().arcFileCode(),
                                Integer.toString(expectedHead),
                                Integer.toString(head)));
            }
            objects.commit(id, head, version(aip, addedIn(aip, found), in(sources)));
        }
    }

    /** The history up to a version as far as inventories tell it. */
    private static List<RecordVersion> told(Aip aip, int version) {
        return aip.history().subList(0, version).stream().map(one -> one.as(null)).toList();
    }

    private NewVersion version(Aip aip, Map<ContentFileId, Integer> addedIn, Sources sources)
            throws IOException {
        SortedMap<String, NewVersion.File> files = new TreeMap<>();
        AipPackage.render(aip, softwareVersion, addedIn)
                .forEach((path, bytes) -> files.put(path, metadata(bytes)));
        for (ContentFile file : aip.storedFiles()) {
            files.put(
                    file.path(),
                    new NewVersion.File(
                            file.sha512(),
                            file.sha256(),
                            sources.of(file.id(), file.sha512(), file.size())));
        }
        for (Aip.Origin origin : aip.origins()) {
            Aip.Received received = origin.received();
            if (received != null) {
                String path = Aip.Received.path(origin.version());
                ContentFileId id = ContentFileId.derive(aip.id(), path);
                files.put(
                        path,
                        new NewVersion.File(
                                received.sha512(),
                                received.sha256(),
                                sources.of(id, received.sha512(), received.size())));
            }
        }
        RecordVersion made = aip.history().getLast();
        return new NewVersion(Times.local(made.createdAt()), made.message(), made.actor(), files);
    }

    private static NewVersion.File metadata(byte[] bytes) {
        return new NewVersion.File(
                Digest.of(DigestAlgorithm.SHA512, bytes), null, ByteSource.of(bytes));
    }

    /** The version that each content file came with; new ones come with the next. */
    private static Map<ContentFileId, Integer> addedIn(Aip aip, OcflObjects.Found found) {
        Map<String, Integer> versions = new HashMap<>();
        found.inventory()
                .manifest()
                .forEach(
                        (path, digest) ->
                                versions.merge(
                                        digest,
                                        Integer.parseInt(path.substring(1, path.indexOf('/'))),
                                        Math::min));
        Map<ContentFileId, Integer> added = new HashMap<>();
        for (ContentFile file : aip.storedFiles()) {
            added.put(file.id(), versions.getOrDefault(file.sha512().hex(), aip.version()));
        }
        return added;
    }

    private static void check(Aip aip) {
        Map<String, ContentFile> paths = new HashMap<>();
        Set<Object> ids = new HashSet<>();
        for (Aip.Document document : aip.documents()) {
            boolean sound = ids.add(document.id());
            for (ContentFile file : document.files()) {
                ContentFile whole = paths.putIfAbsent(file.path(), file.whole());
                sound &= file.path().startsWith(AipLayout.DATA);
                // Only parts share a file, and they agree on what it is.
                sound &= whole == null || file.part() != null && whole.equals(file.whole());
                sound &= ids.add(file.id()) && isWithin(file);
                sound &= file.sha512().algorithm() == DigestAlgorithm.SHA512;
                sound &= file.sha256().algorithm() == DigestAlgorithm.SHA256;
            }
            if (!sound) {
                throw new IllegalArgumentException(
                        "Ids and paths in an AIP are unique, content lies in "
                                + AipLayout.DATA
                                + ": "
                                + document);
            }
        }
        for (int i = 0; i < aip.history().size(); i++) {
            if (aip.history().get(i).number() != i + 1) {
                throw new IllegalArgumentException("The versions are counted from 1");
            }
        }
        if (aip.documents().isEmpty()) {
            throw new IllegalArgumentException("A hồ sơ has at least one document");
        }
    }

    private static boolean isWithin(ContentFile file) {
        ContentFile.Part part = file.part();
        return part == null
                || part.firstPage() >= 1
                        && file.pages() >= 1
                        && file.pageOfWhole(file.pages()) <= part.wholePages();
    }

    @Override
    public Aip read(AipId id) throws IOException {
        return noted(read(objects.get(id.urn()), id));
    }

    /** What is made of it next has what was found since; the bytes of this version stay. */
    private Aip noted(Aip aip) {
        FormatChanges changes = formats == null ? null : formats.getIfAvailable();
        return changes == null ? aip : changes.noted(aip);
    }

    @Override
    public Aip read(AipId id, int version) throws IOException {
        return noted(read(found(id, version), id));
    }

    /** The object as it was when this version was its head. */
    private OcflObjects.Found found(AipId id, int version) throws IOException {
        OcflObjects.Found found = objects.get(id.urn());
        if (version < 1 || version > found.inventory().head()) {
            throw new StoreException.NotFound(found.key("v" + version));
        }
        return new OcflObjects.Found(found.root(), found.inventory().upTo(version));
    }

    @Override
    public Digest inventory(AipId id, int version) throws IOException {
        return objects.versionInventory(id.urn(), version);
    }

    /** Found out of formats since it was written, it is the same still. */
    private boolean isWritten(Aip stored, Aip aip) {
        return stored.equals(aip) || noted(stored).equals(aip);
    }

    private Aip read(OcflObjects.Found found, AipId id) throws IOException {
        return AipReading.read(id, found.inventory(), path -> verified(found, path));
    }

    private byte[] verified(OcflObjects.Found found, String path) throws IOException {
        String content = found.inventory().contentPath(path);
        if (content == null) {
            throw new IOException("No " + path + " in " + found.inventory().id());
        }
        Digest expected =
                new Digest(
                        DigestAlgorithm.SHA512,
                        found.inventory().manifest().getOrDefault(content, ""));
        try (InputStream in = objects.open(found.key(content))) {
            byte[] bytes = in.readAllBytes();
            Digest actual = Digest.of(DigestAlgorithm.SHA512, bytes);
            if (!actual.equals(expected)) {
                throw new StoreException.DigestMismatch(found.key(content), expected, actual);
            }
            return bytes;
        }
    }

    @Override
    public InputStream open(AipId id, ContentFile file) throws IOException {
        OcflObjects.Found found = objects.get(id.urn());
        for (Map.Entry<String, String> entry : found.inventory().manifest().entrySet()) {
            if (entry.getValue().equals(file.sha512().hex())) {
                return objects.open(found.key(entry.getKey()));
            }
        }
        throw new StoreException.NotFound(found.key(file.path()));
    }

    @Override
    public List<PackageFile> headFiles(AipId id) throws IOException {
        return files(objects.get(id.urn()));
    }

    @Override
    public List<PackageFile> files(AipId id, int version) throws IOException {
        return files(found(id, version));
    }

    private List<PackageFile> files(OcflObjects.Found found) throws IOException {
        SortedMap<String, Long> sizes = objects.sizes(found.root());
        List<PackageFile> files = new ArrayList<>();
        for (Map.Entry<String, String> entry : found.inventory().headVersion().state().entrySet()) {
            String content = found.inventory().contentPath(entry.getKey());
            if (content == null) {
                throw new IOException("No content of " + entry.getKey());
            }
            files.add(
                    new PackageFile(
                            entry.getKey(),
                            found.key(content),
                            new Digest(DigestAlgorithm.SHA512, entry.getValue()),
                            sizes.getOrDefault(content, -1L)));
        }
        return files;
    }

    @Override
    public InputStream open(PackageFile file) throws IOException {
        return objects.open(file.key());
    }

    @Override
    public void removeUnacknowledged(AipId id) throws IOException {
        objects.remove(id.urn());
    }

    @Override
    public void removeUnacknowledged(AipId id, int version) throws IOException {
        objects.removeVersion(id.urn(), version);
    }

    @Override
    public int removeUnfinished(UUID object, int known) throws IOException {
        int head = objects.removeUnfinished(URN + object, known);
        if (head < known) {
            throw new VersionLostException(object, known, head);
        }
        return head;
    }

    @Override
    public Optional<ErasingStore.Held> erase(UUID object) throws IOException {
        if (!TombstoneLog.isWhole(store, object)) {
            throw new IllegalStateException("No tombstone of " + object);
        }
        return objects.erase(URN + object);
    }

    @Override
    public void saveFonds(FondsObject fonds, String actor, String message) throws IOException {
        String id = URN + fonds.id();
        byte[] json = FondsJson.write(fonds);
        SortedMap<String, NewVersion.File> files = new TreeMap<>();
        files.put(FondsJson.PATH, metadata(json));
        try (Lease lease = objects.lease(id)) {
            Optional<OcflObjects.Found> found = objects.find(id);
            int head = 0;
            if (found.isPresent()) {
                head = found.get().inventory().head();
                objects.repair(id);
                if (Arrays.equals(verified(found.get(), FondsJson.PATH), json)) {
                    return;
                }
            }
            objects.commit(
                    id, head, new NewVersion(Times.local(clock.instant()), message, actor, files));
        }
    }

    @Override
    public FondsObject readFonds(FondsId id) throws IOException {
        OcflObjects.Found found = objects.get(URN + id);
        return FondsJson.read(verified(found, FondsJson.PATH), found.inventory().head());
    }

    @Override
    public Stream<ObjectRef> objects() throws IOException {
        return objects.roots()
                .map(
                        root -> {
                            try {
                                return ObjectInspection.ref(
                                        root,
                                        OcflObjects.isRoot(root)
                                                ? objects.glance(root, null).inventory()
                                                : null);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }

    @Override
    public StoreKey rootOf(UUID object) {
        return OcflObjects.rootOf(URN + object);
    }

    @Override
    public Stream<Listed> listed() throws IOException {
        return objects.listed()
                .map(listed -> new ListedObject(objects, listed, this::contentFiles));
    }

    @Override
    public Inspection inspect(ObjectRef object) throws IOException {
        if (!OcflObjects.isRoot(object.root())) {
            return ObjectInspection.stray(object);
        }
        return ObjectInspection.of(
                object, objects.survey(URN + object.id(), object.root()), this::contentFiles);
    }

    @Override
    public AipStore on(ObjectStore copy) {
        return new OcflAipStore(copy, clock, softwareVersion); // threads only while it stores
    }

    @Override
    public Map<StoreKey, byte[]> rootFiles() {
        return OcflObjects.rootFiles();
    }

    @Override
    public <T> T holding(UUID object, Held<T> work) throws IOException {
        try (Lease lease = objects.lease(URN + object)) {
            return work.run();
        }
    }

    /** Ids of the head's content files by path, as far as its METS can be read. */
    private Map<String, ContentFileId> contentFiles(OcflObjects.Found found) throws IOException {
        Map<String, ContentFileId> ids = new HashMap<>();
        try {
            XmlNode mets = XmlNode.parse(AipLayout.REP_METS, verified(found, AipLayout.REP_METS));
            MetsXml.readFiles(mets).forEach((id, path) -> ids.put(path, id));
        } catch (StoreException.NotFound | StoreException.DigestMismatch e) {
            return ids; // the audit names the damaged file itself; derived ids do meanwhile
        }
        return ids;
    }

    static @Nullable UUID uuidOf(String objectId) {
        if (!objectId.startsWith(URN)) {
            return null;
        }
        try {
            return UUID.fromString(objectId.substring(URN.length()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public void close() {
        objects.close();
    }
}
