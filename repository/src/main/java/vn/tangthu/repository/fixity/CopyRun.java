package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.Acknowledgements.Acknowledged;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.BackupRuns;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.fixity.CopyRows.Held;
import vn.tangthu.repository.fixity.ObjectCopying.Outcome;
import vn.tangthu.repository.fixity.ObjectCopying.Result;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ErasingStore;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/**
 * One run over one copy: packages first and then the log, which tells what was acknowledged; so a
 * copy never claims what it does not have.
 */
final class CopyRun {
    private static final int AT_ONCE = 500;
    private static final int THREADS = 2;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final UUID FIRST = new UUID(0, 0);

    private final CopyParts parts;
    private final String name;
    private final ObjectStore copy;
    private final AtomicBoolean stopped;
    private final AtomicLong done;
    private final UUID id = UUID.randomUUID();
    private boolean later;
    private Optional<ErasingStore.Held> held = Optional.empty();
    private CopyLocking.Locked locked = CopyLocking.Locked.NOT_ASKED_FOR;
    private long packages;
    private long files;
    private long bytes;
    private int erasuresLeft = -1;
    private int erasuresWaiting;

    /** What the words say is read only when there is something to copy. */
    private Acknowledgements.@Nullable All words;

    CopyRun(
            CopyParts parts,
            String name,
            ObjectStore copy,
            AtomicBoolean stopped,
            AtomicLong done) {
        this.parts = parts;
        this.name = name;
        this.copy = copy;
        this.stopped = stopped;
        this.done = done;
    }

    /**
     * @return whether nothing was left for the next run; what is damaged has incidents
     * @throws IOException when one of the stores does not answer
     */
    boolean run() throws IOException {
        for (Map.Entry<StoreKey, byte[]> file : parts.aips().rootFiles().entrySet()) {
            putRootFile(file.getKey(), file.getValue());
        }
        ExecutorService threads =
                Executors.newFixedThreadPool(
                        THREADS,
                        Thread.ofPlatform().daemon().name("copy-" + name + "-", 1).factory());
        try {
            UUID after = FIRST;
            List<Held> page;
            while (!stopped.get() && !(page = parts.rows().held(name, after, AT_ONCE)).isEmpty()) {
                after = page.getLast().id();
                packages(threads, page);
                done.addAndGet(page.size());
            }
        } finally {
            threads.shutdownNow();
        }
        if (!stopped.get()) {
            logs();
            parts.limit().waiting(name, erasuresWaiting);
            locked =
                    new CopyLocking(
                                    parts.aips(),
                                    parts.lockRows(),
                                    parts.clock(),
                                    name,
                                    copy,
                                    stopped)
                            .run();
        }
        return !stopped.get() && !later;
    }

    /** What it wrote and read back so far, and what the copy has by now. */
    BackupRuns.Outcome outcome(Copies.State state, @Nullable String problem) {
        CopyRows.Sound sound = parts.rows().sound(name);
        return new BackupRuns.Outcome(
                state,
                packages,
                files,
                bytes,
                sound.packages(),
                parts.rows().packages(),
                sound.bytes(),
                parts.rows().openIncidents(name),
                problem);
    }

