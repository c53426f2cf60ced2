package vn.tangthu.repository.scanning;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import vn.tangthu.repository.Progress;

/**
 * Going over all that is kept: one at a time, slowly where it goes by itself, which gives way to a
 * person who wants it now.
 */
final class OneWalk {
    private static final long LOOK_MILLIS = 200;

    private final ReentrantLock one = new ReentrantLock();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closed;

    /** Whether to stop, and who wants to know how far it is. */
    interface Stop {
        boolean asked();

        default void at(long done) {
            // nobody wants to know
        }
    }

    /** For what goes by itself. */
    Stop givingWay() {
        return () -> closed || waiting.get() > 0;
    }

    Stop of(Progress progress) {
        return new Stop() {
            @Override
            public boolean asked() {
                return closed || progress.cancelled();
            }

            @Override
            public void at(long done) {
                progress.at(Progress.Phase.AUDIT, done, -1);
            }
        };
    }

    void close() {
        closed = true;
    }

    boolean atWork() {
        return one.isLocked();
    }

    /** For what goes by itself: waits for who is at work, and gives way to who waits. */
    void begin() {
        one.lock();
    }

    /**
     * One at a time; whoever waits is told how far the other is.
     *
     * @param look tells it
     * @return whether it may; then {@link #end} must follow
     */
    boolean mayBegin(Stop stop, Runnable look) {
        waiting.incrementAndGet();
        try {
            while (!one.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (stop.asked()) {
                    return false;
                }
                look.run();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }

    void end() {
        one.unlock();
    }

    /** Waits until so much may have been read. */
    static void pause(long beganNanos, long read, long bytesPerSecond, Stop stop) {
        if (bytesPerSecond <= 0) {
            return;
        }
        long due = beganNanos + Math.round((double) read / bytesPerSecond * 1e9);
        while (System.nanoTime() < due && !stop.asked()) {
            try {
                Thread.sleep(Math.clamp((due - System.nanoTime()) / 1_000_000, 1, LOOK_MILLIS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
