package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import vn.tangthu.repository.Progress;

/** Lets a few dry runs go on at once, in the order in which they came. */
final class DryRuns {
    private static final long POLL_MILLIS = 200;
    private final Semaphore lanes;

    DryRuns(int lanes) {
        this.lanes = new Semaphore(lanes, true);
    }

    /**
     * Waits for a lane.
     *
     * @return false when the caller gave up before
     */
    boolean enter(Progress progress) throws IOException {
        try {
            int ahead = lanes.getQueueLength();
            while (!lanes.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (progress.cancelled()) {
                    return false;
                }
                progress.at(Progress.Phase.QUEUE, ahead, -1);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for a dry run", e);
        }
    }

    void leave() {
        lanes.release();
    }
}
