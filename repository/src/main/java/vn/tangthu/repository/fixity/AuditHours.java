package vn.tangthu.repository.fixity;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Hours of the day in which the budget may read, of Vietnam's time, also over midnight. Nothing is
 * kept of what time it was: a clock that jumps is simply right or wrong now.
 *
 * @param from null for all hours
 */
record AuditHours(@Nullable LocalTime from, @Nullable LocalTime until) {
    static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * @param text {@code 22:00-06:00}, or empty for all hours
     */
    static AuditHours parse(String text) {
        if (text.isBlank()) {
            return new AuditHours(null, null);
        }
        String[] ends = text.strip().split("\\s*-\\s*", -1);
        try {
            if (ends.length == 2) {
                LocalTime from = LocalTime.parse(ends[0]);
                LocalTime until = LocalTime.parse(ends[1].equals("24:00") ? "00:00" : ends[1]);
                if (!from.equals(until)) {
                    return new AuditHours(from, until);
                }
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "tangthu.audit.hours: from-until as 22:00-06:00, or empty; not " + text);
    }

    boolean isOpen(Instant at) {
        if (from == null || until == null) {
            return true;
        }
        LocalTime now = at.atZone(VIETNAM).toLocalTime();
        return from.isBefore(until)
                ? !now.isBefore(from) && now.isBefore(until)
                : !now.isBefore(from) || now.isBefore(until);
    }

    Duration perDay() {
        if (from == null || until == null) {
            return DAY;
        }
        Duration length = Duration.between(from, until);
        return length.isNegative() ? length.plus(DAY) : length;
    }

    @Override
    public String toString() {
        return from == null ? "" : from + "-" + until;
    }
}
