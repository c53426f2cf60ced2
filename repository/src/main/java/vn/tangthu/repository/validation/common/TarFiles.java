package vn.tangthu.repository.validation.common;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import vn.tangthu.repository.FileRange;

/** A package in a tar file that is not compressed: its bytes are read where they lie. */
final class TarFiles implements PackageFiles {
    private final ArchiveNames names = new ArchiveNames();
    private final Path file;
    private final FileChannel channel;

    TarFiles(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file);
    }

    private interface EntryReader {
        void entry(TarArchiveEntry entry, long offset) throws IOException;
    }

    private void read(EntryReader reader) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(
                        new BufferedInputStream(Files.newInputStream(file), 65_536), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                reader.entry(entry, tar.getBytesRead());
            }
        }
    }

    @Override
    public void list(Troubles troubles, Lister lister) throws IOException {
        try {
            read((entry, offset) -> names.seen(entry.getName()));
            if (names.isFlat()) {
                troubles.trouble(Trouble.FLAT, "", "");
            }
            read((entry, offset) -> entry(entry, offset, troubles, lister));
        } catch (IOException | IllegalArgumentException e) {
            troubles.trouble(Trouble.DAMAGED, "", String.valueOf(e.getMessage()));
        }
    }

    private void entry(TarArchiveEntry entry, long offset, Troubles troubles, Lister lister)
            throws IOException {
        Optional<String> path = names.path(entry.getName(), troubles);
        if (path.isEmpty()) {
            return;
        }
        if (entry.isDirectory()) {
            lister.item(new Item(path.get(), true, 0, Place.NONE));
        } else if (entry.isSymbolicLink() || entry.isLink()) {
            troubles.trouble(Trouble.LINK, path.get(), entry.getLinkName());
        } else if (!entry.isFile() || entry.isSparse()) {
            troubles.trouble(Trouble.SPECIAL, path.get(), path.get());
        } else {
            Place place = new Place(offset, entry.getSize(), 0);
            lister.item(new Item(path.get(), false, entry.getSize(), place));
        }
    }

    @Override
    public InputStream open(Item item) {
        return new FileRange(channel, item.place().offset(), item.size());
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
        channel.close();
    }
}
