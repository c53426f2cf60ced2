package vn.tangthu.repository.catalogue;

import java.util.Collection;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ChangeJournal.Kind;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.repository.IndexBarrier;
import vn.tangthu.repository.RecordBlocks;
import vn.tangthu.storage.Digest;

/**
 * Blocks rows as a withdrawal hides them, by taking away that they are visible. That nothing else
 * makes them visible again is the work of a trigger on the table.
 */
@Component
@InWorkers
class JdbcRecordBlocks implements RecordBlocks {
    private final JdbcClient jdbc;
    private final JdbcChangeJournal journal;
    private final RecordRows rows;
    private final StagedVersions staged;
    private final UnreadPages unread;
    private final ObjectProvider<IndexBarrier> index;

    JdbcRecordBlocks(
            JdbcClient jdbc,
            JdbcChangeJournal journal,
            RecordRows rows,
            StagedVersions staged,
            UnreadPages unread,
            ObjectProvider<IndexBarrier> index) {
        this.jdbc = jdbc;
        this.journal = journal;
        this.rows = rows;
        this.staged = staged;
        this.unread = unread;
        this.index = index;
    }

    @Override
    public void block(Collection<AipId> records) {
        journal.lock();
        staged.refuseIfOnItsWay("select unnest(?::uuid[])", ids(records));
        blockAtOnce(records);
    }

    @Override
    public void hold() {
        journal.lock();
    }

    @Override
    public void blockAtOnce(Collection<AipId> records) {
        journal.lock();
        UUID[] ids = ids(records);
        journal.appendAll(
                Kind.AIP_WITHDRAWN,
                "select id from projection.record where visible and id = any(?) order by id",
                (Object) ids);
        int unused =
                jdbc.sql("delete from projection.text_state where aip_id = any(?)")
                        .param(ids)
                        .update();
        unused =
                jdbc.sql(
                                "update projection.record set visible = false, blocked = true"
                                        + " where (visible or withdrawn) and id = any(?)")
                        .param(ids)
                        .update();
    }

    @Override
    public void unblock(AipId record) {
        journal.lock();
        unread.hide(record.value());
        int shown =
                jdbc.sql(
                                "update projection.record set visible = not withdrawn, blocked ="
                                        + " false, access = coalesce(own_access, access)"
                                        + " where (blocked or visible) and id = ?")
                        .param(record.value())
                        .update();
        if (shown == 0) {
            return; // gone
        }
        rows.forgetText(record.value()); // what failed while nobody could have the file
        rows.queueText(
                "c.aip_id in (select id from projection.record where visible and id = ?)",
                record.value());
        long unused = journal.append(Kind.AIP_CHANGED, record.value());
        unread.showIfRead(record.value()); // one without a file
    }

    @Override
    public boolean showUnread(AipId record) {
        journal.lock();
        return unread.show(record.value());
    }

    @Override
    public boolean succeed(AipId erased, Aip successor, Digest delivered, boolean unread) {
        journal.lock();
        UUID old = erased.value();
        UUID next = successor.id().value();
        boolean there =
                jdbc.sql("select exists (select from projection.record where id = ?)")
                        .param(next)
                        .query(Boolean.class)
                        .single();
        if (there) {
            return false;
        }
        boolean wasUnread =
                jdbc.sql("delete from kept.unread where aip_id = ?").param(old).update() > 0;
        if (unread || wasUnread) {
            this.unread.hide(next);
        }
        rows.forgetText(old); // its rows have the ids that are put in now
        int unused = jdbc.sql("delete from projection.record where id = ?").param(old).update();
        rows.insert(successor, delivered, successor.withdrawn());
        rows.queueText(
                "c.aip_id in (select id from projection.record where visible and id = ?)", next);
        long line = journal.append(Kind.AIP_STORED, next);
        this.unread.showIfRead(next);
        return true;
    }

    @Override
    public void hideUntilRead(AipId record) {
        journal.lock();
        unread.hide(record.value());
        int hidden =
                jdbc.sql(
                                "update projection.record set access = coalesce(own_access, access)"
                                        + " where id = ? and visible")
                        .param(record.value())
                        .update();
        if (hidden > 0) {
            long unused = journal.append(Kind.RIGHTS_CHANGED, record.value());
            unread.showIfRead(record.value());
        }
    }

    @Override
    public void awaitIndexed() {
        IndexBarrier barrier = index.getIfAvailable();
        if (barrier != null) {
            barrier.awaitIndexed(journal.head());
        }
    }

    private static UUID[] ids(Collection<AipId> records) {
        return records.stream().map(AipId::value).toArray(UUID[]::new);
    }
}
