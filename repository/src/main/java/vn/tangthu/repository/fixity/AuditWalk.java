package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.Listed;
import vn.tangthu.repository.FixityAudits.RunState;

/**
 * One thread walks the store's objects, and hands them a few at a time to others that check them.
 * It stops early when somebody says why, and says itself why when it fails.
 */
final class AuditWalk {
    /** Enough objects in one transaction that the database is seldom asked. */
    private static final int MOST_AT_ONCE = 16;

    /** What the listing showed of the objects that wait is held in memory: some megabytes. */
    private static final int FILES_AT_ONCE = 2000;

    private final AipStore aips;
    private final int threads;
    private final AtomicReference<@Nullable RunState> stopped;
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    /** What is done with a few objects, in one of the threads. */
    interface Work {
        void check(ObjectCheck check, List<Listed> batch) throws IOException;
    }

    /**
     * @param stopped why to stop before the end, or null
     */
    AuditWalk(AipStore aips, int threads, AtomicReference<@Nullable RunState> stopped) {
        this.aips = aips;
        this.threads = threads;
        this.stopped = stopped;
    }

    private void interrupt() {
        stopped.compareAndSet(null, RunState.INTERRUPTED);
    }

    /**
     * Until everything was looked at, or it is stopped.
     *
     * @param objects about how many there are
     * @param checks makes one for each thread
     */
    void run(long objects, Supplier<ObjectCheck> checks, Work work) throws IOException {
        BlockingQueue<List<Listed>> queue = new ArrayBlockingQueue<>(2 * threads);
        List<Thread> running = new ArrayList<>();
        for (int i = 1; i <= threads; i++) {
            running.add(
                    Thread.ofPlatform()
                            .daemon()
                            .name("fixity-" + i)
                            .start(() -> checkFrom(queue, checks.get(), work)));
        }
        long left = objects;
        try (Stream<Listed> listed = aips.listed()) {
            List<Listed> batch = new ArrayList<>();
            int files = 0;
            for (var all = listed.iterator(); stopped.get() == null && all.hasNext(); left--) {
                Listed next = all.next();
                if (next.again()) {
                    hand(queue, List.of(next)); // never twice in one statement
                    continue;
                }
                batch.add(next);
                files += next.files();
                if (batch.size() >= atOnce(left) || files >= FILES_AT_ONCE) {
                    hand(queue, batch);
                    batch = new ArrayList<>();
                    files = 0;
                }
            }
            if (!batch.isEmpty()) {
                hand(queue, batch);
            }
        } catch (UncheckedIOException e) {
            interrupt();
            failure.compareAndSet(null, e.getCause());
        } finally {
            for (int i = 0; i < running.size(); i++) {
                hand(queue, List.of());
            }
            for (Thread thread : running) {
                join(thread);
            }
        }
        IOException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    /** Fewer towards the end, so that the threads end together. */
    private long atOnce(long objectsLeft) {
        return Math.clamp(objectsLeft / (4L * threads), 1, MOST_AT_ONCE);
    }

    /** An empty batch tells one thread to end; when all are stopped nobody takes any more. */
    private void hand(BlockingQueue<List<Listed>> queue, List<Listed> batch) {
        try {
            while (!queue.offer(batch, 100, TimeUnit.MILLISECONDS)) {
                if (stopped.get() != null) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            interrupt();
        }
    }

    private void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
                interrupt();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkFrom(BlockingQueue<List<Listed>> queue, ObjectCheck check, Work work) {
        try {
            while (stopped.get() == null) {
                List<Listed> batch = queue.poll(100, TimeUnit.MILLISECONDS);
                if (batch == null) {
                    continue;
                }
                if (batch.isEmpty()) {
                    return;
                }
                work.check(check, batch);
            }
        } catch (IOException e) {
            failure.compareAndSet(null, e);
            interrupt();
        } catch (InterruptedException e) {
            interrupt();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, new IOException("The audit broke off", e));
            interrupt();
        }
    }
}
