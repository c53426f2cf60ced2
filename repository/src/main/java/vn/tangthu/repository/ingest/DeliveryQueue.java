package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import vn.tangthu.repository.Deliveries.Move;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.Deliveries.Turn;
import vn.tangthu.repository.Deliveries.Verdict;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.NoSpace;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.ingest.Line.Waiting;

/**
 * Works on deliveries, a few at a time, in the order of the line. The order and what is paused
 * stand in the register; who waits and who is at work is known only to this process.
 */
final class DeliveryQueue {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryQueue.class);
    private static final int WAIT_SECONDS = 20;
    private static final int PAUSE_SECONDS = 3;
    private static final long POLL_MILLIS = 200;

    private final DeliveryRegister register;
    private final DeliveryWork work;
    private final Runs runs;
    private final Line line;

    DeliveryQueue(DeliveryRegister register, DeliveryWork work, Runs runs, int lanes) {
        this.register = register;
        this.work = work;
        this.runs = runs;
        this.line = new Line(lanes, this::turn);
    }

    /** Whether it waits or is worked on. */
    boolean holds(DeliveryId id) {
        return line.holds(id) || runs.find(id).isPresent();
    }

    /** Takes it into the line, unless it is there or the process ends. */
    Optional<Waiting> join(DeliveryRow row, Progress caller) {
        Waiting waiting = waiting(row, caller);
        return line.join(waiting) ? Optional.of(waiting) : Optional.empty();
    }

    private static Waiting waiting(DeliveryRow row, Progress caller) {
        return new Waiting(row.id(), row.place(), SourceSize.isLarge(row.source()), caller);
    }

    /** Waits for the end; the caller is told its place meanwhile and may give up. */
    Result await(Waiting waiting) throws IOException {
        while (true) {
            try {
                return waiting.ended().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                int position = line.position(waiting.id());
                if (position > 0) {
                    waiting.caller().at(Progress.Phase.QUEUE, position - 1, -1);
                    if (waiting.caller().cancelled()) {
                        cancel(waiting.id());
                        return unfinished(register.get(waiting.id()), Outcome.CANCELLED);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while waiting for " + waiting.id(), e);
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case IOException io -> throw io;
                    case RuntimeException unchecked -> throw unchecked;
                    case Error error -> throw error;
                    case null, default -> throw new IllegalStateException(e);
                }
            }
        }
    }

    private Result turn(Waiting waiting) throws IOException {
        Run run = new Run(waiting.caller());
        if (!runs.begin(waiting.id(), run)) {
            throw new Line.StoppingException();
        }
        try {
            return work(waiting.id(), run);
        } finally {
            runs.end(waiting.id());
        }
    }

    private Result work(DeliveryId id, Run run) throws IOException {
        DeliveryRow row = register.get(id);
        if (row.finishedAt() != null) {
            return unfinished(row, Outcome.CANCELLED); // while it was in line
        }
        if (row.paused()) {
            return unfinished(row, Outcome.PAUSED);
        }
        try {
            return work.run(row, run);
        } catch (IOException | RuntimeException | Error e) {
            failed(id, e, run);
            throw e;
        }
    }

    private static Result unfinished(DeliveryRow row, Outcome outcome) {
        Verdict verdict =
                new Verdict(row.records(), row.documents(), row.files(), row.bytes(), List.of());
        return new Result(row.id(), outcome, verdict, List.of());
    }

    private void failed(DeliveryId id, Throwable e, Run run) {
        LOG.error("Delivery {} broke off", id, e);
        try {
            State state = run.goesOnLater() ? State.INTERRUPTED : State.FAILED;
            register.state(id, state, reason(e));
        } catch (RuntimeException noDatabase) {
            // Its row still says that it is at work; the next start finds it dead.
            LOG.error("Not noted that delivery {} broke off", id, noDatabase);
        }
    }

    /** A key that the views have words for, else what was thrown; never a statement of SQL. */
    private static String reason(Throwable e) {
        if (NoSpace.caused(e)) {
            return "NO_SPACE";
        }
        return e instanceof DataAccessException
                ? "DATABASE"
                : e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    /** Returns when nothing of it is left, or what is left goes within {@link #WAIT_SECONDS}. */
    void cancel(DeliveryId id) throws IOException {
        boolean ended = false;
        while (!ended) {
            Optional<Run> run = runs.find(id);
            if (run.isPresent()) {
                run.get().cancel();
                await(run.get(), WAIT_SECONDS);
                return;
            }
            DeliveryRow row = register.get(id);
            boolean checkedOnly = row.state() == State.CHECKED && row.dryRun();
            if (row.finishedAt() != null && !checkedOnly) {
                return;
            }
            ended = runs.ifIdle(id, () -> work.cancel(row)); // else it began just now
        }
        line.leave(id)
                .ifPresent(
                        w -> w.ended().complete(unfinished(register.get(id), Outcome.CANCELLED)));
    }

    /** The word is durable first: a kill between the two leaves it paused. */
    void pause(DeliveryId id) {
        DeliveryRow row = register.get(id);
        boolean over = row.finishedAt() != null || row.state() == State.WAITING;
        if (over || (row.state() == State.FAILED && !holds(id))) {
            return;
        }
        register.paused(id, true);
        line.leave(id).ifPresent(w -> w.ended().complete(unfinished(row, Outcome.PAUSED)));
        runs.find(id)
                .ifPresent(
                        run -> {
                            run.pause();
                            await(run, PAUSE_SECONDS);
                        });
    }

    /** Takes it into the line again, after what was to stop has stopped. */
    void goOn(DeliveryId id) {
        register.paused(id, false);
        runs.find(id).filter(Run::isPaused).ifPresent(run -> await(run, WAIT_SECONDS));
        if (!line.joinAgain(waiting(register.get(id), Progress.NONE))) {
            LOG.debug("Delivery {} is in line already, or the application stops", id);
        }
    }

    private static void await(Run run, int seconds) {
        try {
            boolean unused = run.ended().await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void move(DeliveryId id, Move to) {
        register.places(line.move(id, to));
    }

    /** At work or in line, in this order. */
    List<DeliveryId> all() {
        return line.all();
    }

    /** The state as it is now: the row alone does not know who works on it. */
    State state(DeliveryRow row) {
        if (row.finishedAt() != null) {
            return row.state();
        }
        if (row.state() != State.INTERRUPTED && runs.find(row.id()).isPresent()) {
            return row.state();
        }
        if (line.holds(row.id())) {
            return State.RECEIVED; // also of one whose turn just begins or ends
        }
        List<State> ends = List.of(State.WAITING, State.FAILED);
        if (row.paused() && row.state() != State.WAITING) {
            return State.PAUSED;
        }
        return ends.contains(row.state()) ? row.state() : State.INTERRUPTED;
    }

    Optional<Run> run(DeliveryId id) {
        return runs.find(id);
    }

    Turn turn(DeliveryRow row) {
        @Nullable Run run = runs.find(row.id()).orElse(null);
        if (run == null) {
            int position = line.position(row.id());
            return position == 0 ? Turn.NONE : new Turn(position, false, 0, null);
        }
        return new Turn(
                0, row.paused(), run.pace().perSecond(), run.pace().remaining().orElse(null));
    }

    /** Nothing begins any more, and what is at work stops at the next safe place. */
    void stopping() {
        line.close();
        runs.close().forEach(Run::shutdown);
    }

    /** Waits for those at work, while there is a database to note it in. */
    void awaitEnd() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        try {
            List<Run> atWork = new ArrayList<>(runs.close());
            boolean ended = true;
            for (Run run : atWork) {
                ended &= run.ended().await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            ended &= line.awaitEnd(deadline - System.nanoTime());
            if (!ended) {
                LOG.warn("Deliveries are still at work while the application stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
