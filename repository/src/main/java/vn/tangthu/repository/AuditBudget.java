package vn.tangthu.repository;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The audit as a budget (ADR 0016): every file of the archive and of each copy is read and matched
 * with its digests within so many days, in certain hours and at a limited pace; what was not read
 * for the longest time first, and what lies near damage sooner. It goes on by itself while the
 * portal runs, from where it stood, and several processes on one database share it. What was not
 * read is never counted as sound.
 */
public interface AuditBudget {
    /** Reads small tables that the work keeps up; never counts packages. */
    Status status();

    /**
     * What the operator asks for.
     *
     * @param days within which everything is to be read; the law allows 1,095 (three years)
     * @param rest what was read is not read again before so many days
     * @param hours in which it may read, as {@code 22:00-06:00} of Vietnam's time; empty for all
     * @param openPerDay how long these hours are
     * @param bytesPerSecond of all copies and processes together; 0 for no limit
     */
    record Policy(int days, int rest, String hours, Duration openPerDay, long bytesPerSecond) {}

    /** What the budget does with a copy just now. */
    enum State {
        /** This or another process reads it. */
        READING,
        /** Nothing is due. */
        RESTING,
        /** It is not the time of day. */
        CLOSED,
        /** It is not there or does not answer: nothing of it is read. */
        UNREACHABLE,
        /** Switched off in this process. */
        OFF
    }

    /**
     * Packages by the days since they were read, from a day on and up to before another.
     *
     * @param until null for no end
     * @param fresh of these packages, those whose digests were matched while they were stored and
     *     that nobody read since
     * @param damaged of these packages, those that were wrong when they were read last
     */
    record Age(
            int from,
            @Nullable Integer until,
            long packages,
            long files,
            long fresh,
            long damaged) {}

    /**
     * What was read in the last seven days, or since the budget began if that is less.
     *
     * @param over the time over which it is told
     * @param reading how long reading took in it
     */
    record Pace(long packages, long files, long bytes, Duration over, Duration reading) {
        public long bytesPerDay() {
            return over.isZero()
                    ? 0
                    : Math.round(
                            (double) bytes / over.toSeconds() * Duration.ofDays(1).toSeconds());
        }

        /** While it reads, 0 where nothing can be said. */
        public long bytesPerSecond() {
            return reading.toMillis() == 0 ? 0 : bytes * 1000 / reading.toMillis();
        }
    }

    /**
     * What will be, if nothing comes and goes on as it does.
     *
     * @param due bytes that may be read now, since they rested long enough
     * @param through when everything that is due will have been read at the present pace; null
     *     while nothing can be said
     * @param late the first day on which something will be older than the policy allows at the
     *     present pace; null for none, or while nothing can be said
     */
    record Forecast(long due, @Nullable Instant through, @Nullable LocalDate late) {}

    /**
     * A copy, or the archive itself ({@link FixityAudits#PRIMARY}).
     *
     * @param packages that should be there, the logs counted as one
     * @param files of them, as far as they were counted
     * @param within packages that are sound and were read, or stored, within the policy's days
     * @param filesWithin of them
     * @param overdue packages that nobody read for longer
     * @param fresh packages that nobody read since they were stored
     * @param damaged packages that were wrong when they were read last; they count as nothing else
     * @param changed open incidents of bytes that are others than they were taken in
     * @param missing open incidents of what is gone; they stay until it is there again and was read
     * @param other open incidents of what nobody knows
     * @param oldest day of the read that is longest ago; null where there are no packages
     * @param problem why it is not read, for people
     */
    record Place(
            String copy,
            State state,
            long packages,
            long files,
            long bytes,
            long within,
            long filesWithin,
            long overdue,
            long fresh,
            long damaged,
            long changed,
            long missing,
            long other,
            @Nullable LocalDate oldest,
            List<Age> ages,
            Pace pace,
            Forecast forecast,
            @Nullable String problem) {
        public Place {
            ages = List.copyOf(ages);
        }

        /** Part of the files that are sound and inside the policy, 0 to 1; rounded down. */
        public double share() {
            return files == 0
                    ? (packages == 0 ? 1 : (double) within / packages)
                    : (double) filesWithin / files;
        }
    }

    /** Whether the policy can be held with the pace and the hours that are allowed. */
    enum Verdict {
        HOLDS,
        /** Something is older than the policy allows already; it will be read in time again. */
        OVERDUE,
        /** Even without a pause so much cannot be read so often. */
        CANNOT_HOLD
    }

    /**
     * @param needed bytes a second in the hours that are allowed, so that everything is read within
     *     the days of the policy
     * @param possible bytes a second that are possible: what is allowed or, where that is less,
     *     what reading was measured at; 0 while nothing is known
     * @param nodes processes that share the work now
     * @param places the archive first
     */
    record Status(
            Policy policy,
            Verdict verdict,
            long needed,
            long possible,
            int nodes,
            List<Place> places) {
        public Status {
            places = List.copyOf(places);
        }
    }
}
