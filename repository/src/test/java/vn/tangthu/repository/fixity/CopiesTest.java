package vn.tangthu.repository.fixity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.withSettings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.AuditBudget;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.Copies.Copy;
import vn.tangthu.repository.Copies.State;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.FixityAudits.Incident;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ErasingStore;
import vn.tangthu.storage.FaultyObjectStore;
import vn.tangthu.storage.FaultyObjectStore.Fault;
import vn.tangthu.storage.LockingStore;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreCopies;
import vn.tangthu.storage.StoreCopy;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;
import vn.tangthu.storage.filesystem.FileSystemObjectStore;
import vn.tangthu.storage.memory.MemoryObjectStore;
import vn.tangthu.storage.s3.S3ObjectStore;
import vn.tangthu.storage.s3.S3ProxyServer;

@Breaks(Breakage.NTH_CALL)
class CopiesTest {
    private static final Duration LOCK = Duration.ofDays(30);

    @TempDir Path directory;
    private Archive archive;
    private Path there;

    @BeforeEach
    void open() throws IOException {
        archive = new Archive(directory.resolve("kho"));
        there = Files.createDirectories(directory.resolve("bản sao"));
    }

    @AfterEach
    void close() {
        archive.close();
    }

    private Copy run(String name, StoreCopy.Opening opening) {
        StoredCopies copies =
                new StoredCopies(
                        new StoreCopies(List.of(new StoreCopy(name, name, Duration.ZERO, opening))),
                        archive.bean(CopyParts.class),
                        archive.bean(CopyIdentity.class),
                        archive.bean(ActivityLog.class),
                        Clock.systemUTC(),
                        false);
        try {
            return copies.run(name, Reader.OPERATOR, Progress.NONE);
        } finally {
            copies.close();
        }
    }

    private Copy run() {
        return run("b", () -> FileSystemObjectStore.open(there));
    }

    /** Every object of packages and logs, by its bytes. */
    private static Map<String, Digest> bytes(ObjectStore store) throws IOException {
        Map<String, Digest> bytes = new TreeMap<>();
        try (Stream<ObjectInfo> all = store.list(StorePrefix.ALL)) {
            for (ObjectInfo each : (Iterable<ObjectInfo>) all::iterator) {
                String key = each.key().value();
                if (key.startsWith("ocfl/") || key.startsWith("log/")) {
                    try (InputStream in = store.open(each.key())) {
                        bytes.put(key, Digest.of(DigestAlgorithm.SHA512, in.readAllBytes()));
                    }
                }
            }
        }
        return bytes;
    }

    private void assertWhole() throws IOException {
        try (ObjectStore copy = FileSystemObjectStore.open(there)) {
            assertThat(bytes(copy)).isEqualTo(bytes(archive.store));
        }
    }

    private void restrict(Aip aip, Access access) {
        archive.bean(Holdings.class)
                .restrict(
                        aip.id(),
                        new Rights(access, false, "Có đơn"),
                        "Có đơn của người nộp",
                        Reader.OPERATOR);
    }

    private List<Incident> incidents() {
        return archive.bean(FixityAudits.class).incidents(0, 100).items().stream()
                .filter(incident -> incident.resolvedAt() == null)
                .toList();
    }

