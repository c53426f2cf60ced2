package vn.tangthu.indexer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Progress;

/** How the index stands against the journal. */
public interface IndexStatus {
    Status status();

    /**
     * Up to where in the journal of this epoch is searchable; 0 while nothing of it is, such as
     * just after a rebuild of the catalogue.
     */
    long searchable(UUID epoch);

    /**
     * Throws the index away and builds it again from catalogue and derivatives, in the background;
     * searches go on.
     */
    void rebuildIndex();

    /**
     * Returns when everything acknowledged so far is searchable and, if asked, when no OCR is
     * waiting.
     */
    void awaitCaughtUp(boolean withOcr, Progress progress) throws InterruptedException;

    /**
     * @param lag journal entries not yet in the index
     * @param parked records that could not be indexed, with the reason; they block nothing
     */
    record Status(
            long records,
            long pages,
            long sequence,
            long lag,
            boolean rebuilding,
            @Nullable Instant lastCommit,
            boolean ocrAvailable,
            List<Parked> parked) {
        public Status {
            parked = List.copyOf(parked);
        }
    }

    record Parked(String aip, String reason) {}
}
