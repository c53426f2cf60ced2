package vn.tangthu.repository.ingest.source;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.ZipDirectory;

/**
 * Unpacks a ZIP. Its whole directory is judged first (number, names, links, sizes, ratios, entries
 * that overlap) and nothing is written if anything is wrong; while it unpacks, the bytes are
 * counted, because the directory may lie. ZIPs in the ZIP stay as they are.
 */
public final class ZipUnpacking {
    /** Bounds the list of findings about names. */
    private static final int FINDINGS = 100;

    private static final int BUFFER_BYTES = 1 << 16;

    private final SourceLimits limits;

    public ZipUnpacking(SourceLimits limits) {
        this.limits = limits;
    }

    /**
     * @param into an empty directory
     * @return what blocks; when not empty the directory may hold leftovers, which the caller erases
     */
    public List<Finding> unpack(Path zip, Path into, BooleanSupplier cancelled) throws IOException {
        String name = String.valueOf(zip.getFileName());
        try {
            if (ZipDirectory.count(zip, limits.files() * 2L).tooMany()) {
                return List.of(
                        Finding.blocks(
                                "ZIP_TOO_MANY_ENTRIES", name, String.valueOf(limits.files() * 2L)));
            }
        } catch (IOException e) {
            return List.of(Finding.blocks("ZIP_UNREADABLE", name));
        }
        // The directory is what was judged; a second opinion beside each file costs time and
        // memory.
        try (ZipFile file = ZipFile.builder().setPath(zip).setIgnoreLocalFileHeader(true).get()) {
            List<ZipArchiveEntry> entries = Collections.list(file.getEntriesInPhysicalOrder());
            List<Finding> findings = judge(file, entries, name, into);
            if (!findings.isEmpty()) {
                return findings;
            }
            Unpacked unpacked = new Unpacked(file, name, into);
            for (ZipArchiveEntry entry : entries) {
                if (cancelled.getAsBoolean()) {
                    return List.of();
                }
                Optional<Finding> finding = unpacked.write(entry);
                if (finding.isPresent()) {
                    return List.of(finding.get());
                }
            }
            return List.of();
        } catch (ZipException | EOFException e) {
            return List.of(Finding.blocks("ZIP_UNREADABLE", name));
        } catch (RuntimeException e) {
            // The parsers of ZIP extra fields throw what they like on what is no extra field.
            return List.of(Finding.blocks("ZIP_UNREADABLE", name));
        }
    }

