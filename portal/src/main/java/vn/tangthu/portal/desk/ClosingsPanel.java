package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.List;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccountClosings;
import vn.tangthu.repository.AccountClosings.Closing;
import vn.tangthu.repository.Role;

/** Accounts that were closed with their body, told until noted, and what became of them. */
final class ClosingsPanel extends Div {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 100;
    private final transient AccountClosings closings;
    private final transient CurrentReader current;
    private final Words words;
    private final SerializableRunnable changed;

    ClosingsPanel(
            AccountClosings closings,
            CurrentReader current,
            Words words,
            SerializableRunnable changed) {
        this.closings = closings;
        this.current = current;
        this.words = words;
        this.changed = changed;
        refresh();
    }

    private void refresh() {
        removeAll();
        List<Closing> all = closings.list(MOST);
        setVisible(!all.isEmpty());
        if (all.isEmpty()) {
            return;
        }
        add(new H2(words.of("closings.title")));
        int open = closings.unnoted();
        if (open > 0) {
            Div told =
                    Notices.box(Marks.Tone.WARN, words.of("closings.unnoted", words.number(open)));
            Button noted =
                    new Button(
                            words.of("closings.note"),
                            e -> {
                                closings.note(current.require(Role.ADMINISTRATOR));
                                refresh();
                            });
            add(told, noted);
        }
        Grid<Closing> grid = new Grid<>();
        grid.addColumn(Closing::username).setHeader(words.of("account.username")).setWidth("9rem");
        grid.addColumn(Closing::bodyName).setHeader(words.of("account.body")).setWidth("11rem");
        grid.addColumn(c -> words.day(c.endedOn().minusDays(1)))
                .setHeader(words.of("closings.ended"))
                .setWidth("8rem")
                .setFlexGrow(0);
        grid.addColumn(c -> words.minute(c.closedAt()))
                .setHeader(words.of("closings.at"))
                .setWidth("9rem")
                .setFlexGrow(0);
        grid.addColumn(new ComponentRenderer<>(this::action))
                .setHeader(words.of("accounts.actions"))
                .setWidth("9rem")
                .setFlexGrow(0);
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setItems(all);
        Slices.fit(grid, 20);
        grid.getElement().setAttribute("aria-label", words.of("closings.title"));
        add(grid);
    }

    private Component action(Closing closing) {
        if (closing.followedBy() != null) {
            return new Span(words.of("closings.followed", closing.followedBy()));
        }
        if (closing.reopened()) {
            return new Span(words.of("closings.reopened"));
        }
        Button reopen =
                new Button(
                        words.of("closings.reopen"),
                        e ->
                                new ReasonDialog(
                                                words,
                                                words.of("closings.reopen"),
                                                words.of(
                                                        "closings.reopen.sure", closing.username()),
                                                words.of("closings.reopen"),
                                                reason -> {
                                                    closings.reopen(
                                                            closing.account(),
                                                            reason,
                                                            current.require(Role.ADMINISTRATOR));
                                                    refresh();
                                                    changed.run();
                                                })
                                        .open());
        reopen.setAriaLabel(words.of("closings.reopen") + " " + closing.username());
        reopen.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        return reopen;
    }
}
