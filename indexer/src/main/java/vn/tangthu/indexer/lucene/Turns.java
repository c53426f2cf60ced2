package vn.tangthu.indexer.lucene;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import vn.tangthu.indexer.SearchBusyException;

/**
 * So many searches at once, the others wait a short time in the order they came. Who waits longer
 * has gone away or asks again: to keep waiting would only make the queue longer.
 */
public final class Turns {
    private final Semaphore free;
    private final Duration patience;

    public Turns(int atOnce, Duration patience) {
        this.free = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /** To be closed when the work is done. */
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * @throws SearchBusyException when there was none in time, or the wait was interrupted
     */
    public Turn take() {
        try {
            if (!free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new SearchBusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SearchBusyException();
        }
        return free::release;
    }
}
