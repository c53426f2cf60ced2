package vn.tangthu.repository.sets;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.ArchiveSigner;
import vn.tangthu.repository.BackupSets.BackupSet;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/**
 * What comes after the packages: the log, the storage root's own files, the words for a stranger,
 * the manifests and the signed note, in this order.
 */
final class SetFinishing {
    private static final int AT_ONCE = 500;
    private static final String WORDS = "/vn/tangthu/repository/sets/";
    private static final List<String> FOR_STRANGERS = List.of("DOC-TRUOC.txt", "READ-ME-FIRST.txt");

    private final SetParts parts;
    private final SetFolder folder;
    private final BackupSet set;
    private final List<UUID> before;
    private final ObjectStore target;
    private final SetSpool spool;
    private final ReadBack reader = new ReadBack();
    private long files;
    private long bytes;
    private long logs;

    SetFinishing(
            SetParts parts,
            SetFolder folder,
            BackupSet set,
            List<BackupSet> before,
            ObjectStore target,
            SetSpool spool) {
        this.parts = parts;
        this.folder = folder;
        this.set = set;
        this.before = before.stream().map(BackupSet::id).toList();
        this.target = target;
        this.spool = spool;
    }

    private Path list() {
        return folder.file(SetFolder.UNFINISHED).resolve("logs");
    }

