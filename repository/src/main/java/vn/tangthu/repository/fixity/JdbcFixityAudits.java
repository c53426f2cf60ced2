package vn.tangthu.repository.fixity;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.ProjectionPart;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Slice;

/**
 * One run at a time over the archive and over each copy, in a thread of its own; whoever asks again
 * is given that one.
 */
@Component
class JdbcFixityAudits implements FixityAudits, ProjectionPart {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcFixityAudits.class);
    private static final int MAX_THREADS = 64;
    private static final long REPORT_MILLIS = 200;

    private final Places places;
    private final AuditRows rows;
    private final KnownObjects known;
    private final JdbcIncidents incidents;
    private final FixityLog log;
    private final LoggedFiles logged;
    private final Acknowledgements acknowledgements;
    private final LogCheck logs;
    private final CopyLocks locks;
    private final StoredRepairs repairs;
    private final TransactionTemplate transactions;
    private final ActivityLog activity;
    private final Clock clock;
    private final Costly<Summary> summary;
    private final Costly<Long> allIncidents;
    private final Map<String, Active> active = new HashMap<>();

    /** A run at work in this process. */
    private record Active(AuditWork work, CompletableFuture<UUID> end) {}

    JdbcFixityAudits(
            Places places,
            AuditRows rows,
            KnownObjects known,
            JdbcIncidents incidents,
            FixityLog log,
            LoggedFiles logged,
            Acknowledgements acknowledgements,
            LogCheck logs,
            CopyLocks locks,
            StoredRepairs repairs,
            TransactionTemplate transactions,
            ActivityLog activity,
            Clock clock) {
        this.places = places;
        this.rows = rows;
        this.known = known;
        this.incidents = incidents;
        this.log = log;
        this.logged = logged;
        this.acknowledgements = acknowledgements;
        this.logs = logs;
        this.locks = locks;
        this.repairs = repairs;
        this.transactions = transactions;
        this.activity = activity;
        this.clock = clock;
        this.summary = new Costly<>(rows::summary);
        this.allIncidents = new Costly<>(incidents::count);
    }

    @Override
    public UUID start(Options options, Reader actor) {
        return begin(options, actor).work().id();
    }

    private synchronized Active begin(Options options, Reader actor) {
        if (options.threads() < 1
                || options.threads() > MAX_THREADS
                || options.bytesPerSecond() < 0) {
            throw new IllegalArgumentException("1 to 64 threads, a rate of 0 or more: " + options);
        }
        String copy = options.copy();
        if (!places.names().contains(copy)) {
            throw new IllegalArgumentException("There is no copy " + copy);
        }
        Active running = active.get(copy);
        if (running != null && !running.end().isDone()) {
            return running;
        }
        Optional<Run> unfinished = rows.unfinished(copy);
        unfinished.ifPresent(run -> rows.state(run.id(), RunState.RUNNING, null));
        Run run = unfinished.orElseGet(() -> rows.insert(copy, actor.name(), clock.instant()));
        AuditWork work =
                new AuditWork(
                        rows,
                        known,
                        incidents,
                        log,
                        acknowledgements,
                        logs,
                        locks,
                        repairs,
                        transactions,
                        clock,
                        options,
                        run);
        Active begun = new Active(work, new CompletableFuture<>());
        active.put(copy, begun);
        activity.record(
                actor,
                unfinished.isPresent() ? "FIXITY_RESUMED" : "FIXITY_STARTED",
                run.id().toString(),
                null);
        Thread.ofPlatform()
                .daemon()
                .name("fixity-audit-" + copy)
                .start(() -> execute(copy, begun, actor.name()));
        return begun;
    }

    private void execute(String copy, Active run, String actor) {
        try {
            try (Places.Open open = places.open(copy)) {
                run.work().execute(open.place(), actor);
            }
            run.end().complete(run.work().id());
        } catch (IOException | RuntimeException e) {
            LOG.error("The audit {} was interrupted and can be resumed", run.work().id(), e);
            try {
                rows.state(run.work().id(), RunState.INTERRUPTED, null);
            } finally {
                run.end().completeExceptionally(e); // also without a database
            }
        }
    }

    @Override
    public Run run(Options options, Reader actor, Progress progress) throws IOException {
        Active running = begin(options, actor);
        while (true) {
            try {
                running.end().get(REPORT_MILLIS, TimeUnit.MILLISECONDS);
                Run ended = running.work().now();
                progress.at(Progress.Phase.AUDIT, ended.objectsDone(), ended.objectsTotal());
                return ended;
            } catch (TimeoutException e) {
                Run now = running.work().now();
                progress.at(Progress.Phase.AUDIT, now.objectsDone(), now.objectsTotal());
                if (progress.cancelled()) {
                    cancel(now.id(), actor);
                }
            } catch (ExecutionException e) {
                throw new IOException("The audit was interrupted", e.getCause());
            } catch (InterruptedException e) {
                running.work().stop(RunState.INTERRUPTED);
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted; the audit can be resumed");
            }
        }
    }

    @Override
    public void cancel(UUID run, Reader actor) {
        Optional<Active> running =
                atWork().stream().filter(one -> one.work().id().equals(run)).findFirst();
        if (running.isPresent()) {
            running.get().work().stop(RunState.CANCELLED);
        } else {
            rows.find(run)
                    .filter(
                            one ->
                                    one.state() == RunState.RUNNING
                                            || one.state() == RunState.INTERRUPTED)
                    .ifPresent(one -> rows.state(run, RunState.CANCELLED, clock.instant()));
        }
        activity.record(actor, "FIXITY_CANCELLED", run.toString(), null);
    }

    private synchronized List<Active> atWork() {
        return active.values().stream().filter(one -> !one.end().isDone()).toList();
    }

    @Override
    public List<Run> running() {
        return atWork().stream().map(one -> one.work().now()).toList();
    }

    @Override
    public Slice<Run> history(int offset, int limit) {
        Set<UUID> slices = rows.slicesAtWork();
        List<Run> runs =
                rows.newest(offset, limit).stream()
                        .map(run -> slices.contains(run.id()) ? run : asItIs(run))
                        .toList();
        return new Slice<>(runs, offset, rows.runs());
    }

    /** A run that its row calls running and that nobody runs was killed. */
    private Run asItIs(Run run) {
        for (Active running : atWork()) {
            if (running.work().id().equals(run.id())) {
                return running.work().now();
            }
        }
        RunState state = run.state() == RunState.RUNNING ? RunState.INTERRUPTED : run.state();
        return new Run(
                run.id(),
                run.copy(),
                state,
                run.startedAt(),
                run.endedAt(),
                run.objectsDone(),
                run.objectsTotal(),
                run.bytesDone(),
                run.bytesTotal(),
                run.problems(),
                null);
    }

    @Override
    public Slice<Incident> incidents(int offset, int limit) {
        return new Slice<>(incidents.newest(offset, limit), offset, allIncidents.get());
    }

    @Override
    public List<Incident> incidentsOf(UUID run) {
        return incidents.toldOf(run);
    }

    @Override
    public Summary summary() {
        return summary.get();
    }

    @Override
    public long damageMark() {
        return rows.damageMark();
    }

    /**
     * Puts the history of the log in the place of that of the database; where the log is broken,
     * the database's stays if it has one. A run at work is stopped and not resumed.
     */
    @Override
    public void rebuild(Progress progress) throws IOException {
        close();
        logs.note();
        FixityLog.Content content = log.read();
        if (content.broken().isPresent()) {
            LOG.error("The log of audits is broken: {}", content.broken().get());
            if (rows.runs() > 0) {
                return;
            }
        }
        transactions.executeWithoutResult(status -> rows.forgetEverything());
        List<JsonNode> lines = content.lines();
        for (int i = 0; i < lines.size(); ) {
            JsonNode first = lines.get(i);
            if (first.path("type").asString("").equals("repair")) {
                transactions.executeWithoutResult(status -> repairs.restore(first));
                i++;
                continue;
            }
            if (first.path("type").asString("").equals("budget")) {
                transactions.executeWithoutResult(status -> restoreSlice(first));
                i++;
                continue;
            }
            boolean isRun = first.path("type").asString("").equals("run");
            List<Incident> seen = new ArrayList<>();
            int next = isRun ? i + 1 : i;
            long count = isRun ? first.path("problems").asLong(0) : 1;
            for (; next < lines.size() && seen.size() < count; next++) {
                seen.add(toIncident(lines.get(next)));
            }
            transactions.executeWithoutResult(status -> restore(isRun ? first : null, seen));
            i = next;
            progress.at(Progress.Phase.REBUILD, i, lines.size());
        }
    }

    private void restoreSlice(JsonNode line) {
        String copy = line.path("copy").asString(PRIMARY);
        Instant ended = Instant.parse(line.path("endedAt").asString());
        rows.restoreSlice(
                new Run(
                        UUID.fromString(line.path("id").asString()),
                        copy,
                        RunState.valueOf(line.path("state").asString()),
                        Instant.parse(line.path("startedAt").asString()),
                        ended,
                        line.path("objects").asLong(),
                        line.path("objectsTotal").asLong(),
                        line.path("bytes").asLong(),
                        line.path("bytesTotal").asLong(),
                        line.path("problems").asLong(),
                        null));
        String floor = line.path("nothingUnreadBefore").asString("");
        if (copy.equals(PRIMARY) && !floor.isEmpty()) {
            rows.restoreFloor(Instant.parse(floor));
        }
    }

    private void restore(@Nullable JsonNode line, List<Incident> seen) {
        Set<UUID> damaged = new HashSet<>();
        for (Incident incident : seen) {
            if (incident.aip() != null
                    && incident.resolvedAt() == null
                    && incident.copy().equals(PRIMARY)) {
                damaged.add(incident.aip().value());
            }
        }
        if (line == null) {
            incidents.restore(PRIMARY, null, seen, clock.instant());
            seen.forEach(
                    one -> {
                        if (one.aip() != null && one.copy().equals(PRIMARY)) {
                            Instant resolved = one.resolvedAt();
                            rows.fixityState(
                                    one.aip().value(),
                                    resolved == null ? "DAMAGED" : "SOUND",
                                    resolved == null ? one.foundAt() : resolved);
                        }
                    });
            return;
        }
        Instant ended = Instant.parse(line.path("endedAt").asString());
        Run run =
                new Run(
                        UUID.fromString(line.path("id").asString()),
                        line.path("copy").asString(PRIMARY),
                        RunState.valueOf(line.path("state").asString()),
                        Instant.parse(line.path("startedAt").asString()),
                        ended,
                        line.path("objects").asLong(),
                        line.path("objects").asLong(),
                        line.path("bytes").asLong(),
                        line.path("bytes").asLong(),
                        line.path("problems").asLong(),
                        null);
        rows.restoreRun(run, line.path("actor").asString(""), damaged);
        incidents.restore(run.copy(), run.id(), seen, ended);
    }

    private Incident toIncident(JsonNode line) {
        UUID id = UUID.fromString(line.path("id").asString());
        AipId aip = line.path("aip").isString() ? AipId.of(line.path("aip").asString()) : null;
        return new Incident(
                id,
                line.path("copy").asString(PRIMARY),
                aip,
                logged.code(line, aip),
                logged.path(line, id, aip),
                Damage.valueOf(line.path("damage").asString()),
                Instant.parse(line.path("foundAt").asString()),
                line.path("resolvedAt").isString()
                        ? Instant.parse(line.path("resolvedAt").asString())
                        : null,
                line.path("repairedFrom").isString() ? line.path("repairedFrom").asString() : null,
                line.path("detail").asString());
    }

    /** Before the callers' connections go: their going must not read as a wish to cancel. */
    @EventListener(ContextClosedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void stopping() {
        atWork().forEach(running -> running.work().stop(RunState.INTERRUPTED));
    }

    /** At the end of the process: the run stands where it is and goes on when asked to. */
    @PreDestroy
    void close() {
        List<Active> all = atWork();
        stopping();
        for (Active running : all) {
            try {
                running.end().get(10, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                LOG.warn("The audit did not stop in time; it will be resumed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
