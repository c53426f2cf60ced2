package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.OnlineReadings;
import vn.tangthu.repository.OnlineReadings.Ending;
import vn.tangthu.repository.OnlineReadings.Look;
import vn.tangthu.repository.OnlineReadings.Reading;
import vn.tangthu.repository.OnlineReadings.State;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/** What the applicant of a request may read online: until when, who looked, and its early end. */
class ReadingsOfRequest extends Div {
    /** The newest looks that are shown. */
    private static final int LOOKS = 20;

    private static final long serialVersionUID = 1L;
    private final transient OnlineReadings readings;
    private final transient CurrentReader current;
    private final transient SecondPerson second;
    private final transient Words words;
    private final transient Request asked;
    private final String request;

    ReadingsOfRequest(
            OnlineReadings readings,
            CurrentReader current,
            SecondPerson second,
            Words words,
            Request asked) {
        this.second = second;
        this.readings = readings;
        this.current = current;
        this.words = words;
        this.asked = asked;
        this.request = asked.reference().value();
        refresh();
    }

    final void refresh() {
        removeAll();
        List<Reading> all = readings.of(request);
        all.forEach(one -> add(card(one)));
        if (all.isEmpty()) {
            add(new Paragraph(words.of("readings.none")));
        }
    }

    private Div card(Reading one) {
        Div card = new Div();
        card.addClassName("tt-box");
        Span number = new Span(one.number());
        number.addClassName("tt-strong");
        card.add(
                row(
                        number,
                        Marks.mark(words.of("readings.state." + one.state()), tone(one.state()))));
        card.add(
                new Paragraph(
                        words.of(
                                "readings.ordered",
                                one.recordCode(),
                                words.number(one.pages()),
                                one.days(),
                                words.minute(one.orderedAt()),
                                one.orderedBy())));
        if (one.redacted()) {
            card.add(new Paragraph(words.of("readings.redacted")));
        }
        if (one.approvedBy() != null) {
            card.add(new Paragraph(words.of("copies.approved.by", one.approvedBy())));
        }
        if (one.until() != null && one.state() != State.ENDED) {
            card.add(new Paragraph(words.of("readings.until", words.minute(one.until()))));
        }
        Ending ending = one.ending();
        if (ending != null) {
            card.add(
                    new Paragraph(
                            words.of(
                                    "readings.ended",
                                    words.minute(ending.at()),
                                    ending.actor(),
                                    ending.reason())));
        }
        if (one.state() == State.OPEN && !readings.opens(one.id())) {
            card.add(Notices.box(Marks.Tone.WARN, words.of("readings.kept.back")));
        }
        looks(one, card);
        card.add(acts(one));
        return card;
    }

    private void looks(Reading one, Div card) {
        List<Look> looks = readings.looks(one.id(), LOOKS);
        if (!looks.isEmpty()) {
            UnorderedList list = new UnorderedList();
            looks.forEach(look -> list.add(new ListItem(told(look))));
            card.add(new Paragraph(words.of("readings.looks")), list);
        }
    }

    private String told(Look look) {
        String by = look.by().equals("applicant") ? words.of("requests.applicant") : look.by();
        return words.of("readings.look", words.minute(look.at()), by, words.number(look.page()))
                + (look.purpose().isEmpty() ? "" : ": " + look.purpose());
    }

    private Div acts(Reading one) {
        Div acts = row();
        if (one.state() == State.PROPOSED) {
            for (DocumentId document : one.documents()) {
                if (one.redacted()) {
                    acts.add(
                            new Anchor(
                                    RedactionView.preview(request, one.record(), document),
                                    words.of("readings.covered.look")));
                }
            }
            acts.add(
                    second.whyNot(asked.tookPart(one.orderedBy()))
                            .<Component>map(SecondPerson::instead)
                            .orElseGet(
                                    () ->
                                            act(
                                                    "copies.approve",
                                                    one,
                                                    () ->
                                                            readings.approve(
                                                                    one.id(),
                                                                    current.require(
                                                                            Role.ARCHIVIST)))));
        }
        if (one.state() == State.PROPOSED || one.state() == State.OPEN) {
            Button end = new Button(words.of("readings.end"), e -> end(one));
            end.setAriaLabel(words.of("readings.end") + " " + one.number());
            end.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ERROR);
            acts.add(end);
        }
        return acts;
    }

    private Button act(String key, Reading one, Runnable what) {
        Button act =
                new Button(
                        words.of(key),
                        e -> {
                            try {
                                what.run();
                                Notices.done(words.of("saved"));
                            } catch (RefusedException refused) {
                                Notices.failed(
                                        refused.findings().getFirst().message(words.locale()));
                            }
                            refresh();
                        });
        act.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        act.setAriaLabel(words.of(key) + " " + one.number());
        return act;
    }

    private void end(Reading one) {
        new ReasonDialog(
                        words,
                        words.of("readings.end"),
                        words.of("readings.end.sure", one.number()),
                        words.of("readings.end"),
                        reason -> {
                            readings.end(one.id(), reason, current.require(Role.ARCHIVIST));
                            Notices.done(words.of("saved"));
                            refresh();
                        })
                .open();
    }

    private static Marks.Tone tone(State state) {
        return switch (state) {
            case PROPOSED -> Marks.Tone.WARN;
            case OPEN -> Marks.Tone.OK;
            case OVER, ENDED -> Marks.Tone.PLAIN;
        };
    }

    private static Div row(Component... content) {
        Div row = new Div(content);
        row.addClassName("tt-row");
        return row;
    }
}
