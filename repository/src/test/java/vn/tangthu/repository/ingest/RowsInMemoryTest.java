package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.ingest.RowsInMemory.Share;

@Timeout(120)
class RowsInMemoryTest {
    private static final int HUGE = 100_000;
    private final RowsInMemory rows = new RowsInMemory();

    /** In line once it says so. */
    private static final class Line implements Progress {
        private final CountDownLatch in = new CountDownLatch(1);

        @Override
        public void at(Phase phase, long done, long total) {
            in.countDown();
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }

    private CompletableFuture<Share> later(boolean takenIn, Progress progress) {
        CompletableFuture<Share> share = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                share.complete(
                                        takenIn
                                                ? rows.takenIn(HUGE, progress)
                                                : rows.checkedOnly(HUGE, progress));
                            } catch (IOException | RuntimeException e) {
                                share.completeExceptionally(e);
                            }
                        });
        return share;
    }

    private CompletableFuture<Share> inLine(boolean takenIn) throws InterruptedException {
        Line line = new Line();
        CompletableFuture<Share> share = later(takenIn, line);
        line.in.await();
        return share;
    }

    private static Share got(CompletableFuture<Share> share) throws Exception {
        return share.get(30, TimeUnit.SECONDS);
    }

    private static void stillWaits(CompletableFuture<Share> share) throws InterruptedException {
        Thread.sleep(50);
        assertThat(share).isNotDone();
    }

    @Test
    void aHugeDryRunWaitsForAHugeDeliveryAndWhatFitsBesideItDoesNot() throws Exception {
        Share delivery = got(later(true, Progress.NONE));
        CompletableFuture<Share> dryRun = inLine(false);
        stillWaits(dryRun);
        rows.checkedOnly(40_000, Progress.NONE).close();
        rows.checkedOnly(SourceSize.SMALL_FILES, Progress.NONE).close();

        delivery.close();
        got(dryRun).close();
        got(later(true, Progress.NONE)).close();
    }

    /** One of two with the same codes waits for the other to store: it must not wait here too. */
    @Test
    void deliveriesThatAreTakenInDoNotWaitForEachOtherButForDryRuns() throws Exception {
        Share first = got(later(true, Progress.NONE));
        Share second = got(later(true, Progress.NONE));
        first.close();
        second.close();

        Share dryRun = got(later(false, Progress.NONE));
        CompletableFuture<Share> delivery = inLine(true);
        stillWaits(delivery);
        CompletableFuture<Share> nextDryRun = inLine(false);
        dryRun.close();
        Share taken = got(delivery);
        stillWaits(nextDryRun); // the delivery was first
        taken.close();
        got(nextDryRun).close();
    }

    @Test
    void whoIsCancelledWaitsNoLonger() throws Exception {
        Share delivery = got(later(true, Progress.NONE));
        Progress cancelled =
                new Progress() {
                    @Override
                    public void at(Phase phase, long done, long total) {
                        assertThat(phase).isEqualTo(Phase.QUEUE);
                    }

                    @Override
                    public boolean cancelled() {
                        return true;
                    }
                };
        got(later(false, cancelled)).close();
        delivery.close();
    }
}