    /** Notes which log objects there are now: what comes later belongs to the next set. */
    void listLogs() throws IOException {
        try (Stream<ObjectInfo> all = parts.archive().list(StorePrefix.below("log"));
                Writer out = Files.newBufferedWriter(list())) {
            Iterator<String> keys = all.map(info -> info.key().value()).iterator();
            while (keys.hasNext()) {
                out.write(keys.next() + "\n");
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Everything that is not a package, and then the manifests over all.
     *
     * @param left packages that the next set has
     */
    SetNote finish(List<UUID> left) throws IOException {
        Path manifest = folder.file(SetFolder.MANIFEST);
        Path sums = folder.file(SetFolder.SUMS);
        PathPrints seen = new PathPrints();
        ArchiveSigner.Key key = parts.signer().key();
        takeOutErased();
        try (BufferedWriter csv = Files.newBufferedWriter(manifest);
                BufferedWriter plain = Files.newBufferedWriter(sums)) {
            Lines out =
                    line -> {
                        csv.write(line.csv());
                        plain.write(line.sum());
                        seen.add(line.path());
                        files++;
                        bytes += line.bytes();
                    };
            csv.write(ManifestLine.HEADING);
            packages(out);
            rootFiles(out);
            copyLogs(out);
            words(key, out);
            for (String kept : filesBelow(SetFolder.KEPT)) {
                out.take(ManifestLine.of(reader.read(folder.file(kept)), "", kept));
            }
        }
        SetFolder.force(manifest);
        SetFolder.force(sums);
        removeLeftovers(seen);
        return note(key, left);
    }

    private interface Lines {
        void take(ManifestLine line) throws IOException;
    }

    /**
     * What was erased by a decision since it was copied is in no set; but where documents were
     * erased and what stays came too late for this set: from the old one and its tombstone a
     * restore makes it again.
     */
    private void takeOutErased() throws IOException {
        Tombstones.All tombstones = parts.tombstones().all();
        List<SetObject> erased = new ArrayList<>();
        spool.objects(
                object -> {
                    if (tombstones.named(object.id()) && !isOnlyStateOfWhatStays(object.id())) {
                        erased.add(object);
                    }
                });
        for (SetObject object : erased) {
            spool.forget(object.id());
            SetFolder.remove(folder.file(object.root()));
        }
    }

    private boolean isOnlyStateOfWhatStays(UUID erased) throws IOException {
        UUID successor =
                parts.tombstones().of(erased).map(Tombstones.Tombstone::successor).orElse(null);
        return successor != null
                && !parts.tombstones().named(successor)
                && spool.version(successor) == 0;
    }

    private void packages(Lines out) throws IOException {
        spool.each(out::take);
    }

    /** So that even a set without packages is a storage root. */
    private void rootFiles(Lines out) throws IOException {
        for (Map.Entry<StoreKey, byte[]> file : parts.aips().rootFiles().entrySet()) {
            Digest digest = Digest.of(DigestAlgorithm.SHA512, file.getValue());
            put(file.getKey(), ByteSource.of(file.getValue()), digest, out);
        }
    }

    private void copyLogs(Lines out) throws IOException {
        try (Stream<String> all = Files.lines(list())) {
            Iterator<String> keys = all.iterator();
            List<String> some = new ArrayList<>();
            while (keys.hasNext()) {
                some.add(keys.next());
                if (some.size() == AT_ONCE || !keys.hasNext()) {
                    Set<String> had = parts.rows().logsIn(before, some);
                    Map<String, Digest> written = parts.packages().written(some);
                    for (String key : some) {
                        if (!had.contains(key)) {
                            log(new StoreKey(key), written.get(key), out);
                        }
                    }
                    some.clear();
                }
            }
        }
    }

    private void log(StoreKey key, @org.jspecify.annotations.Nullable Digest written, Lines out)
            throws IOException {
        try (InputStream in = parts.archive().open(key)) {
            byte[] content = in.readAllBytes();
            Digest digest = Digest.of(DigestAlgorithm.SHA512, content);
            if (written != null && !written.equals(digest)) {
                throw new RefusedException(
                        Finding.blocks(
                                "SET_SOURCE_DAMAGED",
                                key.value(),
                                key.value(),
                                "It has " + digest + " and was written with " + written));
            }
            put(key, ByteSource.of(content), digest, out);
            logs++;
        }
    }

    private void put(StoreKey key, ByteSource source, Digest digest, Lines out) throws IOException {
        try {
            Object unused = target.putNew(key, source, digest);
        } catch (StoreException.Exists e) {
            throw damaged(key.value(), String.valueOf(e.getMessage()));
        }
        ReadBack.Read read = reader.read(folder.file(key.value()));
        if (!read.sha512().equals(digest)) {
            throw damaged(key.value(), "It gives back " + read.sha512());
        }
        out.take(ManifestLine.of(read, "", key.value()));
    }

    private static RefusedException damaged(String path, String detail) {
        return new RefusedException(Finding.blocks("SET_MEDIUM_DAMAGED", path, path, detail));
    }

    private void words(ArchiveSigner.Key key, Lines out) throws IOException {
        for (String name : FOR_STRANGERS) {
            try (InputStream in =
                    Objects.requireNonNull(SetFinishing.class.getResourceAsStream(WORDS + name))) {
                SetFolder.write(folder.file(name), in.readAllBytes());
            }
        }
        SetFolder.write(
                folder.file(SetFolder.VKEY), (key.vkey() + "\n").getBytes(StandardCharsets.UTF_8));
        SetFolder.write(folder.file("public-key.pem"), key.pem().getBytes(StandardCharsets.UTF_8));
        Path objects = folder.file(SetFolder.OBJECTS);
        try (BufferedWriter list = Files.newBufferedWriter(objects)) {
            list.write(SetObject.HEADING);
            spool.objects(object -> list.write(object.csv()));
        }
        SetFolder.force(objects);
        List<String> names = new ArrayList<>(FOR_STRANGERS);
        names.addAll(List.of(SetFolder.VKEY, "public-key.pem", SetFolder.OBJECTS));
        for (String name : names) {
            out.take(ManifestLine.of(reader.read(folder.file(name)), "", name));
        }
    }

    private Set<String> filesBelow(String name) throws IOException {
        try (Stream<Path> all = Files.list(folder.file(name))) {
            Set<String> files = new TreeSet<>();
            all.forEach(file -> files.add(name + "/" + file.getFileName()));
            return files;
        }
    }

    /** Of attempts that were cut off: no manifest names them, and the folder is ours alone. */
    private void removeLeftovers(PathPrints seen) throws IOException {
        List<String> extra;
        try (Stream<String> all = folder.files()) {
            extra =
                    all.filter(name -> !SetFolder.NOTED.contains(name))
                            .filter(name -> !seen.contains(name))
                            .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (String name : extra) {
            Files.delete(folder.file(name));
        }
    }

    private SetNote note(ArchiveSigner.Key key, List<UUID> left) throws IOException {
        long[] fonds = {0};
        spool.objects(object -> fonds[0] += object.kind() == ObjectRef.Kind.FONDS ? 1 : 0);
        SetNote note =
                new SetNote(
                        set.id(),
                        set.number(),
                        set.chain(),
                        set.kind(),
                        set.full(),
                        set.previous(),
                        key.archive(),
                        set.medium(),
                        set.label(),
                        set.startedAt(),
                        parts.clock().instant().truncatedTo(ChronoUnit.MICROS),
                        fonds[0],
                        spool.size() - fonds[0],
                        logs,
                        files,
                        bytes,
                        left,
                        reader.read(folder.file(SetFolder.MANIFEST)).sha512().hex(),
                        reader.read(folder.file(SetFolder.SUMS)).sha512().hex());
        SetFolder.write(
                folder.file(SetFolder.NOTE),
                parts.signer().sign(note.text()).getBytes(StandardCharsets.UTF_8));
        return note;
    }
}
