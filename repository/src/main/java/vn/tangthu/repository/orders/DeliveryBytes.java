package vn.tangthu.repository.orders;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AgencyDeliveries.Handed;
import vn.tangthu.repository.AgencyDeliveries.Part;
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
 * Packages that wait for an agency, below {@code deliveries/<order>/} in the store: in no audit, no
 * backup and no copy of the archive, as what is gone in days.
 */
@Component
class DeliveryBytes {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryBytes.class);
    private static final String FOLDER = "deliveries";

    /** Bytes of the disk that deliveries never take. */
    private static final long SPARE = 1L << 30;

    private static final int BUFFER = 1 << 16;

    /** Folders that one look takes up. */
    private static final int MOST = 1_000;

    private final ObjectStore store;
    private final TangThuHome home;

    DeliveryBytes(ObjectStore store, TangThuHome home) {
        this.store = store;
        this.home = home;
    }

    /**
     * @param sha512 with which the store has it
     */
    record Stored(StoreKey key, long size, Digest sha256, Digest sha512) {}

    /** Stored at a new place and read back. */
    Stored put(UUID order, int line, Path file) throws IOException {
        room(Files.size(file));
        Digest sha256 = digest(Files.newInputStream(file), DigestAlgorithm.SHA256);
        Digest sha512 = digest(Files.newInputStream(file), DigestAlgorithm.SHA512);
        StoreKey key = StoreKey.of(FOLDER, order.toString(), line + "-" + UUID.randomUUID());
        var unused = store.putNew(key, ByteSource.of(file), sha512);
        if (!digest(store.open(key), DigestAlgorithm.SHA512).equals(sha512)) {
            throw new IOException(key + " does not read back as it was written");
        }
        return new Stored(key, Files.size(file), sha256, sha512);
    }

    private void room(long needed) throws IOException {
        if (Files.getFileStore(home.tmp()).getUsableSpace() < needed + SPARE) {
            throw new IOException("No space for " + needed + " bytes and what is to be spared");
        }
    }

    private static Digest digest(InputStream from, DigestAlgorithm algorithm) throws IOException {
        return copied(from, OutputStream.nullOutputStream(), algorithm);
    }

    private static Digest copied(InputStream from, OutputStream to, DigestAlgorithm algorithm)
            throws IOException {
        MessageDigest digest = algorithm.newMessageDigest();
        byte[] buffer = new byte[BUFFER];
        try (DigestInputStream in = new DigestInputStream(from, digest)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                to.write(buffer, 0, read);
            }
        }
        return Digest.fromBytes(algorithm, digest.digest());
    }

    /** Matched before this returns; empty when the bytes are not there or are others. */
    Optional<Handed> open(Part part) throws IOException {
        String key = part.key();
        if (key == null) {
            return Optional.empty();
        }
        room(part.size());
        Path file = Files.createTempFile(home.tmp(), "delivery-", ".zip");
        boolean good = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            good =
                    copied(store.open(new StoreKey(key)), out, DigestAlgorithm.SHA512)
                            .equals(part.sha512());
            if (!good) {
                LOG.error("{} in the store is not what was made", key);
            }
        } catch (StoreException.NotFound e) {
            LOG.error("{} is not in the store", key, e);
        } finally {
            if (!good) {
                Files.deleteIfExists(file);
            }
        }
        return good ? Optional.of(new HandedFile(file)) : Optional.empty();
    }

    /** One part, also its older versions. */
    void erase(StoreKey key) throws IOException {
        told(ErasingStore.erase(store, key), key.value());
    }

    /**
     * Whatever was ever stored for a line: the name of each of its objects begins with it.
     *
     * @return whether nothing is left
     */
    boolean erase(UUID order, int line) throws IOException {
        StoreKey folder = StoreKey.of(FOLDER, order.toString());
        return told(ErasingStore.eraseBelow(store, folder, line + "-"), folder + ", line " + line);
    }

    /**
     * @return whether nothing is left
     */
    boolean eraseAll(Collection<StoreKey> keys) throws IOException {
        boolean gone = true;
        for (StoreKey key : keys) {
            gone &= told(ErasingStore.erase(store, key), key.value());
        }
        return gone;
    }

    /** What the store lists of an order. */
    List<StoreKey> listed(UUID order) throws IOException {
        StoreKey folder = StoreKey.of(FOLDER, order.toString());
        try (Stream<ObjectInfo> all = store.list(StorePrefix.below(folder))) {
            return all.map(ObjectInfo::key).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * All of an order.
     *
     * @return whether nothing is left
     */
    boolean erase(UUID order) throws IOException {
        StoreKey folder = StoreKey.of(FOLDER, order.toString());
        return told(ErasingStore.eraseBelow(store, folder, ""), folder.value());
    }

    private static boolean told(Optional<Held> held, String what) {
        held.ifPresent(why -> LOG.warn("The store holds {} back: {}", what, why));
        return held.isEmpty();
    }

    /** Orders of which the store lists something; not all. */
    Set<UUID> listed() throws IOException {
        try (Stream<ObjectInfo> all = store.list(StorePrefix.below(FOLDER))) {
            return all.flatMap(one -> order(one.key()).stream())
                    .distinct()
                    .limit(MOST)
                    .collect(Collectors.toSet());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Optional<UUID> order(StoreKey key) {
        String[] names = key.value().split("/", -1);
        try {
            return names.length > 2 ? Optional.of(UUID.fromString(names[1])) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // nothing of ours
        }
    }

    private record HandedFile(Path path) implements Handed {
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(path);
        }
    }
}
