package vn.tangthu.repository.orders;

import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ErasureStep;
import vn.tangthu.storage.StoreKey;

/** Erases the packages of what is erased from the deliveries that wait for agencies. */
@Component
class ErasedDeliveries implements ErasureStep {
    private final DeliveryRows rows;
    private final DeliveryBytes bytes;

    ErasedDeliveries(DeliveryRows rows, DeliveryBytes bytes) {
        this.rows = rows;
        this.bytes = bytes;
    }

    @Override
    public Place place() {
        return Place.DERIVED;
    }

    /** Its bytes first: an erasure that was cut off is done again and still knows them. */
    @Override
    public void erase(List<Erased> some) throws IOException {
        for (Erased one : some) {
            for (String key : rows.ofRecord(one.object())) {
                bytes.erase(new StoreKey(key));
            }
            rows.forgetRecord(one.object());
        }
    }
}
