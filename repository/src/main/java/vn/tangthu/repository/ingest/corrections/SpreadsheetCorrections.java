package vn.tangthu.repository.ingest.corrections;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Corrections;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Inventories;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.ingest.lists.CorrectionListWriter;
import vn.tangthu.storage.TangThuHome;

/** Corrections by spreadsheet: one list after the other, one hồ sơ after the other. */
@Component
final class SpreadsheetCorrections implements Corrections {
    private static final Logger LOG = LoggerFactory.getLogger(SpreadsheetCorrections.class);
    private static final int LONGEST_NAME = 200;

    /** What a stop waits for: the one hồ sơ that is being corrected. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CorrectionRegister register;
    private final CorrectionRun run;
    private final Inventories inventories;
    private final Holdings holdings;
    private final Catalogue catalogue;
    private final TangThuHome home;
    private final Clock clock;
    private final ExecutorService checks = one("correction-check-");
    private final ExecutorService runs = one("correction-");

    SpreadsheetCorrections(
            CorrectionRegister register,
            CorrectionRun run,
            Inventories inventories,
            Holdings holdings,
            Catalogue catalogue,
            TangThuHome home,
            Clock clock) {
        this.register = register;
        this.run = run;
        this.inventories = inventories;
        this.holdings = holdings;
        this.catalogue = catalogue;
        this.home = home;
        this.clock = clock;
    }

    private static ExecutorService one(String name) {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name, 0).factory());
    }

    @PreDestroy
    void stop() throws InterruptedException {
        run.stop();
        checks.shutdownNow();
        runs.shutdown();
        if (!runs.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("A correction did not stop in time; the next start goes on with it");
        }
    }

    @Override
    public void export(Inventories.Of of, boolean withDocuments, Reader actor, OutputStream out)
            throws IOException {
        requireArchivist(actor);
        try (CorrectionListWriter list = new CorrectionListWriter(out)) {
            inventories.tell(
                    of, false, actor, entry -> list.record(entry.place(), entry.description()));
            list.documents();
            if (withDocuments) {
                inventories.tell(
                        of,
                        true,
                        actor,
                        entry -> {
                            for (Inventories.Line line : entry.documents()) {
                                list.document(entry.place(), line);
                            }
                        });
            }
        }
    }

    @Override
    public UUID look(Path list, String name, Reader actor) throws IOException {
        requireArchivist(actor);
        String called = name.substring(0, Math.min(LONGEST_NAME, name.length()));
        Path copy = Files.createTempFile(home.tmp(), "correction-", suffix(called));
        try {
            Files.copy(list, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
        UUID id = register.create(called, actor.name());
        checks.execute(() -> check(id, copy, called, actor));
        return id;
    }

    private static String suffix(String name) {
        int dot = name.lastIndexOf('.');
        String suffix = dot < 0 ? "" : name.substring(dot);
        return suffix.matches("\\.[A-Za-z]{3,4}") ? suffix : ".xlsx";
    }

    private void check(UUID id, Path copy, String name, Reader actor) {
        try {
            CorrectionDates dates = new CorrectionDates(catalogue, LocalDate.now(clock), actor);
            new CorrectionCheck(
                            register, inventories, holdings, dates, id, actor, () -> isEnded(id))
                    .run(copy, name);
        } catch (IOException | RuntimeException e) {
            LOG.error("The dry run of the corrections {} broke off", id, e);
            boolean unused = register.move(id, List.of(State.CHECKING), State.INTERRUPTED);
        } finally {
            try {
                Files.deleteIfExists(copy);
            } catch (IOException e) {
                LOG.warn("Not erased: {}", copy, e);
            }
        }
    }

    private boolean isEnded(UUID id) {
        return Thread.currentThread().isInterrupted()
                || register.find(id).map(c -> c.state() != State.CHECKING).orElse(true);
    }

    @Override
    public Optional<Correction> find(UUID id, Reader actor) {
        requireArchivist(actor);
        return register.find(id).map(run::timed);
    }

    @Override
    public Slice<Correction> list(int offset, int limit, Reader actor) {
        requireArchivist(actor);
        return new Slice<>(register.list(offset, limit), offset, register.count());
    }

    @Override
    public Slice<Item> items(UUID id, int offset, int limit, Reader actor) {
        requireArchivist(actor);
        return new Slice<>(
                register.items().slice(id, offset, limit), offset, register.items().count(id));
    }

    @Override
    public Slice<Finding> findings(UUID id, int offset, int limit, Reader actor) {
        requireArchivist(actor);
        return new Slice<>(
                register.findings(id, offset, limit), offset, register.countFindings(id));
    }

    @Override
    public void apply(UUID id, String reason, Reader actor) {
        requireArchivist(actor);
        int length = reason.codePointCount(0, reason.length());
        if (reason.isBlank()) {
            throw new RefusedException(Finding.blocks("VALUE_MISSING", "reason", "reason"));
        }
        if (length > LONGEST_REASON) {
            throw new RefusedException(
                    Finding.blocks("TOO_LONG", "reason", "" + LONGEST_REASON, "" + length));
        }
        if (!register.begin(id, reason.strip(), actor.name())) {
            String name = register.find(id).map(Correction::name).orElse(id.toString());
            throw new RefusedException(Finding.blocks("CORRECTION_NOT_CHECKED", name));
        }
        runs.execute(() -> run.run(id));
    }

    @Override
    public void goOn(UUID id, Reader actor) {
        requireArchivist(actor);
        boolean can = register.find(id).map(Correction::canGoOn).orElse(false);
        if (can && register.move(id, List.of(State.CANCELLED, State.INTERRUPTED), State.RUNNING)) {
            runs.execute(() -> run.run(id));
        }
    }

    @Override
    public void cancel(UUID id, Reader actor) {
        requireArchivist(actor);
        boolean unused = register.move(id, List.of(State.CHECKING, State.RUNNING), State.CANCELLED);
    }

    /**
     * What a process that died was about to apply; what it only looked at is looked at again. For
     * the process that serves: a single command would break it off again.
     */
    @EventListener
    void takeUp(ApplicationStartedEvent started) {
        if (started.getSpringApplication().getWebApplicationType() == WebApplicationType.NONE) {
            return;
        }
        for (UUID id : register.in(State.CHECKING)) {
            boolean unused = register.move(id, List.of(State.CHECKING), State.INTERRUPTED);
        }
        register.in(State.RUNNING).forEach(id -> runs.execute(() -> run.run(id)));
    }

    private static void requireArchivist(Reader actor) {
        if (!actor.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("NOT_ALLOWED", actor.name(), actor.name()));
        }
    }
}
