package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.outgoing.SeenDescriptions;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.PaperRegister;
import vn.tangthu.repository.PaperRegister.Change;
import vn.tangthu.repository.PaperRegister.Draft;
import vn.tangthu.repository.PaperRegister.Entry;
import vn.tangthu.repository.Role;

/** One entry of paper holdings: all that is known of it, corrected and withdrawn with a reason. */
@Route("kho/ho-so-giay/:id")
@RolesAllowed("ARCHIVIST")
class PaperEntryView extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private static final int CHANGES = 50;
    private final transient PaperRegister register;
    private final transient CurrentReader current;
    private final transient SeenDescriptions seen;

    PaperEntryView(PaperRegister register, CurrentReader current, SeenDescriptions seen) {
        this.seen = seen;
        this.register = register;
        this.current = current;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Entry entry =
                id(event.getRouteParameters().get("id").orElse(""))
                        .flatMap(id -> register.find(id, current.require(Role.ARCHIVIST)))
                        .orElseThrow(NotFoundException::new);
        Draft draft = entry.draft();
        if (draft.rights().access() != Access.PUBLIC) {
            seen.note(entry.id(), current.require(Role.ARCHIVIST));
        }
        clear();
        title(draft.title());
        add(
                row(
                        new Anchor("/app/kho/ho-so-giay", t("paper.title")),
                        state(entry, words()),
                        Marks.access(draft.rights().access(), words())));
        AipId record = entry.record();
        if (record != null) {
            add(
                    Notices.box(
                            Marks.Tone.OK,
                            new Span(t("paper.digitised.hint") + " "),
                            new Anchor("/app/ho-so/" + record, t("paper.digitised.open"))));
        }
        if (entry.recordWider()) {
            add(Notices.box(Marks.Tone.WARN, t("paper.digitised.wider.hint")));
        }
        DescriptionList facts = new DescriptionList();
        facts.addClassName("tt-facts");
        fact(facts, "record.code", entry.arcFileCode());
        fact(facts, "paper.fonds", draft.fondsCode());
        fact(facts, "paper.series", draft.seriesCode());
        fact(facts, "paper.number", draft.number());
        fact(facts, "record.years", words().years(draft.fromYear(), draft.toYear()));
        BigDecimal metres = draft.metres();
        fact(facts, "paper.metres", metres == null ? null : metres.toPlainString());
        fact(facts, "paper.boxes", count(draft.boxes()));
        fact(facts, "paper.sheets", count(draft.sheets()));
        fact(facts, "paper.shelf", draft.shelf());
        fact(
                facts,
                "paper.condition",
                draft.condition() == null ? null : words().code(draft.condition()));
        fact(facts, "paper.basis", draft.rights().basis());
        fact(
                facts,
                "paper.closedUntil",
                draft.closedUntil() == null ? null : words().day(draft.closedUntil()));
        fact(facts, "paper.note", draft.note());
        add(facts, row(edit(entry), withdraw(entry)));
        OrderedList changes = new OrderedList();
        for (Change change :
                register.changes(entry.id(), CHANGES, current.require(Role.ARCHIVIST))) {
            changes.add(
                    new ListItem(
                            words().minute(change.at())
                                    + " · "
                                    + change.actor()
                                    + " · "
                                    + t(change.isNew() ? "paper.entered" : "paper.corrected")
                                    + ": "
                                    + change.reason()));
        }
        add(section(t("paper.changes"), changes));
    }

    private static Optional<AipId> id(String text) {
        try {
            return Optional.of(AipId.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it is withdrawn, digitised, closed for a time, or as it was entered. */
    static Span state(Entry entry, Words words) {
        if (entry.withdrawn()) {
            return Marks.mark(words.of("paper.withdrawn"), Marks.Tone.ERROR);
        }
        if (entry.recordWider()) {
            return Marks.mark(words.of("paper.digitised.wider"), Marks.Tone.WARN);
        }
        if (entry.record() != null) {
            return Marks.mark(words.of("paper.digitised"), Marks.Tone.OK);
        }
        return Marks.mark(words.of(entry.opened() ? "paper.tag" : "paper.closed"), Marks.Tone.WARN);
    }

    private Button edit(Entry entry) {
        Button edit =
                new Button(
                        t("paper.edit"),
                        e ->
                                new PaperDialog(
                                                words(),
                                                entry,
                                                (draft, reason) -> {
                                                    AipId unused =
                                                            register.save(
                                                                    entry.id(),
                                                                    entry.revision(),
                                                                    draft,
                                                                    reason,
                                                                    current.require(
                                                                            Role.ARCHIVIST));
                                                    again();
                                                })
                                        .open());
        edit.setEnabled(!entry.withdrawn());
        return edit;
    }

    private Button withdraw(Entry entry) {
        boolean out = !entry.withdrawn();
        String act = t(out ? "paper.withdraw" : "paper.reinstate");
        return new Button(
                act,
                e ->
                        new ReasonDialog(
                                        words(),
                                        act,
                                        t(out ? "paper.withdraw.hint" : "paper.reinstate.hint"),
                                        act,
                                        reason -> {
                                            register.withdraw(
                                                    entry.id(),
                                                    entry.revision(),
                                                    out,
                                                    reason,
                                                    current.require(Role.ARCHIVIST));
                                            again();
                                        })
                                .open());
    }

    private void again() {
        Notices.done(t("saved"));
        getUI().ifPresent(ui -> ui.refreshCurrentRoute(false));
    }

    private void fact(DescriptionList facts, String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            facts.add(new DescriptionList.Term(t(key)), new DescriptionList.Description(value));
        }
    }

    private static @Nullable String count(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }
}
