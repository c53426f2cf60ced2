package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.Copies.Copy;
import vn.tangthu.repository.Copies.State;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.Role;

/** The further copies of the archive: where they are and how far behind. */
final class CopiesPanel extends Div {
    private static final long serialVersionUID = 1L;

    /** What the law and good practice ask for beside the archive itself. */
    private static final int ASKED_FOR = 2;

    private final transient Copies copies;
    private final transient CurrentReader current;
    private final transient Words words;
    private final Runnable changed;
    private final Div few = new Div();
    private final Grid<Copy> grid = new Grid<>();

    /**
     * @param changed called after something was started or stopped
     */
    CopiesPanel(Copies copies, CurrentReader current, Words words, Runnable changed) {
        this.copies = copies;
        this.current = current;
        this.words = words;
        this.changed = changed;
        grid.addColumn(new ComponentRenderer<>(this::place))
                .setHeader(words.of("copy.name"))
                .setWidth("9rem");
        grid.addColumn(new ComponentRenderer<>(this::state))
                .setHeader(words.of("copy.state"))
                .setWidth("9rem");
        grid.addColumn(copy -> words.number(copy.sound()) + "/" + words.number(copy.packages()))
                .setHeader(words.of("copy.sound"))
                .setWidth("6rem");
        grid.addColumn(copy -> words.bytes(copy.bytes()))
                .setHeader(words.of("copy.bytes"))
                .setWidth("6rem");
        grid.addColumn(copy -> words.number(copy.behind()))
                .setHeader(words.of("copy.behind"))
                .setWidth("6rem");
        grid.addColumn(copy -> words.number(copy.incidents()))
                .setHeader(words.of("copy.incidents"))
                .setWidth("5rem");
        grid.addColumn(copy -> words.minute(copy.completeAt()))
                .setHeader(words.of("copy.complete"))
                .setWidth("8rem");
        if (current.is(Role.ARCHIVIST)) {
            grid.addColumn(new ComponentRenderer<>(this::action)).setHeader("").setWidth("10rem");
        }
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setAllRowsVisible(true);
        grid.getElement().setAttribute("aria-label", words.of("copy.title"));
        add(few, grid);
    }

    /** Shows how they are now; whether one is being brought up to date. */
    boolean refresh() {
        List<Copy> all = copies.all();
        few.removeAll();
        if (all.size() < ASKED_FOR) {
            few.add(
                    Notices.box(
                            Marks.Tone.WARN,
                            words.of(
                                    all.isEmpty() ? "copy.none" : "copy.few",
                                    words.number(all.size()))));
        }
        grid.setVisible(!all.isEmpty());
        grid.setItems(all);
        return all.stream().anyMatch(copy -> copy.state() == State.RUNNING);
    }

    /** What people call a copy. */
    static String name(String copy, Words words) {
        return copy.equals(FixityAudits.PRIMARY) ? words.of("copy.primary") : copy;
    }

    private Component place(Copy copy) {
        Div place = new Div(new Span(copy.name()));
        Span where = new Span(copy.where());
        where.addClassName("tt-hint");
        place.add(new Div(where));
        return place;
    }

    private Component state(Copy copy) {
        Div state =
                new Div(
                        Marks.mark(
                                words.of("copy.state." + copy.state().name()),
                                switch (copy.state()) {
                                    case COMPLETE -> Marks.Tone.OK;
                                    case RUNNING -> Marks.Tone.INFO;
                                    case NEVER, BEHIND, UNLOCKED -> Marks.Tone.WARN;
                                    case DAMAGED, UNREACHABLE, FOREIGN -> Marks.Tone.ERROR;
                                }));
        String detail = detail(copy);
        if (detail != null) {
            Span line = new Span(detail);
            line.addClassName("tt-hint");
            state.add(new Div(line));
        }
        Copies.Lock lock = copy.lock();
        if (lock != null) {
            Span line =
                    new Span(
                            lock.until() == null
                                    ? words.of("copy.lock.open", words.number(lock.days()))
                                    : words.of(
                                            "copy.lock.until",
                                            words.number(lock.days()),
                                            words.minute(lock.until())));
            line.addClassName("tt-hint");
            state.add(new Div(line));
        }
        return state;
    }

    private @Nullable String detail(Copy copy) {
        return copy.state() == State.RUNNING
                ? words.of(
                        "copy.progress", words.number(copy.done()), words.number(copy.packages()))
                : copy.problem();
    }

    private Component action(Copy copy) {
        boolean running = copy.state() == State.RUNNING;
        Button button =
                new Button(
                        words.of(running ? "copy.stop" : "copy.run"),
                        e -> {
                            var actor = current.require(Role.ARCHIVIST);
                            if (running) {
                                copies.stop(copy.name(), actor);
                            } else {
                                copies.start(copy.name(), actor);
                            }
                            changed.run();
                        });
        button.getElement()
                .setAttribute(
                        "aria-label",
                        words.of(running ? "copy.stop" : "copy.run") + ": " + copy.name());
        return button;
    }
}
