package vn.tangthu.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DeliveryTemplate;
import vn.tangthu.repository.PackageExports;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval;

/**
 * One delivery of very many SIP_hoso, each a ZIP, as another archive gave them out: whether a
 * package of a large delivery costs more than one of a delivery of a tenth, whether the last tenth
 * is stored as fast as the first, and what is held in memory meanwhile.
 */
final class PackagesBench {
    private static final int DOCUMENTS = 5;
    private static final int BYTES = 8_000;

    private final Path work;
    private final Table table;

    PackagesBench(Path work, Table table) {
        this.work = work.resolve("packages");
        this.table = table;
    }

    void run(int packages) throws IOException {
        Archive.delete(work);
        Path few = work.resolve("few");
        Path many = work.resolve("many");
        send(packages, few, many);
        Files.createDirectories(work.resolve("home"));
        try (Archive archive = new Archive(work.resolve("home"), false, false)) {
            archive.createFonds(SizedDelivery.FONDS);
            Taking first = new Taking();
            first.take(archive, few);
            Taking small = new Taking();
            small.take(archive, work.resolve("next"));
            Taking large = new Taking();
            large.take(archive, many);
            tell(packages, small, large);
        }
        Archive.delete(work);
    }

    /** Another archive gives them out, and before them a tenth twice: one to warm up with. */
    private void send(int packages, Path few, Path many) throws IOException {
        Path home = Files.createDirectories(work.resolve("sender"));
        try (Archive sender = new Archive(home, false, false)) {
            sender.createFonds(SizedDelivery.FONDS);
            give(sender, 1, packages / 10, few);
            give(sender, 2, packages / 10, work.resolve("next"));
            give(sender, 3, packages, many);
        }
        Archive.delete(home);
    }

    private void give(Archive sender, long seed, int packages, Path to) throws IOException {
        Path lists = work.resolve("lists");
        SizedDelivery.write(
                lists, sender.port(DeliveryTemplate.class), seed, packages, DOCUMENTS, BYTES);
        Files.createDirectories(to);
        PackageExports exports = sender.port(PackageExports.class);
        int number = 0;
        for (AipId id : sender.ingest(lists, Progress.NONE).kept()) {
            try {
                PackageExports.Packed packed =
                        exports.hoso(id, PackageExports.Form.SIP_HOSO, Reader.OPERATOR);
                Path zip = to.resolve(++number + packed.fileName());
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(zip))) {
                    packed.writeTo(out, Progress.NONE);
                }
            } catch (Retrieval.NotAvailable | Retrieval.Damaged e) {
                throw new IOException(e);
            }
        }
        Archive.delete(lists);
    }

    private void tell(int packages, Taking small, Taking large) {
        String what = packages + " packages of " + DOCUMENTS + " documents in one delivery";
        table.note(
                what + ": all of taking in",
                String.format(
                        Locale.ROOT,
                        "%.1f s (CPU %.1f s), %.0f packages/s; %d of them: %.1f s (CPU %.1f s)",
                        large.seconds(),
                        large.cpu,
                        packages / large.seconds(),
                        packages / 10,
                        small.seconds(),
                        small.cpu));
        table.ratio(
                what + ", a package by processor time",
                String.format(Locale.ROOT, "CPU %.1f ms", large.cpu / packages * 1e3),
                String.format(
                        Locale.ROOT,
                        "in a delivery of a tenth: CPU %.1f ms",
                        small.cpu / (packages / 10) * 1e3),
                0.8,
                small.cpu * 10 / large.cpu);
        table.ratio(
                what + ", storing: last tenth",
                String.format(Locale.ROOT, "CPU %.2f s", large.stored(9)),
                String.format(Locale.ROOT, "first tenth: CPU %.2f s", large.stored(0)),
                0.8,
                large.stored(0) / large.stored(9));
        table.atMost(
                what + ", heap after a collection in the last tenth of storing against the first",
                String.format(
                        Locale.ROOT,
                        "%.0f MB, %.0f MB; at most %.0f MB at any time",
                        large.heap(9),
                        large.heap(0),
                        large.most()),
                "×",
                large.heap(9) / large.heap(0),
                1.2);
        table.note(
                what + ", most heap after a collection",
                String.format(
                        Locale.ROOT,
                        "%.1f MB, of a tenth %.1f MB: %.1f KB for each further document",
                        large.most(),
                        small.most(),
                        (large.most() - small.most()) * 1024 / (packages * 0.9 * DOCUMENTS)));
    }

    /** One delivery, with what it costs in each tenth of storing. */
    private static final class Taking implements Progress {
        private final double[] cpuAt = new double[11];
        private final double[] heapAt = new double[11];
        private final AtomicLong mostHeap = new AtomicLong();
        private long nanos;
        private double cpu;
        private int reached = -1;

        void take(Archive archive, Path delivery) throws IOException {
            System.gc();
            AtomicBoolean over = new AtomicBoolean();
            Thread watch = Thread.ofPlatform().daemon().start(() -> watch(over));
            double before = cpu();
            long start = System.nanoTime();
            var unused = archive.ingest(delivery, this);
            nanos = System.nanoTime() - start;
            cpu = cpu() - before;
            over.set(true);
            watch.interrupt();
        }

        /** What the old generation held after each collection; a collection twice a second. */
        private void watch(AtomicBoolean over) {
            while (!over.get()) {
                System.gc();
                mostHeap.accumulateAndGet(heap(), Math::max);
                try {
                    Thread.sleep(500);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private static long heap() {
            long sum = 0;
            for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
                MemoryUsage after = pool.getCollectionUsage();
                if (after != null && pool.getName().contains("Tenured")) {
                    sum += after.getUsed();
                }
            }
            return sum;
        }

        private static double cpu() {
            return ManagementFactory.getPlatformMXBean(
                                    com.sun.management.OperatingSystemMXBean.class)
                            .getProcessCpuTime()
                    / 1e9;
        }

        @Override
        public synchronized void at(Phase phase, long done, long total) {
            if (phase != Phase.STORE || total <= 0) {
                return;
            }
            int tenth = (int) (done * 10 / total);
            while (reached < tenth) {
                reached++;
                System.gc();
                cpuAt[reached] = cpu();
                heapAt[reached] = heap();
            }
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        double seconds() {
            return nanos / 1e9;
        }

        double stored(int tenth) {
            return cpuAt[tenth + 1] - cpuAt[tenth];
        }

        double heap(int tenth) {
            return heapAt[tenth + 1] / 1048576.0;
        }

        double most() {
            return mostHeap.get() / 1048576.0;
        }
    }
}
