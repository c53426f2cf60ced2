package vn.tangthu.repository.aip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.ScratchLongs;

/**
 * Acknowledgements by package in one table of numbers, 40 bytes for each place outside the heap: an
 * archive has some hundred thousand packages.
 */
final class AcknowledgementIndex implements Acknowledgements.All {
    /**
     * For each package: two of its id; the newest delivered version with the number of its delivery
     * in one; the newest version; the digest of that version's inventory.
     */
    private static final int WIDTH = 5;

    private ScratchLongs table = new ScratchLongs(WIDTH << 8);
    private int size;
    private final Map<DeliveryId, Integer> numbers = new HashMap<>();
    private final List<DeliveryId> deliveries = new ArrayList<>();
    private final Set<DeliveryId> damaged = new HashSet<>();
    private final Map<String, Digest> objects = new HashMap<>();
    private final Map<String, Acknowledgements.Problem> problems = new TreeMap<>();

    void delivery(DeliveryId delivery) {
        if (numbers.putIfAbsent(delivery, deliveries.size()) == null) {
            deliveries.add(delivery);
        }
    }

    void object(String key, Digest digest) {
        objects.put(key, digest);
    }

    void damaged(DeliveryId delivery) {
        damaged.add(delivery);
    }

    void problem(String key, Acknowledgements.Problem problem) {
        problems.put(key, problem);
    }

    /** A version that a delivery brought; the newest counts. */
    void add(AipId aip, int version, DeliveryId delivery, long inventory) {
        delivery(delivery);
        long slot = newest(aip, version, inventory);
        if (version > table.get(slot + 2) >>> 32) {
            table.set(slot + 2, (long) version << 32 | numbers.getOrDefault(delivery, 0));
        }
    }

    /** A version that an archivist made. */
    void add(AipId aip, int version, long inventory) {
        long unused = newest(aip, version, inventory);
    }

    private long newest(AipId aip, int version, long inventory) {
        long slot = slot(table, aip.value().getMostSignificantBits(), low(aip));
        if (table.get(slot + 3) == 0 && ++size > table.length() / WIDTH * 3 / 4) {
            grow();
            slot = slot(table, aip.value().getMostSignificantBits(), low(aip));
        }
        if (version > table.get(slot + 3)) {
            table.set(slot, aip.value().getMostSignificantBits());
            table.set(slot + 1, low(aip));
            table.set(slot + 3, version);
            table.set(slot + 4, inventory);
        }
        return slot;
    }

    private void grow() {
        ScratchLongs larger = new ScratchLongs(table.length() * 2);
        for (long i = 0; i < table.length(); i += WIDTH) {
            if (table.get(i + 3) != 0) {
                long slot = slot(larger, table.get(i), table.get(i + 1));
                for (int part = 0; part < WIDTH; part++) {
                    larger.set(slot + part, table.get(i + part));
                }
            }
        }
        table.replaced();
        table = larger;
    }

    private static long low(AipId aip) {
        return aip.value().getLeastSignificantBits();
    }

    /** Where it is, or where it would be put: versions count from 1, so an empty place has none. */
    private static long slot(ScratchLongs table, long high, long low) {
        long places = table.length() / WIDTH;
        long mixed = (high ^ low) * 0x9E3779B97F4A7C15L;
        long place = mixed >>> 32 & places - 1;
        while (table.get(place * WIDTH + 3) != 0
                && (table.get(place * WIDTH) != high || table.get(place * WIDTH + 1) != low)) {
            place = place + 1 & places - 1;
        }
        return place * WIDTH;
    }

    @Override
    public Optional<Acknowledgements.Acknowledged> of(AipId aip) {
        long slot = slot(table, aip.value().getMostSignificantBits(), low(aip));
        if (table.get(slot + 3) == 0) {
            return Optional.empty();
        }
        int delivered = (int) (table.get(slot + 2) >>> 32);
        return Optional.of(
                new Acknowledgements.Acknowledged(
                        (int) table.get(slot + 3),
                        delivered == 0 ? null : deliveries.get((int) table.get(slot + 2)),
                        table.get(slot + 4),
                        delivered));
    }

    @Override
    public void forEach(Consumer<AipId> acknowledged) {
        for (long i = 0; i < table.length(); i += WIDTH) {
            if (table.get(i + 3) != 0) {
                acknowledged.accept(new AipId(new UUID(table.get(i), table.get(i + 1))));
            }
        }
    }

    @Override
    public Set<DeliveryId> deliveries() {
        return Set.copyOf(deliveries);
    }

    @Override
    public Map<String, Digest> objects() {
        return Map.copyOf(objects);
    }

    @Override
    public boolean isDamaged(DeliveryId delivery) {
        return damaged.contains(delivery);
    }

    @Override
    public Map<String, Acknowledgements.Problem> problems() {
        return Map.copyOf(problems);
    }
}
