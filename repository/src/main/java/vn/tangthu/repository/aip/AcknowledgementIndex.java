package vn.tangthu.repository.aip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.ScratchIds;

/** Acknowledgements by package, in numbers: an archive has some hundred thousand packages. */
final class AcknowledgementIndex implements Acknowledgements.All {
    /** The newest delivered version, with the number of its delivery, in one. */
    private static final int DELIVERED = 0;

    /** The newest version. */
    private static final int VERSION = 1;

    /** The beginning of the digest of that version's inventory. */
    private static final int INVENTORY = 2;

    private final ScratchIds packages = new ScratchIds(3);
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
        add(aip, version, inventory);
        if (version > packages.get(aip.value(), DELIVERED) >>> 32) {
            packages.set(
                    aip.value(),
                    DELIVERED,
                    (long) version << 32 | numbers.getOrDefault(delivery, 0));
        }
    }

    /** A version that an archivist made. */
    void add(AipId aip, int version, long inventory) {
        if (version > packages.get(aip.value(), VERSION)) {
            packages.set(aip.value(), VERSION, version);
            packages.set(aip.value(), INVENTORY, inventory);
        }
    }

    @Override
    public Optional<Acknowledgements.Acknowledged> of(AipId aip) {
        if (!packages.has(aip.value())) {
            return Optional.empty();
        }
        long last = packages.get(aip.value(), DELIVERED);
        int delivered = (int) (last >>> 32);
        return Optional.of(
                new Acknowledgements.Acknowledged(
                        (int) packages.get(aip.value(), VERSION),
                        delivered == 0 ? null : deliveries.get((int) last),
                        packages.get(aip.value(), INVENTORY),
                        delivered));
    }

    @Override
    public void forEach(Consumer<AipId> acknowledged) {
        packages.forEach(id -> acknowledged.accept(new AipId(id)));
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
