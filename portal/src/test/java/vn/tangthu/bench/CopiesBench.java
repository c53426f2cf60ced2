package vn.tangthu.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.BackupSets;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.DeliveryTemplate;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Repairs;
import vn.tangthu.repository.RestoreDrills;

/**
 * Bringing a copy up to date, against a plain durable copy of the same files that is then hashed;
 * and how long repair, a full back-up set and its restore take for a gigabyte.
 */
final class CopiesBench {
    private static final List<String> NAMES = List.of("b", "c", "d");
    private static final int DOCUMENTS = 10;

    private final Path work;
    private final Table table;

    CopiesBench(Path work, Table table) {
        this.work = work;
        this.table = table;
    }

    void run(int files, int bytes) throws IOException, InterruptedException {
        Path home = work.resolve("copies-home");
        Path beside = work.resolve("copies-beside");
        Archive.delete(home);
        Archive.delete(beside);
        Files.createDirectories(home);
        String[] settings = new String[NAMES.size() * 2 + 1];
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            Path copy = Files.createDirectories(beside.resolve(name));
            settings[2 * i] = "--tangthu.copies." + name + ".directory=" + copy;
            settings[2 * i + 1] = "--tangthu.copies." + name + ".every=0";
        }
        settings[settings.length - 1] = "--tangthu.repair.stop-above-packages=1000000";
        String what = files + " files of " + bytes / 1000 + " KB";
        try (Archive archive = new Archive(home, false, false, settings)) {
            archive.createFonds(SizedDelivery.FONDS);
            Path delivery = beside.resolve("delivery");
            SizedDelivery.write(
                    delivery,
                    archive.port(DeliveryTemplate.class),
                    5,
                    files / DOCUMENTS,
                    DOCUMENTS,
                    bytes);
            archive.ingest(delivery, Progress.NONE);
            replication(archive, beside, what, (double) files * bytes);
            repair(archive, home, what, files / DOCUMENTS / 5, bytes);
            drill(archive, beside, what);
        }
        Archive.delete(home);
        Archive.delete(beside);
    }

    private void replication(Archive archive, Path beside, String what, double bytes)
            throws IOException, InterruptedException {
        double[] ratios = new double[NAMES.size()];
        double ours = 0;
        double rival = 0;
        for (int round = 0; round < ratios.length; round++) {
            double plain = rival(archive.home().store(), beside.resolve("rival"));
            Shell.seconds(work, Map.of(), "sync");
            long start = System.nanoTime();
            Copies.Copy copy =
                    archive.port(Copies.class)
                            .run(NAMES.get(round), Reader.OPERATOR, Progress.NONE);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (copy.state() != Copies.State.COMPLETE) {
                throw new IllegalStateException(copy.toString());
            }
            ratios[round] = plain / seconds;
            ours += seconds / ratios.length;
            rival += plain / ratios.length;
        }
        table.ratio(
                "copy, read back and judged, " + what,
                String.format(Locale.ROOT, "%.1f s, %.0f MB/s", ours, bytes / 1e6 / ours),
                String.format(
                        Locale.ROOT,
                        "cp + sync + sha512sum of the copy, 2 processes: %.1f s",
                        rival),
                0.8,
                ratios);
    }

    /** The same files, as durable, and what was written hashed. */
    private static double rival(Path store, Path target) throws IOException, InterruptedException {
        Archive.delete(target);
        Files.createDirectories(target);
        double seconds =
                Shell.seconds(
                        store,
                        Map.of("TARGET", target.toString()),
                        "find ocfl log -type d -exec mkdir -p \"$TARGET/{}\" \\; ;"
                                + " find ocfl log -type f -print0 | xargs -0 -P2 -n50 sh -c '"
                                + "for f in \"$@\"; do cp -- \"$f\" \"$TARGET/$f\"; sync"
                                + " \"$TARGET/$f\"; done; cd \"$TARGET\"; sha512sum -- \"$@\"' sh");
        Archive.delete(target);
        return seconds;
    }

    private void repair(Archive archive, Path home, String what, int packages, int bytes)
            throws IOException {
        AipStore aips = archive.port(AipStore.class);
        List<ObjectRef> some;
        try (Stream<ObjectRef> all = aips.objects()) {
            some =
                    all.filter(one -> one.kind() == ObjectRef.Kind.AIP)
                            .limit(Math.max(1, packages))
                            .toList();
        }
        long damaged = 0;
        for (ObjectRef one : some) {
            try (Stream<Path> all = Files.walk(home.resolve("store/" + one.root()))) {
                for (Path file : all.filter(path -> isContent(path, bytes)).toList()) {
                    flip(file);
                    damaged += Files.size(file);
                }
            }
        }
        Repairs repairs = archive.port(Repairs.class);
        long start = System.nanoTime();
        for (ObjectRef one : some) {
            Repairs.Result result = repairs.repair(new AipId(one.id()));
            if (result.outcome() != Repairs.Outcome.REPAIRED) {
                throw new IllegalStateException(result.toString());
            }
        }
        perGigabyte("repair of all files of " + some.size() + " packages, " + what, start, damaged);
    }

    private static boolean isContent(Path path, int bytes) {
        try {
            return Files.isRegularFile(path)
                    && path.toString().contains("/data/")
                    && Files.size(path) > bytes / 2;
        } catch (IOException e) {
            return false;
        }
    }

    private static void flip(Path file) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(open.length() / 2);
            int was = open.read();
            open.seek(open.length() / 2);
            open.write(was ^ 1);
        }
    }

    private void drill(Archive archive, Path beside, String what) throws IOException {
        Path mount = Files.createDirectories(beside.resolve("medium"));
        long start = System.nanoTime();
        BackupSets.BackupSet set =
                archive.port(BackupSets.class)
                        .write(
                                new BackupSets.Order(
                                        mount,
                                        BackupSets.Kind.FULL,
                                        "A",
                                        new BackupSets.NewMedium(
                                                "BENCH",
                                                "bench",
                                                BackupSets.MediumKind.OTHER,
                                                LocalDate.of(2026, 1, 1)),
                                        null,
                                        Reader.OPERATOR),
                                Progress.NONE);
        perGigabyte("a full back-up set, " + what, start, set.bytes());
        RestoreDrills drills = archive.port(RestoreDrills.class);
        start = System.nanoTime();
        RestoreDrills.Restored restored =
                drills.restore(
                        List.of(mount.resolve(set.directory())),
                        beside.resolve("restored"),
                        Progress.NONE);
        if (!drills.compare(restored, Progress.NONE).isEmpty()) {
            throw new IllegalStateException("The restored archive is another");
        }
        perGigabyte(
                "restore drill but for the new process that rebuilds, " + what,
                start,
                restored.bytes());
    }

    private void perGigabyte(String what, long start, double bytes) {
        double seconds = (System.nanoTime() - start) / 1e9;
        table.note(
                what,
                String.format(
                        Locale.ROOT,
                        "%.1f s for %.2f GB: %.1f s/GB",
                        seconds,
                        bytes / 1e9,
                        seconds / (bytes / 1e9)));
    }
}
