package vn.tangthu.indexer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Progress;

/** How the index stands against the journal. */
public interface IndexStatus {
    Status status();

    /**
     * Up to where in the journal of this epoch is searchable; 0 while nothing of it is, such as
     * just after a rebuild of the catalogue, and while a fonds is withheld ({@link
     * RecordIndex#withhold}), so that what was searchable is not.
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
     * @param lag journal entries not yet in the index, or not wholly
     * @param parked records that could not be indexed, with the reason; they block nothing
     * @param passes fonds whose records are being put anew
     */
    record Status(
            long records,
            long pages,
            long sequence,
            long lag,
            boolean rebuilding,
            @Nullable Instant lastCommit,
            boolean ocrAvailable,
            List<Parked> parked,
            List<FondsPass> passes) {
        public Status {
            parked = List.copyOf(parked);
            passes = List.copyOf(passes);
        }
    }

    /**
     * A fonds that was changed, and whose records the index is putting anew.
     *
     * @param code of the fonds; its id where it is not known any more
     * @param percent about how many of them are done, 0 to 99
     * @param withheld whether search tells nothing of it until it is through, but to archivists
     */
    record FondsPass(FondsId fonds, String code, int percent, boolean withheld) {}

    record Parked(String aip, String reason) {}
}
