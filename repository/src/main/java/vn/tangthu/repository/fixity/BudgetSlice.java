package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.FixityAudits.Incident;
import vn.tangthu.repository.FixityAudits.Run;
import vn.tangthu.repository.FixityAudits.RunState;
import vn.tangthu.repository.fixity.DueRows.Due;
import vn.tangthu.repository.fixity.PlaceCheck.Checked;

/**
 * A slice of the budget of one copy: takes what is due, a few at a time, until nothing is, the
 * hours end, or a day is over. What was read is written package by package, so that a kill costs no
 * more than the one that was being read; what was taken and not read is given back.
 */
final class BudgetSlice {
    private static final Logger LOG = LoggerFactory.getLogger(BudgetSlice.class);
    private static final int AT_ONCE = 8;
    private static final Duration LONGEST = Duration.ofDays(1);

    /** What could not be read just now is tried again later; it is neither sound nor damaged. */
    private static final Duration LATER = Duration.ofMinutes(30);

    /** So many failures one after the other are the store's and not a package's. */
    private static final int FAILURES = 3;

    private final BudgetParts parts;
    private final Place place;
    private final String node;
    private final RateLimit limit;
    private final BooleanSupplier stopped;
    private final Instant started;
    private final PlaceCheck looks;

    /** Begun when there is something to read. */
    private @Nullable UUID run;

    private Acknowledgements.@Nullable All words;

    /**
     * @param stopped asked before each package and while one is read
     */
    BudgetSlice(
            BudgetParts parts, Place place, String node, RateLimit limit, BooleanSupplier stopped) {
        this.parts = parts;
        this.place = place;
        this.node = node;
        this.limit = limit;
        this.stopped = stopped;
        this.started = parts.clock().instant();
        this.looks =
                new PlaceCheck(
                        place, parts.known(), parts.locks(), parts.logs().erased(), () -> words);
    }

    /**
     * @return how many packages were read
     * @throws IOException when the store does not answer; what was read until then is kept
     */
    long run() throws IOException {
        long read = 0;
        int failures = 0;
        ObjectCheck check = new ObjectCheck(place.aips(), place.store(), limit);
        parts.due().withLogs(place.name(), started);
        try {
            List<Due> taken;
            while (isOpen() && !(taken = take()).isEmpty()) {
                Set<UUID> left = new HashSet<>();
                taken.forEach(due -> left.add(due.object()));
                try {
                    for (Due due : taken) {
                        if (!isOpen()) {
                            return read;
                        }
                        begin();
                        try {
                            read += check(check, due) ? 1 : 0;
                            failures = 0;
                        } catch (StoreGoneException e) {
                            throw e;
                        } catch (IOException | UncheckedIOException e) {
                            if (stopped.getAsBoolean()) {
                                return read;
                            }
                            parts.due().postpone(place.name(), due.object(), LATER);
                            if (++failures >= FAILURES) {
                                throw e;
                            }
                            LOG.warn("{} of {} was not read", due.object(), place.name(), e);
                        }
                        left.remove(due.object());
                    }
                } finally {
                    parts.due().release(place.name(), node, left);
                }
            }
            return read;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            end();
        }
    }

    private boolean isOpen() {
        Instant now = parts.clock().instant();
        return !stopped.getAsBoolean()
                && parts.policy().hours().isOpen(now)
                && !now.isBefore(started) // a clock that went back begins another slice
                && now.isBefore(started.plus(LONGEST));
    }

    private List<Due> take() {
        Instant now = parts.clock().instant();
        return parts.due()
                .claim(
                        place.name(),
                        node,
                        parts.policy().lease(),
                        now,
                        parts.policy().dueBefore(now),
                        AT_ONCE);
    }

    private void begin() throws IOException {
        if (run == null) {
            words = parts.acknowledgements().all();
            run = parts.budget().begin(place.name(), node, started);
        }
    }

