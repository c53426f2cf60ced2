package vn.tangthu.portal.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AgencyDeliveries;
import vn.tangthu.repository.AgencyDeliveries.Delivery;
import vn.tangthu.repository.AgencyDeliveries.State;
import vn.tangthu.repository.Finding;

class DeliveryBoxTest {
    private static final Words WORDS = new Words(Locale.forLanguageTag("vi"));

    private static String shown(State state) {
        AgencyDeliveries deliveries = mock(AgencyDeliveries.class);
        when(deliveries.find(any()))
                .thenReturn(
                        Optional.of(
                                new Delivery(
                                        state,
                                        1,
                                        2,
                                        10,
                                        "An",
                                        Instant.EPOCH,
                                        null,
                                        Finding.blocks("DELIVERY_GREW", "order"))));
        return new DeliveryBox(deliveries, OrderDeliveryTest.ORDER, WORDS, () -> {}, () -> {})
                .getElement()
                .getOuterHTML();
    }

    @Test
    void whatFailedCanBeGoneOnWithOrCancelledAndWhatIsGoneOnlyOrderedAgain() {
        String start = WORDS.of("delivery.start");
        String cancel = WORDS.of("delivery.cancel");
        assertThat(shown(State.FAILED)).contains(start, cancel);
        assertThat(shown(State.READY)).contains(cancel).doesNotContain(start);
        assertThat(shown(State.CANCELLED)).contains(start).doesNotContain(cancel);
    }
}
