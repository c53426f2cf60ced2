package vn.tangthu.repository.validation.common;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ZipDirectory;

/** A package in a ZIP file: nothing is unpacked. */
final class ZipFiles implements PackageFiles {
    private final ArchiveNames names = new ArchiveNames();
    private final @Nullable ZipDirectory zip;
    private final String damage;

    ZipFiles(Path file) throws IOException {
        ZipDirectory opened = null;
        String wrong = "";
        try {
            opened = new ZipDirectory(file);
        } catch (ZipException | EOFException e) {
            wrong = String.valueOf(e.getMessage());
        }
        this.zip = opened;
        this.damage = wrong;
    }

    @Override
    public void list(Troubles troubles, Lister lister) throws IOException {
        if (zip == null) {
            troubles.trouble(Trouble.DAMAGED, "", damage);
            return;
        }
        long[] sums = new long[2];
        try {
            zip.read(
                    entry -> {
                        sums[0] += entry.compressed();
                        sums[1] += entry.size();
                        names.seen(entry.name());
                    });
            if (sums[0] > zip.length() || ArchiveNames.isBomb(zip.length(), sums[1])) {
                troubles.trouble(Trouble.BOMB, "", zip.length() + " → " + sums[1]);
                return;
            }
            if (names.isFlat()) {
                troubles.trouble(Trouble.FLAT, "", "");
            }
            zip.read(entry -> entry(entry, troubles, lister));
        } catch (ZipException | EOFException e) {
            troubles.trouble(Trouble.DAMAGED, "", String.valueOf(e.getMessage()));
        }
    }

    private void entry(ZipDirectory.Entry entry, Troubles troubles, Lister lister)
            throws IOException {
        Optional<String> path = names.path(entry.name(), troubles);
        if (path.isEmpty()) {
            return;
        }
        if (entry.isDirectory()) {
            lister.item(new Item(path.get(), true, 0, Place.NONE));
        } else if (entry.isLink()) {
            troubles.trouble(Trouble.LINK, path.get(), "ZIP");
        } else if (entry.encrypted()) {
            troubles.trouble(Trouble.UNREADABLE, path.get(), "encrypted");
        } else {
            Place place = new Place(entry.offset(), entry.compressed(), entry.method());
            lister.item(new Item(path.get(), false, entry.size(), place));
        }
    }

    @Override
    public InputStream open(Item item) throws IOException {
        if (zip == null) {
            throw new ZipException(damage);
        }
        Place place = item.place();
        return zip.open(
                new ZipDirectory.Entry(
                        item.path(),
                        place.offset(),
                        place.compressed(),
                        item.size(),
                        place.method(),
                        false,
                        0,
                        false));
    }

    @Override
    public String name() {
        return names.base();
    }

    @Override
    public boolean archive() {
        return true;
    }

    @Override
    public void close() throws IOException {
        if (zip != null) {
            zip.close();
        }
    }
}
