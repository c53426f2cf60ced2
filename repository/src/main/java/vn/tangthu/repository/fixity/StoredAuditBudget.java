package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AuditBudget;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.fixity.BudgetRows.Day;

/**
 * A thread for each copy, so that a slow or missing one holds up no other; one limit for all of
 * them, divided by the processes that share the work. Off ({@code tangthu.audit.background=false})
 * where a single verb runs.
 */
@Component
class StoredAuditBudget implements AuditBudget, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StoredAuditBudget.class);

    /** How often to look whether something became due; the first look waits for the start, too. */
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final BudgetParts parts;
    private final FixityAudits audits;
    private final BudgetPolicy policy;
    private final boolean background;
    private final String node = UUID.randomUUID().toString();
    private final RateLimit limit;
    private final Map<String, String> problems = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile CountDownLatch stop = new CountDownLatch(1);
    private volatile int nodes = 1;

    StoredAuditBudget(
            BudgetParts parts,
            FixityAudits audits,
            @Value("${tangthu.audit.background:true}") boolean background) {
        this.parts = parts;
        this.audits = audits;
        this.policy = parts.policy();
        this.background = background;
        this.limit =
                new RateLimit(
                        () ->
                                policy.bytesPerSecond() == 0
                                        ? 0
                                        : Math.max(1, policy.bytesPerSecond() / nodes),
                        this::isStopped,
                        RateLimit.Time.SYSTEM);
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    @Override
    public synchronized void start() {
        if (!background || !threads.isEmpty()) {
            return;
        }
        stop = new CountDownLatch(1);
        Thread.Builder.OfPlatform daemon = Thread.ofPlatform().daemon();
        threads.add(daemon.name("audit-beat").start(this::beats));
        for (String copy : parts.places().names()) {
            threads.add(daemon.name("audit-budget-" + copy).start(() -> looks(copy)));
        }
    }

    private void looks(String copy) {
        while (pause(LOOK)) {
            try {
                boolean whole = audits.running().stream().anyMatch(run -> run.copy().equals(copy));
                boolean open = policy.hours().isOpen(parts.clock().instant());
                if (!open && copy.equals(FixityAudits.PRIMARY)) {
                    isThere();
                }
                if (!whole && open) {
                    long unused = slice(copy);
                }
            } catch (RuntimeException e) {
                LOG.error("The audit of {} broke off; it goes on", copy, e);
            }
        }
    }

    /**
     * Reads what is due of a copy.
     *
     * @return how many packages were read
     */
    long slice(String copy) {
        beat();
        try (Places.Open open = parts.places().open(copy)) {
            if (!parts.budget().days(copy).isEmpty()) {
                open.place().assertThere();
            }
            long read = new BudgetSlice(parts, open.place(), node, limit, this::isStopped).run();
            problems.remove(copy);
            return read;
        } catch (IOException e) {
            problems.put(copy, Objects.toString(e.getMessage(), e.toString()));
            LOG.warn("Of {} nothing is read now; it is tried again", copy, e);
            return 0;
        }
    }

    /** Outside the hours nothing is read, and a disk that went away is told all the same. */
    private void isThere() {
        String primary = FixityAudits.PRIMARY;
        try (Places.Open open = parts.places().open(primary)) {
            if (!parts.budget().days(primary).isEmpty()) {
                open.place().assertThere();
            }
            problems.remove(primary);
        } catch (IOException e) {
            problems.put(primary, Objects.toString(e.getMessage(), e.toString()));
            LOG.error("The archive's store does not stand", e);
        }
    }

    private void beats() {
        do {
            try {
                beat();
            } catch (RuntimeException e) {
                LOG.warn("The database was not told that this process reads", e);
            }
        } while (pause(policy.lease().dividedBy(3)));
    }

    /** Others see that this process lives, and it sees them. */
    void beat() {
        parts.due().beat(node, policy.lease());
        nodes = Math.max(1, parts.due().nodes(policy.lease()));
        Instant now = parts.clock().instant();
        for (UUID run : parts.budget().abandoned(policy.lease(), now)) {
            LOG.info("The slice {} of the audit was cut off; others go on with it", run);
        }
        parts.budget().forgetOld(now);
    }

    String node() {
        return node;
    }

    private boolean pause(Duration time) {
        try {
            return !stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public synchronized void stop() {
        stop.countDown();
        for (Thread thread : threads) {
            try {
                thread.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (!threads.isEmpty()) {
            threads.clear();
            parts.due().leave(node);
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return !threads.isEmpty();
    }

    @Override
    public Status status() {
        Instant now = parts.clock().instant();
        BudgetForecast forecast = new BudgetForecast(policy.policy(), now);
        Map<String, List<Day>> days = new ConcurrentHashMap<>();
        Map<String, Pace> paces = new ConcurrentHashMap<>();
        List<String> names = parts.places().names();
        for (String copy : names) {
            days.put(copy, parts.budget().days(copy));
            paces.put(copy, parts.budget().pace(copy, now));
        }
        long bytes = days.values().stream().flatMap(List::stream).mapToLong(Day::bytes).sum();
        long needed = forecast.needed(bytes);
        long possible = forecast.possible(List.copyOf(paces.values()));
        Map<String, Long> reading = parts.due().reading();
        List<Place> places = new ArrayList<>();
        for (String copy : names) {
            places.add(
                    place(
                            copy,
                            forecast,
                            Objects.requireNonNull(days.get(copy)),
                            Objects.requireNonNull(paces.get(copy)),
                            bytes == 0 ? 0 : (double) forecast.perDay(possible) / bytes,
                            reading.containsKey(copy),
                            now));
        }
        long overdue = places.stream().mapToLong(Place::overdue).sum();
        boolean late =
                forecast.late(
                                days.values().stream().flatMap(List::stream).toList(),
                                forecast.perDay(possible))
                        != null;
        return new Status(
                policy.policy(),
                forecast.verdict(needed, possible, overdue, late),
                needed,
                possible,
                parts.due().nodes(policy.lease()),
                places);
    }

    private Place place(
            String copy,
            BudgetForecast forecast,
            List<Day> days,
            Pace pace,
            double possiblePart,
            boolean reading,
            Instant now) {
        long bytes = days.stream().mapToLong(Day::bytes).sum();
        Map<Damage, Long> open = parts.budget().open(copy);
        long changed = of(open, Damage.CHANGED, Damage.TRUNCATED, Damage.INVENTORY_DAMAGED);
        long missing = of(open, Damage.MISSING, Damage.OBJECT_MISSING);
        return new Place(
                copy,
                state(copy, reading, now),
                days.stream().mapToLong(Day::packages).sum(),
                days.stream().mapToLong(Day::files).sum(),
                bytes,
                forecast.within(days),
                forecast.filesWithin(days),
                forecast.overdue(days),
                days.stream().mapToLong(Day::fresh).sum(),
                days.stream().mapToLong(Day::damaged).sum(),
                changed,
                missing,
                of(open, Damage.EXTRA, Damage.OBJECT_UNKNOWN),
                days.isEmpty() ? null : days.getFirst().day(),
                forecast.ages(days),
                pace,
                forecast.of(days, pace, Math.round(possiblePart * bytes)),
                problems.get(copy));
    }

    private State state(String copy, boolean reading, Instant now) {
        if (reading) {
            return State.READING;
        }
        if (problems.containsKey(copy)) {
            return State.UNREACHABLE;
        }
        if (!background) {
            return State.OFF;
        }
        return policy.hours().isOpen(now) ? State.RESTING : State.CLOSED;
    }

    private static long of(Map<Damage, Long> open, Damage... kinds) {
        long sum = 0;
        for (Damage kind : kinds) {
            sum += open.getOrDefault(kind, 0L);
        }
        return sum;
    }
}
