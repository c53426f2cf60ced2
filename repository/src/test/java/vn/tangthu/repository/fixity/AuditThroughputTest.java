package vn.tangthu.repository.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tangthu.repository.FixityAudits.Options;
import vn.tangthu.repository.FixityAudits.Run;
import vn.tangthu.repository.FixityAudits.RunState;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;

/** An audit against {@code sha512sum} on the same files with the same number of threads. */
@Tag("long")
class AuditThroughputTest {
    private static final int THREADS = 2;
    private static final double GOAL = 0.9;

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({"200000, 120, 10", "5000000, 24, 4"})
    void auditKeepsUpWithSha512sum(int bytes, int objects, int documents) throws Exception {
        try (Archive archive = new Archive(directory)) {
            Random random = new Random(1);
            for (int i = 0; i < objects; i++) {
                byte[] content = new byte[bytes];
                random.nextBytes(content);
                archive.keep("K1." + i, documents, content);
            }
            JdbcFixityAudits audits = archive.bean(JdbcFixityAudits.class);
            sha512sum(archive.root.resolve("ocfl"));
            audits.run(new Options(THREADS, 0), Reader.OPERATOR, Progress.NONE);
            double best = 0;
            for (int round = 0; round < 5; round++) {
                long plain = sha512sum(archive.root.resolve("ocfl"));
                long start = System.nanoTime();
                Run run = audits.run(new Options(THREADS, 0), Reader.OPERATOR, Progress.NONE);
                long audit = System.nanoTime() - start;
                assertThat(run.state()).isEqualTo(RunState.SOUND);
                double ratio = (double) plain / audit;
                best = Math.max(best, ratio);
                System.out.printf(
                        "%d B files: audit %d ms, sha512sum %d ms, ratio %.2f, %.0f MB/s%n",
                        bytes,
                        audit / 1_000_000,
                        plain / 1_000_000,
                        ratio,
                        run.bytesDone() * 1e3 / audit);
            }
            assertThat(best).isGreaterThan(GOAL);
        }
    }

    private static long sha512sum(Path root) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "find \"$1\" -type f -print0 | xargs -0 -n 64 -P "
                                        + THREADS
                                        + " sha512sum",
                                "sh",
                                root.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return System.nanoTime() - start;
    }
}
