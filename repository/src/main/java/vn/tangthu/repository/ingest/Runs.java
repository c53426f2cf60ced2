package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.DeliveryId;

/**
 * What this process works on. A delivery is worked on by one thread at a time, and reservations of
 * one that nobody works on may be taken away only while nobody can begin to: both happen under the
 * same lock.
 */
final class Runs {
    private final Map<DeliveryId, Run> running = new HashMap<>();
    private boolean closed;

    synchronized Optional<Run> find(DeliveryId id) {
        return Optional.ofNullable(running.get(id));
    }

    /** Begins, unless it is being worked on already or the process ends. */
    synchronized boolean begin(DeliveryId id, Run run) {
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
     * Does the work if nobody works on the delivery, and lets nobody begin meanwhile.
     *
     * @return whether it was done
     */
    synchronized boolean ifIdle(DeliveryId id, Work work) throws IOException {
        if (running.containsKey(id)) {
            return false;
        }
        work.run();
        return true;
    }

    /** Lets nothing begin any more. */
    synchronized Collection<Run> close() {
        closed = true;
        return List.copyOf(running.values());
    }

    /** Work on the store. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }
}
