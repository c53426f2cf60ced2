package vn.tangthu.repository.orders;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ErasureStep;

/**
 * Forgets how an agency wrote what is erased; which code was ordered stays, as in other registers.
 */
@Component
class ErasedOrders implements ErasureStep {
    private final JdbcClient jdbc;

    ErasedOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Place place() {
        return Place.ROWS;
    }

    @Override
    public void erase(List<Erased> some) {
        for (Erased one : some) {
            int unused =
                    jdbc.sql("update kept.agency_order_line set asked = '' where record = :record")
                            .param("record", one.object())
                            .update();
        }
    }
}
