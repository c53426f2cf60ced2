package vn.tangthu.repository.fixity;

import java.io.InterruptedIOException;

/** Shared by all threads of a run: lets so many bytes pass in a second. */
final class RateLimit {
    private static final long NANOS = 1_000_000_000L;

    /** Time that was not used is not saved up for longer than this. */
    private static final long BURST_NANOS = NANOS / 5;

    private final long bytesPerSecond;
    private long freeAt = System.nanoTime();

    /**
     * @param bytesPerSecond 0 for no limit
     */
    RateLimit(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    void pass(int bytes) throws InterruptedIOException {
        if (bytesPerSecond == 0) {
            return;
        }
        long wait;
        synchronized (this) {
            long now = System.nanoTime();
            freeAt = Math.max(freeAt, now - BURST_NANOS);
            freeAt += Math.round((double) bytes / bytesPerSecond * NANOS);
            wait = freeAt - now;
        }
        if (wait > 0) {
            try {
                Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while reading slowly");
            }
        }
    }
}
