package vn.tangthu.repository.granted;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.GrantedCopies.Copy;
import vn.tangthu.repository.GrantedCopies.Handed;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ErasingStore;
import vn.tangthu.storage.ErasingStore.Held;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.TangThuHome;

/**
 * The bytes of copies in the store, below {@code granted/<id>/}, outside of every package: no
 * audit, no backup and no copy of the archive takes them along, since they are gone in days.
 */
@Component
class GrantedBytes {
    private static final Logger LOG = LoggerFactory.getLogger(GrantedBytes.class);
    private static final String FOLDER = "granted";
    private static final int BUFFER = 1 << 16;

    /** Bytes of the disk that copies never take. */
    private static final long SPARE = 1L << 30;

    /** Folders that one look takes up. */
    private static final int MOST = 1_000;

    private final ObjectStore store;
    private final TangThuHome home;
    private final GrantedRows rows;

    /** Bytes that are being written for those who fetch. */
    private final AtomicLong coming = new AtomicLong();

    GrantedBytes(ObjectStore store, TangThuHome home, GrantedRows rows) {
        this.store = store;
        this.home = home;
        this.rows = rows;
    }

    /** The disk of the home has too little space for a copy. */
    static final class NoRoom extends IOException {
        private static final long serialVersionUID = 1L;

        NoRoom(long needed) {
            super("No space for " + needed + " bytes of a copy and what is to be spared");
        }
    }

    /** Free space of the disk on which copies are made and handed out. */
    long free() throws IOException {
        return Files.getFileStore(home.tmp()).getUsableSpace();
    }

    /**
     * Asks for space before it is taken.
     *
     * @throws NoRoom when less than {@link #SPARE} would stay free
     */
    void room(long needed) throws IOException {
        if (free() < needed + SPARE) {
            throw new NoRoom(needed);
        }
    }

    /** A new directory for what is being made; emptied at start. */
    Path workplace() throws IOException {
        return Files.createTempDirectory(home.tmp(), "granted-");
    }

    static Digest digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return copied(in, OutputStream.nullOutputStream());
        }
    }

    private static Digest copied(InputStream from, OutputStream to) throws IOException {
        MessageDigest digest = DigestAlgorithm.SHA512.newMessageDigest();
        byte[] buffer = new byte[BUFFER];
        try (DigestInputStream in = new DigestInputStream(from, digest)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                to.write(buffer, 0, read);
            }
        }
        return Digest.fromBytes(DigestAlgorithm.SHA512, digest.digest());
    }

    /**
     * Stored and read back.
     *
     * @param attempt a new place for each, so that what a kill left is never taken for this
     */
    StoreKey put(UUID id, int attempt, Path file, Digest digest) throws IOException {
        StoreKey key = StoreKey.of(FOLDER, id.toString(), UUID.randomUUID() + "-" + attempt);
        var unused = store.putNew(key, ByteSource.of(file), digest);
        if (!copied(store.open(key), OutputStream.nullOutputStream()).equals(digest)) {
            throw new IOException(key + " does not read back as it was written");
        }
        return key;
    }

    /**
     * Everything that was ever stored of it, older versions included. What the store holds back,
     * and what a kill or a fault leaves, is noted in its row.
     *
     * @return whether nothing is left
     */
    boolean erase(UUID id) throws IOException {
        rows.held(id, true);
        Optional<Held> held =
                ErasingStore.eraseBelow(store, StoreKey.of(FOLDER, id.toString()), "");
        if (held.isPresent()) {
            LOG.warn("The store holds copy {} back: {}", id, held.get());
            return false;
        }
        rows.held(id, false);
        return true;
    }

    /** Copies that the store lists and whose row has no bytes, or that have no row; not all. */
    Set<UUID> leftOver() throws IOException {
        try (Stream<ObjectInfo> listed = store.list(StorePrefix.below(FOLDER))) {
            return listed.flatMap(one -> copy(one.key()).stream())
                    .distinct()
                    .filter(id -> !rows.hasBytes(id))
                    .limit(MOST)
                    .collect(Collectors.toSet());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Optional<UUID> copy(StoreKey key) {
        String[] names = key.value().split("/", -1);
        try {
            return names.length > 2 ? Optional.of(UUID.fromString(names[1])) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // nothing of ours
        }
    }

    /**
     * Empty when the bytes are not there or are others.
     *
     * @throws NoRoom when there is no space to read them into
     */
    Optional<Handed> open(Copy copy, String key) throws IOException {
        GrantedCopies.Made made = copy.made();
        long size = made == null ? 0 : made.size();
        long all = coming.addAndGet(size);
        try {
            room(all);
            return read(copy, key);
        } finally {
            long unused = coming.addAndGet(-size);
        }
    }

    private Optional<Handed> read(Copy copy, String key) throws IOException {
        Path file = Files.createTempFile(home.tmp(), "handed-", ".pdf");
        boolean good = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            Digest found = copied(store.open(new StoreKey(key)), out);
            GrantedCopies.Made made = copy.made();
            good = made != null && found.equals(made.sha512());
            if (!good) {
                LOG.error("Copy {} in the store is not what was made", copy.number());
            }
        } catch (StoreException.NotFound e) {
            LOG.error("Copy {} is not in the store", copy.number(), e);
        } finally {
            if (!good) {
                Files.deleteIfExists(file);
            }
        }
        return good ? Optional.of(new HandedFile(file, copy)) : Optional.empty();
    }

    private record HandedFile(Path path, Copy copy) implements Handed {
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(path);
        }
    }
}
