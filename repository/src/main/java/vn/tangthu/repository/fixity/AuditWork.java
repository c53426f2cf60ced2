package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.AipStore.Listed;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.AipStore.Opened;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.FixityAudits.Options;
import vn.tangthu.repository.FixityAudits.Run;
import vn.tangthu.repository.FixityAudits.RunState;
import vn.tangthu.repository.fixity.PlaceCheck.Checked;
import vn.tangthu.storage.StoreKey;

/**
 * One run at work: the store's objects are checked a few at a time, and what was found is written
 * in one transaction for each few. What is found wrong is looked at a second time before it is
 * believed: a version may just have been written.
 */
final class AuditWork {
    private static final Logger LOG = LoggerFactory.getLogger(AuditWork.class);
    private static final int MISSED_AT_ONCE = 500;

    private final AuditRows rows;
    private final KnownObjects known;
    private final JdbcIncidents incidents;
    private final FixityLog log;
    private final Acknowledgements acknowledgements;
    private final LogCheck logs;
    private final CopyLocks locks;
    private final StoredRepairs repairs;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Options options;
    private final RateLimit limit;
    private final UUID id;
    private final Instant started;

    /** Why to stop before the end: null, cancelled, or interrupted. */
    private final AtomicReference<@Nullable RunState> stopped = new AtomicReference<>();

    /** Whether this run, or its part before an interruption, met objects that nobody knew then. */
    private volatile boolean metUnknown;

    /** As they were when this began: what is acknowledged later is compared the next time. */
    private Acknowledgements.@Nullable All words;

    private final ErasedObjects erased;

    private final AtomicLong doneHere = new AtomicLong();
    private final long beganNanos = System.nanoTime();

    AuditWork(
            AuditRows rows,
            KnownObjects known,
            JdbcIncidents incidents,
            FixityLog log,
            Acknowledgements acknowledgements,
            LogCheck logs,
            CopyLocks locks,
            StoredRepairs repairs,
            TransactionTemplate transactions,
            Clock clock,
            Options options,
            Run run) {
        this.rows = rows;
        this.known = known;
        this.incidents = incidents;
        this.log = log;
        this.acknowledgements = acknowledgements;
        this.logs = logs;
        this.erased = logs.erased();
        this.locks = locks;
        this.repairs = repairs;
        this.transactions = transactions;
        this.clock = clock;
        this.options = options;
        this.limit = new RateLimit(options.bytesPerSecond());
        this.id = run.id();
        this.started = run.startedAt();
    }

    UUID id() {
        return id;
    }

    void stop(RunState why) {
        stopped.compareAndSet(null, why);
    }

    /** The row, with the time that is left at the pace of this process. */
    Run now() {
        Run run = rows.find(id).orElseThrow();
        long done = doneHere.get();
        long left = run.objectsTotal() - run.objectsDone();
        Duration remaining =
                done == 0 || run.state() != RunState.RUNNING
                        ? null
                        : Duration.ofNanos((System.nanoTime() - beganNanos) / done * left);
        return new Run(
                run.id(),
                run.copy(),
                run.state(),
                run.startedAt(),
                run.endedAt(),
                run.objectsDone(),
                run.objectsTotal(),
                run.bytesDone(),
                run.bytesTotal(),
                run.problems(),
                remaining);
    }

    /**
     * To the end, or to where it is stopped; the row says which.
     *
     * @param place that the run is over
     */
    void execute(Place place, String actor) throws IOException {
        new At(place).execute(actor);
    }

    /** The work at the place. */
    private final class At {
        private final Place place;
        private final PlaceCheck looks;

        At(Place place) {
            this.place = place;
            this.looks = new PlaceCheck(place, known, locks, erased, () -> words);
        }

