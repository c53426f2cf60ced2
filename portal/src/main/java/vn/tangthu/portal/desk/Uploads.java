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
import vn.tangthu.repository.Pace;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;

/**
 * Packages that were uploaded and are not handed in yet. They outlive a restart, and so does whom
 * they come from; the result of a dry run does not, it is made again.
 */
@Component
class Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    private final IncomingPackages packages;
    private final Deliveries deliveries;
    private final ActivityLog activity;
    private final Map<UUID, Check> checks = new ConcurrentHashMap<>();

    // How many go on at once the deliveries decide, as for dry runs from every door; there are no
    // more threads than packages that wait.
    private final ExecutorService workers =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofPlatform().name("dry-run-", 0).daemon().factory());

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
        private final Pace pace = new Pace();
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
            pace.at(phase, done, total);
        }

        @Override
        public boolean cancelled() {
            return cancelled;
        }

        Progress.@Nullable Phase phase() {
            return phase;
        }

        long done() {
            return done;
        }

        long total() {
            return total;
        }

        Pace pace() {
            return pace;
        }

        /** Whether it stops at the next safe place. */
        boolean stopping() {
            return cancelled && running();
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

    /** Begins a dry run; no effect while one of the same upload goes on. */
    synchronized void check(UUID id, Reader actor) {
        Check before = checks.get(id);
        Optional<Path> whole = packages.whole(id);
        if (whole.isEmpty() || (before != null && before.running())) {
            return;
        }
        Path source = whole.get();
        Check check = new Check();
        checks.put(id, check);
        activity.record(actor, "DRY_RUN", source.getFileName().toString(), null);
        workers.execute(() -> run(id, source, check));
    }

    private void run(UUID id, Path source, Check check) {
        try {
            Verdict verdict = deliveries.check(source, contractor(id), check);
            if (check.cancelled) {
                checks.remove(id, check); // it says nothing of the upload
            }
            check.verdict = verdict;
        } catch (IOException | RuntimeException e) {
            if (check.cancelled) {
                checks.remove(id, check);
            } else {
                LOG.warn("Dry run of an upload failed", e);
            }
            check.failed = true;
        }
    }

    /** Stops the dry run at the next safe place; the upload stays as it is. */
    void stopCheck(UUID id, Reader actor) {
        Check check = checks.get(id);
        if (check != null && check.running() && !check.cancelled) {
            check.cancelled = true;
            packages.whole(id)
                    .ifPresent(
                            whole ->
                                    activity.record(
                                            actor,
                                            "DRY_RUN_CANCELLED",
                                            whole.getFileName().toString(),
                                            null));
        }
    }

    /** Whom the upload comes from; empty while nobody said it. */
    String contractor(UUID id) {
        return packages.contractor(id);
    }

    void contractor(UUID id, String name) {
        packages.contractor(id, name);
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
        String submitter = submitter(id, actor);
        // Where it lies: a kill before the mark leaves it on the list as well, and a delivery that
        // is done takes it off.
        DeliveryId delivery =
                deliveries.submit(
                        waiting.get(),
                        name,
                        new Options(acceptSound, false, submitter, actor, true));
        packages.handedIn(id);
        activity.record(actor, "INGEST", delivery.value().toString(), name);
        end(checks.remove(id));
        return Optional.of(delivery);
    }

    synchronized void remove(UUID id, Reader actor) {
        end(checks.remove(id));
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

    private static void end(@Nullable Check check) {
        if (check != null) {
            check.cancelled = true;
        }
    }

    @PreDestroy
    void stop() {
        checks.values().forEach(Uploads::end);
        workers.shutdownNow();
    }
}