    /** The content file of a hồ sơ, below the root of a store. */
    private static Path content(Path root, Archive archive, Aip aip) throws IOException {
        try (Stream<Path> files =
                Files.walk(root.resolve(archive.aips.rootOf(aip.id().value()).value()))) {
            return files.filter(file -> file.toString().contains("/data/"))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void aCopyIsByteForByteTheArchiveAfterEachRun() throws IOException {
        Aip first = archive.keep("K1.1", 2);
        Aip second = archive.keep("K1.2", 1);
        Copy copy = run();
        assertThat(copy.state()).isEqualTo(State.COMPLETE);
        assertThat(copy.sound()).isEqualTo(copy.packages()).isEqualTo(3);
        assertWhole();

        restrict(first, Access.HIDDEN);
        restrict(first, Access.LISTED);
        archive.keep("K1.3", 1);
        assertThat(run().state()).isEqualTo(State.COMPLETE);
        assertWhole();
        assertThat(incidents()).isEmpty();
        try (ObjectStore store = FileSystemObjectStore.open(there)) {
            assertThat(
                            archive.aips
                                    .on(store)
                                    .inspect(
                                            new ObjectRef(
                                                    second.id().value(),
                                                    ObjectRef.Kind.AIP,
                                                    archive.aips.rootOf(second.id().value())))
                                    .problems())
                    .isEmpty();
        }
    }

    @Test
    void whatIsNotAcknowledgedIsNotCopied() throws IOException {
        Aip stored = archive.store("K1.1", 1);
        assertThat(run().state()).isEqualTo(State.COMPLETE);
        Path root = there.resolve(archive.aips.rootOf(stored.id().value()).value());
        assertThat(root).doesNotExist();
        archive.acknowledge(stored);
        assertThat(run().sound()).isEqualTo(2);
        assertThat(root).isDirectory();
    }

    @Test
    void ofAPackageThatIsDamagedHereNothingSpreads() throws IOException {
        Aip sound = archive.keep("K1.1", 1);
        Aip damaged = archive.keep("K1.2", 1);
        Path file = content(archive.root, archive, damaged);
        flip(file);
        Copy copy = run();
        assertThat(copy.state()).isEqualTo(State.BEHIND);
        assertThat(copy.sound()).isEqualTo(2);
        assertThat(content(there, archive, sound)).exists();
        try (ObjectStore store = FileSystemObjectStore.open(there)) {
            assertThat(bytes(store).keySet())
                    .noneMatch(
                            key ->
                                    key.endsWith(file.getFileName().toString())
                                            && key.contains(
                                                    archive.aips
                                                            .rootOf(damaged.id().value())
                                                            .value()));
        }
        assertThat(incidents())
                .extracting(Incident::copy, Incident::aip, Incident::damage)
                .containsExactly(tuple(FixityAudits.PRIMARY, damaged.id(), Damage.CHANGED));

        flip(file);
        assertThat(run().state()).isEqualTo(State.COMPLETE);
        assertWhole();
    }

    @Test
    void anExchangedPackageThatIsWholeInItselfIsNotCopied() throws IOException {
        Aip aip = archive.keep("K1.1", 1);
        archive.replace(
                AcknowledgedAuditsTest.withRights(aip, new Rights(Access.LISTED, true, "đổi lén")));
        assertThat(run().state()).isEqualTo(State.BEHIND);
        assertThat(there.resolve(archive.aips.rootOf(aip.id().value()).value())).doesNotExist();
        assertThat(incidents()).isNotEmpty();
    }

    @Test
    void whatACopyHasWithOtherBytesIsNamedAndStays() throws IOException {
        Aip aip = archive.keep("K1.1", 1);
        assertThat(run().state()).isEqualTo(State.COMPLETE);
        Path file = content(there, archive, aip);
        flip(file);
        byte[] flipped = Files.readAllBytes(file);
        restrict(aip, Access.HIDDEN);
        assertThat(run().state()).isEqualTo(State.DAMAGED);
        assertThat(Files.readAllBytes(file)).isEqualTo(flipped);
        assertThat(incidents())
                .extracting(Incident::copy, Incident::aip, Incident::damage)
                .containsExactly(tuple("b", aip.id(), Damage.CHANGED));
        assertThat(archive.bean(FixityAudits.class).summary().damaged())
                .as("the archive's own is sound")
                .isZero();

        flip(file);
        assertThat(run().state()).isEqualTo(State.COMPLETE);
        assertThat(incidents()).isEmpty();
        assertWhole();
    }

    @Test
    void anotherDiskOrAnEmptyMountPointIsNotWrittenTo() throws IOException {
        archive.keep("K1.1", 1);
        assertThat(run().state()).isEqualTo(State.COMPLETE);
        Path real = there;
        there = Files.createDirectories(directory.resolve("trống"));
        Copy copy = run();
        assertThat(copy.state()).isEqualTo(State.FOREIGN);
        assertThat(copy.problem()).isNotBlank();
        assertThat(copy.completeAt()).isNotNull();
        try (ObjectStore store = FileSystemObjectStore.open(there)) {
            assertThat(bytes(store)).isEmpty();
        }
        there = real;
        assertThat(run().state()).isEqualTo(State.COMPLETE);

        Path other = Files.createDirectories(directory.resolve("của người khác"));
        Files.writeString(other.resolve("thư.txt"), "không phải của kho");
        Copy foreign = run("c", () -> FileSystemObjectStore.open(other));
        assertThat(foreign.state()).isEqualTo(State.FOREIGN);
        Copy gone =
                run(
                        "d",
                        () -> {
                            throw new IOException("chưa gắn");
                        });
        assertThat(gone.state()).isEqualTo(State.UNREACHABLE);
        assertThat(gone.problem()).isEqualTo("chưa gắn");
    }

    /** A disk that comes back after the database was lost is known again and read anew. */
    @Test
    void aCopyThatTheDatabaseForgotIsReadAnew() throws IOException {
        archive.keep("K1.1", 1);
        assertThat(run().state()).isEqualTo(State.COMPLETE);
        for (String table : List.of("kept.copy", "projection.audited_object")) {
            int unused = archive.jdbc().sql("delete from " + table).update();
        }
        Copy copy = run();
        assertThat(copy.state()).isEqualTo(State.COMPLETE);
        assertThat(copy.sound()).isEqualTo(2);
    }

    @Test
    void aCopyInABucketIsByteForByteTheArchiveToo() throws IOException {
        Aip aip = archive.keep("K1.1", 2);
        try (S3ProxyServer server = S3ProxyServer.start(null)) {
            StoreCopy.Opening bucket = () -> S3ObjectStore.open(server.settings("ban-sao"));
            assertThat(run("s3", bucket).state()).isEqualTo(State.COMPLETE);
            restrict(aip, Access.HIDDEN);
            assertThat(run("s3", bucket).state()).isEqualTo(State.COMPLETE);
            try (ObjectStore copy = bucket.open()) {
                assertThat(bytes(copy)).isEqualTo(bytes(archive.store));
            }
        }
    }

    /** As a bucket does whose keys may not remove versions. */
    private static ObjectStore holding(ObjectStore store, AtomicBoolean holds) throws IOException {
        ObjectStore copy =
                mock(
                        ObjectStore.class,
                        withSettings()
                                .extraInterfaces(ErasingStore.class)
                                .defaultAnswer(delegatesTo(store)));
        doAnswer(
                        call -> {
                            Object unused =
                                    ErasingStore.eraseListed(
                                            store, call.getArgument(0), call.getArgument(1));
                            return holds.get()
                                    ? Optional.of(new ErasingStore.Held(null))
                                    : Optional.empty();
                        })
                .when((ErasingStore) copy)
                .eraseBelow(any(), any());
        return copy;
    }

    @Test
    void aCopyWhoseStoreHoldsAnOlderVersionIsNotedAndTriedAgain() throws IOException {
        Aip aip = archive.keep("K1.1", 1);
        AtomicBoolean holds = new AtomicBoolean(true);
        ObjectStore copy = holding(new MemoryObjectStore(), holds);
        assertThat(run("s3", () -> copy).state()).isEqualTo(State.COMPLETE);
        archive.tombstone(aip);
        for (boolean held : List.of(true, true, false)) {
            holds.set(held);
            Object unused = run("s3", () -> copy);
            assertThat(
                            archive.jdbc()
                                    .sql(
                                            "select held from kept.erased_in_copy where copy ="
                                                    + " 's3' and object = ?")
                                    .param(aip.id().value())
                                    .query(Boolean.class)
                                    .single())
                    .isEqualTo(held);
        }
        assertThat(bytes(copy).keySet())
                .noneMatch(key -> key.contains(aip.id().toString()) && key.startsWith("ocfl/"));
    }

    /** The file of that name in the package, as the store calls it. */
    private String key(Aip aip, String name) throws IOException {
        try (Stream<Path> files = Files.walk(archive.objectOf(aip))) {
            return archive.key(
                    files.filter(file -> file.getFileName().toString().equalsIgnoreCase(name))
                            .min(Comparator.comparingInt(Path::getNameCount))
                            .orElseThrow());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inventory.json", "METS.xml"})
    void aSectorThatCannotBeReadIsAnIncidentOfThatPackageAndEndsNoRun(String name)
            throws IOException {
        archive.keep("K1.1", 1);
        Aip bad = archive.keep("K1.2", 1);
        archive.keep("K1.3", 1);
        archive.unreadable.add(key(bad, name));
        for (int time = 0; time < 2; time++) {
            Copy copy = run();
            assertThat(copy.state()).isEqualTo(State.BEHIND);
            assertThat(copy.sound()).as("the fonds and the others").isEqualTo(3);
        }
        assertThat(incidents())
                .isNotEmpty()
                .allMatch(one -> one.copy().equals(FixityAudits.PRIMARY))
                .allMatch(one -> bad.id().equals(one.aip()));
        FixityAudits audits = archive.bean(FixityAudits.class);
        FixityAudits.Run audit =
                audits.run(new FixityAudits.Options(2, 0), Reader.OPERATOR, Progress.NONE);
        assertThat(audit.state()).isEqualTo(FixityAudits.RunState.DAMAGE_FOUND);
        assertThat(incidents()).allMatch(one -> bad.id().equals(one.aip()));
        assertThat(audits.summary().sound()).isEqualTo(2);

        archive.unreadable.clear();
        assertThat(run().state()).isEqualTo(State.COMPLETE);
        assertThat(
                        audits.run(new FixityAudits.Options(2, 0), Reader.OPERATOR, Progress.NONE)
                                .state())
                .isEqualTo(FixityAudits.RunState.SOUND);
        assertThat(incidents()).isEmpty();
    }

    /** A disk that is not mounted, with an empty directory in its place. */
    @Test
    void anArchiveThatIsNotThereIsNoDamageAndNothingIsPutIntoItsPlace() throws IOException {
        for (int i = 0; i < 5; i++) {
            archive.keep("K1." + i, 1);
        }
        assertThat(run().state()).isEqualTo(State.COMPLETE);
        Path aside = directory.resolve("đã tháo");
        Files.move(archive.root, aside);
        Files.createDirectories(archive.root);

        Copy copy = run();
        assertThat(copy.state()).isEqualTo(State.BEHIND);
        assertThat(copy.problem()).contains("not there");
        FixityAudits audits = archive.bean(FixityAudits.class);
        assertThatThrownBy(
                        () ->
                                audits.run(
                                        new FixityAudits.Options(2, 0),
                                        Reader.OPERATOR,
                                        Progress.NONE))
                .hasRootCauseInstanceOf(StoreGoneException.class);
        StoredAuditBudget budget = archive.bean(StoredAuditBudget.class);
        assertThat(budget.slice(FixityAudits.PRIMARY)).isZero();
        assertThat(budget.status().places().getFirst().state())
                .isEqualTo(AuditBudget.State.UNREACHABLE);
        assertThat(audits.incidents(0, 10).total()).isZero();
        try (Stream<Path> files = Files.walk(archive.root)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }

        FileSystemUtils.deleteRecursively(archive.root);
        Files.move(aside, archive.root);
        assertThat(run().state()).isEqualTo(State.COMPLETE);
        assertThat(
                        audits.run(new FixityAudits.Options(2, 0), Reader.OPERATOR, Progress.NONE)
                                .state())
                .isEqualTo(FixityAudits.RunState.SOUND);
        long unused = budget.slice(FixityAudits.PRIMARY);
        assertThat(budget.status().places().getFirst().state())
                .isNotEqualTo(AuditBudget.State.UNREACHABLE);
    }

    @Test
    void aSlowCopyHoldsUpNoOtherHoweverOftenItIsAskedFor() throws Exception {
        archive.keep("K1.1", 1);
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        StoreCopy.Opening opening =
                () -> {
                    begun.countDown();
                    try {
                        slow.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return new MemoryObjectStore();
                };
        StoredCopies copies =
                new StoredCopies(
                        new StoreCopies(
                                List.of(
                                        new StoreCopy("cham", "cham", Duration.ZERO, opening),
                                        new StoreCopy(
                                                "b",
                                                "b",
                                                Duration.ZERO,
                                                () -> FileSystemObjectStore.open(there)))),
                        archive.bean(CopyParts.class),
                        archive.bean(CopyIdentity.class),
                        archive.bean(ActivityLog.class),
                        Clock.systemUTC(),
                        false);
        // Of its own: the common pool may have one thread only.
        ExecutorService askers = Executors.newCachedThreadPool();
        try {
            for (int i = 0; i < 3; i++) {
                copies.start("cham", Reader.OPERATOR);
            }
            begun.await();
            CompletableFuture<Copy> waits =
                    CompletableFuture.supplyAsync(
                            () -> copies.run("cham", Reader.OPERATOR, Progress.NONE), askers);
            CompletableFuture<Copy> other =
                    CompletableFuture.supplyAsync(
                            () -> copies.run("b", Reader.OPERATOR, Progress.NONE), askers);
            assertThat(other.get(60, TimeUnit.SECONDS).state()).isEqualTo(State.COMPLETE);
            assertThat(waits).isNotDone();
            slow.countDown();
            assertThat(waits.get(60, TimeUnit.SECONDS).state()).isEqualTo(State.COMPLETE);
        } finally {
            slow.countDown();
            askers.shutdown();
            copies.close();
        }
    }

    @Test
    void completeIsAsOfWhatWasAcknowledgedThenAndOfVersionsOfNow() throws IOException {
        Aip aip = archive.keep("K1.1", 1);
        StoreCopy copy =
                new StoreCopy("b", "b", Duration.ZERO, () -> FileSystemObjectStore.open(there));
        StoredCopies copies =
                new StoredCopies(
                        new StoreCopies(List.of(copy)),
                        archive.bean(CopyParts.class),
                        archive.bean(CopyIdentity.class),
                        archive.bean(ActivityLog.class),
                        Clock.systemUTC(),
                        false);
        try {
            Copy whole = copies.run("b", Reader.OPERATOR, Progress.NONE);
            assertThat(whole.state()).isEqualTo(State.COMPLETE);
            assertThat(whole.completeAt()).isAfterOrEqualTo(whole.startedAt());
            restrict(aip, Access.HIDDEN);
            Copy behind = copies.all().getFirst();
            assertThat(behind.sound()).as("rows of versions of before").isEqualTo(2);
            assertThat(behind.state()).isEqualTo(State.BEHIND);
            assertThat(behind.completeAt()).isEqualTo(whole.completeAt());
            Copy again = copies.run("b", Reader.OPERATOR, Progress.NONE);
            assertThat(again.state()).isEqualTo(State.COMPLETE);
            assertThat(again.completeAt()).isAfter(whole.completeAt());

            // After a rebuild the numbers of before say nothing.
            int unused =
                    archive.jdbc()
                            .sql("update projection.epoch set id = gen_random_uuid()")
                            .update();
            assertThat(copies.all().getFirst().state()).isEqualTo(State.BEHIND);
            assertThat(copies.run("b", Reader.OPERATOR, Progress.NONE).state())
                    .isEqualTo(State.COMPLETE);
        } finally {
            copies.close();
        }
    }

    @Test
    void wordsAreListedOnlyWhenSomethingWasAcknowledged() throws IOException {
        archive.keep("K1.1", 1);
        StoreCopy copy =
                new StoreCopy("b", "b", Duration.ZERO, () -> FileSystemObjectStore.open(there));
        StoredCopies copies =
                new StoredCopies(
                        new StoreCopies(List.of(copy)),
                        archive.bean(CopyParts.class),
                        archive.bean(CopyIdentity.class),
                        archive.bean(ActivityLog.class),
                        Clock.systemUTC(),
                        false);
        try {
            archive.listed.clear();
            for (boolean all : List.of(true, false, true, false)) {
                if (all && !archive.listed.isEmpty()) {
                    archive.keep("K1.2", 1);
                }
                // A line of the log of audits needs no line of the journal, nor a certificate.
                byte[] pdf = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
                Object unused =
                        archive.store.putNew(
                                new StoreKey("log/certificates/" + UUID.randomUUID() + ".pdf"),
                                ByteSource.of(pdf),
                                Digest.of(DigestAlgorithm.SHA512, pdf));
                archive.bean(FixityLog.class)
                        .append(List.of(Map.<String, Object>of("type", "thử")));
                archive.listed.clear();
                assertThat(copies.run("b", Reader.OPERATOR, Progress.NONE).state())
                        .isEqualTo(State.COMPLETE);
                assertThat(archive.listed.contains("log/events")).isEqualTo(!all);
                assertWhole();
            }
        } finally {
            copies.close();
        }
    }

    /** As a bucket with object lock, or one whose server only says that it took the request. */
    private static ObjectStore locking(
            ObjectStore store, Map<String, Instant> locks, AtomicBoolean sets) throws IOException {
        ObjectStore copy =
                mock(
                        ObjectStore.class,
                        withSettings()
                                .extraInterfaces(LockingStore.class)
                                .defaultAnswer(delegatesTo(store)));
        LockingStore locking = (LockingStore) copy;
        doAnswer(call -> Optional.of(LOCK)).when(locking).retention();
        doAnswer(
                        call -> {
                            String key = call.<StoreKey>getArgument(0).value();
                            if (store.info(call.getArgument(0)).isEmpty()) {
                                return Optional.empty(); // NoSuchKey
                            }
                            Instant now = locks.get(key);
                            if (now != null && !now.isBefore(call.<Instant>getArgument(1))) {
                                return Optional.of(now);
                            }
                            if (sets.get()) {
                                locks.put(key, call.getArgument(2));
                            }
                            return Optional.ofNullable(locks.get(key));
                        })
                .when(locking)
                .lock(any(), any(), any());
        return copy;
    }

    @Test
    void allThatACopyHasIsLockedAndLockedAnewBeforeHalfOfTheTimeIsOver() throws IOException {
        Aip aip = archive.keep("K1.1", 2);
        Map<String, Instant> locks = new ConcurrentHashMap<>();
        ObjectStore store = new MemoryObjectStore();
        ObjectStore copy = locking(store, locks, new AtomicBoolean(true));
        Copy first = run("s3", () -> copy);
        assertThat(first.state()).isEqualTo(State.COMPLETE);
        assertThat(Objects.requireNonNull(first.lock()).until())
                .isAfter(Instant.now().plus(LOCK.dividedBy(2)));
        try (Stream<ObjectInfo> all = store.list(StorePrefix.ALL)) {
            assertThat(locks.keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            all.map(object -> object.key().value()).toList());
        }

        int objects = locks.size();
        verify((LockingStore) copy, times(objects)).lock(any(), any(), any());
        assertThat(run("s3", () -> copy).state()).isEqualTo(State.COMPLETE);
        // Root files and the mark of the copy, whatever its size; nothing of packages and logs.
        long again =
                mockingDetails(copy).getInvocations().stream()
                                .filter(call -> call.getMethod().getName().equals("lock"))
                                .count()
                        - objects;
        assertThat(again).isEqualTo(archive.aips.rootFiles().size() + 1L);

        // Time goes by: in the rows and in the store alike.
        Instant soon = Instant.now().plus(Duration.ofDays(9)).truncatedTo(ChronoUnit.SECONDS);
        locks.replaceAll((key, until) -> soon);
        for (String table : List.of("audited_object", "copied_log")) {
            int unused =
                    archive.jdbc()
                            .sql("update projection." + table + " set locked_until = ?")
                            .param(AuditRows.utc(soon))
                            .update();
        }
        restrict(aip, Access.HIDDEN);
        Copy later = run("s3", () -> copy);
        assertThat(later.state()).isEqualTo(State.COMPLETE);
        assertThat(locks.values()).allMatch(until -> until.isAfter(soon));
        try (Stream<ObjectInfo> all = store.list(StorePrefix.ALL)) {
            assertThat(locks.keySet())
                    .as("the new version, too")
                    .containsExactlyInAnyOrderElementsOf(
                            all.map(object -> object.key().value()).toList());
        }
    }

    @Test
    void whatIsGoneFromALockedCopyEndsNoRenewalOfTheOthersLocks() throws IOException {
        List<Aip> all = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            all.add(archive.keep("K1." + i, 1));
        }
        Map<String, Instant> locks = new ConcurrentHashMap<>();
        ObjectStore store = new MemoryObjectStore();
        ObjectStore copy = locking(store, locks, new AtomicBoolean(true));
        assertThat(run("s3", () -> copy).state()).isEqualTo(State.COMPLETE);

        // Delete markers are stopped by no lock; the locks of what is gone end first.
        Instant soon = Instant.now().plus(Duration.ofDays(9)).truncatedTo(ChronoUnit.SECONDS);
        locks.replaceAll((key, until) -> soon);
        setLockedUntil("true", soon);
        List<StoreKey> gone = new ArrayList<>();
        for (Aip aip : all.subList(0, 3)) {
            StoreKey root = archive.aips.rootOf(aip.id().value());
            try (Stream<ObjectInfo> files = store.list(StorePrefix.below(root))) {
                files.map(ObjectInfo::key).forEach(gone::add);
            }
            setLockedUntil(
                    "object_id = '" + aip.id().value() + "'", soon.minus(Duration.ofDays(8)));
        }
        for (StoreKey key : gone) {
            store.delete(key);
            locks.remove(key.value());
        }
        Copy later = run("s3", () -> copy);
        assertThat(later.state()).isEqualTo(State.COMPLETE);
        try (Stream<ObjectInfo> left = store.list(StorePrefix.ALL)) {
            assertThat(left.map(info -> info.key().value()))
                    .allSatisfy(key -> assertThat(locks.get(key)).isAfter(soon));
        }

        setLockedUntil("object_id = '" + all.getFirst().id().value() + "'", Instant.EPOCH);
        later = run("s3", () -> copy);
        assertThat(later.state()).as("its locks ran out").isEqualTo(State.UNLOCKED);
        assertThat(Objects.requireNonNull(later.lock()).until()).isNull();
    }

    private void setLockedUntil(String where, Instant until) {
        int unused =
                archive.jdbc()
                        .sql("update projection.audited_object set locked_until = ? where " + where)
                        .param(AuditRows.utc(until))
                        .update();
        if (where.equals("true")) {
            unused =
                    archive.jdbc()
                            .sql("update projection.copied_log set locked_until = ?")
                            .param(AuditRows.utc(until))
                            .update();
        }
    }

    @Test
    void whereTheServerSetNoLockACopyIsNeverCalledLocked() throws IOException {
        archive.keep("K1.1", 1);
        Map<String, Instant> locks = new ConcurrentHashMap<>();
        AtomicBoolean honest = new AtomicBoolean();
        ObjectStore copy = locking(new MemoryObjectStore(), locks, honest);
        Copy said = run("s3", () -> copy);
        assertThat(said.state()).isEqualTo(State.UNLOCKED);
        assertThat(Objects.requireNonNull(said.lock()).until()).isNull();
        assertThat(bytes(copy)).isEqualTo(bytes(archive.store));

        honest.set(true);
        assertThat(run("s3", () -> copy).state()).isEqualTo(State.COMPLETE);

        // One of them lost its lock, and nobody may lock it again.
        String one =
                locks.keySet().stream().filter(key -> key.contains("/data/")).findFirst().get();
        locks.put(one, Instant.now().plusSeconds(60));
        honest.set(false);
        int unused =
                archive.jdbc()
                        .sql("update projection.audited_object set locked_until = '-infinity'")
                        .update();
        said = run("s3", () -> copy);
        assertThat(said.state()).isEqualTo(State.UNLOCKED);
        assertThat(Objects.requireNonNull(said.lock()).until()).isNull();
    }

    @Test
    void aCopyErasesNoMoreInADayThanItMayUntilAnOperatorSaysHowMany() throws IOException {
        List<Aip> all = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            all.add(archive.keep("K1." + i, 1));
        }
        CopyParts parts = archive.bean(CopyParts.class);
        ErasureLimit limit =
                new ErasureLimit(
                        archive.jdbc(),
                        archive.bean(
                                org.springframework.transaction.support.TransactionTemplate.class),
                        Clock.systemUTC(),
                        2);
        CopyParts limited =
                new CopyParts(
                        parts.aips(),
                        parts.archive(),
                        parts.rows(),
                        parts.lockRows(),
                        parts.audited(),
                        parts.known(),
                        parts.incidents(),
                        parts.acknowledgements(),
                        parts.log(),
                        parts.locks(),
                        parts.repairs(),
                        parts.repairRows(),
                        parts.tombstones(),
                        limit,
                        parts.journal(),
                        parts.transactions(),
                        parts.clock());
        ObjectStore copy = new MemoryObjectStore();
        StoredCopies copies =
                new StoredCopies(
                        new StoreCopies(
                                List.of(new StoreCopy("m", "m", Duration.ZERO, () -> copy))),
                        limited,
                        archive.bean(CopyIdentity.class),
                        archive.bean(ActivityLog.class),
                        Clock.systemUTC(),
                        false);
        try {
            Object unused = copies.run("m", Reader.OPERATOR, Progress.NONE);
            long before = objectsThere(copy, all);
            assertThat(before).isEqualTo(10);
            eraseByTombstone(all.subList(0, 5));
            for (int run = 0; run < 2; run++) {
                Copy shown = copies.run("m", Reader.OPERATOR, Progress.NONE);
                assertThat(objectsThere(copy, all)).isEqualTo(8);
                assertThat(shown.state()).isEqualTo(State.BEHIND);
                assertThat(shown.problem()).contains("--confirm-erasures 3");
            }
            assertThat(copies.erasuresWaiting())
                    .containsExactly(new Copies.ErasuresWaiting("m", 3));
            assertThat(copies.confirmErasures("m", 4, Reader.OPERATOR)).isFalse();
            assertThat(copies.confirmErasures("m", 3, Reader.OPERATOR)).isTrue();
            // What is ordered between the word and the run uses up nothing of it.
            eraseByTombstone(all.subList(5, 7));
            unused = copies.run("m", Reader.OPERATOR, Progress.NONE);
            assertThat(objectsThere(copy, all.subList(0, 5))).isZero();
            assertThat(objectsThere(copy, all)).isEqualTo(5);
            assertThat(copies.confirmErasures("m", 2, Reader.OPERATOR)).isTrue();
            unused = copies.run("m", Reader.OPERATOR, Progress.NONE);
            assertThat(objectsThere(copy, all)).isEqualTo(3);
            // A day later nothing is left of both words.
            int aged =
                    archive.jdbc()
                            .sql(
                                    "update kept.erased_in_copy set erased_at = erased_at -"
                                            + " interval '25 hours'")
                            .update();
            assertThat(aged).isEqualTo(7);
            eraseByTombstone(all.subList(7, 10));
            unused = copies.run("m", Reader.OPERATOR, Progress.NONE);
            assertThat(objectsThere(copy, all)).isOne();
            assertThat(copies.confirmErasures("m", 1, Reader.OPERATOR)).isTrue();
            unused = copies.run("m", Reader.OPERATOR, Progress.NONE);
            assertThat(objectsThere(copy, all)).isZero();
            assertThat(copies.erasuresWaiting()).isEmpty();
            // What was confirmed, and its store gives back, is not counted by the next run.
            UUID confirmed =
                    archive.jdbc()
                            .sql("select object from kept.erased_in_copy where not was_there")
                            .query(UUID.class)
                            .list()
                            .getFirst();
            byte[] left = {1};
            unused =
                    copy.putNew(
                            archive.aips.rootOf(confirmed).resolve("left"),
                            ByteSource.of(left),
                            Digest.of(DigestAlgorithm.SHA512, left));
            int forgotten =
                    archive.jdbc()
                            .sql("delete from projection.copied_log where object_key = ?")
                            .param(Tombstones.keyOf(confirmed).value())
                            .update();
            assertThat(forgotten).isOne();
            unused = copies.run("m", Reader.OPERATOR, Progress.NONE);
            assertThat(
                            archive.jdbc()
                                    .sql(
                                            "select was_there from kept.erased_in_copy where object"
                                                    + " = ?")
                                    .param(confirmed)
                                    .query(Boolean.class)
                                    .single())
                    .isFalse();
        } finally {
            copies.close();
        }
    }

    private void eraseByTombstone(List<Aip> some) throws IOException {
        for (Aip aip : some) {
            archive.tombstone(aip);
            int rows =
                    archive.jdbc()
                            .sql("delete from projection.record where id = ?")
                            .param(aip.id().value())
                            .update();
            assertThat(rows).isEqualTo(1);
        }
    }

    private long objectsThere(ObjectStore copy, List<Aip> all) throws IOException {
        long there = 0;
        for (Aip aip : all) {
            try (Stream<ObjectInfo> files =
                    copy.list(StorePrefix.below(archive.aips.rootOf(aip.id().value())))) {
                there += files.findAny().isPresent() ? 1 : 0;
            }
        }
        return there;
    }

    @Test
    void packagesThatCannotBeWrittenEndNoRunAndWhatWasErasedGoesAllTheSame() throws IOException {
        List<Aip> all = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            all.add(archive.keep("K1." + i, 1));
        }
        ObjectStore store = new MemoryObjectStore();
        Set<String> stuck = ConcurrentHashMap.newKeySet();
        AtomicBoolean full = new AtomicBoolean();
        ObjectStore copy =
                mock(ObjectStore.class, withSettings().defaultAnswer(delegatesTo(store)));
        doAnswer(
                        call -> {
                            String key = call.<StoreKey>getArgument(0).value();
                            if (full.get() || stuck.stream().anyMatch(key::startsWith)) {
                                throw new IOException("Permission denied");
                            }
                            return store.putNew(
                                    call.getArgument(0), call.getArgument(1), call.getArgument(2));
                        })
                .when(copy)
                .putNew(any(), any(), any());
        assertThat(run("m", () -> copy).state()).isEqualTo(State.COMPLETE);

        // A quiet archive: only these have a new version, and a fourth was erased.
        for (Aip aip : all.subList(0, 3)) {
            restrict(aip, Access.HIDDEN);
            stuck.add(archive.aips.rootOf(aip.id().value()).value());
        }
        eraseByTombstone(all.subList(3, 4));
        Copy later = run("m", () -> copy);
        assertThat(objectsThere(store, all.subList(3, 4))).isZero();
        assertThat(later.state()).isEqualTo(State.BEHIND);
        assertThat(later.problem()).contains("Permission denied");
        assertThat(bytes(store).keySet())
                .containsAll(
                        bytes(archive.store).keySet().stream()
                                .filter(key -> key.startsWith("log/"))
                                .toList());

        // One that takes nothing at all is another matter.
        full.set(true);
        assertThat(run("m", () -> copy).state()).isEqualTo(State.UNREACHABLE);
        full.set(false);
        stuck.clear();
        assertThat(run("m", () -> copy).state()).isEqualTo(State.COMPLETE);
        try (Stream<ObjectInfo> left = store.list(StorePrefix.ALL)) {
            assertThat(left.map(info -> info.key().value()))
                    .as("what it was tried with is removed")
                    .noneMatch(key -> key.startsWith("tangthu-probe"));
        }
    }

    @Test
    void whatStaysAndIsDamagedInACopyEndsNoRunOverIt() throws IOException {
        Aip first = archive.keep("K1.1", 1);
        Aip second = archive.keep("K1.2", 1);
        assertThat(run().state()).isEqualTo(State.COMPLETE);
        for (String inventory : List.of("inventory.json", "v1/inventory.json")) {
            flip(
                    there.resolve(archive.aips.rootOf(second.id().value()).value())
                            .resolve(inventory));
        }
        eraseInPart(first, second);
        Copy copy = run();
        assertThat(copy.state()).isNotEqualTo(State.UNREACHABLE);
        try (ObjectStore store = FileSystemObjectStore.open(there)) {
            assertThat(objectsThere(store, List.of(first))).isOne();
        }
        assertThat(archive.bean(FixityAudits.class).incidents(0, 100).items())
                .anyMatch(
                        incident ->
                                incident.copy().equals("b") && second.id().equals(incident.aip()));
    }

    @Test
    void nothingGoesFromACopyBeforeWhatStaysOfItIsThereWhole() throws IOException {
        Aip first = archive.keep("K1.1", 1);
        assertThat(run().state()).isEqualTo(State.COMPLETE);
        Aip second = archive.keep("K1.2", 1);
        Aip third = archive.keep("K1.3", 1);
        Path content = content(archive.root, archive, third);
        flip(content);
        eraseInPart(first, second);
        eraseInPart(second, third);
        Copy behind = run();
        assertThat(behind.state()).isNotEqualTo(State.COMPLETE);
        try (ObjectStore copy = FileSystemObjectStore.open(there)) {
            StoreKey last = archive.aips.rootOf(third.id().value()).resolve("inventory.json");
            assertThat(copy.info(last)).as("damaged here").isEmpty();
            assertThat(objectsThere(copy, List.of(first))).isOne();
        }
        flip(content);
        Copy later = run();
        try (ObjectStore copy = FileSystemObjectStore.open(there)) {
            assertThat(objectsThere(copy, List.of(first, second))).as("%s", later).isZero();
            assertThat(objectsThere(copy, List.of(third))).isOne();
        }
    }

    private void eraseInPart(Aip aip, Aip successor) throws IOException {
        archive.tombstone(aip, successor.id().value());
        int rows =
                archive.jdbc()
                        .sql("delete from projection.record where id = ?")
                        .param(aip.id().value())
                        .update();
        assertThat(rows).isEqualTo(1);
    }

    /** What grows without a line of the journal is listed by each run; the words are not. */
    @Test
    void everyFolderOfTheLogIsCopiedByTheNextRun() throws IOException {
        Set<String> folders = new TreeSet<>();
        Pattern name = Pattern.compile("\"log/([a-z]+)");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                name.matcher(Files.readString(source))
                        .results()
                        .forEach(match -> folders.add(match.group(1)));
            }
        }
        assertThat(folders).contains("certificates", "suspected");
        assertThat(folders.remove("acknowledged")).isTrue();
        assertThat(CopyRun.GROWING).containsExactlyInAnyOrderElementsOf(folders);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whateverFailsACopyIsNeverCalledCompleteUnlessItIs(Fault fault) throws IOException {
        Aip aip = archive.keep("K1.1", 1);
        restrict(aip, Access.HIDDEN);
        FaultyObjectStore counting = new FaultyObjectStore(new MemoryObjectStore());
        run("n0", () -> counting);
        // Incidents add to the log that is copied: calls of a later run may be more.
        long all = counting.calls();
        assertThat(all).isGreaterThan(20);
        // Each third call, others with each fault.
        for (long nth = 1 + fault.ordinal() % 3; nth <= all; nth += 3) {
            String name = "n" + nth;
            ObjectStore memory = new MemoryObjectStore();
            FaultyObjectStore faulty = new FaultyObjectStore(memory);
            faulty.failAt(nth, fault);
            State state = run(name, () -> faulty).state();
            boolean same = bytes(memory).equals(bytes(archive.store));
            if (state == State.COMPLETE) {
                assertThat(same).as("call %d of %s", nth, fault).isTrue();
            }
            faulty.failAt(0, fault);
            State again = run(name, () -> faulty).state();
            same = bytes(memory).equals(bytes(archive.store));
            if (fault == Fault.ERROR_BEFORE || fault == Fault.ERROR_AFTER) {
                assertThat(same && again == State.COMPLETE)
                        .as("call %d of %s ends %s", nth, fault, again)
                        .isTrue();
            } else {
                assertThat(same || again == State.DAMAGED || again == State.FOREIGN)
                        .as("call %d of %s ends %s", nth, fault, again)
                        .isTrue();
            }
        }
    }
}
