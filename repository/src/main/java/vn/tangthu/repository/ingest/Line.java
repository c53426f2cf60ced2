package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Deliveries.Move;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Progress;

/**
 * The line of deliveries that wait for a lane. They are called in the order of their places, with
 * one exception: large ones never take the last lane, so that a small one need not wait for hours
 * behind two of them. With a single lane there is no exception.
 */
final class Line {
    /** In line, or called and not yet done. */
    static final class Waiting {
        private final DeliveryId id;
        private final boolean large;
        private final Progress caller;
        private final CompletableFuture<Result> ended = new CompletableFuture<>();
        private long place;

        Waiting(DeliveryId id, long place, boolean large, Progress caller) {
            this.id = id;
            this.place = place;
            this.large = large;
            this.caller = caller;
        }

        DeliveryId id() {
            return id;
        }

        Progress caller() {
            return caller;
        }

        CompletableFuture<Result> ended() {
            return ended;
        }
    }

    /** What is done when it is one's turn, on a thread of the lane. */
    interface Turn {
        Result take(Waiting one) throws IOException;
    }

    private final int lanes;
    private final Turn turn;
    private final ExecutorService threads;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<DeliveryId, Waiting> called = new HashMap<>();
    private final Map<DeliveryId, Waiting> again = new HashMap<>();
    private boolean closed;

    Line(int lanes, Turn turn) {
        this.lanes = lanes;
        this.turn = turn;
        this.threads =
                Executors.newFixedThreadPool(
                        lanes, Thread.ofPlatform().daemon().name("delivery-", 0).factory());
    }

    /**
     * @return false when it is in line already, was called, or the process ends
     */
    synchronized boolean join(Waiting newcomer) {
        if (closed || holds(newcomer.id)) {
            return false;
        }
        waiting.add(newcomer);
        waiting.sort(Comparator.comparingLong(w -> w.place));
        callNext();
        return true;
    }

    /**
     * As {@link #join}; but one that was called comes into line again when its turn is over, for
     * the turn may have ended already and not have been cleared away.
     *
     * @return false when it is in line already, or the process ends
     */
    synchronized boolean joinAgain(Waiting newcomer) {
        if (!closed && called.containsKey(newcomer.id)) {
            return again.putIfAbsent(newcomer.id, newcomer) == null;
        }
        return join(newcomer);
    }

    /** Takes it out of the line; empty when it does not wait. */
    synchronized Optional<Waiting> leave(DeliveryId id) {
        again.remove(id);
        int position = position(id);
        return position == 0 ? Optional.empty() : Optional.of(waiting.remove(position - 1));
    }

    /** Whether it waits, or was called and is not done. */
    synchronized boolean holds(DeliveryId id) {
        return called.containsKey(id) || position(id) > 0;
    }

    /**
     * @return 1 for the first, 0 when it does not wait
     */
    synchronized int position(DeliveryId id) {
        for (int i = 0; i < waiting.size(); i++) {
            if (waiting.get(i).id.equals(id)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Those at work, then those that wait in their order. */
    synchronized List<DeliveryId> all() {
        List<DeliveryId> ids = new ArrayList<>(called.keySet());
        waiting.forEach(w -> ids.add(w.id));
        return ids;
    }

    /**
     * @return the places that changed
     */
    synchronized Map<DeliveryId, Long> move(DeliveryId id, Move to) {
        int from = position(id) - 1;
        int with =
                switch (to) {
                    case FIRST -> 0;
                    case UP -> from - 1;
                    case DOWN -> from + 1;
                };
        if (from < 0 || with < 0 || with >= waiting.size() || with == from) {
            return Map.of();
        }
        Waiting moved = waiting.get(from);
        Waiting other = waiting.get(with);
        if (to == Move.FIRST) {
            moved.place = other.place - 1;
            waiting.remove(from);
            waiting.addFirst(moved);
            return Map.of(id, moved.place);
        }
        long place = moved.place;
        moved.place = other.place;
        other.place = place;
        waiting.set(from, other);
        waiting.set(with, moved);
        return Map.of(id, moved.place, other.id, other.place);
    }

    private synchronized void callNext() {
        for (int i = 0; i < waiting.size() && called.size() < lanes && !closed; ) {
            Waiting next = waiting.get(i);
            long large = called.values().stream().filter(w -> w.large).count();
            if (next.large && lanes > 1 && large >= lanes - 1) {
                i++;
                continue;
            }
            waiting.remove(i);
            called.put(next.id, next);
            threads.execute(() -> call(next));
        }
    }

    /** Who waits for the end is told it when the line holds it no more. */
    private void call(Waiting one) {
        Result result;
        try {
            result = turn.take(one);
        } catch (IOException | RuntimeException | Error e) {
            done(one);
            one.ended.completeExceptionally(e);
            return;
        }
        done(one);
        one.ended.complete(result);
    }

    private synchronized void done(Waiting one) {
        called.remove(one.id);
        @Nullable Waiting more = again.remove(one.id);
        if (more == null || !join(more)) {
            callNext();
        }
    }

    /** Calls nobody any more; those that wait are told so. */
    void close() {
        List<Waiting> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(waiting);
            waiting.clear();
            again.clear();
        }
        threads.shutdown();
        left.forEach(w -> w.ended.completeExceptionally(new StoppingException()));
    }

    boolean awaitEnd(long nanos) throws InterruptedException {
        return threads.awaitTermination(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    /** The process ends before it was one's turn. */
    static final class StoppingException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        StoppingException() {
            super("The application is stopping");
        }
    }
}
