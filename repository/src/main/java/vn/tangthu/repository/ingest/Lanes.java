package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import vn.tangthu.repository.Progress;

/**
 * Lets a few dry runs go on at once, in the order in which they came. Large ones never take the
 * last of several lanes, as in the {@link Line}: a small one does not wait behind two of them, and
 * the rows of two of them are not in memory at once.
 */
final class Lanes {
    private static final long POLL_MILLIS = 200;
    private final Set<Turn> waiting = new LinkedHashSet<>();
    private int free;
    private int freeForLarge;

    Lanes(int lanes) {
        this.free = lanes;
        this.freeForLarge = Math.max(1, lanes - 1);
    }

    /** One that waits; each is only the same as itself. */
    private static final class Turn {
        private final boolean large;

        Turn(boolean large) {
            this.large = large;
        }
    }

    /** A lane that was given; closed, it is free again. */
    final class Lane implements AutoCloseable {
        private final boolean large;

        private Lane(boolean large) {
            this.large = large;
        }

        @Override
        public void close() {
            give(large, 1);
        }
    }

    /**
     * Waits for a lane; meanwhile the progress is told how many go before.
     *
     * @return empty when the caller gave up before
     */
    synchronized Optional<Lane> enter(boolean large, Progress progress) throws IOException {
        Turn turn = new Turn(large);
        waiting.add(turn);
        try {
            while (!isNext(turn)) {
                if (progress.cancelled()) {
                    return Optional.empty();
                }
                progress.at(Progress.Phase.QUEUE, ahead(turn), -1);
                TimeUnit.MILLISECONDS.timedWait(this, POLL_MILLIS);
            }
            give(large, -1);
            return Optional.of(new Lane(large));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for a dry run", e);
        } finally {
            waiting.remove(turn);
            notifyAll();
        }
    }

    /** Whether it may go and nobody who came before it may. */
    private boolean isNext(Turn turn) {
        for (Turn each : waiting) {
            if (free > 0 && (!each.large || freeForLarge > 0)) {
                return each == turn;
            }
        }
        return false;
    }

    private int ahead(Turn turn) {
        int ahead = 0;
        for (Turn each : waiting) {
            if (each == turn) {
                break;
            }
            ahead++;
        }
        return ahead;
    }

    private synchronized void give(boolean large, int lanes) {
        free += lanes;
        freeForLarge += large ? lanes : 0;
        notifyAll();
    }
}
