package vn.tangthu.repository.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CostlyTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();

    private Costly<Integer> taking(long millis) {
        return new Costly<>(
                () -> {
                    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
                    return asked.incrementAndGet();
                },
                now::get);
    }

    @Test
    void whatIsCheapIsAskedEachTime() {
        Costly<Integer> cheap = taking(100);
        assertThat(cheap.get()).isEqualTo(1);
        assertThat(cheap.get()).isEqualTo(2);
    }

    @Test
    void whatIsDearStandsFiftyTimesAsLongAsItTook() {
        Costly<Integer> dear = taking(200);
        assertThat(dear.get()).isEqualTo(1);
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(9_999));
        assertThat(dear.get()).isEqualTo(1);
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        assertThat(dear.get()).isEqualTo(2);
    }
}
