package vn.tangthu.repository.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AuditBudget;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.FixityAudits.Incident;
import vn.tangthu.repository.FixityAudits.Options;
import vn.tangthu.repository.FixityAudits.Run;
import vn.tangthu.repository.FixityAudits.RunState;
import vn.tangthu.repository.Incidents;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.fixity.DueRows.Due;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreCopy;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;
import vn.tangthu.storage.filesystem.FileSystemObjectStore;

/** The audit as a budget, on real files and a real database. */
@Breaks(Breakage.CLOCK)
class AuditBudgetTest {
    private static final String PRIMARY = FixityAudits.PRIMARY;
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir Path directory;
    private Archive archive;
    private BudgetParts parts;
    private Path there;

    /** Eleven in the evening in Vietnam. */
    private final MovingClock clock = new MovingClock(Instant.parse("2030-03-01T16:00:00Z"));

    /** Stands still unless it is moved. */
    private static final class MovingClock extends Clock {
        private volatile Instant now;

        MovingClock(Instant now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void begin() throws IOException {
        there = Files.createDirectories(directory.resolve("b"));
        archive =
                new Archive(
                        directory.resolve("kho"),
                        List.of(
                                new StoreCopy(
                                        "b",
                                        "b",
                                        Duration.ZERO,
                                        () -> FileSystemObjectStore.open(there))),
                        Map.of(
                                "tangthu.repair.automatic", "false",
                                "tangthu.audit.hours", "22:00-06:00",
                                "tangthu.audit.rate", "0B",
                                "tangthu.audit.lease", "1m"),
                        clock);
        parts = archive.bean(BudgetParts.class);
    }

    @AfterEach
    void close() {
        archive.close();
    }

    private StoredAuditBudget budget() {
        return archive.bean(StoredAuditBudget.class);
    }

    /** Everything of the archive was read last so many days ago, in the order of the hồ sơ. */
    private void readLast(Aip aip, int daysAgo) {
        int rows =
                archive.jdbc()
                        .sql(
                                "update projection.audit_due set checked_at = ?, state = 'SOUND',"
                                        + " sooner = 0 where copy = 'primary' and object_id = ?")
                        .params(
                                AuditRows.utc(clock.now.minus(DAY.multipliedBy(daysAgo))),
                                aip.id().value())
                        .update();
        assertThat(rows).isEqualTo(1);
    }

    private void settle(Aip... records) {
        archive.jdbc()
                .sql("update projection.audit_due set checked_at = ?, state = 'SOUND', sooner = 0")
                .param(AuditRows.utc(clock.now.minus(DAY)))
                .update();
        for (Aip one : records) {
            readLast(one, 80);
        }
        parts.due().withLogs(PRIMARY, clock.now);
        parts.due().logsChecked(PRIMARY, false, clock.now);
    }

    private List<UUID> order(int most) {
        List<Due> taken =
                parts.due()
                        .claim(
                                PRIMARY,
                                "thử",
                                Duration.ZERO,
                                clock.now,
                                parts.policy().dueBefore(clock.now),
                                most);
        return taken.stream().map(Due::object).toList();
    }

    /** A slice of its own process that tells which object it reads. */
    private long slice(String node, Consumer<StoreKey> reads, BooleanSupplier stopped)
            throws IOException {
        ObjectStore store =
                (ObjectStore)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {ObjectStore.class},
                                (proxy, method, arguments) -> {
                                    if (method.getName().equals("open")) {
                                        reads.accept((StoreKey) arguments[0]);
                                    }
                                    try {
                                        return method.invoke(archive.store, arguments);
                                    } catch (InvocationTargetException e) {
                                        throw e.getCause();
                                    }
                                });
        Place place = new Place(PRIMARY, store, archive.aips.on(store));
        return new BudgetSlice(parts, place, node, new RateLimit(0), stopped).run();
    }

