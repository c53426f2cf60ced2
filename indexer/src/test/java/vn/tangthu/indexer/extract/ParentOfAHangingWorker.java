package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import vn.tangthu.indexer.extract.worker.Request;

/** A process with a worker that never answers; the test kills this one. */
final class ParentOfAHangingWorker {
    private ParentOfAHangingWorker() {}

    public static void main(String[] args) throws Exception {
        Path dir = Path.of(args[0]);
        WorkerPool pool =
                new WorkerPool(
                        WorkerLimits.USUAL,
                        dir.resolve("tmp"),
                        dir.resolve("cache"),
                        MisbehavingWorker.class.getName());
        Thread.ofPlatform()
                .start(
                        () -> {
                            try {
                                pool.ask(
                                        Lane.INTERACTIVE,
                                        new Request.Probe(dir.resolve("hang").toString()),
                                        Duration.ofMinutes(5));
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        while (pool.alive() == 0) {
            Thread.sleep(20);
        }
        Thread.sleep(300); // the request is with the worker now
        System.out.println("worker " + pool.handles().getFirst().pid());
        Thread.sleep(Duration.ofMinutes(5));
    }
}
