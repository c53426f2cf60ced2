package vn.tangthu.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.Progress.Phase;

class PaceTest {
    private final AtomicLong now = new AtomicLong();
    private final Pace pace = new Pace(now::get);

    private void at(int second, Phase phase, long done, long total) {
        now.set(Duration.ofSeconds(second).toNanos());
        pace.at(phase, done, total);
    }

    @Test
    void itSaysNothingUntilItKnows() {
        at(0, Phase.CHECK, 0, 1_000);
        at(1, Phase.CHECK, 50, 1_000);
        assertThat(pace.perSecond()).isZero();
        assertThat(pace.remaining()).isEmpty();
        at(2, Phase.CHECK, 100, 1_000);
        assertThat(pace.perSecond()).isEqualTo(50);
        assertThat(pace.remaining()).contains(Duration.ofSeconds(18));
    }

    @Test
    void itForgetsWhatWasLongAgoAndBeginsAnewWithEachPhase() {
        for (int second = 0; second <= 100; second++) {
            at(second, Phase.CHECK, second * 100L, 100_000);
        }
        for (int second = 101; second <= 200; second++) {
            at(second, Phase.CHECK, 10_000 + (second - 100) * 10L, 100_000);
        }
        assertThat(pace.perSecond()).isBetween(9.5, 11.0);
        at(201, Phase.STORE, 0, 500);
        assertThat(pace.perSecond()).isZero();
    }

    @Test
    void aTotalThatIsNotKnownHasARateAndNoEnd() {
        at(0, Phase.RECEIVE, 0, -1);
        at(4, Phase.RECEIVE, 40, -1);
        assertThat(pace.perSecond()).isEqualTo(10);
        assertThat(pace.remaining()).isEmpty();
    }
}
