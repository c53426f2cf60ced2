package vn.tangthu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import vn.tangthu.repository.DeliveryTemplate;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;

/** Auditing the store, against sha512sum on the same files with the same number of threads. */
final class AuditBench {
    private static final int THREADS = 2;
    private static final int ROUNDS = 9;

    private final Path work;
    private final Table table;

    AuditBench(Path work, Table table) {
        this.work = work;
        this.table = table;
    }

    void run(int files, int bytes) throws IOException, InterruptedException {
        Path home = work.resolve("audit-home");
        Path delivery = work.resolve("audit-delivery");
        Archive.delete(home);
        Archive.delete(delivery);
        Files.createDirectories(home);
        double[] ratios = new double[ROUNDS];
        double ours = 0;
        double rival = 0;
        double oursCpu = 0;
        double rivalCpu = 0;
        try (Archive archive = new Archive(home, false, false)) {
            archive.createFonds(SizedDelivery.FONDS);
            SizedDelivery.write(
                    delivery, archive.port(DeliveryTemplate.class), 3, files / 10, 10, bytes);
            archive.ingest(delivery, Progress.NONE);
            FixityAudits audits = archive.port(FixityAudits.class);
            audits.run(
                    new FixityAudits.Options(THREADS, 0), Reader.OPERATOR, Progress.NONE); // warm
            for (int round = 0; round < ROUNDS; round++) {
                Shell.Took plain =
                        Shell.run(
                                archive.home().store().resolve("ocfl").toFile().exists()
                                        ? archive.home().store().resolve("ocfl")
                                        : archive.home().store(),
                                Map.of(),
                                "find . -type f -print0 | xargs -0 -P"
                                        + THREADS
                                        + " -n64 sha512sum");
                double cpu = Shell.ownCpu();
                long start = System.nanoTime();
                FixityAudits.Run run =
                        audits.run(
                                new FixityAudits.Options(THREADS, 0),
                                Reader.OPERATOR,
                                Progress.NONE);
                double seconds = (System.nanoTime() - start) / 1e9;
                if (run.state() != FixityAudits.RunState.SOUND) {
                    throw new IllegalStateException(run.toString());
                }
                oursCpu += (Shell.ownCpu() - cpu) / ROUNDS;
                rivalCpu += plain.cpu() / ROUNDS;
                ratios[round] = plain.seconds() / seconds;
                ours += seconds / ROUNDS;
                rival += plain.seconds() / ROUNDS;
            }
        }
        double megabytes = (double) files * bytes / 1e6;
        table.ratio(
                "audit, " + files + " files of " + bytes / 1000 + " KB, 2 threads",
                String.format(
                        Locale.ROOT,
                        "%.2f s (CPU %.2f s), %.0f MB/s",
                        ours,
                        oursCpu,
                        megabytes / ours),
                String.format(
                        Locale.ROOT,
                        "sha512sum, 2 processes: %.2f s (CPU %.2f s)",
                        rival,
                        rivalCpu),
                0.9,
                ratios);
        Archive.delete(home);
        Archive.delete(delivery);
    }
}
