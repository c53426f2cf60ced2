package vn.tangthu.repository.aip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import vn.tangthu.repository.Acknowledgements.Problem;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.LogSeal;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/**
 * Tombstones as objects {@code log/erased/<object>.jsonl}: one line, its digest, and the signature
 * of the archive's log over both (ADR 0023). Those of before there were signatures have none: they
 * count where the database has the order or the log says that they were.
 */
@Component
final class TombstoneLog implements Tombstones {
    private static final String PREFIX = "log/erased";
    private static final Pattern KEY = Pattern.compile(PREFIX + "/([0-9a-f-]{36})\\.jsonl");

    /** Read so many ahead, by so many threads: on S3 reading is waiting. */
    private static final int AHEAD = 64;

    private static final int THREADS = 8;

    /** None that we write is nearly so large: what is, is read no further. */
    private static final int MAX_BYTES = 1024 * 1024;

    private final ObjectStore store;
    private final LogSeal seal;

    TombstoneLog(ObjectStore store, LogSeal seal) {
        this.store = store;
        this.seal = seal;
    }

    @Override
    public Tombstone write(Tombstone tombstone) throws IOException {
        StoreKey key = Tombstones.keyOf(tombstone.object());
        Read before = readOrNull(tombstone.object());
        if (before != null
                && before.tombstone() != null
                && (before.signed() || seal.isLogged(tombstone.object()))) {
            return before.tombstone();
        }
        byte[] bytes = seal.sign(SealedLines.write(List.of(line(tombstone))));
        Digest digest = Digest.of(DigestAlgorithm.SHA512, bytes);
        if (before != null) {
            store.delete(key); // torn, or nobody answers for it: whoever erases says it again
        }
        IOException failure = null;
        try {
            var unused = store.putNew(key, ByteSource.of(bytes), digest);
        } catch (IOException e) {
            failure = e; // perhaps only the answer was lost
        }
        Optional<Tombstone> written = of(tombstone.object());
        if (written.isEmpty()) {
            throw failure != null
                    ? failure
                    : new StoreException("The tombstone is not stored as written: " + key);
        }
        return written.get();
    }

    @Override
    public Optional<Tombstone> of(UUID object) throws IOException {
        Read read = readOrNull(object);
        return read == null || !isBelieved(read)
                ? Optional.empty()
                : Optional.ofNullable(read.tombstone());
    }

    @Override
    public boolean named(UUID object) throws IOException {
        Read read = readOrNull(object);
        return read != null && isAnsweredFor(read);
    }

    /** Signed; or of an object of which we know elsewhere that it was to be erased. */
    private boolean isAnsweredFor(Read read) {
        return read.signed() || seal.isOrdered(read.object()) || seal.isLogged(read.object());
    }

    /** Signed; or of an object of which nothing was to stay, or of one that the log tells of. */
    private boolean isBelieved(Read read) {
        return read.signed() || seal.isOrderedWhole(read.object()) || seal.isLogged(read.object());
    }

    /**
     * @param tombstone what it says, null when it is not as it was written
     * @param signed whether a key of the archive signed what it says
     */
    private record Read(
            UUID object, Digest digest, @Nullable Tombstone tombstone, boolean signed) {}

    private @Nullable Read readOrNull(UUID object) throws IOException {
        return readOrNull(object, seal.opener());
    }

    private @Nullable Read readOrNull(UUID object, Function<byte[], Optional<byte[]>> opener)
            throws IOException {
        byte[] bytes;
        try (InputStream in = store.open(Tombstones.keyOf(object))) {
            bytes = in.readNBytes(MAX_BYTES);
        } catch (StoreException.NotFound e) {
            return null;
        }
        Digest digest = Digest.of(DigestAlgorithm.SHA512, bytes);
        Optional<byte[]> signed = opener.apply(bytes);
        Tombstone tombstone = tombstone(signed.orElseGet(() -> withoutSignature(bytes)), object);
        return new Read(object, digest, tombstone, signed.isPresent() && tombstone != null);
    }

