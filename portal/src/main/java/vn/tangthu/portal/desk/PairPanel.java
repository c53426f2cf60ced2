package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryPairs;
import vn.tangthu.repository.DeliveryPairs.Decided;
import vn.tangthu.repository.DeliveryPairs.Decision;
import vn.tangthu.repository.DeliveryPairs.Found;
import vn.tangthu.repository.DeliveryPairs.Kind;
import vn.tangthu.repository.DeliveryPairs.Pair;
import vn.tangthu.repository.DeliveryPairs.Shown;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/** Two that look like one thing twice, side by side, and what is decided of them. */
final class PairPanel extends Div {
    private static final long serialVersionUID = 1L;

    private final DeliveryId delivery;
    private final String key;
    private final transient DeliveryPairs pairs;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;
    private final Words words;
    private final Div decision = new Div();

    PairPanel(
            DeliveryId delivery,
            String key,
            DeliveryPairs pairs,
            CurrentReader current,
            ActivityLog activity,
            Words words) {
        this.delivery = delivery;
        this.key = key;
        this.pairs = pairs;
        this.current = current;
        this.activity = activity;
        this.words = words;
        Reader reader = current.require(Role.ARCHIVIST);
        Pair pair = pairs.find(delivery, key, reader).orElseThrow();
        Found found = pair.found();
        Optional<Shown> one = pairs.look(delivery, key, false, reader);
        Optional<Shown> other = pairs.look(delivery, key, true, reader);
        add(new H2(words.of("pairs.compared", words.of(found.kind()))));
        if (found.kind() == Kind.SAME_TEXT) {
            add(
                    new Paragraph(
                            words.of(
                                    "pairs.likeness",
                                    words.number(Math.round(found.likeness() * 100)),
                                    words.number(found.pages()))));
        }
        if (found.kind() == Kind.SAME_IMAGE) {
            add(new Paragraph(words.of("pairs.onescan", words.number(found.pages()))));
        }
        decision.getElement().setAttribute("aria-live", "polite");
        add(decision);
        if (one.map(Shown::pages).orElse(0) > 0 || other.map(Shown::pages).orElse(0) > 0) {
            add(new PairPages(delivery, key, one, other, found.other().kept(), words));
        }
        add(new H2(words.of("pairs.facts")), new PairFacts(one, other, found, words));
        show(pair);
    }

    private void show(Pair pair) {
        decision.removeAll();
        Decided decided = pair.decided();
        boolean open = pairs.open(delivery, current.require(Role.ARCHIVIST));
        Div ways = new Div();
        ways.addClassName("tt-row");
        if (decided != null) {
            boolean both = decided.decision() == Decision.KEEP_BOTH;
            decision.add(
                    Notices.box(
                            both ? Marks.Tone.OK : Marks.Tone.WARN,
                            words.of(
                                    "pairs.decided",
                                    words.of(decided.decision()),
                                    decided.by(),
                                    words.minute(decided.at()),
                                    decided.reason())));
            if (open) {
                ways.add(new Button(words.of("pairs.undo"), e -> undo()));
            }
        } else if (!pair.found().decidable()) {
            decision.add(Notices.box(Marks.Tone.INFO, words.of("pairs.code.twice")));
        } else if (!open) {
            decision.add(new Span(words.of("pairs.closed")));
        } else {
            if (pair.leftOut()) {
                decision.add(Notices.box(Marks.Tone.WARN, words.of("pairs.leftOut.other")));
            }
            ways.add(buttons(pair.found()));
        }
        if (open) {
            pairs.nextUndecided(delivery, current.require(Role.ARCHIVIST))
                    .filter(next -> !next.key().equals(key))
                    .ifPresent(
                            next ->
                                    ways.add(
                                            new Anchor(
                                                    DuplicatesView.address(delivery, next.key()),
                                                    words.of("pairs.next"))));
        }
        decision.add(ways);
    }

    private Component[] buttons(Found found) {
        String record = found.one().record();
        Button leaveOut =
                new Button(
                        words.of("pairs.leave"),
                        e ->
                                ask(
                                        Decision.LEAVE_OUT,
                                        "pairs.leave",
                                        words.of("pairs.leave.sure", record)));
        leaveOut.addThemeVariants(ButtonVariant.LUMO_ERROR);
        if (found.kind() == Kind.SAME_CODE) {
            return new Component[] {leaveOut, new Span(words.of("pairs.code.version"))};
        }
        Button both =
                new Button(
                        words.of("pairs.both"),
                        e -> ask(Decision.KEEP_BOTH, "pairs.both", words.of("pairs.both.sure")));
        return new Component[] {both, leaveOut};
    }

    private void ask(Decision what, String title, String sure) {
        new ReasonDialog(
                        words,
                        words.of(title),
                        sure,
                        words.of(title),
                        reason -> {
                            Reader archivist = current.require(Role.ARCHIVIST);
                            pairs.decide(delivery, key, what, reason, archivist);
                            note(archivist, "PAIR_" + what, reason);
                        })
                .open();
    }

    private void undo() {
        try {
            Reader archivist = current.require(Role.ARCHIVIST);
            pairs.undo(delivery, key, archivist);
            note(archivist, "PAIR_UNDONE", "");
        } catch (RefusedException refused) {
            decision.add(Notices.findings(refused.findings(), words));
        }
    }

    /** Who decided what of which two, and shows it. */
    private void note(Reader archivist, String action, String reason) {
        Pair pair = pairs.find(delivery, key, archivist).orElseThrow();
        String two = pair.found().one().name() + " ↔ " + pair.found().other().name();
        activity.record(
                archivist,
                action,
                delivery.value().toString(),
                reason.isEmpty() ? two : two + ": " + reason);
        Notices.done(words.of("saved"));
        show(pair);
    }
}
