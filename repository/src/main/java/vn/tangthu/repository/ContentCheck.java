package vn.tangthu.repository;

import java.time.Instant;

/**
 * What a further check of a file came to; an event of its own in PREMIS.
 *
 * @param detail what was found, lines of text: what they say is told at each {@link Kind}
 * @param tool program with its version, and what else its answer hangs on
 */
public record ContentCheck(Kind kind, Outcome outcome, String detail, String tool, Instant at) {
    /** Stands before the number of bytes that came after a signature. */
    public static final String BYTES_AFTER = "bytes after: ";

    /** What was checked. */
    public enum Kind {
        /**
         * Whether a file that calls itself PDF/A keeps its rules (ISO 19005). Detail: the flavour
         * it claims ({@code 2b}), then a line for each of the first rules that it breaks: {@code
         * clause-test: what the rule asks}; or why it could not be said.
         */
        PDFA("validation"),
        /**
         * Whether digital signatures fit the bytes they cover, and who vouches for the signer.
         * Passed: all of them, up to a trust anchor of the archive. Undecided: they fit their
         * bytes, and trust is open. Detail: how many there are, then a line for each: signer, the
         * time it claims, level, indication of ETSI EN 319 102-1, INTACT or BROKEN, and how many
         * bytes came after it ({@link #BYTES_AFTER}).
         */
        SIGNATURES("digital signature validation"),
        /**
         * That it was found to be in another format when the archive had other PRONOM signatures
         * ({@link FormatChanges}); never asked for as a check. Passed always. Detail: the PUID that
         * was known, then what it is now and what that was told by.
         */
        FORMAT("format identification");

        private final String eventType;

        Kind(String eventType) {
            this.eventType = eventType;
        }

        /** Term of the PREMIS vocabulary of event types. */
        public String eventType() {
            return eventType;
        }
    }

    /** What came of it. */
    public enum Outcome {
        PASSED,
        FAILED,
        /** The check came to no end, or could not say; it says nothing against the file. */
        UNDECIDED
    }

    /** What of a file's own words can be checked. */
    public enum Claim {
        /** Its metadata say that it is PDF/A. */
        PDFA,
        /** It carries digital signatures. */
        SIGNED
    }

    /** Whether it came to no end: its detail is why, below a question mark. */
    public boolean cameToNoEnd() {
        return detail.startsWith("?");
    }

    /** The first line of the detail. */
    public String first() {
        int end = detail.indexOf('\n');
        return end < 0 ? detail : detail.substring(0, end);
    }
}
