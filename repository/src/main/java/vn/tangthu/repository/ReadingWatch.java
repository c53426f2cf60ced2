package vn.tangthu.repository;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reading that is not what an account does else: told by an {@link Alarms alarm}, and open until a
 * named officer has looked at the accesses behind it. Limits are settings by role, and nobody is
 * told of before a multiple of their own usual hour: who reads much every day is no news.
 */
public interface ReadingWatch {
    /** Notices of a page at most. */
    int MOST = 200;

    /**
     * Newest first, those that are open before all others; for auditors and administrators ({@code
     * NOT_ALLOWED}).
     */
    List<Notice> newest(int limit, Reader reader);

    /** Those nobody has looked at: numbers only, for the alarm. */
    List<Notice> open();

    /**
     * An administrator has looked at it; written to the activity log. Once: who comes second
     * changes nothing. Of one's own reading somebody else decides ({@code NOT_ALLOWED}).
     *
     * @param note what was found, at most 500 characters
     */
    void seen(long number, String note, Reader actor);

    /** What is noticed of an account within an hour, or a day. */
    enum Rule {
        /** Different hồ sơ that were looked at or taken. */
        MANY_RECORDS,
        /** The same within 24 hours: a little each hour is much, too. */
        MANY_IN_A_DAY,
        /** The same at night. */
        NIGHT,
        /** What was refused: forbidden and missing alike. */
        REFUSALS,
        /** Files, packages and copies that were taken away, each line of an order by itself. */
        DOWNLOADS,
        /** Rows of lists: results of searches that were taken, references that were matched. */
        MANY_ROWS
    }

    /**
     * @param person as the log names who it was
     * @param since the accesses behind it lie between this and {@code until}
     * @param amount of the worst hour, or 24 hours
     * @param usual of the account's own hours in the thirty days before (19 of 20 had no more); 0
     *     where there are too few of them to say
     * @param most what would not have been told
     * @param seenBy who has looked at it, or null
     */
    record Notice(
            long number,
            Rule rule,
            String person,
            Instant since,
            Instant until,
            long amount,
            long usual,
            long most,
            @Nullable Instant seenAt,
            @Nullable String seenBy,
            @Nullable String note) {}
}
