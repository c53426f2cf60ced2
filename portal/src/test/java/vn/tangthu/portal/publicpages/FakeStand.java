package vn.tangthu.portal.publicpages;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Progress;

/** A journal, and an index behind it, that stand where a test says. */
final class FakeStand implements ChangeJournal, IndexStatus {
    final AtomicLong head = new AtomicLong(7);
    final AtomicLong searchable = new AtomicLong(7);

    @Override
    public UUID epoch() {
        return new UUID(0, 1);
    }

    @Override
    public List<Entry> after(long sequence, int limit) {
        return List.of();
    }

    @Override
    public long head() {
        return head.get();
    }

    @Override
    public long began() {
        return 0;
    }

    @Override
    public Set<FondsId> narrowedAfter(long sequence) {
        return Set.of();
    }

    @Override
    public long searchable(UUID epoch) {
        return searchable.get();
    }

    @Override
    public Status status() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rebuildIndex() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitCaughtUp(boolean withOcr, Progress progress) {
        throw new UnsupportedOperationException();
    }
}
