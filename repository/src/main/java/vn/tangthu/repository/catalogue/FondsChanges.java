package vn.tangthu.repository.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.ChangeJournal.Kind;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings.NewFonds;
import vn.tangthu.repository.IndexBarrier;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;

/** Fonds and their series: as {@link RecordChanges}, one object for each fonds. */
@Component
class FondsChanges {
    private static final Logger log = LoggerFactory.getLogger(FondsChanges.class);

    private final AipStore store;
    private final FondsRows rows;
    private final JdbcChangeJournal journal;
    private final PendingVersions pending;
    private final TransactionTemplate transactions;
    private final ObjectProvider<IndexBarrier> index;
    private final PackageWaits waits;

    /** Codes are unique among all fonds, so all changes of fonds come one after the other. */
    private final ReentrantLock lock = new ReentrantLock(true);

    FondsChanges(
            AipStore store,
            FondsRows rows,
            JdbcChangeJournal journal,
            PendingVersions pending,
            TransactionTemplate transactions,
            ObjectProvider<IndexBarrier> index,
            PackageWaits waits) {
        this.store = store;
        this.rows = rows;
        this.journal = journal;
        this.pending = pending;
        this.transactions = transactions;
        this.index = index;
        this.waits = waits;
    }

    void create(FondsObject fonds, Reader actor, String message, Runnable check) {
        underLock(
                () -> {
                    check.run();
                    long unused = save(fonds, actor, message);
                });
    }

    /**
     * @param rights what {@code edit} makes of who may see it; null when it leaves that alone
     * @throws RefusedException {@code PACKAGE_WAITS} when the object of the fonds cannot be changed
     *     now, and of the change what it restricts acts; {@code VERSION_LOST} when nothing does
     */
    void change(
            FondsId id,
            @Nullable Rights rights,
            Reader actor,
            String message,
            UnaryOperator<FondsObject> edit) {
        long line;
        try {
            line = make(id, actor, message, edit);
        } catch (IOException | UncheckedIOException e) {
            throw inRows(id, rights, actor, message, e);
        }
        IndexBarrier barrier = index.getIfAvailable();
        if (line >= 0 && barrier != null) {
            barrier.awaitIndexed(line);
        }
    }

    /**
     * @return the journal line that the index has to have before this is told as done, or -1
     */
    private long make(FondsId id, Reader actor, String message, UnaryOperator<FondsObject> edit)
            throws IOException {
        lock.lock();
        try {
            Optional<PendingVersions.Pending> cutOff = pending.find(id.value());
            if (cutOff.isPresent()) {
                finish(cutOff.get());
            }
            FondsObject before = store.readFonds(id);
            int known = rows.version(id.value());
            if (before.version() < known) {
                throw new AipStore.VersionLostException(id.value(), known, before.version());
            }
            FondsObject after = edit.apply(before);
            if (after.equals(before)) {
                return -1;
            }
            long line = -1;
            FondsObject meanwhile = withRights(before, after.fonds().rights());
            if (!meanwhile.equals(before)) {
                line = narrow(meanwhile, PendingRights.of(meanwhile, actor.name(), message));
            }
            long saved = save(nextVersion(after), actor, message);
            return after.fonds().rights().equals(before.fonds().rights()) ? line : saved;
        } finally {
            lock.unlock();
        }
    }

    /** As {@link RowsNarrowing}: a restriction acts also where the object cannot take it now. */
    private RuntimeException inRows(
            FondsId id, @Nullable Rights asked, Reader actor, String message, Exception cause) {
        String place = rows.shown(id.value()).map(FondsRows.Shown::code).orElseGet(id::toString);
        Optional<Long> line = Optional.empty();
        if (asked != null) {
            lock.lock();
            try {
                line = narrow(id.value(), asked, actor, message);
            } finally {
                lock.unlock();
            }
        }
        if (asked == null || line.isEmpty()) {
            return PackageWaits.refused(place, "The fonds " + id + " was not stored", cause);
        }
        String detail = asked.access() + ": " + message;
        return waits.acts(
                place,
                line.get(),
                new PackageWaits.Act(actor, "RESTRICT_FONDS", place, detail),
                cause);
    }

