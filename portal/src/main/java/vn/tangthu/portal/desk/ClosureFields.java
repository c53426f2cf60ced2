package vn.tangthu.portal.desk;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.repository.ClosureTerms;
import vn.tangthu.repository.Rights;

/**
 * Why something is closed and until when. The day is proposed from the years that the archive set
 * for the ground and the last year of what is closed; a day that a person chose is left alone.
 */
final class ClosureFields extends Div {
    private static final long serialVersionUID = 1L;
    private final Words words;
    private final transient ClosureTerms terms;
    private final @Nullable Integer lastYear;
    private final Select<AccessGround> ground = new Select<>();
    private final TextField basis;
    private final DatePicker until;
    private final Div follows = new Div();
    private Access access;

    /** What the ground that is chosen proposes. */
    private @Nullable LocalDate proposed;

    /**
     * @param lastYear of what is closed; null where it is not known
     */
    ClosureFields(Words words, ClosureTerms terms, Rights now, @Nullable Integer lastYear) {
        this.words = words;
        this.terms = terms;
        this.lastYear = lastYear;
        this.access = now.access();
        ground.setLabel(words.of("rights.ground"));
        ground.setItems(AccessGround.values());
        ground.setItemLabelGenerator(one -> one.in(words.locale()));
        ground.setErrorMessage(words.of("rights.ground.required"));
        ground.setRequiredIndicatorVisible(true);
        ground.setWidthFull();
        ground.setValue(now.ground());
        basis = new TextField(words.of("rights.basis"));
        basis.setMaxLength(500);
        basis.setValue(now.basis() == null ? "" : now.basis());
        basis.setErrorMessage(words.of("rights.basis.words"));
        basis.setWidthFull();
        until = new DatePicker(words.of("rights.closedUntil"));
        until.setLocale(words.locale());
        until.setValue(now.closedUntil());
        until.setErrorMessage(words.of("rights.closedUntil.wrong"));
        follows.addClassName("tt-hint");
        propose(false);
        ground.addValueChangeListener(e -> propose(true));
        until.addValueChangeListener(e -> tellWhatFollows());
        add(ground, basis, until, follows);
        of(access);
    }

    /** Why something is not public and until when, as far as it was stated; empty of what is. */
    static Optional<String> line(Rights rights, Words words) {
        if (rights.access() == Access.PUBLIC) {
            return Optional.empty();
        }
        String why = rights.why(words.locale());
        return Optional.of(
                why.isEmpty() ? words.of("rights.why.none") : words.of("rights.why", why));
    }

    /** What is public has no ground and no end. */
    void of(Access chosen) {
        access = chosen;
        boolean closed = chosen != Access.PUBLIC;
        ground.setVisible(closed);
        until.setVisible(closed);
        follows.setVisible(closed);
    }

    private void propose(boolean fill) {
        AccessGround chosen = ground.getValue();
        LocalDate before = proposed;
        proposed = chosen == null ? null : terms.closedUntil(chosen, lastYear);
        LocalDate there = until.getValue();
        if (fill && (there == null || there.equals(before))) {
            until.setValue(proposed);
        }
        ground.setHelperText(chosen == null ? null : chosen.source());
        until.setHelperText(help(chosen));
        tellWhatFollows();
    }

    private @Nullable String help(@Nullable AccessGround chosen) {
        if (chosen == null) {
            return null;
        }
        OptionalInt years = terms.years(chosen);
        if (years.isEmpty()) {
            return words.of("rights.closedUntil.byHand");
        }
        return proposed == null
                ? words.of("rights.closedUntil.noYear", years.getAsInt())
                : words.of(
                        "rights.closedUntil.proposed",
                        years.getAsInt(),
                        String.valueOf(lastYear),
                        words.day(proposed));
    }

    private void tellWhatFollows() {
        LocalDate day = until.getValue();
        boolean past = day != null && day.isBefore(LocalDate.now(Clock.system(Words.ZONE)));
        follows.setText(
                day == null
                        ? words.of("rights.follows.none")
                        : words.of(
                                past ? "rights.follows.past" : "rights.follows", words.day(day)));
    }

    /** Marks what is missing: a ground of what is not public, and the words of another ground. */
    boolean complete() {
        AccessGround chosen = ground.getValue();
        boolean closed = access != Access.PUBLIC;
        ground.setInvalid(closed && chosen == null);
        basis.setInvalid(closed && chosen == AccessGround.OTHER && Forms.textOf(basis) == null);
        if (ground.isInvalid()) {
            ground.focus();
        } else if (basis.isInvalid()) {
            basis.focus();
        }
        return !ground.isInvalid() && !basis.isInvalid() && !(closed && until.isInvalid());
    }

    Rights rights(boolean titlePublic) {
        return new Rights(
                access, titlePublic, Forms.textOf(basis), ground.getValue(), until.getValue());
    }
}
