package vn.tangthu.repository.sets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.BackupSets.Kind;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.RestoreDrills.Restored;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.ScratchIds;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;

/** Puts the store of an archive together from sets whose signatures hold. */
final class SetRestoring {
    private static final Pattern SUCCESSOR =
            Pattern.compile("\"successor\":\"urn:uuid:([0-9a-f-]{36})\"");
    private static final Pattern TOMBSTONE = Pattern.compile("log/erased/([0-9a-f-]{36})\\.jsonl");

    private final SetParts parts;
    private final List<SetFolder> folders;
    private final List<SetReading.Noted> notes = new ArrayList<>();

    /** Of each package which set has its newest version, from 1, and 1 where it is a fonds. */
    private final ScratchIds objects = new ScratchIds(2);

    private static final int NEWEST = 0;
    private static final int FONDS = 1;

    private final Set<UUID> erased = new HashSet<>();
    private final Set<UUID> told = new HashSet<>();
    private final Map<UUID, UUID> successors = new HashMap<>();
    private final ReadBack reader = new ReadBack();
    private long files;
    private long bytes;

    SetRestoring(SetParts parts, List<Path> sets) {
        this.parts = parts;
        this.folders = sets.stream().map(SetFolder::new).toList();
    }

    /** Whether they are signed and follow each other. */
    void check() throws IOException {
        for (SetFolder folder : folders) {
            SetReading.Noted noted = SetReading.note(parts, folder);
            SetNote note = noted.note();
            if (noted.signed() == null
                    || !noted.signed().archive().equals(note.archive())
                    || !digest(folder, SetFolder.MANIFEST).equals(note.manifest())) {
                throw refused("SET_NOT_SIGNED", folder.path().toString());
            }
            boolean follows =
                    notes.isEmpty()
                            ? note.kind() == Kind.FULL
                            : note.kind() == Kind.INCREMENTAL
                                    && note.full().equals(notes.getFirst().note().id())
                                    && notes.getLast().note().id().equals(note.previous())
                                    && note.archive().equals(notes.getFirst().note().archive());
            if (!follows) {
                throw refused("SET_NOT_IN_ORDER", folder.path().toString());
            }
            notes.add(noted);
        }
        if (notes.isEmpty()) {
            throw refused("SET_NOT_IN_ORDER", "–");
        }
    }

