package vn.tangthu.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.tangthu.repository.BackupSets;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Certificates;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.DeliveryTemplate;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.RestoreDrills;

/**
 * What the long works of keeping hold in memory over a small archive, and over one with many times
 * its hồ sơ, in one run and with the service's heap.
 */
final class MemoryBench {
    private static final int BYTES = 2_000;

    /** Of one delivery: a batch of a contractor, not a stock. */
    private static final int DELIVERY = 10_000;

    private final Path work;
    private final Table table;

    MemoryBench(Path work, Table table) {
        this.work = work.resolve("memory");
        this.table = table;
    }

    private interface Work {
        void run() throws Exception;
    }

    private record Taken(double seconds, LiveMemory.Peak peak) {}

    /**
     * @param few hồ sơ at first, one file each
     * @param many hồ sơ at last
     */
    void run(int few, int many) throws Exception {
        Path home = work.resolve("home");
        Archive.delete(work);
        Files.createDirectories(home);
        Path copy = Files.createDirectories(work.resolve("copy"));
        try (Archive archive =
                new Archive(
                        home,
                        false,
                        false,
                        "--tangthu.copies.b.directory=" + copy,
                        "--tangthu.copies.b.every=0")) {
            archive.createFonds(SizedDelivery.FONDS);
            takeIn(archive, 1, few);
            Map<String, Taken> unused = works(archive, "warm"); // classes, plans, pools
            takeIn(archive, 2, few / 10);
            Map<String, Taken> small = works(archive, "small");
            int kept = few + few / 10;
            for (int seed = 3; kept < many; seed++) {
                int next = Math.min(DELIVERY, many - kept);
                takeIn(archive, seed, next);
                kept += next;
            }
            Map<String, Taken> large = works(archive, "large");
            small.forEach(
                    (what, before) ->
                            tell(what, few, before, many, requireNonNull(large.get(what))));
        }
        Archive.delete(work);
    }

    private void tell(String what, int few, Taken before, int many, Taken after) {
        table.atMost(
                what + ": live heap at its highest, " + many + " hồ sơ against " + few,
                String.format(
                        Locale.ROOT,
                        "%.0f MB for %.0f MB; all processes %.0f MB for %.0f MB; %.1f s for %.1f s",
                        after.peak().heap(),
                        before.peak().heap(),
                        after.peak().all(),
                        before.peak().all(),
                        after.seconds(),
                        before.seconds()),
                "×",
                after.peak().heap() / before.peak().heap(),
                1.2);
    }

    private void takeIn(Archive archive, int seed, int records) throws IOException {
        Path delivery = work.resolve("delivery");
        SizedDelivery.write(
                delivery, archive.port(DeliveryTemplate.class), seed, records, 1, BYTES);
        long start = System.nanoTime();
        archive.ingest(delivery, Progress.NONE);
        System.out.printf(
                Locale.ROOT, "%d hồ sơ in %.0f s%n", records, (System.nanoTime() - start) / 1e9);
        Archive.delete(delivery);
    }

    private Map<String, Taken> works(Archive archive, String stage) throws Exception {
        Map<String, Taken> taken = new LinkedHashMap<>();
        measure(taken, "audit", () -> audit(archive));
        measure(taken, "certificate of a fonds", () -> tally(archive));
        measure(taken, "a copy brought up to date", () -> copy(archive));
        Path mount = Files.createDirectories(work.resolve(stage));
        BackupSets.BackupSet[] set = new BackupSets.BackupSet[1];
        measure(taken, "a full back-up set", () -> set[0] = set(archive, mount, stage));
        measure(
                taken,
                "restore drill",
                () -> restore(archive, mount.resolve(set[0].directory()), mount));
        measure(
                taken,
                "log verify",
                () -> {
                    var unused =
                            archive.port(Ledger.class)
                                    .verify(
                                            new Ledger.Verifying(false, null, null, List.of()),
                                            problem -> {
                                                throw new IllegalStateException(problem.toString());
                                            },
                                            Progress.NONE);
                });
        measure(
                taken,
                "back-up of the database",
                () ->
                        archive.port(Recovery.class)
                                .backup(mount.resolve("database"), Progress.NONE));
        measure(
                taken,
                "rebuild from the store",
                () -> {
                    var unused = archive.port(Recovery.class).rebuild(Progress.NONE);
                });
        Archive.delete(mount);
        return taken;
    }

    private void measure(Map<String, Taken> taken, String what, Work task) throws Exception {
        long start = System.nanoTime();
        try (LiveMemory memory = LiveMemory.watch(work)) {
            task.run();
            double seconds = (System.nanoTime() - start) / 1e9;
            taken.put(what, new Taken(seconds, memory.peak()));
            System.out.printf(Locale.ROOT, "%s: %.1f s, %s%n", what, seconds, memory.peak());
        }
    }

    private static void audit(Archive archive) throws IOException {
        FixityAudits.Run run =
                archive.port(FixityAudits.class)
                        .run(new FixityAudits.Options(2, 0), Reader.OPERATOR, Progress.NONE);
        if (run.state() != FixityAudits.RunState.SOUND) {
            throw new IllegalStateException(run.toString());
        }
    }

    /** What takes long of it: every hồ sơ's inventory becomes a leaf of one tree. */
    private static void tally(Archive archive) throws IOException {
        FondsId fonds =
                archive.port(Catalogue.class)
                        .fondsByCode(SizedDelivery.FONDS.code(), Reader.OPERATOR)
                        .orElseThrow()
                        .id();
        Certificates.Tally tally = archive.port(Certificates.class).tally(fonds, Progress.NONE);
        System.out.printf(Locale.ROOT, "%d hồ sơ, root %s%n", tally.records(), tally.root());
    }

    private static void copy(Archive archive) throws IOException {
        Copies.Copy copy = archive.port(Copies.class).run("b", Reader.OPERATOR, Progress.NONE);
        if (copy.state() != Copies.State.COMPLETE) {
            throw new IllegalStateException(copy.toString());
        }
    }

    private static BackupSets.BackupSet set(Archive archive, Path mount, String medium)
            throws IOException {
        return archive.port(BackupSets.class)
                .write(
                        new BackupSets.Order(
                                mount,
                                BackupSets.Kind.FULL,
                                "A",
                                new BackupSets.NewMedium(
                                        medium,
                                        "bench",
                                        BackupSets.MediumKind.OTHER,
                                        LocalDate.of(2026, 1, 1)),
                                null,
                                Reader.OPERATOR),
                        Progress.NONE);
    }

    private static void restore(Archive archive, Path set, Path mount) throws IOException {
        RestoreDrills drills = archive.port(RestoreDrills.class);
        RestoreDrills.Restored restored =
                drills.restore(List.of(set), mount.resolve("restored"), Progress.NONE);
        if (!drills.compare(restored, Progress.NONE).isEmpty()) {
            throw new IllegalStateException("The restored archive is another");
        }
    }
}
