package vn.tangthu.repository;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A disk that is full, as operating systems, stores and PostgreSQL tell it. */
public final class NoSpace {
    /** PostgreSQL's {@code disk_full} (its manual, appendix A). */
    private static final String DISK_FULL = "53100";

    private NoSpace() {}

    /** Whether it failed for want of room on a disk. */
    public static boolean caused(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
            if (cause instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState())) {
                return true;
            }
            if (cause instanceof IOException && told(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }

    /** ENOSPC and EDQUOT have no exception of their own in Java: only their words. */
    private static boolean told(@Nullable String message) {
        String words = message == null ? "" : message.toLowerCase(Locale.ROOT);
        return words.contains("no space left") || words.contains("quota exceeded");
    }
}
