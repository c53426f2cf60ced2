package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Progress;

@Timeout(120)
class RunsTest {
    private final Runs runs = new Runs();
    private final DeliveryId large = new DeliveryId(new UUID(0, 1));
    private final DeliveryId other = new DeliveryId(new UUID(0, 2));

    @Test
    void whileOneDeliveryIsTakenAwayOnlyWhoWantsTheSameOneWaits() throws Exception {
        CountDownLatch takingAway = new CountDownLatch(1);
        CountDownLatch takenAway = new CountDownLatch(1);
        CompletableFuture<Boolean> removal =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return runs.ifIdle(
                                        large,
                                        () -> {
                                            takingAway.countDown();
                                            awaitQuietly(takenAway);
                                        });
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        takingAway.await();

        assertThat(runs.find(large)).isEmpty();
        assertThat(runs.begin(other, new Run(Progress.NONE))).isTrue();
        runs.end(other);
        assertThat(runs.ifIdle(other, () -> {})).isTrue();
        CompletableFuture<Boolean> beginning =
                CompletableFuture.supplyAsync(() -> runs.begin(large, new Run(Progress.NONE)));
        Thread.sleep(50);
        assertThat(beginning).isNotDone();

        takenAway.countDown();
        assertThat(removal.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(beginning.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(runs.ifIdle(large, () -> {})).isFalse();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
