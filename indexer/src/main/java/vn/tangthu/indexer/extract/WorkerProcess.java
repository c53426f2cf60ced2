package vn.tangthu.indexer.extract;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.indexer.extract.worker.Answer;
import vn.tangthu.indexer.extract.worker.Request;
import vn.tangthu.indexer.extract.worker.Wire;

/** One child JVM and the two pipes to it. Used by one thread at a time. */
final class WorkerProcess {
    private static final Logger log = LoggerFactory.getLogger(WorkerProcess.class);

    /** Nothing else of our environment reaches the worker, passwords least of all. */
    private static final Set<String> ENVIRONMENT =
            Set.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH");

    private static final int LOGGED_LINES = 200;

    /** The process did not answer in time and was ended. */
    static final class Overrun extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final Process process;
    private final OutputStream to;
    private final InputStream from;
    private final Path tmp;
    private final ScheduledExecutorService clock;
    volatile long idleSince;

    private WorkerProcess(Process process, Path tmp, ScheduledExecutorService clock) {
        this.process = process;
        this.tmp = tmp;
        this.clock = clock;
        this.to = new BufferedOutputStream(process.getOutputStream());
        this.from = new BufferedInputStream(process.getInputStream(), 1 << 16);
    }

    /**
     * Starts a worker and waits until it is ready.
     *
     * @param properties of its JVM, {@code -Dname=value}
     * @param tmp a directory of its own, removed when it ends
     * @param cache where PDFBox keeps what it learned of the system's fonts
     */
    static WorkerProcess start(
            String mainClass,
            List<String> properties,
            WorkerLimits limits,
            Path tmp,
            Path cache,
            ScheduledExecutorService clock)
            throws IOException {
        Files.createDirectories(tmp);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + limits.heapMegabytes() + "m");
        command.add("-Xss2m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:MinHeapFreeRatio=10");
        command.add("-XX:MaxHeapFreeRatio=20");
        command.add("-XX:-UsePerfData");
        // The JVM warns on standard output by default, which is the protocol.
        command.add("-Xlog:disable");
        command.add("-Xlog:all=error:stderr");
        command.add("--enable-native-access=ALL-UNNAMED"); // OpenJPEG
        command.add("-Djava.awt.headless=true");
        command.add("-Djava.io.tmpdir=" + tmp);
        command.add("-Dpdfbox.fontcache=" + cache);
        command.add("-Dfile.encoding=UTF-8");
        command.add(
                "-Dlogback.configurationFile=vn/tangthu/indexer/extract/worker/logback-worker.xml");
        command.addAll(properties);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(ENVIRONMENT);
        Process process = builder.start();
        WorkerProcess worker = new WorkerProcess(process, tmp, clock);
        Thread.ofVirtual().name("worker-stderr").start(worker::drainErrors);
        try {
            worker.within(limits.start(), () -> Wire.receiveAnswer(worker.from));
        } catch (Overrun e) {
            worker.kill();
            throw new IOException("A worker process was not ready after " + limits.start(), e);
        } catch (IOException e) {
            worker.kill();
            throw new IOException("A worker process could not be started", e);
        }
        return worker;
    }

    /**
     * @throws Overrun when it took longer than {@code limit}; the process is dead
     * @throws IOException when the process ended; it is dead
     */
    Answer ask(Request request, Duration limit) throws IOException, Overrun {
        try {
            return within(
                    limit,
                    () -> {
                        Wire.send(to, request);
                        return Wire.receiveAnswer(from);
                    });
        } catch (IOException | Overrun e) {
            kill();
            throw e;
        }
    }

    private interface Exchange {
        Answer run() throws IOException;
    }

    private Answer within(Duration limit, Exchange exchange) throws IOException, Overrun {
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> alarm =
                clock.schedule(
                        () -> {
                            late.set(true);
                            process.destroyForcibly();
                        },
                        limit.toMillis(),
                        TimeUnit.MILLISECONDS);
        try {
            return exchange.run();
        } catch (IOException e) {
            if (late.get()) {
                throw new Overrun();
            }
            throw e;
        } finally {
            alarm.cancel(false);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends it now, whatever it does, and clears up behind it. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            // not closed through the buffer: flushing to a dead process fails
            process.getOutputStream().close();
        } catch (IOException e) {
            log.trace("Closing the pipe to a worker", e);
        }
        removeTmp();
    }

    private void removeTmp() {
        try (Stream<Path> files = Files.walk(tmp)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            log.debug("Temporary files of a worker are left in {}", tmp, e);
        }
    }

    private void drainErrors() {
        int lines = 0;
        try (BufferedReader errors =
                new BufferedReader(
                        new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            char[] some = new char[2_048];
            int count;
            while ((count = errors.read(some)) >= 0) {
                if (lines++ < LOGGED_LINES) {
                    log.debug("worker {}: {}", process.pid(), new String(some, 0, count).strip());
                }
            }
        } catch (EOFException e) {
            log.trace("A worker ended", e);
        } catch (IOException e) {
            log.trace("Reading what a worker says", e);
        }
    }
}
