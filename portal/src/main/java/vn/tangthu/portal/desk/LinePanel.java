package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Delivery;
import vn.tangthu.repository.Deliveries.Move;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Role;

/** What is worked on and what waits for its turn, with the order to change and pauses to make. */
final class LinePanel extends Div {
    private static final long serialVersionUID = 1L;
    private final transient Deliveries deliveries;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;
    private final DeliveryProgress progress;
    private final Words words;
    private final Runnable changed;
    private final OrderedList rows = new OrderedList();
    private final Map<DeliveryId, Div> states = new HashMap<>();
    private List<String> shown = List.of();

    LinePanel(
            Deliveries deliveries,
            CurrentReader current,
            ActivityLog activity,
            DeliveryProgress progress,
            Words words,
            Runnable changed) {
        this.deliveries = deliveries;
        this.current = current;
        this.activity = activity;
        this.progress = progress;
        this.words = words;
        this.changed = changed;
        Paragraph hint = new Paragraph(words.of("line.hint"));
        hint.addClassName("tt-hint");
        rows.addClassName("tt-line");
        add(new H2(words.of("line.title")), hint, rows);
        addClassName("tt-section");
        setVisible(false);
    }

    /** Shows how it is now. The buttons stay the same while the order does: a focus is kept. */
    void refresh() {
        List<Delivery> line = deliveries.line();
        List<String> order =
                line.stream()
                        .map(d -> d.id() + " " + d.state() + d.turn().position() + stops(d))
                        .toList();
        if (!order.equals(shown)) {
            shown = order;
            rows.removeAll();
            states.clear();
            long waiting = line.stream().filter(d -> d.turn().position() > 0).count();
            line.forEach(d -> rows.add(row(d, waiting)));
        }
        for (Delivery delivery : line) {
            Div state = states.get(delivery.id());
            if (state != null) {
                state.removeAll();
                state.add(progress.state(delivery));
            }
        }
        setVisible(!line.isEmpty());
    }

    private static String stops(Delivery delivery) {
        return delivery.turn().pausing() ? " stops" : "";
    }

    private ListItem row(Delivery delivery, long waiting) {
        DeliveryId id = delivery.id();
        Div state = new Div();
        states.put(id, state);
        Div buttons = new Div();
        buttons.addClassName("tt-row");
        int position = delivery.turn().position();
        if (position > 1) {
            buttons.add(move(delivery, Move.FIRST), move(delivery, Move.UP));
        }
        if (position > 0 && position < waiting) {
            buttons.add(move(delivery, Move.DOWN));
        }
        if (delivery.state() == State.PAUSED) {
            buttons.add(resume(delivery));
        } else if (!delivery.turn().pausing()) {
            buttons.add(pause(delivery));
        }
        return new ListItem(new Anchor("/app/giao-nop/" + id, delivery.name()), state, buttons);
    }

    private Button move(Delivery delivery, Move to) {
        Button button =
                button(
                        delivery,
                        "line." + to.name().toLowerCase(Locale.ROOT),
                        () -> {
                            deliveries.move(delivery.id(), to, current.require(Role.ARCHIVIST));
                            note("QUEUE_" + to, delivery);
                        });
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        return button;
    }

    Button pause(Delivery delivery) {
        return button(
                delivery,
                "line.pause",
                () -> {
                    deliveries.pause(delivery.id(), current.require(Role.ARCHIVIST));
                    note("PAUSE", delivery);
                });
    }

    private Button resume(Delivery delivery) {
        return button(
                delivery,
                "line.resume",
                () -> {
                    deliveries.resume(delivery.id(), current.require(Role.ARCHIVIST));
                    note("RESUME", delivery);
                });
    }

    private Button button(Delivery delivery, String key, Runnable action) {
        Button button =
                new Button(
                        words.of(key),
                        e -> {
                            action.run();
                            changed.run();
                        });
        button.addThemeVariants(ButtonVariant.LUMO_SMALL);
        button.setAriaLabel(words.of(key) + ": " + delivery.name());
        return button;
    }

    private void note(String action, Delivery delivery) {
        activity.record(current.reader(), action, delivery.id().toString(), delivery.name());
    }
}
