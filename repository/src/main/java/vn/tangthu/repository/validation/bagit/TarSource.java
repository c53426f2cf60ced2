package vn.tangthu.repository.validation.bagit;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import vn.tangthu.repository.validation.common.Report;
import vn.tangthu.storage.TangThuHome;

/**
 * A bag in a tar file, compressed with gzip or not. Read twice from beginning to end: once for the
 * names and the tag files, which are set aside, once for the bytes.
 */
final class TarSource implements BagSource {
    private static final long TAG_FILE_BYTES_AT_MOST = 2L << 30;
    private static final int TAG_FILES_AT_MOST = 1000;

    private final Path file;
    private final boolean gzip;
    private final Report report;
    private final ArchiveLayout layout;
    private final Map<String, Path> tagFiles = new HashMap<>();
    private boolean refused;

    TarSource(Path file, boolean gzip, Report report) {
        this.file = file;
        this.gzip = gzip;
        this.report = report;
        this.layout = new ArchiveLayout(report);
    }

    private interface EntryReader {
        void entry(TarArchiveEntry entry, InputStream in) throws IOException;
    }

    private void read(EntryReader reader) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 65_536);
        long length = Files.size(file);
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(gzip ? new GZIPInputStream(raw, 16_384) : raw, "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                if (ArchiveLayout.isBomb(length, tar.getBytesRead() + entry.getSize())) {
                    throw new BombException(length, tar.getBytesRead() + entry.getSize());
                }
                reader.entry(entry, tar);
            }
        }
    }

    private static final class BombException extends IOException {
        private static final long serialVersionUID = 1;
        private final long packed;
        private final long unpacked;

        BombException(long packed, long unpacked) {
            this.packed = packed;
            this.unpacked = unpacked;
        }
    }

    @Override
    public void list(Lister lister) throws IOException {
        try {
            read((entry, in) -> listed(entry, in, lister));
        } catch (BombException e) {
            refused = true;
            report.error(BagCode.ARCHIVE_BOMB, "", "" + e.packed, "" + e.unpacked);
        } catch (IOException | IllegalArgumentException e) {
            refused = true;
            report.error(BagCode.ARCHIVE_DAMAGED, "", e.toString());
        }
        layout.end(String.valueOf(file.getFileName()));
    }

    private void listed(TarArchiveEntry entry, InputStream in, Lister lister) throws IOException {
        String name = entry.getName();
        if (name.equals("./") || name.equals(".")) {
            return;
        }
        Optional<String> path = layout.path(name, true);
        if (path.isEmpty()) {
            return;
        }
        String plain = path.get();
        if (entry.isDirectory()) {
            if (plain.length() > 1) {
                lister.entry(
                        new Entry(
                                plain.endsWith("/")
                                        ? plain.substring(0, plain.length() - 1)
                                        : plain,
                                Kind.DIRECTORY,
                                0));
            }
        } else if (entry.isSymbolicLink() || entry.isLink()) {
            report.error(BagCode.LINK, plain, entry.getLinkName());
        } else if (!entry.isFile()) {
            report.error(BagCode.NOT_A_FILE, plain);
        } else {
            if (plain.indexOf('/') < 0
                    && plain.endsWith(".txt")
                    && entry.getSize() <= TAG_FILE_BYTES_AT_MOST
                    && tagFiles.size() < TAG_FILES_AT_MOST) {
                setAside(plain, in);
            }
            lister.entry(new Entry(plain, Kind.FILE, entry.getSize()));
        }
    }

    private void setAside(String path, InputStream in) throws IOException {
        Path copy = Files.createTempFile(TangThuHome.ofValidation(), ".txt");
        Path earlier = tagFiles.put(path, copy);
        if (earlier != null) {
            Files.deleteIfExists(earlier);
        }
        try (OutputStream out = Files.newOutputStream(copy)) {
            in.transferTo(out);
        }
    }

    @Override
    public Optional<InputStream> tagFile(String path) throws IOException {
        Path copy = tagFiles.get(path);
        return copy == null ? Optional.empty() : Optional.of(Files.newInputStream(copy));
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        if (refused) {
            return;
        }
        read(
                (entry, in) -> {
                    Optional<String> path = layout.path(entry.getName(), false);
                    if (path.isPresent()
                            && entry.isFile()
                            && !entry.isDirectory()
                            && !entry.isSymbolicLink()
                            && !entry.isLink()) {
                        visitor.file(path.get(), entry.getSize(), () -> new Unclosed(in));
                    }
                });
    }

    /** The archive's stream goes on after an entry. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }

    @Override
    public boolean parallel() {
        return false;
    }

    @Override
    public void close() throws IOException {
        for (Path copy : tagFiles.values()) {
            Files.deleteIfExists(copy);
        }
    }
}
