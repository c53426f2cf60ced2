package vn.tangthu.repository;

import java.time.Instant;

/**
 * What a further check of a file came to; an event of its own in PREMIS.
 *
 * @param detail what was found, lines of text: what they say is told at each {@link Kind}
 * @param tool program with its version, and what else its answer hangs on
 */
public record ContentCheck(Kind kind, Outcome outcome, String detail, String tool, Instant at) {
    /** What was checked. */
    public enum Kind {
        /**
         * Whether a file that calls itself PDF/A keeps its rules (ISO 19005). Detail: the flavour
         * it claims ({@code 2b}), then a line for each of the first rules that it breaks: {@code
         * clause-test: what the rule asks}; or why it could not be said.
         */
        PDFA("validation"),
        /**
         * Whether digital signatures fit the bytes they cover. Detail: a line for each signature.
         */
        SIGNATURES("digital signature validation");

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

    /** The first line of the detail. */
    public String first() {
        int end = detail.indexOf('\n');
        return end < 0 ? detail : detail.substring(0, end);
    }
}
