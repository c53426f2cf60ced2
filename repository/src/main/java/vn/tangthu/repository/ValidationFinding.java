package vn.tangthu.repository;

import java.util.List;
import java.util.Locale;

/**
 * A requirement of a packaging standard that a package does not meet. Message and remedy stand in
 * both languages in {@code vn/tangthu/repository/validation_vi.properties} and {@code _en}; all
 * codes are listed in docs/validation.md.
 *
 * @param code the standard's own code where it has one ({@code E023}), otherwise ours ({@code
 *     BAG_FILE_MISSING})
 * @param path where, relative to the package, separated by {@code /}; empty for the package itself;
 *     comes from a foreign package, so escape it where it is shown
 * @param values for {0}, {1} … in the message; foreign as well
 */
public record ValidationFinding(String code, Level level, String path, List<String> values) {
    private static final FindingWords WORDS =
            new FindingWords("vn.tangthu.repository.validation", null);

    /** What a finding means for the verdict. */
    public enum Level {
        /** A MUST is not met: the package is invalid. */
        ERROR,
        /** A SHOULD is not met, or something that asks for a look: still valid. */
        WARNING
    }

    public ValidationFinding {
        values = List.copyOf(values);
    }

    /** What is wrong, in the language; Vietnamese unless English is asked for. */
    public String message(Locale locale) {
        return WORDS.message(code, values, locale);
    }

    /** What to do about it. */
    public String remedy(Locale locale) {
        return WORDS.remedy(code, values, locale);
    }
}
