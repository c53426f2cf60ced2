package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.CodeListEntry;

/** Fields of the circular's descriptions; blank is null, and a date is told to be one at once. */
final class Forms {
    private final Words words;
    private final Div form = new Div();

    Forms(Words words) {
        this.words = words;
        form.addClassName("tt-form");
    }

    Div form() {
        return form;
    }

    TextField text(String key, @Nullable String value, int longest) {
        TextField field = new TextField(words.of(key));
        field.setMaxLength(longest);
        field.setValue(value == null ? "" : value);
        form.add(field);
        return field;
    }

    TextArea area(String key, @Nullable String value, int longest) {
        TextArea field = new TextArea(words.of(key));
        field.setMaxLength(longest);
        field.setValue(value == null ? "" : value);
        field.addClassName("tt-wide");
        form.add(field);
        return field;
    }

    IntegerField number(String key, @Nullable Integer value) {
        IntegerField field = new IntegerField(words.of(key));
        field.setMin(0);
        field.setValue(value);
        form.add(field);
        return field;
    }

    TextField date(String key, @Nullable ArchivalDate value) {
        TextField field = text(key, value == null ? null : value.toString(), 10);
        field.setHelperText(words.of("field.date.help"));
        field.setErrorMessage(words.of("field.date.help"));
        field.addValueChangeListener(e -> field.setInvalid(!isDate(e.getValue())));
        return field;
    }

    <E extends Enum<E> & CodeListEntry> Select<E> code(
            String key, Class<E> list, @Nullable E value) {
        Select<E> field = new Select<>();
        field.setLabel(words.of(key));
        field.setEmptySelectionAllowed(true);
        field.setItems(list.getEnumConstants());
        field.setItemLabelGenerator(e -> e == null ? "–" : e.code() + " " + words.code(e));
        field.setValue(value);
        form.add(field);
        return field;
    }

    <E extends Enum<E> & CodeListEntry> MultiSelectComboBox<E> codes(
            String key, Class<E> list, List<E> values) {
        MultiSelectComboBox<E> field = new MultiSelectComboBox<>(words.of(key));
        field.setItems(list.getEnumConstants());
        field.setItemLabelGenerator(e -> e.code() + " " + words.code(e));
        field.setValue(values);
        form.add(field);
        return field;
    }

    Select<Boolean> yesNo(String key, @Nullable Boolean value) {
        Select<Boolean> field = new Select<>();
        field.setLabel(words.of(key));
        field.setEmptySelectionAllowed(true);
        field.setItems(Boolean.TRUE, Boolean.FALSE);
        field.setItemLabelGenerator(
                e -> e == null ? "–" : words.of(Boolean.TRUE.equals(e) ? "yes" : "no"));
        field.setValue(value);
        form.add(field);
        return field;
    }

    void add(Component component) {
        form.add(component);
    }

    static @Nullable String textOf(TextField field) {
        return field.getValue().isBlank() ? null : field.getValue().strip();
    }

    static @Nullable String textOf(TextArea field) {
        return field.getValue().isBlank() ? null : field.getValue().strip();
    }

    static @Nullable ArchivalDate dateOf(TextField field) {
        return field.getValue().isBlank() ? null : ArchivalDate.parse(field.getValue());
    }

    static boolean isDate(String text) {
        try {
            return text.isBlank() || ArchivalDate.parse(text).year() > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
