package vn.tangthu.repository;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How fast work goes and when its phase will end, judged by the last {@link #WINDOW}. Fed by {@link
 * Progress#at}; safe for several threads.
 */
public final class Pace {
    /** Long enough for large files between small ones, short enough to notice a change. */
    static final Duration WINDOW = Duration.ofSeconds(60);

    /** Less says nothing. */
    static final Duration LEAST = Duration.ofSeconds(2);

    private static final long STEP = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanos;
    private final ArrayDeque<Seen> seen = new ArrayDeque<>();
    private Progress.@Nullable Phase phase;
    private long done;
    private long total = -1;

    public Pace() {
        this(System::nanoTime);
    }

    Pace(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private record Seen(long at, long done) {}

    public synchronized void at(Progress.Phase newPhase, long newDone, long newTotal) {
        long now = nanos.getAsLong();
        if (newPhase != phase || newDone < done) {
            seen.clear();
        }
        phase = newPhase;
        done = newDone;
        total = newTotal;
        if (seen.isEmpty() || now - seen.getLast().at() >= STEP) {
            seen.addLast(new Seen(now, newDone));
        }
        while (seen.size() > 2 && now - seen.getFirst().at() > WINDOW.toNanos()) {
            seen.removeFirst();
        }
    }

    /**
     * @return units of the phase in a second; 0 while nothing can be said
     */
    public synchronized double perSecond() {
        if (seen.isEmpty()) {
            return 0;
        }
        Seen first = seen.getFirst();
        long took = nanos.getAsLong() - first.at();
        long moved = done - first.done();
        return took < LEAST.toNanos() || moved <= 0
                ? 0
                : moved * (double) Duration.ofSeconds(1).toNanos() / took;
    }

    /** Until the end of the phase; empty while nothing can be said. */
    public synchronized Optional<Duration> remaining() {
        double speed = perSecond();
        return speed <= 0 || total < done
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round((total - done) * 1_000 / speed)));
    }
}
