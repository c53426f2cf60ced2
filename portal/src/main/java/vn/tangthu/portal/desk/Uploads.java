package vn.tangthu.portal.desk;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.tangthu.portal.upload.IncomingPackages;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.Deliveries.Verdict;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;

/**
 * Packages that were uploaded and are not handed in yet. They outlive a restart; the result of a
 * dry run does not, it is made again.
 */
@Component
class Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    private final IncomingPackages packages;
    private final Deliveries deliveries;
    private final ActivityLog activity;
    private final Map<UUID, Check> checks = new ConcurrentHashMap<>();

    /** Whom uploads come from, as far as somebody said it. */
    private final Map<UUID, String> contractors = new ConcurrentHashMap<>();

    // One dry run at a time: they compete with the taking in for the same disk.
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("dry-run").daemon().factory());

    Uploads(IncomingPackages packages, Deliveries deliveries, ActivityLog activity) {
        this.packages = packages;
        this.deliveries = deliveries;
        this.activity = activity;
    }

    /**
     * @param check the dry run, or null while there was none
     */
    record Upload(UUID id, String name, long bytes, Instant at, @Nullable Check check) {}

    /** A dry run, going on or done. */
    static final class Check implements Progress {
        private volatile Progress.@Nullable Phase phase;
        private volatile long done;
        private volatile long total = -1;
        private volatile boolean cancelled;
        private volatile @Nullable Verdict verdict;
        private volatile boolean failed;

        @Override
        public void at(Phase phase, long done, long total) {
            this.phase = phase;
            this.done = done;
            this.total = total;
        }

        @Override
        public boolean cancelled() {
            return cancelled;
        }

        Progress.@Nullable Phase phase() {
            return phase;
        }

        double part() {
            return total <= 0 ? 0 : Math.clamp((double) done / total, 0, 1);
        }

        boolean running() {
            return verdict == null && !failed;
        }

        boolean failed() {
            return failed;
        }

        @Nullable Verdict verdict() {
            return verdict;
        }
    }

    /** Newest first. */
    List<Upload> list() {
        return packages.waiting().stream()
                .map(
                        one ->
                                new Upload(
                                        one.id(),
                                        one.name(),
                                        one.bytes(),
                                        one.at(),
                                        checks.get(one.id())))
                .toList();
    }

    void check(UUID id, Reader actor) {
        Path source = packages.whole(id).orElseThrow();
        Check check = new Check();
        checks.put(id, check);
        activity.record(actor, "DRY_RUN", source.getFileName().toString(), null);
        worker.execute(
                () -> {
                    try {
                        check.verdict = deliveries.check(source, contractor(id), check);
                    } catch (IOException | RuntimeException e) {
                        LOG.warn("Dry run of an upload failed", e);
                        check.failed = true;
                    }
                });
    }

    /** Whom the upload comes from; empty while nobody said it. */
    String contractor(UUID id) {
        return contractors.getOrDefault(id, "");
    }

    void contractor(UUID id, String name) {
        contractors.put(id, name);
    }

    /** Notes that somebody said what columns mean. */
    void confirmed(String contractor, int columns, Reader actor) {
        activity.record(actor, "COLUMNS_CONFIRMED", contractor, String.valueOf(columns));
    }

    private String submitter(UUID id, Reader actor) {
        String contractor = contractor(id);
        return contractor.isEmpty() ? actor.name() : contractor;
    }

    /**
     * Hands the upload in; from here it is the deliveries'.
     *
     * @return empty when somebody else was quicker
     */
    synchronized Optional<DeliveryId> handIn(UUID id, boolean acceptSound, Reader actor) {
        Optional<Path> waiting = packages.whole(id);
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        String name = waiting.get().getFileName().toString();
        // Where it lies: a kill before the mark leaves it on the list as well, and a delivery that
        // is done takes it off.
        DeliveryId delivery =
                deliveries.submit(
                        waiting.get(),
                        name,
                        new Options(acceptSound, false, submitter(id, actor), actor, true));
        packages.handedIn(id);
        activity.record(actor, "INGEST", delivery.value().toString(), name);
        checks.remove(id);
        contractors.remove(id);
        return Optional.of(delivery);
    }

    synchronized void remove(UUID id, Reader actor) {
        contractors.remove(id);
        Check check = checks.remove(id);
        if (check != null) {
            check.cancelled = true;
        }
        packages.whole(id)
                .ifPresent(
                        whole ->
                                activity.record(
                                        actor,
                                        "UPLOAD_REMOVED",
                                        whole.getFileName().toString(),
                                        null));
        packages.remove(id);
    }

    @PreDestroy
    void stop() {
        checks.values().forEach(check -> check.cancelled = true);
        worker.shutdownNow();
    }
}
