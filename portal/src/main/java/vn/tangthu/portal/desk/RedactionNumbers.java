package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.function.SerializableBiConsumer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Redactions;
import vn.tangthu.repository.Redactions.Area;
import vn.tangthu.repository.Redactions.Box;

/** A box in numbers, in percent of the page: nothing has to be dragged (WCAG 2.2, 2.5.7). */
final class RedactionNumbers extends Div {
    private static final long serialVersionUID = 1L;
    private static final double PERCENT = Redactions.SCALE / 100.0;
    private static final double STEP = 0.01;

    private final NumberField left = new NumberField();
    private final NumberField top = new NumberField();
    private final NumberField width = new NumberField();
    private final NumberField height = new NumberField();
    private final H3 heading = new H3();
    private final Button save = new Button();
    private final Words words;
    private @Nullable UUID box;

    RedactionNumbers(Words words, SerializableBiConsumer<@Nullable UUID, Area> typed) {
        this.words = words;
        field(left, "redaction.left");
        field(top, "redaction.top");
        field(width, "redaction.width");
        field(height, "redaction.height");
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        save.addClickListener(
                e -> typed.accept(box, new Area(part(left), part(top), part(width), part(height))));
        Div row = new Div(left, top, width, height, save);
        row.addClassName("tt-row");
        add(heading, row);
        clear();
    }

    private void field(NumberField field, String key) {
        field.setLabel(words.of(key));
        field.setMin(0);
        field.setMax(100);
        field.setStep(STEP);
        field.setWidth("9rem");
    }

    private static int part(NumberField field) {
        Double value = field.getValue();
        return value == null
                ? -1
                : Math.toIntExact(Math.round(Math.clamp(value, -1, 101) * PERCENT));
    }

    static double percent(int part) {
        return part / PERCENT;
    }

    /** What is typed next is a new box. */
    void clear() {
        box = null;
        for (NumberField field : List.of(left, top, width, height)) {
            field.clear();
        }
        heading.setText(words.of("redaction.numbers.new"));
        save.setText(words.of("redaction.numbers.add"));
    }

    void edit(Box one) {
        box = one.id();
        left.setValue(percent(one.area().x()));
        top.setValue(percent(one.area().y()));
        width.setValue(percent(one.area().width()));
        height.setValue(percent(one.area().height()));
        heading.setText(words.of("redaction.numbers.edit"));
        save.setText(words.of("redaction.numbers.save"));
        left.focus();
    }
}
