package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AipStore;
import vn.tangthu.storage.LockingStore;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/**
 * Sees to it that what a copy has stays locked, where its configuration asks for a lock: what was
 * written is asked for, and what ends within half of the time is locked anew. Only what the store
 * says when it is asked back counts.
 */
final class CopyLocking {
    /** What is new must not wait for hours until the locks of all the old are longer. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** A request waits for the network most of its time. */
    private static final int THREADS = 8;

    private static final int AT_ONCE = 500;

    /** So many in a row that are there and not locked are the store's rule, not chance. */
    private static final int MOST_REFUSED = 3;

    /** The same where the store says that the copy's root files are locked. */
    private static final int MOST_REFUSED_ALL_THE_SAME = 100;

    private final AipStore aips;
    private final LockRows rows;
    private final Clock clock;
    private final String name;
    private final ObjectStore copy;
    private final AtomicBoolean stopped;
    private int refused;
    private int inARow;
    private int mostInARow = MOST_REFUSED;

    CopyLocking(
            AipStore aips,
            LockRows rows,
            Clock clock,
            String name,
            ObjectStore copy,
            AtomicBoolean stopped) {
        this.aips = aips;
        this.rows = rows;
        this.clock = clock;
        this.name = name;
        this.copy = copy;
        this.stopped = stopped;
    }

    /**
     * How it stands with the locks of a copy.
     *
     * @param days that are asked for; 0 when no lock is
     * @param until when all that the copy has is locked; null when something is not, or was not
     *     asked for yet
     * @param refused whether the store was asked to lock something and says that it is not locked,
     *     or something was locked once and is not any more
     */
    record Locked(int days, @Nullable Instant until, boolean refused) {
        static final Locked NOT_ASKED_FOR = new Locked(0, null, false);
    }

    Locked run() throws IOException {
        if (!(copy instanceof LockingStore locking) || locking.retention().isEmpty()) {
            return Locked.NOT_ASKED_FOR;
        }
        Duration retention = locking.retention().get();
        Instant now = clock.instant();
        Work work =
                new Work(
                        locking,
                        now.plus(retention.dividedBy(2)),
                        now.plus(retention),
                        System.nanoTime() + LONGEST.toNanos());
        Optional<Instant> own = Optional.empty();
        ExecutorService threads =
                Executors.newFixedThreadPool(
                        THREADS,
                        Thread.ofPlatform().daemon().name("lock-" + name + "-", 1).factory());
        try {
            List<StoreKey> root = new ArrayList<>(aips.rootFiles().keySet());
            root.add(CopyIdentity.KEY);
            own = work.lock(threads, root).until();
            if (own.isEmpty()) {
                refused++;
            } else {
                mostInARow = MOST_REFUSED_ALL_THE_SAME;
            }
            packages(threads, work);
            logs(threads, work);
        } finally {
            threads.shutdownNow();
        }
        Instant all = own.isEmpty() ? null : rows.all(name).orElse(null);
        Instant until = all == null || all.isBefore(own.get()) ? all : own.get();
        // A time that is over locks nothing, whoever said it.
        return new Locked(
                Math.toIntExact(retention.toDays()),
                until != null && until.isAfter(now) ? until : null,
                refused > 0 || rows.hasEnded(name, now));
    }

    private void packages(ExecutorService threads, Work work) throws IOException {
        LockRows.Due after = LockRows.Due.FIRST;
        List<LockRows.Due> page;
        while (work.goesOn()
                && !(page = rows.packages(name, after, work.least(), AT_ONCE)).isEmpty()) {
            after = page.getLast();
            for (LockRows.Due due : page) {
                if (!work.goesOn()) {
                    return;
                }
                note(
                        work.lock(threads, keys(UUID.fromString(due.subject()))),
                        until -> rows.lockedPackage(name, due.subject(), until));
            }
        }
    }

    private void logs(ExecutorService threads, Work work) throws IOException {
        LockRows.Due after = LockRows.Due.FIRST;
        List<LockRows.Due> page;
        while (work.goesOn() && !(page = rows.logs(name, after, work.least(), AT_ONCE)).isEmpty()) {
            after = page.getLast();
            List<Callable<End>> tasks = new ArrayList<>();
            page.forEach(due -> tasks.add(() -> work.lock(new StoreKey(due.subject()))));
            List<End> ends = all(threads, tasks);
            for (int i = 0; i < ends.size(); i++) {
                String key = page.get(i).subject();
                note(ends.get(i), until -> rows.lockedLog(name, key, until));
            }
        }
    }

    private interface Noted {
        void until(Instant until);
    }

    /** What is not there is damage that others tell of, and no answer about locks. */
    private void note(End end, Noted noted) {
        if (end.refused()) {
            refused++;
            inARow++;
        } else if (end.until().isPresent()) {
            inARow = 0;
            noted.until(end.until().get());
        }
    }

    /**
     * What the store says of one object, or of all that is there of a package.
     *
     * @param until when the first lock ends; empty where one is not locked, or nothing is there
     * @param refused whether one that is there is not locked
     */
    private record End(Optional<Instant> until, boolean refused) {
        static final End NOT_THERE = new End(Optional.empty(), false);
    }

    /** What is there of a package; what is not there is damage, and not locked. */
    private List<StoreKey> keys(UUID object) throws IOException {
        try (Stream<ObjectInfo> all = copy.list(StorePrefix.below(aips.rootOf(object)))) {
            return all.map(ObjectInfo::key).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static List<End> all(ExecutorService threads, List<Callable<End>> tasks)
            throws IOException {
        try {
            List<End> ends = new ArrayList<>();
            for (Future<End> each : threads.invokeAll(tasks)) {
                ends.add(each.get());
            }
            return ends;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IOException("The locking broke off", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted; the next run goes on locking", e);
        }
    }

    /**
     * @param least what is locked until then is left as it is
     * @param until what is not is locked until then
     * @param deadline in nanoseconds of this process
     */
    private final class Work {
        private final LockingStore store;
        private final Instant least;
        private final Instant until;
        private final long deadline;

        Work(LockingStore store, Instant least, Instant until, long deadline) {
            this.store = store;
            this.least = least;
            this.until = until;
            this.deadline = deadline;
        }

        Instant least() {
            return least;
        }

        boolean goesOn() {
            return !stopped.get() && inARow < mostInARow && System.nanoTime() < deadline;
        }

        /** Locked only if the store says that it is locked long enough. */
        End lock(StoreKey key) throws IOException {
            Optional<Instant> said =
                    store.lock(key, least, until).filter(end -> !end.isBefore(least));
            return said.isPresent()
                    ? new End(said, false)
                    : copy.info(key).isEmpty() ? End.NOT_THERE : new End(said, true);
        }

        /** The first end of all of them that are there. */
        End lock(ExecutorService threads, List<StoreKey> keys) throws IOException {
            List<Callable<End>> tasks = new ArrayList<>();
            keys.forEach(key -> tasks.add(() -> lock(key)));
            List<End> ends = all(threads, tasks);
            boolean one = ends.stream().anyMatch(End::refused);
            return new End(
                    one
                            ? Optional.empty()
                            : ends.stream()
                                    .flatMap(end -> end.until().stream())
                                    .min(Instant::compareTo),
                    one);
        }
    }
}