    private Run newest() {
        return archive.bean(FixityAudits.class).history(0, 1).items().getFirst();
    }

    private AuditBudget.Place place(String copy) {
        return budget().status().places().stream()
                .filter(one -> one.copy().equals(copy))
                .findFirst()
                .orElseThrow();
    }

    private String rootOf(Aip aip) {
        return archive.aips.rootOf(aip.id().value()).value();
    }

    @Test
    void whatWasNotReadForTheLongestComesFirstAndWhatRestsIsLeft() {
        Aip recent = archive.keep("K1.1", 1);
        Aip oldest = archive.keep("K1.2", 1);
        Aip old = archive.keep("K1.3", 1);
        settle();
        readLast(recent, 44);
        readLast(oldest, 70);
        readLast(old, 46);
        assertThat(order(10)).containsExactly(oldest.id().value(), old.id().value());
    }

    @Test
    void neighboursOfDamageComeBeforeTheOldestTheNearestFirst() throws IOException {
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        Aip damaged = archive.keepWith(delivery, "K1.1");
        Aip sameDelivery = archive.keepWith(delivery, "K1.2");
        Aip sameFonds = archive.keep("K1.3", 1);
        Aip readToday = archive.keepWith(delivery, "K1.4");
        Aip oldest = archive.keep("K1.5", 1);
        settle(damaged, sameDelivery, sameFonds, readToday, oldest);
        readLast(sameDelivery, 2);
        readLast(sameFonds, 3);
        readLast(readToday, 0);
        readLast(oldest, 80);
        readLast(damaged, 0);
        archive.jdbc()
                .sql("update projection.audit_due set fonds_id = null where object_id = ?")
                .param(oldest.id().value())
                .update();
        UUID unused =
                archive.bean(Incidents.class)
                        .open(
                                damaged.id(),
                                rootOf(damaged) + "/x",
                                Damage.CHANGED,
                                "trên đường ra");
        List<UUID> order = order(20);
        assertThat(order)
                .containsSubsequence(
                        sameDelivery.id().value(), sameFonds.id().value(), oldest.id().value())
                .doesNotContain(readToday.id().value());
        assertThat(place(PRIMARY).damaged()).as("it was not read whole, and is wrong").isEqualTo(1);
    }

    @Test
    void nothingIsReadOutsideTheHoursAndAClockThatJumpsEndsTheSlice() throws IOException {
        Aip[] all = new Aip[6];
        for (int i = 0; i < all.length; i++) {
            all[i] = archive.keep("K1." + i, 1);
        }
        settle(all);
        clock.now = Instant.parse("2030-03-01T14:59:59Z"); // 21:59:59
        assertThat(slice("a", key -> {}, () -> false)).isZero();
        clock.now = Instant.parse("2030-03-01T17:30:00Z"); // 00:30, past midnight
        Set<String> read = new LinkedHashSet<>();
        long packages =
                slice(
                        "a",
                        key -> {
                            read.add(String.join("/", key.segments().subList(0, 4)));
                            if (read.size() == 3) {
                                clock.now = Instant.parse("2030-03-01T23:00:00Z"); // 06:00
                            }
                        },
                        () -> false);
        assertThat(packages).as("what was being read is read to its end").isBetween(2L, 3L);
        assertThat(newest().state()).isEqualTo(RunState.PART_READ);

        clock.now = Instant.parse("2030-02-20T17:30:00Z"); // a day before: the clock went back
        assertThat(slice("a", key -> {}, () -> false)).isPositive();
    }

