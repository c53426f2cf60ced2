package vn.tangthu.repository.fixity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final long MB = 1_000_000;
    private static final double SECOND = 1e9;

    /** Time passes only by waiting and reading. */
    private static final class FakeTime implements RateLimit.Time {
        private long now = 12345;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void sleep(long nanos) {
            now += nanos;
        }
    }

    @Test
    void noMoreBytesPassInASecondThanAreAllowed() throws IOException {
        FakeTime time = new FakeTime();
        RateLimit limit = new RateLimit(() -> 20 * MB, () -> false, time);
        long began = time.nanos();
        for (long read = 0; read < 200 * MB; read += 100_000) {
            limit.pass(100_000);
            time.now += 10_000; // reading takes a little, too
        }
        double seconds = (time.nanos() - began) / SECOND;
        assertThat(200 / seconds).isBetween(19.5, 20.5);
    }

    @Test
    void timeThatWasNotUsedIsNotSavedUp() throws IOException {
        FakeTime time = new FakeTime();
        RateLimit limit = new RateLimit(() -> 10 * MB, () -> false, time);
        time.now += (long) (3600 * SECOND);
        long began = time.nanos();
        for (int i = 0; i < 100; i++) {
            limit.pass((int) MB);
        }
        assertThat((time.nanos() - began) / SECOND).isBetween(9.7, 10.1);
    }

    @Test
    void theLimitFollowsWhatIsAllowedNow() throws IOException {
        FakeTime time = new FakeTime();
        AtomicLong rate = new AtomicLong(10 * MB);
        RateLimit limit = new RateLimit(rate::get, () -> false, time);
        limit.pass((int) (10 * MB));
        rate.set(5 * MB); // another process shares the work now
        long began = time.nanos();
        limit.pass((int) (10 * MB));
        assertThat((time.nanos() - began) / SECOND).isBetween(1.7, 2.1);
    }

    @Test
    void whoIsStoppedDoesNotReadOn() {
        FakeTime time = new FakeTime();
        AtomicBoolean stopped = new AtomicBoolean();
        RateLimit limit =
                new RateLimit(
                        () -> 1,
                        stopped::get,
                        new RateLimit.Time() {
                            @Override
                            public long nanos() {
                                return time.nanos();
                            }

                            @Override
                            public void sleep(long nanos) {
                                time.sleep(nanos);
                                stopped.set(true);
                            }
                        });
        long began = time.nanos();
        assertThatThrownBy(() -> limit.pass((int) MB)).isInstanceOf(InterruptedIOException.class);
        assertThat(time.nanos() - began).isLessThan((long) SECOND);
        assertThatThrownBy(() -> limit.pass(1)).isInstanceOf(InterruptedIOException.class);
    }
}
