package vn.tangthu.indexer.feed;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.indexer.RecordIndex.Cursor;
import vn.tangthu.indexer.RecordIndex.Generation;
import vn.tangthu.indexer.RecordIndex.Pass;
import vn.tangthu.repository.ChangeJournal;

/** A generation that is being filled. */
final class Build {
    private static final int ENTRIES = 1_000;

    final Generation generation;
    final UUID epoch;

    /**
     * That of the journal when the build was begun: a record that was read since is newer than all
     * entries up to there.
     */
    final long head;

    /** What was read, so that no record is read for each of its entries. */
    final SeenRecords seen = new SeenRecords();

    /** Up to here it is filled. */
    long sequence;

    /** Changes of fonds since it was begun that are on their way through it. */
    List<Pass> passes = List.of();

    long committedNanos = System.nanoTime();

    Build(Generation generation, UUID epoch, long head) {
        this.generation = generation;
        this.epoch = epoch;
        this.head = head;
    }

    /**
     * As it stood at its last commit; what it had read by then is read from the journal again.
     *
     * @return null where it is of another catalogue or of a later state of it, or nothing tells how
     *     far it was
     */
    static @Nullable Build resumed(Generation generation, UUID epoch, ChangeJournal journal) {
        Cursor at = generation.cursor().orElse(null);
        if (at == null
                || !at.epoch().equals(epoch)
                || at.sequence() > journal.head()
                || generation.head().isEmpty()) {
            return null;
        }
        Build build = new Build(generation, epoch, generation.head().getAsLong());
        while (build.sequence < at.sequence()) {
            List<ChangeJournal.Entry> entries = journal.after(build.sequence, ENTRIES);
            if (entries.isEmpty()) {
                break;
            }
            for (ChangeJournal.Entry entry : entries) {
                if (entry.sequence() <= at.sequence() && !entry.kind().isOfFonds()) {
                    boolean unused = build.seen.add(entry.subject());
                }
            }
            build.sequence = entries.getLast().sequence();
        }
        build.sequence = at.sequence();
        build.passes = at.passes();
        return build;
    }

    void commit(List<IndexStatus.Parked> parked) throws IOException {
        generation.commit(new Cursor(epoch, sequence, passes), parked, head);
        committedNanos = System.nanoTime();
    }
}
