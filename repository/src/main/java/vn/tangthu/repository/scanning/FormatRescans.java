package vn.tangthu.repository.scanning;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.FormatChanges;
import vn.tangthu.repository.FormatChanges.Change;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.FormatLog;
import vn.tangthu.repository.FormatScans;
import vn.tangthu.repository.KeptFormats;
import vn.tangthu.repository.KeptFormats.Due;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.ProjectionPart;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.scanning.FormatRunRows.Counts;
import vn.tangthu.repository.scanning.FormatRunRows.Row;
import vn.tangthu.repository.scanning.OneWalk.Stop;
import vn.tangthu.storage.KnownStore;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreKey;

/**
 * Goes over the packages by age. What was looked at is written to the store first, some packages in
 * one object, then noted in one transaction with the place the run stands at: a kill costs what was
 * not written yet.
 */
@Component
class FormatRescans implements FormatScans, ProjectionPart {
    private static final Logger LOG = LoggerFactory.getLogger(FormatRescans.class);

    /** Packages of one part. */
    private static final int AT_ONCE = 20;

    private static final Duration LOOK = Duration.ofMinutes(1);

    private final ObjectProvider<ContentProbe> probes;
    private final KeptIdentification identification;
    private final KeptFormats formats;
    private final FormatRunRows rows;
    private final FormatChangeRows changeRows;
    private final FormatLog log;
    private final AipStore aips;
    private final ObjectStore store;
    private final ActivityLog activity;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final boolean again;
    private final long bytesPerSecond;
    private final OneWalk one = new OneWalk();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final ScheduledExecutorService background =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform()
                            .daemon()
                            .priority(Thread.MIN_PRIORITY)
                            .name("formats-again")
                            .factory());

    /** Since when this process goes on, and from how many packages; for the forecast. */
    private volatile @Nullable Pace pace;

    private record Pace(Instant since, long from) {}

    /**
     * @param again whether what is kept is identified again by itself when there are other
     *     signatures
     * @param rate the most that is read in a second then, {@code 10MB}; 0 for no limit
     */
    FormatRescans(
            ObjectProvider<ContentProbe> probes,
            KeptIdentification identification,
            KeptFormats formats,
            FormatRunRows rows,
            FormatChangeRows changeRows,
            FormatLog log,
            AipStore aips,
            ObjectStore store,
            ActivityLog activity,
            TransactionTemplate transactions,
            Clock clock,
            @Value("${tangthu.formats.again:true}") boolean again,
            @Value("${tangthu.formats.again-rate:10MB}") String rate) {
        this.probes = probes;
        this.identification = identification;
        this.formats = formats;
        this.rows = rows;
        this.changeRows = changeRows;
        this.log = log;
        this.aips = aips;
        this.store = store;
        this.activity = activity;
        this.transactions = transactions;
        this.clock = clock;
        this.again = again;
        this.bytesPerSecond = DataSize.parse(rate).toBytes();
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (again) {
            var unused =
                    background.scheduleWithFixedDelay(
                            this::ifDue, LOOK.toSeconds(), LOOK.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Goes on with what was interrupted; begins anew when the signatures are others. */
    void ifDue() {
        String signatures = signatures();
        Optional<Row> last = rows.last();
        boolean ended =
                last.map(run -> run.state() == State.DONE || run.state() == State.CANCELLED)
                        .orElse(true);
        boolean same = last.map(run -> run.signatures().equals(signatures)).orElse(false);
        if (signatures.isEmpty()
                || same && ended
                || last.isEmpty() && formats.due(null, signatures, 1).isEmpty()) {
            return;
        }
        inBackground(Reader.OPERATOR);
    }

    private void inBackground(Reader actor) {
        one.begin();
        try {
            Stop gives = one.givingWay();
            var unused = run(actor, () -> cancelled.get() || gives.asked(), bytesPerSecond);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Formats are identified again later; it broke off", e);
        } finally {
            one.end();
        }
    }

    private String signatures() {
        ContentProbe probe = probes.getIfAvailable();
        return probe == null ? "" : probe.signatures();
    }

    @Override
    public Run identify(Reader actor, Progress progress) throws IOException {
        Stop stop = one.of(progress);
        if (!one.mayBegin(
                stop, () -> rows.last().ifPresent(other -> stop.at(other.counts().packages())))) {
            return shown(rows.last().orElseGet(() -> fresh(signatures())));
        }
        try {
            return shown(run(actor, stop, 0));
        } finally {
            one.end();
        }
    }

    @Override
    public void start(Reader actor) {
        background.execute(() -> inBackground(actor));
    }

    @Override
    public void cancel(Reader actor) {
        activity.record(actor, "FORMATS_AGAIN_CANCELLED", null, null);
        cancelled.set(true);
        if (!one.atWork()) {
            end(State.CANCELLED);
        }
    }

    private void end(State state) {
        rows.last()
                .filter(run -> run.state() == State.RUNNING || run.state() == State.INTERRUPTED)
                .ifPresent(run -> rows.save(run.with(state, clock.instant())));
    }

    private Row fresh(String signatures) {
        return new Row(
                UUID.randomUUID(),
                signatures,
                State.RUNNING,
                clock.instant(),
                null,
                null,
                Counts.NONE);
    }

    /** By who has the turn. */
    private Row run(Reader actor, Stop stop, long rate) throws IOException {
        cancelled.set(false);
        String signatures = signatures();
        ContentProbe probe = probes.getIfAvailable();
        if (probe == null || signatures.isEmpty()) {
            throw new IOException("The signature files cannot be read");
        }
        Row run =
                rows.last()
                        .filter(
                                last ->
                                        last.state() != State.DONE
                                                && last.signatures().equals(signatures))
                        .orElse(null);
        if (run == null) {
            run = fresh(signatures);
            rows.insert(run, actor.name());
            activity.record(actor, "FORMATS_AGAIN", run.id().toString(), signatures);
        }
        pace = new Pace(clock.instant(), run.counts().packages());
        run = run.with(State.RUNNING, null);
        rows.save(run);
        try {
            run = walk(run, probe, actor, stop, rate);
        } catch (IOException | RuntimeException e) {
            rows.last().ifPresent(now -> rows.save(now.with(State.INTERRUPTED, null)));
            throw e;
        } finally {
            pace = null;
        }
        if (run.state() == State.DONE) {
            Counts all = run.counts();
            activity.record(
                    actor,
                    "FORMATS_AGAIN_DONE",
                    run.id().toString(),
                    "%d packages, %d files, %d changed, %d not read; %s"
                            .formatted(
                                    all.packages(),
                                    all.files(),
                                    all.changed(),
                                    all.unread(),
                                    signatures));
        }
        return run;
    }

    private Row walk(Row begun, ContentProbe probe, Reader actor, Stop stop, long rate)
            throws IOException {
        Row run = begun;
        long began = System.nanoTime();
        long before = run.counts().bytes();
        while (true) {
            List<Due> next = formats.due(run.place(), run.signatures(), AT_ONCE);
            if (next.isEmpty()) {
                return ended(run, State.DONE);
            }
            Looked looked = new Looked(run.signatures(), probe);
            for (Due due : next) {
                if (stop.asked()) {
                    break;
                }
                looked.look(due);
                stop.at(run.counts().packages() + looked.packages);
                long read = run.counts().bytes() - before + looked.bytes;
                OneWalk.pause(began, read, rate, stop);
            }
            run = looked.write(run, actor);
            if (stop.asked()) {
                return ended(run, cancelled.get() ? State.CANCELLED : State.INTERRUPTED);
            }
        }
    }

    /**
     * @throws IOException when nothing of the store is there, or it does not answer
     */
    private void assertStoreThere(Exception failure) throws IOException {
        try {
            if (store instanceof KnownStore known) {
                known.assertThere();
            }
            for (StoreKey key : aips.rootFiles().keySet()) {
                if (store.info(key).isPresent()) {
                    return;
                }
            }
        } catch (IOException | RuntimeException away) {
            away.addSuppressed(failure);
            throw away;
        }
        throw new IOException("The archive's store is not there", failure);
    }

    private Row ended(Row run, State state) {
        Row ended = run.with(state, state == State.INTERRUPTED ? null : clock.instant());
        rows.save(ended);
        return ended;
    }

    /** Some packages that were looked at and are not written yet. */
    private final class Looked {
        private final String signatures;
        private final ContentProbe probe;
        private final Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        private final List<FormatLog.Seen> seen = new ArrayList<>();
        private final List<Change> changes = new ArrayList<>();
        private KeptFormats.@Nullable Place place;
        private int packages;
        private long files;
        private long bytes;
        private long unread;

        Looked(String signatures, ContentProbe probe) {
            this.signatures = signatures;
            this.probe = probe;
        }

        /**
         * A package that cannot be read is for the audit to tell, and is looked at again with other
         * signatures; however many lie beside each other, they hold up no other.
         *
         * @throws IOException when it is the store that is away: then nothing of these packages is
         *     written, and once it is there again, they are looked at
         */
        void look(Due due) throws IOException {
            AipId aip = due.place().aip();
            place = due.place();
            packages++;
            Map<String, AipStore.PackageFile> stored = new HashMap<>();
            try {
                aips.headFiles(aip).forEach(file -> stored.put(file.logicalPath(), file));
            } catch (IOException | RuntimeException e) {
                assertStoreThere(e);
                LOG.warn("{} was not identified again, it could not be read", aip, e);
                unread += due.files().size();
                return;
            }
            long before = unread;
            for (ContentFile file : due.files()) {
                look(aip, file, stored.get(file.path()));
            }
            if (unread == before) {
                seen.add(new FormatLog.Seen(aip, due.files().size()));
            }
        }

        private void look(AipId aip, ContentFile file, AipStore.@Nullable PackageFile stored)
                throws IOException {
            if (stored == null) {
                unread++;
                return;
            }
            try {
                KeptIdentification.Found found = identification.of(file, stored.key(), probe);
                files++;
                bytes += found.read();
                FormatIdentification now = found.format();
                if (now == null) {
                    unread++;
                } else if (!KeptIdentification.isKnown(file, now)) {
                    FormatIdentification was = file.format();
                    changes.add(
                            new Change(
                                    aip,
                                    file.id(),
                                    FormatChanges.print(file.sha512()),
                                    was == null ? null : was.puid(),
                                    now,
                                    at));
                }
            } catch (IOException | RuntimeException e) {
                assertStoreThere(e);
                LOG.warn("A file of {} was not identified again", aip, e);
                unread++;
            }
        }

        /** The store first: what the database says can be made again from it. */
        Row write(Row run, Reader actor) throws IOException {
            KeptFormats.Place upTo = place;
            if (upTo == null) {
                return run;
            }
            if (!seen.isEmpty() || !changes.isEmpty()) {
                log.write(new FormatLog.Part(run.id(), signatures, at, seen, changes));
            }
            Row now = run.at(upTo, new Counts(packages, files, bytes, changes.size(), unread));
            transactions.executeWithoutResult(
                    status -> {
                        formats.note(
                                signatures,
                                at,
                                seen.stream().map(FormatLog.Seen::aip).toList(),
                                changes);
                        changeRows.insert(changes);
                        rows.save(now);
                        for (Change change : changes) {
                            activity.record(
                                    actor,
                                    "FORMAT_CHANGED",
                                    change.aip().toString(),
                                    change.file()
                                            + ": "
                                            + change.event().detail().replace('\n', ' ')
                                            + " ("
                                            + signatures
                                            + ")");
                        }
                    });
            return now;
        }
    }

    @Override
    public Optional<Run> last() {
        return rows.last().map(this::shown);
    }

    private Run shown(Row run) {
        // A run that its row calls running and that nobody runs was killed.
        State state =
                run.state() == State.RUNNING && !one.atWork() ? State.INTERRUPTED : run.state();
        Counts all = run.counts();
        long total = formats.packages();
        return new Run(
                run.id(),
                run.signatures(),
                state,
                run.startedAt(),
                run.endedAt(),
                all.packages(),
                total,
                all.files(),
                all.bytes(),
                all.changed(),
                all.unread(),
                forecast(all.packages(), total));
    }

    private @Nullable Instant forecast(long packages, long total) {
        Pace now = pace;
        if (now == null || packages <= now.from() || total <= packages) {
            return null;
        }
        double millis = Duration.between(now.since(), clock.instant()).toMillis();
        return clock.instant()
                .plusMillis(Math.round(millis / (packages - now.from()) * (total - packages)));
    }

    /** What was looked at is told by the store; a run at work stops and goes on later. */
    @Override
    public void rebuild(Progress progress) throws IOException {
        changeRows.seenAgain();
    }

    @PreDestroy
    void close() {
        one.close();
        background.shutdownNow();
    }
}
