package vn.tangthu.repository.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.RefusedException;

/** Collects what is wrong with a request, so that all of it is told at once. */
final class Findings {
    private final List<Finding> findings = new ArrayList<>();

    void add(String code, String place, String... values) {
        findings.add(Finding.blocks(code, place, values));
    }

    void required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            add("VALUE_MISSING", field, field);
        }
    }

    /** Characters as people count them, not UTF-16 units. */
    void atMost(int limit, String field, @Nullable String value) {
        if (value != null && value.codePointCount(0, value.length()) > limit) {
            add(
                    "TOO_LONG",
                    field,
                    Integer.toString(limit),
                    Integer.toString(value.codePointCount(0, value.length())));
        }
    }

    void between(int least, int most, String field, @Nullable Integer value) {
        if (value != null && (value < least || value > most)) {
            add(
                    "WRONG_NUMBER",
                    field,
                    Integer.toString(value),
                    Integer.toString(least),
                    Integer.toString(most));
        }
    }

    /** Neither line breaks nor other control characters belong into a code. */
    void plain(String field, @Nullable String value) {
        if (value != null
                && (!value.equals(value.strip())
                        || value.chars().anyMatch(Character::isISOControl))) {
            add("CODE_NOT_PLAIN", field, value);
        }
    }

    void refuseIfAny() {
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
    }
}
