package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.indexer.extract.worker.Answer;
import vn.tangthu.indexer.extract.worker.Request;
import vn.tangthu.indexer.extract.worker.WorkerMain;

/**
 * A few worker processes, started when there is work and stopped when there is none. Callers of a
 * lane are served in the order they came. What a file does to a worker is the answer about that
 * file; an exception means that no worker could be had, which says nothing about the file.
 */
final class WorkerPool implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WorkerPool.class);

    private final WorkerLimits limits;
    private final String mainClass;
    private final List<String> properties;
    private final Path tmp;
    private final Path cache;
    private final Semaphore all;
    private final Semaphore background;
    private final ArrayDeque<WorkerProcess> idle = new ArrayDeque<>();
    private final Set<WorkerProcess> alive = new HashSet<>();
    private final AtomicLong started = new AtomicLong();
    private final ScheduledExecutorService clock;
    private volatile boolean closed;

    /**
     * @param tmp for temporary files of the workers
     * @param cache for what is worth keeping between them
     */
    WorkerPool(WorkerLimits limits, Path tmp, Path cache) {
        this(limits, tmp, cache, WorkerMain.class.getName());
    }

    WorkerPool(WorkerLimits limits, Path tmp, Path cache, String mainClass) {
        this(limits, tmp, cache, mainClass, List.of());
    }

    /**
     * @param properties of each worker's JVM, {@code -Dname=value}
     */
    WorkerPool(
            WorkerLimits limits, Path tmp, Path cache, String mainClass, List<String> properties) {
        this.properties = List.copyOf(properties);
        this.limits = limits;
        this.mainClass = mainClass;
        this.tmp = tmp;
        this.cache = cache;
        this.all = new Semaphore(limits.workers(), true);
        this.background = new Semaphore(limits.workers() - 1, true);
        this.clock =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("worker-clock").factory());
        long every = Math.max(100, limits.idle().toMillis() / 3);
        clock.scheduleWithFixedDelay(this::stopIdle, every, every, TimeUnit.MILLISECONDS);
    }

    /**
     * @param limit the most that the answer may take once a worker has the request
     * @return {@link Answer.Failed} also when the file killed the worker, twice
     * @throws IOException when no worker could be had: closed, interrupted, overloaded, or the
     *     process cannot be started
     */
    Answer ask(Lane lane, Request request, Duration limit) throws IOException {
        if (lane == Lane.BACKGROUND) {
            acquire(background);
        }
        try {
            acquire(all);
            try {
                return askOneThatLives(request, limit);
            } finally {
                all.release();
            }
        } finally {
            if (lane == Lane.BACKGROUND) {
                background.release();
            }
        }
    }

    private void acquire(Semaphore permits) throws IOException {
        try {
            if (!permits.tryAcquire(limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("All workers are busy since " + limits.patience());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for a worker");
        }
    }

    private Answer askOneThatLives(Request request, Duration limit) throws IOException {
        // A worker may also die for reasons outside the file: the second death counts.
        for (int attempt = 1; ; attempt++) {
            WorkerProcess worker = take();
            try {
                Answer answer = worker.ask(request, limit);
                giveBack(worker);
                return answer;
            } catch (WorkerProcess.Overrun e) {
                forget(worker);
                log.info("Ended a worker after {}: {}", limit, request);
                return new Answer.Failed("đọc quá / took longer than " + limit.toSeconds() + " s");
            } catch (IOException e) {
                forget(worker);
                if (closed) {
                    throw new InterruptedIOException("The workers were stopped");
                }
                if (attempt == 2) {
                    log.info("Two workers died of {}", request, e);
                    return new Answer.Failed(
                            "làm hỏng tiến trình đọc / the worker process died of it");
                }
            } catch (RuntimeException | Error e) {
                forget(worker);
                worker.kill();
                throw e;
            }
        }
    }

    private WorkerProcess take() throws IOException {
        while (true) {
            @Nullable WorkerProcess worker;
            synchronized (this) {
                if (closed) {
                    throw new InterruptedIOException("The workers were stopped");
                }
                worker = idle.pollLast();
            }
            if (worker == null) {
                break;
            }
            if (worker.isAlive()) {
                return worker;
            }
            forget(worker);
            worker.kill();
        }
        long number = started.incrementAndGet();
        WorkerProcess fresh =
                WorkerProcess.start(
                        mainClass,
                        properties,
                        limits,
                        tmp.resolve("worker-" + ProcessHandle.current().pid() + "-" + number),
                        cache,
                        clock);
        synchronized (this) {
            alive.add(fresh);
        }
        return fresh;
    }

    private void giveBack(WorkerProcess worker) {
        worker.idleSince = System.nanoTime();
        synchronized (this) {
            if (!closed) {
                idle.addLast(worker);
                return;
            }
        }
        forget(worker);
        worker.kill();
    }

    private synchronized void forget(WorkerProcess worker) {
        alive.remove(worker);
    }

    private void stopIdle() {
        while (true) {
            WorkerProcess oldest;
            synchronized (this) {
                oldest = idle.peekFirst();
                if (oldest == null
                        || System.nanoTime() - oldest.idleSince < limits.idle().toNanos()) {
                    return;
                }
                idle.removeFirst();
                alive.remove(oldest);
            }
            oldest.kill();
        }
    }

    /** How many processes live now. */
    synchronized int alive() {
        return alive.size();
    }

    /** The processes that live now; for tests that kill them. */
    synchronized List<ProcessHandle> handles() {
        return alive.stream().map(WorkerProcess::handle).toList();
    }

    /** Ends all workers at once, busy ones too. */
    @Override
    public void close() {
        List<WorkerProcess> rest;
        synchronized (this) {
            closed = true;
            idle.clear();
            rest = List.copyOf(alive);
            alive.clear();
        }
        rest.forEach(WorkerProcess::kill);
        clock.shutdownNow();
    }
}
