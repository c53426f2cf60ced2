package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests.Decision;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.AccessRequests.Reason;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.RefusedException;

/** The answer to a request: what is decided, a reason that fits it, and words. */
class RequestReply extends Div {
    private static final List<Status> DECISIONS =
            List.of(Status.IN_PROGRESS, Status.NEEDS_MORE, Status.GRANTED, Status.REFUSED);

    private static final long serialVersionUID = 1L;
    private final CheckboxGroup<Item> items = new CheckboxGroup<>();
    private final Select<Status> status = new Select<>();
    private final Select<Reason> reason = new Select<>();
    private final TextArea text = new TextArea();
    private final Div refusals = new Div();
    private final Button send = new Button();
    private final Button look = new Button();
    private final Div draft = new Div();

    /** Why a second decision cannot be given by who reads this; empty where it can. */
    private final Div waits = new Div();

    private final transient Set<Integer> byTwo;
    private final transient Function<Item, Optional<String>> barred;
    private final transient Request request;
    private final transient Words words;

    /**
     * @param names of items, where there are several
     * @param byTwo items that are granted by two persons, by their numbers
     * @param barred why who reads this cannot give the second decision on an item; empty where they
     *     can, and where it takes none
     */
    RequestReply(
            Request request,
            Function<Item, String> names,
            Set<Integer> byTwo,
            Function<Item, Optional<String>> barred,
            Words words) {
        this.request = request;
        this.byTwo = byTwo;
        this.barred = barred;
        this.words = words;
        List<Item> open = request.items().stream().filter(item -> item.status().open()).toList();
        items.setLabel(words.of("requests.reply.items"));
        items.setItemLabelGenerator(item -> item.number() + ". " + names.apply(item));
        items.setItems(open);
        items.setValue(Set.copyOf(open));
        items.setVisible(open.size() > 1);
        status.setLabel(words.of("requests.newStatus"));
        status.setItems(DECISIONS);
        status.setItemLabelGenerator(words::of);
        reason.setLabel(words.of("requests.reason"));
        reason.setItemLabelGenerator(words::of);
        reason.setWidthFull();
        text.setLabel(words.of("requests.text"));
        text.setMaxLength(4_000);
        text.setWidthFull();
        text.setMinHeight("8rem");
        send.setText(words.of("requests.send"));
        send.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        look.setText(words.of("letters.preview"));
        Div acts = new Div(look, send);
        acts.addClassName("tt-row");
        // Disabled buttons are passed over by the keyboard: the reason stands before them as text.
        waits.setId("second-decision");
        waits.getElement().setAttribute("role", "status");
        status.addValueChangeListener(e -> offer(e.getValue()));
        items.addValueChangeListener(e -> offer(status.getValue()));
        // A draft is never another answer than the one that would be sent.
        reason.addValueChangeListener(e -> draft.removeAll());
        text.addValueChangeListener(e -> draft.removeAll());
        status.setValue(request.status() == Status.PROPOSED ? Status.GRANTED : Status.IN_PROGRESS);
        add(items, status, reason, text, refusals, draft, waits, acts);
    }

    private void offer(Status decided) {
        draft.removeAll();
        look.setVisible(decided != Status.IN_PROGRESS);
        boolean proposal =
                decided == Status.GRANTED
                        && items.getValue().stream()
                                .anyMatch(
                                        item ->
                                                item.status() != Status.PROPOSED
                                                        && byTwo.contains(item.number()));
        text.setHelperText(
                words.of(proposal ? "requests.text.help.proposal" : "requests.text.help"));
        List<Reason> fitting = Reason.of(decided);
        Reason chosen = reason.getValue();
        reason.setItems(fitting);
        if (chosen != null && fitting.contains(chosen)) {
            reason.setValue(chosen);
        }
        reason.setVisible(!fitting.isEmpty());
        barred(decided);
    }

    private String named(Item item, String why) {
        return request.items().size() > 1
                ? words.of("requests.item", item.number()) + ": " + why
                : why;
    }

    private void barred(Status decided) {
        Optional<String> reason =
                decided == Status.GRANTED
                        ? items.getValue().stream()
                                .sorted(Comparator.comparingInt(Item::number))
                                .flatMap(
                                        item ->
                                                barred
                                                        .apply(item)
                                                        .map(why -> named(item, why))
                                                        .stream())
                                .findFirst()
                        : Optional.empty();
        waits.removeAll();
        reason.ifPresent(text -> waits.add(Notices.box(Marks.Tone.WARN, text)));
        for (Button button : List.of(send, look)) {
            button.setEnabled(reason.isEmpty());
            if (reason.isPresent()) {
                button.getElement().setAttribute("aria-describedby", "second-decision");
            } else {
                button.getElement().removeAttribute("aria-describedby");
            }
        }
    }

    /**
     * @param use the letter as it would be sent now; empty where none would
     */
    void onPreview(BiFunction<Set<Integer>, Decision, Optional<byte[]>> use) {
        look.addClickListener(
                e -> {
                    refusals.removeAll();
                    draft.removeAll();
                    if (nothingIsMarked()) {
                        return;
                    }
                    try {
                        use.apply(chosen(), decision())
                                .ifPresentOrElse(
                                        pdf ->
                                                draft.add(
                                                        AnswerLettersOfRequest.pdf(
                                                                "du-thao.pdf",
                                                                words.of("letters.draft"),
                                                                () -> pdf)),
                                        () ->
                                                draft.add(
                                                        Notices.box(
                                                                Marks.Tone.INFO,
                                                                words.of("letters.none"))));
                    } catch (RefusedException refused) {
                        refusals.add(Notices.findings(refused.findings(), words));
                    }
                });
    }

    /** For the port none would mean all. */
    private boolean nothingIsMarked() {
        if (items.isEmpty()) {
            refusals.add(Notices.box(Marks.Tone.WARN, words.of("requests.reply.none")));
        }
        return items.isEmpty();
    }

    private Set<Integer> chosen() {
        return items.getValue().stream().map(Item::number).collect(Collectors.toSet());
    }

    private Decision decision() {
        return new Decision(status.getValue(), reason.getValue(), text.getValue());
    }

    /**
     * @param use sends it; what it refuses is shown here, and what was written stays
     */
    void onSend(BiConsumer<Set<Integer>, Decision> use) {
        send.addClickListener(
                e -> {
                    refusals.removeAll();
                    if (nothingIsMarked()) {
                        return;
                    }
                    try {
                        use.accept(chosen(), decision());
                    } catch (RefusedException refused) {
                        refusals.add(Notices.findings(refused.findings(), words));
                    }
                });
    }
}
