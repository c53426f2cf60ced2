package vn.tangthu.repository.fixity;

import java.io.InterruptedIOException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Shared by all threads of a run: lets so many bytes pass in a second. */
final class RateLimit {
    private static final long NANOS = 1_000_000_000L;

    /** Time that was not used is not saved up for longer than this. */
    private static final long BURST_NANOS = NANOS / 5;

    /** The longest that nobody looks whether to stop. */
    private static final long LOOK_NANOS = NANOS / 2;

    private final LongSupplier bytesPerSecond;
    private final BooleanSupplier stopped;
    private final Time time;
    private long freeAt;

    /** A clock that only goes forward, and waiting by it. */
    interface Time {
        Time SYSTEM =
                new Time() {
                    @Override
                    public long nanos() {
                        return System.nanoTime();
                    }

                    @Override
                    public void sleep(long nanos) throws InterruptedException {
                        Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
                    }
                };

        long nanos();

        void sleep(long nanos) throws InterruptedException;
    }

    /**
     * @param bytesPerSecond 0 for no limit
     */
    RateLimit(long bytesPerSecond) {
        this(() -> bytesPerSecond, () -> false, Time.SYSTEM);
    }

    /**
     * @param bytesPerSecond as it is now, 0 for no limit
     * @param stopped when true, what is being read is given up
     */
    RateLimit(LongSupplier bytesPerSecond, BooleanSupplier stopped, Time time) {
        this.bytesPerSecond = bytesPerSecond;
        this.stopped = stopped;
        this.time = time;
        this.freeAt = time.nanos();
    }

    /**
     * @throws InterruptedIOException when it is stopped
     */
    void pass(int bytes) throws InterruptedIOException {
        if (stopped.getAsBoolean()) {
            throw new InterruptedIOException("Stopped while reading");
        }
        long rate = bytesPerSecond.getAsLong();
        if (rate == 0) {
            return;
        }
        long until;
        synchronized (this) {
            freeAt = Math.max(freeAt, time.nanos() - BURST_NANOS);
            freeAt += Math.round((double) bytes / rate * NANOS);
            until = freeAt;
        }
        for (long wait; (wait = until - time.nanos()) > 0; ) {
            try {
                time.sleep(Math.min(wait, LOOK_NANOS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while reading slowly");
            }
            if (stopped.getAsBoolean()) {
                throw new InterruptedIOException("Stopped while reading");
            }
        }
    }
}
