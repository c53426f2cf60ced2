package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Marks.Tone;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Deliveries.Delivery;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Progress;

/** Where a delivery stands, and when the phase it is in will end, judged by what was seen of it. */
final class DeliveryProgress implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Words words;
    private final transient Clock clock;
    private final transient Map<DeliveryId, Seen> seen = new HashMap<>();

    DeliveryProgress(Words words, Clock clock) {
        this.words = words;
        this.clock = clock;
    }

    /** What was first seen of a phase. */
    private record Seen(Progress.Phase phase, long done, Instant at) {}

    static boolean moves(Delivery delivery) {
        return switch (delivery.state()) {
            case RECEIVED, CHECKING, CHECKED, STORING -> delivery.finishedAt() == null;
            case INTERRUPTED,
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
            line +=
                    remaining(delivery, phase)
                            .map(
                                    rest ->
                                            " · "
                                                    + words.of(
                                                            "progress.remaining",
                                                            words.duration(rest)))
                            .orElse("");
        }
        Span text = new Span(line);
        text.addClassName("tt-hint");
        both.add(text);
        return both;
    }

    /** By the speed since the phase was first seen here; empty until that says something. */
    Optional<Duration> remaining(Delivery delivery, Progress.Phase phase) {
        Instant now = clock.instant();
        Seen first = seen.get(delivery.id());
        if (first == null || first.phase() != phase || first.done() > delivery.done()) {
            seen.put(delivery.id(), new Seen(phase, delivery.done(), now));
            return Optional.empty();
        }
        long moved = delivery.done() - first.done();
        long millis = Duration.between(first.at(), now).toMillis();
        if (moved <= 0 || millis < 2_000) {
            return Optional.empty();
        }
        double each = (double) millis / moved;
        return Optional.of(
                Duration.ofMillis(Math.round(each * (delivery.total() - delivery.done()))));
    }

    static Tone tone(State state) {
        return switch (state) {
            case KEPT, ALREADY_KEPT -> Tone.OK;
            case RECEIVED, CHECKING, CHECKED, STORING -> Tone.INFO;
            case WAITING, INTERRUPTED, PARTLY_KEPT -> Tone.WARN;
            case REFUSED, FAILED -> Tone.ERROR;
            case CANCELLED -> Tone.PLAIN;
        };
    }
}
