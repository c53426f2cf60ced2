package vn.tangthu.indexer.lucene;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.FondsId;

/** Says of each generated record that it was stored, the n-th in line n + 1. */
final class GeneratedJournal implements ChangeJournal {
    private static final UUID EPOCH = new UUID(1, 1);

    private volatile int count;

    GeneratedJournal(int count) {
        this.count = count;
    }

    /**
     * One record more.
     *
     * @return its number
     */
    int stored() {
        int n = count;
        count = n + 1;
        return n;
    }

    @Override
    public UUID epoch() {
        return EPOCH;
    }

    @Override
    public List<Entry> after(long sequence, int limit) {
        List<Entry> entries = new ArrayList<>();
        for (long n = sequence; n < count && entries.size() < limit; n++) {
            UUID subject = GeneratedRecords.id((int) n).value();
            entries.add(new Entry(n + 1, Kind.AIP_STORED, subject, Instant.EPOCH));
        }
        return entries;
    }

    @Override
    public long head() {
        return count;
    }

    @Override
    public long began() {
        return 0;
    }

    @Override
    public Set<FondsId> narrowedAfter(long sequence) {
        return Set.of();
    }
}
