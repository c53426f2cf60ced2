package vn.tangthu.portal.outgoing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.UseOfRecords;
import vn.tangthu.repository.UsePurpose;

/**
 * What a DIP is given out for. A request that this archive has keeps its own date and words; an
 * archive's own use gets a number and is official.
 */
public final class UseOfRequest {
    private static final ZoneOffset VIETNAM = ZoneOffset.ofHours(7);

    private UseOfRequest() {}

    /**
     * @param reference of a request here or elsewhere; null for a number of its own
     * @throws IllegalArgumentException with words for whoever typed it: the request is not granted,
     *     granted with redactions, about another hồ sơ, or cannot be written
     */
    public static UseOfRecords of(
            AipId about, @Nullable String reference, AccessRequests requests, Clock clock) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, VIETNAM);
        Optional<AccessRequests.Request> known =
                reference == null ? Optional.empty() : requests.find(reference.strip());
        if (known.isPresent()) {
            List<AccessRequests.Item> wanted =
                    known.get().items().stream()
                            .filter(item -> about.equals(item.record()))
                            .toList();
            if (wanted.isEmpty()) { // one in words is about none
                throw new IllegalArgumentException(
                        "Yêu cầu không về hồ sơ này / The request is not about this hồ sơ: "
                                + reference);
            }
            // A DIP is the whole hồ sơ: one document of it is not enough.
            if (wanted.stream()
                    .noneMatch(
                            item ->
                                    item.document() == null
                                            && item.status() == AccessRequests.Status.GRANTED)) {
                throw new IllegalArgumentException(
                        "Yêu cầu chưa được chấp thuận / The request is not granted: " + reference);
            }
            if (known.get().mustBeRedacted(about)) { // a DIP has the originals and their text
                throw new IllegalArgumentException(
                        "Yêu cầu được duyệt có che: chỉ giao bản sao có che, không giao DIP / The"
                                + " request was granted with redactions: hand out a redacted copy,"
                                + " no DIP: "
                                + reference);
            }
        }
        return new UseOfRecords(
                reference == null ? own(today) : reference.strip(),
                known.map(r -> LocalDate.ofInstant(r.receivedAt(), VIETNAM)).orElse(today),
                known.isPresent() ? UsePurpose.PERSONAL : UsePurpose.OFFICIAL,
                known.map(r -> line(r.request().purpose(), 500)).orElse(null),
                null,
                null,
                null,
                now);
    }

    private static String own(LocalDate today) {
        String random = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        return "XU-" + today.getYear() + "-" + random;
    }

    /** As a field holds it: in one line, and what is longer ends in an ellipsis. */
    private static @Nullable String line(String text, int most) {
        String one = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (one.isEmpty()) {
            return null;
        }
        return one.codePointCount(0, one.length()) <= most
                ? one
                : one.substring(0, one.offsetByCodePoints(0, most - 1)) + "…";
    }
}