    private void packages(ExecutorService threads, List<Held> page) throws IOException {
        List<Held> waiting = page.stream().filter(held -> !held.copied()).toList();
        if (waiting.isEmpty()) {
            return;
        }
        if (words == null) {
            words = parts.acknowledgements().all();
        }
        List<Callable<Result>> tasks = new ArrayList<>();
        for (Held held : waiting) {
            tasks.add(() -> stopped.get() ? stay(held) : copied(held));
        }
        try {
            for (Future<Result> each : threads.invokeAll(tasks)) {
                note(each.get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IOException("The copying broke off", e.getCause());
        } catch (InterruptedException e) {
            stopped.set(true);
            Thread.currentThread().interrupt();
        }
    }

    private static Result stay(Held held) {
        return Result.here(held, Outcome.LATER, List.of());
    }

    /** What is wrong is looked at twice: a version may just have been written. */
    private Result copied(Held held) throws IOException {
        ObjectCopying copying = new ObjectCopying(parts.aips(), parts.archive(), copy);
        return parts.locks()
                .holding(
                        name,
                        held.id(),
                        () -> {
                            Result first = copying.copy(held, known(held), word(held));
                            return first.outcome() == Outcome.DAMAGED_HERE
                                    ? copying.copy(held, known(held), word(held))
                                    : first;
                        });
    }

    private KnownObjects.Known known(Held held) {
        return parts.known()
                .of(List.of(held.id()))
                .getOrDefault(held.id(), KnownObjects.Known.NOTHING);
    }

    private @Nullable Acknowledged word(Held held) {
        return PlaceCheck.word(words, held.id(), KnownObjects.Known.NOTHING);
    }

    private void note(Result result) {
        switch (result.outcome()) {
            case LATER -> later = true;
            case DAMAGED_HERE -> {
                later = true;
                AipId aip =
                        result.object().kind() == AipStore.ObjectRef.Kind.AIP
                                ? new AipId(result.object().id())
                                : null;
                for (ObjectCheck.Found found : result.findings()) {
                    UUID unused =
                            parts.incidents()
                                    .open(aip, found.path(), found.damage(), found.detail());
                }
                var tried = parts.repairs().found(FixityAudits.PRIMARY, result.object().id());
            }
            case COPIED -> {
                parts.done(name, result, id);
                packages++;
                files += result.files();
                bytes += result.bytes();
            }
            case DAMAGED_THERE -> {
                parts.done(name, result, id);
                var tried = parts.repairs().found(name, result.object().id());
            }
        }
    }

    private void logs() throws IOException {
        try (Stream<ObjectInfo> logs = parts.archive().list(StorePrefix.below("log"))) {
            Iterator<ObjectInfo> all = logs.iterator();
            List<String> keys = new ArrayList<>();
            while (all.hasNext() && !stopped.get()) {
                keys.add(all.next().key().value());
                if (keys.size() == AT_ONCE || !all.hasNext()) {
                    copyLogs(keys);
                    keys = new ArrayList<>();
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void copyLogs(List<String> keys) throws IOException {
        Set<String> there = parts.rows().logs(name, keys);
        Map<String, Digest> written = parts.rows().written(keys);
        Map<String, Digest> fresh = new LinkedHashMap<>();
        for (String each : keys) {
            if (there.contains(each)) {
                continue;
            }
            StoreKey key = new StoreKey(each);
            UUID erased = Tombstones.objectOf(key);
            if (erased != null && parts.tombstones().of(erased).isEmpty()) {
                later = true;
                if (!parts.tombstones().named(erased)) { // a damaged one the audit names
                    Object unused =
                            parts.incidents().open(null, each, Damage.EXTRA, Tombstones.UNSIGNED);
                }
                continue;
            }
            boolean erases = erased != null && isThere(erased);
            if (erased != null && erases && !mayErase(erased)) {
                erasuresWaiting++;
                later = true;
                continue;
            }
            try {
                Digest digest = written.get(each);
                Digest expected =
                        digest == null ? StoredBytes.digest(parts.archive(), key) : digest;
                put(key, expected);
                Optional<ErasingStore.Held> stays =
                        erased == null ? Optional.empty() : erase(erased, erases);
                if (stays.isEmpty()) {
                    fresh.put(each, expected);
                } else {
                    held = ErasingStore.Held.longer(held, stays); // tried again by the next run
                    later = true;
                }
            } catch (StoreException.DigestMismatch e) {
                later = true; // not what was written: the audit of the archive names it
            } catch (StoreException.Exists e) {
                parts.stray(name, key);
            }
        }
        if (!fresh.isEmpty()) {
            parts.rows().logged(name, fresh);
        }
    }

    /** Whether the copy has anything of it that could be lost. */
    private boolean isThere(UUID object) throws IOException {
        try (Stream<ObjectInfo> files = copy.list(StorePrefix.below(parts.aips().rootOf(object)))) {
            return files.findAny().isPresent();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean mayErase(UUID object) {
        if (parts.limit().known(name, object)) {
            return true;
        }
        if (erasuresLeft < 0) {
            erasuresLeft = parts.limit().left(name);
        }
        if (erasuresLeft == 0) {
            return false;
        }
        erasuresLeft--;
        return true;
    }

    /** They never change: one that was torn or altered is written again. */
    private void putRootFile(StoreKey key, byte[] bytes) throws IOException {
        Digest expected = Digest.of(DigestAlgorithm.SHA512, bytes);
        try {
            Object unused = copy.putNew(key, ByteSource.of(bytes), expected);
        } catch (StoreException.Exists e) {
            copy.replace(key, StoredBytes.digest(copy, key), bytes);
        }
        Digest there = StoredBytes.digest(copy, key);
        if (!there.equals(expected)) {
            copy.replace(key, there, bytes);
        }
    }

    /** What a tombstone that the archive answers for names goes here too, and nothing else ever. */
    private Optional<ErasingStore.Held> erase(UUID object, boolean counts) throws IOException {
        Optional<ErasingStore.Held> stays =
                parts.locks()
                        .holding(
                                name(),
                                object,
                                () ->
                                        ErasingStore.Held.longer(
                                                ErasingStore.eraseBelow(
                                                        copy, parts.aips().rootOf(object), ""),
                                                ErasingStore.eraseBelow(
                                                        copy,
                                                        new StoreKey("damaged/" + object),
                                                        "")));
        parts.rows().erased(name(), object, stays, parts.clock().instant());
        if (counts) {
            parts.limit().applied(name(), object);
        }
        return stays;
    }

    /** Erasures beyond those of a day; they wait for an operator's word. */
    int erasuresWaiting() {
        return erasuresWaiting;
    }

    /** What was erased by a decision and a lock of the copy's store keeps all the same. */
    Optional<ErasingStore.Held> held() {
        return held;
    }

    /** How it stands with the locks that the configuration asks for. */
    CopyLocking.Locked locked() {
        return locked;
    }

    private String name() {
        return name;
    }

    /**
     * Puts it and reads it back.
     *
     * @throws StoreException.Exists when the copy has other bytes, or gives back others
     */
    private void put(StoreKey key, Digest digest) throws IOException {
        Object unused = copy.putNew(key, new StoredBytes(parts.archive(), key), digest);
        if (!StoredBytes.digest(copy, key).equals(digest)) {
            throw new StoreException.Exists(key);
        }
    }
}
