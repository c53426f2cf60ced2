package vn.tangthu.repository.orders;

import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ErasureStep;

/** Erases the packages of what is erased from the deliveries that wait for agencies. */
@Component
class ErasedDeliveries implements ErasureStep {
    private final DeliveryRows rows;
    private final DeliveryBytes bytes;
    private final DeliveryLeftovers leftovers;

    ErasedDeliveries(DeliveryRows rows, DeliveryBytes bytes, DeliveryLeftovers leftovers) {
        this.rows = rows;
        this.bytes = bytes;
        this.leftovers = leftovers;
    }

    @Override
    public Place place() {
        return Place.DERIVED;
    }

    /**
     * Whatever was stored for its lines, entered or not. Its bytes first: an erasure that was cut
     * off is done again and still knows them.
     */
    @Override
    public void erase(List<Erased> some) throws IOException {
        for (Erased one : some) {
            for (DeliveryRows.Place place : rows.ofRecord(one.object())) {
                if (!bytes.erase(place.order(), place.n())) {
                    leftovers.hold(place.order()); // what the store holds back is tried again
                }
            }
            rows.forgetRecord(one.object());
        }
    }
}
