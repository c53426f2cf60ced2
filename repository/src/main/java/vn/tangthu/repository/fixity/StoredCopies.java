package vn.tangthu.repository.fixity;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.BackupRuns;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreCopies;
import vn.tangthu.storage.StoreCopy;

/** Each copy has a schedule and a run of its own, so a slow one holds up no other. */
@Component
class StoredCopies implements Copies {
    private static final Logger LOG = LoggerFactory.getLogger(StoredCopies.class);
    private static final long WAIT_MILLIS = 200;

    private static final Duration LISTED_ANEW = Duration.ofDays(1);

    /** The first run waits until the service has started. */
    private static final Duration FIRST = Duration.ofMinutes(1);

    private final StoreCopies configured;
    private final CopyParts parts;
    private final CopyIdentity identity;
    private final ActivityLog activity;
    private final Clock clock;
    private final boolean background;
    private final Map<String, AtWork> all = new ConcurrentHashMap<>();
    private final Costly<Long> packages;
    private @Nullable ScheduledExecutorService threads;

    /** A run at work, or the one before. */
    private static final class AtWork {
        private final ReentrantLock turn = new ReentrantLock();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicLong done = new AtomicLong();
        private final Costly<Long> incidents;

        /** When all log objects were listed last, by this process; under the turn. */
        private @Nullable Instant listedAt;

        AtWork(Costly<Long> incidents) {
            this.incidents = incidents;
        }
    }