    private String digest(SetFolder folder, String name) throws IOException {
        try {
            return reader.read(folder.file(name)).sha512().hex();
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static RefusedException refused(String code, String place) {
        return switch (code) {
            case "SET_NOT_SIGNED" ->
                    new RefusedException(Finding.blocks("SET_NOT_SIGNED", place, place));
            default -> new RefusedException(Finding.blocks("SET_NOT_IN_ORDER", place, place));
        };
    }

    /** What all the sets take together; what stands in two of them is counted twice. */
    long needed() {
        return notes.stream().mapToLong(noted -> noted.note().bytes() * 21 / 20).sum();
    }

    boolean ours() {
        return notes.stream().allMatch(noted -> noted.signed() != null && noted.signed().ours());
    }

    Restored restore(Path home, Progress progress) throws IOException {
        for (int i = 0; i < folders.size(); i++) {
            SetFolder folder = folders.get(i);
            int newest = i + 1;
            SetReading.eachObject(
                    folder,
                    object -> {
                        objects.set(object.id(), NEWEST, newest);
                        objects.set(
                                object.id(), FONDS, object.kind() == ObjectRef.Kind.FONDS ? 1 : 0);
                    });
            SetReading.eachLine(folder, line -> tombstone(folder, line));
        }
        if (ours()) {
            parts.tombstones().all().forEach(erased::add);
            for (UUID object : List.copyOf(erased)) {
                parts.tombstones()
                        .of(object)
                        .map(Tombstones.Tombstone::successor)
                        .ifPresent(next -> successors.put(object, next));
            }
        }
        // Of what was erased in part, what stays came after the sets: the first start makes it of
        // the old one, by its tombstone, and erases that.
        told.addAll(erased);
        erased.removeIf(
                object -> {
                    UUID next = successors.get(object);
                    return next != null && !objects.has(next) && !erased.contains(next);
                });
        Path kept = home.resolve(SetFolder.KEPT);
        long all = notes.stream().mapToLong(noted -> noted.note().files()).sum();
        try (ObjectStore store = parts.directories().open(home.resolve("store"))) {
            for (int i = 0; i < folders.size(); i++) {
                SetFolder folder = folders.get(i);
                int number = i + 1;
                boolean last = i == folders.size() - 1;
                SetReading.eachLine(
                        folder,
                        line -> {
                            progress.at(Progress.Phase.COPY, files, all);
                            if (progress.cancelled()) {
                                throw new java.util.concurrent.CancellationException("Stopped");
                            }
                            take(folder, line, number, last, store, kept);
                        });
            }
            ownTombstones(store);
        }
        long[] put = new long[2]; // hồ sơ, fonds
        objects.forEach(
                object -> {
                    if (!erased.contains(object)) {
                        put[(int) objects.get(object, FONDS)]++;
                    }
                });
        return new Restored(
                home.resolve("store"),
                kept,
                notes.getFirst().note().id(),
                notes.stream().map(noted -> noted.note().id()).toList(),
                ours(),
                put[1],
                put[0],
                objects.size() - put[0] - put[1],
                notes.getLast().note().left().size(),
                files,
                bytes);
    }

    private void tombstone(SetFolder folder, ManifestLine line) throws IOException {
        Matcher name = TOMBSTONE.matcher(line.path());
        if (!name.matches()) {
            return;
        }
        UUID object = UUID.fromString(name.group(1));
        erased.add(object);
        Path file = folder.file(line.path());
        if (Files.exists(file)) {
            Matcher next = SUCCESSOR.matcher(Files.readString(file));
            if (next.find()) {
                successors.put(object, UUID.fromString(next.group(1)));
            }
        }
    }

    private void take(
            SetFolder folder,
            ManifestLine line,
            int number,
            boolean last,
            ObjectStore store,
            Path kept)
            throws IOException {
        Path from = folder.file(line.path());
        if (line.path().startsWith("kept/")) {
            if (last) {
                Files.createDirectories(kept);
                copyTable(from, line, kept.resolve(line.path().substring("kept/".length())));
            }
        } else if (!line.object().isEmpty()) {
            UUID object = UUID.fromString(line.object());
            if (!erased.contains(object) && objects.get(object, NEWEST) == number) {
                put(store, line, from);
            }
        } else if (line.path().startsWith("ocfl/") || line.path().startsWith("log/")) {
            put(store, line, from);
        }
    }

    /** The store digests what it takes: other bytes than were signed never become visible. */
    private void put(ObjectStore store, ManifestLine line, Path from) throws IOException {
        try {
            Object unused =
                    store.putNew(new StoreKey(line.path()), ByteSource.of(from), line.sha512());
            files++;
            bytes += line.bytes();
        } catch (StoreException.DigestMismatch | StoreException.Exists e) {
            throw damaged(line, String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            throw damaged(line, "–");
        }
    }

    private void copyTable(Path from, ManifestLine line, Path to) throws IOException {
        try {
            byte[] table = Files.readAllBytes(from);
            Digest digest = Digest.of(DigestAlgorithm.SHA512, table);
            if (!digest.equals(line.sha512())) {
                throw damaged(line, digest.toString());
            }
            SetFolder.write(to, table);
            files++;
            bytes += table.length;
        } catch (NoSuchFileException e) {
            throw damaged(line, "–");
        }
    }

    private static RefusedException damaged(ManifestLine line, String detail) {
        return new RefusedException(
                Finding.blocks("SET_DAMAGED", line.path(), line.path(), detail));
    }

    /** What was erased after the newest of the sets stays erased in what is restored, too. */
    private void ownTombstones(ObjectStore store) throws IOException {
        if (!ours()) {
            return;
        }
        for (UUID object : told) {
            StoreKey key = Tombstones.keyOf(object);
            if (store.info(key).isEmpty() && parts.archive().info(key).isPresent()) {
                try (var in = parts.archive().open(key)) {
                    byte[] content = in.readAllBytes();
                    Object unused =
                            store.putNew(
                                    key,
                                    ByteSource.of(content),
                                    Digest.of(DigestAlgorithm.SHA512, content));
                }
            }
        }
    }
}
