package vn.tangthu.portal.publicpages;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * Working days: Monday to Friday. Public holidays are not known here; the due date itself comes
 * from the repository and may lie later because of them.
 */
final class WorkingDays {
    private WorkingDays() {}

    /** Working days after {@code from} up to and with {@code to}; negative when it is past. */
    static int between(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            return -between(to, from);
        }
        int days = 0;
        for (LocalDate day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY
                    && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                days++;
            }
        }
        return days;
    }
}
