package vn.tangthu.repository;

import org.jspecify.annotations.Nullable;

/**
 * Who may see a fonds, a hồ sơ or a document, from the most to the least open. The strictest of the
 * three wins ({@link #strictest}).
 */
public enum Access {
    /** Everybody: description, text, images, file. */
    PUBLIC,
    /**
     * Everybody learns that it exists: reference, fonds, years and how to ask; the title only if
     * marked public. Its text never matches, counts or suggests for those without the right.
     */
    LISTED,
    /** As if missing for those without the right. */
    HIDDEN;

    public static Access strictest(Access first, Access... more) {
        Access strictest = first;
        for (Access access : more) {
            if (access.compareTo(strictest) > 0) {
                strictest = access;
            }
        }
        return strictest;
    }

    /**
     * What a declared mode of use means; none declared is listed. {@link UseMode#SECRET} is refused
     * before this.
     */
    public static Access of(@Nullable UseMode mode) {
        if (mode == null) {
            return LISTED;
        }
        return switch (mode) {
            case OPEN -> PUBLIC;
            case CONDITIONAL -> LISTED;
            case SECRET -> HIDDEN;
        };
    }
}
