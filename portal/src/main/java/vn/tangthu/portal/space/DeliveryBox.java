package vn.tangthu.portal.space;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.shared.Registration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AgencyDeliveries;
import vn.tangthu.repository.AgencyDeliveries.Delivery;
import vn.tangthu.repository.AgencyDeliveries.State;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.RefusedException;

/** The delivery of an order: has it made, shows how far it is, and gives it out with its size. */
final class DeliveryBox extends Div {
    private static final long serialVersionUID = 1L;
    private static final int EVERY = 2_000;
    private final transient AgencyDeliveries deliveries;
    private final transient Order order;
    private final transient Words words;
    private final transient Runnable start;
    private final transient Runnable cancel;
    private @Nullable Registration polls;

    DeliveryBox(
            AgencyDeliveries deliveries,
            Order order,
            Words words,
            Runnable start,
            Runnable cancel) {
        this.deliveries = deliveries;
        this.order = order;
        this.words = words;
        this.start = start;
        this.cancel = cancel;
        getElement().setAttribute("aria-live", "polite");
        boolean unused = refresh();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        polls = event.getUI().addPollListener(e -> follow());
        follow();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (polls != null) {
            polls.remove();
        }
        event.getUI().setPollInterval(-1);
        super.onDetach(event);
    }

    private void follow() {
        boolean moves = refresh();
        Optional<UI> ui = getUI();
        ui.ifPresent(one -> one.setPollInterval(moves ? EVERY : -1));
    }

    private boolean refresh() {
        removeAll();
        Optional<Delivery> found = deliveries.find(order);
        State state = found.map(Delivery::state).orElse(State.CANCELLED);
        Marks.Tone tone =
                switch (state) {
                    case WAITING, MAKING -> Marks.Tone.INFO;
                    case READY -> Marks.Tone.OK;
                    case FAILED -> Marks.Tone.ERROR;
                    case CANCELLED, OVER -> Marks.Tone.PLAIN;
                };
        Div box = Notices.box(tone, new Paragraph(words.of("delivery.state." + state)));
        found.ifPresent(delivery -> show(box, delivery));
        Div acts = row();
        if (state == State.FAILED || !state.canBeCancelled()) {
            box.add(new Paragraph(words.of("delivery.most", words.bytes(deliveries.mostBytes()))));
            acts.add(act("delivery.start", start, true));
        }
        if (state.canBeCancelled()) {
            acts.add(act("delivery.cancel", cancel, false));
        }
        box.add(acts);
        add(box);
        return state.moves();
    }

    private void show(Div box, Delivery delivery) {
        Finding problem = delivery.problem();
        if (problem != null && delivery.state() == State.FAILED) {
            box.add(Notices.findings(List.of(problem), words));
        }
        if (delivery.state().moves()) {
            ProgressBar bar =
                    new ProgressBar(
                            0,
                            Math.max(1, delivery.lines()),
                            Math.min(delivery.linesDone(), Math.max(1, delivery.lines())));
            bar.getElement().setAttribute("aria-label", words.of("delivery.state.MAKING"));
            box.add(
                    bar,
                    new Paragraph(
                            words.of(
                                    "delivery.progress",
                                    words.number(delivery.linesDone()),
                                    words.number(delivery.lines()),
                                    words.bytes(delivery.bytes()))));
        }
        if (delivery.state() == State.READY) {
            Anchor all =
                    new Anchor(
                            OrderFiles.ROOT + "/" + order.number(),
                            words.of("order.fetch.all", words.bytes(delivery.bytes())));
            all.getElement().setAttribute("download", true);
            all.setRouterIgnore(true);
            box.add(row(all));
        }
    }

    private Button act(String key, Runnable what, boolean primary) {
        Button act =
                new Button(
                        words.of(key),
                        e -> {
                            try {
                                what.run();
                            } catch (RefusedException refused) {
                                Notices.failed(
                                        refused.findings().getFirst().message(words.locale()));
                            }
                            follow();
                        });
        act.addThemeVariants(primary ? ButtonVariant.LUMO_PRIMARY : ButtonVariant.LUMO_ERROR);
        return act;
    }

    private static Div row(Component... content) {
        Div row = new Div(content);
        row.addClassName("tt-row");
        return row;
    }
}
