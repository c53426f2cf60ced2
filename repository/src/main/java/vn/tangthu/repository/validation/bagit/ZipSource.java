package vn.tangthu.repository.validation.bagit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ZipDirectory;
import vn.tangthu.repository.validation.common.Report;

/** A bag in a ZIP file, read where it lies: nothing is unpacked. */
final class ZipSource implements BagSource {
    private static final int TAG_FILES_AT_MOST = 1000;

    private final Report report;
    private final String name;
    private final @Nullable ZipDirectory zip;
    private final ArchiveLayout layout;
    private final Map<String, ZipDirectory.Entry> tagFiles = new HashMap<>();
    private boolean refused;

    ZipSource(Path file, Report report) throws IOException {
        this.report = report;
        this.name = String.valueOf(file.getFileName());
        this.layout = new ArchiveLayout(report);
        ZipDirectory opened = null;
        try {
            opened = new ZipDirectory(file);
        } catch (ZipException | EOFException e) {
            report.error(BagCode.ARCHIVE_DAMAGED, "", String.valueOf(e.getMessage()));
        }
        this.zip = opened;
    }

    @Override
    public void list(Lister lister) throws IOException {
        if (zip == null) {
            refused = true;
            return;
        }
        long[] sums = new long[2];
        try {
            zip.read(
                    entry -> {
                        sums[0] += entry.compressed();
                        sums[1] += entry.size();
                        listed(entry, lister);
                    });
        } catch (ZipException | EOFException e) {
            report.error(BagCode.ARCHIVE_DAMAGED, "", String.valueOf(e.getMessage()));
            refused = true;
        }
        // entries that overlap, or promise more than deflate can give
        if (sums[0] > zip.length() || ArchiveLayout.isBomb(zip.length(), sums[1])) {
            report.error(BagCode.ARCHIVE_BOMB, "", "" + zip.length(), "" + sums[1]);
            refused = true;
        }
        layout.end(name);
    }

    private void listed(ZipDirectory.Entry entry, Lister lister) throws IOException {
        Optional<String> path = layout.path(entry.name(), true);
        if (path.isEmpty()) {
            return;
        }
        if (entry.guessed()) {
            report.warning(BagCode.ARCHIVE_NAME_ENCODING, path.get());
        }
        if (entry.isDirectory()) {
            String directory = path.get();
            if (!directory.isEmpty()) {
                lister.entry(
                        new Entry(
                                directory.substring(0, directory.length() - 1), Kind.DIRECTORY, 0));
            }
        } else if (entry.isLink()) {
            report.error(BagCode.LINK, path.get(), "ZIP");
        } else if (entry.encrypted()) {
            report.error(BagCode.FILE_UNREADABLE, path.get(), "encrypted");
        } else {
            if (path.get().indexOf('/') < 0 && tagFiles.size() < TAG_FILES_AT_MOST) {
                tagFiles.put(path.get(), entry);
            }
            lister.entry(new Entry(path.get(), Kind.FILE, entry.size()));
        }
    }

    @Override
    public Optional<InputStream> tagFile(String path) throws IOException {
        ZipDirectory.Entry entry = tagFiles.get(path);
        if (zip == null || entry == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(zip.open(entry));
        } catch (ZipException | EOFException e) {
            return Optional.empty(); // said when its bytes are visited
        }
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        if (zip == null || refused) {
            return;
        }
        ZipDirectory opened = zip;
        opened.read(
                entry -> {
                    Optional<String> path = layout.path(entry.name(), false);
                    if (path.isPresent()
                            && !entry.isDirectory()
                            && !entry.isLink()
                            && !entry.encrypted()) {
                        visitor.file(path.get(), entry.size(), () -> opened.open(entry));
                    }
                });
    }

    @Override
    public boolean parallel() {
        return true;
    }

    @Override
    public void close() throws IOException {
        if (zip != null) {
            zip.close();
        }
    }
}
