package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Span;
import java.time.DayOfWeek;
import java.time.LocalDate;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;

/**
 * Working time left until a day, Saturdays and Sundays left out. Public holidays are in the due day
 * itself, which the port reckons.
 */
final class WorkingDays {
    private WorkingDays() {}

    /** Working days from today to the day, 0 for today; negative when it is over. */
    static int left(LocalDate today, LocalDate due) {
        int days = 0;
        LocalDate from = today.isBefore(due) ? today : due;
        LocalDate to = today.isBefore(due) ? due : today;
        for (LocalDate day = from; day.isBefore(to) && days < 1_000; day = day.plusDays(1)) {
            DayOfWeek next = day.plusDays(1).getDayOfWeek();
            if (next != DayOfWeek.SATURDAY && next != DayOfWeek.SUNDAY) {
                days++;
            }
        }
        // Over is over, also on a weekend.
        return today.isAfter(due) ? -Math.max(1, days) : days;
    }

    static boolean open(Status status) {
        return switch (status) {
            case RECEIVED, IN_PROGRESS, NEEDS_MORE -> true;
            case GRANTED, REFUSED, WITHDRAWN -> false;
        };
    }

    static Span mark(Request request, LocalDate today, Words words) {
        if (!open(request.status())) {
            return new Span(words.day(request.dueOn()));
        }
        int left = left(today, request.dueOn());
        if (left < 0) {
            return Marks.mark(words.of("due.over", -left), Marks.Tone.ERROR);
        }
        return left == 0
                ? Marks.mark(words.of("due.today"), Marks.Tone.WARN)
                : Marks.mark(
                        words.of("due.left", left), left == 1 ? Marks.Tone.WARN : Marks.Tone.INFO);
    }
}
