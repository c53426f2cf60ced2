package vn.tangthu.repository;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What changed in the catalogue, in the order of commit: appends are serialised, so a reader behind
 * a cursor misses nothing. The epoch is new after each rebuild; a cursor of another epoch is
 * worthless and its holder starts anew.
 */
public interface ChangeJournal {
    UUID epoch();

    /**
     * Entries after {@code sequence} (exclusive, 0 for the first), oldest first, at most {@code
     * limit}.
     */
    List<Entry> after(long sequence, int limit);

    /** The newest sequence number, 0 when empty. */
    long head();

    /**
     * The newest line of the rebuild that began this epoch: what changed in the epoch stands behind
     * it. 0 for the first epoch.
     */
    long began();

    /**
     * The fonds of which, or of one of whose records, somebody may see less by a line after {@code
     * sequence}: such lines are {@link Kind#narrows}.
     */
    Set<FondsId> narrowedAfter(long sequence);

    /**
     * Where it stands, in one question. Whatever changes what a reader may see appends in the same
     * transaction, so while this is equal nobody's rights have changed.
     */
    default Position position() {
        return new Position(epoch(), head());
    }

    /**
     * @param head as {@link #head}
     */
    record Position(UUID epoch, long head) {}

    /**
     * @param subject an AIP id or a fonds id, by kind
     */
    record Entry(long sequence, Kind kind, UUID subject, Instant at) {}

    enum Kind {
        AIP_STORED,
        AIP_CHANGED,
        RIGHTS_CHANGED,
        AIP_WITHDRAWN,
        TEXT_CHANGED,
        /** Everything in the fonds is to be read again. */
        FONDS_CHANGED,
        /** The same, and somebody may see less of it than before. */
        FONDS_RESTRICTED,
        /** What of the fonds its records do not tell: nothing is to be read again. */
        FONDS_NOTED;

        /** Whether somebody may see less by it; whoever asked for that waits until it acts. */
        public boolean narrows() {
            return this == RIGHTS_CHANGED || this == AIP_WITHDRAWN || this == FONDS_RESTRICTED;
        }

        /** Whether the subject is a fonds, and not a record. */
        public boolean isOfFonds() {
            return switch (this) {
                case FONDS_CHANGED, FONDS_RESTRICTED, FONDS_NOTED -> true;
                case AIP_STORED, AIP_CHANGED, RIGHTS_CHANGED, AIP_WITHDRAWN, TEXT_CHANGED -> false;
            };
        }
    }
}
