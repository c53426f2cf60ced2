package vn.tangthu.repository.aip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/**
 * Acknowledgements as objects {@code log/acknowledged/<delivery>/000001.jsonl}: a line for the
 * delivery, one for each package with its version and the SHA-512 of that version's inventory, and
 * a last one with the SHA-512 of all lines before it. A delivery has one object, or a second when
 * it was taken up again with more in it. A version that an archivist made has one of its own,
 * {@code log/acknowledged/versions/<aip>/000002.jsonl}, of the same form.
 */
@Component
final class AcknowledgementLog implements Acknowledgements {
    static final String PREFIX = "log/acknowledged";

    private static final Pattern KEY =
            Pattern.compile(PREFIX + "/([0-9a-f-]{36})/([0-9]{6})\\.jsonl");

    private static final Pattern VERSION =
            Pattern.compile(PREFIX + "/versions/([0-9a-f-]{36})/([0-9]{6})\\.jsonl");

    /** Words are read so many ahead. */
    private static final int AHEAD = 32;

    /** Inventories are read by so many threads: on S3 reading is waiting. */
    private static final int THREADS = 8;

    private final ObjectStore store;
    private final AipStore aips;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    AcknowledgementLog(ObjectStore store, AipStore aips, Clock clock) {
        this.store = store;
        this.aips = aips;
        this.clock = clock;
    }

    @Override
    public void write(DeliveryId delivery, Map<AipId, Integer> packages) throws IOException {
        List<StoreKey> keys = keys(delivery);
        Map<AipId, Integer> written = sound(keys);
        Map<AipId, Integer> missing = new LinkedHashMap<>(packages);
        missing.entrySet().removeIf(e -> written.getOrDefault(e.getKey(), 0) >= e.getValue());
        if (missing.isEmpty()) {
            return;
        }
        int number = keys.isEmpty() ? 1 : number(keys.getLast()) + 1;
        put(key(delivery, number), bytes("delivery", delivery.toString(), missing));
    }

    @Override
    public void write(AipId aip, int version, String actor) throws IOException {
        StoreKey key = Acknowledgements.wordOf(aip, version);
        if (store.info(key).isPresent()) {
            if (AcknowledgementContent.read(store, key).sound()) {
                return;
            }
            store.delete(key); // torn by a failing disk; the version it stands for is here
        }
        put(key, bytes("actor", actor, Map.of(aip, version)));
    }

    @Override
    public int newest(AipId aip) throws IOException {
        try (Stream<ObjectInfo> words =
                store.list(StorePrefix.below(PREFIX + "/versions/" + aip))) {
            return words.map(word -> VERSION.matcher(word.key().value()))
                    .filter(Matcher::matches)
                    .mapToInt(word -> Integer.parseInt(word.group(2)))
                    .max()
                    .orElse(0);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void put(StoreKey key, byte[] bytes) throws IOException {
        Digest digest = Digest.of(DigestAlgorithm.SHA512, bytes);
        IOException failure = null;
        try {
            var unused = store.putNew(key, ByteSource.of(bytes), digest);
        } catch (IOException e) {
            failure = e; // perhaps only the answer was lost
        }
        if (store.info(key).isEmpty()) {
            throw failure != null ? failure : new StoreException.NotFound(key);
        }
        if (!isSound(key, digest)) {
            // What a failing disk or network made of it must not be taken for the word itself.
            store.delete(key);
            throw failure != null
                    ? failure
                    : new StoreException("The acknowledgement is not stored as written: " + key);
        }
    }

    private boolean isSound(StoreKey key, Digest digest) throws IOException {
        try (InputStream in = store.open(key)) {
            return Digest.of(DigestAlgorithm.SHA512, in.readAllBytes()).equals(digest);
        }
    }

    private byte[] bytes(String by, String name, Map<AipId, Integer> packages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(packages.size() * 210 + 300);
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("type", "acknowledgement");
        head.put(by, name);
        head.put("at", clock.instant().toString());
        head.put("packages", packages.size());
        line(out, head);
        List<Map.Entry<AipId, Integer>> ordered = new ArrayList<>(packages.entrySet());
        ordered.sort(Comparator.comparing(e -> e.getKey().value()));
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Digest>> inventories = new ArrayList<>();
            for (Map.Entry<AipId, Integer> one : ordered) {
                inventories.add(threads.submit(() -> aips.inventory(one.getKey(), one.getValue())));
            }
            for (int i = 0; i < ordered.size(); i++) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("aip", ordered.get(i).getKey().toString());
                entry.put("version", ordered.get(i).getValue());
                entry.put("inventory", get(inventories.get(i), threads).hex());
                line(out, entry);
            }
        }
        Digest all = Digest.of(DigestAlgorithm.SHA512, out.toByteArray());
        line(out, Map.of("sha512", all.hex()));
        return out.toByteArray();
    }

