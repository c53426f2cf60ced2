package vn.tangthu.indexer.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.extract.worker.Answer;
import vn.tangthu.indexer.extract.worker.Request;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

@Breaks(Breakage.MALFORMED)
class WorkerPoolTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir static Path dir;
    static Path good;
    static WorkerPool pool;

    @BeforeAll
    static void start() throws IOException {
        good = TestFiles.textPdf(dir.resolve("tốt.pdf"), 3);
        pool = pool(Duration.ofSeconds(60));
    }

    @AfterAll
    static void stop() {
        pool.close();
    }

    private static WorkerPool pool(Duration idle) {
        return new WorkerPool(
                new WorkerLimits(2, 128, idle, LONG, LONG),
                dir.resolve("tmp"),
                dir.resolve("cache"),
                MisbehavingWorker.class.getName());
    }

    private static Answer probe(Path file, Duration limit) throws IOException {
        return pool.ask(Lane.BACKGROUND, new Request.Probe(file.toString()), limit);
    }

    private static void assertStillWorks() throws IOException {
        assertThat(((Answer.Readable) probe(good, LONG)).pages()).isEqualTo(3);
    }

    @Test
    void aHangIsEndedAtItsLimitAndTheNextFileIsServed() throws IOException {
        assertStillWorks();
        assertThat(probe(dir.resolve("hang"), Duration.ofSeconds(1)))
                .isEqualTo(new Answer.Failed("đọc quá / took longer than 1 s"));
        assertStillWorks();
    }

    @Test
    void aFullHeapIsAnAnswerAndTheNextFileIsServed() throws IOException {
        assertThat(probe(dir.resolve("hoard"), LONG))
                .isEqualTo(
                        new Answer.Failed(
                                "cần nhiều bộ nhớ hơn mức cho phép / needs more memory than is allowed"));
        assertStillWorks();
    }

    @Test
    void aFileThatKillsItsWorkerTwiceIsAFailure() throws IOException {
        assertThat(probe(dir.resolve("die"), LONG))
                .isEqualTo(
                        new Answer.Failed(
                                "làm hỏng tiến trình đọc / the worker process died of it"));
        assertStillWorks();
    }

    @Test
    void endlessRecursionIsAnAnswer() throws IOException {
        assertThat(probe(dir.resolve("deep"), LONG))
                .isEqualTo(new Answer.Failed("lồng nhau quá sâu / is nested too deeply"));
        assertStillWorks();
    }

    @Test
    void aWorkerKilledFromOutsideInTheMiddleOfARequestIsReplacedAndTheRequestAnswered()
            throws Exception {
        Path slow = Files.copy(good, dir.resolve("slow"));
        assertStillWorks();
        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return probe(slow, LONG);
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        Thread.sleep(500);
        pool.handles().forEach(ProcessHandle::destroyForcibly);
        assertThat(((Answer.Readable) answer.get(60, TimeUnit.SECONDS)).pages()).isEqualTo(3);
    }

    @Test
    void aPersonDoesNotWaitBehindBackgroundWork() throws Exception {
        WorkerPool own = pool(Duration.ofSeconds(60));
        List<CompletableFuture<Answer>> batch =
                Stream.generate(() -> hanging(own, Lane.BACKGROUND)).limit(2).toList();
        while (own.alive() == 0) {
            Thread.sleep(20);
        }
        assertThat(own.ask(Lane.INTERACTIVE, new Request.Probe(good.toString()), LONG))
                .isInstanceOf(Answer.Readable.class);
        assertThat(batch).noneMatch(CompletableFuture::isDone);
        assertThat(own.alive()).isLessThanOrEqualTo(2);
        own.close();
        for (CompletableFuture<Answer> one : batch) {
            assertThatThrownBy(() -> one.get(60, TimeUnit.SECONDS)).isNotNull();
        }
    }

    private static CompletableFuture<Answer> hanging(WorkerPool pool, Lane lane) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return pool.ask(
                                lane, new Request.Probe(dir.resolve("hang").toString()), LONG);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    @Test
    void idleWorkersAreStoppedAndClosingEndsBusyOnes() throws Exception {
        WorkerPool own = pool(Duration.ofSeconds(3));
        own.ask(Lane.INTERACTIVE, new Request.Probe(good.toString()), LONG);
        ProcessHandle idle = own.handles().getFirst();
        idle.onExit().get(60, TimeUnit.SECONDS);
        assertThat(own.alive()).isZero();

        CompletableFuture<Answer> hanging = hanging(own, Lane.INTERACTIVE);
        while (own.alive() == 0) {
            Thread.sleep(20);
        }
        own.close();
        assertThatThrownBy(() -> hanging.get(60, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(InterruptedIOException.class);
        assertThatThrownBy(
                        () -> own.ask(Lane.INTERACTIVE, new Request.Probe(good.toString()), LONG))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aWorkerEndsWithItsParentAlsoInTheMiddleOfARequest() throws Exception {
        Process parent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                ParentOfAHangingWorker.class.getName(),
                                dir.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        long pid;
        try (BufferedReader lines = parent.inputReader()) {
            String line;
            do {
                line = lines.readLine();
            } while (line != null && !line.startsWith("worker "));
            assertThat(line).isNotNull();
            pid = Long.parseLong(Objects.requireNonNull(line).substring(7));
        }
        ProcessHandle worker = ProcessHandle.of(pid).orElseThrow();
        parent.destroyForcibly().waitFor();
        worker.onExit().get(60, TimeUnit.SECONDS);
        assertThat(worker.isAlive()).isFalse();
    }
}
