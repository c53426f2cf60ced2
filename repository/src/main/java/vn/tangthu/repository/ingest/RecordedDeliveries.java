package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Contractors;
import vn.tangthu.repository.DeliveredColumn;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.DeliveryComparison;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.KeptFiles;
import vn.tangthu.repository.PagePrints;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.ScanPrints;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.repository.ingest.Line.Waiting;
import vn.tangthu.repository.ingest.check.BagCheck;
import vn.tangthu.repository.ingest.check.DeliveryCheck;
import vn.tangthu.repository.ingest.check.OtherPages;
import vn.tangthu.repository.ingest.check.PackageCheck;
import vn.tangthu.repository.ingest.lists.ListLimits;
import vn.tangthu.repository.ingest.source.SourceLimits;
import vn.tangthu.storage.TangThuHome;

/** Deliveries with a row each in the database, worked on by the caller or in the background. */
@Component
@EnableConfigurationProperties(IngestProperties.class)
final class RecordedDeliveries implements Deliveries, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(RecordedDeliveries.class);
    private static final int MOST_LISTED = 1_000;

    private final DeliveryRegister register;
    private final Staging staging;
    private final JdbcContractors contractors;
    private final CatalogueWriter catalogue;
    private final Leftovers leftovers;
    private final Runs runs = new Runs();
    private final Decisions decisions;
    private final DeliveryQueue queue;
    private final DryRuns dryRuns;

    @Autowired
    RecordedDeliveries(
            DeliveryRegister register,
            TangThuHome home,
            Catalogue holdings,
            CatalogueWriter catalogue,
            KeptFiles files,
            AipStore store,
            Leftovers leftovers,
            JdbcContractors contractors,
            ObjectProvider<ContentProbe> probe,
            PagePrints prints,
            ScanPrints scans,
            ObjectProvider<Retrieval> retrieval,
            VirusScanner scanner,
            CheckRows known,
            Clock clock,
            IngestProperties properties) {
        this(
                register,
                new Staging(home, SourceLimits.STANDARD),
                new PackageCheck(
                        new DeliveryCheck(
                                holdings,
                                probe.getIfAvailable(),
                                clock,
                                SourceLimits.STANDARD,
                                ListLimits.STANDARD,
                                properties.readers(),
                                new OtherPages(prints, scans, files, retrieval.getIfAvailable()),
                                scanner,
                                known),
                        SourceLimits.STANDARD,
                        scanner,
                        properties.readers()),
                contractors,
                catalogue,
                files,
                store,
                leftovers,
                clock,
                properties);
    }

    RecordedDeliveries(
            DeliveryRegister register,
            Staging staging,
            PackageCheck check,
            JdbcContractors contractors,
            CatalogueWriter catalogue,
            KeptFiles files,
            AipStore store,
            Leftovers leftovers,
            Clock clock,
            IngestProperties properties) {
        this.register = register;
        this.staging = staging;
        BagCheck bagCheck = new BagCheck(check, clock, properties.readers());
        this.contractors = contractors;
        this.catalogue = catalogue;
        this.leftovers = leftovers;
        RowsInMemory rows = new RowsInMemory();
        DeliveryWork work =
                new DeliveryWork(
                        register,
                        staging,
                        bagCheck,
                        contractors,
                        catalogue,
                        files,
                        new RecordStoring(
                                store, catalogue, leftovers, runs, properties.storeThreads()),
                        new VersionAdding(store, catalogue, clock),
                        leftovers,
                        rows);
        this.queue = new DeliveryQueue(register, work, runs, Math.max(1, properties.workers()));
        this.decisions = new Decisions(register, staging, runs);
        this.dryRuns =
                new DryRuns(
                        new Lanes(Math.max(1, properties.workers())),
                        rows,
                        register,
                        staging,
                        bagCheck,
                        contractors,
                        catalogue,
                        files,
                        store);
    }

    @Override
    public Verdict check(Path source, String contractor, Progress progress) throws IOException {
        return dryRuns.check(real(source), contractor, progress);
    }

    @Override
    public Result ingest(Path source, Options options, Progress progress) throws IOException {
        return queue.await(begin(real(source), options, progress));
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
    private synchronized Waiting begin(Path source, Options options, Progress progress) {
        for (DeliveryRow row : register.unfinished(source)) {
            // Who lets go of it has noted its end before: read it again after nobody holds it.
            if (!row.dryRun()
                    && !queue.holds(row.id())
                    && register.get(row.id()).finishedAt() == null) {
                String accept = options.accept();
                if (accept != null && row.state() == State.WAITING) {
                    requireArchivist(options.actor());
                    decisions.decide(row.id(), Decision.ACCEPT, accept, options.actor());
                }
                register.restart(row.id(), options);
                return queue.join(row, progress).orElseThrow(Line.StoppingException::new);
            }
        }
        know(options);
        DeliveryRow row =
                register.create(source, String.valueOf(source.getFileName()), false, options);
        return queue.join(row, progress).orElseThrow(Line.StoppingException::new);
    }

    @Override
    public DeliveryId submit(Path staged, String name, Options options) {
        DeliveryId id = new DeliveryId(UUID.randomUUID());
        submit(id, staged, name, options);
        return id;
    }

    @Override
    public void submit(DeliveryId id, Path staged, String name, Options options) {
        Path source = staged.toAbsolutePath().normalize();
        if (!staging.holds(source)) {
            throw new IllegalArgumentException("Not below the staging directory: " + staged);
        }
        know(options);
        try {
            DeliveryRow unused = register.create(id, source, name, true, options);
        } catch (DuplicateKeyException e) {
            staging.erase(source);
            return;
        }
        queue.goOn(id);
    }

    /**
     * An archivist who hands in for somebody names whom; the next time the name can be chosen. What
     * others call themselves stands in their delivery and nowhere else.
     */
    private void know(Options options) {
        String name = options.submitter().strip();
        boolean somebodyElse = !name.isEmpty() && !name.equals(options.actor().name());
        boolean known = somebodyElse && options.actor().is(Role.ARCHIVIST);
        if (known && name.length() <= Contractors.LONGEST_NAME) {
            contractors.add(name, options.actor());
        }
    }

    @Override
    public synchronized DeliveryId takeIn(Path source, Options options) {
        Path real = real(source);
        know(options);
        DeliveryRow row =
                register.newest(real)
                        .orElseGet(
                                () ->
                                        register.create(
                                                real,
                                                String.valueOf(real.getFileName()),
                                                false,
                                                options));
        State state = queue.state(row);
        if (state == State.INTERRUPTED) {
            queue.goOn(row.id());
        }
        return row.id();
    }

    @Override
    public Optional<Delivery> takenFrom(Path source) {
        return register.newest(real(source)).map(this::shown);
    }

    @Override
    public void cancel(DeliveryId id, Reader actor) {
        boolean own = actor.account() != null && actor.account().equals(register.get(id).account());
        if (!own) {
            requireArchivist(actor);
        }
        try {
            queue.cancel(id);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("Not all of delivery " + id + " is removed", e);
        }
    }

    @Override
    public void pause(DeliveryId id, Reader actor) {
        requireArchivist(actor);
        queue.pause(id);
    }

    @Override
    public void move(DeliveryId id, Move to, Reader actor) {
        requireArchivist(actor);
        queue.move(id, to);
    }

    @Override
    public List<Delivery> line() {
        List<DeliveryRow> rows = new ArrayList<>();
        queue.all().forEach(id -> register.find(id).ifPresent(rows::add));
        register.paused().stream().filter(row -> !queue.holds(row.id())).forEach(rows::add);
        return rows.stream().map(this::shown).toList();
    }

    @Override
    public void resume(DeliveryId id, Reader actor) {
        requireArchivist(actor);
        DeliveryRow row = register.get(id);
        if (row.state() == State.CHECKED && row.dryRun()) {
            register.wanted(id);
        } else if (row.state() == State.WAITING && register.mayGoOn(id)) {
            register.state(id, State.RECEIVED, null);
        } else if (row.finishedAt() != null || row.state() == State.WAITING) {
            return;
        }
        queue.goOn(id);
    }

    @Override
    public void from(DeliveryId id, String contractor, Reader actor) {
        requireArchivist(actor);
        DeliveryRow row = register.get(id);
        if (row.state() != State.WAITING) {
            throw new RefusedException(Finding.blocks("NOT_WAITING", row.name()));
        }
        contractors.add(contractor, actor);
        register.from(id, contractor.strip());
    }

    @Override
    public List<DeliveredColumn> columns(DeliveryId id) {
        return register.columns(id);
    }

    @Override
    public void decide(DeliveryId id, Decision decision, String reason, Reader actor) {
        requireArchivist(actor);
        decisions.decide(id, decision, reason, actor);
        if (decision != Decision.REFUSE) {
            queue.goOn(id);
        }
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
        Optional<Run> run = queue.run(row.id());
        return new Delivery(
                row.id(),
                row.name(),
                row.submitter(),
                queue.state(row),
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
                row.failure(),
                row.account(),
                queue.turn(row));
    }

    @Override
    public Optional<Aip.Bag> bag(DeliveryId id) {
        return register.find(id).map(DeliveryRow::bag);
    }

    @Override
    public Optional<DeliveryComparison> comparison(DeliveryId id) {
        return register.last().of(id);
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
        new Interrupted(register, staging, catalogue, leftovers, runs).sort(queue::goOn);
    }

    /**
     * First of all that happens at the end of the process: a caller whose connection goes with it
     * has not cancelled anything.
     */
    @EventListener(ContextClosedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void stopping() {
        queue.stopping();
    }

    @Override
    public void destroy() {
        queue.stopping();
        queue.awaitEnd();
    }
}
