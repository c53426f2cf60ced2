package vn.tangthu.portal.outgoing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.UseOfRecords;
import vn.tangthu.repository.UsePurpose;

/**
 * What a DIP without a certificate is given out for: a request of another archive's, or this one's
 * own use, which gets a number. One for a request of this archive leaves with its certificate, by
 * two persons and after its fee, as one of the copies of that request and no other way (ADR 0045).
 */
public final class UseOfRequest {
    private static final ZoneOffset VIETNAM = ZoneOffset.ofHours(7);

    private UseOfRequest() {}

    /**
     * @param reference of a request elsewhere; null for a number of its own
     * @throws RefusedException when this archive has the request
     */
    public static UseOfRecords of(
            @Nullable String reference, AccessRequests requests, Clock clock) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, VIETNAM);
        Request ours = reference == null ? null : requests.find(reference.strip()).orElse(null);
        if (ours != null) {
            throw new RefusedException(ours.packageElsewhere());
        }
        return new UseOfRecords(
                reference == null ? own(today) : reference.strip(),
                today,
                UsePurpose.OFFICIAL,
                null,
                null,
                null,
                null,
                now);
    }

    private static String own(LocalDate today) {
        String random = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        return "XU-" + today.getYear() + "-" + random;
    }
}
