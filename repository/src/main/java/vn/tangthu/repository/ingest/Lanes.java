package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import vn.tangthu.repository.Progress;

/**
 * Lets a few dry runs go on at once, in the order in which they came. Large ones never take the
 * last of several lanes, as in the {@link Line}: a small one does not wait behind two of them, and
 * the rows of two of them are not in memory at once.
 */
final class Lanes {
    private static final long POLL_MILLIS = 200;
    private final Semaphore lanes;
    private final Semaphore largeLanes;

    Lanes(int lanes) {
        this.lanes = new Semaphore(lanes, true);
        this.largeLanes = new Semaphore(Math.max(1, lanes - 1), true);
    }

    /** A lane that was given; closed, it is free again. */
    final class Lane implements AutoCloseable {
        private final boolean large;

        private Lane(boolean large) {
            this.large = large;
        }

        @Override
        public void close() {
            lanes.release();
            if (large) {
                largeLanes.release();
            }
        }
    }

    /**
     * Waits for a lane.
     *
     * @return empty when the caller gave up before
     */
    Optional<Lane> enter(boolean large, Progress progress) throws IOException {
        if (large && !taken(largeLanes, progress)) {
            return Optional.empty();
        }
        if (taken(lanes, progress)) {
            return Optional.of(new Lane(large));
        }
        if (large) {
            largeLanes.release();
        }
        return Optional.empty();
    }

    private static boolean taken(Semaphore of, Progress progress) throws IOException {
        try {
            int ahead = of.getQueueLength();
            while (!of.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
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
}
