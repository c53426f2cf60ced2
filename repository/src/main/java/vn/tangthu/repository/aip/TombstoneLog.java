package vn.tangthu.repository.aip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import vn.tangthu.repository.Acknowledgements.Problem;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/** Tombstones as objects {@code log/erased/<object>.jsonl}: one line, and the seal of the line. */
@Component
final class TombstoneLog implements Tombstones {
    private static final String PREFIX = "log/erased";
    private static final Pattern KEY = Pattern.compile(PREFIX + "/([0-9a-f-]{36})\\.jsonl");

    /** Read so many ahead, by so many threads: on S3 reading is waiting. */
    private static final int AHEAD = 64;

    private static final int THREADS = 8;

    private final ObjectStore store;

    TombstoneLog(ObjectStore store) {
        this.store = store;
    }

    @Override
    public Tombstone write(Tombstone tombstone) throws IOException {
        StoreKey key = Tombstones.keyOf(tombstone.object());
        Optional<Tombstone> before = of(tombstone.object());
        if (before.isPresent()) {
            return before.get();
        }
        byte[] bytes = SealedLines.write(List.of(line(tombstone)));
        Digest digest = Digest.of(DigestAlgorithm.SHA512, bytes);
        if (store.info(key).isPresent()) {
            store.delete(key); // torn by a failing disk: whoever erases says it again
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
        StoreKey key = Tombstones.keyOf(object);
        try {
            return Optional.ofNullable(read(key, object).tombstone());
        } catch (StoreException.NotFound e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean named(UUID object) throws IOException {
        return store.info(Tombstones.keyOf(object)).isPresent();
    }

    private record Read(StoreKey key, Digest digest, @Nullable Tombstone tombstone) {}

    private Read read(StoreKey key, UUID object) throws IOException {
        byte[] bytes;
        try (InputStream in = store.open(key)) {
            bytes = in.readAllBytes();
        }
        Digest digest = Digest.of(DigestAlgorithm.SHA512, bytes);
        List<JsonNode> lines = SealedLines.read(bytes);
        Tombstone tombstone = null;
        if (lines != null && lines.size() == 1) {
            try {
                tombstone = tombstone(lines.getFirst());
            } catch (RuntimeException e) {
                tombstone = null; // sealed, but by somebody who does not know what stands in one
            }
        }
        // One that was put in another's place says nothing about this object.
        boolean own = tombstone != null && tombstone.object().equals(object);
        return new Read(key, digest, own ? tombstone : null);
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
        }
        return line;
    }

    private static Tombstone tombstone(JsonNode line) {
        List<String> deciders = new ArrayList<>();
        line.path("deciders").forEach(name -> deciders.add(name.asString()));
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
                line.has("successor") ? uuid(line.path("successor").asString()) : null);
    }

    private static UUID uuid(String urn) {
        return UUID.fromString(urn.substring("urn:uuid:".length()));
    }

    @Override
    public All all() throws IOException {
        Index index = new Index();
        Deque<Future<Read>> ahead = new ArrayDeque<>();
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
                index.named.add(object);
                ahead.add(threads.submit(() -> read(key, object)));
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

    private static void take(Index index, Future<Read> read) throws IOException {
        try {
            Read one = read.get();
            String key = one.key().value();
            if (one.tombstone() == null) {
                index.problems.put(
                        key,
                        new Problem(
                                Damage.CHANGED,
                                "Its line does not have the digest that it ends with, or names"
                                        + " another object"));
            } else {
                index.sound.put(one.tombstone().object(), one.digest());
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
