package vn.tangthu.repository.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.CatalogueWriter.ArchivistsChange;
import vn.tangthu.repository.ChangeJournal.Kind;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.IndexBarrier;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.storage.Digest;

/**
 * A new version of a record: object in the store first, then its word (the version is acknowledged
 * from then on), then rows and journal line in one transaction. A restriction goes the other way
 * round: the rows first, so that it acts at every exit at once, then the store, then the rows of
 * the new version, and it is acknowledged when the index has it too. Whatever cuts this off leaves
 * the stricter state: with the narrowed rows stands a note of what has to go into the package,
 * which the next change, start or repair finishes and a rebuild heeds. While a delivery brings a
 * new version of the same record, a restriction acts at once and goes into the package when the
 * delivery is done; everything else is refused until then. While the package cannot be read, or the
 * store has an older one than was acknowledged, everything is refused; a restriction acts all the
 * same ({@link Restrictions}).
 */
@Component
class RecordChanges {
    private static final Logger log = LoggerFactory.getLogger(RecordChanges.class);

    /** Against a version that a delivery adds at the same moment. */
    private static final int ATTEMPTS = 3;

    private final AipStore store;
    private final Acknowledgements acknowledgements;
    private final JdbcCatalogueWriter writer;
    private final PendingVersions pending;
    private final ObjectLocks locks;
    private final JdbcClient jdbc;
    private final ObjectProvider<IndexBarrier> index;
    private final Clock clock;
    private final PackageWaits waits;

    RecordChanges(
            AipStore store,
            Acknowledgements acknowledgements,
            JdbcCatalogueWriter writer,
            PendingVersions pending,
            ObjectLocks locks,
            JdbcClient jdbc,
            ObjectProvider<IndexBarrier> index,
            Clock clock,
            PackageWaits waits) {
        this.store = store;
        this.acknowledgements = acknowledgements;
        this.writer = writer;
        this.pending = pending;
        this.locks = locks;
        this.jdbc = jdbc;
        this.index = index;
        this.clock = clock;
        this.waits = waits;
    }

    /**
     * @param expectedVersion the version {@code edit} was made for, or null for whichever is the
     *     head
     */
    void change(
            AipId id,
            @Nullable Integer expectedVersion,
            Kind kind,
            String reason,
            Reader actor,
            UnaryOperator<Aip> edit) {
        change(
                id,
                expectedVersion,
                kind,
                RecordVersion.Kind.DESCRIBED,
                new ArchivistsChange(reason, actor, edit, Map.of()));
    }

    void change(
            AipId id,
            @Nullable Integer expectedVersion,
            Kind kind,
            RecordVersion.Kind made,
            ArchivistsChange change) {
        try {
            await(make(id, expectedVersion, kind, made, change));
        } catch (IOException e) {
            throw refused(id, e);
        }
    }

    /** What to tell when the package could not take a change, and nothing was changed. */
    RuntimeException refused(AipId id, Exception cause) {
        return PackageWaits.refused(
                waits.code(id), "The version of " + id + " was not stored", cause);
    }

    /**
     * @param line of the journal, or -1 for none
     */
    void await(long line) {
        IndexBarrier barrier = index.getIfAvailable();
        if (line >= 0 && barrier != null) {
            barrier.awaitIndexed(line);
        }
    }

