package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * The usual workers, one pool for all classes of a test JVM that ask no more of them than an
 * answer: what a worker needs to start, and to learn the system's fonts, is more than most tests.
 * Whoever tests the pool, or its settings, has one of their own.
 */
final class SharedWorkers {
    /** Stops idle workers as everywhere, so that none stays when nobody asks. */
    static final WorkerPool POOL = start();

    private SharedWorkers() {}

    private static WorkerPool start() {
        try {
            Path directory = Files.createTempDirectory("tangthu-test-workers");
            WorkerPool pool =
                    new WorkerPool(
                            WorkerLimits.USUAL,
                            directory.resolve("tmp"),
                            directory.resolve("cache"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(pool, directory)));
            return pool;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(WorkerPool pool, Path directory) {
        pool.close();
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
