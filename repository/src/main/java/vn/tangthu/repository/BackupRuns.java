package vn.tangthu.repository;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The journal of back-ups (nhật ký sao lưu, Thông tư 05/2025/TT-BNV, Phụ lục VII): each run that
 * wrote to a copy or a set, with what it wrote and what was there at its end. A run that was killed
 * stays without an end.
 */
public interface BackupRuns {
    /** What is written. */
    enum Form {
        /** A copy that is kept up to date. */
        COPY,
        /** A whole set on a medium of its own (đầy đủ, monthly). */
        FULL_SET,
        /** What came since the set before (gia tăng, daily). */
        INCREMENTAL_SET
    }

    /**
     * Durable on return.
     *
     * @param place the name of the copy or the set
     * @param location where it is, for people
     */
    UUID begin(Form form, String place, String location, String actor);

    void end(UUID run, Outcome outcome);

    /** Those that copied something or did not end well; newest first, at most 1,000. */
    List<BackupRun> telling(int limit);

    /**
     * Those of a year, in Vietnam, that copied something or did not end well; oldest first, a page
     * at a time, all of the year if asked on.
     *
     * @param after the last of the page before; null for the first
     * @param limit at most 1,000
     */
    List<BackupRun> ofYear(int year, @Nullable BackupRun after, int limit);

    /** How many runs of a year found nothing to copy and nothing wrong. */
    long quiet(int year);

    /**
     * @param state how the copy was at the end
     * @param copied packages that this run wrote and read back
     * @param there packages that the back-up has, sound
     * @param packages that the archive has
     * @param incidents that are open in it
     * @param problem what stopped it, for people
     */
    record Outcome(
            Copies.State state,
            long copied,
            long files,
            long bytes,
            long there,
            long packages,
            long thereBytes,
            long incidents,
            @Nullable String problem) {}

    /**
     * @param endedAt null while it is at work, and for ever when it was killed
     * @param outcome null as long
     */
    record BackupRun(
            UUID id,
            Form form,
            String place,
            String location,
            String actor,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Outcome outcome) {}
}