    /**
     * As {@link #change}, without waiting for the index.
     *
     * @return the journal line that the index has to have before this is told as done, or -1
     * @throws IOException when the package cannot be read, or is an older one, or does not take it;
     *     what narrows may act all the same
     */
    long make(
            AipId id,
            @Nullable Integer expectedVersion,
            Kind kind,
            RecordVersion.Kind made,
            ArchivistsChange change)
            throws IOException {
        Reader actor = change.actor();
        String reason = change.message();
        boolean awaitIndex = kind == Kind.RIGHTS_CHANGED;
        long line = -1;
        ReentrantLock lock = locks.of(id.value());
        lock.lock();
        try {
            for (int attempt = 1; ; attempt++) {
                Optional<PendingVersions.Pending> cutOff = pending.find(id.value());
                if (cutOff.isPresent()) {
                    finish(cutOff.get());
                }
                Optional<CatalogueWriter.OpenVersion> delivered = writer.openVersion(id);
                Aip head = head(id, expectedVersion, delivered);
                Aip edited = change.edit().apply(head);
                if (edited.equals(head)) {
                    return -1;
                }
                Aip meanwhile = AipEdits.strictestOf(head, edited);
                boolean narrows = !meanwhile.equals(head);
                if (delivered.isPresent() && !(narrows && kind == Kind.RIGHTS_CHANGED)) {
                    throw conflict(head, head.version() + 1);
                }
                if (narrows) {
                    awaitIndex = true;
                    line =
                            writer.narrowed(
                                    meanwhile,
                                    kind,
                                    PendingRights.of(meanwhile, actor.name(), reason));
                }
                if (delivered.isPresent()) {
                    break; // into the package when the delivery is done with it
                }
                Aip next = AipEdits.versioned(edited, clock.instant(), actor.name(), reason, made);
                pending.note(id.value(), kind);
                try {
                    store(next, change.sources());
                } catch (RefusedException e) {
                    if (expectedVersion == null && attempt < ATTEMPTS) {
                        continue;
                    }
                    throw e;
                }
                line = Math.max(line, writer.changed(next, kind, null));
                break;
            }
        } finally {
            lock.unlock();
        }
        return awaitIndex ? line : -1;
    }

    /** Object, then word. */
    void store(Aip next, Map<ContentFileId, Path> sources) throws IOException {
        store.addVersion(next, next.version() - 1, sources);
        acknowledgements.write(next.id(), next.version(), next.history().getLast().actor());
    }

    private Aip head(
            AipId id,
            @Nullable Integer expectedVersion,
            Optional<CatalogueWriter.OpenVersion> delivered)
            throws IOException {
        boolean known =
                jdbc.sql("select exists (select from projection.record where id = ? and visible)")
                        .param(id.value())
                        .query(Boolean.class)
                        .single();
        if (!known) {
            throw new RefusedException(
                    Finding.blocks("NO_SUCH_RECORD", id.toString(), id.toString()));
        }
        Aip head =
                delivered.isPresent()
                        ? store.read(id, delivered.get().version() - 1)
                        : store.read(id);
        if (expectedVersion != null && head.version() != expectedVersion) {
            throw conflict(head, expectedVersion);
        }
        if (delivered.isEmpty()) {
            requireNewest(head);
        }
        return head;
    }

    /**
     * Nothing may be made of a head on which newer versions stood.
     *
     * @throws AipStore.VersionLostException when catalogue or acknowledgements tell of a newer one
     */
    void requireNewest(Aip head) throws IOException {
        int known = known(head.id());
        if (head.version() < known) {
            throw new AipStore.VersionLostException(head.id().value(), known, head.version());
        }
    }

    /**
     * The newest version that is known to be complete, by the catalogue or by the words for
     * versions that archivists made; the store's own inventories may be damaged or older.
     *
     * <p>Not known here: a version that a delivery brought and on which none by an archivist
     * stands, where the catalogue too is older than it. Its word lies with its delivery, of which
     * then neither catalogue nor package tells; only reading all words would find it, as audits and
     * rebuilds do.
     */
    private int known(AipId id) throws IOException {
        int shown =
                jdbc.sql("select version from projection.record where id = ?")
                        .param(id.value())
                        .query(Integer.class)
                        .optional()
                        .orElse(0);
        return Math.max(shown, acknowledgements.newest(id));
    }

    private static RefusedException conflict(Aip head, int expected) {
        return new RefusedException(
                Finding.blocks(
                        "VERSION_CONFLICT",
                        head.description().arcFileCode(),
                        Integer.toString(expected),
                        Integer.toString(head.version())));
    }