    @Test
    void aSliceThatIsStoppedSaysHowMuchItReadAndGivesBackTheRest() throws IOException {
        Aip[] all = new Aip[7];
        for (int i = 0; i < all.length; i++) {
            all[i] = archive.keep("K1." + i, 1);
        }
        settle(all);
        Set<String> begun = new HashSet<>();
        AtomicBoolean stopped = new AtomicBoolean();
        long read =
                slice(
                        "a",
                        key -> {
                            if (key.value().startsWith("ocfl/")
                                    && key.value().endsWith("/inventory.json")) {
                                begun.add(key.value());
                                stopped.set(begun.size() > 3);
                            }
                        },
                        stopped::get);
        Run run = newest();
        assertThat(read).isLessThan(7).isPositive();
        assertThat(run.state()).isEqualTo(RunState.PART_READ);
        assertThat(run.objectsDone()).isEqualTo(read);
        assertThat(run.objectsTotal()).isGreaterThanOrEqualTo(7);
        assertThat(parts.due().reading()).as("nothing is held back").isEmpty();
        assertThat(order(20)).hasSize(7 - (int) read);
    }

    @Test
    void twoProcessesShareTheWorkAndNoneReadsWhatTheOtherDoes() throws Exception {
        Aip[] all = new Aip[40];
        for (int i = 0; i < all.length; i++) {
            all[i] = archive.keep("K1." + i, 1);
        }
        settle(all);
        Map<String, Set<String>> byNode = new ConcurrentHashMap<>();
        CyclicBarrier together = new CyclicBarrier(2); // each has some before one has all
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (String node : List.of("a", "b")) {
            Set<String> roots = ConcurrentHashMap.newKeySet();
            byNode.put(node, roots);
            threads.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        try {
                                            long unused =
                                                    slice(
                                                            node,
                                                            key -> {
                                                                String root = key.segments().get(4);
                                                                if (key.value().contains("/v1/")
                                                                        && roots.add(root)
                                                                        && roots.size() == 1) {
                                                                    meet(together);
                                                                }
                                                            },
                                                            () -> false);
                                        } catch (Exception e) {
                                            failures.add(e);
                                        }
                                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        Set<String> a = byNode.getOrDefault("a", Set.of());
        Set<String> b = byNode.getOrDefault("b", Set.of());
        Set<String> both = new HashSet<>(a);
        both.retainAll(b);
        assertThat(both).isEmpty();
        assertThat(a.size() + b.size()).isEqualTo(40);
        assertThat(a).isNotEmpty();
        assertThat(b).isNotEmpty();
        assertThat(order(50)).isEmpty();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            int unused = barrier.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** So much of its lease is over, on however busy a machine. */
    private void pass(String node, Duration time) {
        double seconds = time.toMillis() / 1000.0;
        int seen =
                archive.jdbc()
                        .sql(
                                "update projection.audit_node set"
                                        + " seen_at = seen_at - make_interval(secs => ?)"
                                        + " where node = ?")
                        .params(seconds, node)
                        .update();
        assertThat(seen).isEqualTo(1);
        int leased =
                archive.jdbc()
                        .sql(
                                "update projection.audit_due set"
                                        + " leased_until = leased_until - make_interval(secs => ?)"
                                        + " where leased_by = ?")
                        .params(seconds, node)
                        .update();
        assertThat(leased).isPositive();
    }

    @Test
    void theWorkOfAKilledProcessIsTakenOverWhenItsLeaseRanOut() throws IOException {
        Aip[] all = new Aip[10];
        for (int i = 0; i < all.length; i++) {
            all[i] = archive.keep("K1." + i, 1);
        }
        settle(all);
        Duration lease = parts.policy().lease();
        parts.due().beat("chết", lease);
        UUID cut = parts.budget().begin(PRIMARY, "chết", clock.now);
        parts.rows().advance(cut, 3, 300);
        List<Due> taken =
                parts.due()
                        .claim(
                                PRIMARY,
                                "chết",
                                lease,
                                clock.now,
                                parts.policy().dueBefore(clock.now),
                                4);
        assertThat(taken).hasSize(4);
        pass("chết", lease.minusSeconds(20));
        parts.due().beat("chết", lease); // lives still
        pass("chết", lease.minusSeconds(20));
        assertThat(parts.budget().abandoned(lease, clock.now)).isEmpty();
        assertThat(slice("sống", key -> {}, () -> false)).isEqualTo(6);
        pass("chết", lease);
        assertThat(parts.budget().abandoned(lease, clock.now)).containsExactly(cut);
        assertThat(slice("sống", key -> {}, () -> false)).isEqualTo(4);
        assertThat(archive.bean(FixityAudits.class).history(0, 10).items())
                .anyMatch(
                        run ->
                                run.id().equals(cut)
                                        && run.state() == RunState.INTERRUPTED
                                        && run.objectsDone() == 3);
        assertThat(parts.due().nodes(lease)).isZero();
    }

    @Test
    void aMissingFileStaysWrongUntilItIsThereAgainAndWasRead() throws IOException {
        Aip aip = archive.keep("K1.1", 2);
        Aip sound = archive.keep("K1.2", 1);
        settle(aip, sound);
        Path file = archive.fileOf(aip, 0);
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        assertThat(slice("a", key -> {}, () -> false)).isEqualTo(2);
        assertThat(newest().state()).as("never that all was read").isEqualTo(RunState.PART_READ);
        assertThat(newest().problems()).isEqualTo(1);
        assertThat(open()).extracting(Incident::damage).containsExactly(Damage.MISSING);
        AuditBudget.Place then = place(PRIMARY);
        assertThat(then.missing()).isEqualTo(1);
        assertThat(then.damaged()).isEqualTo(1);
        assertThat(then.share()).isLessThan(1);

        clock.now = clock.now.plus(DAY).plusSeconds(60);
        assertThat(slice("a", key -> {}, () -> false)).as("wrong: looked at daily").isPositive();
        assertThat(open()).hasSize(1);
        assertThat(place(PRIMARY).within()).isEqualTo(then.within());

        Files.write(file, bytes);
        clock.now = clock.now.plus(DAY).plusSeconds(60);
        assertThat(slice("a", key -> {}, () -> false)).isPositive();
        assertThat(open()).isEmpty();
        assertThat(place(PRIMARY).share()).isEqualTo(1);
        assertThat(place(PRIMARY).damaged()).isZero();

        // The log alone knows it, too.
        archive.bean(FixityAudits.class);
        archive.bean(JdbcFixityAudits.class).rebuild(Progress.NONE);
        assertThat(open()).isEmpty();
        assertThat(archive.bean(FixityAudits.class).incidents(0, 10).total()).isEqualTo(1);
    }

    private List<Incident> open() {
        return archive.bean(FixityAudits.class).incidents(0, 100).items().stream()
                .filter(one -> one.resolvedAt() == null)
                .toList();
    }

    @Test
    void eachCopyIsReadByItselfAndOneThatIsGoneIsNotCounted() throws IOException {
        Aip aip = archive.keep("K1.1", 1);
        assertThat(archive.bean(Copies.class).run("b", Reader.OPERATOR, Progress.NONE).state())
                .isEqualTo(Copies.State.COMPLETE);
        assertThat(place("b").packages()).isEqualTo(2);
        settle(aip);
        archive.jdbc()
                .sql("update projection.audit_due set checked_at = ? where copy = 'b'")
                .param(AuditRows.utc(clock.now.minus(DAY.multipliedBy(89))))
                .update();
        Path file = there.resolve(archive.key(archive.fileOf(aip, 0)));
        Files.write(file, new byte[] {1, 2, 3});
        assertThat(budget().slice("b")).isEqualTo(3);
        assertThat(open()).extracting(Incident::copy).containsExactly("b");
        assertThat(place("b").damaged()).isEqualTo(1);
        assertThat(place("b").changed()).isEqualTo(1);
        assertThat(place(PRIMARY).damaged()).isZero();

        FileSystemUtils.deleteRecursively(there);
        Files.createDirectories(there);
        clock.now = clock.now.plus(DAY.multipliedBy(100));
        long before = parts.budget().pace("b", clock.now).packages();
        assertThat(budget().slice("b")).isZero();
        AuditBudget.Place gone = place("b");
        assertThat(gone.state()).isEqualTo(AuditBudget.State.UNREACHABLE);
        assertThat(gone.problem()).contains("b");
        assertThat(gone.within()).isZero();
        assertThat(parts.budget().pace("b", clock.now).packages()).isEqualTo(before);
        assertThat(open()).as("what was not read is not damaged either").hasSize(1);
    }

    @Test
    void theFiguresOfTheDeskAreThoseOfTheRows() throws IOException {
        Aip[] all = new Aip[9];
        for (int i = 0; i < all.length; i++) {
            all[i] = archive.keep("K1." + i, 1);
        }
        settle(all);
        readLast(all[0], 95);
        Files.delete(archive.fileOf(all[3], 0));
        assertThat(place(PRIMARY).overdue()).isEqualTo(1);
        assertThat(budget().status().verdict()).isEqualTo(AuditBudget.Verdict.OVERDUE);
        long unused = slice("a", key -> {}, () -> false);
        archive.bean(FixityAudits.class)
                .run(new Options(PRIMARY, 2, 0), Reader.OPERATOR, Progress.NONE);
        readLast(all[5], 33);
        Map<String, String> rows = new TreeMap<>();
        archive.jdbc()
                .sql(
                        "select copy, (checked_at at time zone 'Asia/Ho_Chi_Minh')::date as day,"
                                + " count(*), sum(files), sum(bytes), count(*) filter (where state ="
                                + " 'DAMAGED') from projection.audit_due group by 1, 2")
                .query(
                        row -> {
                            rows.put(
                                    row.getString(1) + row.getString(2),
                                    row.getLong(3)
                                            + " "
                                            + row.getLong(4)
                                            + " "
                                            + row.getLong(5)
                                            + " "
                                            + row.getLong(6));
                        });
        Map<String, String> days = new TreeMap<>();
        for (BudgetRows.Day day : parts.budget().days(PRIMARY)) {
            days.put(
                    PRIMARY + day.day(),
                    day.packages() + " " + day.files() + " " + day.bytes() + " " + day.damaged());
        }
        assertThat(days).isEqualTo(rows).hasSizeGreaterThan(1);
        AuditBudget.Place place = place(PRIMARY);
        assertThat(place.ages().stream().mapToLong(AuditBudget.Age::packages).sum())
                .isEqualTo(place.packages());
        assertThat(place.pace().packages()).isEqualTo(9);
        assertThat(place.pace().bytes()).isPositive();
        assertThat(place.within() + place.overdue() + place.damaged()).isEqualTo(place.packages());
    }

    @Test
    void aRebuildKnowsFromTheLogWhatWasRead() throws IOException {
        Aip[] all = new Aip[3];
        for (int i = 0; i < all.length; i++) {
            all[i] = archive.keep("K1." + i, 1);
        }
        settle(all);
        assertThat(slice("a", key -> {}, () -> false)).isEqualTo(3);
        Instant floor = parts.budget().floor(PRIMARY).orElseThrow();
        // As the catalogue makes them: stored long ago, never read.
        archive.jdbc()
                .sql(
                        "update projection.audit_due set checked_at = '2020-01-01', state = 'NEW'"
                                + " where kind <> 'LOGS'")
                .update();
        assertThat(place(PRIMARY).overdue()).isGreaterThanOrEqualTo(3);
        archive.bean(JdbcFixityAudits.class).rebuild(Progress.NONE);
        assertThat(place(PRIMARY).overdue()).isZero();
        assertThat(parts.budget().floor(PRIMARY)).contains(floor);
        assertThat(newest().state()).isEqualTo(RunState.PART_READ);
        assertThat(newest().objectsDone()).isEqualTo(3);
    }
}
