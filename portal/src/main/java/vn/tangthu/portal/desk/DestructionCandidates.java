package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Destructions;
import vn.tangthu.repository.Destructions.Candidate;
import vn.tangthu.repository.Destructions.Ground;
import vn.tangthu.repository.Destructions.Proposal;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/** What could be put on a draft: expired, twice, or by its code. */
final class DestructionCandidates extends Div {
    private static final long serialVersionUID = 1L;

    private final transient Destructions destructions;
    private final UUID list;
    private final transient CurrentReader current;
    private final Words words;
    private final SerializableConsumer<List<Finding>> done;
    private final transient List<CallbackDataProvider<Candidate, Void>> sources = new ArrayList<>();

    /**
     * @param done with what was refused, empty for nothing
     */
    DestructionCandidates(
            Destructions destructions,
            UUID list,
            CurrentReader current,
            Words words,
            SerializableConsumer<List<Finding>> done) {
        this.destructions = destructions;
        this.list = list;
        this.current = current;
        this.words = words;
        this.done = done;
        TextField code = new TextField(words.of("record.code"));
        TextField other = new TextField(words.of("destruction.duplicate.of"));
        other.setHelperText(words.of("destruction.duplicate.of.help"));
        TextField parts = new TextField(words.of("destruction.parts"));
        parts.setHelperText(words.of("destruction.parts.help"));
        Button add =
                new Button(
                        words.of("destruction.add"),
                        e -> {
                            boolean twice = !other.getValue().isBlank();
                            put(
                                    new Proposal(
                                            code.getValue(),
                                            twice ? Ground.DUPLICATE : Ground.EXPIRED,
                                            twice ? other.getValue() : null,
                                            Arrays.stream(parts.getValue().split("[;\\s]+"))
                                                    .filter(part -> !part.isBlank())
                                                    .toList()));
                        });
        Div byCode = new Div(code, parts, other, add);
        byCode.addClassName("tt-row");
        add(
                byCode,
                new H3(words.of("destruction.candidates.expired")),
                new Paragraph(words.of("destruction.candidates.expired.hint")),
                grid(
                        Slices.of(
                                (offset, limit) ->
                                        destructions.expired(
                                                null, offset, limit, current.reader())),
                        "destruction.candidates.expired"),
                new H3(words.of("destruction.candidates.twice")),
                new Paragraph(words.of("destruction.candidates.twice.hint")),
                grid(
                        Slices.of(
                                (offset, limit) ->
                                        destructions.duplicates(offset, limit, current.reader())),
                        "destruction.candidates.twice"));
    }

    private Component grid(CallbackDataProvider<Candidate, Void> source, String label) {
        sources.add(source);
        Grid<Candidate> grid = new Grid<>();
        grid.addColumn(new ComponentRenderer<>(DestructionCandidates::what))
                .setHeader(words.of("destruction.record"))
                .setFlexGrow(3)
                .setWidth("14rem");
        grid.addColumn(one -> words.years(one.startYear(), one.endYear()))
                .setHeader(words.of("destruction.years"))
                .setWidth("7rem");
        grid.addColumn(
                        one ->
                                DestructionWords.ground(
                                        one.ground(), one.ends(), one.duplicateOf(), words))
                .setHeader(words.of("destruction.ground"))
                .setFlexGrow(2)
                .setWidth("10rem");
        grid.addColumn(new ComponentRenderer<>(this::putOn))
                .setHeader(words.of("destruction.doings"))
                .setWidth("9rem")
                .setFlexGrow(0);
        grid.setDataProvider(source);
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        Slices.fit(grid, 24);
        grid.setEmptyStateText(words.of("destruction.candidates.none"));
        grid.getElement().setAttribute("aria-label", words.of(label));
        return grid;
    }

    private static Div what(Candidate one) {
        Anchor record = new Anchor("/app/kho/ho-so/" + one.record(), one.arcFileCode());
        record.addClassName("tt-tap");
        return new Div(new Div(record), new Div(one.title()));
    }

    private Button putOn(Candidate one) {
        Button button =
                new Button(
                        words.of("destruction.add"),
                        e -> put(new Proposal(one.arcFileCode(), one.ground(), one.duplicateOf())));
        button.getElement().setAttribute("aria-label", button.getText() + " " + one.arcFileCode());
        return button;
    }

    private void put(Proposal one) {
        List<Finding> refused = List.of();
        try {
            destructions.add(list, List.of(one), current.require(Role.ARCHIVIST));
        } catch (RefusedException e) {
            refused = e.findings();
        }
        sources.forEach(CallbackDataProvider::refreshAll);
        done.accept(refused);
    }
}
