package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import vn.tangthu.repository.Progress;

/**
 * How much of large deliveries is in memory at once. A row for each document stays there from the
 * check to the acknowledgement, about a kilobyte each: a delivery of a hundred thousand beside a
 * dry run of as many does not fit the heap of a small server, and out of memory the whole service
 * ends. What is too much waits. Dry runs wait for everybody; deliveries that are taken in only for
 * dry runs, which end by themselves: of two that wait for each other's codes neither waits here.
 * Small ones do not count.
 */
final class RowsInMemory {
    /** In all, of large ones; one that is larger has to be alone. */
    static final int MOST_FILES = 150_000;

    private static final long POLL_MILLIS = 200;

    private int takenIn;
    private int checkedOnly;
    private int waiting;

    /** Its part; closed, others may come. */
    interface Share extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits as long as dry runs have too much, or until it is cancelled. */
    Share takenIn(int files, Progress progress) throws IOException {
        if (files <= SourceSize.SMALL_FILES) {
            return () -> {};
        }
        synchronized (this) {
            waiting++;
            try {
                await(() -> checkedOnly == 0 || fits(files), progress);
            } finally {
                waiting--;
            }
            takenIn += files;
        }
        return () -> add(-files, 0);
    }

    /** Waits as long as others have too much, or want to begin, or until it is cancelled. */
    Share checkedOnly(int files, Progress progress) throws IOException {
        if (files <= SourceSize.SMALL_FILES) {
            return () -> {};
        }
        synchronized (this) {
            await(() -> waiting == 0 && fits(files), progress);
            checkedOnly += files;
        }
        return () -> add(0, -files);
    }

    private boolean fits(int files) {
        int others = takenIn + checkedOnly;
        return others == 0 || others + files <= MOST_FILES;
    }

    private synchronized void add(int toTakenIn, int toCheckedOnly) {
        takenIn += toTakenIn;
        checkedOnly += toCheckedOnly;
        notifyAll();
    }

    private void await(BooleanSupplier turn, Progress progress) throws IOException {
        try {
            while (!turn.getAsBoolean() && !progress.cancelled()) {
                progress.at(Progress.Phase.QUEUE, 0, -1);
                TimeUnit.MILLISECONDS.timedWait(this, POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for memory", e);
        }
    }
}
