package vn.tangthu.repository.access;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AccessRequests.Step;

/**
 * The terms of an appeal. Luật Khiếu nại 2011 gives them in days, not in working days: every day
 * counts, and a term whose last day is one off ends with the next working day (Bộ luật Dân sự 2015,
 * Điều 148 khoản 5).
 *
 * @param today in Vietnam
 */
record Appeals(LocalDate today, WorkingDays days) {
    /** Luật Khiếu nại 2011, Điều 28: an appeal is decided within 30 days. */
    private static final int DECIDED_DAYS = 30;

    /** Whether this item, which was refused, can be appealed today (Điều 9: within 90 days). */
    boolean inTime(Request request, Item item) {
        LocalDate refused = day(last(request, item, Status.REFUSED));
        return !days.end(refused, AccessRequests.APPEAL_WITHIN_DAYS).isBefore(today);
    }

    /** The last day on which one that comes in today is decided. */
    LocalDate due() {
        return days.end(today, DECIDED_DAYS);
    }

    /**
     * The same of an item that was appealed, when its clock goes on today: later by every day on
     * which it stood. Counted from the day of the appeal, so that a day off at the end of the term
     * moves it once.
     */
    LocalDate resumed(Request request, Item item) {
        Step appeal = last(request, item, Status.APPEALED);
        List<Step> since =
                request.steps().stream()
                        .skip(request.steps().indexOf(appeal) + 1L)
                        .filter(step -> step.isAbout(item) && step.kind() == null)
                        .toList();
        long stood = 0;
        LocalDate paused = null;
        for (Step step : since) {
            if (step.status() == Status.NEEDS_MORE) {
                paused = paused == null ? day(step) : paused;
            } else {
                stood += between(paused, day(step));
                paused = null;
            }
        }
        stood += between(paused, today);
        return days.end(day(appeal), Math.toIntExact(DECIDED_DAYS + stood));
    }

    private static long between(@Nullable LocalDate paused, LocalDate until) {
        return paused == null ? 0 : ChronoUnit.DAYS.between(paused, until);
    }

    private static Step last(Request request, Item item, Status status) {
        return request.steps().reversed().stream()
                .filter(step -> step.isAbout(item) && step.status() == status)
                .findFirst()
                .orElseThrow();
    }

    private static LocalDate day(Step step) {
        return step.at().atZone(RequestRules.VIETNAM).toLocalDate();
    }
}
