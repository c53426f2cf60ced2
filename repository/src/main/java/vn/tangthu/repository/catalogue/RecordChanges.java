package vn.tangthu.repository.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.ChangeJournal.Kind;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.IndexBarrier;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;

/**
 * A new version of a record: object in the store first, then rows and journal line in one
 * transaction. A restriction goes the other way round: the rows first, so that it acts at every
 * exit at once, then the store, then the rows of the new version, and it is acknowledged when the
 * index has it too. Whatever cuts this off leaves the stricter state.
 */
@Component
class RecordChanges {
    private static final Logger log = LoggerFactory.getLogger(RecordChanges.class);

    /** Against a version that a delivery adds at the same moment. */
    private static final int ATTEMPTS = 3;

    private final AipStore store;
    private final JdbcCatalogueWriter writer;
    private final PendingVersions pending;
    private final ObjectLocks locks;
    private final JdbcClient jdbc;
    private final ObjectProvider<IndexBarrier> index;
    private final Clock clock;

    RecordChanges(
            AipStore store,
            JdbcCatalogueWriter writer,
            PendingVersions pending,
            ObjectLocks locks,
            JdbcClient jdbc,
            ObjectProvider<IndexBarrier> index,
            Clock clock) {
        this.store = store;
        this.writer = writer;
        this.pending = pending;
        this.locks = locks;
        this.jdbc = jdbc;
        this.index = index;
        this.clock = clock;
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
        boolean awaitIndex = kind == Kind.RIGHTS_CHANGED;
        long line = -1;
        ReentrantLock lock = locks.of(id.value());
        lock.lock();
        try {
            for (int attempt = 1; ; attempt++) {
                Aip head = head(id, expectedVersion);
                Aip edited = edit.apply(head);
                if (edited.equals(head)) {
                    return;
                }
                Aip next = AipEdits.versioned(edited, clock.instant(), actor.name(), reason);
                Aip meanwhile = AipEdits.strictestOf(head, edited);
                if (!meanwhile.equals(head)) {
                    awaitIndex = true;
                    line = writer.changed(meanwhile, Kind.RIGHTS_CHANGED, false);
                }
                pending.note(id.value(), kind);
                try {
                    store.addVersion(next, head.version(), Map.of());
                } catch (RefusedException e) {
                    if (expectedVersion == null && attempt < ATTEMPTS) {
                        continue;
                    }
                    throw e;
                }
                line = Math.max(line, writer.changed(next, kind, false));
                break;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The version of " + id + " was not stored", e);
        } finally {
            lock.unlock();
        }
        IndexBarrier barrier = index.getIfAvailable();
        if (awaitIndex && barrier != null) {
            barrier.awaitIndexed(line);
        }
    }

    private Aip head(AipId id, @Nullable Integer expectedVersion) throws IOException {
        String code =
                jdbc.sql("select arc_file_code from projection.record where id = ? and visible")
                        .param(id.value())
                        .query(String.class)
                        .optional()
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                Finding.blocks(
                                                        "NO_SUCH_RECORD",
                                                        id.toString(),
                                                        id.toString())));
        Aip head = store.read(id);
        if (expectedVersion != null && head.version() != expectedVersion) {
            throw new RefusedException(
                    Finding.blocks(
                            "VERSION_CONFLICT",
                            code,
                            Integer.toString(expectedVersion),
                            Integer.toString(head.version())));
        }
        return head;
    }

    /** After a start: brings the rows of an AIP level with the store, if they lag behind it. */
    void finish(UUID aip, Kind kind) throws IOException {
        Aip head = store.read(new AipId(aip));
        boolean behind =
                jdbc.sql("select version < ? from projection.record where id = ? and visible")
                        .params(head.version(), aip)
                        .query(Boolean.class)
                        .optional()
                        .orElse(false);
        if (behind) {
            log.info(
                    "Version {} of {} was stored but not catalogued; done now",
                    head.version(),
                    aip);
            long unused = writer.changed(head, kind, false);
        }
        pending.forget(aip);
    }
}
