package vn.tangthu.repository;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The request that a DIP answers: the seven fields of its EAD.xml (Thông tư 05/2025, Phụ lục V),
 * which describe not the hồ sơ but what it was asked for.
 *
 * @param requestId at most 100 characters
 * @param purposeContent in words, at most 500
 * @param researchTopic at most 250
 * @param description at most 2,000
 * @param issuedAt when the package is made; the same request issued again is another package
 */
public record UseOfRecords(
        String requestId,
        LocalDate requestDate,
        UsePurpose purpose,
        @Nullable String purposeContent,
        @Nullable FeeGroup feeObjectType,
        @Nullable String researchTopic,
        @Nullable String description,
        Instant issuedAt) {
    public UseOfRecords {
        atMost(100, "requestID", requestId);
        atMost(500, "purposeContent", purposeContent);
        atMost(250, "researchTopic", researchTopic);
        atMost(2000, "description", description);
        if (requestId.isBlank()) {
            throw new IllegalArgumentException("requestID: -");
        }
    }

    private static void atMost(int length, String field, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (value.codePointCount(0, value.length()) > length) {
            throw new IllegalArgumentException(field + ": > " + length);
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(field + ": control character");
        }
    }
}
