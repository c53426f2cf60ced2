package vn.tangthu.repository.fixity;

import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import vn.tangthu.repository.AuditBudget.Policy;

/** Settings of the budget, {@code tangthu.audit.*}; see docs/operations.md. */
@Component
class BudgetPolicy {
    /** Thông tư 05/2025, Điều 26–27: all documents are checked within three years. */
    private static final int MOST_DAYS = 3 * 365;

    private final int days;
    private final AuditHours hours;
    private final long bytesPerSecond;
    private final Duration lease;

    BudgetPolicy(
            @Value("${tangthu.audit.days:90}") int days,
            @Value("${tangthu.audit.hours:}") String hours,
            @Value("${tangthu.audit.rate:20MB}") String rate,
            @Value("${tangthu.audit.lease:5m}") String lease) {
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "tangthu.audit.days: 1 to " + MOST_DAYS + " (three years), not " + days);
        }
        this.days = days;
        this.hours = AuditHours.parse(hours);
        this.bytesPerSecond = Math.max(0, DataSize.parse(rate).toBytes());
        this.lease = DurationStyle.detectAndParse(lease);
    }

    Policy policy() {
        return new Policy(days, rest(), hours.toString(), hours.perDay(), bytesPerSecond);
    }

    int days() {
        return days;
    }

    /** Half of the period: so a small archive is not read all day long, and no peak lasts. */
    int rest() {
        return days / 2;
    }

    /** What was read before that may be read again. */
    Instant dueBefore(Instant now) {
        return days == 1 ? now.minus(Duration.ofHours(12)) : now.minus(Duration.ofDays(rest()));
    }

    AuditHours hours() {
        return hours;
    }

    long bytesPerSecond() {
        return bytesPerSecond;
    }

    /** How long a node that is not heard of keeps what it took. */
    Duration lease() {
        return lease;
    }
}
