package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.DeliveryId;

/**
 * What this process works on. A delivery is worked on by one thread at a time, and reservations of
 * one that nobody works on may be taken away only while nobody can begin to. Taking away lasts
 * minutes where there are ten thousand of them: only who wants the same delivery waits for it.
 */
final class Runs {
    private final Map<DeliveryId, Run> running = new HashMap<>();
    private final Set<DeliveryId> held = new HashSet<>();
    private boolean closed;

    synchronized Optional<Run> find(DeliveryId id) {
        return Optional.ofNullable(running.get(id));
    }

    /** Begins, unless it is being worked on already or the process ends. */
    synchronized boolean begin(DeliveryId id, Run run) {
        while (held.contains(id) && !closed) {
            awaitChange();
        }
        if (closed) {
            return false;
        }
        return running.putIfAbsent(id, run) == null;
    }

    synchronized void end(DeliveryId id) {
        @Nullable Run run = running.remove(id);
        if (run != null) {
            run.end();
        }
    }

    /**
     * Does the work if nobody works on the delivery, and lets nobody begin meanwhile. Waits for
     * another who does so.
     *
     * @return whether it was done
     */
    boolean ifIdle(DeliveryId id, Work work) throws IOException {
        if (!hold(id)) {
            return false;
        }
        try {
            work.run();
            return true;
        } finally {
            release(id);
        }
    }

    private synchronized boolean hold(DeliveryId id) {
        while (held.contains(id)) {
            awaitChange();
        }
        return !running.containsKey(id) && held.add(id);
    }

    private synchronized void release(DeliveryId id) {
        held.remove(id);
        notifyAll();
    }

    private void awaitChange() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while another works on the delivery", e);
        }
    }

    /** Lets nothing begin any more. */
    synchronized Collection<Run> close() {
        closed = true;
        notifyAll();
        return List.copyOf(running.values());
    }

    /** Work on the store. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }
}
