package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.ingest.Lanes.Lane;

@Timeout(120)
class LanesTest {
    private final Lanes lanes = new Lanes(2);
    private final List<String> order = new CopyOnWriteArrayList<>();

    private static final class Waiting implements Progress {
        private volatile long ahead = -1;
        private volatile boolean cancelled;

        @Override
        public void at(Phase phase, long done, long total) {
            assertThat(phase).isEqualTo(Phase.QUEUE);
            ahead = done;
        }

        @Override
        public boolean cancelled() {
            return cancelled;
        }
    }

    private CompletableFuture<Optional<Lane>> later(String name, boolean large, Waiting progress)
            throws InterruptedException {
        CompletableFuture<Optional<Lane>> lane = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                Optional<Lane> given = lanes.enter(large, progress);
                                order.add(name);
                                lane.complete(given);
                            } catch (IOException e) {
                                lane.completeExceptionally(e);
                            }
                        });
        while (progress.ahead < 0) {
            Thread.sleep(5);
        }
        return lane;
    }

    @Test
    void theyGoInTheOrderInWhichTheyCameAndKnowHowManyGoBefore() throws Exception {
        Lane large = lanes.enter(true, Progress.NONE).orElseThrow();
        Lane small = lanes.enter(false, Progress.NONE).orElseThrow();
        Waiting first = new Waiting();
        Waiting second = new Waiting();
        Waiting third = new Waiting();
        CompletableFuture<Optional<Lane>> a = later("a", true, first);
        CompletableFuture<Optional<Lane>> b = later("b", false, second);
        CompletableFuture<Optional<Lane>> c = later("c", false, third);
        assertThat(List.of(first.ahead, second.ahead, third.ahead)).containsExactly(0L, 1L, 2L);
        Thread.sleep(500); // more than one look of each: nobody loses the place

        small.close();
        Lane lane = b.get(30, TimeUnit.SECONDS).orElseThrow();
        assertThat(a).as("two large ones never go at once").isNotDone();
        lane.close();
        c.get(30, TimeUnit.SECONDS).orElseThrow().close();
        large.close();
        a.get(30, TimeUnit.SECONDS).orElseThrow().close();
        assertThat(order).containsExactly("b", "c", "a");
    }

    @Test
    void whoGivesUpLeavesTheLine() throws Exception {
        Lane one = lanes.enter(false, Progress.NONE).orElseThrow();
        Lane other = lanes.enter(false, Progress.NONE).orElseThrow();
        Waiting tired = new Waiting();
        CompletableFuture<Optional<Lane>> a = later("a", false, tired);
        Waiting patient = new Waiting();
        CompletableFuture<Optional<Lane>> b = later("b", false, patient);
        tired.cancelled = true;
        assertThat(a.get(30, TimeUnit.SECONDS)).isEmpty();
        one.close();
        b.get(30, TimeUnit.SECONDS).orElseThrow().close();
        other.close();
    }
}
