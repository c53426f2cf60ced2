package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.io.Serializable;
import java.time.Duration;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Marks.Tone;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Deliveries.Delivery;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.Deliveries.Turn;
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
        String line = words.of(phase);
        if (delivery.total() > 0) {
            double part = Math.clamp((double) delivery.done() / delivery.total(), 0, 1);
            ProgressBar bar = new ProgressBar(0, 1, part);
            bar.getElement().setAttribute("aria-label", line);
            both.add(bar);
            line += " " + words.number(delivery.done()) + "/" + words.number(delivery.total());
        }
        if (turn.perSecond() > 0) {
            line += " · " + words.of("progress.rate", words.rate(turn.perSecond()));
        }
        Duration rest = turn.remaining();
        if (rest != null) {
            line += " · " + words.of("progress.remaining", words.duration(rest));
        }
        both.add(hint(line));
        if (turn.pausing()) {
            both.add(hint(words.of("line.pausing")));
        }
        return both;
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
