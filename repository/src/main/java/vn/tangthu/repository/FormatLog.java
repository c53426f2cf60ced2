package vn.tangthu.repository;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What was identified again, as objects {@code log/formats/<run>/000001.jsonl} in the store, each
 * sealed with the SHA-512 of its lines: a line for each package that was looked at, one for each
 * file that is in another format than was known.
 */
public interface FormatLog {
    /**
     * A package whose files were looked at; those that are not told as changed are what they were.
     *
     * @param files that were looked at
     */
    record Seen(AipId aip, int files) {}

    /**
     * @param signatures versions of the signature files
     */
    record Part(
            UUID run,
            String signatures,
            Instant at,
            List<Seen> seen,
            List<FormatChanges.Change> changes) {
        public Part {
            seen = List.copyOf(seen);
            changes = List.copyOf(changes);
        }
    }

    /** Durable on return. */
    void write(Part part) throws IOException;

    /** Takes a part. */
    interface Taker {
        void take(Part part) throws IOException;
    }

    /**
     * All that was written, oldest first by its time; objects that are not as they were written are
     * passed over.
     *
     * @return keys of those
     */
    List<String> read(Taker taker) throws IOException;
}
