package vn.tangthu.portal.desk;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.Deliveries.Verdict;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.storage.TangThuHome;

/**
 * Packages that were uploaded and are not handed in yet. They lie below the home's staging
 * directory and outlive a restart; the result of a dry run does not, it is made again.
 */
@Component
class Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    /** The folder below staging; one folder with one file for each upload. */
    /** Folder in the folder of an upload; what lies in it is the deliveries'. */
    private static final String HANDED_IN = "nop";

    static final String FOLDER = "tai-len";

    private final TangThuHome home;
    private final Deliveries deliveries;
    private final ActivityLog activity;
    private final Map<UUID, Check> checks = new ConcurrentHashMap<>();

    /** Whom uploads come from, as far as somebody said it. */
    private final Map<UUID, String> contractors = new ConcurrentHashMap<>();

    // One dry run at a time: they compete with the taking in for the same disk.
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("dry-run").daemon().factory());

    Uploads(TangThuHome home, Deliveries deliveries, ActivityLog activity) {
        this.home = home;
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

    /** Keeps the stream as a new upload; nothing of it stays when it breaks off. */
    UUID receive(String name, InputStream in) throws IOException {
        UUID id = UUID.randomUUID();
        Path folder = Files.createDirectories(root().resolve(id.toString()));
        Path partial = folder.resolve("partial");
        try {
            Files.copy(in, partial);
            Files.move(partial, folder.resolve(safe(name)));
            return id;
        } catch (IOException e) {
            delete(folder);
            throw e;
        }
    }

    /** Newest first. */
    List<Upload> list() {
        try (Stream<Path> folders = Files.list(root())) {
            return folders.flatMap(folder -> read(folder).stream())
                    .sorted(Comparator.comparing(Upload::at).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void check(UUID id, Reader actor) {
        Path file = file(id).orElseThrow();
        Check check = new Check();
        checks.put(id, check);
        activity.record(actor, "DRY_RUN", file.getFileName().toString(), null);
        worker.execute(
                () -> {
                    try {
                        check.verdict = deliveries.check(file, contractor(id), check);
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

    /** Hands the upload in; from here it is the deliveries'. */
    DeliveryId handIn(UUID id, boolean acceptSound, Reader actor) {
        Path upload = file(id).orElseThrow();
        // One folder deeper it is off the list, so nobody hands it in twice.
        Path handed = upload.resolveSibling(HANDED_IN).resolve(upload.getFileName());
        DeliveryId delivery;
        try {
            Files.createDirectories(handed.getParent());
            Files.move(upload, handed, StandardCopyOption.ATOMIC_MOVE);
            try {
                delivery =
                        deliveries.submit(
                                handed,
                                upload.getFileName().toString(),
                                new Options(acceptSound, false, submitter(id, actor), actor));
            } catch (RuntimeException e) {
                Files.move(handed, upload, StandardCopyOption.ATOMIC_MOVE);
                Files.delete(handed.getParent());
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        activity.record(
                actor, "INGEST", delivery.value().toString(), upload.getFileName().toString());
        checks.remove(id);
        contractors.remove(id);
        return delivery;
    }

    void remove(UUID id, Reader actor) {
        contractors.remove(id);
        Check check = checks.remove(id);
        if (check != null) {
            check.cancelled = true;
        }
        activity.record(actor, "UPLOAD_REMOVED", id.toString(), null);
        delete(root().resolve(id.toString()));
    }

    private Optional<Upload> read(Path folder) {
        try {
            UUID id = UUID.fromString(folder.getFileName().toString());
            Optional<Path> file = file(id);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    new Upload(
                            id,
                            file.get().getFileName().toString(),
                            Files.size(file.get()),
                            Files.getLastModifiedTime(file.get()).toInstant(),
                            checks.get(id)));
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty(); // not an upload, or gone meanwhile
        }
    }

    private Optional<Path> file(UUID id) {
        Path folder = root().resolve(id.toString());
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".zip")).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path root() {
        try {
            return Files.createDirectories(home.staging().resolve(FOLDER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file name of ours for whatever a browser says: no folders, no leading dot, .zip. */
    static String safe(String name) {
        String last = name.replace('\\', '/');
        last = last.substring(last.lastIndexOf('/') + 1).strip();
        last = last.replaceAll("[^\\p{L}\\p{N} ._()-]", "_").replaceAll("^[.\\s]+", "");
        last = last.replaceAll("(?i)\\.zip$", "");
        if (last.length() > 120) {
            last = last.substring(0, 120);
        }
        return (last.isBlank() ? "goi" : last) + ".zip";
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.warn("An upload could not be removed", e);
        }
    }

    @PreDestroy
    void stop() {
        checks.values().forEach(check -> check.cancelled = true);
        worker.shutdownNow();
    }
}
