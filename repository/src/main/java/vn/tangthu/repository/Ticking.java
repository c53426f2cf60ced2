package vn.tangthu.repository;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Work that is done again and again beside the work of the day, in a thread of its own. Stopped
 * before what it works with; a failure is told and tried again.
 */
public abstract class Ticking implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Ticking.class);

    private final String name;
    private final Duration every;
    private final boolean background;
    private volatile CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread thread;

    /**
     * @param name of the thread
     * @param every from the end of a turn to the beginning of the next
     * @param background whether this process does it
     */
    protected Ticking(String name, Duration every, boolean background) {
        this.name = name;
        this.every = every;
        this.background = background;
    }

    /** One turn. */
    protected abstract void tick();

    @Override
    public synchronized void start() {
        if (background && thread == null) {
            stop = new CountDownLatch(1);
            thread = Thread.ofPlatform().daemon().name(name).start(this::run);
        }
    }

    private void run() {
        while (pause()) {
            try {
                tick();
            } catch (RuntimeException e) {
                if (stop.getCount() > 0) {
                    LOG.warn("{} failed now; it is tried again", name, e);
                }
            }
        }
    }

    private boolean pause() {
        try {
            return !stop.await(every.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public synchronized void stop() {
        stop.countDown();
        Thread running = thread;
        thread = null;
        if (running != null) {
            try {
                running.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
