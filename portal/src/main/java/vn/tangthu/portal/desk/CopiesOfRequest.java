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
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.util.List;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.GrantedCopies.Copy;
import vn.tangthu.repository.GrantedCopies.Fetch;
import vn.tangthu.repository.GrantedCopies.Kind;
import vn.tangthu.repository.GrantedCopies.Made;
import vn.tangthu.repository.GrantedCopies.Part;
import vn.tangthu.repository.GrantedCopies.State;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/** The copies of a request: how far they are, who fetched them, and what can be done about them. */
class CopiesOfRequest extends Div {
    /** The newest fetches that are shown. */
    private static final int FETCHES = 10;

    private static final long serialVersionUID = 1L;
    private final transient GrantedCopies copies;
    private final transient Fees fees;
    private final transient CurrentReader current;
    private final transient SecondPerson second;
    private final transient Words words;
    private final transient Request asked;
    private final String request;

    CopiesOfRequest(
            GrantedCopies copies,
            Fees fees,
            CurrentReader current,
            SecondPerson second,
            Words words,
            Request asked) {
        this.second = second;
        this.copies = copies;
        this.fees = fees;
        this.current = current;
        this.words = words;
        this.asked = asked;
        this.request = asked.reference().value();
    }

    /** Shows how they are now; whether one is being made, or will be without anybody. */
    boolean refresh() {
        removeAll();
        List<Copy> all = copies.of(request);
        all.forEach(copy -> add(card(copy)));
        if (all.isEmpty()) {
            add(new Paragraph(words.of("copies.none")));
        }
        // What waits for its fee may wait for weeks.
        return all.stream()
                .anyMatch(
                        one ->
                                one.state() == State.MAKING
                                        || (one.state() == State.WAITING && !fees.holds(request)));
    }

    private Div card(Copy copy) {
        Div card = new Div();
        card.addClassName("tt-box");
        Span number = new Span(copy.number());
        number.addClassName("tt-strong");
        card.add(
                row(
                        number,
                        new Span(words.of("copies.kind." + copy.kind())),
                        Marks.mark(words.of("copies.state." + copy.state()), tone(copy.state()))));
        card.add(
                new Paragraph(
                        words.of(
                                "copies.ordered.by",
                                copy.recordCode(),
                                words.number(copy.pages()),
                                words.minute(copy.orderedAt()),
                                copy.orderedBy())));
        covered(copy, card);
        if (copy.approvedBy() != null) {
            card.add(new Paragraph(words.of("copies.approved.by", copy.approvedBy())));
        }
        if (copy.state() == State.MAKING) {
            // What has no pages, as sound in a DIP, is not counted either.
            ProgressBar bar = new ProgressBar(0, Math.max(1, copy.pages()), copy.pagesDone());
            bar.setIndeterminate(copy.pages() == 0);
            bar.getElement().setAttribute("aria-label", copy.number());
            card.add(bar);
        }
        Finding problem = copy.problem();
        if (problem != null && copy.state() != State.WITHDRAWN) {
            card.add(Notices.findings(List.of(problem), words));
            if (copy.attempts() > 0) { // a wait for a time stamp is none
                card.add(
                        new Paragraph(
                                words.of("copies.attempts", copy.attempts(), problem.place())));
            }
        }
        made(copy, card);
        card.add(acts(copy));
        return card;
    }

    /** What is covered, where to look at it, and whether it is still as it was ordered. */
    private void covered(Copy copy, Div card) {
        GrantedCopies.Redaction redaction = copy.redaction();
        if (redaction != null) {
            card.add(new Paragraph(words.of("copies.covered", redaction.boxes())));
            if (copy.state() == State.PROPOSED) {
                Div ways = row();
                for (Part part : copy.parts()) {
                    ways.add(
                            new Anchor(
                                    RedactionView.preview(request, copy.record(), part.document()),
                                    words.of("copies.covered.look", part.firstPage())));
                }
                card.add(ways);
            }
        }
        if (copy.state() == State.READY && !copies.leaves(copy.id())) {
            card.add(Notices.box(Marks.Tone.WARN, words.of("copies.kept.back")));
        }
    }