        private void execute(String actor) throws IOException {
            try {
                words = acknowledgements.all();
                metUnknown = rows.hasUnknown(id);
                new AuditWalk(place.aips(), options.threads(), stopped)
                        .run(
                                rows.find(id).orElseThrow().objectsTotal(),
                                () -> new ObjectCheck(place.aips(), place.store(), limit),
                                this::checkBatch);
                if (stopped.get() == null) {
                    checkWhatIsMissing();
                    words = null; // or they would be in memory twice
                    List<ObjectCheck.Found> wrong = logs.check(place);
                    if (!wrong.isEmpty()) {
                        place.assertThere();
                    }
                    for (ObjectCheck.Found found : wrong) {
                        stray(found);
                        if (found.damage() != Damage.EXTRA) {
                            var unused = repairs.found(place.name(), found.path());
                        }
                    }
                }
            } catch (IOException | RuntimeException e) {
                stop(RunState.INTERRUPTED);
                rows.state(id, RunState.INTERRUPTED, null);
                throw e;
            }
            RunState why = stopped.get();
            if (why != null) {
                rows.state(id, why, why == RunState.CANCELLED ? clock.instant() : null);
                return;
            }
            finish(actor);
        }

        private void finish(String actor) throws IOException {
            Instant ended = JdbcIncidents.micros(clock.instant());
            incidents.resolveStrays(place.name(), id, started, ended);
            var seen = incidents.seenBy(id);
            RunState state = seen.isEmpty() ? RunState.SOUND : RunState.DAMAGE_FOUND;
            Run run = rows.find(id).orElseThrow();
            List<Map<String, @Nullable Object>> lines = new ArrayList<>();
            lines.add(
                    FixityLog.runLine(
                            new Run(
                                    id,
                                    place.name(),
                                    state,
                                    started,
                                    ended,
                                    run.objectsDone(),
                                    run.objectsDone(),
                                    run.bytesDone(),
                                    run.bytesDone(),
                                    seen.size(),
                                    null),
                            actor));
            seen.forEach(incident -> lines.add(FixityLog.incidentLine(incident)));
            log.append(lines);
            rows.state(id, state, ended);
            rows.forgetUnknown(id);
        }

        private void checkBatch(ObjectCheck check, List<Listed> batch) throws IOException {
            List<Opened> named = new ArrayList<>();
            List<ObjectRef> unknown = new ArrayList<>();
            Set<UUID> again = new HashSet<>();
            for (Listed listed : batch) {
                Opened opened;
                try {
                    opened = listed.open();
                } catch (InterruptedIOException e) {
                    throw e;
                } catch (IOException | UncheckedIOException e) {
                    // Nobody knows which it is: it is among the missed, and named there.
                    place.assertThere();
                    LOG.warn("A package of {} cannot be opened", place.name(), e);
                    continue;
                }
                ObjectRef object = opened.object();
                // A copy of an object that was put somewhere else says it is one that it is not.
                if (object.kind() != ObjectRef.Kind.UNKNOWN
                        && object.root().equals(place.aips().rootOf(object.id()))) {
                    named.add(opened);
                    if (listed.again()) {
                        again.add(object.id());
                    }
                } else {
                    unknown.add(object);
                }
            }
            List<Checked> checked = new ArrayList<>();
            if (!named.isEmpty()) {
                List<UUID> ids = named.stream().map(opened -> opened.object().id()).toList();
                Set<UUID> done = rows.doneOf(id, ids);
                done.removeAll(again);
                Map<UUID, KnownObjects.Known> all = known.of(place, ids);
                for (Opened opened : named) {
                    ObjectRef object = opened.object();
                    KnownObjects.Known it =
                            all.getOrDefault(object.id(), KnownObjects.Known.NOTHING);
                    if (done.contains(object.id()) || stopped.get() != null) {
                        continue;
                    }
                    if (it.acknowledged()) {
                        checked.add(looks.look(check, opened, it));
                    } else if (!it.underWay()) {
                        unknown.add(object);
                    }
                }
            }
            write(checked, unknown);
        }

