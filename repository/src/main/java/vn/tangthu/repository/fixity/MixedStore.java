package vn.tangthu.repository.fixity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.PutOutcome;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/**
 * One package as all its copies together have it: each inventory from the first place where it and
 * its sidecar agree, other metadata from the first place where its digest stands in an inventory.
 * Small files only; to read, and by one thread.
 */
final class MixedStore implements ObjectStore {
    private static final String INVENTORY = "inventory.json";
    private static final String SIDECAR = "inventory.json.sha512";
    private static final int MOST_BYTES = 64 << 20;

    private final List<Place> places;
    private final StoreKey root;
    private final Map<StoreKey, byte[]> chosen = new HashMap<>();

    /**
     * @param places the first is preferred
     * @param root of the package
     */
    MixedStore(List<Place> places, StoreKey root) {
        this.places = places;
        this.root = root;
    }

    private static byte @Nullable [] bytes(Place place, StoreKey key) {
        try (InputStream in = place.store().open(key)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            return bytes.length > MOST_BYTES ? null : bytes;
        } catch (IOException e) {
            return null; // not there, or not to be read: another place is asked
        }
    }

    private static String hex(byte[] bytes) {
        return Digest.of(DigestAlgorithm.SHA512, bytes).hex();
    }

    /** The digest of an inventory that agrees with its sidecar there. */
    static Optional<Digest> inventory(Place place, StoreKey folder) {
        byte[] inventory = bytes(place, folder.resolve(INVENTORY));
        byte[] sidecar = bytes(place, folder.resolve(SIDECAR));
        return agree(inventory, sidecar)
                ? Optional.of(Digest.of(DigestAlgorithm.SHA512, Objects.requireNonNull(inventory)))
                : Optional.empty();
    }

    private static boolean agree(byte @Nullable [] inventory, byte @Nullable [] sidecar) {
        return inventory != null
                && sidecar != null
                && new String(sidecar, StandardCharsets.US_ASCII).startsWith(hex(inventory));
    }

    /** Whether inventory and sidecar of a folder agree there; then both are taken from there. */
    private boolean pair(Place place, StoreKey folder) {
        byte[] inventory = bytes(place, folder.resolve(INVENTORY));
        byte[] sidecar = bytes(place, folder.resolve(SIDECAR));
        if (inventory == null || sidecar == null || !agree(inventory, sidecar)) {
            return false;
        }
        chosen.put(folder.resolve(INVENTORY), inventory);
        chosen.put(folder.resolve(SIDECAR), sidecar);
        return true;
    }

    private byte @Nullable [] choose(StoreKey key) {
        byte[] before = chosen.get(key);
        if (before != null) {
            return before;
        }
        if (key.lastSegment().startsWith(INVENTORY)) {
            StoreKey folder =
                    new StoreKey(
                            key.value()
                                    .substring(
                                            0,
                                            key.value().length() - key.lastSegment().length() - 1));
            for (Place place : places) {
                if (pair(place, folder)) {
                    return chosen.get(key);
                }
            }
            return first(key, null);
        }
        byte[] inventory = choose(root.resolve(INVENTORY));
        return first(key, inventory == null ? null : new String(inventory, StandardCharsets.UTF_8));
    }

    private byte @Nullable [] first(StoreKey key, @Nullable String naming) {
        for (Place place : places) {
            byte[] bytes = bytes(place, key);
            if (bytes != null && (naming == null || naming.contains(hex(bytes)))) {
                chosen.put(key, bytes);
                return bytes;
            }
        }
        return null;
    }

    @Override
    public InputStream open(StoreKey key) throws IOException {
        byte[] bytes = choose(key);
        if (bytes == null) {
            throw new StoreException.NotFound(key);
        }
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public InputStream openRange(StoreKey key, long offset, long length) throws IOException {
        InputStream in = open(key);
        in.skipNBytes(offset);
        return new ByteArrayInputStream(in.readNBytes((int) Math.min(length, MOST_BYTES)));
    }

    @Override
    public Optional<ObjectInfo> info(StoreKey key) throws IOException {
        for (Place place : places) {
            Optional<ObjectInfo> info = place.store().info(key);
            if (info.isPresent()) {
                return info;
            }
        }
        return Optional.empty();
    }

    @Override
    public Stream<ObjectInfo> list(StorePrefix prefix) throws IOException {
        Map<StoreKey, ObjectInfo> all = new LinkedHashMap<>();
        for (Place place : places) {
            List<ObjectInfo> some = new ArrayList<>();
            try (Stream<ObjectInfo> listed = place.store().list(prefix)) {
                listed.forEach(some::add);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            some.forEach(info -> all.putIfAbsent(info.key(), info));
        }
        return all.values().stream();
    }

    @Override
    public PutOutcome putNew(StoreKey key, ByteSource content, Digest expected) {
        throw new UnsupportedOperationException("To read");
    }

    @Override
    public void replace(StoreKey key, Digest current, byte[] content) {
        throw new UnsupportedOperationException("To read");
    }

    @Override
    public void delete(StoreKey key) {
        throw new UnsupportedOperationException("To read");
    }

    @Override
    public String describe() {
        return "all copies of " + root;
    }

    @Override
    public void close() {
        // The places are closed by who opened them.
    }
}
