package vn.tangthu.repository.sets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ArchiveSigner;
import vn.tangthu.repository.BackupSets.Checked;
import vn.tangthu.repository.BackupSets.Fault;
import vn.tangthu.repository.BackupSets.Problem;
import vn.tangthu.repository.Progress;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;

/**
 * Reads a set and says what is wrong with it. Order of trust: the signature of the note, the
 * manifest that the note names by digest, the files that the manifest names; and the archive itself
 * where the set is one of its own. One thread; memory does not grow with the set but for eight
 * bytes a file.
 */
final class SetReading {
    private static final int MOST_SHOWN = 1_000;
    private static final long MOST_NOTE = 100_000_000;

    private final SetParts parts;
    private final SetFolder folder;
    private final Progress progress;
    private final ReadBack reader = new ReadBack();
    private final List<Problem> shown = new ArrayList<>();
    private long problems;
    private long files;
    private long bytes;
    private long compared;

    SetReading(SetParts parts, SetFolder folder, Progress progress) {
        this.parts = parts;
        this.folder = folder;
        this.progress = progress;
    }

    /** The note and who signed it; {@code signed} is null when the signature is wrong. */
    record Noted(SetNote note, ArchiveSigner.@Nullable Checked signed) {}

    /**
     * @throws IOException when there is no finished set of a form that this release knows
     */
    static Noted note(SetParts parts, SetFolder folder) throws IOException {
        Path file = folder.file(SetFolder.NOTE);
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_NOTE) {
            throw new NoSuchFileException(
                    file.toString(),
                    null,
                    "không có bộ sao lưu đã hoàn thành / no finished set here");
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        int empty = text.indexOf("\n\n");
        SetNote note = SetNote.read(empty < 0 ? text : text.substring(0, empty + 1));
        if (note == null) {
            throw new IOException("không đọc được / cannot be read: " + file);
        }
        Path key = folder.file(SetFolder.VKEY);
        Optional<ArchiveSigner.Checked> signed =
                Files.isRegularFile(key) && Files.size(key) < 10_000
                        ? parts.signer().check(text, Files.readString(key).strip())
                        : Optional.empty();
        return new Noted(note, signed.orElse(null));
    }

    Checked read() throws IOException {
        Noted noted = note(parts, folder);
        SetNote note = noted.note();
        ArchiveSigner.Checked signed = noted.signed();
        if (signed == null || !signed.archive().equals(note.archive())) {
            problem(Fault.SIGNATURE_BAD, SetFolder.NOTE, "public-key.vkey");
        }
        listed(SetFolder.MANIFEST, note.manifest());
        listed(SetFolder.SUMS, note.sums());
        PathPrints seen = new PathPrints();
        eachLine(
                folder,
                line -> {
                    seen.add(line.path());
                    compare(line);
                    progress.at(Progress.Phase.AUDIT, ++files, note.files());
                    if (progress.cancelled()) {
                        throw new java.util.concurrent.CancellationException("Stopped");
                    }
                });
        extra(seen);
        boolean ours = signed != null && signed.ours();
        if (ours) {
            compareWithArchive();
        }
        return new Checked(
                note.id(),
                note.number(),
                note.archive(),
                note.kind(),
                signed == null ? "" : signed.fingerprint(),
                ours,
                files,
                bytes,
                compared,
                problems,
                shown);
    }

    private void problem(Fault fault, String path, String detail) {
        problems++;
        if (shown.size() < MOST_SHOWN) {
            shown.add(new Problem(fault, path, detail));
        }
    }

    private void listed(String name, String sha512) throws IOException {
        try {
            Digest digest = reader.read(folder.file(name)).sha512();
            if (!digest.hex().equals(sha512)) {
                problem(Fault.MANIFEST_CHANGED, name, digest.toString());
            }
        } catch (NoSuchFileException e) {
            problem(Fault.MANIFEST_CHANGED, name, "–");
        }
    }

    /** What is done with each line of a manifest. */
    interface Lines {
        void take(ManifestLine line) throws IOException;
    }

    /** Lines that cannot be read have no file that counts; the manifest's own digest tells. */
    static void eachLine(SetFolder folder, Lines lines) throws IOException {
        Path manifest = folder.file(SetFolder.MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            return;
        }
        try (BufferedReader in = Files.newBufferedReader(manifest)) {
            for (String each; (each = in.readLine()) != null; ) {
                ManifestLine line = ManifestLine.read(each);
                if (line != null) {
                    lines.take(line);
                }
            }
        }
    }

    private void compare(ManifestLine line) throws IOException {
        try {
            ReadBack.Read read = reader.read(folder.file(line.path()));
            bytes += read.bytes();
            if (!read.sha512().equals(line.sha512()) || !read.sha256().equals(line.sha256())) {
                problem(
                        Fault.CHANGED,
                        line.path(),
                        read.bytes() + "/" + line.bytes() + " byte, " + read.sha512());
            }
        } catch (NoSuchFileException e) {
            problem(Fault.MISSING, line.path(), line.sha512().toString());
        } catch (IOException e) {
            if (!Files.isDirectory(folder.path())) {
                throw e; // the medium is gone
            }
            problem(Fault.CHANGED, line.path(), Objects.toString(e.getMessage(), e.toString()));
        }
    }

    private void extra(PathPrints seen) throws IOException {
        try (Stream<String> all = folder.files()) {
            all.filter(name -> !SetFolder.NOTED.contains(name) && !seen.contains(name))
                    .forEach(name -> problem(Fault.EXTRA, name, ""));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Every package that the set lists; a line that cannot be read is none. */
    static void eachObject(SetFolder folder, SetSpool.Taker<SetObject> taker) throws IOException {
        Path file = folder.file(SetFolder.OBJECTS);
        if (Files.isRegularFile(file)) {
            try (BufferedReader in = Files.newBufferedReader(file)) {
                for (String line; (line = in.readLine()) != null; ) {
                    SetObject object = SetObject.read(line);
                    if (object != null) {
                        taker.take(object);
                    }
                }
            }
        }
    }

    /** The inventory of each version is the archive's own; it names every other file by digest. */
    private void compareWithArchive() throws IOException {
        var tombstones = parts.tombstones().all();
        eachObject(
                folder,
                object -> {
                    if (!tombstones.named(object.id())) { // else erased since by a decision
                        compareWithArchive(object);
                    }
                });
    }

    private void compareWithArchive(SetObject object) throws IOException {
        compared++;
        StoreKey key =
                parts.aips()
                        .rootOf(object.id())
                        .resolve("v" + object.version() + "/inventory.json");
        try (var in = parts.archive().open(key)) {
            Digest digest = Digest.of(DigestAlgorithm.SHA512, in.readAllBytes());
            if (!digest.hex().equals(object.inventory())) {
                problem(Fault.NOT_THE_ARCHIVES, key.value(), digest.toString());
            }
        } catch (StoreException.NotFound e) {
            problem(Fault.NOT_THE_ARCHIVES, key.value(), "–");
        }
    }
}
