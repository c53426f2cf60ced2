package vn.tangthu.repository.scanning;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.TangThuHome;

/**
 * Identifies a kept file. Of a large one that is no container only both ends are fetched, into a
 * file with a hole between them: signatures look at nothing else. What seems to be another format
 * is fetched whole, matched with its digest and asked again before it is believed.
 */
@Component
class KeptIdentification {
    private static final int END = ContentProbe.IDENTIFIED_BY;

    private final ObjectStore store;
    private final Path folder;

    KeptIdentification(ObjectStore store, TangThuHome home) {
        this.store = store;
        this.folder = home.tmp().resolve("identify");
    }

    /**
     * @param format null where it says nothing, or its bytes are not those of its digest
     * @param read bytes that were fetched
     */
    record Found(@Nullable FormatIdentification format, long read) {}

    /**
     * @throws IOException when the store does not give it
     */
    Found of(ContentFile file, StoreKey key, ContentProbe probe) throws IOException {
        Path local = Files.createDirectories(folder).resolve(UUID.randomUUID() + ".bin");
        try {
            long read = 0;
            if (file.size() > 4L * END && !isContainer(key)) {
                fetchEnds(key, file.size(), local);
                read = 2L * END;
                FormatIdentification quick = identified(probe, local, file);
                if (quick == null || isKnown(file, quick)) {
                    return new Found(quick, read);
                }
                Files.delete(local);
            }
            return fetchWhole(file, key, local)
                    ? new Found(identified(probe, local, file), read + file.size())
                    : new Found(null, read + file.size());
        } finally {
            Files.deleteIfExists(local);
        }
    }

    static boolean isKnown(ContentFile file, FormatIdentification now) {
        FormatIdentification before = file.format();
        return before != null && before.puid().equals(now.puid());
    }

    private static @Nullable FormatIdentification identified(
            ContentProbe probe, Path local, ContentFile file) {
        ContentProbe.Identified found = probe.identify(local, file.originalName());
        return found == null ? null : found.format();
    }

    /** ZIP and OLE2 tell what they hold anywhere. */
    private boolean isContainer(StoreKey key) throws IOException {
        try (InputStream in = store.openRange(key, 0, 4)) {
            byte[] first = in.readNBytes(4);
            String hex = HexFormat.of().formatHex(first);
            return hex.startsWith("504b") || hex.equals("d0cf11e0");
        }
    }

    private void fetchEnds(StoreKey key, long size, Path local) throws IOException {
        try (SeekableByteChannel out =
                Files.newByteChannel(
                        local,
                        Set.of(
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.SPARSE))) {
            copy(key, 0, out);
            out.position(size - END);
            copy(key, size - END, out);
        }
    }

    private void copy(StoreKey key, long from, SeekableByteChannel out) throws IOException {
        try (InputStream in = store.openRange(key, from, END)) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readNBytes(END));
            while (bytes.hasRemaining()) {
                int unused = out.write(bytes);
            }
        }
    }

    private boolean fetchWhole(ContentFile file, StoreKey key, Path local) throws IOException {
        MessageDigest digest = file.sha512().algorithm().newMessageDigest();
        try (InputStream in = new DigestInputStream(store.open(key), digest)) {
            long unused = Files.copy(in, local);
        }
        return HexFormat.of().formatHex(digest.digest()).equals(file.sha512().hex());
    }
}
