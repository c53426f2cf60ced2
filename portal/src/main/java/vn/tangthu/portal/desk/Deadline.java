package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Span;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests.Request;

/** The working time that is left for a request, as a mark. */
final class Deadline {
    private Deadline() {}

    static Span mark(Request request, Words words) {
        if (!request.status().open()) {
            return new Span(words.day(request.dueOn()));
        }
        int left = request.daysLeft();
        if (request.pausedOn() != null) {
            return Marks.mark(words.of("due.paused", left), Marks.Tone.PLAIN);
        }
        if (left < 0) {
            return Marks.mark(words.of("due.over", -left), Marks.Tone.ERROR);
        }
        return left == 0
                ? Marks.mark(words.of("due.today"), Marks.Tone.WARN)
                : Marks.mark(
                        words.of("due.left", left), left == 1 ? Marks.Tone.WARN : Marks.Tone.INFO);
    }
}
