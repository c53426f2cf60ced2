package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.repository.DeliveryArchives;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.ingest.source.SourceLimits;
import vn.tangthu.repository.ingest.source.TarUnpacking;
import vn.tangthu.repository.ingest.source.ZipUnpacking;
import vn.tangthu.storage.TangThuHome;

/** The staging directory of the home: uploads that are ours to erase, and unpacked archives. */
final class Staging {
    private static final Logger LOG = LoggerFactory.getLogger(Staging.class);
    private static final String UNPACKED = "unpacked-";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    // One for all: who erases in parallel is not faster. A daemon: a stop does not wait for it.
    private static final ExecutorService ERASER =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("staging-eraser").factory());

    /**
     * Folder of uploads, one folder each. What lies directly in it is still arriving or waits for
     * somebody to hand it in, and is none of our business.
     */
    private static final String UPLOADS = "tai-len";

    /** Stands in the folder of an upload that was handed in: only such a one is ours to erase. */
    private static final String HANDED_IN = ".nop";

    private final Path root;
    private final SourceLimits limits;

    /** Tells what this process unpacked from what one before it left behind. */
    private final String mine = UNPACKED + UUID.randomUUID() + "-";

    private final AtomicBoolean tidied = new AtomicBoolean();

    Staging(TangThuHome home, SourceLimits limits) {
        this.root = home.staging();
        this.limits = limits;
    }

    /**
     * A delivery as a folder.
     *
     * @param folder where to read, or null when findings say why not
     * @param scratch a folder that may be made, erased after use as well
     * @param unpacked what to erase after use, or null when the folder is the delivery itself
     */
    record Opened(
            @Nullable Path folder, @Nullable Path unpacked, Path scratch, List<Finding> findings)
            implements AutoCloseable {
        @Override
        public void close() {
            if (Files.exists(scratch)) {
                eraseInTime(scratch);
            }
            if (unpacked != null) {
                eraseInTime(unpacked);
            }
        }
    }

    /** Where archives in a delivery are unpacked, if there are any. */
    private Path scratch() {
        return root.resolve(mine + UUID.randomUUID());
    }

    Opened open(Path source, BooleanSupplier cancelled) throws IOException {
        if (tidied.compareAndSet(false, true)) {
            tidy();
        }
        Path folder = source;
        if (Files.isRegularFile(source)) {
            if (DeliveryArchives.ending(source).isEmpty()) {
                return refused("SOURCE_NOT_A_DELIVERY", source);
            }
            Path unpacked = Files.createDirectory(root.resolve(mine + UUID.randomUUID()));
            try {
                List<Finding> findings =
                        DeliveryArchives.isZip(source)
                                ? new ZipUnpacking(limits).unpack(source, unpacked, cancelled)
                                : new TarUnpacking(limits).unpack(source, unpacked, cancelled);
                if (!findings.isEmpty()) {
                    eraseQuietly(unpacked);
                    return new Opened(null, null, scratch(), findings);
                }
                return new Opened(unpacked, unpacked, scratch(), List.of());
            } catch (IOException | RuntimeException | Error e) {
                eraseQuietly(unpacked);
                throw e;
            }
        }
        if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
            return refused("SOURCE_MISSING", source);
        }
        return new Opened(folder, null, scratch(), List.of());
    }

    /** One process owns the home: what others unpacked is theirs no more. */
    private void tidy() throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            children.filter(
                            child -> {
                                String name = child.getFileName().toString();
                                return name.startsWith(UNPACKED) && !name.startsWith(mine);
                            })
                    .forEach(Staging::eraseQuietly);
        }
    }

    private Opened refused(String code, Path source) {
        return new Opened(
                null,
                null,
                scratch(),
                List.of(Finding.blocks(code, String.valueOf(source.getFileName()))));
    }

    boolean holds(Path source) {
        Path absolute = source.toAbsolutePath().normalize();
        return absolute.startsWith(root) && !absolute.equals(root);
    }

    /** Erases an upload with the folder it came in. */
    void erase(Path owned) {
        if (holds(owned)) {
            eraseQuietly(topOf(owned));
        }
    }

    /** Erases whatever none of these deliveries needs: leftovers of a process that was killed. */
    void eraseAllBut(Collection<Path> needed) throws IOException {
        List<Path> tops = needed.stream().filter(this::holds).map(this::topOf).toList();
        Path uploads = root.resolve(UPLOADS);
        try (Stream<Path> children = Files.list(root)) {
            children.filter(child -> !child.equals(uploads) && !tops.contains(child))
                    .forEach(Staging::eraseQuietly);
        }
        if (Files.isDirectory(uploads)) {
            try (Stream<Path> each = Files.list(uploads)) {
                each.filter(upload -> !tops.contains(upload) && isHandedIn(upload))
                        .forEach(Staging::eraseQuietly);
            }
        }
    }

    private static boolean isHandedIn(Path upload) {
        return Files.exists(upload.resolve(HANDED_IN));
    }

    /** The folder that goes with a delivery: never one that holds the uploads of others. */
    private Path topOf(Path owned) {
        Path relative = root.relativize(owned.toAbsolutePath().normalize());
        boolean upload = relative.getName(0).toString().equals(UPLOADS);
        return root.resolve(
                upload && relative.getNameCount() > 1
                        ? relative.subpath(0, 2)
                        : relative.getName(0));
    }

    /**
     * Erases, at most {@link #PATIENCE} of it while the caller waits: a disk takes minutes for a
     * hundred thousand folders, and the verdict is there. What a stop leaves, the next start
     * erases.
     */
    private static void eraseInTime(Path unpacked) {
        Future<?> erased = ERASER.submit(() -> eraseQuietly(unpacked));
        try {
            erased.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.info("Still being erased from staging: {}", unpacked.getFileName());
        } catch (ExecutionException e) {
            LOG.warn("Not erased from staging, tried again at the next start: {}", unpacked, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void eraseQuietly(Path path) {
        try {
            Files.walkFileTree(
                    path,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                                throws IOException {
                            Files.delete(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e)
                                throws IOException {
                            Files.delete(dir);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            LOG.warn("Not erased from staging, tried again at the next start: {}", path, e);
        }
    }
}
