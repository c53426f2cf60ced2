package vn.tangthu.repository.validation.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A few threads that read and hash; whoever hands in work waits while enough of it waits. */
public final class HashCrew implements AutoCloseable {
    /** Waiting tasks for each thread: enough that none idles, few enough that memory stays flat. */
    private static final int WAITING_PER_THREAD = 16;

    private final ExecutorService threads;
    private final Semaphore room;
    private final int places;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** A piece of work; what it throws ends the validation. */
    @FunctionalInterface
    public interface Task {
        void run() throws IOException;
    }

    public HashCrew(int threads) {
        this.threads =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().name("validate-", 1).daemon().factory());
        this.places = threads * WAITING_PER_THREAD;
        this.room = new Semaphore(places);
    }

    public void submit(Task task) throws IOException {
        throwFailure();
        room.acquireUninterruptibly();
        threads.execute(
                () -> {
                    try {
                        if (failure.get() == null) {
                            task.run();
                        }
                    } catch (IOException | RuntimeException | Error e) {
                        failure.compareAndSet(null, e);
                    } finally {
                        room.release();
                    }
                });
    }

    /** Waits for all that was handed in. */
    public void await() throws IOException {
        room.acquireUninterruptibly(places);
        room.release(places);
        throwFailure();
    }

    private void throwFailure() throws IOException {
        Throwable thrown = failure.get();
        switch (thrown) {
            case null -> {}
            case IOException e -> throw e;
            case UncheckedIOException e -> throw new IOException(e);
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(thrown);
        }
    }

    @Override
    public void close() {
        failure.compareAndSet(null, new IllegalStateException("closed"));
        threads.shutdown();
    }
}
