package vn.tangthu.repository.sets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import vn.tangthu.repository.AipStore.ExpectedFile;
import vn.tangthu.repository.BackupSets.BackupSet;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.PackageCopying;
import vn.tangthu.repository.PackageCopying.Held;
import vn.tangthu.repository.PackageCopying.Outcome;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.storage.ObjectStore;

/**
 * Brings the packages into a set. Each is written by the copying of the archive, which takes only
 * what is as it was taken in, and read back from the medium; its digests must be those of the
 * archive's inventory.
 */
final class SetWriting {
    private static final int AT_ONCE = 500;
    private static final int THREADS = 2;
    private static final int PASSES = 4;
    private static final long WAIT_MILLIS = 500;
    private static final int MOST_NAMED = 100;
    private static final UUID FIRST = new UUID(0, 0);

    private final SetParts parts;
    private final SetFolder folder;
    private final List<UUID> before;
    private final ObjectStore target;
    private final SetSpool spool;
    private final Progress progress;
    private final long total;
    private final PackageCopying.Run run;
    private final AtomicLong done = new AtomicLong();
    private final ThreadLocal<ReadBack> readers = ThreadLocal.withInitial(ReadBack::new);
    private final Set<UUID> later = new LinkedHashSet<>();
    private final List<Finding> wrong = new ArrayList<>();

    /**
     * @param before sets of the chain, what they have is left out
     */
    SetWriting(
            SetParts parts,
            SetFolder folder,
            List<BackupSet> before,
            ObjectStore target,
            SetSpool spool,
            Progress progress) {
        this.parts = parts;
        this.folder = folder;
        this.before = before.stream().map(BackupSet::id).toList();
        this.target = target;
        this.spool = spool;
        this.progress = progress;
        this.total = parts.packages().count();
        this.run = parts.packages().begin();
    }

    /**
     * Everything that is acknowledged; tried again for what is being changed just now.
     *
     * @return packages that are still being changed, for the next set
     */
    List<UUID> packages() throws IOException {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(
                        THREADS, Thread.ofPlatform().daemon().name("set-", 1).factory())) {
            for (int pass = 0; pass < PASSES; pass++) {
                later.clear();
                walk(threads);
                if (later.isEmpty() || !wrong.isEmpty()) {
                    break;
                }
                pause();
            }
        }
        spool.flush();
        if (!wrong.isEmpty()) {
            throw new RefusedException(wrong);
        }
        return List.copyOf(later);
    }

    private void walk(ExecutorService threads) throws IOException {
        done.set(0);
        UUID after = FIRST;
        List<Held> page;
        while (!(page = parts.packages().held(after, AT_ONCE)).isEmpty()) {
            after = page.getLast().id();
            Map<UUID, Integer> had =
                    parts.rows().versions(before, page.stream().map(Held::id).toList());
            List<Callable<Held>> tasks = new ArrayList<>();
            for (Held held : page) {
                int has = Math.max(had.getOrDefault(held.id(), 0), spool.version(held.id()));
                if (has >= held.version()) {
                    step();
                } else {
                    tasks.add(
                            () -> {
                                copy(held);
                                step();
                                return held;
                            });
                }
            }
            all(threads, tasks);
            spool.flush();
        }
    }

    private void step() throws IOException {
        progress.at(Progress.Phase.BACKUP, done.incrementAndGet(), total);
        if (progress.cancelled()) {
            throw new java.util.concurrent.CancellationException(
                    "The set was stopped; the next order goes on with it");
        }
    }

    private static void all(ExecutorService threads, List<Callable<Held>> tasks)
            throws IOException {
        List<Future<Held>> futures = new ArrayList<>();
        tasks.forEach(task -> futures.add(threads.submit(task)));
        try {
            for (Future<Held> each : futures) {
                var unused = each.get();
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException broken -> throw broken;
                case RuntimeException failed -> throw failed;
                case null, default -> throw new IOException("The set broke off", e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException();
        } finally {
            futures.forEach(each -> each.cancel(false));
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException();
        }
    }

    private void copy(Held held) throws IOException {
        switch (run.copy(held, target)) {
            case Outcome.Later() -> {
                synchronized (later) {
                    later.add(held.id());
                }
            }
            case Outcome.Damaged(List<PackageCopying.Wrong> found) ->
                    found.forEach(one -> name("SET_SOURCE_DAMAGED", one.path(), one.detail()));
            case Outcome.Brought brought -> {
                if (brought.wrong().isEmpty()) {
                    readBack(held, brought);
                } else {
                    brought.wrong()
                            .forEach(one -> name("SET_MEDIUM_DAMAGED", one.path(), one.detail()));
                }
            }
        }
    }

    private void readBack(Held held, Outcome.Brought brought) throws IOException {
        String root = parts.aips().rootOf(held.id()).value();
        String inventory = root + "/v" + brought.version() + "/inventory.json";
        List<ManifestLine> lines = new ArrayList<>();
        String named = "";
        long bytes = 0;
        for (ExpectedFile file : brought.files()) {
            String path = file.key().value();
            ReadBack.Read read = readers.get().read(folder.file(path));
            if (!read.sha512().equals(file.digest())) {
                name("SET_MEDIUM_DAMAGED", path, "It gives back " + read.sha512());
                return;
            }
            lines.add(ManifestLine.of(read, held.id().toString(), path));
            bytes += read.bytes();
            if (path.equals(inventory)) {
                named = read.sha512().hex();
            }
        }
        spool.add(
                new SetObject(
                        held.id(),
                        held.kind(),
                        brought.version(),
                        named,
                        lines.size(),
                        bytes,
                        root),
                lines);
    }

    private void name(String code, String path, String detail) {
        synchronized (wrong) {
            if (wrong.size() < MOST_NAMED) {
                wrong.add(Finding.blocks(code, path, path, detail));
            }
        }
    }

    /** Packages that a word of acknowledgement names and neither this set nor one before has. */
    Set<UUID> uncovered() throws IOException {
        Set<UUID> missing = new HashSet<>();
        List<UUID> asked = new ArrayList<>();
        var tombstones = parts.tombstones().all();
        var words = parts.acknowledgements().all();
        words.forEach(
                aip -> {
                    if (spool.version(aip.value()) == 0 && !tombstones.named(aip.value())) {
                        asked.add(aip.value());
                    }
                });
        for (int from = 0; from < asked.size(); from += AT_ONCE) {
            List<UUID> some = asked.subList(from, Math.min(asked.size(), from + AT_ONCE));
            missing.addAll(some);
            missing.removeAll(parts.rows().versions(before, some).keySet());
        }
        return missing;
    }
}
