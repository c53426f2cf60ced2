package vn.tangthu.storage.own;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.StoreWitness;

/**
 * One id stands in the store ({@code tangthu-store.json}) and in the home ({@code store-begun}).
 * Where only one of them is, or none, what the archive remembers to have acknowledged must be
 * there; only where it remembers nothing a store begins.
 */
final class StoreIdentity {
    private static final Logger LOG = LoggerFactory.getLogger(StoreIdentity.class);

    static final StoreKey KEY = new StoreKey("tangthu-store.json");

    /** Tells that a store is a copy of an archive, and whose name it has. */
    static final StoreKey COPY = new StoreKey("tangthu-copy.json");

    private static final Pattern MARK =
            Pattern.compile("\\s*\\{\\s*\"store\"\\s*:\\s*\"([0-9a-f-]{36})\"\\s*}\\s*");
    private static final int MOST_BYTES = 1000;

    private final ObjectStore store;
    private final Path home;
    private final StoreWitness witness;

    /**
     * @param home the file outside the store that tells its id; of a version before there were ids
     *     it is empty
     */
    StoreIdentity(ObjectStore store, Path home, StoreWitness witness) {
        this.store = store;
        this.home = home;
        this.witness = witness;
    }

    /**
     * @param begun whether the home knows that there is a store
     */
    private record Known(boolean begun, @Nullable UUID id) {}

    /**
     * @param there whether something lies where the mark lies
     * @param id null when it is not as it was written
     */
    private record Said(boolean there, @Nullable UUID id) {
        static final Said NOTHING = new Said(false, null);
    }

    /** Whether the store says that it is this one. */
    boolean says(UUID id) throws IOException {
        return id.equals(said().id());
    }

    /**
     * Which store it is. Gives the archive's own a mark when it has none yet.
     *
     * @param begins whether to begin one where the archive has none; else empty is returned
     * @throws StoreException.NotThere when the archive has a store and this is not it
     */
    synchronized Optional<UUID> identify(boolean begins) throws IOException {
        Known known = known();
        Said said = said();
        UUID ours = known.id();
        UUID there = said.id();
        if (ours != null && ours.equals(there)) {
            return Optional.of(ours);
        }
        if (store.info(COPY).isPresent()) {
            throw notThere(
                    "it is a copy of an archive. Only to make it the archive itself, remove "
                            + COPY
                            + " from it");
        }
        if (ours != null && there != null) {
            throw notThere(KEY + " in it says " + there + ", and " + home + " another id");
        }
        List<StoreKey> newest = witness.newest();
        if (known.begun() || !newest.isEmpty()) {
            assertEvident(known, newest);
        } else if (!begins) {
            return Optional.empty();
        }
        UUID id = there != null ? there : ours != null ? ours : UUID.randomUUID();
        if (there == null) {
            mark(id, said);
        }
        if (ours == null) {
            remember(id);
        }
        return Optional.of(id);
    }

    /**
     * More than half, since some may be damaged; not one, since an old disk has what an old version
     * of the archive had.
     */
    private void assertEvident(Known known, List<StoreKey> newest) throws IOException {
        int there = 0;
        for (StoreKey key : newest) {
            there += store.info(key).isPresent() ? 1 : 0;
        }
        boolean evident =
                newest.isEmpty() ? known.id() == null && !isEmpty() : there > newest.size() / 2;
        if (!evident) {
            throw notThere(
                    "of the "
                            + newest.size()
                            + " objects that were acknowledged last it has "
                            + there
                            + ". Mount the disk or reach the bucket again. Only where you know that"
                            + " it is the archive's: write the same id into "
                            + KEY
                            + " there, {\"store\":\"…\"}, and into "
                            + home);
        }
    }

    private boolean isEmpty() throws IOException {
        try (Stream<?> objects = store.list(StorePrefix.ALL)) {
            return objects.findAny().isEmpty();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private StoreException.NotThere notThere(String why) {
        return new StoreException.NotThere(store.describe() + ": " + why);
    }

    private Said said() throws IOException {
        try (InputStream in = store.open(KEY)) {
            String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            Matcher mark = MARK.matcher(text);
            return new Said(true, mark.matches() ? id(mark.group(1)) : null);
        } catch (StoreException.NotFound e) {
            return Said.NOTHING;
        }
    }

    private static @Nullable UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Known known() throws IOException {
        try {
            return new Known(true, id(Files.readString(home).strip()));
        } catch (NoSuchFileException e) {
            return new Known(false, null);
        }
    }

    private void mark(UUID id, Said before) throws IOException {
        if (before.there()) {
            LOG.warn("{} in {} was not as it was written", KEY, store.describe());
            store.delete(KEY);
        }
        byte[] bytes = ("{\"store\":\"" + id + "\"}\n").getBytes(StandardCharsets.UTF_8);
        Object unused =
                store.putNew(KEY, ByteSource.of(bytes), Digest.of(DigestAlgorithm.SHA512, bytes));
        if (!says(id)) {
            throw new StoreException(KEY + " does not read back as it was written");
        }
        LOG.info("{} has the id {}", store.describe(), id);
    }

    /** After the store says it: where the home names an id, the store has it. */
    private void remember(UUID id) throws IOException {
        Path folder = home.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("No file can be " + home);
        }
        Files.createDirectories(folder);
        Path begun = folder.resolve(home.getFileName() + ".tmp");
        try (FileChannel file =
                FileChannel.open(
                        begun,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap((id + "\n").getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                int unused = file.write(bytes);
            }
            file.force(true);
        }
        Object unused = Files.move(begun, home, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(folder)) {
            directory.force(true);
        }
    }
}
