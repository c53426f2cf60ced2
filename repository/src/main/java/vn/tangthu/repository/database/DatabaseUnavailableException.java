package vn.tangthu.repository.database;

import org.jspecify.annotations.Nullable;

/**
 * The database cannot be had; the application cannot start without it. Message and remedy are for
 * the person at the server, Vietnamese first.
 */
public final class DatabaseUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    DatabaseUnavailableException(
            String vietnamese, String english, String remedy, @Nullable Throwable cause) {
        super(vietnamese + "\n" + english, cause);
        this.remedy = remedy;
    }

    /** What to do about it, in both languages. */
    public String remedy() {
        return remedy;
    }
}
