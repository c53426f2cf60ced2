package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private static final Logger LOG = LoggerFactory.getLogger(CopyRun.class);

    /** So many failures one after the other may be the copy's and not a package's: it is tried. */
    private static final int MOST_FAILURES = 3;

    /** After so many the other packages are left to the next run, and the log is copied. */
    private static final int MOST_IN_A_ROW = 1_000;

    /** Tried with what a page of text takes; a disk that is full has no room for that. */
    private static final int PROBE_BYTES = 64 * 1024;

    /** So many are asked for one by one: all words of a large archive are a gigabyte to read. */
    private static final int FEW = 100;

    /** More often no package is erased in part; tombstones that lead in a circle are none. */
    private static final int MOST_SUCCESSORS = 100;

    /**
     * Folders of the log that grow without a line in the change journal: all but {@code
     * acknowledged}.
     */
    static final List<String> GROWING =
            List.of(
                    "answers",
                    "certificates",
                    "checkpoints",
                    "erased",
                    "events",
                    "fixity",
                    "formats",
                    "keys",
                    "suspected");

    /** Begins the keys of what a copy is tried with; removed at once. */
    private static final String PROBE = "tangthu-probe-";

    private static final int AT_ONCE = 500;
    private static final int THREADS = 2;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final UUID FIRST = new UUID(0, 0);

    private final CopyParts parts;
    private final String name;
    private final ObjectStore copy;
    private final AtomicBoolean stopped;
    private final AtomicLong done;
    private final boolean wholeLog;
    private final UUID id = UUID.randomUUID();
    private boolean later;
    private Optional<ErasingStore.Held> held = Optional.empty();
    private CopyLocking.Locked locked = CopyLocking.Locked.NOT_ASKED_FOR;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicReference<@Nullable String> problem = new AtomicReference<>();
    private long sound;
    private long soundBytes;
    private long packages;
    private long files;
    private long bytes;
    private int erasuresLeft = -1;
    private final Set<UUID> erasuresWaiting = new HashSet<>();
    private final Set<UUID> damagedThere = new HashSet<>();

    /** Packages that words were asked for; those of many are read at once. */
    private int asked;

    private Acknowledgements.@Nullable All words;

    CopyRun(
            CopyParts parts,
            String name,
            ObjectStore copy,
            AtomicBoolean stopped,
            AtomicLong done,
            boolean wholeLog) {
        this.parts = parts;
        this.name = name;
        this.copy = copy;
        this.stopped = stopped;
        this.done = done;
        this.wholeLog = wholeLog;
    }

    /**
     * @return whether nothing was left for the next run; what is damaged has incidents
     * @throws IOException when one of the stores does not answer
     */
    boolean run() throws IOException {
        if (parts.rows().packages() > 0) {
            assertThere();
        }
        for (Map.Entry<StoreKey, byte[]> file : parts.aips().rootFiles().entrySet()) {
            putRootFile(file.getKey(), file.getValue());
        }
        try {
            packages();
        } catch (StoreGoneException | InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            erasedOnly(e);
            throw e;
        }
        if (!stopped.get()) {
            if (parts.rows().packages() > 0) {
                assertThere(); // an empty log would be copied in no time
            }
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

    private void packages() throws IOException {
        ExecutorService threads =
                Executors.newFixedThreadPool(
                        THREADS,
                        Thread.ofPlatform().daemon().name("copy-" + name + "-", 1).factory());
        try {
            List<Held> page = parts.rows().held(name, FIRST, AT_ONCE);
            while (!stopped.get() && failures.get() < MOST_IN_A_ROW && !page.isEmpty()) {
                packages(threads, page);
                done.addAndGet(page.size());
                page = parts.rows().held(name, page.getLast().id(), AT_ONCE);
            }
            if (page.isEmpty()) {
                parts.rows().counted(name, new CopyRows.Sound(sound, soundBytes));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** What must not be in a copy any more goes from one, too, to which nothing can be added. */
    private void erasedOnly(IOException why) {
        try {
            if (!stopped.get()) {
                logs("log/erased");
            }
        } catch (IOException | RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    /** What it wrote and read back so far, and what the copy has by now. */
    BackupRuns.Outcome outcome(Copies.State state, @Nullable String problem) {
        CopyRows.Sound there =
                parts.rows().find(name).map(CopyRows.Known::sound).orElse(new CopyRows.Sound(0, 0));
        return new BackupRuns.Outcome(
                state,
                packages,
                files,
                bytes,
                there.packages(),
                parts.rows().packages(),
                there.bytes(),
                parts.rows().openIncidents(name),
                problem);
    }

    private void packages(ExecutorService threads, List<Held> page) throws IOException {
        for (Held held : page) {
            sound += held.copied() ? 1 : 0;
            soundBytes += held.bytes();
        }
        List<Held> waiting = page.stream().filter(held -> !held.copied()).toList();
        if (waiting.isEmpty()) {
            return;
        }
        asked += waiting.size();
        if (words == null && asked > FEW) {
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
        try {
            Result result =
                    parts.locks()
                            .holding(
                                    name,
                                    held.id(),
                                    () -> {
                                        Result first = copying.copy(held, known(held), word(held));
                                        return first.outcome() == Outcome.DAMAGED_HERE
                                                ? copying.copy(held, known(held), word(held))
                                                : first;
                                    });
            if (!result.findings().isEmpty()) {
                assertThere();
            }
            failures.set(0);
            return result;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException | UncheckedIOException e) {
            return failed(held, e);
        }
    }

    /**
     * A package that cannot be read is damaged, with an incident that names what; one that cannot
     * be copied for another reason waits for the next run. Neither ends the run, unless a store is
     * gone or the copy takes nothing.
     */
    private Result failed(Held held, Exception e) throws IOException {
        assertThere();
        List<ObjectCheck.Found> here = wrongHere(held);
        if (!here.isEmpty()) {
            return Result.here(held, Outcome.DAMAGED_HERE, here);
        }
        if (failures.incrementAndGet() % MOST_FAILURES == 0) {
            try {
                probe();
            } catch (IOException | UncheckedIOException broken) {
                broken.addSuppressed(e);
                throw broken;
            }
        }
        LOG.warn("{} was not copied to {}; the next run takes it", held.id(), name, e);
        problem.compareAndSet(
                null,
                "Có gói chưa chép được / a package could not be copied: "
                        + Objects.toString(e.getMessage(), e.toString()));
        return Result.here(held, Outcome.FAILED, List.of());
    }

    /**
     * Writes something to the copy, reads it back and removes it.
     *
     * @throws IOException when it takes nothing now
     */
    private void probe() throws IOException {
        byte[] bytes = new byte[PROBE_BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        StoreKey key = new StoreKey(PROBE + UUID.randomUUID());
        Digest digest = Digest.of(DigestAlgorithm.SHA512, bytes);
        Object unused = copy.putNew(key, ByteSource.of(bytes), digest);
        Digest there = StoredBytes.digest(copy, key);
        copy.delete(key);
        if (!there.equals(digest)) {
            throw new IOException("The copy " + name + " gives back other bytes than it took");
        }
    }

    private List<ObjectCheck.Found> wrongHere(Held held) throws IOException {
        AipStore.ObjectRef ref =
                new AipStore.ObjectRef(held.id(), held.kind(), parts.aips().rootOf(held.id()));
        KnownObjects.Known known = known(held);
        if (!known.acknowledged() || known.underWay()) {
            return List.of();
        }
        try {
            return new ObjectCheck(parts.aips(), parts.archive(), new RateLimit(0))
                    .check(ref, known.files(), known.version(), word(held))
                    .findings();
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException | UncheckedIOException e) {
            return List.of(PlaceCheck.unreadable(ref, e));
        }
    }

    /** Of the archive, and of the copy as long as it is the one that it was. */
    private void assertThere() throws IOException {
        new Place(FixityAudits.PRIMARY, parts.archive(), parts.aips()).assertThere();
        if (copy.info(CopyIdentity.KEY).isEmpty()) {
            throw new StoreGoneException(name);
        }
    }

    /** What kept packages from being copied, for people; null when nothing did. */
    @Nullable String problem() {
        return problem.get();
    }

    private KnownObjects.Known known(Held held) {
        return parts.known()
                .of(List.of(held.id()))
                .getOrDefault(held.id(), KnownObjects.Known.NOTHING);
    }

    private @Nullable Acknowledged word(Held held) throws IOException {
        Acknowledgements.All told = words;
        if (told == null && held.kind() == AipStore.ObjectRef.Kind.AIP) {
            told =
                    parts.acknowledgements()
                            .about(new AipId(held.id()), parts.repairRows().deliveries(held.id()));
        }
        return PlaceCheck.word(told, held.id(), KnownObjects.Known.NOTHING);
    }

    private void note(Result result) throws IOException {
        switch (result.outcome()) {
            case LATER, FAILED -> later = true;
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
                sound++;
                soundBytes += result.bytes();
                packages++;
                files += result.files();
                bytes += result.bytes();
            }
            case DAMAGED_THERE -> {
                boolean unused = damagedThere.add(result.object().id());
                parts.done(name, result, id);
                var tried = parts.repairs().found(name, result.object().id());
            }
        }
    }

    private void logs() throws IOException {
        if (wholeLog || packages > 0) {
            logs("log");
            return;
        }
        for (String each : GROWING) {
            logs("log/" + each);
        }
    }

    private void logs(String folder) throws IOException {
        try (Stream<ObjectInfo> logs = parts.archive().list(StorePrefix.below(folder))) {
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
            if (erased != null && !hasSuccessor(erased)) {
                later = true; // it came after the packages: the next run brings it before
                continue;
            }
            boolean erases = erased != null && isThere(erased);
            boolean first = erased != null && erases && !parts.limit().known(name, erased);
            if (erased != null && first && !mayErase(erased)) {
                erasuresWaiting.add(erased);
                later = true;
                continue;
            }
            try {
                Digest digest = written.get(each);
                Digest expected =
                        digest == null ? StoredBytes.digest(parts.archive(), key) : digest;
                put(key, expected);
                Optional<ErasingStore.Held> stays =
                        erased == null ? Optional.empty() : erase(erased, first);
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

    /**
     * Nothing goes here of which what stays is not here whole. Where that was erased in part since,
     * too, it is what stays of it in turn; where nothing stays in the end, nothing is waited for.
     */
    private boolean hasSuccessor(UUID erased) throws IOException {
        UUID stays = erased;
        for (int i = 0; i < MOST_SUCCESSORS; i++) {
            Optional<Tombstones.Tombstone> stone = parts.tombstones().of(stays);
            if (stone.isEmpty()) {
                return isWholeThere(stays);
            }
            UUID successor = stone.get().successor();
            if (successor == null) {
                return true;
            }
            stays = successor;
        }
        return false;
    }

    /** One that is damaged there has an incident, and is looked at by the next run. */
    private boolean isWholeThere(UUID object) throws IOException {
        try {
            Object unused = parts.aips().on(copy).read(new AipId(object)); // inventories go last
            return true;
        } catch (StoreException.NotFound e) {
            return false;
        } catch (AipStore.DamagedPackageException | StoreException.DigestMismatch e) {
            assertThere();
            if (!damagedThere.contains(object)) {
                AipStore.ObjectRef ref =
                        new AipStore.ObjectRef(
                                object, AipStore.ObjectRef.Kind.AIP, parts.aips().rootOf(object));
                KnownObjects.Known known =
                        parts.known()
                                .of(List.of(object))
                                .getOrDefault(object, KnownObjects.Known.NOTHING);
                if (known.acknowledged()) {
                    note(
                            Result.here(
                                    new Held(object, ref.kind(), known.version(), false, 0),
                                    Outcome.DAMAGED_THERE,
                                    List.of(PlaceCheck.unreadable(ref, e))));
                }
            }
            return false;
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
        if (parts.limit().isConfirmed(name, object)) {
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
        return erasuresWaiting.size();
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
