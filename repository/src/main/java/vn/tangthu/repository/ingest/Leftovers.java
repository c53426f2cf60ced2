package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.CatalogueWriter.OpenReservation;
import vn.tangthu.repository.CatalogueWriter.OpenVersion;
import vn.tangthu.repository.DeliveryId;

/**
 * Takes away what was stored and never acknowledged: the object first and its reservation after, so
 * that a kill between the two leaves a reservation that leads here again. What the store says is
 * acknowledged is made visible instead, whatever the database remembers.
 */
@Component
final class Leftovers {
    private final AipStore store;
    private final CatalogueWriter catalogue;

    Leftovers(AipStore store, CatalogueWriter catalogue) {
        this.store = store;
        this.catalogue = catalogue;
    }

    void remove(DeliveryId delivery) throws IOException {
        var unused = catalogue.finishAcknowledged(delivery);
        for (OpenReservation open : catalogue.openReservations(delivery)) {
            store.removeUnacknowledged(open.id());
            catalogue.discard(open.id());
        }
        for (OpenVersion open : catalogue.openVersions(delivery)) {
            store.removeUnacknowledged(open.id(), open.version());
            catalogue.discardVersion(open.id());
        }
    }

    /** Of all deliveries but these. */
    void removeAllBut(Set<DeliveryId> needed) throws IOException {
        Set<DeliveryId> others = new LinkedHashSet<>();
        catalogue.openReservations(null).forEach(open -> others.add(open.delivery()));
        catalogue.openVersions(null).forEach(open -> others.add(open.delivery()));
        others.removeAll(needed);
        for (DeliveryId delivery : others) {
            remove(delivery);
        }
    }
}
