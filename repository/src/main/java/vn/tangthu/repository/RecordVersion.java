package vn.tangthu.repository;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of an AIP.
 *
 * @param number from 1, the OCFL version
 * @param message what was done, in the words of who did it
 * @param kind what sort of change made it; when none is given, the first creates and every later
 *     one describes
 */
public record RecordVersion(
        int number, Instant createdAt, String actor, String message, @Nullable Kind kind) {
    /** A PREMIS event each; see docs/aip-layout.md. */
    public enum Kind {
        CREATED,
        /** Description or rights, not the files. */
        DESCRIBED,
        /** Documents or files were added or replaced. */
        CONTENT,
        /** Not to be shown any more; everything is kept. */
        WITHDRAWN,
        /** The withdrawal was undone. */
        REINSTATED,
        /** What a delivery brought was taken back: as it was before that. */
        REVERTED,
        /** The first, made of what stays of a package of which documents were erased. */
        SUCCEEDED
    }

    public RecordVersion {
        if (kind == null) {
            kind = number == 1 ? Kind.CREATED : Kind.DESCRIBED;
        }
    }

    public RecordVersion(int number, Instant createdAt, String actor, String message) {
        this(number, createdAt, actor, message, null);
    }

    /** The same, made by another sort of change. */
    public RecordVersion as(@Nullable Kind other) {
        return new RecordVersion(number, createdAt, actor, message, other);
    }
}
