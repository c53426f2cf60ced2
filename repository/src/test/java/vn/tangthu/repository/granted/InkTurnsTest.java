package vn.tangthu.repository.granted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.tangthu.repository.PageInk;
import vn.tangthu.repository.PageRenderer.NotRenderable;
import vn.tangthu.repository.PageRenderer.Rendered;
import vn.tangthu.repository.Redactions.Area;

/** Pages are drawn into by few at once, whoever asks. */
@Timeout(60)
class InkTurnsTest {
    private static final Rendered A4 = new Rendered(new byte[0], 2_000, 2_828);
    private static final Rendered LONG = new Rendered(new byte[0], 2_000, 10_000);

    private final AtomicInteger at = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch two = new CountDownLatch(2);
    private final Semaphore go = new Semaphore(0);
    private final InkTurns turns = new InkTurns(new Ink(), Duration.ofMillis(50));

    private final class Ink implements PageInk {
        @Override
        public Rendered cover(Rendered page, List<Area> areas) {
            most.accumulateAndGet(at.incrementAndGet(), Math::max);
            two.countDown();
            go.acquireUninterruptibly();
            at.decrementAndGet();
            return page;
        }

        @Override
        public Rendered foot(Rendered page, List<Area> areas, String line) {
            return cover(page, areas);
        }
    }

    @Test
    void whoLooksIsToldToComeBackWhileTwoAreDrawnAndAJobWaits() throws Exception {
        try (ExecutorService others = Executors.newFixedThreadPool(4)) {
            Future<Rendered> first = others.submit(() -> turns.foot(A4, List.of(), "BD"));
            Future<Rendered> second = others.submit(() -> turns.cover(A4, List.of()));
            assertThat(two.await(30, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> turns.foot(A4, List.of(), "BD"))
                    .isInstanceOf(PageInk.Busy.class);
            assertThatThrownBy(() -> turns.cover(A4, List.of())).isInstanceOf(PageInk.Busy.class);
            Future<Rendered> large = others.submit(() -> turns.coverInTurn(LONG, List.of()));
            Future<Rendered> job = others.submit(() -> turns.coverInTurn(A4, List.of()));
            go.release(4);
            for (Future<Rendered> one : List.of(first, second, large, job)) {
                assertThat(one.get()).isNotNull();
            }
        }
        assertThat(most).hasValue(2);
        go.release(1);
        assertThat(turns.cover(LONG, List.of())).as("every turn was given back").isSameAs(LONG);
    }

    @Test
    void aPageThatIsTooLargeIsNotDrawnInto() {
        Rendered huge = new Rendered(new byte[0], 2_000, 12_001);
        assertThatThrownBy(() -> turns.coverInTurn(huge, List.of()))
                .isInstanceOf(NotRenderable.class);
        assertThatThrownBy(() -> turns.foot(huge, List.of(), "BD"))
                .isInstanceOf(NotRenderable.class);
        assertThat(at).hasValue(0);
    }
}
