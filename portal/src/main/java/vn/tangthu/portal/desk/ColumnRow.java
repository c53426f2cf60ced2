package vn.tangthu.portal.desk;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Contractors.Choice;
import vn.tangthu.repository.Contractors.Field;
import vn.tangthu.repository.DeliveredColumn;
import vn.tangthu.repository.DeliveredColumn.How;

/** One heading, some of its values, and what it is read as. */
final class ColumnRow extends Div {
    private static final long serialVersionUID = 1L;
    private final transient DeliveredColumn column;
    private final ComboBox<Field> field;

    ColumnRow(DeliveredColumn column, List<Field> fields, Words words) {
        this.column = column;
        addClassNames("tt-row", "tt-column");
        Span heading = new Span(column.heading());
        heading.addClassName("tt-strong");
        Div left = new Div(heading, Marks.mark(words.of(column.how()), tone(column.how())));
        left.addClassName("tt-column-heading");
        if (!column.samples().isEmpty()) {
            Span values = new Span(String.join(" · ", column.samples()));
            values.addClassName("tt-hint");
            left.add(new Div(values));
        }
        field = new ComboBox<>();
        field.setItems(fields);
        field.setItemLabelGenerator(Field::heading);
        field.setPlaceholder(words.of("columns.ignore"));
        field.setClearButtonVisible(true);
        field.setAriaLabel(words.of("columns.readAs", column.heading()));
        field.setWidth("16rem");
        fields.stream()
                .filter(f -> f.name().equals(column.field()))
                .findFirst()
                .ifPresent(field::setValue);
        add(left, field);
    }

    private static Marks.Tone tone(How how) {
        return switch (how) {
            case KNOWN, CONFIRMED -> Marks.Tone.OK;
            case IGNORED, UNKNOWN -> Marks.Tone.PLAIN;
            case GUESSED -> Marks.Tone.WARN;
            case DOUBTFUL, TWICE -> Marks.Tone.ERROR;
        };
    }

    private @Nullable String chosen() {
        Field value = field.getValue();
        return value == null ? null : value.name();
    }

    /** What is to be saved: every answer to a question, and what was changed of the rest. */
    Optional<Choice> choice() {
        boolean asked =
                switch (column.how()) {
                    case GUESSED, DOUBTFUL, UNKNOWN, TWICE -> true;
                    case KNOWN, CONFIRMED, IGNORED -> false;
                };
        return asked || !Objects.equals(chosen(), column.field())
                ? Optional.of(new Choice(column.list(), column.heading(), chosen()))
                : Optional.empty();
    }

    /** As {@link #choice}, of a column that stays as it is too. */
    Choice answer() {
        return new Choice(column.list(), column.heading(), chosen());
    }
}