    /** The journal line; empty where nothing of what is asked for is a restriction. */
    private Optional<Long> narrow(UUID fonds, Rights asked, Reader actor, String message) {
        return transactions.execute(
                status -> {
                    journal.lock();
                    FondsRows.Shown now = rows.shown(fonds).orElse(null);
                    if (now == null) {
                        return Optional.empty();
                    }
                    Rights after = PendingRights.narrow(now.rights(), asked);
                    boolean noted =
                            pending.find(fonds).map(PendingVersions.Pending::rights).isPresent();
                    if (after.equals(now.rights()) && !(noted && asked.equals(now.rights()))) {
                        return Optional.empty();
                    }
                    rows.saveRights(fonds, after);
                    pending.narrowed(
                            fonds,
                            Kind.FONDS_CHANGED,
                            new PendingRights(actor.name(), message, after, Map.of()));
                    return Optional.of(journal.append(Kind.FONDS_RESTRICTED, fonds));
                });
    }

    private static FondsObject withRights(FondsObject object, Rights rights) {
        NewFonds fonds = object.fonds();
        return new FondsObject(
                object.id(),
                new NewFonds(
                        fonds.code(),
                        fonds.title(),
                        fonds.archiveCode(),
                        fonds.closedOn(),
                        fonds.history(),
                        Ranks.strictest(fonds.rights(), rights)),
                object.series(),
                object.createdAt(),
                object.version());
    }

    private static FondsObject nextVersion(FondsObject object) {
        return new FondsObject(
                object.id(),
                object.fonds(),
                object.series(),
                object.createdAt(),
                object.version() + 1);
    }

    private interface Change {
        void make() throws IOException;
    }

    private void underLock(Change change) {
        lock.lock();
        try {
            change.make();
        } catch (IOException e) {
            throw new UncheckedIOException("The fonds was not stored", e);
        } finally {
            lock.unlock();
        }
    }

    private long save(FondsObject fonds, Reader actor, String message) throws IOException {
        pending.note(fonds.id().value(), Kind.FONDS_CHANGED);
        store.saveFonds(fonds, actor.name(), message);
        return project(fonds);
    }

    private long project(FondsObject fonds) {
        return transactions.execute(
                status -> {
                    journal.lock();
                    Kind kind = rows.change(fonds);
                    rows.save(fonds);
                    pending.forget(fonds.id().value());
                    return journal.append(kind, fonds.id().value());
                });
    }

    private long narrow(FondsObject fonds, PendingRights rights) {
        return transactions.execute(
                status -> {
                    journal.lock();
                    Kind kind = rows.change(fonds);
                    rows.save(fonds);
                    pending.narrowed(fonds.id().value(), Kind.FONDS_CHANGED, rights);
                    return journal.append(kind, fonds.id().value());
                });
    }

    /** What is noted goes on, as far as it can. */
    void finish(FondsId id) {
        lock.lock();
        try {
            Optional<PendingVersions.Pending> cutOff = pending.find(id.value());
            if (cutOff.isPresent()) {
                finish(cutOff.get());
            }
        } catch (IOException | RuntimeException e) {
            log.error("What was cut off of the fonds {} cannot be finished yet", id, e);
        } finally {
            lock.unlock();
        }
    }

    /** What was cut off: as {@link RecordChanges#finish}. */
    private void finish(PendingVersions.Pending cutOff) throws IOException {
        UUID fonds = cutOff.subject();
        if (store.removeUnfinished(fonds, rows.version(fonds)) == 0) {
            pending.forget(fonds); // it was cut off before anything was stored
            return;
        }
        FondsObject stored = store.readFonds(new FondsId(fonds));
        PendingRights rights = cutOff.rights();
        if (rights != null && !rights.narrow(stored).equals(stored)) {
            stored = nextVersion(rights.narrow(stored));
            store.saveFonds(stored, rights.actor(), rights.reason());
        }
        if (rows.version(fonds) < stored.version()) {
            long unused = project(stored);
        }
        pending.forget(fonds);
    }
}
