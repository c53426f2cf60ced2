package vn.tangthu.repository;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who did what (nhật ký hệ thống). Appended, never changed. */
public interface ActivityLog {
    /**
     * @param action an upper-case word: {@code LOGIN}, {@code DOWNLOAD}, {@code INGEST} …
     * @param subject an id or a code, or null
     */
    void record(Reader actor, String action, @Nullable String subject, @Nullable String detail);

    /** Newest first. */
    Slice<Entry> list(int offset, int limit);

    record Entry(
            Instant at,
            String actor,
            String action,
            @Nullable String subject,
            @Nullable String detail) {}
}
