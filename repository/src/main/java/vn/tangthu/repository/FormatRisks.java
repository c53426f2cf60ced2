package vn.tangthu.repository;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How likely it is that files of a format can no longer be read as they were meant, by a table that
 * the application brings and an operator may replace ({@code tangthu.formats.risks}). Words for a
 * person who plans; nothing is decided by them.
 */
public interface FormatRisks {
    /** Stands for files that no signature knows. */
    String UNKNOWN = "unknown";

    /** Stands for files nobody looked at. */
    String NOT_LOOKED = "not-looked";

    /**
     * @param puid as in {@link HoldingFigures.FormatLine}
     * @return {@link Level#UNRATED} for one the table does not have
     */
    Risk of(@Nullable String puid);

    /** In the order in which something should be done about it. */
    enum Level {
        HIGH,
        MEDIUM,
        /** The table says nothing of it. */
        UNRATED,
        LOW
    }

    /**
     * @param source who says so: a public list or standard
     */
    record Risk(Level level, String vietnamese, String english, String source) {
        public String reason(Locale locale) {
            return locale.getLanguage().equals("en") ? english : vietnamese;
        }
    }
}
