package vn.tangthu.portal.desk;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.Ledger.Problem;
import vn.tangthu.repository.Ledger.Verified;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;

/** One verification of the log at a time, whoever looks at it; its result until the next one. */
@Component
class LogChecking {
    private static final Logger LOG = LoggerFactory.getLogger(LogChecking.class);

    /** So many problems are shown; the command line shows more. */
    private static final int SHOWN = 200;

    private final ObjectProvider<Ledger> ledger;
    private final ObjectProvider<ActivityLog> activity;
    private final Clock clock;
    private volatile boolean running;
    private volatile boolean cancelled;
    private volatile long done;
    private volatile long total;
    private volatile @Nullable Result last;

    LogChecking(ObjectProvider<Ledger> ledger, ObjectProvider<ActivityLog> activity, Clock clock) {
        this.ledger = ledger;
        this.activity = activity;
        this.clock = clock;
    }

    /**
     * @param verified null when it could not run
     */
    record Result(Instant at, @Nullable Verified verified, List<Problem> problems) {}

    boolean isRunning() {
        return running;
    }

    /** From 0 to 1. */
    double part() {
        return total <= 0 ? 0 : Math.clamp((double) done / total, 0, 1);
    }

    @Nullable Result last() {
        return last;
    }

    /** No effect while one runs. */
    synchronized void start(Reader actor, @Nullable String since) {
        if (running) {
            return;
        }
        running = true;
        cancelled = false;
        done = 0;
        total = 0;
        activity.getObject().record(actor, "LOG_VERIFIED", null, null);
        var unused = Thread.ofPlatform().daemon().name("log-verify").start(() -> run(since));
    }

    void cancel() {
        cancelled = true;
    }

    @EventListener(ContextClosedEvent.class)
    void stopping() {
        cancelled = true;
    }

    private void run(@Nullable String since) {
        List<Problem> problems = new CopyOnWriteArrayList<>();
        try {
            Verified verified =
                    ledger.getObject()
                            .verify(
                                    new Ledger.Verifying(false, since, null, List.of()),
                                    problem -> {
                                        if (problems.size() < SHOWN) {
                                            problems.add(problem);
                                        }
                                    },
                                    progress());
            last = new Result(clock.instant(), verified, List.copyOf(problems));
        } catch (CancellationException e) {
            LOG.info("The verification of the log was stopped");
        } catch (IOException | RuntimeException e) {
            LOG.warn("The log could not be verified", e);
            last = new Result(clock.instant(), null, List.copyOf(problems));
        } finally {
            running = false;
        }
    }

    private Progress progress() {
        return new Progress() {
            @Override
            public void at(Phase phase, long now, long of) {
                done = now;
                total = of;
            }

            @Override
            public boolean cancelled() {
                return cancelled;
            }
        };
    }
}
