package vn.tangthu.repository;

import java.io.IOException;
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

    private static final Duration FIRST = Duration.ofSeconds(10);

    private final String name;
    private final Duration every;
    private final boolean background;
    private volatile CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread thread;

    /**
     * @param name of the thread
     * @param every from the end of a turn to the beginning of the next; the first comes after ten
     *     seconds, if that is sooner
     * @param background whether this process does it
     */
    protected Ticking(String name, Duration every, boolean background) {
        this.name = name;
        this.every = every;
        this.background = background;
    }

    /** One turn. */
    protected abstract void tick() throws IOException;

    @Override
    public synchronized void start() {
        if (background && thread == null) {
            stop = new CountDownLatch(1);
            thread = Thread.ofPlatform().daemon().name(name).start(this::run);
        }
    }

    private void run() {
        // What a start brings comes first.
        for (Duration wait = every.compareTo(FIRST) < 0 ? every : FIRST;
                pause(wait);
                wait = every) {
            try {
                tick();
            } catch (Throwable e) { // a thread that ends would not be missed
                if (stop.getCount() > 0) {
                    LOG.warn("{} failed now; it is tried again", name, e);
                }
            }
        }
    }

    private boolean pause(Duration wait) {
        try {
            return !stop.await(wait.toMillis(), TimeUnit.MILLISECONDS);
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
