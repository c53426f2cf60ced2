package vn.tangthu.repository.ledger;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes what waits into the log, beside the work of the day: every {@code tangthu.log.interval},
 * and at once a thousand. Off ({@code tangthu.log.background=false}) where a single verb runs.
 */
@Component
class LedgerTicking implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerTicking.class);

    private final Sequencer sequencer;
    private final Checkpoints checkpoints;
    private final Stamps stamps;
    private final Duration interval;
    private final boolean background;
    private volatile CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread thread;

    LedgerTicking(
            Sequencer sequencer,
            Checkpoints checkpoints,
            Stamps stamps,
            @Value("${tangthu.log.interval:50s}") Duration interval,
            @Value("${tangthu.log.background:true}") boolean background) {
        this.sequencer = sequencer;
        this.checkpoints = checkpoints;
        this.stamps = stamps;
        this.interval = interval;
        this.background = background;
    }

    @Override
    public synchronized void start() {
        if (background && thread == null) {
            stop = new CountDownLatch(1);
            thread = Thread.ofPlatform().daemon().name("ledger").start(this::run);
        }
    }

    private void run() {
        // What a start brings comes first.
        for (long wait = Math.min(10_000, interval.toMillis()); pause(wait); ) {
            try {
                sequencer.tick();
                checkpoints.finish();
                checkpoints.endRenewal();
                checkpoints.daily();
                stamps.fetchSoon();
            } catch (IOException | RuntimeException e) {
                if (stop.getCount() > 0) {
                    LOG.warn("The log is not written now; it is tried again", e);
                }
            }
            wait = interval.toMillis();
        }
    }

    private boolean pause(long millis) {
        try {
            return !stop.await(millis, TimeUnit.MILLISECONDS);
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
