package vn.tangthu.repository.fixity;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer that pages ask for again and again, by counting rows. What is cheap is asked anew each
 * time; what took longer than {@value #CHEAP_MILLIS} ms stands for {@value #TIMES} times as long as
 * it took, so that looking costs the database two percent of its time at most. Of many who ask at
 * once one asks the database.
 */
final class Costly<T> {
    private static final long CHEAP_MILLIS = 100;
    private static final int TIMES = 50;

    private final Supplier<T> question;
    private final LongSupplier nanos;
    private @Nullable T answer;
    private long answeredAt;
    private long took;

    Costly(Supplier<T> question) {
        this(question, System::nanoTime);
    }

    /**
     * @param nanos a clock that never goes back
     */
    Costly(Supplier<T> question, LongSupplier nanos) {
        this.question = question;
        this.nanos = nanos;
    }

    synchronized T get() {
        T known = answer;
        if (known != null
                && took > TimeUnit.MILLISECONDS.toNanos(CHEAP_MILLIS)
                && nanos.getAsLong() - answeredAt < took * TIMES) {
            return known;
        }
        long began = nanos.getAsLong();
        T fresh = question.get();
        answeredAt = nanos.getAsLong();
        took = answeredAt - began;
        answer = fresh;
        return fresh;
    }
}
