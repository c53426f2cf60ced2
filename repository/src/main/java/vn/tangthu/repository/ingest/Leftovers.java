package vn.tangthu.repository.ingest;

import java.io.IOException;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.CatalogueWriter.OpenReservation;
import vn.tangthu.repository.DeliveryId;

/**
 * Takes away what was stored and never acknowledged: the object first and its reservation after, so
 * that a kill between the two leaves a reservation that leads here again.
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
        for (OpenReservation open : catalogue.openReservations(delivery)) {
            remove(open);
        }
    }

    void remove(OpenReservation open) throws IOException {
        store.removeUnacknowledged(open.id());
        catalogue.discard(open.id());
    }
}