    StoredCopies(
            StoreCopies configured,
            CopyParts parts,
            CopyIdentity identity,
            ActivityLog activity,
            Clock clock,
            @Value("${tangthu.copying.background:true}") boolean background) {
        this.configured = configured;
        this.parts = parts;
        this.identity = identity;
        this.activity = activity;
        this.clock = clock;
        this.background = background;
        this.packages = new Costly<>(parts.rows()::packages);
        for (StoreCopy copy : configured.all()) {
            String name = copy.name();
            all.put(name, new AtWork(new Costly<>(() -> parts.rows().openIncidents(name))));
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void schedule() {
        if (!background || configured.all().isEmpty()) {
            return;
        }
        ScheduledExecutorService clocks = threads();
        for (StoreCopy copy : configured.all()) {
            if (copy.every().isPositive()) {
                var unused =
                        clocks.scheduleWithFixedDelay(
                                () -> onSchedule(copy),
                                FIRST.toMillis(),
                                copy.every().toMillis(),
                                TimeUnit.MILLISECONDS);
            }
        }
    }

    /** A schedule ends for good with the first thing that is thrown out of it. */
    private void onSchedule(StoreCopy copy) {
        try {
            work(copy, Reader.OPERATOR);
        } catch (RuntimeException e) {
            LOG.error("The copy {} was not looked after; it is at its next time", copy.name(), e);
        }
    }

    private synchronized ScheduledExecutorService threads() {
        ScheduledExecutorService now = threads;
        if (now == null) {
            now =
                    Executors.newScheduledThreadPool(
                            Math.max(1, configured.all().size()),
                            Thread.ofPlatform().daemon().name("copies-", 1).factory());
            threads = now;
        }
        return now;
    }

    @Override
    public List<Copy> all() {
        long packages = configured.all().isEmpty() ? 0 : this.packages.get();
        return configured.all().stream().map(copy -> shown(copy, packages)).toList();
    }

    private Copy shown(StoreCopy copy, long packages) {
        AtWork work = atWork(copy.name());
        Optional<CopyRows.Known> known = parts.rows().find(copy.name());
        boolean running = work.turn.isLocked();
        CopyRows.Sound sound = known.map(CopyRows.Known::sound).orElse(new CopyRows.Sound(0, 0));
        return new Copy(
                copy.name(),
                copy.where(),
                running ? State.RUNNING : state(known),
                sound.packages(),
                packages,
                sound.bytes(),
                work.incidents.get(),
                work.done.get(),
                known.map(CopyRows.Known::startedAt).orElse(null),
                known.map(CopyRows.Known::completeAt).orElse(null),
                running ? null : known.map(CopyRows.Known::problem).orElse(null),
                known.map(CopyRows.Known::lock).map(this::now).orElse(null));
    }

    /** A lock that ended since the last run locks nothing, whatever was noted. */
    private Lock now(Lock lock) {
        Instant until = lock.until();
        return until == null || until.isAfter(clock.instant()) ? lock : new Lock(lock.days(), null);
    }

    /** What came since the last run has not been copied yet. */
    private State state(Optional<CopyRows.Known> known) {
        State state = known.map(CopyRows.Known::state).orElse(State.NEVER);
        if (state != State.COMPLETE && state != State.UNLOCKED) {
            return state;
        }
        CopyRows.Head to = known.map(CopyRows.Known::completeTo).orElse(null);
        if (to == null || parts.rows().changedSince(to)) {
            return State.BEHIND;
        }
        Lock noted = known.map(CopyRows.Known::lock).orElse(null);
        boolean ended = noted != null && noted.until() != null && now(noted).until() == null;
        return ended ? State.UNLOCKED : state;
    }

    @Override
    public void start(String copy, Reader actor) {
        StoreCopy found = find(copy);
        activity.record(actor, "COPY_STARTED", copy, null);
        threads().execute(() -> work(found, actor));
    }

    @Override
    public Copy run(String copy, Reader actor, Progress progress) {
        StoreCopy found = find(copy);
        activity.record(actor, "COPY_STARTED", copy, null);
        var run = threads().submit(() -> work(found, actor));
        long packages = parts.rows().packages();
        while (true) {
            try {
                run.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
                // Where another run of the copy is at work, its end is waited for here.
                if (!atWork(copy).turn.tryLock(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new TimeoutException();
                }
                atWork(copy).turn.unlock();
                return shown(found, packages);
            } catch (TimeoutException e) {
                progress.at(Progress.Phase.COPY, atWork(copy).done.get(), packages);
                if (progress.cancelled()) {
                    stop(copy, actor);
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("The copying broke off", e.getCause());
            } catch (InterruptedException e) {
                atWork(copy).stopped.set(true);
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new InterruptedIOException());
            }
        }
    }

    @Override
    public void stop(String copy, Reader actor) {
        StoreCopy found = find(copy);
        atWork(found.name()).stopped.set(true);
        activity.record(actor, "COPY_STOPPED", copy, null);
    }

    @Override
    public List<ErasuresWaiting> erasuresWaiting() {
        return configured.all().isEmpty() ? List.of() : parts.limit().waiting();
    }

    @Override
    public boolean confirmErasures(String copy, int erasures, Reader actor) {
        StoreCopy found = find(copy);
        boolean allowed = parts.limit().allow(found.name(), erasures);
        if (allowed) {
            activity.record(actor, "COPY_ERASURES_CONFIRMED", copy, Integer.toString(erasures));
        }
        return allowed;
    }

    /**
     * One run at a time for each copy; who asks meanwhile begins none, and does not wait in a
     * thread that another copy may need: there are as many threads as copies.
     */
    private void work(StoreCopy copy, Reader actor) {
        AtWork work = atWork(copy.name());
        if (!work.turn.tryLock()) {
            return;
        }
        try {
            work.stopped.set(false);
            work.done.set(0);
            work(copy, work, actor);
        } finally {
            work.turn.unlock();
        }
    }

    private void work(StoreCopy copy, AtWork work, Reader actor) {
        parts.rows().began(copy.name(), clock.instant());
        BackupRuns journal = parts.journal();
        UUID entry = journal.begin(BackupRuns.Form.COPY, copy.name(), copy.where(), actor.name());
        try (ObjectStore store = copy.opening().open()) {
            boolean whole = isWholeLogDue(copy.name(), work);
            CopyRun run = new CopyRun(parts, copy.name(), store, work.stopped, work.done, whole);
            try {
                identity.claim(copy.name(), store);
                CopyRows.Head head = parts.rows().head();
                Instant asOf = clock.instant();
                boolean complete = run.run();
                if (complete && whole) {
                    work.listedAt = asOf;
                }
                boolean damaged = parts.rows().hasIncidents(copy.name());
                State state = ended(complete, damaged, run.locked());
                parts.rows().locked(copy.name(), run.locked());
                parts.rows()
                        .ended(
                                copy.name(),
                                state,
                                complete && !damaged ? asOf : null,
                                complete && !damaged ? head : null,
                                problem(run));
                journal.end(entry, run.outcome(state, problem(run)));
            } catch (IOException | RuntimeException e) {
                journal.end(entry, run.outcome(failed(copy, e), problem(e)));
            }
        } catch (IOException | RuntimeException e) {
            journal.end(
                    entry,
                    new BackupRuns.Outcome(failed(copy, e), 0, 0, 0, 0, 0, 0, 0, problem(e)));
        }
    }

    /**
     * Words of acknowledgement come with lines of the journal: where none came since everything was
     * copied, they are listed once a day all the same.
     */
    private boolean isWholeLogDue(String copy, AtWork work) {
        CopyRows.Head to = parts.rows().find(copy).map(CopyRows.Known::completeTo).orElse(null);
        Instant listed = work.listedAt;
        return to == null
                || listed == null
                || !clock.instant().isBefore(listed.plus(LISTED_ANEW))
                || parts.rows().changedSince(to);
    }

    /** Never complete where a lock is asked for and the store says that there is none. */
    private static State ended(boolean complete, boolean damaged, CopyLocking.Locked locked) {
        if (damaged) {
            return State.DAMAGED;
        }
        return !complete ? State.BEHIND : locked.refused() ? State.UNLOCKED : State.COMPLETE;
    }

    private State failed(StoreCopy copy, Exception e) {
        LOG.error(
                "The copy {} at {} could not be brought up to date", copy.name(), copy.where(), e);
        State state =
                switch (e) {
                    case CopyIdentity.ForeignException foreign -> State.FOREIGN;
                    case StoreGoneException gone ->
                            gone.isOf(FixityAudits.PRIMARY) ? State.BEHIND : State.UNREACHABLE;
                    case IOException away -> State.UNREACHABLE;
                    case UncheckedIOException away -> State.UNREACHABLE;
                    default -> State.BEHIND;
                };
        parts.rows().ended(copy.name(), state, null, null, problem(e));
        return state;
    }

    /** For people; null when nothing is to be said of the run. */
    private static @Nullable String problem(CopyRun run) {
        return run.problem() == null ? held(run) : run.problem();
    }

    /** For people; null when nothing that was erased is there still. */
    private static @Nullable String held(CopyRun run) {
        if (run.erasuresWaiting() > 0) {
            return ("%1$d lệnh xóa chờ người vận hành xác nhận / %1$d erasures wait for the operator:"
                            + " ./tangthu copy NAME --confirm-erasures %1$d")
                    .formatted(run.erasuresWaiting());
        }
        return run.held()
                .map(
                        held ->
                                held.until() == null
                                        ? "Kho của bản sao còn giữ thứ đã xóa; người vận hành kho ấy phải"
                                                + " xóa / the copy's store still holds what was"
                                                + " erased: its operator has to remove it"
                                        : "Kho của bản sao khóa thứ đã xóa đến / a lock of the copy's"
                                                + " store holds what was erased until "
                                                + held.until())
                .orElse(null);
    }

    private static String problem(Exception e) {
        return Objects.toString(e.getMessage(), e.toString());
    }

    private StoreCopy find(String name) {
        return configured.all().stream()
                .filter(copy -> copy.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no copy " + name));
    }

    private AtWork atWork(String name) {
        return Objects.requireNonNull(all.get(name));
    }

    /** The runs go on at the next start. */
    @EventListener(ContextClosedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void stopping() {
        all.values().forEach(work -> work.stopped.set(true));
    }

    @PreDestroy
    synchronized void close() {
        stopping();
        if (threads != null) {
            threads.shutdown();
            try {
                if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                    LOG.warn("A copy did not stop in time; the next run goes on from there");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
