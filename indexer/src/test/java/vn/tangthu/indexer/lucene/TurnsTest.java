package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import vn.tangthu.indexer.SearchBusyException;

class TurnsTest {
    @Test
    void whoFindsNoPlaceIsToldSoAfterAShortTimeAndLaterFindsOne() {
        Turns turns = new Turns(2, Duration.ofMillis(50));
        Turns.Turn first = turns.take();
        try (Turns.Turn second = turns.take()) {
            assertThat(second).isNotNull();
            long start = System.nanoTime();
            assertThatThrownBy(turns::take)
                    .isInstanceOf(SearchBusyException.class)
                    .hasMessageContaining("thử lại")
                    .hasMessageContaining("try again");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(40), Duration.ofSeconds(5));
            first.close();
            turns.take().close();
        }
    }

    @Test
    void aSearchThatFailsGivesItsPlaceBack() {
        Turns turns = new Turns(1, Duration.ofMillis(1));
        assertThatThrownBy(
                        () -> {
                            try (Turns.Turn turn = turns.take()) {
                                assertThat(turn).isNotNull();
                                throw new IllegalStateException("failed");
                            }
                        })
                .isInstanceOf(IllegalStateException.class);
        turns.take().close();
    }
}
