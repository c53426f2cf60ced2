package vn.tangthu.repository.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes of a PostgreSQL server known by its data directory alone: the server and all its
 * children work in it. Needed after a kill -9 of the application, whose server may live on.
 */
record PostgresProcesses(Path data) {
    private static final Logger log = LoggerFactory.getLogger(PostgresProcesses.class);

    /** A checkpoint of the small buffers set here takes seconds, on a slow disk some more. */
    private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(60);

    private static final Duration IMMEDIATE_SHUTDOWN = Duration.ofSeconds(10);

    /**
     * Stops what still runs on the data directory: fast, then immediate (the next start recovers
     * from the write-ahead log), then by force. Afterwards nothing runs there and no stale lock
     * file stands in the way. The caller owns the home, so nobody else may be using it.
     */
    void stopAll() throws IOException {
        if (!running().isEmpty()) {
            log.info("Stopping a PostgreSQL that an earlier process left behind on {}", data);
            postmaster("INT");
            if (!gone(FAST_SHUTDOWN)) {
                postmaster("QUIT");
            }
            if (!gone(IMMEDIATE_SHUTDOWN)) {
                running().forEach(ProcessHandle::destroyForcibly);
            }
            if (!gone(IMMEDIATE_SHUTDOWN)) {
                throw new IOException("Processes " + running() + " do not leave " + data);
            }
        }
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    private void postmaster(String signal) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        String pid = Files.readString(file).lines().findFirst().orElse("").strip();
        if (running().stream().anyMatch(p -> Long.toString(p.pid()).equals(pid))) {
            signal(Long.parseLong(pid), signal);
        }
    }

    /** Sends a signal that Java has no call for. */
    static void signal(long pid, String signal) throws IOException {
        try {
            Process kill =
                    new ProcessBuilder("sh", "-c", "kill -" + signal + " \"$0\"", "" + pid)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            boolean unused = kill.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean gone(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!running().isEmpty()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private List<ProcessHandle> running() {
        return ProcessHandle.allProcesses().filter(p -> worksIn(p.pid())).toList();
    }

    private boolean worksIn(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd"))
                    .equals(data.toRealPath());
        } catch (IOException e) {
            return false; // gone meanwhile, or somebody else's
        }
    }
}
