package vn.tangthu.repository;

import java.time.Instant;

/**
 * What a virus scanner said of the bytes of a file; an event <em>virus check</em> in PREMIS. What
 * was not scanned is never called clean.
 *
 * @param outcome what came of it
 * @param detail name of what was found where it is infected; why not, one of {@link Unscanned},
 *     where it was not scanned; otherwise empty
 * @param engine the scanner with the version of its signatures, {@code ClamAV 1.4.6/27501/Wed …};
 *     empty where none was asked
 * @param at when it was scanned, or when it was not
 */
public record VirusCheck(Outcome outcome, String detail, String engine, Instant at) {
    /** What came of it. */
    public enum Outcome {
        /** Scanned whole, and nothing was found. */
        CLEAN,
        /** Something was found. */
        INFECTED,
        /** It says nothing about the file. */
        NOT_SCANNED
    }

    /** Why a file was not scanned. */
    public enum Unscanned {
        /** No scanner is set up. */
        NOT_CONFIGURED,
        /** Larger than the scanner takes. */
        TOO_LARGE,
        /** The scanner gave up at a limit of its own. */
        LIMIT,
        /** The scanner answers, but not about this file. */
        FAILED,
        /** The scanner does not answer; only where it need not. */
        UNAVAILABLE
    }

    public static VirusCheck unscanned(Unscanned why, String engine, Instant at) {
        return new VirusCheck(Outcome.NOT_SCANNED, why.name(), engine, at);
    }

    public boolean infected() {
        return outcome == Outcome.INFECTED;
    }

    /** Whether the same was said, at whatever time. */
    public boolean saysTheSameAs(VirusCheck other) {
        return outcome == other.outcome
                && detail.equals(other.detail)
                && engine.equals(other.engine);
    }

    /** The same at another time. */
    public VirusCheck at(Instant time) {
        return new VirusCheck(outcome, detail, engine, time);
    }
}