    /** What is noted goes on, as far as it can; when a delivery is done with its version, too. */
    void finish(AipId id) {
        ReentrantLock lock = locks.of(id.value());
        lock.lock();
        try {
            Optional<PendingVersions.Pending> cutOff = pending.find(id.value());
            if (cutOff.isPresent()) {
                finish(cutOff.get());
            }
        } catch (IOException | RuntimeException e) {
            // What acts already is noted: the next change, start or repair brings it there.
            log.error("What was cut off of {} cannot be brought into its package yet", id, e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * What was cut off: files of a version that was not completed are taken away, narrower rights
     * that act already are brought into the package, and the rows level with the store.
     */
    void finish(PendingVersions.Pending cutOff) throws IOException {
        AipId id = new AipId(cutOff.subject());
        if (writer.openVersion(id).isPresent()) {
            return;
        }
        if (store.removeUnfinished(id.value(), known(id)) == 0) {
            pending.forget(cutOff.subject()); // it was cut off before anything was stored
            return;
        }
        Aip head = store.read(id); // where a file of it is missing the note waits for its repair
        PendingVersions.TakesBack back = cutOff.takesBack();
        Optional<Aip> taken = back == null ? Optional.empty() : takenBack(head, back);
        if (taken.isPresent()) {
            head = taken.get();
            store(head, Map.of());
        }
        PendingRights rights = cutOff.rights();
        if (rights != null && !rights.narrow(head).equals(head)) {
            log.info("A restriction of {} was cut off; it goes into the package now", id);
            head =
                    AipEdits.versioned(
                            rights.narrow(head),
                            clock.instant(),
                            rights.actor(),
                            rights.reason(),
                            RecordVersion.Kind.DESCRIBED);
            store(head, Map.of());
        }
        PendingVersions.Withdrawal withdrawal = cutOff.withdrawal();
        if (withdrawal != null && !head.withdrawn()) {
            head =
                    AipEdits.versioned(
                            head,
                            clock.instant(),
                            withdrawal.actor(),
                            withdrawal.reason(),
                            RecordVersion.Kind.WITHDRAWN);
            store(head, Map.of());
        }
        boolean behind =
                jdbc.sql(
                                "select version < ? or withdrawn <> ? or visible = ? and not blocked"
                                        + " from projection.record where id = ?")
                        .params(head.version(), head.withdrawn(), head.withdrawn(), id.value())
                        .query(Boolean.class)
                        .optional()
                        .orElse(false);
        if (behind) {
            log.info("Version {} of {} was stored but not catalogued", head.version(), id);
            acknowledgements.write(id, head.version(), head.history().getLast().actor());
            Digest delivered =
                    back == null ? null : store.read(id, head.lastOrigin().version()).fingerprint();
            long unused = writer.changed(head, cutOff.kind(), delivered);
        }
        if (head.withdrawn()) {
            pending.forget(cutOff.subject());
        } else {
            pending.forgetRights(cutOff.subject()); // a withdrawal may have come meanwhile
        }
    }

    /**
     * With a version on top in which it is as before what the delivery brought; empty if another
     * version stands on that by now.
     */
    private Optional<Aip> takenBack(Aip head, PendingVersions.TakesBack back) throws IOException {
        List<Integer> standing = head.standing();
        Optional<Aip.Origin> top = head.broughtBy(standing.getLast());
        if (standing.size() < 2 || top.isEmpty() || !back.delivery().equals(top.get().delivery())) {
            log.info("What {} brought of {} is not on top", back.delivery(), head.id());
            return Optional.empty();
        }
        int before = standing.get(standing.size() - 2);
        String message =
                "Rút phần do gói giao nộp "
                        + top.get().deliveryName()
                        + " mang đến, trở về như phiên bản "
                        + before
                        + ": "
                        + back.reason();
        return Optional.of(
                AipEdits.versioned(
                        AipEdits.takenBack(head, store.read(head.id(), before)),
                        clock.instant(),
                        back.actor(),
                        message,
                        RecordVersion.Kind.REVERTED));
    }
}