    private static byte[] withoutSignature(byte[] bytes) {
        String note = new String(bytes, StandardCharsets.UTF_8);
        int empty = note.indexOf("\n\n");
        return empty < 0 ? bytes : note.substring(0, empty + 1).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether anything lies where the object's tombstone would: nothing is added to it then. */
    static boolean isThere(ObjectStore store, UUID object) throws IOException {
        return store.info(Tombstones.keyOf(object)).isPresent();
    }

    /** Whether a readable tombstone of the object lies there, whoever wrote it. */
    static boolean isWhole(ObjectStore store, UUID object) throws IOException {
        try (InputStream in = store.open(Tombstones.keyOf(object))) {
            return tombstone(withoutSignature(in.readNBytes(MAX_BYTES)), object) != null;
        } catch (StoreException.NotFound e) {
            return false;
        }
    }

    /** Null when the lines are not as they were written, or speak of another object. */
    private static @Nullable Tombstone tombstone(byte[] bytes, UUID object) {
        List<JsonNode> lines = SealedLines.read(bytes);
        if (lines == null || lines.size() != 1) {
            return null;
        }
        try {
            Tombstone tombstone = tombstone(lines.getFirst());
            // One that was put in another's place says nothing about this object.
            return tombstone.object().equals(object) ? tombstone : null;
        } catch (RuntimeException e) {
            return null; // sealed, but by somebody who does not know what stands in one
        }
    }

    private static Map<String, @Nullable Object> line(Tombstone tombstone) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("type", "erasure");
        line.put("object", "urn:uuid:" + tombstone.object());
        line.put("version", tombstone.version());
        line.put("reference", tombstone.reference());
        line.put("cause", tombstone.cause().name());
        line.put("basis", tombstone.basis());
        line.put("decision", tombstone.decision());
        line.put("decidedOn", tombstone.decidedOn().toString());
        line.put("deciders", tombstone.deciders());
        line.put("actor", tombstone.actor());
        if (tombstone.confirmedBy() != null) {
            line.put("confirmedBy", tombstone.confirmedBy());
        }
        line.put("at", tombstone.at().toString());
        if (tombstone.successor() != null) {
            line.put("successor", "urn:uuid:" + tombstone.successor());
            line.put(
                    "documents",
                    tombstone.documents().stream().map(id -> "urn:uuid:" + id).toList());
        }
        return line;
    }

    private static Tombstone tombstone(JsonNode line) {
        List<String> deciders = new ArrayList<>();
        line.path("deciders").forEach(name -> deciders.add(name.asString()));
        List<UUID> documents = new ArrayList<>();
        line.path("documents").forEach(id -> documents.add(uuid(id.asString())));
        return new Tombstone(
                uuid(line.path("object").asString()),
                line.path("version").asInt(),
                line.path("reference").asString(),
                Cause.valueOf(line.path("cause").asString()),
                line.path("basis").asString(),
                line.path("decision").asString(),
                LocalDate.parse(line.path("decidedOn").asString()),
                deciders,
                line.path("actor").asString(),
                line.has("confirmedBy") ? line.path("confirmedBy").asString() : null,
                Instant.parse(line.path("at").asString()),
                line.has("successor") ? uuid(line.path("successor").asString()) : null,
                documents);
    }

    private static UUID uuid(String urn) {
        return UUID.fromString(urn.substring("urn:uuid:".length()));
    }

    @Override
    public All all() throws IOException {
        Index index = new Index();
        Function<byte[], Optional<byte[]>> opener = seal.opener();
        Deque<Future<@Nullable Read>> ahead = new ArrayDeque<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS);
                Stream<ObjectInfo> objects = store.list(StorePrefix.below(PREFIX))) {
            for (var infos = objects.iterator(); infos.hasNext(); ) {
                StoreKey key = infos.next().key();
                Matcher name = KEY.matcher(key.value());
                if (!name.matches()) {
                    index.problems.put(
                            key.value(), new Problem(Damage.EXTRA, "No tombstone is named so"));
                    continue;
                }
                UUID object = UUID.fromString(name.group(1));
                ahead.add(threads.submit(() -> readOrNull(object, opener)));
                if (ahead.size() > AHEAD) {
                    take(index, ahead.remove());
                }
            }
            while (!ahead.isEmpty()) {
                take(index, ahead.remove());
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return index;
    }

    private void take(Index index, Future<@Nullable Read> read) throws IOException {
        try {
            Read one = read.get();
            if (one == null) {
                return; // listed, and gone since
            }
            String key = Tombstones.keyOf(one.object()).value();
            boolean answered = isAnsweredFor(one);
            if (answered) {
                index.named.add(one.object());
            }
            if (one.tombstone() == null) {
                index.problems.put(
                        key,
                        new Problem(
                                Damage.CHANGED,
                                "Its line does not have the digest that it ends with, or names"
                                        + " another object"));
            } else if (answered && isBelieved(one)) {
                index.sound.put(one.object(), one.digest());
            } else {
                index.problems.put(key, new Problem(Damage.EXTRA, Tombstones.UNSIGNED));
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException("It cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private static final class Index implements All {
        private final Set<UUID> named = new HashSet<>();
        private final Map<UUID, Digest> sound = new HashMap<>();
        private final Map<String, Problem> problems = new TreeMap<>();

        @Override
        public int size() {
            return named.size();
        }

        @Override
        public boolean erased(UUID object) {
            return sound.containsKey(object);
        }

        @Override
        public boolean named(UUID object) {
            return named.contains(object);
        }

        @Override
        public void forEach(Consumer<UUID> erased) {
            sound.keySet().forEach(erased);
        }

        @Override
        public Map<String, Digest> objects() {
            Map<String, Digest> objects = new HashMap<>();
            sound.forEach((id, digest) -> objects.put(Tombstones.keyOf(id).value(), digest));
            return objects;
        }

        @Override
        public Map<String, Problem> problems() {
            return Map.copyOf(problems);
        }
    }
}
