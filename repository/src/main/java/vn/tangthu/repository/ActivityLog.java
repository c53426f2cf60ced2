package vn.tangthu.repository;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who did what (nhật ký hệ thống). Appended, never changed. */
public interface ActivityLog {
    /**
     * @param action an upper-case word: {@code LOGIN}, {@code DOWNLOAD}, {@code INGEST} …
     * @param subject an id or a code, or null
     */
    default void record(
            Reader actor, String action, @Nullable String subject, @Nullable String detail) {
        record(actor, action, subject, detail, null);
    }

    /**
     * @param purpose what something closed was opened for; null where nothing closed is opened
     */
    void record(
            Reader actor,
            String action,
            @Nullable String subject,
            @Nullable String detail,
            @Nullable ReadingPurpose purpose);

    /** Newest first. */
    Slice<Entry> list(int offset, int limit);

    record Entry(
            Instant at,
            String actor,
            String action,
            @Nullable String subject,
            @Nullable String detail) {}
}
