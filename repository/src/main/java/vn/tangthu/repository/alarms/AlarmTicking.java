package vn.tangthu.repository.alarms;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks and sends, every {@code tangthu.alarms.every}, beside the work of the day. */
@Component
class AlarmTicking implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmTicking.class);

    private final StoredAlarms alarms;
    private final Duration every;
    private final boolean background;
    private volatile CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread thread;

    AlarmTicking(StoredAlarms alarms, AlarmProperties properties) {
        this.alarms = alarms;
        this.every = properties.every();
        this.background = properties.background();
    }

    @Override
    public synchronized void start() {
        if (background && thread == null) {
            stop = new CountDownLatch(1);
            thread = Thread.ofPlatform().daemon().name("alarms").start(this::run);
        }
    }

    private void run() {
        while (pause()) {
            try {
                alarms.look();
                alarms.send();
            } catch (RuntimeException e) {
                if (stop.getCount() > 0) {
                    LOG.warn("Nobody looked for alarms now; it is tried again", e);
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
