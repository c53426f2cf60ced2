package vn.tangthu.repository.catalogue;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.storage.Digest;

/** Where no package is stored, none can be acknowledged in the store. */
final class MemoryAcknowledgements implements Acknowledgements {
    private final Map<DeliveryId, Map<AipId, Integer>> all = new HashMap<>();

    @Override
    public synchronized void write(DeliveryId delivery, Map<AipId, Integer> packages) {
        all.computeIfAbsent(delivery, d -> new HashMap<>()).putAll(packages);
    }

    @Override
    public void write(AipId aip, int version, String actor) {}

    @Override
    public int newest(AipId aip) {
        return 0;
    }

    @Override
    public synchronized Map<AipId, Integer> of(DeliveryId delivery) {
        return Map.copyOf(all.getOrDefault(delivery, Map.of()));
    }

    @Override
    public Map<String, Digest> objects(DeliveryId delivery) {
        return Map.of();
    }

    @Override
    public All about(AipId aip, Collection<DeliveryId> deliveries) {
        throw new UnsupportedOperationException();
    }

    @Override
    public All all() {
        throw new UnsupportedOperationException();
    }
}
