package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.Inheritance.Ground;
import vn.tangthu.repository.Inheritance.Item;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Succession;

/**
 * The fonds that lie in the line of a body, and by what ground its accounts read them; of parted
 * bodies an archivist decides.
 */
final class EstatePanel extends Div {
    private static final long serialVersionUID = 1L;
    private final transient Inheritance inheritance;
    private final transient Catalogue catalogue;
    private final transient CurrentReader current;
    private final transient Inheritance.Estate estate;
    private final Words words;
    private final SerializableRunnable changed;

    EstatePanel(
            Inheritance inheritance,
            Inheritance.Estate estate,
            Catalogue catalogue,
            CurrentReader current,
            Words words,
            SerializableRunnable changed) {
        this.inheritance = inheritance;
        this.estate = estate;
        this.catalogue = catalogue;
        this.current = current;
        this.words = words;
        this.changed = changed;
        Paragraph rule = new Paragraph(words.of("estate.rule"));
        rule.addClassName("tt-hint");
        add(rule);
        if (estate.cut()) {
            add(new Paragraph(words.of("estate.cut")));
        }
        Grid<Item> grid = new Grid<>();
        grid.addColumn(new ComponentRenderer<>(this::fonds))
                .setHeader(words.of("estate.fonds"))
                .setWidth("12rem")
                .setFlexGrow(2);
        grid.addColumn(item -> BodyField.label(item.maker(), words))
                .setHeader(words.of("estate.maker"))
                .setWidth("11rem")
                .setFlexGrow(1);
        grid.addColumn(item -> words.of(item.ground()))
                .setHeader(words.of("estate.ground"))
                .setWidth("9rem");
        grid.addColumn(item -> because(item, words))
                .setHeader(words.of("estate.because"))
                .setWidth("12rem")
                .setFlexGrow(1);
        grid.addColumn(new ComponentRenderer<>(this::actions))
                .setHeader(words.of("accounts.actions"))
                .setWidth("12rem");
        grid.setItems(estate.items());
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        Slices.fit(grid, 28);
        grid.setEmptyStateText(words.of("estate.none"));
        grid.getElement().setAttribute("aria-label", words.of("estate.title"));
        add(grid);
    }

    /** Instrument, day and scope of the succession, and what was decided. */
    static String because(Item item, Words words) {
        Succession by = item.by();
        return by == null
                ? ""
                : Stream.of(
                                by.instrument(),
                                words.day(by.effectiveDay()),
                                by.scope(),
                                item.reason())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("; "));
    }

    private Component fonds(Item item) {
        Fonds fonds = catalogue.fonds(item.fonds(), current.reader()).orElse(null);
        return fonds == null
                ? new Span(words.of("activity.id", item.fonds().toString().substring(0, 8)))
                : new Anchor("/app/kho/phong/" + fonds.id(), fonds.title());
    }

    private Div actions(Item item) {
        Div actions = new Div();
        actions.addClassName("tt-row");
        Ground now = item.ground();
        if (now == Ground.UNDECIDED || now == Ground.ELSEWHERE) {
            actions.add(decide(item, true));
        }
        if (now == Ground.UNDECIDED || now == Ground.DECIDED) {
            actions.add(decide(item, false));
        }
        return actions;
    }

    private Button decide(Item item, boolean included) {
        String key = included ? "estate.include" : "estate.exclude";
        Button button =
                new Button(
                        words.of(key),
                        e ->
                                new ReasonDialog(
                                                words,
                                                words.of(key),
                                                words.of(key + ".sure"),
                                                words.of(key),
                                                reason -> {
                                                    inheritance.decide(
                                                            estate.body(),
                                                            item.fonds(),
                                                            included,
                                                            reason,
                                                            current.require(Role.ARCHIVIST));
                                                    changed.run();
                                                })
                                        .open());
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        return button;
    }
}
