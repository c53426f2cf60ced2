package vn.tangthu.repository.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
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
import vn.tangthu.repository.Rights;
import vn.tangthu.storage.StoreException;

/** Fonds and their series: as {@link RecordChanges}, one object for each fonds. */
@Component
class FondsChanges {
    private final AipStore store;
    private final FondsRows rows;
    private final JdbcChangeJournal journal;
    private final PendingVersions pending;
    private final TransactionTemplate transactions;
    private final ObjectProvider<IndexBarrier> index;

    /** Codes are unique among all fonds, so all changes of fonds come one after the other. */
    private final ReentrantLock lock = new ReentrantLock(true);

    FondsChanges(
            AipStore store,
            FondsRows rows,
            JdbcChangeJournal journal,
            PendingVersions pending,
            TransactionTemplate transactions,
            ObjectProvider<IndexBarrier> index) {
        this.store = store;
        this.rows = rows;
        this.journal = journal;
        this.pending = pending;
        this.transactions = transactions;
        this.index = index;
    }

    void create(FondsObject fonds, Reader actor, String message, Runnable check) {
        underLock(
                () -> {
                    check.run();
                    long unused = save(fonds, actor, message);
                });
    }

    void change(FondsId id, Reader actor, String message, UnaryOperator<FondsObject> edit) {
        long[] line = {-1};
        underLock(
                () -> {
                    Optional<PendingVersions.Pending> cutOff = pending.find(id.value());
                    if (cutOff.isPresent()) {
                        finish(cutOff.get());
                    }
                    FondsObject before = store.readFonds(id);
                    if (before.version() < rows.version(id.value())) {
                        throw new StoreException("Newer versions of " + id + " were stored");
                    }
                    FondsObject after = edit.apply(before);
                    if (after.equals(before)) {
                        return;
                    }
                    FondsObject meanwhile = withRights(before, after.fonds().rights());
                    if (!meanwhile.equals(before)) {
                        line[0] =
                                narrow(
                                        meanwhile,
                                        PendingRights.of(meanwhile, actor.name(), message));
                    }
                    long saved = save(nextVersion(after), actor, message);
                    if (!after.fonds().rights().equals(before.fonds().rights())) {
                        line[0] = saved;
                    }
                });
        IndexBarrier barrier = index.getIfAvailable();
        if (line[0] >= 0 && barrier != null) {
            barrier.awaitIndexed(line[0]);
        }
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
                    rows.save(fonds);
                    pending.forget(fonds.id().value());
                    return journal.append(Kind.FONDS_CHANGED, fonds.id().value());
                });
    }

    private long narrow(FondsObject fonds, PendingRights rights) {
        return transactions.execute(
                status -> {
                    journal.lock();
                    rows.save(fonds);
                    pending.narrowed(fonds.id().value(), Kind.FONDS_CHANGED, rights);
                    return journal.append(Kind.FONDS_CHANGED, fonds.id().value());
                });
    }

    /** What was cut off: as {@link RecordChanges#finish}. */
    void finish(PendingVersions.Pending cutOff) throws IOException {
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
