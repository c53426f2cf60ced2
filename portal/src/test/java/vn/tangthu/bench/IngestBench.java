package vn.tangthu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import vn.tangthu.repository.DeliveryTemplate;
import vn.tangthu.repository.Progress;

/** Taking in, against cp + sync of each file + sha512sum on the same bytes with two threads. */
final class IngestBench {
    private static final int ROUNDS = 3;

    private final Path work;
    private final Table table;

    IngestBench(Path work, Table table) {
        this.work = work;
        this.table = table;
    }

    void run(int smallFiles, int largeFiles) throws IOException, InterruptedException {
        against("200 KB", smallFiles / 10, 10, 200_000);
        against("5 MB", largeFiles / 10, 10, 5_000_000);
    }

    private void against(String size, int records, int documents, int bytes)
            throws IOException, InterruptedException {
        double[] ratios = new double[ROUNDS];
        double ours = 0;
        double rival = 0;
        double probed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Path home = work.resolve("ingest-home");
            Path delivery = work.resolve("ingest-delivery");
            Archive.delete(home);
            Archive.delete(delivery);
            Files.createDirectories(home);
            try (Archive archive = new Archive(home, false, false)) {
                archive.createFonds(SizedDelivery.FONDS);
                SizedDelivery.write(
                        delivery,
                        archive.port(DeliveryTemplate.class),
                        round + 1,
                        records,
                        documents,
                        bytes);
                double rivalSeconds = rival(delivery.resolve("TaiLieu"));
                Shell.seconds(work, Map.of(), "sync");
                long start = System.nanoTime();
                archive.ingest(delivery, Progress.NONE);
                double seconds = (System.nanoTime() - start) / 1e9;
                ratios[round] = rivalSeconds / seconds;
                ours += seconds / ROUNDS;
                rival += rivalSeconds / ROUNDS;
            }
            if (round == 0) {
                probed = probed(delivery);
            }
            Archive.delete(home);
            Archive.delete(delivery);
        }
        int files = records * documents;
        double megabytes = (double) files * bytes / 1e6;
        table.ratio(
                "ingest, " + files + " files of " + size,
                String.format(
                        Locale.ROOT,
                        "%.1f s, %.0f MB/s, %.0f files/s",
                        ours,
                        megabytes / ours,
                        files / ours),
                String.format(Locale.ROOT, "cp + sync + sha512sum, 2 processes: %.1f s", rival),
                0.5,
                ratios);
        table.note(
                "the same with every PDF opened and checked",
                String.format(Locale.ROOT, "%.1f s, %.0f files/s", probed, files / probed));
    }

    private double probed(Path delivery) throws IOException {
        Path home = work.resolve("probe-home");
        Archive.delete(home);
        Files.createDirectories(home);
        try (Archive archive = new Archive(home, false, true)) {
            archive.createFonds(SizedDelivery.FONDS);
            long start = System.nanoTime();
            archive.ingest(delivery, Progress.NONE);
            return (System.nanoTime() - start) / 1e9;
        } finally {
            Archive.delete(home);
        }
    }

    private double rival(Path files) throws IOException, InterruptedException {
        Path target = work.resolve("rival");
        Archive.delete(target);
        Files.createDirectories(target);
        double seconds =
                Shell.seconds(
                        files,
                        Map.of("TARGET", target.toString()),
                        "find . -type f -print0 | xargs -0 -P2 -n50 sh -c '"
                                + "for f in \"$@\"; do cp -- \"$f\" \"$TARGET/$f\"; sync \"$TARGET/$f\"; done;"
                                + " cd \"$TARGET\"; sha512sum -- \"$@\"' sh");
        Archive.delete(target);
        return seconds;
    }

    /** From the first to the last tenth of many files: the speed must not fall. */
    void flat(int files) throws IOException {
        Path home = work.resolve("flat-home");
        Path delivery = work.resolve("flat-delivery");
        Archive.delete(home);
        Archive.delete(delivery);
        Files.createDirectories(home);
        long[] reached = new long[11];
        try (Archive archive = new Archive(home, false, false)) {
            archive.createFonds(SizedDelivery.FONDS);
            SizedDelivery.write(
                    delivery, archive.port(DeliveryTemplate.class), 9, files / 10, 10, 20_000);
            archive.ingest(
                    delivery,
                    new Progress() {
                        @Override
                        public synchronized void at(Phase phase, long done, long total) {
                            if (phase == Phase.STORE && total > 0) {
                                int tenth = (int) (done * 10 / total);
                                for (int i = 0; i <= tenth; i++) {
                                    if (reached[i] == 0) {
                                        reached[i] = System.nanoTime();
                                    }
                                }
                            }
                        }

                        @Override
                        public boolean cancelled() {
                            return false;
                        }
                    });
        }
        double first = (reached[1] - reached[0]) / 1e9;
        double last = (reached[10] - reached[9]) / 1e9;
        table.ratio(
                "ingest of " + files + " files stays flat",
                String.format(Locale.ROOT, "last tenth %.1f s", last),
                String.format(Locale.ROOT, "first tenth %.1f s", first),
                0.8,
                first / last);
        System.out.println("tenths: " + Arrays.toString(reached));
        Archive.delete(home);
        Archive.delete(delivery);
    }
}
