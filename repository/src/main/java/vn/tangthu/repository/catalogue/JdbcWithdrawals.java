package vn.tangthu.repository.catalogue;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.ChangeJournal.Kind;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.IndexBarrier;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.Withdrawals;

/**
 * Withdrawing goes as a restriction does: the rows first, with a durable note of what the package
 * still lacks, in one transaction; then the package, its word and the note's end. Whatever cuts
 * this off leaves the hồ sơ withdrawn. Reinstating goes the other way round: it looks whether the
 * package is the newest that is known, then takes the code; cut off, the hồ sơ is what its package
 * says.
 */
@Component
class JdbcWithdrawals implements Withdrawals {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final JdbcChangeJournal journal;
    private final PendingVersions pending;
    private final StagedVersions staged;
    private final JdbcCatalogueWriter writer;
    private final RecordChanges changes;
    private final ObjectLocks locks;
    private final BroughtByDelivery deliveries;
    private final AipStore store;
    private final ObjectProvider<IndexBarrier> index;
    private final Clock clock;
    private final PackageWaits waits;
    private final ExecutorService packages =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("withdrawal-", 0).factory());

    JdbcWithdrawals(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            JdbcChangeJournal journal,
            PendingVersions pending,
            StagedVersions staged,
            JdbcCatalogueWriter writer,
            RecordChanges changes,
            ObjectLocks locks,
            BroughtByDelivery deliveries,
            AipStore store,
            ObjectProvider<IndexBarrier> index,
            Clock clock,
            PackageWaits waits) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.journal = journal;
        this.pending = pending;
        this.staged = staged;
        this.writer = writer;
        this.changes = changes;
        this.locks = locks;
        this.deliveries = deliveries;
        this.store = store;
        this.index = index;
        this.clock = clock;
        this.waits = waits;
    }

    @PreDestroy
    void stop() {
        packages.shutdownNow();
    }

    @Override
    public void withdraw(AipId id, String reason, Reader actor) {
        VersionedHoldings.requireReason(reason, actor);
        ReentrantLock lock = locks.of(id.value());
        lock.lock();
        long line;
        Exception cutOff;
        try {
            line = hide("id = ?", id.value(), reason, actor).line();
            if (line < 0) {
                throw refused("NO_SUCH_RECORD", id.toString(), id.toString());
            }
            cutOff = finish(id);
        } finally {
            lock.unlock();
        }
        if (cutOff != null) {
            throw waits.acts(
                    waits.code(id),
                    line,
                    new PackageWaits.Act(actor, "WITHDRAW", id.toString(), reason),
                    cutOff);
        }
        await(line);
    }

    /** Why what is noted cannot go into the package now, or null when it did. */
    private @Nullable Exception finish(AipId id) {
        try {
            Optional<PendingVersions.Pending> note = pending.find(id.value());
            if (note.isPresent()) {
                changes.finish(note.get());
            }
            return null;
        } catch (IOException | UncheckedIOException e) {
            return e;
        }
    }

    @Override
    public TakenBack withdrawDelivery(DeliveryId delivery, String reason, Reader actor) {
        VersionedHoldings.requireReason(reason, actor);
        record Done(Hidden hidden, TakenBack told) {}
        Done done =
                transactions.execute(
                        status -> {
                            journal.lock();
                            int left = deliveries.left(delivery);
                            Hidden hidden =
                                    hide(
                                            BroughtByDelivery.CREATED,
                                            delivery.value(),
                                            reason,
                                            actor);
                            staged.refuseIfOnItsWay(
                                    "select id from projection.record where visible and "
                                            + BroughtByDelivery.ON_TOP,
                                    delivery.value());
                            int later = deliveries.noteToTakeBack(delivery, reason, actor);
                            return new Done(hidden, new TakenBack(hidden.records(), later, left));
                        });
        if (done.told().withdrawn() + done.told().later() > 0) {
            finishInBackground();
        }
        if (done.told().withdrawn() > 0) {
            await(done.hidden().line());
        }
        return done.told();
    }

    /**
     * @param line of the journal, the last of them, or -1 for none
     */
    private record Hidden(int records, long line) {}

    private Hidden hide(String which, UUID subject, String reason, Reader actor) {
        String selected = "select id from projection.record where visible and " + which;
        return transactions.execute(
                status -> {
                    journal.lock();
                    staged.refuseIfOnItsWay(selected, subject);
                    int notes =
                            jdbc.sql(
                                            "insert into projection.pending_version (subject,"
                                                    + " kind, since, withdrawal) select id, ?, ?,"
                                                    + " ?::jsonb from ("
                                                    + selected
                                                    + " order by id) s on conflict (subject) do"
                                                    + " update set withdrawal ="
                                                    + " excluded.withdrawal")
                                    .params(
                                            Kind.AIP_WITHDRAWN.name(),
                                            journal.now(),
                                            DescriptionJson.write(
                                                    new PendingVersions.Withdrawal(
                                                            actor.name(), reason)),
                                            subject)
                                    .update();
                    if (notes == 0) {
                        return new Hidden(0, -1);
                    }
                    int unused =
                            jdbc.sql(
                                            "delete from projection.text_state where aip_id in ("
                                                    + selected
                                                    + ")")
                                    .param(subject)
                                    .update();
                    journal.appendAll(Kind.AIP_WITHDRAWN, selected + " order by id", subject);
                    unused =
                            jdbc.sql(
                                            "update projection.record set visible = false,"
                                                    + " withdrawn = true where visible and "
                                                    + which)
                                    .param(subject)
                                    .update();
                    return new Hidden(notes, journal.head());
                });
    }

    /** Packages of what is withdrawn in the catalogue already, or is to be taken back. */
    void finishInBackground() {
        packages.execute(
                () -> {
                    for (PendingVersions.Pending one : pending.all()) {
                        boolean ours = one.withdrawal() != null || one.takesBack() != null;
                        if (ours && !Thread.currentThread().isInterrupted()) {
                            changes.finish(new AipId(one.subject()));
                        }
                    }
                });
    }

    @Override
    public void reinstate(AipId id, String reason, Reader actor) {
        VersionedHoldings.requireReason(reason, actor);
        ReentrantLock lock = locks.of(id.value());
        lock.lock();
        try {
            Optional<PendingVersions.Pending> cutOff = pending.find(id.value());
            if (cutOff.isPresent()) {
                changes.finish(cutOff.get());
            }
            String code = withdrawnCode(id);
            Aip head = store.read(id);
            changes.requireNewest(head);
            takeCode(id, code);
            Aip next =
                    AipEdits.versioned(
                            head,
                            clock.instant(),
                            actor.name(),
                            reason,
                            RecordVersion.Kind.REINSTATED);
            changes.store(next, Map.of());
            long line = writer.changed(next, Kind.AIP_CHANGED, null);
        } catch (IOException e) {
            throw PackageWaits.refused(waits.code(id), id + " was not reinstated", e);
        } finally {
            lock.unlock();
        }
    }

    private String withdrawnCode(AipId id) {
        return jdbc.sql(
                        "select arc_file_code from projection.record where id = ? and"
                                + " withdrawn and not blocked")
                .param(id.value())
                .query(String.class)
                .optional()
                .orElseThrow(() -> refused("NO_SUCH_RECORD", id.toString(), id.toString()));
    }

    /**
     * From here on no delivery can have it. A delivery reserves first and looks afterwards: our own
     * short reservation makes it wait, or refuses us.
     */
    private void takeCode(AipId id, String code) {
        try {
            transactions.executeWithoutResult(
                    status -> {
                        int reserved =
                                jdbc.sql(
                                                "insert into projection.reservation (aip_id,"
                                                        + " delivery_id, arc_file_code, fingerprint,"
                                                        + " reserved_at) values (?, ?, ?, '', ?) on"
                                                        + " conflict (arc_file_code) do nothing")
                                        .params(id.value(), id.value(), code, journal.now())
                                        .update();
                        if (reserved == 0) {
                            throw refused("CODE_HELD_BY_OTHER", code, code);
                        }
                        int unused =
                                jdbc.sql(
                                                "update projection.record set withdrawn = false"
                                                        + " where id = ?")
                                        .param(id.value())
                                        .update();
                        unused =
                                jdbc.sql("delete from projection.reservation where aip_id = ?")
                                        .param(id.value())
                                        .update();
                        pending.note(id.value(), Kind.AIP_CHANGED);
                    });
        } catch (DuplicateKeyException e) {
            throw refused("CODE_HELD_BY_OTHER", code, code);
        }
    }

    @Override
    public Slice<Withdrawn> withdrawn(int offset, int limit, Reader reader) {
        if (!Withdrawals.mayKnow(reader)) {
            return new Slice<>(List.of(), offset, 0);
        }
        long total =
                jdbc.sql("select count(*) from projection.record where withdrawn and not blocked")
                        .query(Long.class)
                        .single();
        return new Slice<>(
                jdbc.sql(SELECT + " order by r.changed_at desc, r.id offset ? limit ?")
                        .params(offset, limit)
                        .query((row, n) -> withdrawn(row, reader))
                        .list(),
                offset,
                total);
    }

    @Override
    public Optional<Withdrawn> find(AipId id, Reader reader) {
        if (!Withdrawals.mayKnow(reader)) {
            return Optional.empty();
        }
        return jdbc.sql(SELECT + " and r.id = ?")
                .param(id.value())
                .query((row, n) -> withdrawn(row, reader))
                .optional();
    }

    private static final String SELECT =
            "select r.*, f.code as f_code, f.access as f_access, f.title_public as f_title_public,"
                    + " f.basis as f_basis, f.ground as f_ground, f.closed_until as f_closed_until,"
                    + " p.withdrawal, p.since from projection.record r"
                    + " join projection.fonds f on f.id = r.fonds_id"
                    + " left join projection.pending_version p on p.subject = r.id"
                    + " where r.withdrawn and not r.blocked";

    private static Withdrawn withdrawn(ResultSet row, Reader reader) throws SQLException {
        Rights rights =
                Ranks.strictest(CatalogueRows.rights(row, "f_"), CatalogueRows.rights(row, ""));
        FondsId fonds = new FondsId(row.getObject("fonds_id", UUID.class));
        boolean title = reader.mayRead(fonds, rights.access()) || rights.titlePublic();
        UUID delivery = row.getObject("delivery_id", UUID.class);
        String note = row.getString("withdrawal");
        RecordVersion last = DescriptionJson.readHistory(row.getString("history")).getLast();
        Instant at = note == null ? last.createdAt() : CatalogueRows.instant(row, "since");
        PendingVersions.Withdrawal by =
                note == null
                        ? new PendingVersions.Withdrawal(last.actor(), last.message())
                        : DescriptionJson.read(note, PendingVersions.Withdrawal.class);
        return new Withdrawn(
                new AipId(row.getObject("id", UUID.class)),
                row.getString("arc_file_code"),
                title ? row.getString("title") : null,
                row.getString("f_code"),
                delivery == null ? null : new DeliveryId(delivery),
                row.getInt("version"),
                at,
                by.actor(),
                by.reason());
    }

    @Override
    public Extent extent(DeliveryId delivery, Reader reader) {
        return reader.is(Role.ARCHIVIST) ? deliveries.extent(delivery) : Extent.NOTHING;
    }

    private void await(long line) {
        IndexBarrier barrier = index.getIfAvailable();
        if (barrier != null) {
            barrier.awaitIndexed(line);
        }
    }

    private static RefusedException refused(String code, String place, String... values) {
        return new RefusedException(Finding.blocks(code, place, values));
    }
}
