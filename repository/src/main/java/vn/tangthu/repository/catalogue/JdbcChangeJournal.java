package vn.tangthu.repository.catalogue;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.repository.RebuildUnderWay;

/**
 * The journal in a table. Whoever appends first takes {@link #lock()} and holds it until the
 * transaction ends: numbers are given out and become visible in the same order. (A sequence alone
 * would not do: a transaction that took 7 may commit after the one that took 8, when a reader's
 * cursor has passed it.)
 */
@Component
@InWorkers
class JdbcChangeJournal implements ChangeJournal {
    /** Any number that nobody else uses for an advisory lock in this database. */
    private static final long LOCK = 7463241;

    /** {@link Kind#narrows} in SQL, which the partial index {@code journal_narrows} answers. */
    static final String NARROWS =
            Arrays.stream(Kind.values())
                    .filter(Kind::narrows)
                    .map(Kind::name)
                    .collect(Collectors.joining("', '", "kind in ('", "')"));

    private final JdbcClient jdbc;
    private final JournalNudge nudge;
    private final Clock clock;

    /** Ends with the rebuild that is under way; null while there is none. */
    private volatile @Nullable CompletableFuture<Void> rebuild;

    JdbcChangeJournal(JdbcClient jdbc, JournalNudge nudge, Clock clock) {
        this.jdbc = jdbc;
        this.nudge = nudge;
        this.clock = clock;
    }

    @Override
    public UUID epoch() {
        return jdbc.sql("select id from projection.epoch").query(UUID.class).single();
    }

    @Override
    public List<Entry> after(long sequence, int limit) {
        return jdbc.sql(
                        "select sequence, kind, subject, at from projection.journal"
                                + " where sequence > ? order by sequence limit ?")
                .params(sequence, limit)
                .query(
                        (row, n) ->
                                new Entry(
                                        row.getLong("sequence"),
                                        Kind.valueOf(row.getString("kind")),
                                        row.getObject("subject", UUID.class),
                                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public long head() {
        return head(jdbc);
    }

    @Override
    public long began() {
        return jdbc.sql("select began from projection.epoch").query(Long.class).single();
    }

    @Override
    public Set<FondsId> narrowedAfter(long sequence) {
        return jdbc
                .sql(
                        """
                        with narrowed as materialized (
                            select kind, subject from projection.journal
                            where %s and sequence > ?)
                        select subject from narrowed where kind = 'FONDS_RESTRICTED'
                        union
                        select r.fonds_id from narrowed n join projection.record r on r.id = n.subject
                        union
                        select p.fonds from narrowed n join kept.paper_entry p on p.id = n.subject
                        """
                                .formatted(NARROWS))
                .param(sequence)
                .query(UUID.class)
                .list()
                .stream()
                .map(FondsId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Position position() {
        return jdbc.sql(
                        "select id, (select coalesce(max(sequence), 0) from projection.journal)"
                                + " from projection.epoch")
                .query((row, n) -> new Position(row.getObject(1, UUID.class), row.getLong(2)))
                .single();
    }

    static long head(JdbcClient jdbc) {
        return jdbc.sql("select coalesce(max(sequence), 0) from projection.journal")
                .query(Long.class)
                .single();
    }

    /**
     * Waits for its turn to append, in the caller's transaction. To be taken before any row is
     * changed that others change under it too, or two writers may wait for each other.
     *
     * @throws RebuildUnderWay to the outermost {@code TransactionTemplate} of the rooms, which
     *     executes its action again after the rebuild
     */
    void lock() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("The journal is written in a transaction");
        }
        CompletableFuture<Void> over = rebuild;
        if (over != null
                && RebuildUnderWay.BEGINS_ANEW.equals(
                        TransactionSynchronizationManager.getCurrentTransactionName())) {
            throw new RebuildUnderWay(over);
        }
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
    }

    /** The journal is the rebuild's; one at a time. Ends with {@link #rebuilt()}, always. */
    void rebuilding() {
        rebuild = new CompletableFuture<>();
    }

    void rebuilt() {
        CompletableFuture<Void> over = rebuild;
        rebuild = null;
        if (over != null) {
            boolean unused = over.complete(null);
        }
    }

    /**
     * Appends a line under the lock.
     *
     * @return its number
     */
    long append(Kind kind, UUID subject) {
        lock();
        long sequence =
                jdbc.sql(
                                "insert into projection.journal (kind, subject, at)"
                                        + " values (?, ?, ?) returning sequence")
                        .params(kind.name(), subject, now())
                        .query(Long.class)
                        .single();
        nudge.afterCommit();
        return sequence;
    }

    /**
     * Appends a line for each row that {@code select} gives (one UUID), in its order, in the
     * caller's transaction.
     */
    void appendAll(Kind kind, String select, Object... parameters) {
        lock();
        List<Object> all = new ArrayList<>(List.of(kind.name(), now()));
        all.addAll(List.of(parameters));
        int unused =
                jdbc.sql(
                                "insert into projection.journal (kind, at, subject) select ?, ?, s.id"
                                        + " from ("
                                        + select
                                        + ") s")
                        .params(all)
                        .update();
        nudge.afterCommit();
    }

    /**
     * A new id: cursors of before are worthless. Lines that are appended from now on are its own.
     */
    void newEpoch() {
        int unused =
                jdbc.sql("update projection.epoch set id = ?, since = ?, began = ?")
                        .params(UUID.randomUUID(), now(), head())
                        .update();
    }

    OffsetDateTime now() {
        return at(clock.instant());
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
