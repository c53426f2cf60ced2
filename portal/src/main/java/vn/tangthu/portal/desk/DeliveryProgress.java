package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Marks.Tone;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Deliveries.Delivery;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.Deliveries.Turn;
import vn.tangthu.repository.Pace;
import vn.tangthu.repository.Progress;

/** Where a delivery stands, how fast it goes and when the phase it is in will end. */
final class DeliveryProgress implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Words words;

    DeliveryProgress(Words words) {
        this.words = words;
    }

    static boolean moves(Delivery delivery) {
        return switch (delivery.state()) {
            case RECEIVED, CHECKING, CHECKED, STORING -> delivery.finishedAt() == null;
            case INTERRUPTED,
                    PAUSED,
                    WAITING,
                    KEPT,
                    ALREADY_KEPT,
                    PARTLY_KEPT,
                    REFUSED,
                    CANCELLED,
                    FAILED ->
                    false;
        };
    }

    Component state(Delivery delivery) {
        Span mark = Marks.mark(words.of(delivery.state()), tone(delivery.state()));
        Turn turn = delivery.turn();
        if (turn.position() > 0) {
            return new Div(mark, hint(words.of("line.position", words.number(turn.position()))));
        }
        Progress.Phase phase = delivery.phase();
        if (!moves(delivery) || phase == null) {
            return mark;
        }
        Div both = new Div(mark);
        both.add(how(phase, delivery.done(), delivery.total(), turn.perSecond(), turn.remaining()));
        if (turn.pausing()) {
            both.add(hint(words.of("line.pausing")));
        }
        return both;
    }

    /** The same for a dry run, with a place in line while it waits for its turn. */
    Component dryRun(Uploads.Check check) {
        if (check.stopping()) {
            return hint(words.of("deliveries.check.stopping"));
        }
        Progress.Phase phase = check.phase();
        if (phase == null || phase == Progress.Phase.QUEUE) {
            String place =
                    check.done() > 0
                            ? words.of("deliveries.check.ahead", words.number(check.done()))
                            : words.of("deliveries.queued");
            return hint(place);
        }
        Pace pace = check.pace();
        return how(
                phase,
                check.done(),
                check.total(),
                pace.perSecond(),
                pace.remaining().orElse(null));
    }

    private Component how(
            Progress.Phase phase,
            long done,
            long total,
            double perSecond,
            @Nullable Duration remaining) {
        Div how = new Div();
        String line = words.of(phase);
        if (total > 0) {
            ProgressBar bar = new ProgressBar(0, 1, Math.clamp((double) done / total, 0, 1));
            bar.getElement().setAttribute("aria-label", line);
            how.add(bar);
            line += " " + words.number(done) + "/" + words.number(total);
        }
        if (perSecond > 0) {
            line += " · " + words.of("progress.rate", words.rate(perSecond));
        }
        if (remaining != null) {
            line += " · " + words.of("progress.remaining", words.duration(remaining));
        }
        how.add(hint(line));
        return how;
    }

    private static Span hint(String text) {
        Span hint = new Span(text);
        hint.addClassName("tt-hint");
        return hint;
    }

    static Tone tone(State state) {
        return switch (state) {
            case KEPT, ALREADY_KEPT -> Tone.OK;
            case RECEIVED, CHECKING, CHECKED, STORING -> Tone.INFO;
            case WAITING, INTERRUPTED, PAUSED, PARTLY_KEPT -> Tone.WARN;
            case REFUSED, FAILED -> Tone.ERROR;
            case CANCELLED -> Tone.PLAIN;
        };
    }
}
