package vn.tangthu.repository.dissemination;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.repository.Incidents;
import vn.tangthu.repository.Repairs;

/** Opens the incident for a file that was found damaged on its way out. */
@Component
@InWorkers
final class Damages {
    private static final Logger LOG = LoggerFactory.getLogger(Damages.class);

    /** No reader waits longer for a repair, which goes on all the same. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A repair reads a whole package, of large ones for minutes. */
    private static final int AT_ONCE = 2;

    private static final int MOST_WAITING = 100;

    private final AipStore aips;
    private final ObjectProvider<Incidents> incidents;
    private final ObjectProvider<Repairs> repairs;
    private final Duration patience;
    private final Map<AipId, CompletableFuture<Boolean>> underWay = new ConcurrentHashMap<>();
    private final ExecutorService workers =
            new ThreadPoolExecutor(
                    AT_ONCE,
                    AT_ONCE,
                    0,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(MOST_WAITING),
                    Thread.ofPlatform().daemon().name("repair-", 1).factory());

    @Autowired
    Damages(AipStore aips, ObjectProvider<Incidents> incidents, ObjectProvider<Repairs> repairs) {
        this(aips, incidents, repairs, PATIENCE);
    }

    Damages(
            AipStore aips,
            ObjectProvider<Incidents> incidents,
            ObjectProvider<Repairs> repairs,
            Duration patience) {
        this.aips = aips;
        this.incidents = incidents;
        this.repairs = repairs;
        this.patience = patience;
    }

    /**
     * Reports it and has it repaired from a copy, where that is to happen. Who asks for a package
     * that is being repaired waits for that repair, and for ten seconds at most.
     *
     * @return whether it was repaired; false while that goes on, too
     * @throws IOException when the store as a whole is not there: nothing is damaged or repaired
     */
    boolean repaired(AipId aip, ContentFile file, Damage damage, String detail) throws IOException {
        report(aip, file, damage, detail);
        Repairs port = repairs.getIfAvailable();
        if (port == null) {
            return false;
        }
        try {
            return repair(aip, port).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            LOG.warn("{} was not repaired for a reader", aip, e.getCause());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** One repair of a package at a time, however many ask for it. */
    private CompletableFuture<Boolean> repair(AipId aip, Repairs port) {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> others = underWay.putIfAbsent(aip, mine);
        if (others != null) {
            return others;
        }
        try {
            workers.execute(
                    () -> {
                        try {
                            boolean done = port.repair(aip).outcome() == Repairs.Outcome.REPAIRED;
                            underWay.remove(aip);
                            mine.complete(done);
                        } catch (RuntimeException e) {
                            underWay.remove(aip);
                            mine.completeExceptionally(e);
                        }
                    });
        } catch (RejectedExecutionException e) {
            underWay.remove(aip); // the incident is open: the next audit has it repaired
            mine.complete(false);
        }
        return mine;
    }

    @PreDestroy
    void close() {
        workers.shutdownNow();
    }

    /**
     * @throws IOException as {@link Incidents#open}
     */
    void report(AipId aip, ContentFile file, Damage damage, String detail) throws IOException {
        report(aip, keyOf(aip, file), damage, detail);
    }

    void report(AipId aip, String key, Damage damage, String detail) throws IOException {
        incidents.getObject().open(aip, key, damage, detail);
    }

    /** The key of the damaged file, or what can be said where not even that can be found out. */
    private String keyOf(AipId aip, ContentFile file) {
        try {
            for (AipStore.PackageFile stored : aips.headFiles(aip)) {
                if (stored.logicalPath().equals(file.path())) {
                    return stored.key().value();
                }
            }
        } catch (IOException e) {
            return aip.urn() + " " + file.path();
        }
        return aip.urn() + " " + file.path();
    }
}