        private void write(List<Checked> checked, List<ObjectRef> unknown) {
            boolean found = checked.stream().anyMatch(one -> !one.result().findings().isEmpty());
            Instant now = clock.instant();
            transactions.executeWithoutResult(
                    status -> {
                        if (!found) {
                            rows.mayBeLost();
                        }
                        List<AuditRows.Done> done = new ArrayList<>();
                        long bytes = 0;
                        for (Checked one : checked) {
                            ObjectRef object = one.object();
                            done.add(
                                    new AuditRows.Done(
                                            object.id(),
                                            object.kind(),
                                            one.version(),
                                            !one.result().findings().isEmpty(),
                                            one.result().files(),
                                            one.result().bytes()));
                            bytes += one.result().bytes();
                        }
                        rows.done(place.name(), id, done, now);
                        Set<UUID> open =
                                incidents.open(
                                        place.name(),
                                        done.stream().map(AuditRows.Done::object).toList());
                        for (Checked one : checked) {
                            ObjectRef object = one.object();
                            List<ObjectCheck.Found> findings = one.result().findings();
                            if (!findings.isEmpty() || open.contains(object.id())) {
                                incidents.record(
                                        place.name(),
                                        id,
                                        object.id(),
                                        object.kind(),
                                        findings,
                                        now);
                            }
                        }
                        if (metUnknown && !checked.isEmpty()) {
                            // Half written when it was met first, and acknowledged since.
                            rows.notUnknown(
                                    id, checked.stream().map(one -> one.object().root()).toList());
                        }
                        for (ObjectRef object : unknown) {
                            metUnknown = true;
                            rows.unknown(id, object.root().value());
                        }
                        rows.advance(id, checked.size(), bytes);
                    });
            doneHere.addAndGet(checked.size());
            for (Checked one : checked) {
                if (!one.sound()) {
                    var unused = repairs.found(place.name(), one.object().id());
                }
            }
        }

        /**
         * What the catalogue knows and the listing did not show; and what no id could be read of.
         */
        private void checkWhatIsMissing() throws IOException {
            ObjectCheck check = new ObjectCheck(place.aips(), place.store(), limit);
            // First: what is acknowledged after this look is found among the missed.
            Set<String> underWay = new HashSet<>();
            known.reserved().forEach(aip -> underWay.add(place.aips().rootOf(aip).value()));
            Set<String> unknown = new HashSet<>(rows.unknownOf(id));
            Map<UUID, ObjectRef.Kind> missed;
            while (stopped.get() == null
                    && !(missed = known.missed(place, id, MISSED_AT_ONCE)).isEmpty()) {
                Map<UUID, KnownObjects.Known> all = known.of(place, missed.keySet());
                for (Map.Entry<UUID, ObjectRef.Kind> entry : missed.entrySet()) {
                    StoreKey root = place.aips().rootOf(entry.getKey());
                    ObjectRef object = new ObjectRef(entry.getKey(), entry.getValue(), root);
                    unknown.remove(root.value());
                    KnownObjects.Known it =
                            all.getOrDefault(entry.getKey(), KnownObjects.Known.NOTHING);
                    Checked checked = looks.lookFor(check, object, it);
                    write(List.of(checked), List.of());
                }
            }
            for (String root : unknown) {
                if (stopped.get() == null && !underWay.contains(root)) {
                    whatLiesAt(root).ifPresent(this::stray);
                }
            }
        }

        /** What belongs to no object that the catalogue knows. */
        private void stray(ObjectCheck.Found found) {
            Instant now = clock.instant();
            transactions.executeWithoutResult(
                    status ->
                            incidents.record(
                                    place.name(),
                                    id,
                                    null,
                                    ObjectRef.Kind.UNKNOWN,
                                    List.of(found),
                                    now));
        }

        private Optional<ObjectCheck.Found> whatLiesAt(String root) throws IOException {
            StoreKey key = new StoreKey(root);
            if (place.store().info(key).isPresent()) {
                return Optional.of(
                        new ObjectCheck.Found(root, Damage.EXTRA, "A file that lies in no object"));
            }
            if (looks.isGone(key)) {
                return Optional.empty(); // removed meanwhile
            }
            return Optional.of(
                    new ObjectCheck.Found(
                            root,
                            Damage.OBJECT_UNKNOWN,
                            erased.at(key)
                                    ? "It was erased by a decision, and something of it is here still"
                                            + " or again: it has to go"
                                    : "The catalogue does not know this object"));
        }
    }
}
