package vn.tangthu.repository.ingest.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Finding;

/**
 * Unpacks a tar, packed with gzip or not. A tar has no directory, so it is read twice: all of it is
 * judged first, by the same rules as a ZIP, and nothing is written if anything is wrong. The second
 * reading writes no entry that the first did not see, and no byte more.
 */
public final class TarUnpacking {
    /** Bounds the list of findings about names. */
    private static final int FINDINGS = 100;

    private final SourceLimits limits;

    public TarUnpacking(SourceLimits limits) {
        this.limits = limits;
    }

    /**
     * @param into an empty directory
     * @return what blocks; when not empty the directory may hold leftovers, which the caller erases
     */
    public List<Finding> unpack(Path tar, Path into, BooleanSupplier cancelled) throws IOException {
        String name = String.valueOf(tar.getFileName());
        try {
            Judging judging = new Judging(name, Files.size(tar));
            try (TarStream stream = new TarStream(tar)) {
                // Looked for only while it goes on: to come to the next means to read this one.
                while (judging.goesOn() && !cancelled.getAsBoolean()) {
                    TarArchiveEntry entry = stream.next();
                    if (entry == null) {
                        break;
                    }
                    judging.judge(entry, stream);
                }
            }
            List<Finding> findings = judging.end(into);
            if (findings.isEmpty() && !cancelled.getAsBoolean()) {
                write(tar, into.toAbsolutePath().normalize(), judging.total, cancelled);
            }
            return findings;
        } catch (TarStream.EndlessHeader e) {
            return List.of(Finding.blocks("ZIP_BOMB", name));
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            return List.of(Finding.blocks("ZIP_UNREADABLE", name));
        } catch (IOException e) {
            if (isOfTheTar(e)) {
                return List.of(Finding.blocks("ZIP_UNREADABLE", name));
            }
            throw e;
        }
    }

    /** The library has no exception of its own; those of the disk come from the file system. */
    private static boolean isOfTheTar(IOException e) {
        return e.getClass() == IOException.class
                && String.valueOf(e.getMessage())
                        .matches("(?is).*(tar|header|entry|pax|corrupt|truncat|sparse).*");
    }

    private final class Judging {
        private final String tar;
        private final long packed;
        private final List<Finding> findings = new ArrayList<>();
        private final EntryNames names = new EntryNames();
        private boolean over;
        private int entries;
        private int files;
        private long total;

        Judging(String tar, long packed) {
            this.tar = tar;
            this.packed = packed;
        }

        boolean goesOn() {
            return !over && findings.size() < FINDINGS;
        }

        private void last(Finding finding) {
            findings.add(finding);
            over = true;
        }

        void judge(TarArchiveEntry entry, TarStream stream) {
            String place = tar + ": " + entry.getName();
            if (++entries > limits.files() * 2) {
                last(
                        Finding.blocks(
                                "ZIP_TOO_MANY_ENTRIES", tar, String.valueOf(limits.files() * 2L)));
                return;
            }
            if (isTop(entry)) {
                return;
            }
            String path = pathOf(entry);
            if (path == null) {
                findings.add(Finding.blocks("ZIP_UNSAFE_NAME", place));
                return;
            }
            if (!entry.isCheckSumOK() || !stream.canRead(entry)) {
                last(Finding.blocks("ZIP_UNREADABLE", place));
                return;
            }
            if (entry.isSymbolicLink() || entry.isLink()) {
                findings.add(Finding.blocks("ZIP_LINK", place));
            } else if (!entry.isDirectory() && !isPlainFile(entry)) {
                findings.add(Finding.blocks("NOT_A_FILE", place));
            }
            if (path.chars().filter(c -> c == '/').count() > limits.depth()) {
                last(Finding.blocks("TOO_DEEP", place, String.valueOf(limits.depth())));
            } else if (!entry.isDirectory() && ++files > limits.files()) {
                last(Finding.blocks("TOO_MANY_FILES", tar, String.valueOf(limits.files())));
            }
            if (!names.add(path, entry.isDirectory())) {
                findings.add(Finding.blocks("ZIP_NAME_TWICE", place));
            }
            if (names.folders() > limits.files()) {
                last(Finding.blocks("ZIP_TOO_MANY_ENTRIES", tar, String.valueOf(limits.files())));
            }
            size(entry, path, place);
        }

        private void size(TarArchiveEntry entry, String path, String place) {
            long size = Math.max(0, entry.getSize());
            total = total > Long.MAX_VALUE - size ? Long.MAX_VALUE : total + size;
            if (size > limits.listBytes()
                    && FolderWalk.isList(path.substring(path.lastIndexOf('/') + 1))) {
                last(Finding.blocks("LIST_TOO_LARGE", place, String.valueOf(limits.listBytes())));
            } else if (total > limits.unpackedBytes() || isSwollen()) {
                last(Finding.blocks("ZIP_BOMB", place));
            }
        }

        /** The gzip goes over all of it, so the ratio is that of all of it. */
        private boolean isSwollen() {
            return total > SourceLimits.RATIO_FROM && total / limits.ratio() > packed;
        }

        List<Finding> end(Path into) throws IOException {
            if (entries == 0) {
                return List.of(Finding.blocks("ZIP_UNREADABLE", tar));
            }
            if (names.fileIsFolder()) {
                findings.add(Finding.blocks("ZIP_NAME_TWICE", tar));
            }
            long free = Files.getFileStore(into).getUsableSpace();
            if (findings.isEmpty() && total + limits.spareBytes() > free) {
                findings.add(
                        Finding.blocks(
                                "NO_SPACE",
                                tar,
                                String.valueOf((total + limits.spareBytes()) >> 20),
                                String.valueOf(free >> 20)));
            }
            return findings;
        }
    }

    /** The folder that was packed, as {@code tar -C folder .} names it. */
    private static boolean isTop(TarArchiveEntry entry) {
        return entry.isDirectory() && (entry.getName().equals("./") || entry.getName().equals("."));
    }

    /**
     * Neither device nor pipe nor link nor folder; the library takes what it does not know for one.
     */
    private static boolean isPlainFile(TarArchiveEntry entry) {
        byte kind = entry.getLinkFlag();
        return !entry.isDirectory()
                && (kind == TarConstants.LF_OLDNORM
                        || kind == TarConstants.LF_NORMAL
                        || kind == TarConstants.LF_CONTIG);
    }

    /** Null when it is not safe; a leading {@code ./} is what tar itself writes. */
    private static @Nullable String pathOf(TarArchiveEntry entry) {
        String name = entry.getName();
        return EntryNames.safePath(name.startsWith("./") ? name.substring(2) : name);
    }

    private static void write(Path tar, Path into, long judged, BooleanSupplier cancelled)
            throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        try (TarStream stream = new TarStream(tar)) {
            for (TarArchiveEntry entry = stream.next();
                    entry != null && !cancelled.getAsBoolean();
                    entry = stream.next()) {
                String path = isTop(entry) ? null : pathOf(entry);
                if (path == null || !isPlainFile(entry)) {
                    continue; // a folder is made for what lies in it
                }
                Path target = into.resolve(path).normalize();
                total += Math.max(0, entry.getSize());
                if (!target.startsWith(into) || total > judged) {
                    throw new IOException("The tar changed while it was read");
                }
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                try (OutputStream out =
                        Files.newOutputStream(
                                target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                        out.write(buffer, 0, read);
                    }
                }
            }
        }
    }
}