    private static <T> T get(Future<T> read, ExecutorService threads) throws IOException {
        try {
            return read.get();
        } catch (ExecutionException e) {
            threads.shutdownNow();
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException("It cannot be read", e);
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private void line(ByteArrayOutputStream out, Map<String, Object> line) {
        out.writeBytes((json.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Map<AipId, Integer> of(DeliveryId delivery) throws IOException {
        return sound(keys(delivery));
    }

    private Map<AipId, Integer> sound(List<StoreKey> keys) throws IOException {
        Map<AipId, Integer> all = new HashMap<>();
        for (StoreKey key : keys) {
            AcknowledgementContent content = AcknowledgementContent.read(store, key);
            if (content.sound()) {
                for (int i = 0; i < content.size(); i++) {
                    all.merge(content.aip(i), content.version(i), Math::max);
                }
            }
        }
        return all;
    }

    @Override
    public Map<String, Digest> objects(DeliveryId delivery) throws IOException {
        Map<String, Digest> objects = new HashMap<>();
        for (StoreKey key : keys(delivery)) {
            AcknowledgementContent content = AcknowledgementContent.read(store, key);
            if (content.sound()) {
                objects.put(key.value(), content.digest());
            }
        }
        return objects;
    }

    @Override
    public All all() throws IOException {
        return read(List.of(StorePrefix.below(PREFIX)));
    }

    @Override
    public All about(AipId aip, Collection<DeliveryId> deliveries) throws IOException {
        List<StorePrefix> places = new ArrayList<>();
        places.add(StorePrefix.below(PREFIX + "/versions/" + aip));
        deliveries.forEach(one -> places.add(StorePrefix.below(PREFIX + "/" + one)));
        return read(places);
    }

    private AcknowledgementIndex read(List<StorePrefix> places) throws IOException {
        AcknowledgementIndex index = new AcknowledgementIndex();
        for (StorePrefix place : places) {
            read(place, index);
        }
        return index;
    }

    private void read(StorePrefix place, AcknowledgementIndex index) throws IOException {
        Map<DeliveryId, Numbers> numbers = new HashMap<>();
        Deque<Future<Word>> ahead = new ArrayDeque<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS);
                Stream<ObjectInfo> objects = store.list(place)) {
            for (var infos = objects.iterator(); infos.hasNext(); ) {
                StoreKey key = infos.next().key();
                if (!KEY.matcher(key.value()).matches()
                        && !VERSION.matcher(key.value()).matches()) {
                    index.problem(
                            key.value(),
                            new Problem(Damage.EXTRA, "No acknowledgement is named so"));
                    continue;
                }
                Matcher ofDelivery = KEY.matcher(key.value());
                if (ofDelivery.matches()) {
                    numbers.merge(
                            new DeliveryId(UUID.fromString(ofDelivery.group(1))),
                            new Numbers(number(key), 1),
                            Numbers::plus);
                }
                ahead.add(
                        threads.submit(
                                () -> new Word(key, AcknowledgementContent.read(store, key))));
                if (ahead.size() > AHEAD) {
                    take(index, get(ahead.remove(), threads));
                }
            }
            while (!ahead.isEmpty()) {
                take(index, get(ahead.remove(), threads));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Map.Entry<DeliveryId, Numbers> one : numbers.entrySet()) {
            if (one.getValue().greatest() > one.getValue().count()) {
                gap(one.getKey(), index);
            }
        }
    }

    /** The greatest number among the objects of a delivery, and how many there are. */
    private record Numbers(int greatest, int count) {
        static Numbers plus(Numbers one, Numbers other) {
            return new Numbers(Math.max(one.greatest, other.greatest), one.count + other.count);
        }
    }

    /** They are numbered from 1 without a gap: what is missing before the last was lost. */
    private void gap(DeliveryId delivery, AcknowledgementIndex index) throws IOException {
        int expected = 1;
        for (StoreKey key : keys(delivery)) {
            if (number(key) != expected) {
                index.damaged(delivery);
                index.problem(
                        key(delivery, expected).value(),
                        new Problem(Damage.MISSING, "It came before " + key.lastSegment()));
            }
            expected = number(key) + 1;
        }
    }

    private static StoreKey key(DeliveryId delivery, int number) {
        return new StoreKey(
                String.format(Locale.ROOT, "%s/%s/%06d.jsonl", PREFIX, delivery, number));
    }

    private record Word(StoreKey key, AcknowledgementContent content) {}

    private static void take(AcknowledgementIndex index, Word word) {
        String key = word.key().value();
        AcknowledgementContent content = word.content();
        Matcher ofDelivery = KEY.matcher(key);
        if (ofDelivery.matches()) {
            DeliveryId delivery = new DeliveryId(UUID.fromString(ofDelivery.group(1)));
            index.delivery(delivery);
            for (int i = 0; i < content.size(); i++) {
                index.add(content.aip(i), content.version(i), delivery, content.inventory(i));
            }
            if (content.sound()) {
                index.object(key, content.digest());
            } else {
                index.damaged(delivery);
            }
        }
        Matcher ofVersion = VERSION.matcher(key);
        if (ofVersion.matches()) {
            // The name alone proves it; what a damaged one says of the inventory proves nothing.
            AipId aip = new AipId(UUID.fromString(ofVersion.group(1)));
            int version = Integer.parseInt(ofVersion.group(2));
            long inventory = content.sound() && content.size() == 1 ? content.inventory(0) : 0;
            index.add(aip, version, inventory);
        }
        if (!content.sound()) {
            index.problem(
                    key,
                    new Problem(
                            Damage.CHANGED, "Its lines do not have the digest that it ends with"));
        }
    }

    private List<StoreKey> keys(DeliveryId delivery) throws IOException {
        try (Stream<ObjectInfo> objects = store.list(StorePrefix.below(PREFIX + "/" + delivery))) {
            return objects.map(ObjectInfo::key)
                    .filter(key -> KEY.matcher(key.value()).matches())
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static int number(StoreKey key) {
        return Integer.parseInt(key.lastSegment().substring(0, 6));
    }
}