    /**
     * The bytes of one entry of a ZIP that was unpacked before; they may be others by now.
     *
     * @param path as it was unpacked
     * @throws java.nio.file.NoSuchFileException when there is none
     */
    public static InputStream open(Path zip, String path) throws IOException {
        ZipFile file = ZipFile.builder().setPath(zip).setIgnoreLocalFileHeader(true).get();
        try {
            for (ZipArchiveEntry entry : Collections.list(file.getEntries())) {
                if (!entry.isDirectory() && path.equals(EntryNames.safePath(entry.getName()))) {
                    return new FilterInputStream(file.getInputStream(entry)) {
                        @Override
                        public void close() throws IOException {
                            try (file) {
                                super.close();
                            }
                        }
                    };
                }
            }
            throw new NoSuchFileException(path);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private List<Finding> judge(ZipFile file, List<ZipArchiveEntry> entries, String zip, Path into)
            throws IOException {
        List<Finding> findings = new ArrayList<>();
        EntryNames names = new EntryNames();
        int files = 0;
        long total = 0;
        long packedTotal = 0;
        long end = -1;
        for (ZipArchiveEntry entry : entries) {
            if (findings.size() >= FINDINGS) {
                break;
            }
            String place = zip + ": " + entry.getName();
            String path = EntryNames.safePath(entry.getName());
            if (path == null) {
                findings.add(Finding.blocks("ZIP_UNSAFE_NAME", place));
                continue;
            }
            if (entry.isUnixSymlink()) {
                findings.add(Finding.blocks("ZIP_LINK", place));
            }
            if (entry.getGeneralPurposeBit().usesEncryption()) {
                findings.add(Finding.blocks("ZIP_ENCRYPTED", place));
            } else if (!file.canReadEntryData(entry)) {
                findings.add(Finding.blocks("ZIP_UNREADABLE", place));
            }
            if (path.chars().filter(c -> c == '/').count() > limits.depth()) {
                findings.add(Finding.blocks("TOO_DEEP", place, String.valueOf(limits.depth())));
                return findings;
            }
            if (!entry.isDirectory() && ++files > limits.files()) {
                findings.add(Finding.blocks("TOO_MANY_FILES", zip, String.valueOf(limits.files())));
                return findings;
            }
            if (!names.add(path, entry.isDirectory())) {
                findings.add(Finding.blocks("ZIP_NAME_TWICE", place));
            }
            if (names.folders() > limits.files()) {
                findings.add(
                        Finding.blocks(
                                "ZIP_TOO_MANY_ENTRIES", zip, String.valueOf(limits.files())));
                return findings;
            }
            long size = Math.max(0, entry.getSize());
            long packed = Math.max(1, entry.getCompressedSize());
            total = Math.addExact(total, size);
            packedTotal += packed;
            // Nothing is unpacked beyond the size that stands here, so a lie does not help.
            if (size > limits.listBytes()
                    && FolderWalk.isList(path.substring(path.lastIndexOf('/') + 1))) {
                findings.add(
                        Finding.blocks(
                                "LIST_TOO_LARGE", place, String.valueOf(limits.listBytes())));
                return findings;
            }
            boolean swollen = size > SourceLimits.RATIO_FROM && size / packed > limits.ratio();
            boolean overlaps = entry.getLocalHeaderOffset() < end;
            end = entry.getLocalHeaderOffset() + Math.max(0, entry.getCompressedSize());
            if (swollen || overlaps || total > limits.unpackedBytes()) {
                findings.add(Finding.blocks("ZIP_BOMB", place));
                return findings;
            }
        }
        if (names.fileIsFolder()) {
            findings.add(Finding.blocks("ZIP_NAME_TWICE", zip));
        }
        // Any number of entries may each stay below the size from which one of them is judged.
        if (total > SourceLimits.RATIO_FROM && total / limits.ratio() > packedTotal) {
            findings.add(Finding.blocks("ZIP_BOMB", zip));
        }
        long free = Files.getFileStore(into).getUsableSpace();
        if (findings.isEmpty() && total + limits.spareBytes() > free) {
            findings.add(
                    Finding.blocks(
                            "NO_SPACE",
                            zip,
                            String.valueOf((total + limits.spareBytes()) >> 20),
                            String.valueOf(free >> 20)));
        }
        return findings;
    }

    private final class Unpacked {
        private final ZipFile file;
        private final String zip;
        private final Path into;
        private final byte[] buffer = new byte[BUFFER_BYTES];
        private long total;

        Unpacked(ZipFile file, String zip, Path into) {
            this.file = file;
            this.zip = zip;
            this.into = into.toAbsolutePath().normalize();
        }

        Optional<Finding> write(ZipArchiveEntry entry) throws IOException {
            String path = EntryNames.safePath(entry.getName());
            if (path == null) {
                return Optional.of(Finding.blocks("ZIP_UNSAFE_NAME", zip + ": " + entry.getName()));
            }
            Path target = into.resolve(path).normalize();
            if (!target.startsWith(into)) {
                return Optional.of(Finding.blocks("ZIP_UNSAFE_NAME", zip + ": " + entry.getName()));
            }
            if (entry.isDirectory()) {
                // Those that hold something are made for it; tens of thousands that hold nothing
                // would cost minutes to make and erase.
                return Optional.empty();
            }
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            CRC32 crc = new CRC32();
            long size = 0;
            try (InputStream in = file.getInputStream(entry);
                    OutputStream out =
                            Files.newOutputStream(
                                    target,
                                    StandardOpenOption.CREATE_NEW,
                                    StandardOpenOption.WRITE)) {
                while (true) {
                    int read = in.read(buffer);
                    if (read < 0) {
                        break;
                    }
                    size += read;
                    total += read;
                    if (size > entry.getSize() || total > limits.unpackedBytes()) {
                        return Optional.of(
                                Finding.blocks("ZIP_BOMB", zip + ": " + entry.getName()));
                    }
                    crc.update(buffer, 0, read);
                    out.write(buffer, 0, read);
                }
            }
            if (size != entry.getSize() || crc.getValue() != entry.getCrc()) {
                return Optional.of(Finding.blocks("ZIP_UNREADABLE", zip + ": " + entry.getName()));
            }
            return Optional.empty();
        }
    }
}