    /** Whether it was read. */
    private boolean check(ObjectCheck check, Due due) throws IOException {
        UUID slice = Objects.requireNonNull(run);
        if (due.kind().equals(DueRows.LOGS_KIND)) {
            logs(slice);
            return true;
        }
        KnownObjects.Known known =
                parts.known()
                        .of(place, List.of(due.object()))
                        .getOrDefault(due.object(), KnownObjects.Known.NOTHING);
        if (!known.acknowledged()) {
            if (known.underWay()) {
                parts.due().postpone(place.name(), due.object(), LATER);
            } else {
                parts.due().forget(place.name(), due.object());
            }
            return false;
        }
        long began = System.nanoTime();
        ObjectRef object =
                new ObjectRef(
                        due.object(),
                        ObjectRef.Kind.valueOf(due.kind()),
                        place.aips().rootOf(due.object()));
        Checked checked = looks.lookFor(check, object, known);
        if (checked.sound() && checked.result().files() == 0) {
            // Nothing was read: it is being erased by right, and its rows go soon.
            parts.due().postpone(place.name(), due.object(), LATER);
            return false;
        }
        write(slice, checked, Duration.ofNanos(System.nanoTime() - began));
        return true;
    }

    private void write(UUID slice, Checked checked, Duration took) throws IOException {
        Instant now = JdbcIncidents.micros(parts.clock().instant());
        UUID object = checked.object().id();
        List<ObjectCheck.Found> findings = checked.result().findings();
        List<Incident> told = new ArrayList<>();
        parts.transactions()
                .executeWithoutResult(
                        status -> {
                            Set<UUID> open = parts.incidents().open(place.name(), List.of(object));
                            if (findings.isEmpty() && open.isEmpty()) {
                                parts.rows().mayBeLost();
                            }
                            parts.rows()
                                    .done(
                                            place.name(),
                                            slice,
                                            List.of(
                                                    new AuditRows.Done(
                                                            object,
                                                            checked.object().kind(),
                                                            checked.version(),
                                                            !findings.isEmpty(),
                                                            checked.result().files(),
                                                            checked.result().bytes())),
                                            now);
                            if (!findings.isEmpty() || !open.isEmpty()) {
                                told.addAll(
                                        parts.incidents()
                                                .ofCopy(
                                                        place.name(),
                                                        object,
                                                        checked.object().kind(),
                                                        findings,
                                                        now));
                                parts.budget().sighted(slice, place.name(), findings);
                                told.addAll(
                                        parts.incidents().resolvedAt(place.name(), object, now));
                            }
                            parts.rows().advance(slice, 1, checked.result().bytes());
                            parts.budget()
                                    .read(
                                            place.name(),
                                            now,
                                            1,
                                            checked.result().files(),
                                            checked.result().bytes(),
                                            took);
                            parts.due().release(place.name(), node, List.of(object));
                        });
        tell(told);
        if (!checked.sound()) {
            var unused = parts.repairs().found(place.name(), object);
        }
    }

    /** The log of audits, acknowledgements, tombstones and the storage root's own files. */
    private void logs(UUID slice) throws IOException {
        List<ObjectCheck.Found> found = parts.logs().check(place);
        if (!found.isEmpty()) {
            place.assertThere();
        }
        Instant now = JdbcIncidents.micros(parts.clock().instant());
        List<Incident> told = new ArrayList<>();
        parts.transactions()
                .executeWithoutResult(
                        status ->
                                told.addAll(
                                        parts.incidents().ofLogs(place.name(), slice, found, now)));
        tell(told);
        for (ObjectCheck.Found one : found) {
            if (one.damage() != Damage.EXTRA) {
                var unused = parts.repairs().found(place.name(), one.path());
            }
        }
        parts.due().logsChecked(place.name(), parts.incidents().straysOpen(place.name()), now);
        parts.due().release(place.name(), node, List.of(DueRows.LOGS));
        parts.rows().advance(slice, 1, 0);
    }

    private void tell(List<Incident> incidents) throws IOException {
        if (!incidents.isEmpty()) {
            parts.log().append(incidents.stream().map(FixityLog::incidentLine).toList());
        }
    }

    /** The run says how much it read, and never that all is sound. */
    private void end() throws IOException {
        if (run == null) {
            return;
        }
        Instant now = JdbcIncidents.micros(parts.clock().instant());
        Run done = parts.rows().find(run).orElseThrow();
        parts.log()
                .append(
                        List.of(
                                FixityLog.sliceLine(
                                        done,
                                        node,
                                        parts.incidents().seenBy(run).size(),
                                        now,
                                        place.isPrimary()
                                                ? parts.budget().floor(place.name()).orElse(null)
                                                : null)));
        parts.budget().ended(run, RunState.PART_READ, now);
        run = null;
    }
}
