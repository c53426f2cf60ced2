package vn.tangthu.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.time.Duration;

/** Watches what this JVM holds, and what all processes of an archive take, while a work is done. */
final class LiveMemory implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Path home;
    private final Thread watching;
    private double heap;
    private double all;

    private LiveMemory(Path home) {
        this.home = home;
        watching = Thread.ofPlatform().name("memory").unstarted(this::follow);
    }

    /**
     * @param home all processes that name it on their command line count
     */
    static LiveMemory watch(Path home) {
        LiveMemory memory = new LiveMemory(home);
        memory.watching.start();
        return memory;
    }

    /**
     * @param heap MiB in use right after a full collection, at the highest: what is held, no
     *     garbage
     * @param all MiB of all processes (their proportional share), at the highest
     */
    record Peak(double heap, double all) {}

    synchronized Peak peak() throws IOException {
        look();
        return new Peak(heap, all);
    }

    private void follow() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                look();
            }
        } catch (InterruptedException | IOException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() throws IOException {
        System.gc();
        heap = Math.max(heap, afterTheCollection() / 1048576.0);
        all =
                Math.max(
                        all,
                        ServerBench.proportionalSetSize(home, ProcessHandle.current().pid())
                                / 1024.0);
    }

    /** As it was right then: what the work has made since is mostly garbage. */
    private static long afterTheCollection() {
        long bytes = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage usage = pool.getCollectionUsage();
            if (pool.getType() == MemoryType.HEAP && usage != null) {
                bytes += usage.getUsed();
            }
        }
        return bytes;
    }

    @Override
    public void close() throws InterruptedException {
        watching.interrupt();
        watching.join();
    }
}
