package vn.tangthu.indexer.feed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.indexer.RecordIndex.Generation;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ChangeJournal;

/** Brings records from the catalogue into a generation, and parks those that cannot be. */
final class RecordPutting {
    private static final Logger LOG = LoggerFactory.getLogger(RecordPutting.class);

    /** Records that are read at once. */
    private static final int CHUNK = 32;

    private final ChangeJournal journal;
    private final RecordReading reading;
    private final ParkedRecords parked;
    private final Runnable noted;

    /**
     * @param noted told when a record was parked, which is to be committed
     */
    RecordPutting(
            ChangeJournal journal, RecordReading reading, ParkedRecords parked, Runnable noted) {
        this.journal = journal;
        this.reading = reading;
        this.parked = parked;
        this.noted = noted;
    }

    void stopWhenFull() throws IOException {
        if (parked.isFull()) {
            throw new IOException(
                    "Quá nhiều hồ sơ không lập chỉ mục được / Too many records cannot be indexed: "
                            + parked.size());
        }
    }

    /**
     * Puts these records as they are now, or removes them where they are no more. What could not be
     * put, since the database went away for one, comes again.
     *
     * @param stopping whether to stop when too many are parked
     */
    void put(Generation generation, Collection<AipId> ids, boolean stopping) throws IOException {
        List<AipId> all = new ArrayList<>(ids);
        for (int from = 0; from < all.size(); from += CHUNK) {
            if (stopping) {
                stopWhenFull();
            }
            List<AipId> chunk = all.subList(from, Math.min(all.size(), from + CHUNK));
            Map<AipId, RecordReading.Read> records;
            try {
                records = reading.read(chunk);
            } catch (RuntimeException e) {
                putEach(generation, chunk);
                continue;
            }
            for (AipId id : chunk) {
                put(generation, id, records.get(id));
            }
        }
    }

    /** One by one, so that a record that cannot be read holds up no other. */
    private void putEach(Generation generation, List<AipId> ids) throws IOException {
        for (AipId id : ids) {
            Map<AipId, RecordReading.Read> records;
            try {
                records = reading.read(List.of(id));
            } catch (RuntimeException e) {
                // Throws when it is the database that is away, and all is tried again later.
                long unused = journal.head();
                park(generation, id, e.toString());
                continue;
            }
            put(generation, id, records.get(id));
        }
    }

    private void put(Generation generation, AipId id, RecordReading.@Nullable Read read)
            throws IOException {
        if (read == null) {
            generation.remove(id);
            parked.done(id);
            return;
        }
        try {
            generation.put(read.record());
        } catch (IllegalStateException e) {
            throw e;
        } catch (RuntimeException e) {
            park(generation, id, e.toString());
            return;
        }
        if (read.failure().reason().isPresent()) {
            note(id, read.failure().reason().get());
        } else {
            parked.done(id);
        }
    }

    /** What the index had of it is taken out too: it may tell what may no longer be told. */
    private void park(Generation generation, AipId id, String reason) throws IOException {
        generation.remove(id);
        note(id, reason);
    }

    void note(AipId id, String reason) {
        if (parked.note(id, reason)) {
            LOG.warn("Record {} is not indexed, or not whole: {}", id, reason);
        }
        noted.run();
    }
}