    private void made(Copy copy, Div card) {
        Made made = copy.made();
        if (made != null) {
            card.add(
                    new Paragraph(
                            words.of(
                                    "copies.made",
                                    words.minute(made.at()),
                                    words.bytes(made.size()),
                                    words.day(made.expiresAt()),
                                    words.of("copies.level." + made.level()))));
            List<Fetch> fetches = copies.fetches(copy.id(), FETCHES);
            if (!fetches.isEmpty()) {
                UnorderedList list = new UnorderedList();
                fetches.forEach(one -> list.add(new ListItem(fetched(one))));
                card.add(new Paragraph(words.of("copies.fetched")), list);
            }
        }
        GrantedCopies.Withdrawal why = copy.withdrawal();
        if (why != null) {
            card.add(
                    new Paragraph(
                            words.of(
                                    "copies.withdrawn",
                                    words.minute(why.at()),
                                    why.actor(),
                                    why.reason())));
        }
    }

    private String fetched(Fetch one) {
        String by =
                one.by().equals("applicant")
                        ? words.of("requests.applicant")
                        : words.of("copies.previewed", one.by());
        return words.minute(one.at())
                + " · "
                + by
                + (one.purpose().isEmpty() ? "" : ": " + one.purpose());
    }

    private Div acts(Copy copy) {
        Div acts = row();
        if (copy.state() == State.READY) {
            String what = "copies.look" + (copy.kind() == Kind.PAPER ? ".PAPER" : "");
            Anchor look = new Anchor(CopyFiles.ROOT + "/" + copy.id(), words.of(what));
            look.setRouterIgnore(true);
            look.setTarget("_blank");
            look.getElement().setAttribute("aria-label", named(what, copy));
            acts.add(look);
        }
        if (copy.made() != null) {
            Anchor page = new Anchor("/ban-sao/" + copy.code(), words.of("copies.page"));
            page.setRouterIgnore(true);
            page.getElement().setAttribute("aria-label", named("copies.page", copy));
            acts.add(page);
        }
        if (copy.state() == State.PROPOSED) {
            acts.add(
                    second.whyNot(asked.tookPart(copy.orderedBy()))
                            .<Component>map(SecondPerson::instead)
                            .orElseGet(() -> approve(copy)));
        }
        if (copy.state() == State.FAILED) {
            Button again = act("copies.again", copy);
            again.addClickListener(
                    e -> done(() -> copies.again(copy.id(), current.require(Role.ARCHIVIST))));
            acts.add(again);
        }
        if (copy.state() != State.WITHDRAWN) {
            Button withdraw = act("copies.withdraw", copy);
            withdraw.addThemeVariants(ButtonVariant.LUMO_ERROR);
            withdraw.addClickListener(e -> withdraw(copy));
            acts.add(withdraw);
        }
        return acts;
    }

    private Button approve(Copy copy) {
        Button approve = act("copies.approve", copy);
        approve.addClickListener(
                e -> done(() -> copies.approve(copy.id(), current.require(Role.ARCHIVIST))));
        return approve;
    }

    private Button act(String key, Copy copy) {
        Button act = new Button(words.of(key));
        act.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        act.setAriaLabel(named(key, copy));
        return act;
    }

    private String named(String key, Copy copy) {
        return words.of(key) + " " + copy.number();
    }

    private void done(Runnable what) {
        try {
            what.run();
            Notices.done(words.of("saved"));
        } catch (RefusedException refused) {
            Notices.failed(refused.findings().getFirst().message(words.locale()));
        }
        follow();
    }

    private void withdraw(Copy copy) {
        new ReasonDialog(
                        words,
                        words.of("copies.withdraw"),
                        words.of("copies.withdraw.sure", copy.number()),
                        words.of("copies.withdraw"),
                        reason -> {
                            copies.withdraw(copy.id(), reason, current.require(Role.ARCHIVIST));
                            Notices.done(words.of("saved"));
                            follow();
                        })
                .open();
    }

    /** The page looks again, and goes on looking while one is made. */
    private void follow() {
        LiveView view = findAncestor(LiveView.class);
        if (view != null) {
            view.follow();
        }
    }

    private static Marks.Tone tone(State state) {
        return switch (state) {
            case PROPOSED, WAITING, MAKING -> Marks.Tone.WARN;
            case READY -> Marks.Tone.OK;
            case FAILED, WITHDRAWN -> Marks.Tone.ERROR;
            case EXPIRED -> Marks.Tone.PLAIN;
        };
    }

    private static Div row(Component... content) {
        Div row = new Div(content);
        row.addClassName("tt-row");
        return row;
    }
}
