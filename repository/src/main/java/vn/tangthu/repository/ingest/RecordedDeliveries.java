package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.ingest.check.CheckedDelivery;
import vn.tangthu.repository.ingest.check.DeliveryCheck;
import vn.tangthu.repository.ingest.lists.ListLimits;
import vn.tangthu.repository.ingest.source.SourceLimits;
import vn.tangthu.storage.TangThuHome;

/** Deliveries with a row each in the database, worked on by the caller or in the background. */
@Component
@EnableConfigurationProperties(IngestProperties.class)
final class RecordedDeliveries implements Deliveries, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(RecordedDeliveries.class);
    private static final int WAIT_SECONDS = 20;
    private static final int MOST_LISTED = 1_000;

    private final DeliveryRegister register;
    private final Staging staging;
    private final DeliveryCheck check;
    private final CatalogueWriter catalogue;
    private final DeliveryWork work;
    private final Leftovers leftovers;
    private final Runs runs = new Runs();
    private final ExecutorService workers;

    @Autowired
    RecordedDeliveries(
            DeliveryRegister register,
            TangThuHome home,
            Catalogue holdings,
            CatalogueWriter catalogue,
            AipStore store,
            Leftovers leftovers,
            ObjectProvider<ContentProbe> probe,
            Clock clock,
            IngestProperties properties) {
        this(
                register,
                new Staging(home, SourceLimits.STANDARD),
                new DeliveryCheck(
                        holdings,
                        probe.getIfAvailable(),
                        clock,
                        SourceLimits.STANDARD,
                        ListLimits.STANDARD,
                        properties.readers()),
                catalogue,
                store,
                leftovers,
                clock,
                properties);
    }

    RecordedDeliveries(
            DeliveryRegister register,
            Staging staging,
            DeliveryCheck check,
            CatalogueWriter catalogue,
            AipStore store,
            Leftovers leftovers,
            Clock clock,
            IngestProperties properties) {
        this.register = register;
        this.staging = staging;
        this.check = check;
        this.catalogue = catalogue;
        this.leftovers = leftovers;
        this.work =
                new DeliveryWork(
                        register,
                        staging,
                        check,
                        catalogue,
                        new RecordStoring(
                                store, catalogue, leftovers, runs, properties.storeThreads()),
                        new VersionAdding(store, catalogue, clock),
                        leftovers);
        this.workers =
                Executors.newFixedThreadPool(
                        properties.workers(),
                        Thread.ofPlatform().daemon().name("delivery-", 0).factory());
    }

    @Override
    public Verdict check(Path source, Progress progress) throws IOException {
        try (Staging.Opened opened = staging.open(real(source), progress::cancelled)) {
            if (opened.folder() == null) {
                return new Verdict(0, 0, 0, 0, opened.findings());
            }
            CheckedDelivery checked = check.check(opened.folder(), progress);
            if (!checked.cancelled()) {
                AgainstHoldings.of(checked, unsaved(source), catalogue)
                        .taken()
                        .forEach(r -> checked.findings().add(AgainstHoldings.taken(r, false)));
            }
            return checked.verdict();
        }
    }

    /** A row for comparing only; nothing of it enters a fingerprint. */
    private static DeliveryRow unsaved(Path source) {
        return new DeliveryRow(
                new DeliveryId(new UUID(0, 0)),
                String.valueOf(source.getFileName()),
                "",
                "",
                source,
                false,
                false,
                true,
                State.CHECKING,
                java.time.Instant.EPOCH,
                null,
                0,
                0,
                0,
                0,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Override
    public Result ingest(Path source, Options options, Progress progress) throws IOException {
        Path real = real(source);
        Run run = new Run(progress);
        DeliveryId id = begin(real, options, run);
        return work(id, run);
    }

    private static Path real(Path source) {
        try {
            return source.toRealPath();
        } catch (IOException e) {
            return source.toAbsolutePath().normalize(); // the check says that it is not there
        }
    }

    /**
     * A row that came to no end and nobody works on, otherwise a new one; it is ours now. One
     * caller at a time, or another would find the new row before it is taken.
     */
    private synchronized DeliveryId begin(Path source, Options options, Run run) {
        for (DeliveryRow row : register.unfinished(source)) {
            if (!row.dryRun() && runs.begin(row.id(), run)) {
                register.restart(row.id(), options);
                return row.id();
            }
        }
        DeliveryRow row =
                register.create(source, String.valueOf(source.getFileName()), false, options);
        if (!runs.begin(row.id(), run)) {
            throw new IllegalStateException("The application is stopping");
        }
        return row.id();
    }

    private Result work(DeliveryId id, Run run) throws IOException {
        try {
            return work.run(register.get(id), run);
        } catch (IOException | RuntimeException | Error e) {
            failed(id, e, run);
            throw e;
        } finally {
            runs.end(id);
        }
    }

    private void failed(DeliveryId id, Throwable e, Run run) {
        LOG.error("Delivery {} broke off", id, e);
        try {
            State state = run.isShutdown() ? State.INTERRUPTED : State.FAILED;
            register.state(id, state, e.getClass().getSimpleName() + ": " + e.getMessage());
        } catch (RuntimeException noDatabase) {
            // Its row still says that it is at work; the next start finds it dead.
            LOG.error("Not noted that delivery {} broke off", id, noDatabase);
        }
    }

    @Override
    public DeliveryId submit(Path staged, String name, Options options) {
        Path source = staged.toAbsolutePath().normalize();
        if (!staging.holds(source)) {
            throw new IllegalArgumentException("Not below the staging directory: " + staged);
        }
        DeliveryRow row = register.create(source, name, true, options);
        enqueue(row.id());
        return row.id();
    }

    void enqueue(DeliveryId id) {
        try {
            workers.execute(() -> workInBackground(id));
        } catch (RejectedExecutionException e) {
            LOG.info("Delivery {} is taken up at the next start", id);
        }
    }

    private void workInBackground(DeliveryId id) {
        Run run = new Run(Progress.NONE);
        if (!runs.begin(id, run)) {
            return;
        }
        try {
            if (register.find(id).filter(row -> row.finishedAt() == null).isEmpty()) {
                runs.end(id);
                return; // cancelled while it was in line
            }
            Result unused = work(id, run);
        } catch (IOException | RuntimeException e) {
            LOG.debug("Noted at the delivery", e);
        } finally {
            runs.end(id);
        }
    }

    @Override
    public void cancel(DeliveryId id, Reader actor) {
        requireArchivist(actor);
        boolean ended = false;
        while (!ended) {
            Optional<Run> run = runs.find(id);
            if (run.isPresent()) {
                run.get().cancel();
                await(run.get());
                return;
            }
            DeliveryRow row = register.get(id);
            boolean checkedOnly = row.state() == State.CHECKED && row.dryRun();
            if (row.finishedAt() != null && !checkedOnly) {
                return;
            }
            try {
                ended = runs.ifIdle(id, () -> work.cancel(row)); // else it began just now
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(
                        "Not all of delivery " + id + " is removed", e);
            }
        }
    }

    private static void await(Run run) {
        try {
            boolean unused = run.ended().await(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void resume(DeliveryId id, Reader actor) {
        requireArchivist(actor);
        DeliveryRow row = register.get(id);
        if (row.state() == State.CHECKED && row.dryRun()) {
            register.wanted(id);
        } else if (row.finishedAt() != null || row.state() == State.WAITING) {
            return;
        }
        enqueue(id);
    }

    @Override
    public void decide(DeliveryId id, Decision decision, String reason, Reader actor) {
        requireArchivist(actor);
        DeliveryRow row = register.get(id);
        if (row.state() != State.WAITING) {
            throw new RefusedException(Finding.blocks("NOT_WAITING", row.name()));
        }
        try {
            boolean decided =
                    runs.ifIdle(
                            id,
                            () -> {
                                if (register.get(id).state() != State.WAITING) {
                                    throw new RefusedException(
                                            Finding.blocks("NOT_WAITING", row.name()));
                                }
                                register.decide(id, decision, reason, actor.name());
                                switch (decision) {
                                    case NEW_VERSIONS -> register.state(id, State.RECEIVED, null);
                                    case REFUSE -> refuse(row, reason);
                                }
                            });
            if (!decided) {
                throw new RefusedException(Finding.blocks("NOT_WAITING", row.name()));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        if (decision == Decision.NEW_VERSIONS) {
            enqueue(id);
        }
    }

    private void refuse(DeliveryRow row, String reason) {
        List<Finding> before = register.findings(row.id(), 0, MOST_LISTED * 20);
        List<Finding> findings = new java.util.ArrayList<>();
        findings.add(Finding.blocks("DECIDED_REFUSED", row.name(), reason));
        findings.addAll(before);
        register.verdict(
                row.id(),
                new Verdict(row.records(), row.documents(), row.files(), row.bytes(), findings));
        if (row.owned()) {
            staging.erase(row.source());
        }
        register.finish(row.id(), State.REFUSED, null);
    }

    private static void requireArchivist(Reader actor) {
        if (!actor.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("ARCHIVIST_ONLY", actor.name()));
        }
    }

    @Override
    public Slice<Delivery> list(int offset, int limit) {
        List<Delivery> rows =
                register.list(offset, Math.min(limit, MOST_LISTED)).stream()
                        .map(this::shown)
                        .toList();
        return new Slice<>(rows, offset, register.count());
    }

    @Override
    public Optional<Delivery> find(DeliveryId id) {
        return register.find(id).map(this::shown);
    }

    private Delivery shown(DeliveryRow row) {
        Optional<Run> run = runs.find(row.id());
        State state = row.state();
        if (run.isEmpty() && row.finishedAt() == null && DeliveryRegister.AT_WORK.contains(state)) {
            state = State.INTERRUPTED;
        }
        return new Delivery(
                row.id(),
                row.name(),
                row.submitter(),
                state,
                run.map(Run::phase).orElse(null),
                run.map(Run::done).orElse(0L),
                run.map(Run::total).orElse(0L),
                row.receivedAt(),
                row.finishedAt(),
                row.records(),
                row.documents(),
                row.bytes(),
                row.blocking(),
                row.warnings(),
                row.failure());
    }

    @Override
    public Slice<Finding> findings(DeliveryId id, int offset, int limit) {
        return new Slice<>(
                register.findings(id, offset, Math.min(limit, MOST_LISTED)),
                offset,
                register.countFindings(id));
    }

    /**
     * After a start, before anything new is taken in: what a dead process left at work is taken up
     * again where its bytes are ours, or taken away where they are gone. For the process that
     * serves; a single command leaves it to the next server or to the same {@code ingest} again.
     */
    void takeUp() throws IOException {
        int dead = register.interruptDead();
        if (dead > 0) {
            LOG.info("{} deliveries were interrupted", dead);
        }
        new Interrupted(register, staging, catalogue, leftovers, runs).sort(this::enqueue);
    }

    /**
     * First of all that happens at the end of the process: a caller whose connection goes with it
     * has not cancelled anything.
     */
    @EventListener(ContextClosedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void stopping() {
        workers.shutdown();
        runs.close().forEach(Run::shutdown);
    }

    /** Waits for those at work, whoever's thread it is, while there is a database to note it in. */
    @Override
    public void destroy() {
        workers.shutdown();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        try {
            boolean ended = true;
            for (Run run : runs.close()) {
                run.shutdown();
                ended &= run.ended().await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            ended &= workers.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (!ended) {
                LOG.warn("Deliveries are still at work while the application stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
