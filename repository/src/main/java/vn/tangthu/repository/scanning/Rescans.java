package vn.tangthu.repository.scanning;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.repository.VirusCheck.Outcome;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.repository.VirusScans;
import vn.tangthu.repository.scanning.OneWalk.Stop;
import vn.tangthu.repository.scanning.RescanRows.Kept;

/** Scans what is kept, a few files at a time, slowly where it goes by itself. */
@Component
final class Rescans implements VirusScans {
    private static final Logger LOG = LoggerFactory.getLogger(Rescans.class);
    private static final int AT_ONCE = 100;

    /** Counting looks at every file. */
    private static final Duration COUNTED_HOLDS = Duration.ofHours(6);

    private final ClamdScanner scanner;
    private final ScanningProperties properties;
    private final RescanRows rows;
    private final AipStore aips;
    private final ActivityLog activity;
    private final Clock clock;
    private final OneWalk one = new OneWalk();
    private final ScheduledExecutorService background =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("virus-rescan").factory());
    private final AtomicBoolean counting = new AtomicBoolean();

    Rescans(
            ClamdScanner scanner,
            ScanningProperties properties,
            RescanRows rows,
            AipStore aips,
            ActivityLog activity,
            Clock clock) {
        this.scanner = scanner;
        this.properties = properties;
        this.rows = rows;
        this.aips = aips;
        this.activity = activity;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        var daily = background.scheduleWithFixedDelay(scanner::clearUp, 24, 24, TimeUnit.HOURS);
        if (scanner.configured() && properties.rescan()) {
            long millis = Math.max(1_000, properties.retry().toMillis());
            background.scheduleWithFixedDelay(this::ifDue, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Goes on with what was interrupted; begins anew when there are new signatures and it is time.
     */
    void ifDue() {
        try {
            String engine = scanner.version();
            Optional<Run> last = rows.last();
            boolean due =
                    last.isEmpty()
                            || last.get().state() != State.DONE
                            || (!last.get().engine().equals(engine)
                                    && last.get()
                                            .startedAt()
                                            .plus(properties.rescanEvery())
                                            .isBefore(clock.instant()));
            if (due) {
                one.begin();
                try {
                    var unused =
                            run(
                                    Reader.OPERATOR,
                                    one.givingWay(),
                                    properties.rescanRate().toBytes());
                } finally {
                    one.end();
                }
            }
        } catch (VirusScanner.Unavailable e) {
            LOG.debug("No rescan while the scanner does not answer", e);
        } catch (IOException | RuntimeException e) {
            LOG.warn("The rescan broke off and goes on later", e);
        }
    }

    @Override
    public Run scan(Reader actor, Progress progress) throws IOException {
        Stop stop = one.of(progress);
        String engine = scanner.version();
        if (!one.mayBegin(stop, () -> rows.last().ifPresent(other -> stop.at(other.files())))) {
            return rows.last().orElseGet(() -> fresh(engine, State.INTERRUPTED));
        }
        try {
            Run run = run(actor, stop, 0);
            // One that began with older signatures has seen the first files with those only.
            return run.state() == State.DONE && !run.engine().equals(scanner.version())
                    ? run(actor, stop, 0)
                    : run;
        } finally {
            one.end();
        }
    }

    /**
     * By who holds the lock. A run that was cut short goes on where it stood, with the signatures
     * of now: were it to begin anew with each of them, the last files would never be reached.
     */
    private Run run(Reader actor, Stop stop, long bytesPerSecond) throws IOException {
        Run run = rows.last().filter(last -> last.state() != State.DONE).orElse(null);
        if (run == null) {
            run = fresh(scanner.version(), State.RUNNING);
            rows.insert(run, actor.name());
            activity.record(actor, "VIRUS_RESCAN", run.id().toString(), run.engine());
        }
        Run done = walk(run, rows.cursor(run.id()), actor, stop, bytesPerSecond);
        if (done.state() == State.DONE) {
            activity.record(
                    actor,
                    "VIRUS_RESCANNED",
                    done.id().toString(),
                    "%d files, %d found, %d not scanned; %s; %s"
                            .formatted(
                                    done.files(),
                                    done.found(),
                                    done.notScanned(),
                                    done.engine(),
                                    scanner.version()));
            rows.count(clock.instant());
        }
        return done;
    }

    private Run fresh(String engine, State state) {
        return new Run(UUID.randomUUID(), engine, state, clock.instant(), null, 0, 0, 0, 0);
    }

    private Run walk(Run begun, String from, Reader actor, Stop stop, long bytesPerSecond)
            throws IOException {
        Run run = begun;
        String cursor = from;
        long began = System.nanoTime();
        long read = 0;
        try {
            while (true) {
                List<Kept> next = rows.next(cursor, scanner.version(), AT_ONCE);
                if (next.isEmpty()) {
                    run = with(run, State.DONE, clock.instant());
                    return run;
                }
                for (Kept kept : next) {
                    if (stop.asked()) {
                        run = with(run, State.INTERRUPTED, null);
                        return run;
                    }
                    VirusCheck said = said(kept);
                    if (said != null && said.infected()) {
                        tell(kept, said, actor);
                    }
                    run = counted(run, kept.file().size(), said);
                    cursor = kept.file().sha512().hex();
                    read += kept.file().size();
                    stop.at(run.files());
                    OneWalk.pause(began, read, bytesPerSecond, stop);
                }
                rows.save(run, cursor);
            }
        } catch (IOException | RuntimeException e) {
            run = with(run, State.INTERRUPTED, null);
            throw e;
        } finally {
            rows.save(run, cursor);
        }
    }

    /** Null where the bytes cannot be read whole: that is for the audit to tell. */
    private @Nullable VirusCheck said(Kept kept) throws IOException {
        try {
            return scanner.scan(
                    () -> aips.open(kept.aip(), kept.file()),
                    kept.file().size(),
                    kept.file().sha512());
        } catch (VirusScanner.Unavailable e) {
            throw e;
        } catch (IOException e) {
            LOG.warn("Not scanned, it could not be read: {}", kept.file().id(), e);
            return null;
        }
    }

    private void tell(Kept kept, VirusCheck said, Reader actor) {
        LOG.warn("Something was found in {} of {}", kept.file().id(), kept.arcFileCode());
        activity.record(
                actor,
                "VIRUS_FOUND",
                kept.aip().toString(),
                kept.file().id() + ": " + said.detail() + " (" + said.engine() + ")");
    }

    private static Run counted(Run run, long bytes, @Nullable VirusCheck said) {
        boolean not = said == null || said.outcome() == Outcome.NOT_SCANNED;
        return new Run(
                run.id(),
                run.engine(),
                run.state(),
                run.startedAt(),
                null,
                run.files() + 1,
                run.bytes() + bytes,
                run.found() + (said != null && said.infected() ? 1 : 0),
                run.notScanned() + (not ? 1 : 0));
    }

    private static Run with(Run run, State state, @Nullable Instant ended) {
        return new Run(
                run.id(),
                run.engine(),
                state,
                run.startedAt(),
                ended,
                run.files(),
                run.bytes(),
                run.found(),
                run.notScanned());
    }

    @Override
    public Optional<Run> last() {
        Optional<Run> last = rows.last();
        // A run that its row calls running and that nobody runs was killed.
        return last.map(
                run ->
                        run.state() == State.RUNNING && !one.atWork()
                                ? with(run, State.INTERRUPTED, null)
                                : run);
    }

    @Override
    public Optional<Summary> summary() {
        Optional<Summary> known = rows.totals();
        if (scanner.configured()
                && known.filter(this::holds).isEmpty()
                && counting.compareAndSet(false, true)) {
            Thread unused = Thread.ofVirtual().name("virus-totals").start(this::count);
        }
        return known;
    }

    private boolean holds(Summary known) {
        return clock.instant().isBefore(known.countedAt().plus(COUNTED_HOLDS));
    }

    private void count() {
        try {
            rows.count(clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("What the virus scanner said was not counted", e);
        } finally {
            counting.set(false);
        }
    }

    @Override
    public Slice<Found> found(int offset, int limit) {
        return rows.found(offset, limit);
    }

    @PreDestroy
    void close() {
        one.close();
        background.shutdownNow();
    }
}
